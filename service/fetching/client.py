"""The only way out: one guarded GET.

Every address of a host is checked and the connection goes to the checked one, so a name that
changes its answer between check and use (DNS rebinding) gains nothing. Redirects are followed only
within the host, each checked anew.
"""

from __future__ import annotations

import asyncio
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from urllib.parse import urljoin, urlsplit

import httpx

from service.fetching.addressing import Blocked, Resolve, Target, resolve, target
from service.fetching.limits import Budget, Limits
from service.fetching.result import FetchCode, Fetched, offline

_HEADERS = {
    "User-Agent": "paritas",
    "Accept": "application/json, application/ld+json, application/vc, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "gzip, identity;q=0.5",
}
_STATUS: dict[int, FetchCode] = {404: "fetch_not_found", 410: "fetch_gone"}
_NOT_DATA = ("text/html", "application/xhtml", "image/", "video/", "audio/", "font/")


class _Refused(Exception):
    def __init__(self, code: FetchCode) -> None:
        self.code: FetchCode = code


class Fetcher:
    """Fetches documents for one run, within `limits`; remembers what it has fetched.

    Call it with a URL; it never raises. Thread-safe.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        is_offline: bool = False,
        loopback: bool = False,
        resolver: Resolve = resolve,
    ) -> None:
        self._limits = limits or Limits()
        self._offline = is_offline
        self._loopback = loopback
        self._resolver = resolver
        self._budget = Budget(self._limits)
        self._known: dict[str, Fetched] = {}
        self._kept = 0
        self._lock = threading.Lock()

    def __call__(self, url: str) -> Fetched:
        """Fetch `url` without its fragment."""
        url = url.partition("#")[0]
        with self._lock:
            if url in self._known:
                return self._known[url]
            made = offline(url) if self._offline else self._fetch(url)
            self._kept += len(made.body)
            if self._kept <= self._limits.kept:
                self._known[url] = made
            return made

    def _fetch(self, url: str) -> Fetched:
        # A loop of its own in a thread of its own: callers may already be inside one, and a
        # resolver that hangs must not hold them.
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            job = pool.submit(lambda: asyncio.run(self._within_deadline(url)))
            return job.result(timeout=self._limits.deadline + 0.5)
        except (FutureTimeout, TimeoutError):
            return Fetched(url=url, code="fetch_timeout")
        except Exception:
            return Fetched(url=url, code="fetch_failed")
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    async def _within_deadline(self, url: str) -> Fetched:
        try:
            async with asyncio.timeout(self._limits.deadline):
                return await self._follow(url)
        except TimeoutError:
            return Fetched(url=url, code="fetch_timeout")
        except _Refused as refused:
            return Fetched(url=url, code=refused.code)
        except Blocked:
            return Fetched(url=url, code="fetch_blocked")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
            return Fetched(url=url, code="fetch_failed")

    async def _follow(self, url: str) -> Fetched:
        place = url
        for _ in range(self._limits.redirects + 1):
            goal = await asyncio.to_thread(target, place, self._resolver, loopback=self._loopback)
            if not self._budget.take(goal.host):
                raise _Refused("fetch_budget")
            answer = await self._ask(url, goal)
            if isinstance(answer, Fetched):
                return answer
            place = self._next(place, answer)
        raise _Refused("fetch_redirected")

    def _next(self, place: str, location: str) -> str:
        """Where a redirect leads: only within the host, and never from https to http."""
        there = urljoin(place, location)
        old, new = urlsplit(place), urlsplit(there)
        if (old.scheme, old.hostname, old.port) != (new.scheme, new.hostname, new.port):
            raise _Refused("fetch_redirected")
        return there

    async def _ask(self, url: str, goal: Target) -> Fetched | str:
        """Ask the checked address; return the answer, or where it redirects to."""
        literal = f"[{goal.address}]" if ":" in goal.address else goal.address
        name = f"[{goal.host}]" if ":" in goal.host else goal.host
        standard = goal.port == (443 if goal.scheme == "https" else 80)
        request = httpx.Request(
            "GET",
            f"{goal.scheme}://{literal}:{goal.port}{goal.path}",
            headers={**_HEADERS, "Host": name if standard else f"{name}:{goal.port}"},
            extensions={
                "sni_hostname": goal.host,
                "timeout": dict.fromkeys(
                    ("connect", "read", "write", "pool"), self._limits.deadline
                ),
            },
        )
        # No proxies and no .netrc of the machine: they would undo the check of the address.
        async with httpx.AsyncHTTPTransport(trust_env=False, retries=0) as transport:
            response = await transport.handle_async_request(request)
            try:
                if response.status_code in (301, 302, 303, 307, 308):
                    location = response.headers.get("location")
                    if not location:
                        raise _Refused("fetch_redirected")
                    return str(location)
                return await self._read(url, response)
            finally:
                await response.aclose()

    async def _read(self, url: str, response: httpx.Response) -> Fetched:
        status = response.status_code
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        code: FetchCode = "ok"
        if status != 200:
            code = _STATUS.get(status, "fetch_server_error" if status >= 500 else "fetch_failed")
        body = await self._body(response)
        if code == "ok" and kind.startswith(_NOT_DATA):
            code = "fetch_wrong_type"
        kept = body if code in ("ok", "fetch_gone") else b""
        return Fetched(url=url, code=code, body=kept, content_type=kind, status=status)

    async def _body(self, response: httpx.Response) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "", "gzip", "x-gzip"):
            raise _Refused("fetch_wrong_type")
        unpacker = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
        cap = self._limits.body if unpacker is None else self._limits.compressed
        received, made = 0, bytearray()
        async for chunk in _raw(response):
            received += len(chunk)
            if received > cap:
                raise _Refused("fetch_too_large")
            if unpacker is not None:
                try:
                    chunk = unpacker.decompress(chunk, self._limits.body + 1 - len(made))
                except zlib.error:
                    raise _Refused("fetch_failed") from None
            made += chunk
            if len(made) > self._limits.body:
                raise _Refused("fetch_too_large")
        return bytes(made)


async def _raw(response: httpx.Response):  # type: ignore[no-untyped-def]
    """The bytes as they came, whatever their content encoding."""
    stream = response.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    async for chunk in stream:
        yield chunk
