"""EMREX ELMO, versions 1 and 2 and the early form without a version: transcripts in XML.

Standard: ELMO schemas of the EMREX user group. One file speaks of one learner and holds reports of
one or more institutions. Each degree programme of a report is one award with its parts as courses;
a report without a degree is one award without a title, which holds courses only.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lxml import etree

from service.domain.credential import (
    Award,
    Course,
    CredentialDescriptor,
    CreditClaim,
    Grade,
    Holder,
    LevelClaim,
    Organisation,
)
from service.domain.text import Text
from service.importing.amounts import MOST_HOURS
from service.importing.codes import country_code, language_code
from service.importing.contents import Contents
from service.importing.reading import Node, Reading
from service.importing.safe_xml import as_tree, local
from service.importing.xml_values import pop_amount, pop_credit, pop_day, pop_string

FORMAT = "elmo"

_PART = "learningOpportunitySpecification"
_MOST_COURSES = 5000


def read_elmo(root: etree._Element, reading: Reading) -> Contents:
    """Read every report of an ELMO file.

    Raises InputError: input_twice (name) where a file names two learners, input_nothing_inside,
    input_too_many (field, count, limit).
    """
    tree = as_tree(root)
    top = Node(tree if isinstance(tree, dict) else {}, f"/{local(root)}", reading)
    signed = ("XML Signature",) if top.pop("Signature") is not None else ()
    learner = _only(top, "learner")
    shared = _holder(learner) if learner else None
    found = Contents()
    for report in top.nodes("report"):
        own = _only(report, "learner")
        holder = _holder(own) if own else shared
        found = found.joined(_report(report, holder or Holder(), signed, reading))
    if not found.awards:
        raise reading.error("input_nothing_inside", top.place("report"))
    return found.joined(Contents(unread=tuple(top.unread())))


def _only(node: Node, key: str) -> Node | None:
    found = node.nodes(key)
    if len(found) > 1:
        raise node.reading.error("input_twice", node.place(key), name=key)
    return found[0] if found else None


def _holder(learner: Node) -> Holder:
    full = learner.names("fullName", "holder.names")
    given = learner.names("givenNames", "holder.names")
    family = learner.names("familyName", "holder.names")
    joined = tuple(
        Text(value=f"{first.value} {last.value}", language=first.language)
        for first, last in zip(given, family, strict=False)
    )
    birth = pop_day(learner, "dateOfBirth", "holder.birth_date")
    return Holder(
        names=full or joined or given or family,
        birth_date=birth or pop_day(learner, "bday", "holder.birth_date"),
        identifiers=_identifiers(learner, "holder.identifiers"),
    )


def _identifiers(node: Node, field: str) -> tuple[str, ...]:
    raw = node.peek("identifier")
    items = raw if isinstance(raw, list) else [raw]
    made = []
    for item in items:
        if isinstance(item, str):
            made.append(item)
        elif isinstance(item, dict) and isinstance(item.get("@value"), str):
            kind = item.get("@type")
            made.append(f"{kind}:{item['@value']}" if kind else item["@value"])
    if made:
        node.pop("identifier")
        for value in made:
            node.reading.quote(field, node.place("identifier"), value)
    return tuple(made)


def _report(report: Node, holder: Holder, signed: tuple[str, ...], reading: Reading) -> Contents:
    body = _body(report)
    issued = pop_day(report, "issueDate", "awarded_on")
    schemes = _schemes(report)
    tops = report.nodes(_PART)
    degrees = [node for node in tops if _is_degree(node)]
    loose: list[Course] = []
    for node in tops:
        if node not in degrees:
            _courses(node, None, schemes, loose)
    awards = [_degree(node, body, holder, schemes) for node in degrees]
    if loose or not awards:
        descriptor = CredentialDescriptor(
            titles=(), awarding_body=body, country=body.country if body else None
        )
        awards.append(Award(format=FORMAT, descriptor=descriptor, courses=tuple(loose)))
    # Node by node the passages are one list; an award shows those of its whole report.
    return Contents(
        awards=tuple(
            replace(
                award,
                holder=holder,
                awarded_on=award.awarded_on or issued,
                proofs=signed,
                passages=tuple(reading.passages),
            )
            for award in awards
        )
    )


def _body(report: Node) -> Organisation | None:
    issuer = _only(report, "issuer")
    if issuer is None:
        return None
    raw = issuer.peek("country")
    country = country_code(raw) if isinstance(raw, str) else None
    if country:
        pop_string(issuer, "country", "country")
        issuer.reading.country = country
    return Organisation(
        names=issuer.texts("title", "awarding_body"),
        country=country,
        identifiers=_identifiers(issuer, "awarding_body.identifiers"),
    )


def _schemes(report: Node) -> dict[str, str]:
    """Descriptions of grading schemes by their local id."""
    made = {}
    for node in report.nodes("gradingScheme"):
        key = node.pop("@localId")
        words = node.texts("description", "grade")
        if isinstance(key, str) and words:
            made[key] = words[0].value
    return made


def _is_degree(node: Node) -> bool:
    kind = node.peek("type")
    return isinstance(kind, str) and kind.casefold().startswith("degree")


def _degree(
    node: Node, body: Organisation | None, holder: Holder, schemes: dict[str, str]
) -> Award:
    pop_string(node, "type", "kind")
    titles = node.texts("title", "titles")
    courses: list[Course] = []
    _parts(node, titles[0].value if titles else None, schemes, courses)
    instance = _instance(node)
    descriptor = CredentialDescriptor(
        titles=titles,
        country=body.country if body else None,
        awarding_body=body,
        levels=_levels(node) + (_levels(instance) if instance else ()),
        credits=_credits(node) + (_credits(instance) if instance else ()),
        isced_f=_isced_f(node),
        descriptions=node.texts("description", "descriptions"),
        instruction_language=_language(instance),
    )
    return Award(
        format=FORMAT,
        descriptor=descriptor,
        holder=holder,
        awarded_on=pop_day(instance, "date", "awarded_on") if instance else None,
        grade=_grade(instance, schemes),
        courses=tuple(courses),
    )


def _instance(node: Node) -> Node | None:
    specifies = node.node("specifies")
    return specifies.node("learningOpportunityInstance") if specifies else None


def _parts(node: Node, within: str | None, schemes: dict[str, str], courses: list[Course]) -> None:
    for part in node.nodes("hasPart"):
        for inner in part.nodes(_PART):
            _courses(inner, within, schemes, courses)


def _courses(
    node: Node, within: str | None, schemes: dict[str, str], courses: list[Course]
) -> None:
    if len(courses) >= _MOST_COURSES:
        raise node.reading.error(
            "input_too_many",
            node.pointer,
            field=_PART,
            count=len(courses) + 1,
            limit=_MOST_COURSES,
        )
    titles = node.texts("title", "courses")
    codes = _identifiers(node, "courses")
    instance = _instance(node)
    courses.append(
        Course(
            titles=titles,
            code=codes[0].removeprefix("local:") if codes else None,
            kind=pop_string(node, "type", "courses"),
            within=within,
            credits=_credits(node) + (_credits(instance) if instance else ()),
            grade=_grade(instance, schemes),
            levels=_levels(node) + (_levels(instance) if instance else ()),
            hours=_hours(instance),
            started_on=pop_day(instance, "start", "courses") if instance else None,
            completed_on=pop_day(instance, "date", "courses") if instance else None,
            status=pop_string(instance, "status", "courses") if instance else None,
        )
    )
    _parts(node, titles[0].value if titles else within, schemes, courses)


def _credits(node: Node) -> tuple[CreditClaim, ...]:
    made = []
    for item in node.nodes("credit"):
        scheme = pop_string(item, "scheme", "credits")
        claim = pop_credit(item, "value", scheme.upper() if scheme else None)
        if claim:
            made.append(claim)
    return tuple(made)


def _levels(node: Node) -> tuple[LevelClaim, ...]:
    raw = node.peek("level")
    if isinstance(raw, str):  # the early form: a word of the institution
        pop_string(node, "level", "levels")
        return (LevelClaim(code=raw, framework=None),)
    made = []
    for item in node.nodes("level"):
        value = pop_string(item, "value", "levels")
        if value is None:
            continue
        kind = pop_string(item, "type", "levels") or ""
        is_eqf = kind.casefold() == "eqf" and value in {*"12345678"}
        made.append(
            LevelClaim(code=value, framework="eqf" if is_eqf else None, framework_text=kind)
        )
    return tuple(made)


def _grade(instance: Node | None, schemes: dict[str, str]) -> Grade | None:
    if instance is None:
        return None
    for key in ("resultLabel", "result"):
        raw = instance.peek(key)
        written = pop_string(instance, key, "grade")
        if written is None:
            continue
        scheme: Any = raw.get("@scheme") if isinstance(raw, dict) else None
        local_id = pop_string(instance, "gradingSchemeLocalId", "grade")
        scale = schemes.get(local_id or "", local_id)
        return Grade(as_written=written, scale=scale or scheme)
    return None


def _hours(instance: Node | None) -> Decimal | None:
    return pop_amount(instance, "engagementHours", "courses", MOST_HOURS) if instance else None


def _isced_f(node: Node) -> str | None:
    raw = node.peek("iscedCode")
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and 2 <= len(raw) <= 4:
        return pop_string(node, "iscedCode", "isced_f")
    return None


def _language(instance: Node | None) -> str | None:
    raw = instance.peek("languageOfInstruction") if instance else None
    code = language_code(raw) if isinstance(raw, str) else None
    if instance is not None and code is not None:
        pop_string(instance, "languageOfInstruction", "instruction_language")
    return code
