"""Open Badges 2.0, 1.1, 1.0 and 0.5: assertions, with their badge class and issuer if at hand.

Standards: Mozilla Open Badges 0.5 and 1.0, 1EdTech Open Badges 1.1 and 2.0. Badge class and issuer
are often only addresses; what `linked` holds of them is read in their place, the others are
returned as `links`. The recipient is a hash or an address, never a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    Holder,
    LearningOutcome,
    Organisation,
)
from service.domain.text import Text
from service.importing.alignments import read_alignments
from service.importing.codes import language_code
from service.importing.contents import Contents
from service.importing.days import read_day
from service.importing.json_format import type_names
from service.importing.reading import Node, Reading
from service.importing.texts import language_texts

FORMAT = "open_badges_2"
FORMAT_1 = "open_badges_1"

_NO_AWARD = {"Issuer", "Profile", "RevocationList", "Endorsement", "CryptographicKey"}
_LAST_SECOND = 253_402_300_799
Linked = Mapping[str, Any]
"""Documents by the address at which they stand."""


def read_open_badge_2(
    raw: dict[str, Any],
    pointer: str,
    proofs: tuple[str, ...],
    reading: Reading,
    linked: Linked,
) -> Contents:
    """Read an assertion (one award) or a badge class (one descriptor).

    An assertion whose badge class is only an address has no title. Raises InputError:
    input_not_an_award (seen), input_missing_key (key), input_bad_date, input_no_title (a badge
    class without name).
    """
    types = {item.rsplit(":", 1)[-1] for item in type_names(raw)}
    if types & _NO_AWARD:
        raise reading.error("input_not_an_award", pointer, seen=", ".join(sorted(types)))
    top = Node(raw, pointer, reading)
    links: list[str] = []
    if "badge" not in raw and "recipient" not in raw:
        made = _descriptor(top, linked, links)
        if not made.titles:
            raise reading.error("input_no_title", top.place("name"))
        return Contents(descriptors=(made,), links=tuple(links), unread=tuple(top.unread()))
    is_old = "verification" not in raw and not types
    badge = _at(top, "badge", linked, links)
    if badge is None and not links:
        raise reading.error("input_missing_key", pointer, key="badge")
    descriptor = _descriptor(badge, linked, links) if badge else CredentialDescriptor(titles=())
    award = Award(
        format=FORMAT_1 if is_old else FORMAT,
        descriptor=descriptor,
        holder=Holder(identifiers=_recipient(top)),
        awarded_on=_day(top, ("issuedOn", "issued_on"), "awarded_on"),
        expires_on=_day(top, ("expires",), "expires_on"),
        identifier=top.string("id", "identifier") or top.string("uid", "identifier"),
        proofs=proofs or _verification(top),
        passages=tuple(reading.passages),
        unread=tuple(top.unread()),
    )
    return Contents(awards=(award,), links=tuple(links))


def _at(node: Node, key: str, linked: Linked, links: list[str]) -> Node | None:
    """Enter the object at `key`, or the linked document of the address that stands there."""
    raw = node.peek(key)
    if isinstance(raw, dict) and (set(raw) - {"id", "type"}):
        return node.node(key)
    address = raw.get("id") if isinstance(raw, dict) else raw
    if not isinstance(address, str) or not address.strip():
        return None
    node.pop(key)
    node.reading.quote(f"links.{key}", node.place(key), address)
    found = linked.get(address)
    if isinstance(found, dict):
        return node.enter(found, node.place(key))
    links.append(address)
    return None


def _descriptor(badge: Node, linked: Linked, links: list[str]) -> CredentialDescriptor:
    stated = badge.peek("@language")
    language = language_code(stated) if isinstance(stated, str) else None
    if language:
        badge.pop("@language")
    issuer = _at(badge, "issuer", linked, links)
    body = _issuer(issuer) if issuer else None
    if body is None and links and badge.peek("issuer") is None:
        body = Organisation(names=(), identifiers=(links[-1],))
    levels, outcomes = read_alignments(badge)
    return CredentialDescriptor(
        titles=_texts(badge, "name", "titles", language),
        awarding_body=body,
        levels=levels,
        outcomes=outcomes + _old_alignments(badge),
        descriptions=_texts(badge, "description", "descriptions", language),
        assessment=_criteria(badge, language),
    )


def _texts(node: Node, key: str, field: str, stated: str | None) -> tuple[Text, ...]:
    placed = language_texts(node.peek(key), node.place(key), None, stated)
    if not placed:
        return ()
    node.pop(key)
    for place, text in placed:
        node.reading.quote(field, place, text.value, text.language)
    return tuple(text for _, text in placed)


def _criteria(badge: Node, language: str | None) -> tuple[Text, ...]:
    found: tuple[Text, ...] = ()
    for criteria in badge.nodes("criteria"):
        found += _texts(criteria, "narrative", "assessment", language)
    return found


def _old_alignments(badge: Node) -> tuple[LearningOutcome, ...]:
    """Read alignments of 1.1 (`name`, `url`): the words of a standard that the badge meets."""
    made = []
    for node in badge.nodes("alignment"):
        texts = node.texts("name", "outcomes")
        if texts:
            made.append(LearningOutcome(texts=texts))
    return tuple(made)


def _issuer(node: Node) -> Organisation:
    identifiers = []
    for key in ("id", "url", "origin"):
        value = node.string(key, "awarding_body.identifiers")
        if value:
            identifiers.append(value)
    return Organisation(names=node.texts("name", "awarding_body"), identifiers=tuple(identifiers))


def _recipient(top: Node) -> tuple[str, ...]:
    """Return the recipient as "kind:identity"; a salt belongs to its hash and is used up."""
    plain = top.string("recipient", "holder.identifiers")
    if plain is not None:
        top.pop("salt")
        return (f"email:{plain}",)
    made = []
    for node in top.nodes("recipient"):
        identity = node.string("identity", "holder.identifiers")
        kind = node.pop("type") if isinstance(node.peek("type"), str) else "email"
        if identity:
            for key in ("hashed", "salt"):
                node.pop(key)
            made.append(f"{kind}:{identity}")
    return tuple(made)


def _verification(top: Node) -> tuple[str, ...]:
    for key in ("verification", "verify"):
        for node in top.nodes(key):
            kind = node.pop("type")
            if isinstance(kind, str):
                return (kind.removesuffix("Badge").casefold(),)
    return ()


def _day(node: Node, keys: tuple[str, ...], field: str) -> str | None:
    for key in keys:
        raw = node.pop(key)
        if raw is None:
            continue
        seconds = raw if isinstance(raw, int) and not isinstance(raw, bool) else None
        if seconds is not None and 9999 < seconds <= _LAST_SECOND:  # 1.0 allowed Unix time
            raw = datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return read_day(raw, field, node.place(key), node.reading)
    return None
