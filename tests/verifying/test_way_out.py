"""Attack files through the real client: what a file names is never a way into this network (A1)."""

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.domain.verification import Rung
from service.fetching.client import Fetcher
from tests.verifying.signing import badge, entry, present, prove, result, token
from tests.verifying.test_badges import assertion

DAY = date(2026, 11, 1)


class Listener(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


@pytest.fixture
def canary() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


FORMS = [
    "http://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://2130706433:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "https://[::ffff:10.0.0.1]/",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_hosted_badge(verifier, canary, form):
    url = form.format(port=canary.server_port)
    for document in (assertion(id=url), assertion(id=url, badge=url, verification={"url": url})):
        whole = verifier.verify(present(document, "ob2-hosted"), on=DAY, fetch=Fetcher())
        assert result(whole, Rung.CONTENT_INTACT) == ("could_not_check", "fetch_blocked")
    assert canary.asked == []


@pytest.mark.parametrize("form", FORMS)
def test_a_status_list(verifier, worker, signer, canary, form):
    url = form.format(port=canary.server_port)
    signed = prove(badge(signer.did, credentialStatus=entry(url)), signer, worker)
    whole = verifier.verify(present(signed), on=DAY, fetch=Fetcher())
    assert result(whole, Rung.STATUS) == ("could_not_check", "fetch_blocked")
    assert canary.asked == []


@pytest.mark.parametrize("form", FORMS)
def test_the_address_of_a_key(verifier, signer, canary, form):
    url = form.format(port=canary.server_port)
    raw = token(badge(url), signer, kid=url)
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=Fetcher())
    assert whole.of(Rung.CONTENT_INTACT).result.value == "could_not_check"
    assert canary.asked == []


def test_many_files_that_name_one_victim(verifier, signer, canary):
    """A7: the budget of a host holds over a whole run."""
    fetcher = Fetcher(loopback=True)
    for number in range(60):
        url = f"http://127.0.0.1:{canary.server_port}/{number}"
        raw = token(badge(signer.did, credentialStatus=entry(url)), signer)
        whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=fetcher)
        assert whole.of(Rung.STATUS).result.value == "could_not_check"
    assert len(canary.asked) == 20
