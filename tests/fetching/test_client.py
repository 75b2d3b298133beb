"""The guarded client against a real server on this machine (threats A1–A7)."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.fetching.client import Fetcher
from service.fetching.limits import Limits


class Handler(BaseHTTPRequestHandler):
    """Answers by path; notes what it was asked."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Host")))
        getattr(self, "page_" + self.path.strip("/").partition("/")[0], self.page_ok)()

    def answer(self, status, body=b"{}", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_ok(self):
        self.answer(200, b'{"a": 1}', Content_Type="application/ld+json; charset=utf-8")

    def page_missing(self):
        self.answer(404, b"no")

    def page_gone(self):
        self.answer(410, b'{"revoked": true}')

    def page_broken(self):
        self.answer(500, b"oops")

    def page_html(self):
        self.answer(200, b"<html></html>", Content_Type="text/html")

    def page_big(self):
        self.answer(200, b"x" * 20_000)

    def page_endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 10_000)
        except OSError:
            pass

    def page_bomb(self):
        self.answer(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def page_packed(self):
        self.answer(200, gzip.compress(b'{"a": 1}'), Content_Encoding="gzip")

    def page_brotli(self):
        self.answer(200, b"\x0b\x02\x80", Content_Encoding="br")

    def page_drip(self):
        self.send_response(200)
        self.end_headers()
        self.drip()

    def page_headers(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        self.drip()

    def drip(self):
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def page_near(self):
        self.answer(302, Location="/ok")

    def page_far(self):
        self.answer(302, Location=self.server.canary)

    def page_loop(self):
        self.answer(302, Location="/loop")

    def page_nowhere(self):
        self.answer(302)

    def page_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def log_message(self, *_):
        pass


def serve() -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made, canary = serve(), serve()
    made.canary = f"http://127.0.0.1:{canary.server_port}/secret"
    made.secret = canary
    yield made
    for each in (made, canary):
        each.shutdown()
        each.server_close()


SMALL = Limits(body=10_000, compressed=60_000, deadline=1.0, per_host=6, per_run=8)


@pytest.fixture
def fetcher():
    return Fetcher(SMALL, loopback=True)


def at(server, path):
    return f"http://127.0.0.1:{server.server_port}/{path}"


@pytest.mark.parametrize(
    ("path", "code", "status"),
    [
        ("ok", "ok", 200),
        ("packed", "ok", 200),
        ("missing", "fetch_not_found", 404),
        ("gone", "fetch_gone", 410),
        ("broken", "fetch_server_error", 500),
        ("html", "fetch_wrong_type", 200),
        ("brotli", "fetch_wrong_type", 0),
        ("big", "fetch_too_large", 0),
        ("endless", "fetch_too_large", 0),
        ("bomb", "fetch_too_large", 0),
        ("drip", "fetch_timeout", 0),
        ("headers", "fetch_timeout", 0),
        ("near", "ok", 200),
        ("far", "fetch_redirected", 0),
        ("loop", "fetch_redirected", 0),
        ("nowhere", "fetch_redirected", 0),
        ("file", "fetch_redirected", 0),
    ],
)
def test_answers(server, fetcher, path, code, status):
    got = fetcher(at(server, path))
    assert (got.code, got.status) == (code, status)
    assert server.secret.asked == []
    if code == "ok":
        assert got.body == b'{"a": 1}'


def test_why_it_is_gone_is_kept(server, fetcher):
    assert fetcher(at(server, "gone")).body == b'{"revoked": true}'
    assert fetcher(at(server, "missing")).body == b""


def test_once_a_run(server, fetcher):
    """A7: the same list for five hundred badges."""
    for _ in range(500):
        assert fetcher(at(server, "ok#fragment")).code == "ok"
    assert len(server.asked) == 1


def test_what_is_remembered_is_bounded(server):
    fetcher = Fetcher(Limits(kept=10), loopback=True)
    for name in ("ok/1", "ok/2", "ok/1", "ok/2"):
        assert fetcher(at(server, name)).code == "ok"
    assert [path for path, _ in server.asked] == ["/ok/1", "/ok/2", "/ok/2"]


def test_budget_of_a_host(server, fetcher):
    """A7: five hundred badges that each name another page of one victim."""
    codes = [fetcher(at(server, f"ok/{number}")).code for number in range(500)]
    assert codes.count("ok") == SMALL.per_host
    assert set(codes) == {"ok", "fetch_budget"}
    assert len(server.asked) == SMALL.per_host


def test_offline(server):
    fetcher = Fetcher(SMALL, loopback=True, is_offline=True)
    assert fetcher(at(server, "ok")).code == "fetch_offline"
    assert server.asked == []


@pytest.mark.parametrize(
    "form",
    [
        "http://127.0.0.1:{port}/",
        "https://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "https://localhost/",
        "http://[::1]:{port}/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "http://2130706433:{port}/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "ftp://127.0.0.1/",
        "data:application/json,{{}}",
        "https://user@127.0.0.1/",
        "https://example.org:22/",
        "https://exa mple.org/",
        "https://example.org\\@127.0.0.1/",
        "https://еxample.org/",
        "https://[fe80::1%25eth0]/",
        "https:///path",
        "//example.org/",
        "",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_what_is_never_asked(server, form):
    """A1: refused before anything is connected; the listener hears nothing."""
    fetcher = Fetcher(SMALL)
    got = fetcher(form.format(port=server.server_port))
    assert got.code == "fetch_blocked"
    assert server.asked == []


def test_a_name_with_a_private_address_among_public_ones(server):
    """A3: every address is checked."""
    fetcher = Fetcher(SMALL, resolver=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    assert fetcher("https://two-faced.example/").code == "fetch_blocked"


def test_the_checked_address_is_the_one_connected_to(server):
    """A3: a name that answers differently the second time is not asked a second time."""
    calls = []

    def rebinding(host, port):
        calls.append(host)
        return ["127.0.0.1"] if len(calls) == 1 else ["203.0.113.9"]

    fetcher = Fetcher(SMALL, loopback=True, resolver=rebinding)
    got = fetcher(f"http://probe.example:{server.server_port}/ok")
    assert got.code == "ok"
    assert calls == ["probe.example"]
    assert server.asked == [("/ok", f"probe.example:{server.server_port}")]


def test_a_redirect_is_checked_again(server):
    """A3: the second answer of the resolver is private; the hop is refused."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(SMALL, loopback=True, resolver=lambda host, port: next(answers))
    got = fetcher(f"http://probe.example:{server.server_port}/near")
    assert got.code == "fetch_blocked"
    assert [path for path, _ in server.asked] == ["/near"]


def test_a_name_that_does_not_resolve():
    def nowhere(host, port):
        raise OSError("no such host")

    assert Fetcher(SMALL, resolver=nowhere)("https://nowhere.example/").code == "fetch_failed"


def test_a_resolver_that_hangs():
    def slow(host, port):
        time.sleep(3)
        return ["8.8.8.8"]

    assert Fetcher(SMALL, resolver=slow)("https://slow.example/").code == "fetch_timeout"


def test_inside_a_running_loop(server, fetcher):
    import asyncio

    async def inside():
        return fetcher(at(server, "ok"))

    assert asyncio.run(inside()).code == "ok"


def test_proxies_of_the_machine_are_not_used(server, fetcher, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(at(server, "ok")).code == "ok"
