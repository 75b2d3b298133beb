"""Frameworks as plain JSON values: one row each for a list, or one as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from service.domain.framework import (
    Framework,
    Level,
    LevelDescriptor,
    QualificationType,
    Referencing,
    Span,
)
from service.domain.register import Register
from service.domain.text import Text, holds_on
from service.reporting.framework_coverage import Coverage, Part, coverage, missing
from service.reporting.framework_page import FrameworkPage
from service.reporting.json_values import numeral, source_data, text_data


def framework_row(register: Register, framework: Framework, on: date) -> dict[str, Any]:
    """One row of a list: counts of levels in force on `on` and of award types, and languages.

    `languages_missing` names for each own language (English among them) the parts of the
    content that are not whole in it: "level_titles", "descriptors", "type_titles".
    """
    return {
        "id": framework.id,
        "country": framework.region or framework.country,
        "levels": len(register.levels(framework.id, on)),
        "qualification_types": len(register.types_of_framework(framework.id)),
        "languages": list(framework.languages),
        "languages_missing": _missing(coverage(register, framework, on)),
        "referenced_to": list(register.referenced_to(framework.id)),
    }


def framework_data(page: FrameworkPage) -> dict[str, Any]:
    """Everything that the page of a framework says, in all languages held.

    `title` and `text` are what a reader of the page's language gets, with their language.
    """
    framework, register = page.framework, page.register
    rows = coverage(register, framework, page.on)
    kinds = register.types_of_framework(framework.id, page.on)
    return {
        "id": framework.id,
        "kind": framework.kind.value,
        "country": framework.country,
        "region": framework.region,
        "acronym": framework.acronym,
        "name": _chosen(page, framework.names),
        "names": _texts(framework.names),
        "owner": text_data(framework.authority),
        "legal_basis": framework.legal_basis,
        "scope": framework.sector,
        "website": framework.website,
        "since": framework.since,
        "until": framework.until,
        "in_force": holds_on(page.on, framework.since, framework.until),
        "source": source_data(framework.source),
        "confidence": framework.confidence.value,
        "languages": list(framework.languages),
        "languages_held": _held(rows),
        "languages_missing": _missing(rows),
        "levels": [_level(page, level) for level in register.levels(framework.id, page.on)],
        "qualification_types": [_type(page, kind) for kind in kinds],
        "qualification_types_later": len(register.types_of_framework(framework.id)) - len(kinds),
    }


def _missing(rows: Iterable[Coverage]) -> dict[str, list[str]]:
    return {tag: [part.value for part in parts] for tag, parts in missing(rows).items()}


def _held(rows: tuple[Coverage, ...]) -> list[dict[str, Any]]:
    """One object a language; a part that the framework does not have is left out."""
    languages = dict.fromkeys((row.language, row.own) for row in rows)
    return [
        {
            "language": language,
            "own": own,
            **{
                row.part.value: {"held": row.held, "total": row.total}
                for part in Part
                for row in rows
                if (row.language, row.part) == (language, part) and row.total
            },
        }
        for language, own in languages
    ]


def _level(page: FrameworkPage, level: Level) -> dict[str, Any]:
    register = page.register
    return {
        "code": level.code,
        "rank": level.rank,
        "title": _chosen(page, level.labels),
        "titles": _texts(level.labels),
        "isced_2011": list(level.isced_2011),
        "since": level.since,
        "until": level.until,
        "source": source_data(level.source),
        "confidence": level.confidence.value,
        "referencings": [
            _referencing(row)
            for row in register.referencings(level.framework, on=page.on)
            if row.level == level.code
        ],
        "descriptors": [_descriptor(page, row) for row in register.descriptors(level)],
    }


def _referencing(row: Referencing) -> dict[str, Any]:
    return {
        "to_framework": row.to_framework,
        "to_levels": list(row.to_levels),
        "kind": row.kind.value,
        "since": row.since,
        "until": row.until,
        "source": source_data(row.source),
        "confidence": row.confidence.value,
    }


def _descriptor(page: FrameworkPage, row: LevelDescriptor) -> dict[str, Any]:
    """`official` tells the owner's own words from a summary of ours."""
    chosen = page.chosen(row.texts)
    return {
        "domain": row.domain.value,
        "text": _official(chosen) if chosen is not None else None,
        "texts": [_official(text) for text in row.texts],
        "source": source_data(row.source),
    }


def _official(text: Text) -> dict[str, Any]:
    return {**text_data(text), "official": text.official}


def _type(page: FrameworkPage, kind: QualificationType) -> dict[str, Any]:
    """`level_since` and `level_until` date the scale on which the type is placed."""
    level = page.register.newest(kind.framework, kind.level) if kind.level is not None else None
    credits = kind.credits
    return {
        "id": kind.id,
        "level": kind.level,
        "level_since": level.since if level is not None else None,
        "level_until": level.until if level is not None else None,
        "kind": kind.kind.value,
        "titles": _texts(kind.titles),
        "title_en": kind.title_en,
        "duration_years": _span(kind.duration_years),
        "credits": {**_range(credits.amount), "system": credits.system} if credits else None,
        "access": [stage.value for stage in kind.access],
        "notes": [note.value for note in kind.notes],
        "since": kind.since,
        "until": kind.until,
        "source": source_data(kind.source),
        "confidence": kind.confidence.value,
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else _range(span)


def _range(span: Span) -> dict[str, Any]:
    return {"low": numeral(span.low), "high": numeral(span.high)}


def _chosen(page: FrameworkPage, texts: tuple[Text, ...]) -> dict[str, Any] | None:
    text = page.chosen(texts)
    return None if text is None else text_data(text)


def _texts(texts: tuple[Text, ...]) -> list[dict[str, Any]]:
    return [text_data(text) for text in texts]
