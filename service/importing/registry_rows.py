"""Rows of an institution registry out of CSV or XLSX of strangers, as texts and bounded."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from service.errors import InputError
from service.importing.safe_text import decode

MAX_BYTES = 20_000_000
"""Largest registry file. The ECHE list of 2022 has 1.5 MB."""
MAX_UNPACKED = 100_000_000
"""Most bytes in an XLSX once unpacked: half a gigabyte of sheet packs into half a megabyte."""
MAX_ROWS = 200_000
MAX_COLUMNS = 200
_ZIP = b"PK\x03\x04"

Row = tuple[int, list[str]]
"""Number of the row in its sheet or file, from 1, and its cells."""


def registry_rows(data: bytes, where: str) -> list[Row]:
    """Read all rows. Of a workbook the first sheet is read, with the last values of formulas.

    Raises InputError: input_too_large (size, limit), input_too_many_values (limit),
    input_not_json (format, line, column, problem), and those of `decode`.
    """
    if len(data) > MAX_BYTES:
        raise InputError("input_too_large", where=where, size=len(data), limit=MAX_BYTES)
    source = _workbook(data, where) if data.startswith(_ZIP) else _table(data, where)
    rows: list[Row] = []
    for number, row in source:
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise InputError("input_too_many_values", where=where, limit=MAX_ROWS)
        if any(row):
            rows.append((number, row))
    return rows


def _table(data: bytes, where: str) -> Iterator[Row]:
    text = decode(data, where)
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, [_unguarded(cell.strip()) for cell in row]
    except csv.Error as problem:
        raise _refusal("CSV", where, reader.line_num, str(problem)) from None


def _workbook(data: bytes, where: str) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise InputError("input_too_large", where=where, size=unpacked, limit=MAX_UNPACKED)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # Files state their size wrongly; then only a part would be read.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in row[:MAX_COLUMNS]]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError):
        raise _refusal("XLSX", where, 1, "not a workbook") from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell


def _refusal(form: str, where: str, line: int, problem: str) -> InputError:
    return InputError(
        "input_not_json",
        where=f"{where}:{line}:1",
        format=form,
        line=line,
        column=1,
        problem=problem,
    )
