"""Revocation and suspension: threats A5, B10, B11, reports B12–B14, B44."""

import base64
import gzip
from datetime import date

import pytest

from service.domain.verification import Rung
from service.fetching.result import Fetched
from service.verifying.status_list import bit, read_index, unpack
from tests.verifying.signing import (
    Signer,
    Web,
    badge,
    entry,
    list_credential,
    present,
    prove,
    result,
    status_list,
    token,
)

DAY = date(2026, 11, 1)
URL = "https://lists.example/7"


@pytest.fixture(scope="module")
def case(verifier, worker, signer):
    """Verify a badge against a list; the list is made by the caller."""

    def check(listing=None, status=None, page=None, by=None, lists=None):
        document = badge(signer.did, credentialStatus=status or entry(URL))
        signed = prove(document, signer, worker)
        if listing is not None:
            page = prove(listing, by or signer, worker)
        web = Web({URL: page} if page is not None else {})
        whole = verifier.verify(present(signed), on=DAY, fetch=web, status_lists=lists)
        return whole.of(Rung.STATUS)

    return check


def made(signer, *bits, **changes):
    return list_credential(URL, signer.did, status_list(bits), **changes)


def said(finding):
    return finding.result.value, finding.reason


def test_clear_and_set(case, signer):
    assert said(case(made(signer, 6, 8))) == ("passed", "not_revoked")
    revoked = case(made(signer, 7))
    assert said(revoked) == ("failed", "revoked")
    assert revoked.get("by") == signer.did
    assert revoked.get("on") == "2026-11-01"


def test_suspension_is_told_apart(case, signer):
    """B11: with the day of the check; lifted later it is clear."""
    status = entry(URL, statusPurpose="suspension")
    listing = made(signer, 7)
    listing["credentialSubject"]["statusPurpose"] = ["revocation", "suspension"]
    found = case(listing, status)
    assert said(found) == ("failed", "suspended")
    assert found.get("on") == "2026-11-01"
    lifted = made(signer)
    lifted["credentialSubject"]["statusPurpose"] = "suspension"
    assert said(case(lifted, status)) == ("passed", "not_revoked")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("fetch_not_found", 404),
        ("fetch_server_error", 500),
        ("fetch_gone", 410),
        ("fetch_timeout", 0),
        ("fetch_too_large", 0),
        ("fetch_blocked", 0),
        ("fetch_offline", 0),
        ("fetch_wrong_type", 200),
    ],
)
def test_a_list_that_is_not_there(case, code, status):
    """A5, B13: never "not revoked"."""
    page = Fetched(url=URL, code=code, status=status)
    assert said(case(page=page)) == ("could_not_check", code)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html>not here</html>", "status_list_unreadable"),
        (b"", "status_list_unreadable"),
        (b"[]", "status_list_unreadable"),
        (b'{"id": 1, "id": 2}', "status_list_unreadable"),
        (b"a.b.c", "status_list_unreadable"),
    ],
)
def test_a_list_that_is_none(case, page, reason):
    assert said(case(page=page)) == ("could_not_check", reason)


def test_unsigned(case, signer):
    assert said(case(page=made(signer))) == ("could_not_check", "status_list_unsigned")


def test_tampered(case, signer, worker):
    """B13, B07: the bit was cleared after signing."""
    listing = prove(made(signer, 7), signer, worker)
    listing["credentialSubject"]["encodedList"] = status_list()
    assert said(case(page=listing)) == ("could_not_check", "status_list_tampered")


def test_by_another_issuer(case, signer):
    """B14: it may warn, it may not clear."""
    other = Signer()
    clear = list_credential(URL, other.did, status_list())
    assert said(case(clear, by=other)) == ("could_not_check", "status_list_other_issuer")
    warns = case(list_credential(URL, other.did, status_list((7,))), by=other)
    assert said(warns) == ("failed", "revoked")
    assert warns.get("by") == other.did
    # Signed by the other, while naming the issuer of the badge.
    forged = case(made(signer), by=other)
    assert said(forged) == ("could_not_check", "status_list_tampered")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"validUntil": "2026-01-01T00:00:00Z"}, "status_list_dates"),
        ({"validFrom": "2027-01-01T00:00:00Z"}, "status_list_dates"),
        ({"validUntil": "never"}, "status_list_dates"),
        ({"type": ["VerifiableCredential"]}, "status_list_type"),
        ({"credentialSubject": []}, "status_list_malformed"),
    ],
)
def test_lists_out_of_order(case, signer, changes, reason):
    listing = made(signer, **changes)
    found = said(case(listing))
    assert found == ("could_not_check", reason)


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        (131_072, "status_index"),
        (-1, "status_index"),
        ("1e3", "status_index"),
        ("-7", "status_index"),
        ("7.0", "status_index"),
        (str(2**53 + 7), "status_index"),
        ("", "status_index"),
        ("٧", "status_index"),
    ],
)
def test_indexes(case, signer, index, reason):
    assert said(case(made(signer), entry(URL, index))) == ("could_not_check", reason)


@pytest.mark.parametrize(
    ("encoded", "reason"),
    [
        (status_list(bits=1024), "status_list_short"),
        (status_list()[1:], "status_list_encoding"),
        ("uAAAA", "status_list_encoding"),
        ("", "status_list_encoding"),
        (status_list()[:-40], "status_list_encoding"),
        ("u" + "H4sI" + "!" * 40, "status_list_encoding"),
    ],
)
def test_encodings(case, signer, encoded, reason):
    listing = list_credential(URL, signer.did, encoded)
    assert said(case(listing)) == ("could_not_check", reason)


def test_purpose_mismatch(case, signer):
    listing = made(signer)
    listing["credentialSubject"]["statusPurpose"] = "suspension"
    assert said(case(listing)) == ("could_not_check", "status_purpose")
    message = entry(URL, statusPurpose="message")
    assert said(case(made(signer), message)) == ("could_not_check", "status_purpose")


def test_a_bomb_is_not_unpacked(case, signer):
    """A gigabyte of zeros in a megabyte of gzip."""
    packed = gzip.compress(b"\0" * 64_000_000, mtime=0)
    encoded = "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
    listing = list_credential(URL, signer.did, encoded)
    assert said(case(listing)) == ("could_not_check", "status_list_too_large")


def test_lists_at_hand_are_not_fetched(case, signer, worker):
    import json

    listing = prove(made(signer, 7), signer, worker)
    found = case(lists={URL: json.dumps(listing).encode()})
    assert said(found) == ("failed", "revoked")


def test_a_list_as_jwt(case, signer):
    page = token(made(signer, 7), signer)
    assert said(case(page=page)) == ("failed", "revoked")
    spoiled = page[:-6] + b"AAAAAA"
    assert said(case(page=spoiled))[0] == "could_not_check"


@pytest.mark.parametrize("status", ["https://lists.example/7", [["x"]], 7])
def test_entries_that_are_none(verifier, signer, status):
    """A nested array is flattened by JSON-LD, a text is no entry: neither may be passed over."""
    raw = token(badge(signer.did, credentialStatus=status), signer)
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY)
    assert result(whole, Rung.STATUS)[0] == "could_not_check"


def test_unknown_kinds(verifier, signer):
    raw = token(badge(signer.did, credentialStatus={"type": "SomeLedger", "id": "x:y"}), signer)
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY)
    assert result(whole, Rung.STATUS) == ("could_not_check", "status_type")


@pytest.mark.parametrize("bare", [True, False])
def test_status_list_2021(verifier, signer, bare):
    """B12: text that happens to start with "u" is told apart by the gzip header."""
    encoded = status_list((7,))[1:] if bare else status_list((7,))
    listing = {
        **list_credential(URL, signer.did, encoded),
        "type": ["VerifiableCredential", "StatusList2021Credential"],
    }
    listing["credentialSubject"]["type"] = "StatusList2021"
    status = entry(URL, type="StatusList2021Entry")
    raw = token(badge(signer.did, credentialStatus=status), signer)
    web = Web({URL: token(listing, signer)})
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=web)
    assert result(whole, Rung.STATUS) == ("failed", "revoked")


@pytest.mark.parametrize(
    ("revoked", "expected"),
    [
        (
            [{"id": badge("")["id"], "revoked": True, "revocationReason": "error"}],
            ("failed", "revoked"),
        ),
        ([{"id": badge("")["id"], "revoked": False}], ("passed", "not_revoked")),
        ([{"id": "urn:uuid:other", "revoked": True}], ("passed", "not_revoked")),
        ([], ("passed", "not_revoked")),
        (None, ("could_not_check", "status_list_malformed")),
    ],
)
def test_1edtech_revocation_list(verifier, signer, revoked, expected):
    url = "https://uni.example/revocations"
    status = {"id": url, "type": "1EdTechRevocationList"}
    raw = token(badge(signer.did, credentialStatus=status), signer)
    page = {"id": url, "issuer": signer.did}
    if revoked is not None:
        page["revokedCredential"] = revoked
    whole = verifier.verify(present(raw, "ob3-jwt"), on=DAY, fetch=Web({url: page}))
    assert result(whole, Rung.STATUS) == expected
    foreign = {**page, "issuer": "did:web:other.example"}
    whole = verifier.verify(present(raw, "ob3-jwt"), on=DAY, fetch=Web({url: foreign}))
    assert result(whole, Rung.STATUS) == ("could_not_check", "status_list_other_issuer")


def test_the_first_bit_is_the_highest():
    """B10: the trap of the other end."""
    data = unpack(status_list((0, 9)), bare=False)
    assert data[0] == 0x80
    assert data[1] == 0x40
    assert [index for index in range(16) if bit(data, index)] == [0, 9]
    assert read_index("94567") == 94567
