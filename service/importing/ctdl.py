"""CTDL descriptions of credentials (Credential Engine), in the forms that registries publish.

CTDL describes what can be awarded, never a person's award: each credential of the file becomes a
descriptor. Read are a single resource, a list of resources, a `@graph`, and a registry envelope
(`decoded_resource`). A competency framework becomes one descriptor with its competencies as
outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from service.domain.credential import (
    CredentialDescriptor,
    CreditClaim,
    LearningOutcome,
    LevelClaim,
    Organisation,
)
from service.domain.framework import AwardKind
from service.domain.text import Text
from service.importing.amounts import MOST_CREDITS, read_amount, read_hours, read_years
from service.importing.codes import language_code
from service.importing.contents import Contents
from service.importing.json_format import type_names
from service.importing.reading import Node, Reading
from service.importing.safe_json import join

MOST_DESCRIPTORS = 2000
"""Most descriptions that are read of one file."""
_KINDS: dict[str, AwardKind] = {
    "AssociateDegree": AwardKind.ACADEMIC,
    "BachelorDegree": AwardKind.ACADEMIC,
    "Degree": AwardKind.ACADEMIC,
    "DoctoralDegree": AwardKind.ACADEMIC,
    "MasterDegree": AwardKind.ACADEMIC,
    "SpecialistDegree": AwardKind.ACADEMIC,
    "ProfessionalDoctorate": AwardKind.ACADEMIC,
    "ResearchDoctorate": AwardKind.ACADEMIC,
    "SecondarySchoolDiploma": AwardKind.SCHOOL,
    "SecondaryEducationCertificate": AwardKind.SCHOOL,
    "GeneralEducationDevelopment": AwardKind.SCHOOL,
    "ApprenticeshipCertificate": AwardKind.VOCATIONAL,
    "JourneymanCertificate": AwardKind.VOCATIONAL,
    "MasterCertificate": AwardKind.VOCATIONAL,
    "License": AwardKind.PROFESSIONAL_LICENCE,
    "MicroCredential": AwardKind.MICROCREDENTIAL,
    "AssessmentProfile": AwardKind.EXAMINATION,
}
_CREDENTIALS = {
    *_KINDS,
    *("Credential", "Certificate", "Certification", "Diploma", "Badge", "DigitalBadge"),
    *("OpenBadge", "BadgeClass", "CertificateOfCompletion", "QualityAssuranceCredential"),
    *("AcademicCertificate", "ProfessionalCertificate", "PreparatoryCertificate"),
    *("TechnicalLevel1Certificate", "TechnicalLevel2Certificate", "TechnicalLevel3Certificate"),
    *("ProofOfAchievement", "CertificateOfParticipation", "CredentialType"),
}
_OFFERS = {"LearningOpportunityProfile", "LearningProgram", "Course", "TransferValueProfile"}
_FRAMEWORKS = {"CompetencyFramework"}
_OWNERS = ("ceterms:ownedBy", "ceterms:offeredBy", "ceasn:publisher", "ceasn:creator")
_UNIT_KEYS = ("ceterms:creditUnitType", "ceterms:creditUnitTypeDescription")


def kind_of_type(types: list[str]) -> str | None:
    """Return the kind of award that a CTDL type promises, else None."""
    kinds = (_KINDS.get(_bare(item)) for item in types)
    return next((kind.value for kind in kinds if kind), None)


def is_competency(types: list[str]) -> bool:
    """Whether the types say that the node is a competency."""
    return any(_bare(item) == "Competency" for item in types)


def competency_texts(node: Node) -> tuple[Text, ...]:
    """Pop the words of a competency: its text, else its label."""
    for key in ("ceasn:competencyText", "ceasn:competencyLabel", "ceasn:name"):
        found = node.texts(key, "outcomes")
        if found:
            return found
    return ()


def read_ctdl_credentials(raw: Mapping[str, Any], pointer: str, reading: Reading) -> Contents:
    """Read every credential of the file; where it has none, programmes, courses, frameworks.

    Raises InputError: input_not_an_award (seen), input_too_many (field, count, limit),
    input_no_title, input_bad_credits.
    """
    graph = _Graph(raw, pointer, reading)
    for kinds in (_CREDENTIALS, _OFFERS, _FRAMEWORKS):
        chosen = [node for node in graph.nodes if kinds & set(_types(node))]
        if len(chosen) > MOST_DESCRIPTORS:
            raise reading.error(
                "input_too_many",
                pointer,
                field="@graph",
                count=len(chosen),
                limit=MOST_DESCRIPTORS,
            )
        made = [_descriptor(node, graph) for node in chosen]
        named = tuple(item for item in made if item.titles)
        if named:
            unread = tuple(field for node in graph.nodes for field in node.unread())
            return Contents(descriptors=named, unread=unread)
        if chosen:
            raise reading.error("input_no_title", chosen[0].place("ceterms:name"))
    seen = ", ".join(sorted({item for node in graph.nodes for item in _full_types(node)}))
    raise reading.error("input_not_an_award", pointer, seen=seen[:120] or "CTDL")


class _Graph:
    """The resources of a file as nodes, found by address."""

    def __init__(self, raw: Mapping[str, Any], pointer: str, reading: Reading) -> None:
        inner = raw.get("decoded_resource")
        if isinstance(inner, dict):
            raw, pointer = inner, join(pointer, "decoded_resource")
        rows: Any = raw.get("@graph", [raw])
        place = join(pointer, "@graph") if "@graph" in raw else ""
        rows = rows if isinstance(rows, list) else [rows]
        self.nodes = [
            Node(row, join(place, index) if place else pointer, reading)
            for index, row in enumerate(rows)
            if isinstance(row, dict)
        ]
        self._by_id = {str(node.pop("@id")): node for node in self.nodes if "@id" in node}

    def listed(self, node: Node, key: str) -> list[Node]:
        """Nodes that stand at `key` or that its addresses name; other addresses stay unread."""
        raw = node.peek(key)
        items = raw if isinstance(raw, list) else [raw]
        found, rest = [], []
        for index, item in enumerate(items):
            address = item.get("@id") if isinstance(item, dict) and len(item) == 1 else item
            known = self._by_id.get(address) if isinstance(address, str) else None
            if known is not None:
                found.append(known)
            elif isinstance(item, dict):
                found.append(node.enter(item, join(node.place(key), index)))
            elif item is not None:
                rest.append((index, item))
        if found:
            node.pop(key)
            node.leave(key, rest)
        return found


def _bare(name: str) -> str:
    return name.rsplit(":", 1)[-1].rsplit("/", 1)[-1]


def _full_types(node: Node) -> list[str]:
    return type_names({"type": node.peek("@type") or node.peek("type")})


def _types(node: Node) -> list[str]:
    return [_bare(item) for item in _full_types(node)]


def _descriptor(node: Node, graph: _Graph) -> CredentialDescriptor:
    kind = kind_of_type(_full_types(node))
    node.pop("@type")
    titles = node.texts("ceterms:name", "titles") or node.texts("ceasn:name", "titles")
    languages = node.peek("ceterms:inLanguage")
    language = languages[0] if isinstance(languages, list) and len(languages) == 1 else languages
    code = language_code(language) if isinstance(language, str) else None
    if code:
        node.pop("ceterms:inLanguage")
    return CredentialDescriptor(
        titles=titles,
        awarding_body=_owner(node, graph),
        kind=kind,
        levels=_levels(node, graph),
        credits=_credits(node, graph),
        duration_years=_duration(node, graph),
        workload_hours=_hours(node, graph),
        descriptions=node.texts("ceterms:description", "descriptions")
        or node.texts("ceasn:description", "descriptions"),
        outcomes=_outcomes(node, graph),
        mode=", ".join(_labels(node, graph, "ceterms:deliveryType")) or None,
        instruction_language=code,
        entry_requirement=_condition_texts(node, graph, "ceterms:entryCondition"),
        quality_assurance=_organisation_names(node, graph, "ceterms:accreditedBy"),
    )


def _owner(node: Node, graph: _Graph) -> Organisation | None:
    for key in _OWNERS:
        for owner in graph.listed(node, key):
            names = owner.texts("ceterms:name", "awarding_body") or owner.texts(
                "ceasn:name", "awarding_body"
            )
            if names:
                return Organisation(names=names)
        raw = node.peek(key)
        items = raw if isinstance(raw, list) else [raw]
        addresses = [item for item in items if isinstance(item, str)]
        if addresses:
            node.pop(key)
            node.reading.quote("awarding_body.identifiers", node.place(key), addresses[0])
            return Organisation(names=(), identifiers=tuple(addresses))
    return None


def _organisation_names(node: Node, graph: _Graph, key: str) -> tuple[Text, ...]:
    found: tuple[Text, ...] = ()
    for body in graph.listed(node, key):
        found += body.texts("ceterms:name", "quality_assurance")
    return found


def _levels(node: Node, graph: _Graph) -> tuple[LevelClaim, ...]:
    made = []
    for item in graph.listed(node, "ceterms:audienceLevelType"):
        texts = item.texts("ceterms:targetNodeName", "levels")
        framework = item.texts("ceterms:frameworkName", "levels")
        item.pop("ceterms:targetNode")
        item.pop("ceterms:framework")
        if texts:
            words = framework[0].value if framework else ""
            made.append(LevelClaim(code=texts[0].value, framework=None, framework_text=words))
    return tuple(made)


def _credits(node: Node, graph: _Graph) -> tuple[CreditClaim, ...]:
    """Read what the credential is worth, else what its conditions require."""
    made = []
    for key in ("ceterms:creditValue", "ceterms:requires"):
        for item in graph.listed(node, key):
            made += _credit(item, graph)
        if made:
            break
    return tuple(made)


def _credit(item: Node, graph: _Graph) -> list[CreditClaim]:
    for key in ("schema:value", "qdata:value", "ceterms:creditUnitValue"):
        raw = item.peek(key)
        if raw is None:
            continue
        try:
            value = read_amount(raw, MOST_CREDITS)
        except ValueError:
            return []  # left unread: a range or a word is no amount
        item.pop(key)
        item.reading.quote("credits", item.place(key), raw)
        words = _labels(item, graph, _UNIT_KEYS[0])
        detail = item.texts(_UNIT_KEYS[1], "credits")
        unit = detail[0].value if detail else ", ".join(words)
        return [CreditClaim(value=value, system=unit or None, as_written=str(raw))]
    return []


def _labels(node: Node, graph: _Graph, key: str) -> list[str]:
    made = []
    for item in graph.listed(node, key):
        texts = item.texts("ceterms:targetNodeName", key.partition(":")[2])
        if texts:
            made.append(texts[0].value)
            for used in ("ceterms:targetNode", "ceterms:framework", "ceterms:frameworkName"):
                item.pop(used)
    return made


def _durations(node: Node, graph: _Graph) -> list[Node]:
    return graph.listed(node, "ceterms:estimatedDuration")


def _duration(node: Node, graph: _Graph) -> Decimal | None:
    return _exact(_durations(node, graph), "duration_years")


def _hours(node: Node, graph: _Graph) -> Decimal | None:
    return _exact(graph.listed(node, "ceterms:estimatedEffort"), "workload_hours")


def _exact(profiles: list[Node], field: str) -> Decimal | None:
    reader = read_years if field == "duration_years" else read_hours
    for profile in profiles:
        raw = profile.peek("ceterms:exactDuration")
        try:
            value = reader(raw) if isinstance(raw, str) else None
        except ValueError:
            continue
        if value is not None:
            profile.pop("ceterms:exactDuration")
            profile.reading.quote(field, profile.place("ceterms:exactDuration"), raw)
            return value
    return None


def _condition_texts(node: Node, graph: _Graph, key: str) -> tuple[Text, ...]:
    found: tuple[Text, ...] = ()
    for item in graph.listed(node, key):
        found += item.texts("ceterms:description", "entry_requirement")
    return found


def _outcomes(node: Node, graph: _Graph) -> tuple[LearningOutcome, ...]:
    made = []
    for key in ("ceterms:teaches", "ceterms:assesses", "ceasn:hasTopChild"):
        for item in graph.listed(node, key):
            texts = item.texts("ceterms:targetNodeName", "outcomes") or competency_texts(item)
            if texts:
                made.append(LearningOutcome(texts=texts))
    return tuple(made)
