"""Read the reference tables below `data/` into domain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from service.domain.decision import Form, Precedent
from service.domain.framework import Span
from service.domain.reference import CreditSystem, FalseFriend, FieldOfStudy
from service.domain.text import Confidence, Source, Text
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.framework_yaml import named_source, read_sources, read_texts
from service.importing.strict import Fields, numbered, read_yaml


def _rows(path: Path, key: str, read: Read) -> Iterator[tuple[Fields, Mapping[str, Source]]]:
    """Rows of one table file, each with the file's defaults, and the file's sources."""
    where = f"{path.parent.name}/{path.name}"
    fields = Fields(read(path), where)
    sources = read_sources(fields.take("sources"), where)
    defaults = fields.take("defaults") or {}
    rows = fields.items(key)
    fields.done()
    for place, raw in numbered(rows, where):
        yield Fields(raw, place, defaults), sources


def read_credit_systems(data: Path, read: Read = read_yaml) -> tuple[CreditSystem, ...]:
    """Read data/credit_systems. Raises ContentError naming file, row and key."""
    found = []
    for row, sources in _rows(data / "credit_systems" / "credit_systems.yml", "systems", read):
        found.append(
            CreditSystem(
                code=row.text("code"),
                names=read_texts(row.take("names"), row.where),
                units=read_texts(row.take("units"), row.where),
                country=row.optional("country"),
                hours_per_credit=_span(row, "hours_per_credit"),
                contact_hours_per_credit=_span(row, "contact_hours_per_credit"),
                credits_per_year=_span(row, "credits_per_year"),
                since=row.day("since"),
                until=row.day("until"),
                source=named_source(row, sources),
                confidence=row.choice("confidence", Confidence),
            )
        )
        row.done()
    return tuple(found)


def _span(row: Fields, key: str) -> Span | None:
    raw = row.take(key)
    if raw is None:
        return None
    inner = Fields(raw, f"{row.where}.{key}")
    low, high = inner.parsed("low", Decimal), inner.parsed("high", Decimal)
    inner.done()
    if low is None or high is None or not 0 < low <= high:
        raise ContentError("content_bad_value", where=inner.where, key=key, value=repr(raw))
    return Span(low=low, high=high)


def read_fields_of_study(data: Path, read: Read = read_yaml) -> tuple[FieldOfStudy, ...]:
    """Read data/isced_f. A label's `official` says whether an authority published it."""
    path = data / "isced_f" / "isced_f.yml"
    where = "isced_f/isced_f.yml"
    table = Fields(read(path), where)
    sources = read_sources(table.take("sources"), where)
    defaults = table.take("defaults") or {}
    found = []
    for place, raw in numbered(table.items("fields"), where):
        row = Fields(raw, place)
        labels = tuple(
            _label(Fields(label, spot, defaults), sources)
            for spot, label in numbered(row.items("labels"), place)
        )
        found.append(
            FieldOfStudy(code=row.text("code"), parent=row.optional("parent"), labels=labels)
        )
        row.done()
    table.done()
    return tuple(found)


def _label(label: Fields, sources: Mapping[str, Source]) -> Text:
    named_source(label, sources)
    made = Text(
        value=label.text("value"),
        language=label.text("language"),
        official=label.optional("official") == "true",
    )
    label.done()
    return made


def read_false_friends(data: Path, read: Read = read_yaml) -> tuple[FalseFriend, ...]:
    """Read data/false_friends. Raises ContentError naming file, row and key."""
    found = []
    for row, sources in _rows(data / "false_friends" / "false_friends.yml", "false_friends", read):
        terms = read_texts(row.take("term"), row.where)
        severity = row.text("severity")
        if len(terms) != 1 or severity not in ("veto", "warn"):
            raise ContentError("content_bad_value", where=row.where, key="severity", value=severity)
        found.append(
            FalseFriend(
                id=row.text("id"),
                term=terms[0],
                countries=tuple(row.items("countries")),
                looks_like=row.text("looks_like"),
                is_kind=row.text("is"),
                qualification_type=row.optional("qualification_type"),
                veto=severity == "veto",
                reason=row.text("reason"),
                source=named_source(row, sources),
            )
        )
        row.done()
    return tuple(found)


def read_precedents(data: Path, read: Read = read_yaml) -> tuple[Precedent, ...]:
    """Read data/precedents/*.yml; an office may start from none, so no file is no error."""
    found = []
    for path in sorted((data / "precedents").glob("*.yml")):
        for row, sources in _rows(path, "precedents", read):
            found.append(_precedent(row, sources))
            row.done()
    return tuple(found)


def _precedent(row: Fields, sources: Mapping[str, Source]) -> Precedent:
    form = row.parsed("form", Form)
    return Precedent(
        id=row.text("id"),
        qualification_type=row.text("qualification_type"),
        place=row.text("place"),
        framework=row.text("framework"),
        levels=row.items("level"),
        comparable_types=row.items("comparable_type"),
        form=form,
        award_since=row.day("award_since"),
        award_until=row.day("award_until"),
        source=named_source(row, sources),
        confidence=row.choice("confidence", Confidence),
    )
