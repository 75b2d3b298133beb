"""Credentials as JWT: threats C1–C10 and the claims that must agree (B10, B11)."""

import hashlib
import hmac
import json
from datetime import date

import pytest

from service.domain.verification import Rung
from service.verifying.encoding import to_base64url
from tests.verifying.signing import Signer, Web, badge, present, result, token

DAY = date(2026, 11, 1)


def of(verifier, raw, form="vc2-jwt", **more):
    return verifier.verify(present(raw, form), on=DAY, **more)


def content(verifier, raw, **more):
    return result(of(verifier, raw, **more), Rung.CONTENT_INTACT)


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_did_key(verifier, kind):
    signer = Signer(kind)
    whole = of(verifier, token(badge(signer.did), signer))
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "signature_holds")
    assert result(whole, Rung.ISSUER_KEY) == ("passed", "key_is_issuer")
    assert result(whole, Rung.VALIDITY) == ("passed", "in_validity")


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "RSA"])
def test_did_jwk(verifier, kind):
    signer = Signer(kind)
    did = "did:jwk:" + to_base64url(json.dumps(signer.jwk).encode())
    raw = token(badge(did), signer, kid=f"{did}#0")
    assert content(verifier, raw) == ("passed", "signature_holds")


def test_did_web_and_its_rotation(verifier, signer):
    """D4: the key is no longer listed; the date of the proof is told."""
    did = "did:web:uni.example:issuer"
    method = f"{did}#key-1"
    page = {
        "id": did,
        "verificationMethod": [
            {"id": method, "type": "JsonWebKey", "controller": did, "publicKeyJwk": signer.jwk}
        ],
        "assertionMethod": [method],
    }
    url = "https://uni.example/issuer/did.json"
    raw = token(badge(did), signer, kid=method)
    whole = of(verifier, raw, fetch=Web({url: page}))
    assert result(whole, Rung.ISSUER_KEY) == ("passed", "key_listed")
    unlisted = {**page, "assertionMethod": []}
    assert result(of(verifier, raw, fetch=Web({url: unlisted})), Rung.ISSUER_KEY) == (
        "failed",
        "key_purpose",
    )
    rotated = {**page, "verificationMethod": [], "assertionMethod": []}
    assert content(verifier, raw, fetch=Web({url: rotated})) == (
        "could_not_check",
        "key_not_listed",
    )
    assert content(verifier, raw) == ("could_not_check", "fetch_offline")
    elsewhere = {**page, "id": "did:web:other.example"}
    assert content(verifier, raw, fetch=Web({url: elsewhere}))[0] == "could_not_check"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://uni.example/issuer/keys/1", ("passed", "key_under_issuer")),
        ("https://uni.example/other/1", ("could_not_check", "key_unbound")),
        ("https://uni.example.evil.example/issuer/1", ("failed", "issuer_key_mismatch")),
    ],
)
def test_a_key_at_an_address(verifier, signer, address, expected):
    """Open Badges 3.0 §8.2.4: `kid` is the address of a JWK."""
    raw = token(badge("https://uni.example/issuer"), signer, kid=address)
    whole = of(verifier, raw, fetch=Web({address: signer.jwk}))
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "signature_holds")
    assert result(whole, Rung.ISSUER_KEY) == expected
    forged = of(verifier, raw, fetch=Web({address: Signer().jwk}))
    assert result(forged, Rung.CONTENT_INTACT) == ("failed", "signature_bad")


@pytest.mark.parametrize(
    "did",
    [
        "did:web:127.0.0.1%3A6379",
        "did:web:localhost",
        "did:web:169.254.169.254",
        "did:web:uni.example%2Fx",
        "did:web:user@uni.example",
        "did:web:uni.example:..:x",
        "did:web:uni.example:a%2F..%2Fb",
        "did:web:xn--80ak6aa92e.com%00",
        "did:web:үniversity.example",
        "did:web:2130706433",
        "did:web:[::1]",
    ],
)
def test_odd_did_web_is_never_asked(verifier, signer, did):
    """A2, B31."""
    web = Web()
    raw = token(badge(did), signer, kid=f"{did}#k")
    assert content(verifier, raw, fetch=web) == ("could_not_check", "key_method_unsupported")
    assert web.asked == []


@pytest.mark.parametrize("name", ["none", "None", "nOnE", "HS256", "RS1", "ES512", "", None, 7])
def test_algorithms_are_a_closed_list(verifier, signer, name):
    """C1, C2."""
    raw = token(badge(signer.did), signer, alg=name)
    assert content(verifier, raw) == ("failed", "algorithm_refused")
    unsigned = b".".join([*raw.split(b".")[:2], b""])
    assert content(verifier, unsigned) == ("failed", "algorithm_refused")


def test_the_public_key_as_a_secret(verifier):
    """C2: HS256 over the PEM of the issuer's RSA key."""
    signer = Signer("RSA")
    head = {"alg": "HS256", "kid": "did:web:uni.example#k"}
    parts = [
        to_base64url(json.dumps(each).encode()) for each in (head, badge("did:web:uni.example"))
    ]
    data = ".".join(parts).encode()
    mac = hmac.new(signer.pem.encode(), data, hashlib.sha256).digest()
    assert content(verifier, data + b"." + to_base64url(mac).encode())[0] == "failed"


@pytest.mark.parametrize("claimed", ["RS256", "ES384", "EdDSA"])
def test_an_algorithm_for_another_kind_of_key(verifier, claimed):
    """C3."""
    signer = Signer("P-256")
    raw = token(badge(signer.did), signer, alg=claimed)
    assert content(verifier, raw) == ("failed", "key_kind_wrong")


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c"])
def test_keys_in_the_header_are_ignored(verifier, signer, name):
    """C4: the attacker's key stands in the header."""
    attacker = Signer()
    values = {
        "jwk": attacker.jwk,
        "jku": "https://attacker.example/jwks.json",
        "x5u": "https://attacker.example/cert.pem",
        "x5c": ["MIIB"],
    }
    web = Web()
    raw = token(badge(signer.did), attacker, kid=signer.method, **{name: values[name]})
    assert content(verifier, raw, fetch=web) == ("failed", "signature_bad")
    lonely = token(badge("https://uni.example"), attacker, kid=..., **{name: values[name]})
    assert content(verifier, lonely, fetch=web) == ("could_not_check", "key_only_in_header")
    assert web.asked == []


@pytest.mark.parametrize("kid", ["../../dev/null", "' OR 1=1 --", "file:///etc/passwd", "a" * 9000])
def test_odd_key_names(verifier, signer, kid):
    """C5."""
    web = Web()
    raw = token(badge("https://uni.example/issuer"), signer, kid=kid)
    assert content(verifier, raw, fetch=web)[0] == "could_not_check"
    assert all(url == "https://uni.example/issuer" for url in web.asked)


@pytest.mark.parametrize(
    "header", [{"crit": ["exp"]}, {"crit": []}, {"b64": False}, {"b64": False, "crit": ["b64"]}]
)
def test_critical_extensions(verifier, signer, header):
    """C6, C7."""
    raw = token(badge(signer.did), signer, **header)
    assert content(verifier, raw) == ("failed", "critical_unknown")


def vc1(signer, **claims):
    document = badge(signer.did, validFrom=..., issuanceDate="2024-05-01T00:00:00Z")
    document["@context"] = ["https://www.w3.org/2018/credentials/v1"]
    document["credentialSubject"]["id"] = "did:example:holder"
    whole = {
        "vc": document,
        "iss": signer.did,
        "sub": "did:example:holder",
        "jti": document["id"],
        "nbf": 1714521600,
    }
    whole.update(claims)
    return {key: value for key, value in whole.items() if value is not ...}


def test_vc_jwt_1(verifier, signer):
    whole = of(verifier, token(vc1(signer), signer), "vc1-jwt")
    assert result(whole, Rung.CONTENT_INTACT)[0] == "passed"
    assert result(whole, Rung.VALIDITY)[0] == "passed"


def test_dates_from_claims_alone(verifier, signer):
    """B11: nbf without iat and without issuanceDate."""
    claims = vc1(signer)
    del claims["vc"]["issuanceDate"]
    whole = of(verifier, token(claims, signer), "vc1-jwt")
    assert result(whole, Rung.VALIDITY) == ("passed", "in_validity")
    late = vc1(signer, exp=1735689600)
    whole = of(verifier, token(late, signer), "vc1-jwt")
    assert result(whole, Rung.VALIDITY) == ("failed", "expired")


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"iss": "did:web:other.example"}, "issuer"),
        ({"sub": "did:example:somebody"}, "credentialSubject.id"),
        ({"jti": "urn:uuid:other"}, "id"),
        ({"nbf": 1500000000}, "issuanceDate"),
    ],
)
def test_contradicting_claims(verifier, signer, claims, name):
    """C8, B10: both values are named."""
    finding = of(verifier, token(vc1(signer, **claims), signer), "vc1-jwt").of(Rung.CONTENT_INTACT)
    assert (finding.result.value, finding.reason) == ("failed", "claims_contradict")
    assert finding.get("name") == name
    assert finding.get("one") != finding.get("other")


@pytest.mark.parametrize(
    ("exp", "until"), [(1700000000, "2099-01-01T00:00:00Z"), (4070908800, "2025-01-01T00:00:00Z")]
)
def test_contradicting_ends(verifier, signer, exp, until):
    claims = vc1(signer, exp=exp)
    claims["vc"]["expirationDate"] = until
    whole = of(verifier, token(claims, signer), "vc1-jwt")
    assert result(whole, Rung.CONTENT_INTACT) == ("failed", "claims_contradict")


@pytest.mark.parametrize("value", ["2024", True, None, [], {}, "NaN"])
def test_dates_of_claims_must_be_numbers(verifier, signer, value):
    whole = of(verifier, token(vc1(signer, exp=value), signer), "vc1-jwt")
    rungs = {result(whole, rung)[0] for rung in (Rung.CONTENT_INTACT, Rung.VALIDITY)}
    assert "failed" in rungs


def test_key_of_one_issuer_of_another(verifier, signer):
    """B09."""
    other = Signer()
    whole = of(verifier, token(badge(other.did), signer))
    assert result(whole, Rung.ISSUER_KEY) == ("failed", "issuer_key_mismatch")


@pytest.mark.parametrize("signature", [b"\0" * 64, b"\0" * 63, b"\xff" * 64, b""])
def test_psychic_signatures(verifier, signature):
    """C9."""
    for kind in ("P-256", "Ed25519"):
        signer = Signer(kind)
        head = token(badge(signer.did), signer).rsplit(b".", 1)[0]
        forged = head + b"." + to_base64url(signature).encode()
        assert content(verifier, forged) == ("failed", "signature_bad")


def test_der_where_r_and_s_are_due(verifier):
    """C9."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    signer = Signer("P-256")
    head = token(badge(signer.did), signer).rsplit(b".", 1)[0]
    der = signer.key.sign(head, ec.ECDSA(SHA256()))
    assert content(verifier, head + b"." + to_base64url(der).encode()) == (
        "failed",
        "signature_bad",
    )


def test_keys_of_small_order(verifier):
    """C9: every signature by the point of order one can be made to hold."""
    from tests.verifying.signing import base58

    multikey = "z" + base58(b"\xed\x01" + b"\x01" + b"\0" * 31)
    did = f"did:key:{multikey}"
    raw = token(badge(did), Signer(), kid=f"{did}#{multikey}")
    assert content(verifier, raw) == ("could_not_check", "key_unusable")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw + b"=",
        lambda raw: raw.replace(b".", b". ", 1),
        lambda raw: raw + b"." + raw,
        lambda raw: b".".join([raw] * 40),
        lambda raw: raw.replace(b".", b"\n.", 1),
        lambda raw: b"A" * 1_000_000 + raw,
        lambda raw: raw[:-1] + (b"B" if raw[-1:] != b"B" else b"C"),
        lambda raw: raw.replace(b"e", "е".encode(), 1),
        lambda raw: b"",
        lambda raw: b"..",
        lambda raw: b"W10.W10.W10",
        lambda raw: b"{}",
    ],
)
def test_tokens_of_another_form(verifier, signer, spoil):
    """C10: padding, white space, segments, a megabyte of header, another alphabet."""
    raw = token(badge(signer.did), signer)
    assert content(verifier, spoil(raw))[0] == "failed"


def test_duplicate_keys_in_a_payload(verifier, signer):
    """B8, B35."""
    body = json.dumps(badge(signer.did))[:-1] + ', "name": "Doctor of Law"}'
    head = to_base64url(json.dumps({"alg": "EdDSA", "kid": signer.method}).encode())
    data = f"{head}.{to_base64url(body.encode())}".encode()
    raw = data + b"." + to_base64url(signer.sign(data)).encode()
    assert content(verifier, raw) == ("failed", "token_malformed")
