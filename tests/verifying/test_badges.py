"""Open Badges 2: hosted and signed (reports B02–B05, B18; threats A1, D2)."""

from datetime import date

import pytest

from service.domain.verification import Rung
from service.fetching.result import Fetched
from service.verifying.identifiers import starts_within
from tests.verifying.signing import Signer, Web, hashed, present, result, token

DAY = date(2026, 11, 1)
HOST = "https://badges.example"
ASSERTION = f"{HOST}/a/1"


def assertion(**changes):
    made = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "s",
            "identity": hashed("ada@uni.example", "s"),
        },
        "issuedOn": "2020-01-01T00:00:00Z",
        "badge": f"{HOST}/b/1",
        "verification": {"type": "hosted"},
    }
    made.update(changes)
    return made


def world(**changes):
    pages = {
        ASSERTION: assertion(),
        f"{HOST}/b/1": {"id": f"{HOST}/b/1", "type": "BadgeClass", "issuer": f"{HOST}/i/1"},
        f"{HOST}/i/1": {"id": f"{HOST}/i/1", "type": "Issuer", "name": "Probe University"},
    }
    pages.update(changes)
    return Web(pages)


def of(verifier, document, web, form="ob2-hosted", **more):
    return verifier.verify(present(document, form), on=DAY, fetch=web, **more)


def test_hosted(verifier):
    whole = of(verifier, assertion(), world(), recipient="ada@uni.example")
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "hosted_same")
    assert result(whole, Rung.ISSUER_KEY) == ("passed", "hosted_allowed")
    assert result(whole, Rung.RECIPIENT) == ("passed", "recipient_matches")
    assert result(whole, Rung.STATUS) == ("passed", "not_revoked")


def test_an_altered_copy(verifier):
    web = world()
    whole = of(verifier, assertion(issuedOn="2010-01-01T00:00:00Z"), web)
    assert result(whole, Rung.CONTENT_INTACT) == ("failed", "hosted_differs")
    assert web.asked == [ASSERTION]


def revoked_page(status):
    body = b'{"id": "https://badges.example/a/1", "revoked": true, "revocationReason": "error"}'
    if status == "gone":
        return Fetched(url=ASSERTION, code="fetch_gone", body=body, status=410)
    if status == "gone_empty":
        return Fetched(url=ASSERTION, code="fetch_gone", status=410)
    return Fetched(url=ASSERTION, code="ok", body=body, status=200)


@pytest.mark.parametrize("status", ["gone", "gone_empty", "ok"])
def test_revoked_hosted(verifier, status):
    """B02: 410 with a body, 410 without, 200 with revoked: true."""
    whole = of(verifier, assertion(), world(**{ASSERTION: revoked_page(status)}))
    assert result(whole, Rung.STATUS) == ("failed", "revoked")
    assert result(whole, Rung.CONTENT_INTACT)[0] != "failed"


@pytest.mark.parametrize("code", ["fetch_not_found", "fetch_timeout", "fetch_offline"])
def test_not_answered(verifier, code):
    whole = of(verifier, assertion(), world(**{ASSERTION: Fetched(url=ASSERTION, code=code)}))
    assert result(whole, Rung.CONTENT_INTACT) == ("could_not_check", code)
    assert result(whole, Rung.STATUS)[0] == "could_not_check"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://x.example/", "javascript:alert(1)", "urn:uuid:1", "", None],
)
def test_addresses_that_are_none(verifier, url):
    web = world()
    whole = of(verifier, assertion(id=url), web)
    assert result(whole, Rung.CONTENT_INTACT) == ("could_not_check", "assertion_unnamed")
    assert web.asked == []


def test_it_lives_somewhere_else(verifier):
    """B18: fetched at one host, it says that it is of another."""
    page = assertion(id="https://other.example/a/1")
    whole = of(verifier, assertion(), world(**{ASSERTION: page}))
    assert result(whole, Rung.CONTENT_INTACT) == ("failed", "hosted_elsewhere")


def test_an_issuer_on_another_host(verifier):
    """D2: evil.example hosts an assertion that names the issuer of x.edu."""
    evil = "https://evil.example/a/1"
    document = assertion(id=evil, badge=f"{HOST}/b/1")
    whole = of(verifier, document, world(**{evil: document}))
    assert result(whole, Rung.ISSUER_KEY) == ("failed", "hosted_not_allowed")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"allowedOrigins": "badges.example"}, "passed"),
        ({"allowedOrigins": ["x.example", "badges.example"]}, "passed"),
        ({"allowedOrigins": ["x.example"]}, "failed"),
        ({"startsWith": f"{HOST}/a/"}, "passed"),
        ({"startsWith": f"{HOST}/a"}, "passed"),
        ({"startsWith": [f"{HOST}/z"]}, "failed"),
        ({"startsWith": HOST, "allowedOrigins": ["x.example"]}, "failed"),
    ],
)
def test_what_the_issuer_allows(verifier, policy, expected):
    issuer = {"id": f"{HOST}/i/1", "type": "Issuer", "verification": policy}
    whole = of(verifier, assertion(), world(**{f"{HOST}/i/1": issuer}))
    assert result(whole, Rung.ISSUER_KEY)[0] == expected


@pytest.mark.parametrize(
    ("url", "prefix", "expected"),
    [
        ("https://x.edu.evil.example/a", "https://x.edu", False),
        ("https://x.edu@evil.example/a", "https://x.edu", False),
        ("https://x.edu/badges-of-others/1", "https://x.edu/badges", False),
        ("https://x.edu/badges/1", "https://x.edu/badges", True),
        ("https://x.edu/badges/1", "https://x.edu/badges/", True),
        ("http://x.edu/badges/1", "https://x.edu/badges/", False),
        ("https://x.edu:8443/badges/1", "https://x.edu/badges/", False),
        ("https://X.EDU/badges/1", "https://x.edu/", True),
        ("https://[x", "https://x.edu/", False),
    ],
)
def test_prefixes(url, prefix, expected):
    """D2: prefix traps."""
    assert starts_within(url, prefix) is expected


KEY = f"{HOST}/k/1"
LIST = f"{HOST}/r/1"


def signed_world(signer, **changes):
    pages = {
        f"{HOST}/b/1": {"id": f"{HOST}/b/1", "type": "BadgeClass", "issuer": f"{HOST}/i/1"},
        f"{HOST}/i/1": {
            "id": f"{HOST}/i/1",
            "type": "Issuer",
            "publicKey": KEY,
            "revocationList": LIST,
        },
        KEY: {
            "id": KEY,
            "type": "CryptographicKey",
            "owner": f"{HOST}/i/1",
            "publicKeyPem": signer.pem,
        },
        LIST: {"id": LIST, "revokedAssertions": []},
    }
    pages.update(changes)
    return Web(pages)


@pytest.fixture(scope="module")
def rsa():
    return Signer("RSA")


def signed(rsa, **changes):
    made = assertion(id="urn:uuid:1", verification={"type": "signed", "creator": KEY}, **changes)
    return token(made, rsa, kid=...)


def test_signed(verifier, rsa):
    whole = of(verifier, signed(rsa), signed_world(rsa), "ob2-jws")
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "signature_holds")
    assert result(whole, Rung.ISSUER_KEY) == ("passed", "key_listed")
    assert result(whole, Rung.STATUS) == ("passed", "not_revoked")


@pytest.mark.parametrize(
    "item", ["urn:uuid:1", {"id": "urn:uuid:1"}, {"uid": "urn:uuid:1", "revocationReason": "x"}]
)
def test_revoked_signed(verifier, rsa, item):
    """B03, B04: hosted and signed alike."""
    web = signed_world(rsa, **{LIST: {"id": LIST, "revokedAssertions": ["urn:uuid:0", item]}})
    whole = of(verifier, signed(rsa), web, "ob2-jws")
    assert result(whole, Rung.STATUS) == ("failed", "revoked")


def test_a_list_that_is_not_there(verifier, rsa):
    web = signed_world(rsa, **{LIST: None})
    whole = of(verifier, signed(rsa), web, "ob2-jws")
    assert result(whole, Rung.STATUS) == ("could_not_check", "fetch_not_found")


def test_signed_by_somebody_else(verifier, rsa):
    other = Signer("RSA")
    whole = of(verifier, signed(other), signed_world(rsa), "ob2-jws")
    assert result(whole, Rung.CONTENT_INTACT) == ("failed", "signature_bad")
    foreign = {**signed_world(rsa).pages[f"{HOST}/i/1"], "publicKey": f"{HOST}/k/2"}
    web = signed_world(rsa, **{f"{HOST}/i/1": foreign})
    whole = of(verifier, signed(rsa), web, "ob2-jws")
    assert result(whole, Rung.ISSUER_KEY) == ("failed", "key_not_listed_by_issuer")


def test_only_the_key_is_fetched_before_the_signature(verifier, rsa):
    """A6."""
    web = signed_world(rsa)
    of(verifier, signed(Signer("RSA")), web, "ob2-jws")
    assert web.asked == [KEY]


def test_another_context(verifier):
    document = assertion(**{"@context": "https://w3id.org/openbadges/invalid"})
    whole = of(verifier, document, world())
    assert result(whole, Rung.FORMAT_RECOGNISED) == ("failed", "context_not_open_badges")
