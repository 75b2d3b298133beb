"""Columns of institution registries: what a heading means, and where the headings stand.

Known: lists of the Erasmus Charter for Higher Education (ECHE) of 2022 to 2026, exports in the
style of DEQAR, and the table that we write ourselves. Headings differ from year to year ("Eramus
Code"), so they are compared by their letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.errors import InputError

HEADING_ROWS = 10
"""How many rows may stand above the headings."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "deqarid", "deqarinstid", "institutionid"),
    "erasmus": ("erasmuscode", "eramuscode"),
    "pic": ("pic",),
    "oid": ("oid",),
    "eter": ("eterid",),
    "name": (
        "name",
        "legalname",
        "organisationlegalname",
        "nameprimary",
        "nameofficial",
        "officialname",
        "institutionname",
    ),
    "name_language": ("namelanguage", "namelang", "organisationlegalnamelang"),
    "alias": ("alias", "aliases", "nameenglish", "englishname", "nameversions", "alternativename"),
    "city": ("city",),
    "country": ("country", "countrycd", "countrycode"),
    "website": ("website", "websiteurl", "webpage", "websitelink"),
    "identifiers": ("identifiers",),
    "domains": ("domains",),
    "since": ("since", "from", "validfrom", "echestart", "echestartdate", "erasmusechestart"),
    "until": ("until", "to", "validto", "validuntil", "echeend", "echeenddate", "erasmusecheend"),
    "listing": ("listing",),
    "source_title": ("sourcetitle",),
    "source_date": ("sourcedate",),
    "source_url": ("sourceurl",),
}
_BY_LETTERS = {heading: field for field, headings in _FIELDS.items() for heading in headings}


def find_headings(rows: Sequence[Sequence[str]], where: str) -> tuple[int, dict[int, str]]:
    """Find the row of headings; return its number from 0 and the field of each known column.

    Raises InputError input_missing_key (key) where no row near the top names an institution.
    """
    for number, row in enumerate(rows[:HEADING_ROWS]):
        fields: dict[int, str] = {}
        for column, cell in enumerate(row):
            field = _BY_LETTERS.get(re.sub(r"[^a-z]", "", cell.lower()))
            if field is not None and field not in fields.values():
                fields[column] = field
        if "name" in fields.values() and len(fields) > 1:
            return number, fields
    raise InputError("input_missing_key", where=where, key="name")
