"""The office's registries on disk: every table in data/institutions, read and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from service.domain.institution import Institution
from service.domain.text import Source
from service.errors import ContentError, InputError
from service.importing.registry_import import import_registry

COLUMNS = (
    "id",
    "listing",
    "country",
    "city",
    "name",
    "name_language",
    "aliases",
    "identifiers",
    "domains",
    "since",
    "until",
    "source_title",
    "source_date",
    "source_url",
)
_GUARDED = ("=", "+", "-", "@", "\t", "\r")


def load_institutions(data: Path) -> tuple[Institution, ...]:
    """Read every CSV of `data`/institutions; an absent folder is an empty registry.

    Raises ContentError content_bad_value (key, value) for a row that cannot be used: what the
    office keeps must be whole.
    """
    made: list[Institution] = []
    for path in sorted((data / "institutions").glob("*.csv")):
        source = Source(title=path.stem)
        try:
            found = import_registry(path.read_bytes(), str(path), listing=path.stem, source=source)
        except InputError as problem:
            raise ContentError(problem.code, where=problem.where, **problem.slots) from None
        for row in found.skipped:
            where = f"{path}:{row.line}"
            raise ContentError("content_bad_value", where=where, key=row.field, value=row.value)
        made.extend(found.institutions)
    return tuple(made)


def institutions_csv(institutions: Iterable[Institution]) -> str:
    """Write institutions as the table that `load_institutions` reads.

    Cells that a spreadsheet would run as formulas get a leading apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in institutions:
        first, *others = each.names
        cells = (
            each.id,
            each.listing,
            each.country,
            each.city,
            first.value,
            first.language,
            " | ".join(f"{text.value}@{text.language}" for text in others),
            " | ".join(each.identifiers),
            " | ".join(each.domains),
            each.since,
            each.until,
            each.source.title,
            each.source.date,
            each.source.url,
        )
        writer.writerow([_guarded(cell or "") for cell in cells])
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell
