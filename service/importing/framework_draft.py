"""An imported framework as a draft folder of ours: `confidence: low`, the file as its source."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import yaml

from service.domain.framework import DescriptorDomain
from service.domain.text import Source, Text
from service.importing.framework_import import (
    UNDETERMINED,
    ImportedAlignment,
    ImportedFramework,
    ImportedLevel,
    ImportedStatement,
)

NOT_STATED = "?"
"""Stands where our form needs a value and the file has none."""
_LOW = "low"
_SOURCE = "imported"


class _Dumper(yaml.SafeDumper):
    """Block style without anchors; texts that look like numbers or flags come out quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a repeated value out: our loader knows no anchors."""
        return True


def draft_files(framework: ImportedFramework) -> dict[str, str]:
    """File name → YAML text, to be laid in a folder called `framework.id`.

    `read_folder` loads it. What the file does not state and our form needs is listed in the
    first lines. `since` of a level is then the date of the source. Only statements that the file
    marks as our own words become descriptors: descriptions and statements of owners are to be
    written anew, and go to `unread.txt` with what was not read.
    """
    since = framework.since or framework.source.date
    sources = _sources(framework)
    files = {
        "framework.yml": _notice(framework) + _yaml(_framework(framework, sources)),
    }
    defaults = {"since": since, "source": _SOURCE, "confidence": _LOW}
    if framework.levels:
        rows = [_level(level) for level in framework.levels]
        files["levels.yml"] = _yaml({"defaults": defaults, "levels": rows})
    descriptors = [row for row in map(_descriptors, framework.levels) if len(row) > 1]
    if descriptors:
        ours = {"source": _SOURCE, "official": "false"}
        files["descriptors.yml"] = _yaml({"defaults": ours, "descriptors": descriptors})
    alignments = [row for row in framework.alignments if row.to_framework]
    if alignments:
        files["referencing.yml"] = _yaml(
            {
                "defaults": {"confidence": _LOW},
                "referencing": _referencing(alignments, framework.source, sources),
            }
        )
    left = _left(framework)
    if left:
        files["unread.txt"] = "".join(f"{line}\n" for line in left)
    return files


def _level(level: ImportedLevel) -> dict[str, Any]:
    values = {
        "code": level.code,
        "rank": str(level.rank),
        "labels": _texts(level.labels),
        "isced_2011": list(level.isced_2011),
        "since": level.since,
        "until": level.until,
    }
    return {key: value for key, value in values.items() if value}


def _descriptors(level: ImportedLevel) -> dict[str, Any]:
    """Our own words on a level by domain."""
    found: dict[str, Any] = {"level": level.code}
    for domain in DescriptorDomain:
        texts = tuple(row.text for row in level.statements if _is_ours(row, domain))
        if texts:
            found[domain.value] = _texts(texts)
    return found


def _is_ours(row: ImportedStatement, *domains: DescriptorDomain) -> bool:
    return not row.official and row.domain in [domain.value for domain in domains]


def _sources(framework: ImportedFramework) -> dict[Source, str]:
    """Every source that the draft names, with its key."""
    every = [framework.source, *(row.source for row in framework.alignments if row.source)]
    keys = (_SOURCE if number == 1 else f"{_SOURCE}_{number}" for number in count(1))
    return dict(zip(dict.fromkeys(every), keys, strict=False))


def _source(source: Source) -> dict[str, str]:
    values = {"title": source.title, "date": source.date, "url": source.url}
    return {key: value for key, value in values.items() if value}


def _framework(framework: ImportedFramework, sources: dict[Source, str]) -> dict[str, Any]:
    owners = framework.owners or (Text(value=NOT_STATED, language=UNDETERMINED),)
    every = (*framework.names, *(text for level in framework.levels for text in level.labels))
    languages = dict.fromkeys(text.language for text in every if text.language != UNDETERMINED)
    values: dict[str, Any] = {
        "id": framework.id,
        "kind": "national",
        "acronym": framework.acronym,
        "country": framework.country,
        "region": framework.region,
        "names": _texts(framework.names),
        "languages": list(languages),
        "sector": "all",
        "authority": _texts(owners),
        "website": framework.website,
        "since": framework.since,
        "until": framework.until,
        "source": _SOURCE,
        "confidence": _LOW,
        "sources": {key: _source(source) for source, key in sources.items()},
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _texts(texts: tuple[Text, ...]) -> dict[str, Any]:
    """`{language: value}`, a list where a language has several."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if text.value not in found.setdefault(text.language, []):
            found[text.language].append(text.value)
    return {tag: values[0] if len(values) == 1 else values for tag, values in found.items()}


def _referencing(
    alignments: list[ImportedAlignment], own: Source, sources: dict[Source, str]
) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str, Source], dict[str, list[str]]] = {}
    for row in alignments:
        rows = groups.setdefault((row.to_framework, row.kind.value, row.source or own), {})
        codes = rows.setdefault(row.level, [])
        codes += [code for code in row.to_levels if code not in codes]
    return [
        {
            "to": to,
            "kind": kind,
            "since": source.date,
            "source": sources[source],
            "levels": {
                code: codes[0] if len(codes) == 1 else codes for code, codes in rows.items()
            },
        }
        for (to, kind, source), rows in groups.items()
    ]


def _notice(framework: ImportedFramework) -> str:
    missing = [
        name
        for name, value in (
            ("kind", None),
            ("country", framework.country),
            ("sector", None),
            ("authority", framework.owners),
            ("since", framework.since),
        )
        if not value
    ]
    title = re.sub(r"\s+", " ", framework.source.title)
    title = "".join(character for character in title if character.isprintable())
    return f"# Draft made from: {title}\n# The file does not state: {', '.join(missing)}.\n"


def _left(framework: ImportedFramework) -> list[str]:
    lines = list(framework.unread)
    for level in framework.levels:
        lines += [f"{level.code}: {text.language}: {text.value}" for text in level.descriptions]
        lines += [
            f"{level.code}: {row.domain or '-'}: {row.text.language}: {row.text.value}"
            for row in level.statements
            if not _is_ours(row, *DescriptorDomain)
        ]
    lines += [
        f"{row.level} -> {NOT_STATED} {' '.join(row.to_levels)} {row.relation}"
        for row in framework.alignments
        if not row.to_framework
    ]
    return [" ".join(line.split()) for line in lines]


def _yaml(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text
