"""The columns of our framework table: what a heading means."""

from __future__ import annotations

import re

from service.domain.framework import ReferencingKind
from service.domain.noun import noun
from service.errors import InputError

PLAIN = (
    "framework",
    "acronym",
    "country",
    "region",
    "website",
    "since",
    "until",
    "source_title",
    "source_date",
    "source_url",
    "level",
    "rank",
    "level_since",
    "level_until",
    "isced_2011",
)
REQUIRED = ("framework", "level")
_TEXTS = re.compile(
    r"(name|owner|label|description|statement|descriptor)_([A-Za-z0-9-]+)(?::(.*))?", re.DOTALL
)
_ALIGNED = re.compile(rf"({'|'.join(ReferencingKind)})_([a-z0-9_]+)")
_GUARDED = "=+-@\t\r'"


@noun
class Column:
    """What one column holds. `kind` is "" for a heading that we do not know.

    For an alignment `domain` is the other framework and `language` the kind of statement.
    """

    title: str
    kind: str
    language: str = ""
    domain: str = ""


def read_header(titles: list[str], where: str) -> list[Column]:
    """Read the first row. Raises InputError input_missing_key for a needed column."""
    columns = [_column(title) for title in titles]
    for kind in REQUIRED:
        if all(column.kind != kind for column in columns):
            raise InputError("input_missing_key", where=f"{where}:1", key=kind)
    return columns


def _column(raw: str) -> Column:
    title = raw.strip()
    if title.lower() in PLAIN:
        return Column(title=title, kind=title.lower())
    texts = _TEXTS.fullmatch(title)
    if texts:
        return Column(title=title, kind=texts[1], language=texts[2], domain=texts[3] or "")
    aligned = _ALIGNED.fullmatch(title)
    if aligned:
        return Column(title=title, kind="alignment", language=aligned[1], domain=aligned[2])
    return Column(title=title, kind="")


def unguarded(value: str) -> str:
    """Undo the apostrophe that keeps a spreadsheet from reading a cell as a formula."""
    return value[1:] if value[:1] == "'" and value[1:2] and value[1:2] in _GUARDED else value
