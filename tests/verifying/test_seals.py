"""Seals of Europass: JAdES and XAdES, their certificates, and signature wrapping (E1, B30)."""

import base64
import json
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from service.domain.verification import Presented, Rung
from service.verifying.encoding import to_base64url
from tests.verifying.signing import Signer, result

DAY = date(2026, 11, 1)
DS = "http://www.w3.org/2000/09/xmldsig#"
EXC = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = DS + "enveloped-signature"


@pytest.fixture(scope="module")
def sealer():
    signer = Signer("RSA")
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Probe University"),
            x509.NameAttribute(x509.ObjectIdentifier("2.5.4.97"), "VATIE-123"),
        ]
    )
    signer.certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(signer.key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
        .sign(signer.key, SHA256())
    )
    signer.der = signer.certificate.public_bytes(Encoding.DER)
    return signer


CREDENTIAL = {
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "issuer": {"id": "urn:x:1", "eIDASIdentifier": {"notation": "VATIE-123"}},
    "validFrom": "2024-05-01T00:00:00Z",
}


def jades(sealer, payload=None, raw=True, **header):
    text = json.dumps(CREDENTIAL if payload is None else payload)
    whole = {
        "alg": "RS256",
        "x5c": [base64.b64encode(sealer.der).decode()],
        "b64": False,
        "crit": ["b64", "sigT"],
        "sigT": "2024-05-01T00:00:00Z",
        **header,
    }
    whole = {key: value for key, value in whole.items() if value is not ...}
    if not raw:
        whole.pop("b64", None)
        whole["crit"] = ["sigT"]
        text = to_base64url(text.encode())
    protected = to_base64url(json.dumps(whole).encode())
    signature = sealer.sign(f"{protected}.{text}".encode())
    return {
        "payload": text,
        "signatures": [{"protected": protected, "signature": to_base64url(signature)}],
    }


def of(verifier, sealed, document=CREDENTIAL, day=DAY):
    raw = json.dumps(sealed).encode()
    made = Presented(format="elm3-jades", document=document, raw=raw)
    return verifier.verify(made, on=day)


@pytest.mark.parametrize("raw", [True, False])
def test_a_seal_that_holds(verifier, sealer, raw):
    whole = of(verifier, jades(sealer, raw=raw))
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "seal_holds")
    assert whole.of(Rung.CONTENT_INTACT).get("subject") == "Probe University"
    assert result(whole, Rung.ISSUER_KEY) == ("could_not_check", "certificate_untrusted")
    later = of(verifier, jades(sealer, raw=raw), day=date(2027, 6, 1))
    assert result(later, Rung.ISSUER_KEY) == ("could_not_check", "certificate_expired")


def test_another_organisation(verifier, sealer):
    other = {**CREDENTIAL, "issuer": {"eIDASIdentifier": {"notation": "VATIE-999"}}}
    whole = of(verifier, jades(sealer, other), other)
    assert result(whole, Rung.ISSUER_KEY) == ("failed", "issuer_key_mismatch")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none"}, "algorithm_refused"),
        ({"alg": "HS256"}, "algorithm_refused"),
        ({"alg": "ES256"}, "key_kind_wrong"),
        ({"crit": ["b64", "unheard"]}, "critical_unknown"),
        ({"sigD": {"mId": "x"}}, "critical_unknown"),
        ({"x5t#S256": "AAAA"}, "seal_malformed"),
        ({"x5c": ...}, "certificate_missing"),
        ({"x5c": ["AAAA"]}, "certificate_missing"),
    ],
)
def test_headers(verifier, sealer, header, reason):
    whole = of(verifier, jades(sealer, **header))
    finding = whole.of(Rung.CONTENT_INTACT)
    assert finding.result.value != "passed"
    assert finding.reason == reason


def test_tampered(verifier, sealer):
    sealed = jades(sealer)
    sealed["payload"] = sealed["payload"].replace("2024", "2023")
    assert result(of(verifier, sealed), Rung.CONTENT_INTACT) == ("failed", "signature_bad")


def test_one_bad_signature_of_two(verifier, sealer):
    sealed = jades(sealer)
    bad = {**sealed["signatures"][0], "signature": to_base64url(b"\0" * 256)}
    sealed["signatures"].append(bad)
    assert result(of(verifier, sealed), Rung.CONTENT_INTACT) == ("failed", "signature_bad")


@pytest.mark.parametrize(
    "sealed", [{}, {"payload": "x", "signatures": []}, {"payload": 1, "signatures": [1]}, []]
)
def test_no_seal(verifier, sealed):
    assert result(of(verifier, sealed), Rung.CONTENT_INTACT) == ("failed", "seal_malformed")


def digest(element):
    data = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    made = Hash(SHA256())
    made.update(data)
    return base64.b64encode(made.finalize()).decode()


def xml(sealer, body, uri="", transforms=(ENVELOPED, EXC), covered=None):
    """A document with an enveloped signature over `covered` (the whole by default)."""
    root = etree.fromstring(f'<elmo xmlns="urn:probe">{body}</elmo>')
    target = root if covered is None else root.find(covered)
    value = digest(target)
    info = (
        f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{EXC}"/>'
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
        f'<ds:Reference URI="{uri}"><ds:Transforms>'
        + "".join(f'<ds:Transform Algorithm="{each}"/>' for each in transforms)
        + '</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<ds:DigestValue>{value}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    )
    parsed = etree.fromstring(info)
    data = etree.tostring(parsed, method="c14n", exclusive=True, with_comments=False)
    signature = base64.b64encode(sealer.key.sign(data, padding.PKCS1v15(), SHA256())).decode()
    certificate = base64.b64encode(sealer.der).decode()
    root.append(
        etree.fromstring(
            f'<ds:Signature xmlns:ds="{DS}">{info}<ds:SignatureValue>{signature}'
            "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
            f"{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>"
        )
    )
    return etree.tostring(root)


def sealed_xml(verifier, raw):
    made = verifier.verify(Presented(format="elmo-xml", document=None, raw=raw), on=DAY)
    return result(made, Rung.CONTENT_INTACT)


BODY = "<report><name>Ada</name></report>"


def test_xml_that_holds(verifier, sealer):
    raw = xml(sealer, BODY)
    assert sealed_xml(verifier, raw) == ("passed", "seal_holds")
    assert sealed_xml(verifier, raw.replace(b"Ada", b"Eve")) == ("failed", "signature_bad")


def test_text_around_the_signature_counts(verifier, sealer):
    raw = xml(sealer, BODY).replace(b"</ds:Signature>", b"</ds:Signature>added")
    assert sealed_xml(verifier, raw) == ("failed", "signature_bad")


def test_a_signed_part_beside_an_unsigned_one(verifier, sealer):
    """B30: two reports, one signed."""
    body = '<report Id="r1"><name>Ada</name></report><report><name>Eve</name></report>'
    raw = xml(sealer, body, uri="#r1", transforms=(EXC,), covered="{urn:probe}report")
    assert sealed_xml(verifier, raw) == ("failed", "seal_partial")


def test_the_signed_part_kept_in_an_object(verifier, sealer):
    """E1: the learner that was signed lies in the signature, another stands in the document."""
    raw = xml(
        sealer,
        '<report Id="r1"><name>Ada</name></report>',
        uri="#r1",
        transforms=(EXC,),
        covered="{urn:probe}report",
    )
    root = etree.fromstring(raw)
    signed, signature = root[0], root[1]
    holder = etree.SubElement(signature, f"{{{DS}}}Object")
    holder.append(signed)
    root.insert(0, etree.fromstring('<report xmlns="urn:probe"><name>Eve</name></report>'))
    assert sealed_xml(verifier, etree.tostring(root)) == ("failed", "seal_partial")


@pytest.mark.parametrize(
    "transform",
    [
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/2000/09/xmldsig#base64",
    ],
)
def test_other_transforms(verifier, sealer, transform):
    raw = xml(sealer, BODY, transforms=(ENVELOPED, transform, EXC))
    assert sealed_xml(verifier, raw) == ("failed", "seal_partial")


def test_sha1_proves_nothing(verifier, sealer):
    """What EMREX transcripts carried for years."""
    raw = xml(sealer, BODY)
    weak = raw.replace(b"http://www.w3.org/2001/04/xmlenc#sha256", DS.encode() + b"sha1")
    assert sealed_xml(verifier, weak) == ("could_not_check", "algorithm_weak")


def test_two_signatures(verifier, sealer):
    root = etree.fromstring(xml(sealer, BODY))
    other = etree.fromstring(xml(sealer, BODY))
    root.append(other[-1])
    assert sealed_xml(verifier, etree.tostring(root)) == ("failed", "seal_partial")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<a",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        b"<a>" * 100_000,
    ],
)
def test_xml_that_cannot_be_read(verifier, raw):
    assert sealed_xml(verifier, raw)[0] == "could_not_check"


def test_real_seals(verifier, shared):
    """The two seals of the Europass samples hold; both break by one letter."""
    folder = shared / "files/b_elm_europass/elm/Credentials"
    raw = (folder / "JSON-LD_Examples_ELM_v3_/Sample-CertOfPart-signed.jsonld").read_bytes()
    for data, expected in ((raw, "passed"), (raw.replace(b"TEST SEAL", b"TEST SEAM", 1), "failed")):
        made = Presented(format="elm3-jades", document={}, raw=data)
        assert result(verifier.verify(made, on=DAY), Rung.CONTENT_INTACT)[0] == expected
    raw = (folder / "XML_Examples_ELM_v2_/EDC_DiplomaSupplement_AA.xml").read_bytes()
    for data, expected in ((raw, "passed"), (raw.replace(b"Diploma", b"Diplomb", 1), "failed")):
        made = Presented(format="edc2-xml", document=None, raw=data)
        assert result(verifier.verify(made, on=DAY), Rung.CONTENT_INTACT)[0] == expected
