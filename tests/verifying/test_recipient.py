"""The recipient: asked, compared, forgotten (B05)."""

import logging

import pytest

from service.domain.verification import Rung
from service.verifying.recipient import check_recipient
from tests.verifying.signing import badge, hashed, present

MAIL = "Ada.Lovelace@uni.example"


def subject(identity, hashed_=True, salt="salt", kind="emailAddress"):
    return {
        "credentialSubject": {
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": identity,
                    "identityType": kind,
                    "hashed": hashed_,
                    "salt": salt,
                }
            ]
        }
    }


def ob2(identity, **more):
    return {"recipient": {"type": "email", "identity": identity, **more}}


@pytest.mark.parametrize(
    ("document", "given", "expected"),
    [
        (subject(hashed(MAIL, "salt")), MAIL, ("passed", "recipient_matches")),
        (subject(hashed(MAIL.lower(), "salt")), MAIL, ("passed", "recipient_matches")),
        (subject(hashed(MAIL, "other")), MAIL, ("failed", "recipient_differs")),
        (subject(hashed(MAIL, "salt")), "eve@uni.example", ("failed", "recipient_differs")),
        (subject(hashed(MAIL, "salt")), None, ("could_not_check", "recipient_not_given")),
        (subject(hashed(MAIL, "salt")), "  ", ("could_not_check", "recipient_not_given")),
        (subject(MAIL, hashed_=False), MAIL.upper(), ("passed", "recipient_matches")),
        (subject("md5$00", salt=""), MAIL, ("could_not_check", "recipient_hash_unknown")),
        (subject("Ada", kind="name"), MAIL, ("could_not_check", "recipient_unnamed")),
        (ob2(hashed(MAIL, "x"), hashed=True, salt="x"), MAIL, ("passed", "recipient_matches")),
        (ob2(hashed(MAIL, "x"), hashed=True, salt="x"), "a@b", ("failed", "recipient_differs")),
        (ob2(MAIL, hashed=False), MAIL, ("passed", "recipient_matches")),
        ({"recipient": hashed(MAIL, "s"), "salt": "s"}, MAIL, ("passed", "recipient_matches")),
        ({"recipient": MAIL}, MAIL, ("passed", "recipient_matches")),
        ({}, None, ("not_applicable", "recipient_unnamed")),
        (
            {"credentialSubject": {"id": "did:key:z6Mk"}},
            MAIL,
            ("could_not_check", "recipient_is_key"),
        ),
    ],
)
def test_recipients(document, given, expected):
    made = check_recipient(document, given)
    assert (made.result.value, made.reason) == expected


def test_the_address_is_in_no_finding_and_no_log(verifier, signer, caplog):
    caplog.set_level(logging.DEBUG)
    document = badge(signer.did, **subject(hashed(MAIL, "salt")))
    whole = verifier.verify(present(document), recipient=MAIL)
    assert whole.of(Rung.RECIPIENT).result.value == "passed"
    assert MAIL.lower() not in (repr(whole) + caplog.text).lower()
