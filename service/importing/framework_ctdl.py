"""Frameworks in CTDL and CTDL-ASN JSON-LD, as Credential Engine's published examples write them.

Three forms are met: a `QualificationsFramework` with a progression model, a
`CompetencyFramework` with top competencies, and an `AlignmentMap` between two frameworks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.domain.text import Source, Text, earliest
from service.errors import InputError
from service.importing.framework_ctdl_graph import Graph
from service.importing.framework_ctdl_map import merge, read_map
from service.importing.framework_import import (
    ACCEPTED,
    UNDETERMINED,
    ImportedAlignment,
    ImportedFramework,
    ImportedLevel,
    Node,
    check_levels,
    file_stem,
    identifier,
    level_code,
    level_of_address,
    names_level,
    source_title,
    stated_day,
)

_FRAMEWORKS = ("ceterms:QualificationsFramework", "ceasn:CompetencyFramework")
_NAMES = ("ceterms:name", "ceasn:name")
_OWNERS = ("ceasn:publisher", "ceterms:publisher", "ceasn:creator", "ceterms:ownedBy")
_DATES = ("ceasn:dateEffective", "ceterms:dateEffective", "ceasn:dateValidFrom")
_ENDS = ("ceasn:dateValidUntil", "ceterms:expirationDate")
_SOURCES = ("ceterms:source", "ceasn:source", "ceasn:sourceDocumentation")
_ALIGNMENTS = ("ceasn:alignTo", "ceasn:exactAlignment", "ceasn:broadAlignment")
_VALID = "dct:valid"
_OURS = "urn:paritas:"


def read_ctdl(raw: Any, where: str, read_on: str) -> tuple[ImportedFramework, ...]:
    """Read every framework of a parsed CTDL file; `read_on` is the day of reading.

    A map without its frameworks gives a framework without levels, to be merged by id. Raises
    InputError: import_no_framework (accepted), import_level_twice (level).
    """
    graph = Graph(raw, where)
    nodes = graph.of_type(*_FRAMEWORKS) or _level_schemes(graph)
    found = [_framework(node, graph, where, read_on) for node in nodes]
    for node in graph.of_type("ceterms:AlignmentMap"):
        found += read_map(node, where, read_on)
    if not found:
        raise InputError("import_no_framework", where=where, accepted=ACCEPTED)
    unread = tuple(graph.unread())
    return tuple(replace(each, unread=unread) for each in merge(found))


def _level_schemes(graph: Graph) -> list[Node]:
    """Concept schemes whose concepts are all called levels: levels published on their own."""
    found = []
    for node in graph.of_type("skos:ConceptScheme"):
        steps = [graph.find(address) for address in node.references("skos:hasTopConcept")]
        labels = [step.texts("skos:prefLabel") if step else () for step in steps]
        if labels and all(texts and names_level(texts[0].value) for texts in labels):
            found.append(node)
    return found


def _framework(node: Node, graph: Graph, where: str, read_on: str) -> ImportedFramework:
    names = node.texts(*_NAMES) or (Text(value=file_stem(where), language=UNDETERMINED),)
    short = node.texts("ceterms:alternateName", "ceterms:codedNotation", "ceasn:codedNotation")
    acronym = short[0].value if short else ""
    address = str(node.raw.get("@id", ""))
    ours = address.removeprefix(_OURS) if address.startswith(_OURS) else ""
    since = stated_day(node, *_DATES)
    url = node.text(*_SOURCES) or None
    levels = _levels(node, graph, where)
    return ImportedFramework(
        id=identifier(ours, acronym, file_stem(where)),
        acronym=acronym or names[0].value,
        names=names,
        owners=_owners(node, graph),
        website=node.text("ceterms:subjectWebpage") or None,
        since=since,
        until=stated_day(node, *_ENDS),
        levels=tuple(level for level, _ in levels),
        alignments=tuple(row for level, step in levels for row in _alignments(level.code, step)),
        source=Source(title=source_title(names[0].value, where), date=since or read_on, url=url),
    )


def _owners(node: Node, graph: Graph) -> tuple[Text, ...]:
    named = node.texts("ceasn:publisherName")
    nodes = graph.listed(node, *_OWNERS)
    return named or tuple(text for owner in nodes for text in owner.texts(*_NAMES))


def _levels(node: Node, graph: Graph, where: str) -> list[tuple[ImportedLevel, Node]]:
    steps: list[Node] = []
    for model in graph.listed(node, "asn:hasProgressionModel"):
        steps += graph.listed(model, "asn:hasProgressionLevel")
    if steps:  # the published examples list the first steps and write "etc" for the others
        steps += [each for each in graph.of_type("asn:ProgressionLevel") if each not in steps]
    steps = steps or graph.listed(node, "ceasn:hasTopChild", "skos:hasTopConcept")
    made = [
        (_level(step, rank, graph), step)
        for rank, step in enumerate(graph.in_order(steps), start=1)
    ]
    check_levels((level for level, _ in made), where)
    return made


def _level(step: Node, rank: int, graph: Graph) -> ImportedLevel:
    for key in (
        "asn:inProgressionModel",
        "skos:inScheme",
        "ceasn:isPartOf",
        "ceasn:isTopChildOf",
        "ceasn:listID",
    ):
        step.take(key)
    labels = step.texts("skos:prefLabel", "ceasn:competencyLabel")
    described = step.texts("skos:definition", "ceasn:competencyText")
    labels = labels or described
    code = step.text("skos:notation", "ceasn:codedNotation")
    since, until = _interval(step)
    return ImportedLevel(
        code=code or level_code(labels[0].value if labels else "", rank),
        rank=rank,
        labels=labels,
        isced_2011=graph.isced(step),
        since=since,
        until=until,
        descriptions=tuple(text for text in described if text not in labels),
        statements=graph.statements(step),
    )


def _interval(step: Node) -> tuple[str | None, str | None]:
    """First and last day of a `dct:valid` interval ("2011/2020-06", "2019-01-08/..").

    Either end may be open. Any other text is named as unread.
    """
    text = step.text(_VALID)
    ends = [None if part in ("", "..") else part for part in text.split("/")]
    try:
        for day in filter(None, ends):
            earliest(day)
        since, until = ends
    except ValueError:
        if text:
            step.note(_VALID, text)
        return None, None
    return since, until


def _alignments(code: str, step: Node) -> list[ImportedAlignment]:
    made = []
    for key in _ALIGNMENTS:
        rows: dict[str, list[str]] = {}
        for address in step.references(key):
            framework, to = level_of_address(address)
            rows.setdefault(framework, []).append(to)
        made += [
            ImportedAlignment(
                level=code, to_framework=framework, to_levels=tuple(codes), relation=key
            )
            for framework, codes in rows.items()
        ]
    return made
