"""W3C Verifiable Credentials 1.1 and 2.0 whose subject speaks of education, and presentations.

The data model says nothing about education. Read are the shapes that published files use: an
Open Badges `achievement` (also of CTDL terms) without a badge's types, `degree` of the data model's
examples, `hasCredential` (schema.org EducationalOccupationalCredential) and `qualification` of the
DC4EU professional rule books. Anything else is no educational award and is refused by its types.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    Holder,
    LearningOutcome,
    LevelClaim,
    Organisation,
)
from service.domain.credential_file import HolderBinding
from service.domain.text import Text
from service.errors import InputError
from service.importing.amounts import read_hours
from service.importing.clr import check_count
from service.importing.contents import Contents, ReadInner, part_unread
from service.importing.ctdl import competency_texts, is_competency, kind_of_type
from service.importing.days import read_day
from service.importing.elm_parts import credit_points, labels, notes
from service.importing.json_format import type_names
from service.importing.open_badges import read_open_badge
from service.importing.proofs import proof_kinds
from service.importing.reading import Node, Reading
from service.importing.safe_json import join

FORMAT = "verifiable_credential"

_SUBJECT_KEYS = ("achievement", "hasCredential", "degree", "qualification")
_TITLES = ("ceterms:name", "name", "title")
_DESCRIPTIONS = ("ceterms:description", "description")


def read_verifiable_credential(
    raw: dict[str, Any], pointer: str, proofs: tuple[str, ...], reading: Reading
) -> Award:
    """Read a credential about a person's education.

    Raises InputError: input_not_an_award (seen), input_several_awards (count), input_no_title,
    input_bad_date, input_bad_credits, input_bad_duration, and those of `read_open_badge`.
    """
    subjects = raw.get("credentialSubject")
    listed = subjects if isinstance(subjects, list) else [subjects]
    if len(listed) > 1:
        raise reading.error(
            "input_several_awards", join(pointer, "credentialSubject"), count=len(listed)
        )
    subject = listed[0] if listed and isinstance(listed[0], dict) else {}
    achievement = subject.get("achievement")
    if isinstance(achievement, dict) and isinstance(achievement.get("name"), str | dict):
        return replace(read_open_badge(raw, pointer, proofs, reading), format=FORMAT)
    key = next((key for key in _SUBJECT_KEYS if isinstance(subject.get(key), dict | list)), None)
    if key is None:
        seen = ", ".join(type_names(raw))[:80] or "VerifiableCredential"
        raise reading.error("input_not_an_award", join(pointer, "type"), seen=seen)
    top = Node(raw, pointer, reading)
    inner = top.node("credentialSubject") or Node({}, pointer, reading)
    main, outcomes = _main(inner, key)
    descriptor = _descriptor(main, outcomes, _issuer(top))
    if not descriptor.titles:
        raise reading.error("input_no_title", main.place("name"))
    return Award(
        format=FORMAT,
        descriptor=descriptor,
        holder=_holder(inner),
        awarded_on=_day(top, ("validFrom", "issuanceDate", "issued"), "awarded_on"),
        expires_on=_day(top, ("validUntil", "expirationDate"), "expires_on"),
        identifier=top.string("id", "identifier"),
        proofs=proofs + proof_kinds(top),
        passages=tuple(reading.passages),
        unread=tuple(top.unread()),
    )


def _main(subject: Node, key: str) -> tuple[Node, list[LearningOutcome]]:
    """Choose what is awarded; CTDL competencies beside it are its outcomes."""
    found: Node | None = None
    outcomes: list[LearningOutcome] = []
    for node in subject.nodes(key):
        types = type_names({"type": node.peek("type")})
        if is_competency(types):
            texts = competency_texts(node)
            outcomes += [LearningOutcome(texts=texts)] if texts else []
        elif found is None:
            found = node
    return found or Node({}, subject.place(key), subject.reading), outcomes


def _descriptor(
    node: Node, outcomes: list[LearningOutcome], body: Organisation | None
) -> CredentialDescriptor:
    types = type_names({"type": node.peek("type")})
    for item in node.nodes("learningOutcomes"):
        texts = item.texts("description", "outcomes") or item.texts("title", "outcomes")
        outcomes = outcomes + ([LearningOutcome(texts=texts)] if texts else [])
    return CredentialDescriptor(
        titles=_first(node, _TITLES, "titles"),
        country=body.country if body else None,
        awarding_body=body,
        kind=kind_of_type(types),
        levels=_levels(node),
        credits=credit_points(node, "creditPoint"),
        workload_hours=_hours(node),
        descriptions=_first(node, _DESCRIPTIONS, "descriptions"),
        outcomes=tuple(outcomes),
        mode=", ".join(text.value for text in labels(node, "mode", "mode")) or None,
        entry_requirement=notes(node, "entryRequirement", "entry_requirement"),
    )


def _first(node: Node, keys: tuple[str, ...], field: str) -> tuple[Text, ...]:
    for key in keys:
        found = node.texts(key, field)
        if found:
            return found
    return ()


def _levels(node: Node) -> tuple[LevelClaim, ...]:
    for level in node.nodes("level"):
        raw = level.peek("eqfLevel")
        if str(raw) in "12345678" and len(str(raw)) == 1 and not isinstance(raw, bool):
            level.pop("eqfLevel")
            level.reading.quote("levels", level.place("eqfLevel"), raw)
            return (LevelClaim(code=str(raw), framework="eqf", framework_text="EQF"),)
    return ()


def _hours(node: Node) -> Any:
    raw = node.peek("volumeOfLearning")
    if not isinstance(raw, str):
        return None
    place = node.place("volumeOfLearning")
    try:
        value = read_hours(raw)
    except ValueError:
        raise node.reading.error(
            "input_bad_duration", place, field="workload_hours", value=raw[:80]
        ) from None
    if value is not None:
        node.pop("volumeOfLearning")
        node.reading.quote("workload_hours", place, raw)
    return value


def _issuer(top: Node) -> Organisation | None:
    if isinstance(top.peek("issuer"), str):
        identifier = top.string("issuer", "awarding_body.identifiers")
        return Organisation(names=(), identifiers=(identifier,)) if identifier else None
    node = top.node("issuer")
    if node is None:
        return None
    identifier = node.string("id", "awarding_body.identifiers")
    names = node.texts("legalName", "awarding_body") or node.texts("name", "awarding_body")
    return Organisation(names=names, identifiers=(identifier,) if identifier else ())


def _holder(subject: Node) -> Holder:
    identifier = subject.string("id", "holder.identifiers")
    names = subject.names("name", "holder.names") or subject.names("fullName", "holder.names")
    if not names:
        given = subject.names("givenName", "holder.names")
        family = subject.names("familyName", "holder.names")
        names = tuple(
            Text(value=f"{first.value} {last.value}", language=first.language)
            for first, last in zip(given, family, strict=False)
        )
        names = names or given or family
    birth = _day(subject, ("birthDate", "dateOfBirth"), "holder.birth_date")
    return Holder(names=names, birth_date=birth, identifiers=(identifier,) if identifier else ())


def _day(node: Node, keys: tuple[str, ...], field: str) -> str | None:
    for key in keys:
        if key in node:
            return read_day(node.pop(key), field, node.place(key), node.reading)
    return None


def read_presentation(
    raw: dict[str, Any], pointer: str, reading: Reading, read_inner: ReadInner, depth: int
) -> Contents:
    """Read every credential that a presentation wraps; who presents them is stated apart.

    A part that cannot be read is named in `notes`; where none can, its error is raised. Raises
    InputError: input_nothing_inside, input_too_many, input_too_deep.
    """
    top = Node(raw, pointer, reading)
    binding = HolderBinding(holder=_presenter(top), proofs=proof_kinds(top))
    inner = top.pop("verifiableCredential")
    place = top.place("verifiableCredential")
    items = inner if isinstance(inner, list) else [inner] if inner is not None else []
    if not items:
        raise reading.error("input_nothing_inside", place)
    check_count(items, place, reading)
    found = Contents(binding=binding)
    problems: list[InputError] = []
    for index, item in enumerate(items):
        where = join(place, index) if isinstance(inner, list) else place
        try:
            found = found.joined(read_inner(item, where, depth + 1))
        except InputError as problem:
            problems.append(problem)
    if problems and not found.awards and not found.descriptors:
        raise problems[0]
    notes_ = tuple(part_unread(problem) for problem in problems)
    return found.joined(Contents(notes=notes_, unread=tuple(top.unread())))


def _presenter(top: Node) -> str | None:
    raw = top.peek("holder")
    if isinstance(raw, dict) and isinstance(raw.get("id"), str):
        top.pop("holder")
        return str(raw["id"])
    return top.string("holder", "holder.identifiers")
