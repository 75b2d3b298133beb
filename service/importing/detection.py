"""What a file is, by its content and never by its name, and the reader that it needs."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.domain.credential import Award
from service.errors import InputError
from service.importing.descriptor import read_descriptor
from service.importing.elm import read_elm
from service.importing.open_badges import read_open_badge
from service.importing.reading import Reading, preview
from service.importing.safe_json import parse_json
from service.importing.safe_text import decode, read_bytes, unknown
from service.importing.safe_yaml import parse_yaml

LIMIT_BYTES = 8_000_000

_LATER_TYPES = {
    "ClrCredential": "CLR 2",
    "VerifiablePresentation": "VerifiablePresentation",
    "EnvelopedVerifiableCredential": "EnvelopedVerifiableCredential",
    "Assertion": "Open Badges 2",
    "BadgeClass": "Open Badges 2",
    "CFDocument": "CASE",
}
_OB3_TYPES = {"OpenBadgeCredential", "AchievementCredential"}
_OB3_CONTEXT = "/spec/ob/v3p0/"


def read_award(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> Award:
    """Read one person's award from a file of any accepted format.

    JSON (UTF-8, or UTF-16 with BOM) or YAML; then European Learning Model 3, Open Badges 3 or our
    own descriptor. Nothing is fetched and nothing is verified. Raises InputError with `where` as
    "file:pointer": those of `read_bytes`, `decode`, `parse_json`, `parse_yaml` and of the reader
    of the format; input_format_unknown (seen, accepted), input_format_not_yet (seen).
    """
    return read_award_bytes(read_bytes(path, limit_bytes), str(path))


def read_award_bytes(data: bytes, name: str) -> Award:
    """Read an award from bytes that are already in memory; `name` is what errors call them."""
    text = decode(data, name)
    is_json = text.lstrip()[:1] in {"{", "["}
    raw = parse_json(text, name) if is_json else parse_yaml(text, name)
    if not isinstance(raw, dict):
        raise unknown(name, _shape(raw, is_json))
    unsigned, pointer, proofs = _unwrapped(raw, name)
    reader = _reader(unsigned, name, is_json)
    return reader(unsigned, pointer, proofs, Reading(name))


def _shape(raw: Any, is_json: bool) -> str:
    # Never the words themselves: they may be anybody's, and errors are logged.
    if isinstance(raw, list):
        return "JSON []" if is_json else "YAML []"
    return "text"


Reader = Callable[[dict[str, Any], str, tuple[str, ...], Reading], Award]


def _reader(raw: dict[str, Any], name: str, is_json: bool) -> Reader:
    if "paritas" in raw:
        return lambda raw, pointer, proofs, reading: read_descriptor(raw, reading)
    types = type_names(raw)
    if "EuropeanDigitalCredential" in types:
        return read_elm
    if _OB3_TYPES.intersection(types) and _is_open_badge(raw):
        return read_open_badge
    for known, seen in _LATER_TYPES.items():
        if known in types:
            raise InputError("input_format_not_yet", where=name, seen=seen)
    if any(key.startswith("ceterms:") for key in raw):
        raise InputError("input_format_not_yet", where=name, seen="CTDL")
    language = "JSON" if is_json else "YAML"
    if types:
        raise unknown(name, f"{language}, type: {preview(', '.join(types))}")
    raise unknown(name, f"{language} {{{preview(', '.join(raw))}}}")


def type_names(raw: dict[str, Any]) -> list[str]:
    """Return the type or types of a JSON-LD object, whether written as a string or a list."""
    found = raw.get("type", raw.get("@type", []))
    return [
        item for item in (found if isinstance(found, list) else [found]) if isinstance(item, str)
    ]


def _is_open_badge(raw: dict[str, Any]) -> bool:
    contexts = raw.get("@context")
    listed = contexts if isinstance(contexts, list) else [contexts]
    if any(isinstance(item, str) and _OB3_CONTEXT in item for item in listed):
        return True
    subject = raw.get("credentialSubject")
    return isinstance(subject, dict) and "achievement" in subject


def _unwrapped(raw: dict[str, Any], name: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Take the payload out of a JWS in JSON form (RFC 7515 §7.2), as Europass seals are.

    The payload is base64url, or with `b64: false` (RFC 7797) the text itself. The signature is
    named, never checked here.
    """
    payload = raw.get("payload")
    if not isinstance(payload, str) or not ("signatures" in raw or "signature" in raw):
        return raw, "", ()
    text = payload
    if not payload.lstrip().startswith("{"):
        try:
            padded = payload + "=" * (-len(payload) % 4)
            text = base64.urlsafe_b64decode(padded.encode("ascii")).decode("utf-8")
        except (ValueError, binascii.Error):
            raise InputError("input_bad_payload", where=f"{name}:/payload") from None
    inner = parse_json(text, name, "/payload")
    if not isinstance(inner, dict):
        raise unknown(name, f"JWS, {_shape(inner, True)}")
    return inner, "/payload", ("JAdES" if _is_jades(raw) else "JWS",)


def _is_jades(raw: dict[str, Any]) -> bool:
    signatures = raw.get("signatures", [raw])
    return isinstance(signatures, list) and any(
        isinstance(item, dict)
        and isinstance(item.get("header"), dict)
        and "etsiU" in item["header"]
        for item in signatures
    )
