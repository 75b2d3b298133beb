"""Frameworks in a table of our own columns: one row a level, as `paritas frameworks export` writes.

Columns: `framework, acronym, country, region, website, since, until, source_title, source_date,
source_url, level, rank, level_since, level_until, isced_2011` (several parted by ";"), then for
each language `name_en, owner_en, label_en, description_en, statement_en` or
`statement_en:Knowledge` for the owner's words and `descriptor_en:knowledge` for our own, and
`referencing_eqf`, `self_certification_qf_ehea`, `comparison_nz_nzqcf` with level codes parted by
";" or the word "none". A column may stand twice. Facts of the framework may stand in its first
row only.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from service.domain.framework import ReferencingKind
from service.domain.text import Source, Text, earliest
from service.errors import InputError
from service.importing.framework_csv_columns import Column, read_header, unguarded
from service.importing.framework_import import (
    ACCEPTED,
    UNDETERMINED,
    ImportedAlignment,
    ImportedFramework,
    ImportedLevel,
    ImportedStatement,
    check_levels,
    file_stem,
)
from service.importing.safe_json import MAX_VALUES, check_values

NONE = ("none", "∅")
_DELIMITERS = (",", ";", "\t")
_ID = re.compile(r"[a-z0-9_]{1,60}")
_ISCED_2011 = re.compile(r"[0-8]")
_STATEMENTS = {"statement": True, "descriptor": False}

Row = tuple[int, list[tuple[Column, str]]]
"""Line in the file, and the cells that have a value."""


def read_csv(text: str, where: str, read_on: str) -> tuple[ImportedFramework, ...]:
    """Read every framework of a table; `read_on` is the day of reading.

    Raises InputError: input_not_json (format CSV, line, column, problem), input_missing_key
    (key), input_bad_value (field, value), input_too_many_values (limit), input_bad_character,
    import_no_framework (accepted), import_level_twice (level).
    """
    check_values(text, where)
    header, rows = _rows(text, where)
    groups: dict[str, list[Row]] = {}
    for line, cells in rows:
        key = _first(cells, "framework")
        if key is None:
            raise InputError("input_missing_key", where=f"{where}:{line}", key="framework")
        if _ID.fullmatch(key) is None:  # it becomes the name of a folder
            raise InputError(
                "input_bad_value", where=f"{where}:{line}", field="framework", value=key
            )
        groups.setdefault(key, []).append((line, cells))
    if not groups:
        raise InputError("import_no_framework", where=where, accepted=ACCEPTED)
    unread = tuple(f":1 {column.title}" for column in header if column.kind == "")
    return tuple(_framework(key, group, unread, (where, read_on)) for key, group in groups.items())


def _rows(text: str, where: str) -> tuple[list[Column], list[Row]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    header: list[Column] = []
    count = 0
    try:
        for raw in reader:
            count += len(raw)
            if count > MAX_VALUES:
                raise InputError("input_too_many_values", where=where, limit=MAX_VALUES)
            if not header:
                header = read_header(raw, where)
            elif any(cell.strip() for cell in raw):
                if len(raw) > len(header):
                    raise _refusal(where, reader.line_num, "more cells than columns")
                cells = [(c, unguarded(v)) for c, v in zip(header, raw, strict=False) if v.strip()]
                rows.append((reader.line_num, cells))
    except csv.Error as problem:
        raise _refusal(where, reader.line_num, str(problem)) from None
    return header, rows


def _refusal(where: str, line: int, problem: str) -> InputError:
    return InputError(
        "input_not_json",
        where=f"{where}:{line}:1",
        format="CSV",
        line=line,
        column=1,
        problem=problem,
    )


def _framework(
    key: str, rows: list[Row], unread: tuple[str, ...], of: tuple[str, str]
) -> ImportedFramework:
    where, read_on = of
    cells = [pair for _, row in rows for pair in row]
    names = tuple(dict.fromkeys(_texts(cells, "name")))
    ranked = sorted(
        (_rank(row, line, order, where), order, line, row)
        for order, (line, row) in enumerate(rows, start=1)
        if _first(row, "level") is not None
    )
    levels = tuple(_level(row, rank, f"{where}:{line}") for rank, _, line, row in ranked)
    since = _day(cells, "since", where)
    issued = _day(cells, "source_date", where)
    return ImportedFramework(
        id=key,
        acronym=_first(cells, "acronym") or key,
        names=names or (Text(value=key, language=UNDETERMINED),),
        owners=tuple(dict.fromkeys(_texts(cells, "owner"))),
        country=_first(cells, "country"),
        region=_first(cells, "region"),
        website=_first(cells, "website"),
        since=since,
        until=_day(cells, "until", where),
        levels=check_levels(levels, where),
        alignments=tuple(found for *_, row in ranked for found in _alignments(row)),
        source=Source(
            title=_first(cells, "source_title") or file_stem(where),
            date=issued or read_on,
            url=_first(cells, "source_url"),
        ),
        unread=unread,
    )


def _level(cells: list[tuple[Column, str]], rank: int, where: str) -> ImportedLevel:
    code = (_first(cells, "level") or "").strip()
    if not code:
        raise InputError("input_missing_key", where=where, key="level")
    return ImportedLevel(
        code=code,
        rank=rank,
        labels=tuple(_texts(cells, "label")),
        isced_2011=tuple(_isced(cells, where)),
        since=_day(cells, "level_since", where),
        until=_day(cells, "level_until", where),
        descriptions=tuple(_texts(cells, "description")),
        statements=tuple(
            ImportedStatement(
                text=Text(value=value, language=column.language),
                domain=column.domain,
                official=_STATEMENTS[column.kind],
            )
            for column, value in cells
            if column.kind in _STATEMENTS
        ),
    )


def _isced(cells: list[tuple[Column, str]], where: str) -> Iterator[str]:
    value = _first(cells, "isced_2011") or ""
    for code in (part.strip() for part in value.split(";")):
        if _ISCED_2011.fullmatch(code):
            yield code
        elif code:
            raise InputError("input_bad_value", where=where, field="isced_2011", value=code)


def _alignments(cells: list[tuple[Column, str]]) -> Iterator[ImportedAlignment]:
    code = (_first(cells, "level") or "").strip()
    for column, value in cells:
        if column.kind == "alignment":
            codes = tuple(part.strip() for part in value.split(";") if part.strip())
            yield ImportedAlignment(
                level=code,
                to_framework=column.domain,
                to_levels=() if value.strip().lower() in NONE else codes,
                kind=ReferencingKind(column.language),
            )


def _rank(cells: list[tuple[Column, str]], line: int, order: int, where: str) -> int:
    value = (_first(cells, "rank") or str(order)).strip()
    if not (value.isascii() and value.isdecimal() and len(value) < 5):
        raise InputError("input_bad_value", where=f"{where}:{line}", field="rank", value=value)
    return int(value)


def _day(cells: list[tuple[Column, str]], kind: str, where: str) -> str | None:
    value = _first(cells, kind)
    try:
        if value is not None:
            earliest(value)
    except ValueError:
        raise InputError("input_bad_date", where=where, field=kind, value=value) from None
    return value


def _first(cells: list[tuple[Column, str]], kind: str) -> str | None:
    return next((value for column, value in cells if column.kind == kind), None)


def _texts(cells: list[tuple[Column, str]], kind: str) -> Iterator[Text]:
    for column, value in cells:
        if column.kind == kind:
            yield Text(value=value, language=column.language)
