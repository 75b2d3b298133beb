"""Seals of Europass and EMREX documents in XML: XAdES (ETSI EN 319 132-1), XML Signature.

Only what the signature covers counts. The whole document must be covered, enveloped, by the one
signature: a signed part beside an unsigned one is how signatures are wrapped.
"""

from __future__ import annotations

from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from service.verifying.jades import SealReport, subject_name
from service.verifying.outcome import Outcome, failed, passed, unknown

MAX_XML_BYTES = 8_000_000
_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_TRANSFORMS = {
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/2006/12/xml-c14n11",
}
_METHODS = frozenset(
    {
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
        SignatureMethod.ECDSA_SHA256,
        SignatureMethod.ECDSA_SHA384,
        SignatureMethod.ECDSA_SHA512,
        SignatureMethod.SHA256_RSA_MGF1,
    }
)
_DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


def check_xml_seal(raw: bytes) -> SealReport:
    """Check the seal of an XML document with the certificate it carries.

    Outcomes: passed seal_holds (subject); failed signature_bad, seal_partial, seal_malformed;
    could_not_check certificate_missing, document_unreadable; not present: failed proof_empty.
    """
    try:
        root = _parse(raw)
        signature = _the_signature(root)
        certificate = _certificate(signature)
        _check_references(root, signature)
        _verify(root, certificate)
    except Outcome as outcome:
        return SealReport(content=outcome)
    return SealReport(
        content=passed("seal_holds", subject=subject_name(certificate)),
        certificates=(certificate,),
    )


def has_xml_seal(raw: bytes) -> bool:
    """Whether the document carries an XML signature anywhere; False where it cannot be read."""
    try:
        return next(_parse(raw).iter(f"{_DS}Signature"), None) is not None
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
    found = list(root.iter(f"{_DS}Signature"))
    if not found:
        raise failed("proof_empty")
    if len(found) > 1:
        raise failed("seal_partial")
    return found[0]


def _check_references(root: etree._Element, signature: etree._Element) -> None:
    """Accept one reference to the whole document, and one to the signed XAdES properties."""
    if next(signature.iter(f"{_DS}Object"), None) is not None:
        for item in signature.iter(f"{_DS}Object"):
            if any("QualifyingProperties" not in str(child.tag) for child in item):
                raise failed("seal_partial")
    ids = {root.get(name) for name in ("Id", "ID", "id")} - {None}
    whole = 0
    for reference in signature.iter(f"{_DS}Reference"):
        for transform in reference.iter(f"{_DS}Transform"):
            if transform.get("Algorithm") not in _TRANSFORMS:
                raise failed("seal_partial")
        uri = reference.get("URI")
        if uri == "" or (uri is not None and uri.removeprefix("#") in ids):
            whole += 1
        elif "SignedProperties" not in (reference.get("Type") or ""):
            raise failed("seal_partial")
    if whole != 1:
        raise failed("seal_partial")


def _certificate(signature: etree._Element) -> x509.Certificate:
    node = next(signature.iter(f"{_DS}X509Certificate"), None)
    if node is None or not node.text:
        raise unknown("certificate_missing")
    body = "".join(node.text.split())
    pem = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    try:
        return x509.load_pem_x509_certificate(pem.encode("ascii", "replace"))
    except ValueError:
        raise unknown("certificate_missing") from None


def _verify(root: etree._Element, certificate: x509.Certificate) -> None:
    references = sum(1 for _ in root.iter(f"{_DS}Reference"))
    try:
        results = XMLVerifier().verify(
            root,
            x509_cert=certificate,
            expect_config=SignatureConfiguration(
                require_x509=True,
                location=".//",
                expect_references=references,
                signature_methods=_METHODS,
                digest_algorithms=_DIGESTS,
            ),
        )
    except (SignXMLException, ValueError, KeyError, etree.LxmlError):
        raise failed("signature_bad", suite="XAdES") from None
    found = results if isinstance(results, list) else [results]
    if not any(item.signed_xml is not None and item.signed_xml.tag == root.tag for item in found):
        raise failed("seal_partial")


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
