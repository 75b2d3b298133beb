"""The European elements of a micro-credential: data/microcredential_elements/elements.csv."""

from __future__ import annotations

import csv
from functools import lru_cache

from service.domain.report_card import ElementDefinition
from service.errors import ContentError
from service.settings import read_settings

_FAMILIES = ("open_badges", "elm", "ctdl")
_STATUS = {"mandatory": True, "optional": False}


@lru_cache(maxsize=1)
def read_elements() -> tuple[ElementDefinition, ...]:
    """Read the table. Raises ContentError: content_unreadable, _missing_key, _bad_value."""
    path = read_settings().data / "microcredential_elements" / "elements.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentError("content_unreadable", where=str(path), problem=str(problem)) from None
    made = []
    for row in rows:
        for key in ("id", "element", "status", *_FAMILIES):
            if row.get(key) is None:
                raise ContentError("content_missing_key", where=str(path), key=key)
        if row["status"] not in _STATUS:
            raise ContentError(
                "content_bad_value", where=str(path), key="status", value=row["status"]
            )
        made.append(
            ElementDefinition(
                id=row["id"],
                element=row["element"],
                mandatory=_STATUS[row["status"]],
                properties=tuple((name, row[name]) for name in _FAMILIES if row[name]),
            )
        )
    return tuple(made)
