"""European Learning Model 3 (Europass Digital Credentials) in JSON-LD, and DC4EU's layout of it.

Standard: the ELM 3 ontology and EDC application profile of the European Commission. One claim of
the person becomes the award, see `main_claim`, its parts the courses of a transcript; all other
claims stay unread, because an achievement is no learning outcome. `maximumDuration` stays unread
too: it is the longest time allowed, not the full-time length. So does a `volumeOfLearning` such as
P60M, which is sixty months however often sixty minutes were meant.
"""

from __future__ import annotations

from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    Holder,
    Organisation,
)
from service.domain.framework import AwardKind
from service.domain.text import Text
from service.importing.days import check_order, read_day
from service.importing.elm_courses import read_courses
from service.importing.elm_parts import organisation, place_country
from service.importing.elm_specification import Specification, grade_and_assessment
from service.importing.proofs import proof_kinds
from service.importing.reading import Node, Reading
from service.importing.texts import language_texts

FORMAT = "elm_3"

_ENROLMENT = "ProofOfEnrolment"
_KINDS_BY_TYPE = (
    ("Microcredential", AwardKind.MICROCREDENTIAL),
    ("HigherEducationDiploma", AwardKind.ACADEMIC),
    ("UpperSecondaryEducationCertificate", AwardKind.SCHOOL),
)
_ISSUE_DATES = ("validFrom", "issued", "issuanceDate")


def read_elm(raw: dict[str, Any], pointer: str, proofs: tuple[str, ...], reading: Reading) -> Award:
    """Read one credential. `pointer` is its place in the file, `proofs` those of its wrapper.

    The award date is `awardedBy.awardingDate`; where the file has none it is `validFrom`, `issued`
    or `issuanceDate`, and the passage shows which. Raises InputError: input_not_an_award (a proof
    of enrolment), input_several_awards (count), input_no_title, input_bad_date, input_bad_credits,
    input_bad_duration, input_bad_number.
    """
    top = Node(raw, pointer, reading)
    types = [item for item in _listed(raw.get("type")) if isinstance(item, str)]
    if any(_ENROLMENT in item for item in types):
        raise reading.error("input_not_an_award", top.place("type"), seen=", ".join(types))
    subjects = _listed(top.peek("credentialSubject"))
    if len(subjects) > 1:
        raise reading.error(
            "input_several_awards", top.place("credentialSubject"), count=len(subjects)
        )
    subject = top.node("credentialSubject") or Node({}, top.place("credentialSubject"), reading)
    claims = subject.peek("hasClaim")
    main = subject.node("hasClaim", main_claim(_listed(claims)))
    main = main or Node({}, subject.place("hasClaim"), reading)

    process = main.node("awardedBy")
    body, country = _awarding_body(top, process)
    spec = Specification(main)
    courses = read_courses(main)
    titles = _titles(top, main, spec, bool(courses))
    grade, assessment = grade_and_assessment(main, spec)
    kind = _kind(top, main, types)
    descriptor = CredentialDescriptor(
        titles=titles,
        country=country,
        awarding_body=body,
        kind=kind,
        levels=spec.levels(),
        credits=spec.credits(),
        duration_years=spec.duration_years(),
        workload_hours=spec.workload_hours(),
        isced_f=spec.isced_f(),
        descriptions=main.texts("description", "descriptions")
        or spec.texts("description", "descriptions"),
        outcomes=spec.outcomes(),
        mode=spec.mode(),
        instruction_language=spec.language(),
        entry_requirement=spec.notes("entryRequirement", "entry_requirement"),
        rights=_rights(main),
        assessment=assessment,
        quality_assurance=spec.quality_assurance(),
    )
    holder = _holder(subject)
    awarded_on, place = _awarded_on(top, process)
    check_order(holder.birth_date, awarded_on, "awarded_on", place, reading)
    return Award(
        format=FORMAT,
        descriptor=descriptor,
        holder=holder,
        awarded_on=awarded_on,
        completed_on=_completed_on(main),
        expires_on=first_day(top, ("validUntil", "expirationDate"), "expires_on")[0],
        grade=grade,
        identifier=_identifier(top),
        courses=courses,
        proofs=proofs + proof_kinds(top),
        passages=tuple(reading.passages),
        unread=tuple(top.unread()),
    )


def main_claim(claims: list[Any]) -> int:
    """Choose the claim that the credential awards; return its place in the list.

    A LearningAchievement specified by a Qualification (or with a level) comes first, then one with
    an awarding process, then any; then activities (attendance), then the rest. Among equals the
    first in the file.
    """

    def rank(index: int) -> tuple[int, int]:
        claim = claims[index]
        if not isinstance(claim, dict):
            return 9, index
        types = _listed(claim.get("type"))
        if "LearningAchievement" in types:
            if _is_qualification(claim.get("specifiedBy")):
                return 0, index
            return (1 if "awardedBy" in claim else 2), index
        return (3 if "LearningActivity" in types else 4), index

    return min(range(len(claims)), key=rank, default=0)


def _is_qualification(spec: Any) -> bool:
    marks = ("qualification", "eqfLevel", "nqfLevel")
    return any(
        isinstance(item, dict)
        and ("Qualification" in _listed(item.get("type")) or any(mark in item for mark in marks))
        for item in _listed(spec)
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _awarding_body(top: Node, process: Node | None) -> tuple[Organisation | None, str | None]:
    raw = _listed(process.peek("awardingBody")) if process else []
    if raw and top.peek("issuer") == raw[0]:
        top.pop("issuer")  # the same organisation once more
    node = process.node("awardingBody") if process else None
    node = node or top.node("issuer")
    body = organisation(node) if node else None
    country = body.country if body else None
    if country is not None:
        top.reading.quote("country", node.pointer if node else "", country)
    elif process is not None:
        country = place_country(process, "country")
    top.reading.country = country
    return body, country


def _titles(top: Node, main: Node, spec: Specification, has_courses: bool) -> tuple[Text, ...]:
    """Pop the title; a transcript may have none of its own."""
    titles = main.texts("title", "titles") or spec.texts("title", "titles")
    if not titles:
        display = top.node("displayParameter")
        titles = display.texts("title", "titles") if display else ()
    if not titles and not has_courses:
        raise top.reading.error("input_no_title", main.place("title"))
    spec.drop_repeated_title(titles)
    return titles


def _kind(top: Node, main: Node, types: list[str]) -> str | None:
    """Return what the file claims to be; its type says it, or its own heading for the reader."""
    for part, kind in _KINDS_BY_TYPE:
        if any(part in item for item in types):
            top.reading.quote("kind", top.place("type"), ", ".join(types))
            return kind.value
    if "LearningActivity" in _listed(main.peek("type")):
        top.reading.quote("kind", main.place("type"), "LearningActivity")
        return AwardKind.ATTENDANCE.value
    display = top.peek("displayParameter")
    title = display.get("title", "") if isinstance(display, dict) else ""
    for place, heading in language_texts(title, f"{top.place('displayParameter')}/title") or []:
        if "microcredential" in heading.value.casefold().replace("-", "").replace(" ", ""):
            top.reading.quote("kind", place, heading.value, heading.language)
            return AwardKind.MICROCREDENTIAL.value
    return None


def _rights(main: Node) -> tuple[Text, ...]:
    found: tuple[Text, ...] = ()
    for entitlement in main.nodes("entitlesTo"):
        found += entitlement.texts("title", "rights")
    return found


def _holder(subject: Node) -> Holder:
    """Read names as they are; given and family name are joined only where no full name stands."""
    names = subject.names("fullName", "holder.names")
    parts = [(key, _values(subject.peek(key))) for key in ("givenName", "familyName")]
    if names:
        for key, values in parts:
            if values and all(any(value in name.value for name in names) for value in values):
                subject.pop(key)
    else:
        given = subject.names("givenName", "holder.names")
        family = subject.names("familyName", "holder.names")
        names = tuple(
            Text(value=f"{first.value} {last.value}", language=first.language)
            for first, last in zip(given, family, strict=False)
        )
        names = names or given or family
    birth_date, _ = first_day(subject, ("dateOfBirth",), "holder.birth_date")
    identifier = subject.string("id", "holder.identifiers")
    return Holder(
        names=names, birth_date=birth_date, identifiers=(identifier,) if identifier else ()
    )


def _values(raw: Any) -> list[str]:
    items = raw.values() if isinstance(raw, dict) else _listed(raw)
    return [item for item in items if isinstance(item, str)]


def first_day(node: Node, keys: tuple[str, ...], field: str) -> tuple[str | None, str]:
    """Read the first of several date members, with its place; the others stay unread."""
    for key in keys:
        if key in node:
            place = node.place(key)
            return read_day(node.pop(key), field, place, node.reading), place
    return None, node.place(keys[0])


def _awarded_on(top: Node, process: Node | None) -> tuple[str | None, str]:
    if process is not None and "awardingDate" in process:
        return first_day(process, ("awardingDate",), "awarded_on")
    return first_day(top, _ISSUE_DATES, "awarded_on")


def _completed_on(main: Node) -> str | None:
    for period in main.nodes("temporal"):
        if "endDate" in period:
            return first_day(period, ("endDate",), "completed_on")[0]
    return None


def _identifier(top: Node) -> str | None:
    for item in top.nodes("identifier"):
        notation = item.string("notation", "identifier")
        if notation is not None:
            return notation
    return top.string("id", "identifier")
