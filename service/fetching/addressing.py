"""From a URL to the checked address that is connected to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, urlsplit

from service.domain.noun import noun
from service.fetching.addresses import is_loopback, is_public

MAX_URL = 2048
"""Longest URL that is asked."""

Resolve = Callable[[str, int], list[str]]
"""Every address of a host name, as texts; raises OSError where there is none."""


@noun
class Target:
    """A URL taken apart, and the one address that was checked for it."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


class Blocked(Exception):
    """The URL must not be asked."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the resolver of this machine."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def target(url: str, resolver: Resolve, *, loopback: bool) -> Target:
    """Check `url` and every address of its host, and pick the first.

    Only https, or with `loopback` also http to this machine (for tests). Names written as numbers
    ("2130706433", "0177.0.0.1") are refused with the address they stand for. Raises Blocked, or
    OSError where the name does not resolve.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Blocked("port") from None
    if parts.scheme == "https" and port != 443 and not loopback:
        raise Blocked("port")
    addresses = resolver(host, port)
    if not addresses:
        raise OSError("no address")
    local = loopback and all(is_loopback(each) for each in addresses)
    if parts.scheme != "https" and not local:
        raise Blocked("scheme")
    if not local and not all(is_public(each) for each in addresses):
        raise Blocked("address")
    path = parts.path or "/"
    return Target(
        scheme=parts.scheme,
        host=host,
        port=port,
        path=f"{path}?{parts.query}" if parts.query else path,
        address=addresses[0],
    )


def _parts(url: str) -> SplitResult:
    if len(url) > MAX_URL or any(c <= " " or c == "\x7f" or c == "\\" for c in url):
        raise Blocked("form")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise Blocked("form") from None
    if parts.scheme not in ("https", "http"):
        raise Blocked("scheme")
    if not host or parts.username is not None or parts.password is not None or "%" in host:
        raise Blocked("form")
    if not host.isascii() or _is_odd_number(host):
        raise Blocked("form")
    return parts


def _is_odd_number(host: str) -> bool:
    """Whether `host` is an IPv4 address in a form other than four decimal parts."""
    if ":" in host:
        return False
    last = host.rstrip(".").rsplit(".", 1)[-1]
    if not (last.isdigit() or last.startswith("0x")):
        return False
    parts: Iterable[str] = host.split(".")
    plain = all(part.isdigit() and str(int(part)) == part for part in parts)
    return not (plain and host.count(".") == 3)
