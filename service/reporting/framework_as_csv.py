"""One framework of ours as a table, one row a level: for spreadsheets, and to be read back."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date

from service.domain.framework import Framework, LevelDescriptor, Referencing, ReferencingKind
from service.domain.register import Register

_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
_OWNERS_WORDS, _OUR_WORDS = "statement", "descriptor"
_FACTS = ("level", "rank", "level_since", "level_until", "isced_2011")


def framework_csv(register: Register, framework: Framework, on: date) -> str:
    """One row a level in force on `on`, in the columns that `paritas frameworks import` reads.

    Level descriptors stand in a column for each language and domain, the owner's words under
    `statement_…` and ours under `descriptor_…`. Cells that a spreadsheet could take for a formula
    get an apostrophe in front.
    """
    levels = register.levels(framework.id, on)
    rows = register.referencings(framework.id, on=on)
    described = [_descriptors(register.descriptors(level)) for level in levels]
    head: list[tuple[str, str]] = [
        ("framework", framework.id),
        ("acronym", framework.acronym),
        ("country", framework.country or ""),
        ("region", framework.region or ""),
        ("website", framework.website or ""),
        ("since", framework.since or ""),
        ("until", framework.until or ""),
        ("source_title", framework.source.title),
        ("source_date", framework.source.date or ""),
        ("source_url", framework.source.url or ""),
        *((f"name_{text.language}", text.value) for text in framework.names),
        (f"owner_{framework.authority.language}", framework.authority.value),
    ]
    tags = _columns([text.language for text in level.labels] for level in levels)
    domains = _columns([title for title, _ in each] for each in described)
    codes = {level.code for level in levels}
    links = list(dict.fromkeys((row.kind, row.to_framework) for row in rows if row.level in codes))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [title for title, _ in head]
        + [*_FACTS]
        + [f"label_{tag}" for tag in tags]
        + domains
        + [f"{kind.value}_{to}" for kind, to in links]
    )
    for level, statements in zip(levels, described, strict=True):
        cells = [value for _, value in head] + [level.code, str(level.rank)]
        cells += [level.since, level.until or "", ";".join(level.isced_2011)]
        cells += _placed([(text.language, text.value) for text in level.labels], tags)
        cells += _placed(statements, domains)
        cells += [_facing(rows, level.code, kind, to) for kind, to in links]
        writer.writerow([_guarded(cell) for cell in cells])
    if not levels:
        writer.writerow([_guarded(value) for _, value in head])
    return out.getvalue()


def _descriptors(rows: Iterable[LevelDescriptor]) -> list[tuple[str, str]]:
    """Texts with the titles of their columns, which name whose words, language and domain."""
    return [
        (
            f"{_OWNERS_WORDS if text.official else _OUR_WORDS}_{text.language}:{row.domain.value}",
            text.value,
        )
        for row in rows
        for text in row.texts
    ]


def _columns(rows: Iterable[list[str]]) -> list[str]:
    """Each title as often as the row that has it most often."""
    most: Counter[str] = Counter()
    for titles in rows:
        most |= Counter(titles)
    return list(most.elements())


def _placed(texts: list[tuple[str, str]], columns: list[str]) -> list[str]:
    """One cell for each of `columns`, in the order in which the texts come."""
    waiting: dict[str, list[str]] = {}
    for title, value in texts:
        waiting.setdefault(title, []).append(value)
    return [waiting[title].pop(0) if waiting.get(title) else "" for title in columns]


def _facing(rows: tuple[Referencing, ...], level: str, kind: ReferencingKind, to: str) -> str:
    for row in rows:
        if (row.level, row.kind, row.to_framework) == (level, kind, to):
            return ";".join(row.to_levels) or "none"
    return ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell
