"""One framework of ours as CTDL JSON-LD, for registries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from service.domain.framework import (
    DescriptorDomain,
    Framework,
    Level,
    Referencing,
    ReferencingKind,
)
from service.domain.register import Register
from service.domain.text import Text, say
from service.reporting import cldr
from service.reporting.catalogue_files import LANGUAGES
from service.reporting.wording import Wording

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
_DOMAIN, _ISCED = "urn:paritas:descriptor:", "urn:paritas:isced_2011:"
_OUR_AUTHOR = "Paritas"
_OPEN = ".."


def framework_ctdl(register: Register, framework: Framework, on: date) -> str:
    """The framework, its levels in force on `on` and what they correspond to, as CTDL JSON-LD.

    A competency framework with one competency a level, its descriptors as children of it under
    concepts for the three domains, ISCED 2011 as `ceasn:educationLevelType`, `ceasn:alignTo` the
    levels of other frameworks, and an alignment map for each published statement, NoMatch where
    it says that no level corresponds. CTDL gives validity to frameworks only: that of a level is
    a `dct:valid` interval of ISO 8601-2 ("2019-01-08/.."). `ceasn:author` Paritas marks
    descriptors in our own words.
    Addresses are `urn:paritas:…`: no registry identifier (CTID) is invented.
    """
    levels = register.levels(framework.id, on)
    codes = {level.code for level in levels}
    rows = tuple(row for row in register.referencings(framework.id, on=on) if row.level in codes)
    described = {level: _descriptors(register, level) for level in levels}
    graph = [
        _ctdl_framework(framework, levels),
        *(
            node
            for level, children in described.items()
            for node in (_ctdl_level(framework, level, children, rows), *children)
        ),
        *_ctdl_concepts(levels, [child for each in described.values() for child in each]),
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
    framework: Framework,
    level: Level,
    children: list[dict[str, Any]],
    rows: tuple[Referencing, ...],
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
        "dct:valid": f"{level.since}/{level.until or _OPEN}",
        "ceasn:educationLevelType": [_ISCED + code for code in level.isced_2011],
        "ceasn:hasChild": [child["@id"] for child in children],
        "ceasn:isPartOf": _address(framework.id),
        "ceasn:isTopChildOf": _address(framework.id),
        "ceasn:alignTo": list(dict.fromkeys(facing)),
    }
    return {key: value for key, value in values.items() if value}


def _descriptors(register: Register, level: Level) -> list[dict[str, Any]]:
    """One competency for each descriptor; two where owner's words and ours stand together."""
    made: list[dict[str, Any]] = []
    for row in register.descriptors(level):
        for official in (True, False):
            texts = tuple(text for text in row.texts if text.official is official)
            if texts:
                values = {
                    "@id": f"{_address(level.framework, level.code)}:descriptor:{len(made) + 1}",
                    "@type": "ceasn:Competency",
                    "ceasn:competencyText": _language_map(texts),
                    "ceasn:conceptTerm": [_DOMAIN + row.domain.value],
                    "ceasn:author": None if official else _OUR_AUTHOR,
                    "ceasn:isPartOf": _address(level.framework),
                    "ceasn:isChildOf": [_address(level.framework, level.code)],
                }
                made.append({key: value for key, value in values.items() if value})
    return made


def _ctdl_concepts(
    levels: tuple[Level, ...], descriptors: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The concepts that levels and descriptors point at, with names in every language."""
    used = {address for each in descriptors for address in each["ceasn:conceptTerm"]}
    for domain in DescriptorDomain:
        if _DOMAIN + domain.value in used:
            labels = {tag: words.label(f"descriptor.{domain.value}") for tag, words in _spoken()}
            yield _concept(_DOMAIN, domain.value, labels)
    for code in sorted({code for level in levels for code in level.isced_2011}):
        isced = say("value.isced_2011", levels=(code,))
        yield _concept(_ISCED, code, {tag: str(words.say(isced)) for tag, words in _spoken()})


def _concept(base: str, code: str, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "@id": base + code,
        "@type": "skos:Concept",
        "skos:notation": code,
        "skos:prefLabel": labels,
    }


def _spoken() -> Iterator[tuple[str, Wording]]:
    for language in LANGUAGES:
        yield cldr.tag_of(language), Wording(language)


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
