"""XML Signature (W3C XMLDSIG-CORE1) in the one profile that seals of credentials need.

One enveloped signature over the whole document, and one over its own XAdES properties. Written here
because the EU's signing tool takes the signature out with XPath Filter 2.0, which Python libraries
do not know; only the filter that means "enveloped" is accepted, every other transform is refused.
"""

from __future__ import annotations

import base64
import copy
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from lxml import etree

from service.verifying.keys import PublicKey
from service.verifying.outcome import Outcome, failed, unknown

DS = "{http://www.w3.org/2000/09/xmldsig#}"
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_FILTER2 = "http://www.w3.org/2002/06/xmldsig-filter2"
_C14N = {
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
}
_DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
_HASHES: dict[str, HashAlgorithm] = {"256": SHA256(), "384": SHA384(), "512": SHA512()}
_METHOD = "http://www.w3.org/2001/04/xmldsig-more#"


def check_signature(root: etree._Element, signature: etree._Element, key: PublicKey) -> None:
    """Check that `signature` covers all of `root` and holds for `key`.

    Raises Outcome failed: seal_partial where anything else or less is signed, seal_malformed,
    algorithm_refused (algorithm), signature_bad (suite); could_not_check algorithm_weak.
    """
    info = signature.find(f"{DS}SignedInfo")
    value = signature.findtext(f"{DS}SignatureValue")
    method = _algorithm(info, "SignatureMethod")
    if info is None or value is None:
        raise failed("seal_malformed")
    _check_references(root, signature, info)
    exclusive = _C14N.get(_algorithm(info, "CanonicalizationMethod"))
    if exclusive is None:
        raise failed("seal_partial")
    data = etree.tostring(info, method="c14n", exclusive=exclusive, with_comments=False)
    try:
        raw = base64.b64decode("".join(value.split()), validate=True)
    except ValueError:
        raise failed("seal_malformed") from None
    if not _holds(key, method, raw, data):
        raise failed("signature_bad", suite="XAdES")


def _check_references(
    root: etree._Element, signature: etree._Element, info: etree._Element
) -> None:
    whole = 0
    for reference in info.iterfind(f"{DS}Reference"):
        target = _target(reference, root, signature)
        enveloped, exclusive = _transforms(reference, target is root)
        if target is root:
            whole += 1
            if not enveloped:
                raise failed("seal_partial")
            target = _without(root, signature)
        data = etree.tostring(target, method="c14n", exclusive=exclusive, with_comments=False)
        name = _DIGESTS.get(_algorithm(reference, "DigestMethod"))
        if name is None:
            raise _refused(_algorithm(reference, "DigestMethod"))
        stated = "".join((reference.findtext(f"{DS}DigestValue") or "").split())
        if base64.b64encode(hashlib.new(name, data).digest()).decode("ascii") != stated:
            raise failed("signature_bad", suite="XAdES")
    if whole != 1:
        raise failed("seal_partial")


def _target(
    reference: etree._Element, root: etree._Element, signature: etree._Element
) -> etree._Element:
    """What a reference is to: the document, or the one element inside the signature with its id."""
    uri = reference.get("URI")
    if uri == "" or (uri and uri.removeprefix("#") in (root.get("Id"), root.get("ID"))):
        return root
    if not uri or not uri.startswith("#"):
        raise failed("seal_partial")
    found = [
        each for each in root.iter() if isinstance(each.tag, str) and each.get("Id") == uri[1:]
    ]
    if len(found) != 1 or signature not in found[0].iterancestors():
        raise failed("seal_partial")
    if not str(found[0].tag).endswith("}SignedProperties"):
        raise failed("seal_partial")
    return found[0]


def _transforms(reference: etree._Element, of_document: bool) -> tuple[bool, bool]:
    """Whether the signature is taken out, and whether the canonical form is the exclusive one."""
    enveloped, exclusive = False, False
    for transform in reference.iterfind(f"{DS}Transforms/{DS}Transform"):
        name = transform.get("Algorithm", "")
        if of_document and (
            name == _ENVELOPED or (name == _FILTER2 and _means_enveloped(transform))
        ):
            enveloped = True
        elif name in _C14N and len(transform) == 0:
            exclusive = _C14N[name]
        else:
            raise failed("seal_partial")
    return enveloped, exclusive


def _means_enveloped(transform: etree._Element) -> bool:
    """The filter that subtracts every ds:Signature; the document has only the one."""
    if len(transform) != 1 or transform[0].tag != f"{{{_FILTER2}}}XPath":
        return False
    path = transform[0]
    prefix, _, name = (path.text or "").strip().removeprefix("/descendant::").partition(":")
    return (
        path.get("Filter") == "subtract"
        and (path.text or "").strip().startswith("/descendant::")
        and name == "Signature"
        and path.nsmap.get(prefix) == DS[1:-1]
    )


def _without(root: etree._Element, signature: etree._Element) -> etree._Element:
    """A copy of the document without the signature; text after it stays."""
    place = [each for each in root.iter()].index(signature)
    made = copy.deepcopy(root)
    inner = [each for each in made.iter()][place]
    parent = inner.getparent()
    if parent is None:
        raise failed("seal_partial")
    if inner.tail:
        before = inner.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + inner.tail
        else:
            parent.text = (parent.text or "") + inner.tail
    parent.remove(inner)
    return made


def _holds(key: PublicKey, method: str, signature: bytes, data: bytes) -> bool:
    family, _, bits = method.removeprefix(_METHOD).partition("-sha")
    if not method.startswith(_METHOD) or bits not in _HASHES or family not in ("rsa", "ecdsa"):
        raise _refused(method)
    digest = _HASHES[bits]
    try:
        if family == "rsa" and isinstance(key.key, rsa.RSAPublicKey):
            key.key.verify(signature, data, padding.PKCS1v15(), digest)
            return True
        if family == "ecdsa" and isinstance(key.key, ec.EllipticCurvePublicKey):
            size = (key.key.key_size + 7) // 8
            r, s = (int.from_bytes(each, "big") for each in (signature[:size], signature[size:]))
            if len(signature) != 2 * size or r == 0 or s == 0:
                return False
            key.key.verify(encode_dss_signature(r, s), data, ec.ECDSA(digest))
            return True
    except InvalidSignature:
        return False
    raise failed("key_kind_wrong", suite=method[:80], kind=key.kind)


def _refused(name: str) -> Outcome:
    """SHA-1, which older transcripts of EMREX carry, proves nothing and is no sign of forgery."""
    if name.endswith("sha1"):
        return unknown("algorithm_weak", algorithm=name[:80])
    return failed("algorithm_refused", algorithm=name[:80])


def _algorithm(parent: etree._Element | None, name: str) -> str:
    node = parent.find(f"{DS}{name}") if parent is not None else None
    return (node.get("Algorithm") or "") if node is not None else ""
