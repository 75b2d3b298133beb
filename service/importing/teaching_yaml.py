"""Read the table of teaching licences, and refuse what cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from service.domain.framework import Stage
from service.domain.teaching_licence import (
    ForeignRoute,
    LicenceForm,
    LicenceNote,
    TeachingLicence,
)
from service.domain.text import Confidence, Source, Text
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.framework_yaml import named_source, read_sources, read_texts
from service.importing.strict import Fields, numbered, read_yaml

_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def read_teaching_licences(data: Path, read: Read = read_yaml) -> tuple[TeachingLicence, ...]:
    """Read data/teaching_licences. Raises ContentError naming file, row and key."""
    where = "teaching_licences/teaching_licences.yml"
    table = Fields(read(data / "teaching_licences" / "teaching_licences.yml"), where)
    sources = read_sources(table.take("sources"), where)
    defaults = table.take("defaults") or {}
    rows = table.items("licences")
    table.done()
    found: dict[str, TeachingLicence] = {}
    for place, raw in numbered(rows, where):
        licence = _licence(Fields(raw, place, defaults), sources)
        if licence.id in found:
            _refuse(place, "id", licence.id)
        found[licence.id] = licence
    return tuple(found.values())


def _licence(row: Fields, sources: Mapping[str, Source]) -> TeachingLicence:
    framework, level = _level(row)
    stage, types = _needs(row)
    official = frozenset(row.texts("official"))
    made = TeachingLicence(
        id=_matching(row, "id", _ID),
        country=_matching(row, "country", _COUNTRY),
        region=row.parsed("region", _region),
        names=_named(row, "names", official),
        form=row.choice("form", LicenceForm),
        qualification_types=row.texts("types"),
        authority=_named(row, "authority", official),
        foreign_authority=_texts(row, "foreign_authority", official),
        register=_texts(row, "register", official),
        award_suffices=_flag(row, "award_suffices"),
        needs_stage=stage,
        needs_types=types,
        framework=framework,
        level=level,
        leads_to=row.optional("leads_to"),
        routes=row.choices("routes", ForeignRoute),
        notes=row.choices("notes", LicenceNote),
        since=row.day("since"),
        until=row.day("until"),
        source=named_source(row, sources),
        route_source=_route_source(row, sources),
        confidence=row.choice("confidence", Confidence),
    )
    row.done()
    _refuse_nonsense(made, row.where)
    return made


def _refuse_nonsense(made: TeachingLicence, where: str) -> None:
    """Refuse what contradicts itself within one row."""
    if made.region is not None and not made.region.startswith(f"{made.country}-"):
        _refuse(where, "region", made.region)
    if made.leads_to is None and not made.routes:
        raise ContentError("content_missing_key", where=where, key="routes")
    if ForeignRoute.UNKNOWN in made.routes and len(made.routes) > 1:
        _refuse(where, "routes", ", ".join(made.routes))
    for key, values in (("routes", made.routes), ("notes", made.notes)):
        if len(set(values)) != len(values):
            _refuse(where, key, ", ".join(values))
    if (made.form is LicenceForm.PREPARATION) != (made.leads_to is not None):
        _refuse(where, "form, leads_to", f"{made.form}, {made.leads_to}")


def _named(row: Fields, key: str, official: frozenset[str]) -> tuple[Text, ...]:
    found = _texts(row, key, official)
    if not found:
        raise ContentError("content_missing_key", where=row.where, key=key)
    return found


def _texts(row: Fields, key: str, official: frozenset[str]) -> tuple[Text, ...]:
    """Texts by language. The first is the owner's; the others are ours unless said otherwise."""
    found = read_texts(row.take(key), f"{row.where}.{key}")
    return tuple(
        replace(text, official=text.language == found[0].language or text.language in official)
        for text in found
    )


def _needs(row: Fields) -> tuple[Stage | None, tuple[str, ...]]:
    raw = row.take("needs")
    if raw is None:
        return None, ()
    inner = Fields(raw, f"{row.where}.needs")
    stage, types = inner.parsed("stage", Stage), inner.texts("types")
    inner.done()
    if stage is None and not types:
        raise ContentError("content_missing_key", where=inner.where, key="stage, types")
    return stage, types


def _level(row: Fields) -> tuple[str | None, str | None]:
    """`level: {framework, code}`, or nothing: most licences stand on no level."""
    raw = row.take("level")
    if raw is None:
        return None, None
    inner = Fields(raw, f"{row.where}.level")
    framework, code = inner.text("framework"), inner.text("code")
    inner.done()
    return framework, code


def _route_source(row: Fields, sources: Mapping[str, Source]) -> Source | None:
    key = row.optional("route_source")
    if key is not None and key not in sources:
        raise ContentError("content_unknown_source", where=row.where, key=key)
    return None if key is None else sources[key]


def _matching(row: Fields, key: str, pattern: re.Pattern[str]) -> str:
    text = row.text(key)
    if pattern.fullmatch(text) is None:
        _refuse(row.where, key, text)
    return text


def _region(text: str) -> str:
    if _REGION.fullmatch(text) is None:
        raise ValueError(text)
    return text


def _flag(row: Fields, key: str) -> bool:
    text = row.text(key)
    if text not in ("true", "false"):
        _refuse(row.where, key, text)
    return text == "true"


def _refuse(where: str, key: str, value: str) -> NoReturn:
    raise ContentError("content_bad_value", where=where, key=key, value=value)
