"""HR Open Learning and Employment Records (LER-RS 2): the degrees of a résumé in a credential.

Standard: HR Open Standards LER-RS 2. A degree that carries a `verification` is a credential of its
own and is read as one; a degree without is what the record itself says. Only a degree whose
status is *granted* is an award: one in progress is none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.domain.credential import Award, CredentialDescriptor, Holder, Organisation
from service.domain.text import Statement, say
from service.errors import InputError
from service.importing.codes import country_code
from service.importing.contents import MAX_INNER, Contents, ReadInner, part_unread
from service.importing.days import read_day
from service.importing.json_format import type_names
from service.importing.proofs import proof_kinds
from service.importing.reading import Node, Reading
from service.importing.safe_json import join

FORMAT = "ler_rs_2"

_GRANTED = "granted"


def is_ler_rs(raw: dict[str, Any]) -> bool:
    """Whether the subject of a credential is such a record, or one education of it."""
    subject = raw.get("credentialSubject")
    return isinstance(subject, dict) and any(
        isinstance(subject.get(key), kind)
        for key, kind in (("educationAndLearnings", list), ("educationAndLearning", dict))
    )


def read_ler_rs(
    raw: dict[str, Any], pointer: str, reading: Reading, read_inner: ReadInner, depth: int
) -> Contents:
    """Read every granted degree of a record.

    What is in progress or cannot be read is named in `notes`. Raises InputError:
    input_not_an_award (seen) where no degree was granted, input_too_many (field, count, limit).
    """
    top = Node(raw, pointer, reading)
    proofs = proof_kinds(top)
    subject = top.node("credentialSubject") or Node({}, pointer, reading)
    holder = _holder(subject)
    key = "educationAndLearnings" if "educationAndLearnings" in subject else "educationAndLearning"
    items = subject.nodes(key)
    if len(items) > MAX_INNER:
        raise reading.error(
            "input_too_many", subject.place(key), field=key, count=len(items), limit=MAX_INNER
        )
    issued = _day(top, "issuanceDate", "awarded_on")
    found = Contents()
    own: list[Award] = []
    for item in items:
        try:
            found = found.joined(_verified(item, read_inner, depth))
            degrees, notes = _degrees(item)
        except InputError as problem:
            found = found.joined(Contents(notes=(part_unread(problem),)))
            continue
        own += degrees
        found = found.joined(Contents(notes=notes))
    if not found.awards and not own:
        raise reading.error("input_not_an_award", subject.place(key), seen=_seen(raw))
    awards = tuple(
        replace(
            award,
            holder=holder,
            awarded_on=award.awarded_on or issued,
            proofs=proofs,
            passages=tuple(reading.passages),
        )
        for award in own
    )
    return replace(found, awards=awards + found.awards, unread=found.unread + tuple(top.unread()))


def _seen(raw: dict[str, Any]) -> str:
    """What the record is instead: its types."""
    return ", ".join(type_names(raw))[:120]


def _verified(item: Node, read_inner: ReadInner, depth: int) -> Contents:
    """Read the credentials that an education carries."""
    raw = item.pop("verifications")
    place = item.place("verifications")
    found = Contents()
    for index, inner in enumerate(raw if isinstance(raw, list) else []):
        found = found.joined(read_inner(inner, join(place, index), depth + 1))
    return found


def _degrees(item: Node) -> tuple[list[Award], tuple[Statement, ...]]:
    """Read the granted degrees of an education; the others are notes."""
    body = _institution(item)
    made, notes = [], []
    for degree in item.nodes("educationDegrees"):
        status = degree.string("degreeGrantedStatus", "status")
        titles = degree.texts("name", "titles")
        if not titles or (status or "").casefold() != _GRANTED:
            place = f"{degree.reading.file}:{degree.pointer}"
            notes.append(say("read.part_unread", problem="input_not_an_award", place=place))
            continue
        country = body.country if body else None
        made.append(
            Award(
                format=FORMAT,
                descriptor=CredentialDescriptor(titles=titles, awarding_body=body, country=country),
                awarded_on=_day(degree, "date", "awarded_on"),
                completed_on=_day(item, "end", "completed_on"),
            )
        )
    return made, tuple(notes)


def _institution(item: Node) -> Organisation | None:
    node = item.node("institution")
    if node is None:
        return None
    names = node.texts("name", "awarding_body") or node.texts("tradeName", "awarding_body")
    identifier = node.string("domainName", "awarding_body.identifiers")
    country = None
    for communication in node.nodes("communication"):
        for address in communication.nodes("address"):
            raw = address.peek("countryCode")
            country = country or (country_code(raw) if isinstance(raw, str) else None)
            if country:
                address.string("countryCode", "country")
    return Organisation(
        names=names, country=country, identifiers=(identifier,) if identifier else ()
    )


def _holder(subject: Node) -> Holder:
    identifier = subject.string("id", "holder.identifiers")
    person = subject.node("person")
    name = person.node("name") if person else None
    names = name.names("formattedName", "holder.names") if name else ()
    return Holder(names=names, identifiers=(identifier,) if identifier else ())


def _day(node: Node, key: str, field: str) -> str | None:
    if key not in node:
        return None
    return read_day(node.pop(key), field, node.place(key), node.reading)
