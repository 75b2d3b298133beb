"""Institution registries into our institutions: ECHE lists, DEQAR-style exports, our own table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from service.domain.institution import Institution
from service.domain.noun import noun
from service.domain.text import Source, Text, earliest, latest
from service.importing.codes import country_code
from service.importing.registry_columns import find_headings
from service.importing.registry_rows import registry_rows

UNDETERMINED = "und"
MAX_SHARING = 3
"""A domain that more institutions share is a host of many (a school portal) and lists nobody."""
_PARTS = re.compile(r"\s*\|\s*")
_DAY_FIRST = re.compile(r"(\d{2})[-./](\d{2})[-./](\d{4})", re.ASCII)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
# Countries of Erasmus codes: the letters of their vehicles (https://unece.org, distinguishing
# signs), where the list itself names none.
_ERASMUS = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "E": "ES",
    "F": "FR",
    "G": "GR",
    "I": "IT",
    "IRL": "IE",
    "LUX": "LU",
    "N": "NO",
    "P": "PT",
    "S": "SE",
    "SF": "FI",
    "UK": "GB",
}


@noun
class SkippedRow:
    """A row that could not be used: its number, and which field was missing or unreadable."""

    line: int
    field: str
    value: str


@noun
class ImportedRegistry:
    """The institutions of one file, and every row of it that was not used."""

    institutions: tuple[Institution, ...]
    skipped: tuple[SkippedRow, ...]


def import_registry(data: bytes, where: str, *, listing: str, source: Source) -> ImportedRegistry:
    """Read a registry of institutions; `listing` and `source` count where rows state none.

    Layouts are told apart by their headings. Raises InputError: those of `registry_rows` and
    `find_headings`. A row without name or with a date that cannot be read is skipped and listed: a
    listing must never hold longer than its register says.
    """
    rows = registry_rows(data, where)
    top, fields = find_headings([cells for _, cells in rows], where)
    made: list[Institution] = []
    skipped: list[SkippedRow] = []
    for line, cells in rows[top + 1 :]:
        row = {name: cells[column] for column, name in fields.items() if column < len(cells)}
        row = {name: value for name, value in row.items() if value}
        problem = _problem(row)
        if problem is not None:
            skipped.append(SkippedRow(line=line, field=problem, value=row.get(problem, "")[:80]))
            continue
        made.append(_institution(row, line, listing, source))
    return ImportedRegistry(institutions=_without_shared(made), skipped=tuple(skipped))


def _problem(row: dict[str, str]) -> str | None:
    if "name" not in row:
        return "name"
    for field, bound in (("since", earliest), ("until", latest)):
        if field in row:
            try:
                bound(_day(row[field]))
            except ValueError:
                return field
    return None


def _institution(row: dict[str, str], line: int, listing: str, source: Source) -> Institution:
    erasmus = _erasmus(row.get("erasmus", ""))
    identifiers = [
        f"{kind}:{value}"
        for kind, value in (
            ("erasmus", erasmus),
            ("pic", row.get("pic", "")),
            ("oid", row.get("oid", "")),
            ("eter", row.get("eter", "")),
        )
        if value
    ]
    identifiers.extend(_PARTS.split(row["identifiers"]) if "identifiers" in row else [])
    own = row.get("id")
    name = _text(row["name"], row.get("name_language", UNDETERMINED))
    aliases = (_PARTS.split(row["alias"])) if "alias" in row else []
    domains = [domain] if (domain := site_domain(row.get("website", ""))) else []
    domains.extend(_PARTS.split(row["domains"].lower()) if "domains" in row else [])
    stated = Source(
        title=row.get("source_title", source.title),
        date=row.get("source_date", source.date),
        url=row.get("source_url", source.url),
    )
    return Institution(
        id=own or (identifiers[0] if identifiers else f"row:{line}"),
        names=(name, *(_text(each, UNDETERMINED) for each in aliases)),
        country=_country(row.get("country", ""), erasmus),
        listing=row.get("listing", listing),
        source=stated,
        identifiers=tuple(dict.fromkeys(identifiers)),
        domains=tuple(dict.fromkeys(domains)),
        city=row.get("city"),
        since=_day(row["since"]) if "since" in row else None,
        until=_day(row["until"]) if "until" in row else None,
    )


def _text(value: str, language: str) -> Text:
    """Read a name; our own table writes "name@language"."""
    name, at, tag = value.rpartition("@")
    if at and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", tag):
        return Text(value=name, language=tag)
    return Text(value=value, language=language)


def _day(text: str) -> str:
    """Return a date as ISO 8601; "31-12-2029" is day first, as the ECHE list of 2023 writes it."""
    found = _DAY_FIRST.fullmatch(text)
    if found:
        return f"{found[3]}-{found[2]}-{found[1]}"
    day = text[:10]
    if _ISO.fullmatch(day) is None:
        raise ValueError(text)
    return day


def _erasmus(code: str) -> str:
    return " ".join(code.replace("\xa0", " ").split()).upper()


def _country(stated: str, erasmus: str) -> str | None:
    """The country that a row states (the EU writes EL and UK), else that of its Erasmus code."""
    if stated:
        return {"EL": "GR", "UK": "GB"}.get(stated.upper()) or country_code(stated)
    letters = re.match(r"[A-Z]{1,3}(?= )", erasmus)
    if letters is None:
        return None
    return _ERASMUS.get(letters[0], letters[0] if len(letters[0]) == 2 else None)


def site_domain(website: str) -> str | None:
    """Return the domain of a website that is an institution's own: without "www.", lower case.

    None where the address leads into a site ("portal.example/schools/7"): the host is somebody
    else's, and whoever has another page there would pass for the institution.
    """
    text = website.strip().lower()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname
    except ValueError:
        return None
    inner = [part for part in parts.path.split("/") if part and not part.startswith("index.")]
    if not host or _HOST.fullmatch(host) is None or any(len(part) > 3 for part in inner):
        return None
    return host.removeprefix("www.").rstrip(".")


def _without_shared(made: list[Institution]) -> tuple[Institution, ...]:
    counts = Counter(domain for each in made for domain in each.domains)
    return tuple(
        replace(each, domains=tuple(d for d in each.domains if counts[d] <= MAX_SHARING))
        for each in made
    )
