"""One framework of ours as CTDL JSON-LD or as a table: for registries, and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import quote

from service.domain.framework import Framework, Level, Referencing, ReferencingKind
from service.domain.register import Register
from service.domain.text import Text, holds_on

_CONTEXT = [
    "https://credreg.net/ctdl/schema/context/json",
    "https://credreg.net/ctdlasn/schema/context/json",
]
_RELATIONS = {
    ReferencingKind.REFERENCING: "skos:closeMatch",
    ReferencingKind.SELF_CERTIFICATION: "skos:closeMatch",
    ReferencingKind.COMPARISON: "skos:relatedMatch",
}
_NO_MATCH = "align:NoMatch"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def framework_ctdl(register: Register, framework: Framework, on: date) -> str:
    """The framework, its levels in force on `on` and what they correspond to, as CTDL JSON-LD.

    A competency framework with one competency a level, `ceasn:alignTo` the levels of other
    frameworks, and an alignment map for each published statement, NoMatch where it says that no
    level corresponds. Addresses are `urn:paritas:…`: no registry identifier (CTID) is invented.
    """
    levels = register.levels(framework.id, on)
    rows = _referencings(register, framework.id, levels, on)
    graph = [
        _ctdl_framework(framework, levels),
        *(_ctdl_level(framework, level, rows) for level in levels),
        *_ctdl_maps(framework, rows),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _ctdl_framework(framework: Framework, levels: tuple[Level, ...]) -> dict[str, Any]:
    values = {
        "@id": _address(framework.id),
        "@type": "ceasn:CompetencyFramework",
        "ceasn:name": _language_map(framework.names),
        "ceasn:codedNotation": framework.acronym,
        "ceasn:inLanguage": list(framework.languages),
        "ceasn:publisherName": _language_map((framework.authority,)),
        "ceasn:source": framework.source.url or framework.website,
        "ceasn:dateValidFrom": framework.since,
        "ceasn:dateValidUntil": framework.until,
        "ceasn:hasTopChild": [_address(framework.id, level.code) for level in levels],
    }
    return {key: value for key, value in values.items() if value}


def _ctdl_level(
    framework: Framework, level: Level, rows: tuple[Referencing, ...]
) -> dict[str, Any]:
    facing = [
        _address(row.to_framework, code)
        for row in rows
        if row.level == level.code
        for code in row.to_levels
    ]
    labels = _language_map(level.labels) or {"und": level.code}
    values = {
        "@id": _address(framework.id, level.code),
        "@type": "ceasn:Competency",
        "ceasn:competencyLabel": labels,
        "ceasn:competencyText": labels,
        "ceasn:codedNotation": level.code,
        "ceasn:listID": str(level.rank),
        "ceasn:isPartOf": _address(framework.id),
        "ceasn:isTopChildOf": _address(framework.id),
        "ceasn:alignTo": list(dict.fromkeys(facing)),
    }
    return {key: value for key, value in values.items() if value}


def _ctdl_maps(framework: Framework, rows: tuple[Referencing, ...]) -> list[dict[str, Any]]:
    maps: dict[tuple[str, ReferencingKind, str], dict[str, Any]] = {}
    for row in rows:
        key = (row.to_framework, row.kind, row.source.title)
        made = maps.setdefault(
            key,
            {
                "@id": f"{_address(framework.id)}:map:{len(maps) + 1}",
                "@type": "ceterms:AlignmentMap",
                "ceterms:name": {"en": row.source.title},
                "schema:about": [_address(framework.id), _address(row.to_framework)],
                "ceterms:hasPart": [],
            },
        )
        if row.source.url:
            made["ceterms:source"] = row.source.url
        start = {
            "@type": "ceterms:AlignmentObject",
            "ceterms:sourceNode": _address(framework.id, row.level),
        }
        made["ceterms:hasPart"] += [
            {
                **start,
                "ceterms:targetNode": _address(row.to_framework, code),
                "ceterms:alignmentType": _RELATIONS[row.kind],
            }
            for code in row.to_levels
        ] or [{**start, "ceterms:alignmentType": _NO_MATCH}]
    return list(maps.values())


def _address(framework: str, level: str | None = None) -> str:
    base = f"urn:paritas:{framework}"
    return base if level is None else f"{base}:level:{quote(level, safe='')}"


def _language_map(texts: tuple[Text, ...]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(text.language, []).append(text.value)
    return {tag: values[0] if len(values) == 1 else values for tag, values in found.items()}


def framework_csv(register: Register, framework: Framework, on: date) -> str:
    """One row a level in force on `on`, in the columns that `paritas frameworks import` reads.

    Cells that a spreadsheet could take for a formula get an apostrophe in front.
    """
    levels = register.levels(framework.id, on)
    rows = _referencings(register, framework.id, levels, on)
    head: list[tuple[str, str]] = [
        ("framework", framework.id),
        ("acronym", framework.acronym),
        ("country", framework.country or ""),
        ("region", framework.region or ""),
        ("website", framework.website or ""),
        ("since", framework.since or ""),
        ("source_title", framework.source.title),
        ("source_date", framework.source.date or ""),
        ("source_url", framework.source.url or ""),
        *((f"name_{text.language}", text.value) for text in framework.names),
        (f"owner_{framework.authority.language}", framework.authority.value),
    ]
    most: Counter[str] = Counter()
    for level in levels:
        most |= Counter(text.language for text in level.labels)
    tags = [tag for tag, count in most.items() for _ in range(count)]
    links = list(dict.fromkeys((row.kind, row.to_framework) for row in rows))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [title for title, _ in head]
        + ["level", "rank"]
        + [f"label_{tag}" for tag in tags]
        + [f"{kind.value}_{to}" for kind, to in links]
    )
    for level in levels:
        cells = [value for _, value in head] + [level.code, str(level.rank)]
        cells += _by_language(level.labels, tags)
        cells += [_facing(rows, level.code, kind, to) for kind, to in links]
        writer.writerow([_guarded(cell) for cell in cells])
    if not levels:
        writer.writerow([_guarded(value) for _, value in head])
    return out.getvalue()


def _by_language(texts: tuple[Text, ...], tags: list[str]) -> list[str]:
    waiting: dict[str, list[str]] = {}
    for text in texts:
        waiting.setdefault(text.language, []).append(text.value)
    return [waiting[tag].pop(0) if waiting.get(tag) else "" for tag in tags]


def _facing(rows: tuple[Referencing, ...], level: str, kind: ReferencingKind, to: str) -> str:
    for row in rows:
        if (row.level, row.kind, row.to_framework) == (level, kind, to):
            return ";".join(row.to_levels) or "none"
    return ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _referencings(
    register: Register, framework: str, levels: tuple[Level, ...], on: date
) -> tuple[Referencing, ...]:
    codes = {level.code for level in levels}
    return tuple(
        row
        for row in register.referencings(framework)
        if row.level in codes and holds_on(on, row.since, row.until)
    )
