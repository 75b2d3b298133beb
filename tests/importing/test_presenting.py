"""What a file presents: format by content, the bytes and the document that verification needs."""

from __future__ import annotations

import json

import pytest
from credential_builders import (
    EDC,
    badge,
    badge_2,
    case_package,
    clr,
    ctdl,
    degree_credential,
    elmo,
    itxt,
    pdf,
    png,
    presentation,
    svg,
    token,
)

from service.errors import InputError
from service.importing.presenting import present

ELM = {"type": ["VerifiableCredential", "EuropeanDigitalCredential"], "id": "x"}


def as_bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value)).encode()


@pytest.mark.parametrize(
    ("file", "form"),
    [
        (badge(), "ob3-json"),
        (token(badge()), "ob3-jwt"),
        (token({"vc": badge(), "iss": "did:x"}), "ob3-jwt"),
        (badge_2(), "ob2-hosted"),
        (token(badge_2()), "ob2-jws"),
        (badge_2()["badge"], "ob2-hosted"),
        ({"uid": "1", "recipient": "a@b.example", "badge": "http://x", "verify": {}}, "ob1-json"),
        ({**badge_2(), "@context": "https://w3id.org/openbadges/v1"}, "ob1-json"),
        (clr(), "clr2-json"),
        (token(clr()), "clr2-jwt"),
        (degree_credential(), "vc1-json"),
        (token({"vc": degree_credential()}), "vc1-jwt"),
        ({**degree_credential(), "@context": ["https://www.w3.org/ns/credentials/v2"]}, "vc2-json"),
        (presentation(badge()), "vp-json"),
        (token({"vp": presentation(badge())}), "vp-jwt"),
        (ELM, "elm3-jsonld"),
        ({"payload": json.dumps(ELM), "signatures": [{"protected": "e30"}]}, "elm3-jades"),
        (EDC, "edc2-xml"),
        (elmo(), "elmo-xml"),
        (ctdl(), "ctdl"),
        (case_package(), "case"),
        (pdf(["x"]), "pdf"),
        ({"paritas": 1, "title": "x"}, "descriptor"),
    ],
)
def test_formats(file, form):
    presented = present(as_bytes(file), "x")
    assert (presented.format, presented.container) == (form, "none")
    assert presented.raw == as_bytes(file)


@pytest.mark.parametrize(
    ("picture", "container"),
    [
        (png(itxt(json.dumps(badge()).encode())), "png"),
        (svg(f"<openbadges:credential>{json.dumps(badge())}</openbadges:credential>"), "svg"),
    ],
)
def test_a_picture_presents_what_is_inside(picture, container):
    presented = present(picture, "x")
    assert (presented.format, presented.container) == ("ob3-json", container)
    assert json.loads(presented.raw) == badge() == presented.document


def test_the_document_of_a_token_is_its_whole_payload():
    payload = {"vc": badge(), "iss": "did:example:school"}
    presented = present(token(payload).encode(), "x")
    assert (presented.document, presented.raw) == (payload, token(payload).encode())


def test_presenting_asks_less_than_reading():
    assert present(as_bytes(badge(validFrom="not-a-date")), "x").format == "ob3-json"
    with pytest.raises(InputError):
        present(b"{}", "x")
