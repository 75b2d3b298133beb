"""What a file presents: the credential taken out of its wrapping, and the format by its content.

The name of the file is never looked at: only errors repeat it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from service.domain.noun import noun
from service.domain.verification import Container, Presented
from service.errors import InputError
from service.importing.compact_jws import (
    base64url_text,
    credential_in,
    looks_like_token,
    open_token,
)
from service.importing.compressed import expand, gzip_in_base64, is_gzip
from service.importing.json_format import json_format, type_names
from service.importing.pdf_text import PdfText, read_pdf_text
from service.importing.png_chunks import SIGNATURE, baked_texts
from service.importing.safe_json import parse_json
from service.importing.safe_text import MAX_TEXT_BYTES, decode, refuse_other_binary, unknown
from service.importing.safe_xml import local, namespace, parse_xml, wraps_signed
from service.importing.safe_yaml import parse_yaml
from service.importing.svg_badge import baked_svg_texts

MAX_WRAPS = 3
"""Most wrappings of one file (gzip in base64 is two)."""
_PDF = b"%PDF-"
_ELMO_NAMESPACES = ("https://github.com/emrex-eu/elmo-schemas/tree/", "http://purl.org/net/elmo")
_EDC_NAMESPACES = ("http://data.europa.eu/snb",)


@noun
class Opened:
    """A file whose wrapping is off: what is presented, and its content for the readers.

    `credential` is the JSON of the credential with its place `pointer` in the file and the kinds of
    proof of its seal; `xml` the root where it is XML. `pdf` holds the pages of a PDF.
    """

    presented: Presented
    credential: Mapping[str, Any] | None = None
    pointer: str = ""
    proofs: tuple[str, ...] = ()
    xml: etree._Element | None = None
    pdf: PdfText | None = None
    is_json: bool = True


def present(data: bytes, name: str) -> Presented:
    """Return what the file presents, for verification; nothing of it is mapped to values.

    Raises InputError: those of `open_file`.
    """
    return open_file(data, name).presented


def open_file(data: bytes, name: str) -> Opened:
    """Take off compression and picture, parse, and name the format.

    Raises InputError: input_empty, input_image_without_credential (seen), input_web_page,
    input_two_credentials, input_too_large, input_xml_wrapped, input_format_unknown (seen,
    accepted), input_format_not_yet (seen), and
    those of `decode`, `parse_json`, `parse_yaml`, `parse_xml`, `expand`, `baked_texts`,
    `read_pdf_text` and `open_token`.
    """
    for _ in range(MAX_WRAPS):
        packed = data if is_gzip(data) else gzip_in_base64(data)
        if packed is None:
            break
        data = expand(packed, name, gzip=True)
    if data.startswith(SIGNATURE):
        return _opened(_only(baked_texts(data, name), name, "PNG"), name, "png")
    if data.lstrip()[:5] == _PDF:
        return _opened_pdf(data, name)
    return _opened(data, name, "none")


def _opened_pdf(data: bytes, name: str) -> Opened:
    """Open the credential that a PDF carries as an attachment; else the PDF itself.

    An attachment that is no credential is none of our business; two credentials are ambiguous.
    """
    text = read_pdf_text(data, name)
    found: list[Opened] = []
    for part in text.attached:
        try:
            opened = open_file(part, name) if part.lstrip()[:5] != _PDF else None
        except InputError:
            continue
        if opened is not None and opened.presented.format != "descriptor":
            found.append(opened)
    if len(found) > 1 and not _same_credential([item.presented.raw for item in found]):
        raise InputError("input_two_credentials", where=name)
    if found:
        return replace(found[0], presented=replace(found[0].presented, container="pdf"))
    return Opened(presented=Presented(format="pdf", document=None, raw=data), pdf=text)


def _only(texts: list[bytes], name: str, seen: str) -> bytes:
    if not texts:
        raise InputError("input_image_without_credential", where=name, seen=seen)
    if len(texts) > 1 and not _same_credential(texts):
        raise InputError("input_two_credentials", where=name)
    return texts[0]


def _same_credential(texts: list[bytes]) -> bool:
    # The same JSON in other white space is the same statement; anything else is two.
    try:
        parsed = [parse_json(text.decode(), "") for text in texts]
    except (InputError, UnicodeDecodeError):
        return False
    return all(other == parsed[0] for other in parsed[1:])


def _opened(data: bytes, name: str, container: Container) -> Opened:
    if len(data) > MAX_TEXT_BYTES:
        raise InputError("input_too_large", where=name, size=len(data), limit=MAX_TEXT_BYTES)
    refuse_other_binary(data, name)
    if _is_markup(data):
        return _opened_xml(data, name, container)
    text = decode(data, name)
    token = "".join(text.split()) if container != "none" else text.strip()
    if looks_like_token(token):
        return open_jwt(token, name, container)
    is_json = text.lstrip()[:1] in {"{", "["}
    if not is_json and container != "none":
        raise unknown(name, "text")
    raw = parse_json(text, name) if is_json else _yaml(text, name)
    credential, pointer, proofs = _unsealed(raw, name)
    language = "JSON" if is_json else "YAML"
    found = json_format(credential, bool(proofs), language, name)
    return Opened(
        presented=Presented(
            format=found, document=_document(credential), raw=data, container=container
        ),
        credential=_document(credential),
        pointer=pointer,
        proofs=proofs,
        is_json=is_json,
    )


def _yaml(text: str, name: str) -> Any:
    """Parse YAML; what is neither that nor speaks of us is named as the text that it is."""
    try:
        return parse_yaml(text, name)
    except InputError as problem:
        if "paritas" in text or problem.code != "input_not_json":
            raise
        seen = "Turtle" if text.lstrip().startswith(("@prefix", "@base")) else "text"
        raise unknown(name, seen) from None


def _document(raw: Any) -> dict[str, Any]:
    # CTDL registries give lists of resources: the same as a graph of them.
    return raw if isinstance(raw, dict) else {"@graph": raw}


def open_jwt(token: str, name: str, container: Container = "none") -> Opened:
    """Open a compact JWS or JWT. Raises InputError: those of `open_token` and `json_format`."""
    _header, payload = open_token(token, name)
    credential, pointer = credential_in(payload)
    found = json_format(credential, False, "JWT", name)
    base = {"ob2-hosted": "ob2-jws", "ob1-json": "ob2-jws"}.get(found)
    return Opened(
        presented=Presented(
            format=base or found.removesuffix("ld").replace("-json", "-jwt"),
            document=payload,
            raw=token.encode(),
            container=container,
        ),
        credential=credential,
        pointer=pointer,
        proofs=("JWS",) if base else ("JWT",),
    )


def enveloped_token(raw: Mapping[str, Any]) -> str | None:
    """Return the token that an EnvelopedVerifiableCredential (VC 2.0 §4.13) carries in its id."""
    address = raw.get("id")
    if not isinstance(address, str) or not any("Enveloped" in item for item in type_names(raw)):
        return None
    media, comma, token = address.partition(",")
    return token if comma and media.startswith("data:application/v") else None


def _is_markup(data: bytes) -> bool:
    head = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<"))
    return head.startswith(b"<") or wide


def _opened_xml(data: bytes, name: str, container: Container) -> Opened:
    head = data[:4000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        raise InputError("input_web_page", where=name)
    root = parse_xml(data, name, plain_doctype=b"<svg" in head)
    if local(root) == "svg" and container == "none":
        return _opened(_only(baked_svg_texts(root), name, "SVG"), name, "svg")
    found = None
    if local(root) == "elmo" and namespace(root).startswith(_ELMO_NAMESPACES):
        found = "elmo-xml"
    elif local(root) in ("europassCredential", "verifiablePresentation", "learnerCredential"):
        found = "edc2-xml" if namespace(root).startswith(_EDC_NAMESPACES) else None
    if found is None:
        raise unknown(name, f"XML <{local(root)[:60]}>")
    if wraps_signed(root):
        raise InputError("input_xml_wrapped", where=name)
    return Opened(
        presented=Presented(format=found, document=None, raw=data, container=container), xml=root
    )


def _unsealed(raw: Any, name: str) -> tuple[Any, str, tuple[str, ...]]:
    """Take the payload out of a JWS in JSON form (RFC 7515 §7.2), as Europass seals are.

    The payload is base64url, or with `b64: false` (RFC 7797) the text itself. The signature is
    named, never checked here.
    """
    payload = raw.get("payload") if isinstance(raw, dict) else None
    if not isinstance(payload, str) or not ("signatures" in raw or "signature" in raw):
        return raw, "", ()
    text = payload
    if not payload.lstrip().startswith("{"):
        text = base64url_text(payload, f"{name}:/payload")
    inner = parse_json(text, name, "/payload")
    if not isinstance(inner, dict):
        raise unknown(name, "JWS, JSON []")
    return inner, "/payload", ("JAdES" if _is_jades(raw, inner) else "JWS",)


def _is_jades(raw: dict[str, Any], inner: dict[str, Any]) -> bool:
    signatures = raw.get("signatures", [raw])
    marked = isinstance(signatures, list) and any(
        isinstance(item, dict)
        and isinstance(item.get("header"), dict)
        and "etsiU" in item["header"]
        for item in signatures
    )
    # A Europass credential is sealed by JAdES baseline B without any unsigned property, too.
    return marked or "EuropeanDigitalCredential" in type_names(inner)
