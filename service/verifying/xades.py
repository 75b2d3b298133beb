"""Seals of Europass and EMREX documents in XML: XAdES (ETSI EN 319 132-1), XML Signature.

Only what the signature covers counts. The whole document must be covered, enveloped, by the one
signature: a signed part beside an unsigned one is how signatures are wrapped.
"""

from __future__ import annotations

from cryptography import x509
from lxml import etree

from service.verifying.jades import SealReport, subject_name
from service.verifying.keys import from_certificate
from service.verifying.outcome import Outcome, failed, passed, unknown
from service.verifying.xml_signature import DS, check_signature

MAX_XML_BYTES = 8_000_000


def check_xml_seal(raw: bytes) -> SealReport:
    """Check the seal of an XML document with the certificate it carries.

    Outcomes: passed seal_holds (subject); failed signature_bad, seal_partial, seal_malformed;
    could_not_check certificate_missing, document_unreadable; not present: failed proof_empty.
    """
    try:
        root = _parse(raw)
        signature = _the_signature(root)
        certificate = _certificate(signature)
        check_signature(root, signature, from_certificate(certificate))
    except Outcome as outcome:
        return SealReport(content=outcome)
    return SealReport(
        content=passed("seal_holds", subject=subject_name(certificate)),
        certificates=(certificate,),
    )


def has_xml_seal(raw: bytes) -> bool:
    """Whether the document carries an XML signature anywhere; False where it cannot be read."""
    try:
        return next(_parse(raw).iter(f"{DS}Signature"), None) is not None
    except Outcome:
        return False


def _parse(raw: bytes) -> etree._Element:
    if len(raw) > MAX_XML_BYTES or b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw:
        raise unknown("document_unreadable", url="")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise unknown("document_unreadable", url="") from None


def _the_signature(root: etree._Element) -> etree._Element:
    found = list(root.iter(f"{DS}Signature"))
    if not found:
        raise failed("proof_empty")
    if len(found) > 1:
        raise failed("seal_partial")
    return found[0]


def _certificate(signature: etree._Element) -> x509.Certificate:
    node = next(signature.iter(f"{DS}X509Certificate"), None)
    if node is None or not node.text:
        raise unknown("certificate_missing")
    body = "".join(node.text.split())
    pem = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    try:
        return x509.load_pem_x509_certificate(pem.encode("ascii", "replace"))
    except ValueError:
        raise unknown("certificate_missing") from None


def xml_dates(raw: bytes) -> dict[str, str] | None:
    """Read the dates of a credential in XML under the names of the JSON model.

    Direct children of the first element that has them: `issued`, `validFrom`, `validUntil`,
    `expirationDate` (EDC 2), `issueDate`, `generatedDate` (ELMO). None where nothing can be read.
    """
    try:
        root = _parse(raw)
    except Outcome:
        return None
    names = {
        "validFrom": "validFrom",
        "validUntil": "validUntil",
        "expirationDate": "validUntil",
        "issued": "issuanceDate",
        "issueDate": "issuanceDate",
        "generatedDate": "issuanceDate",
    }
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        found = {
            names[name]: (child.text or "").strip()
            for child in element
            if isinstance(child.tag, str) and (name := etree.QName(child).localname) in names
        }
        if found:
            return found
    return None
