"""The format of a JSON document, by its own types, contexts and members."""

from __future__ import annotations

from typing import Any

from service.errors import InputError
from service.importing.reading import preview
from service.importing.safe_text import unknown

VC2_CONTEXT = "https://www.w3.org/ns/credentials/v2"
_OB3_TYPES = {"OpenBadgeCredential", "AchievementCredential"}
_OB3_CONTEXTS = ("/spec/ob/v3p0", "openbadges-specification")
_OB2_TYPES = {"Assertion", "BadgeClass", "Issuer", "RevocationList", "Endorsement"}
_OB2_CONTEXT = "openbadges"
_OB1_CONTEXT = "openbadges/v1"
_CTDL_PREFIXES = ("ceterms:", "ceasn:", "qdata:", "asn:")
_SEEN_BY_MEMBERS = (
    ({"$schema"}, "JSON Schema"),
    ({"verificationMethod"}, "DID document"),
    ({"assertionMethod"}, "DID document"),
    ({"proofValue"}, "DataIntegrityProof"),
    ({"cryptosuite"}, "DataIntegrityProof"),
    ({"publicKeyMultibase"}, "key"),
    ({"publicKeyPem"}, "key"),
    ({"kty"}, "JWK"),
    ({"learner", "report"}, "ELMO in JSON"),
)


def type_names(raw: Any) -> list[str]:
    """Return the type or types of a JSON-LD object, whether written as a string or a list."""
    if not isinstance(raw, dict):
        return []
    found = raw.get("type", raw.get("@type", []))
    return [
        item for item in (found if isinstance(found, list) else [found]) if isinstance(item, str)
    ]


def contexts(raw: dict[str, Any]) -> list[str]:
    """Return the addresses of the contexts that a JSON-LD object names."""
    found = raw.get("@context")
    return [
        item for item in (found if isinstance(found, list) else [found]) if isinstance(item, str)
    ]


def json_format(raw: Any, sealed: bool, language: str, name: str) -> str:
    """Return the code of the format, as `Presented` lists them.

    `sealed` says that the document was the payload of a JWS in JSON form; `language` (JSON, YAML,
    JWT) is for the words of a refusal. Raises InputError input_format_unknown (seen, accepted).
    """
    if isinstance(raw, list):
        if any(_is_ctdl(item) for item in raw):
            return "ctdl"
        raise unknown(name, f"{language} []")
    if not isinstance(raw, dict):
        # Never the words themselves: they may be anybody's, and errors are logged.
        raise unknown(name, "text")
    found = _declared(raw, sealed) or _by_members(raw)
    if found is None:
        raise _refusal(raw, language, name)
    return found


def _declared(raw: dict[str, Any], sealed: bool) -> str | None:
    types = {name.rsplit(":", 1)[-1].rsplit("#", 1)[-1] for name in type_names(raw)}
    if "paritas" in raw:
        return "descriptor"
    if types & {"VerifiablePresentation", "EnvelopedVerifiablePresentation"}:
        return "vp-json"
    if "EuropeanDigitalCredential" in types:
        return "elm3-jades" if sealed else "elm3-jsonld"
    if "ClrCredential" in types:
        return "clr2-json"
    if types & _OB3_TYPES and _is_open_badge(raw):
        return "ob3-json"
    if types & {"VerifiableCredential", "EnvelopedVerifiableCredential"}:
        return "vc2-json" if VC2_CONTEXT in contexts(raw) else "vc1-json"
    is_ob2 = any(_OB2_CONTEXT in item for item in contexts(raw))
    if types & _OB2_TYPES and (is_ob2 or types & {"Assertion", "BadgeClass"}):
        old = any(_OB1_CONTEXT in item for item in contexts(raw))
        return "ob1-json" if old else "ob2-hosted"
    return None


def _by_members(raw: dict[str, Any]) -> str | None:
    if isinstance(raw.get("CFDocument"), dict):
        return "case"
    inner = raw.get("decoded_resource")
    resource = inner if isinstance(inner, dict) else raw
    if _is_ctdl(resource):
        return "ctdl"
    graph = resource.get("@graph")
    if isinstance(graph, list) and any(_is_ctdl(item) for item in graph):
        return "ctdl"
    badge = raw.get("badge")
    if "recipient" in raw and (isinstance(badge, dict) or "verify" in raw):
        return "ob1-json"  # 0.5 and 1.0 carry neither context nor type
    if {"criteria", "issuer", "name"} <= set(raw) and "image" in raw:
        return "ob1-json"  # a badge class of 1.0
    return None


def _is_ctdl(raw: Any) -> bool:
    if not isinstance(raw, dict):
        return False
    return any(key.startswith(_CTDL_PREFIXES) for key in raw) or any(
        item.startswith(_CTDL_PREFIXES) for item in type_names(raw)
    )


def _is_open_badge(raw: dict[str, Any]) -> bool:
    if any(mark in item for item in contexts(raw) for mark in _OB3_CONTEXTS):
        return True
    subject = raw.get("credentialSubject")
    subjects = subject if isinstance(subject, list) else [subject]
    return any(isinstance(item, dict) and "achievement" in item for item in subjects)


def _refusal(raw: dict[str, Any], language: str, name: str) -> InputError:
    types = type_names(raw)
    keys = set(raw)
    if keys == {"@context"} or (keys <= {"@context", "obi:validation", "validation"} and keys):
        return unknown(name, "JSON-LD context")
    for members, seen in _SEEN_BY_MEMBERS:
        if members <= keys:
            return unknown(name, seen)
    if types:
        return unknown(name, f"{language}, type: {preview(', '.join(types))}")
    return unknown(name, f"{language} {{{preview(', '.join(raw))}}}")
