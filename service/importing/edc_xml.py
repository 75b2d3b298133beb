"""Europass Digital Credentials in XML (European Learning Model 2), sealed by XAdES or not.

Standard: EDCI / Europass Learning Model 2 (`http://data.europa.eu/snb`). A presentation may wrap
the credentials; who presents is stated apart. Specifications, organisations and outcomes stand once
in lists of references and are named by `idref`.
"""

from __future__ import annotations

from collections.abc import Callable
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
    LearningOutcome,
    LevelClaim,
    Organisation,
)
from service.domain.credential_file import HolderBinding
from service.domain.framework import AwardKind
from service.domain.text import Text
from service.errors import InputError
from service.importing.amounts import read_hours, read_years
from service.importing.contents import Contents, part_unread
from service.importing.days import check_order
from service.importing.elm_concepts import (
    Concept,
    country_of,
    eqf_level_of,
    isced_f_of,
    language_of,
    nqf_level_of,
)
from service.importing.reading import Node, Reading
from service.importing.safe_json import join
from service.importing.safe_xml import as_tree, local, text_of
from service.importing.xml_values import pop_credit, pop_day, pop_string

FORMAT = "elm_2"

_CREDENTIALS = ("europassCredential", "learnerCredential")
_MICRO = "microcredential"


def read_edc_xml(root: etree._Element, reading: Reading) -> Contents:
    """Read every credential of the file.

    Raises InputError: input_nothing_inside, input_no_title, input_bad_date, input_bad_duration.
    """
    tree = as_tree(root)
    raw = tree if isinstance(tree, dict) else {}
    place = f"/{local(root)}"
    if local(root) in _CREDENTIALS:
        return Contents(awards=(_Credential(Node(raw, place, reading)).award(),))
    top = Node(raw, place, reading)
    proofs = _proofs(top)
    presenter = top.node("issuer")
    names = _texts(presenter, "prefLabel", "holder.names") if presenter else ()
    found = Contents(binding=HolderBinding(holder=names[0].value if names else None, proofs=proofs))
    problems = []
    for key in _CREDENTIALS:
        held = top.pop(key)
        for index, item in enumerate(held if isinstance(held, list) else [held]):
            if not isinstance(item, dict):
                continue
            inner = Node(item, join(top.place(key), index), Reading(reading.file))
            try:
                found = found.joined(Contents(awards=(_Credential(inner).award(),)))
            except InputError as problem:
                problems.append(problem)
    if not found.awards:
        raise problems[0] if problems else reading.error("input_nothing_inside", place)
    rest = Contents(
        notes=tuple(part_unread(problem) for problem in problems), unread=tuple(top.unread())
    )
    return found.joined(rest)


def _proofs(top: Node) -> tuple[str, ...]:
    return ("XAdES",) if top.pop("Signature") is not None else ()


def _texts(node: Node, key: str, field: str) -> tuple[Text, ...]:
    """Pop the `text` elements of a language string, or of each of several notes."""
    found: tuple[Text, ...] = ()
    for item in node.nodes(key):
        found += item.texts("text", field)
        item.pop("@content-type")
    return found


def _concept(node: Node) -> Concept:
    names = _texts(node, "targetName", "concept")
    uri = node.pop("@uri")
    for used in ("@targetFrameworkUrl", "@targetNotation", "targetFrameworkName"):
        node.pop(used)
    return Concept(
        address=uri if isinstance(uri, str) else "",
        notation="",
        label=names[0].value if names else "",
        label_language=names[0].language if names else "und",
    )


def _concepts(node: Node, key: str, field: str) -> list[Concept]:
    made = []
    for item in node.nodes(key):
        concept = _concept(item)
        node.reading.quote(field, item.pointer, concept.words, concept.label_language)
        made.append(concept)
    return made


class _Credential:
    """One `europassCredential` with its lists of references."""

    def __init__(self, top: Node) -> None:
        self.top = top
        self.reading = top.reading
        self.by_id: dict[str, Node] = {}
        for key in [key for key in top.rest() if key.endswith("References")]:
            for group in top.nodes(key):
                for kind in group.rest():
                    for node in group.nodes(kind):
                        identifier = node.pop("@id")
                        if isinstance(identifier, str):
                            self.by_id.setdefault(identifier, node)

    def find(self, node: Node | None, key: str) -> Node | None:
        """The node at `key`, or the one that its `idref` names."""
        inner = node.node(key) if node else None
        return self._resolved(inner) if inner else None

    def _resolved(self, inner: Node) -> Node:
        reference = inner.pop("@idref")
        known = self.by_id.get(reference) if isinstance(reference, str) else None
        return known or inner

    def award(self) -> Award:
        """Read the credential into an award."""
        top, reading = self.top, self.reading
        subject = top.node("credentialSubject") or Node({}, top.pointer, reading)
        achievements = subject.node("achievements") or Node({}, subject.pointer, reading)
        main = achievements.node("learningAchievement") or Node({}, subject.pointer, reading)
        process = self.find(main, "wasAwardedBy")
        body_node = self.find(process, "awardingBody") or self.find(top, "issuer")
        body = self._organisation(body_node) if body_node else None
        spec = self.find(main, "specifiedBy")
        descriptor = self._descriptor(main, spec, body)
        holder = self._holder(subject)
        awarded = pop_day(process, "awardingDate", "awarded_on") if process else None
        awarded = awarded or pop_day(top, "validFrom", "awarded_on")
        check_order(holder.birth_date, awarded, "awarded_on", top.pointer, reading)
        grade, assessment = self._assessed(main)
        courses: list[Course] = []
        self._parts(main, courses)
        return Award(
            format=FORMAT,
            descriptor=replace(descriptor, assessment=assessment),
            holder=holder,
            awarded_on=awarded or pop_day(top, "issued", "awarded_on"),
            expires_on=pop_day(top, "validUntil", "expires_on"),
            grade=grade,
            identifier=pop_string(top, "identifier", "identifier"),
            courses=tuple(courses),
            proofs=_proofs(top),
            passages=tuple(reading.passages),
            unread=tuple(top.unread()),
        )

    def _descriptor(
        self, main: Node, spec: Node | None, body: Organisation | None
    ) -> CredentialDescriptor:
        titles = _texts(main, "title", "titles") or _texts(self.top, "title", "titles")
        if not titles:
            raise self.reading.error("input_no_title", main.place("title"))
        return CredentialDescriptor(
            titles=titles,
            country=body.country if body else None,
            awarding_body=body,
            kind=self._kind(),
            levels=_levels(spec),
            credits=_credits(spec),
            duration_years=_duration(spec, "duration", "duration_years", read_years),
            workload_hours=_duration(spec, "volumeOfLearning", "workload_hours", read_hours),
            isced_f=_isced_f(spec),
            descriptions=_texts(main, "description", "descriptions"),
            outcomes=self._outcomes(spec),
            mode=", ".join(c.words for c in _concepts(spec, "mode", "mode")) or None
            if spec
            else None,
            instruction_language=_language(spec),
            entry_requirement=_texts(spec, "entryRequirementsNote", "entry_requirement")
            if spec
            else (),
            rights=self._rights(main),
            quality_assurance=self._accreditations(spec),
        )

    def _kind(self) -> str | None:
        raw = self.top.peek("type")
        items = raw if isinstance(raw, list) else [raw]
        for concept in [_name(item) for item in items if isinstance(item, dict)]:
            if _MICRO in concept.casefold().replace("-", "").replace(" ", ""):
                self.reading.quote("kind", self.top.place("type"), concept)
                return AwardKind.MICROCREDENTIAL.value
        return None

    def _organisation(self, node: Node) -> Organisation:
        country = None
        for location in node.nodes("hasLocation"):
            for address in location.nodes("hasAddress"):
                for concept in _concepts(address, "country", "awarding_body.country"):
                    country = country or country_of(concept)
        self.reading.country = self.reading.country or country
        identifiers = []
        for key in ("registration", "vatIdentifier", "taxIdentifier", "identifier"):
            value = pop_string(node, key, "awarding_body.identifiers")
            if value:
                identifiers.append(f"{key}:{value}")
        names = _texts(node, "prefLabel", "awarding_body") or _texts(
            node, "altLabel", "awarding_body"
        )
        return Organisation(names=names, country=country, identifiers=tuple(identifiers))

    def _holder(self, subject: Node) -> Holder:
        names = _texts(subject, "fullName", "holder.names")
        given = _texts(subject, "givenNames", "holder.names")
        family = _texts(subject, "familyName", "holder.names")
        joined = tuple(
            Text(value=f"{first.value} {last.value}", language="und")
            for first, last in zip(given, family, strict=False)
        )
        plain = tuple(Text(value=name.value, language="und") for name in names)
        national = pop_string(subject, "nationalId", "holder.identifiers")
        return Holder(
            names=plain or joined or given or family,
            birth_date=pop_day(subject, "dateOfBirth", "holder.birth_date"),
            identifiers=(f"nationalId:{national}",) if national else (),
        )

    def _assessed(self, main: Node) -> tuple[Grade | None, tuple[Text, ...]]:
        proofs = main.nodes("wasDerivedFrom")
        assessment: tuple[Text, ...] = ()
        grade = None
        for item in proofs:
            assessment += _texts(item, "title", "assessment")
            assessment += tuple(
                Text(value=concept.words, language=concept.label_language)
                for concept in _concepts(item, "idVerificationMethod", "assessment")
            )
            if len(proofs) == 1:
                written = pop_string(item, "grade", "grade")
                grade = Grade(as_written=written) if written else None
        return grade, assessment

    def _parts(self, main: Node, courses: list[Course]) -> None:
        for part in main.nodes("hasPart"):
            for node in part.nodes("learningAchievement"):
                courses.append(self._course(node))
                self._parts(node, courses)

    def _course(self, node: Node) -> Course:
        spec = self.find(node, "specifiedBy")
        grade, _ = self._assessed(node)
        return Course(
            titles=_texts(node, "title", "courses"),
            code=pop_string(spec, "identifier", "courses") if spec else None,
            credits=_credits(spec),
            grade=grade,
            levels=_levels(spec),
            hours=_duration(spec, "volumeOfLearning", "courses", read_hours),
        )

    def _outcomes(self, spec: Node | None) -> tuple[LearningOutcome, ...]:
        made = []
        for group in spec.nodes("learningOutcomes") if spec else []:
            for reference in group.nodes("learningOutcome"):
                node = self._resolved(reference)
                texts = _texts(node, "prefLabel", "outcomes")
                if texts:
                    made.append(LearningOutcome(texts=texts))
        return tuple(made)

    def _rights(self, main: Node) -> tuple[Text, ...]:
        found: tuple[Text, ...] = ()
        for item in main.nodes("entitlesTo"):
            found += _texts(item, "title", "rights")
        return found

    def _accreditations(self, spec: Node | None) -> tuple[Text, ...]:
        found: tuple[Text, ...] = ()
        for item in spec.nodes("hasAccreditation") if spec else []:
            found += _texts(self._resolved(item), "title", "quality_assurance")
        return found


def _name(raw: dict[str, Any]) -> str:
    name = raw.get("targetName")
    inner = name.get("text") if isinstance(name, dict) else None
    return text_of(inner) or ""


def _levels(spec: Node | None) -> tuple[LevelClaim, ...]:
    made: list[LevelClaim] = []
    for key in ("nqfLevel", "eqfLevel") if spec else ():
        for concept in _concepts(spec, key, "levels") if spec else []:
            claim = eqf_level_of(concept) if key == "eqfLevel" else None
            made.append(claim or nqf_level_of(concept))
    return tuple(made)


def _credits(spec: Node | None) -> tuple[CreditClaim, ...]:
    if spec is None:
        return ()
    claims = [
        pop_credit(spec, "hasECTSCreditPoints", "ECTS"),
        pop_credit(spec, "hasECVETCreditPoints", "ECVET"),
    ]
    return tuple(claim for claim in claims if claim is not None)


def _duration(
    spec: Node | None, key: str, field: str, reader: Callable[[str], Decimal | None]
) -> Decimal | None:
    raw = text_of(spec.peek(key)) if spec else None
    if spec is None or raw is None:
        return None
    try:
        value = reader(raw)
    except ValueError:
        raise spec.reading.error(
            "input_bad_duration", spec.place(key), field=field, value=raw[:80]
        ) from None
    if value is not None:
        pop_string(spec, key, field)
    return value


def _isced_f(spec: Node | None) -> str | None:
    codes = [isced_f_of(c) for c in _concepts(spec, "hasISCED-FCode", "isced_f")] if spec else []
    return max(filter(None, codes), key=len, default=None)


def _language(spec: Node | None) -> str | None:
    found = _concepts(spec, "language", "instruction_language") if spec else []
    return language_of(found[0]) if len(found) == 1 else None
