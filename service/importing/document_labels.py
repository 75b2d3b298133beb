"""Words by which documents name what they state, by language: data/document_labels/<tag>.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from service.domain.noun import noun
from service.domain.text import earliest
from service.errors import ContentError
from service.importing.strict import read_yaml
from service.settings import read_settings

_KEYS = (
    *("title_after", "born", "awarded", "total_credits", "credit_units", "institution"),
    *("years", "semesters", "not_stated", "months"),
)


@noun
class Labels:
    """The words of one language. `credit_units` maps a unit's words to its system ("" unnamed)."""

    language: str
    title_after: tuple[str, ...]
    born: tuple[str, ...]
    awarded: tuple[str, ...]
    total_credits: tuple[str, ...]
    credit_units: tuple[tuple[str, str], ...]
    institution: tuple[re.Pattern[str], ...]
    years: tuple[str, ...]
    semesters: tuple[str, ...]
    not_stated: tuple[str, ...]
    months: tuple[str, ...]


@lru_cache(maxsize=1)
def all_labels() -> tuple[Labels, ...]:
    """Read every language. Raises ContentError content_missing_key, content_bad_value."""
    folder = read_settings().data / "document_labels"
    return tuple(
        _labels(path.stem, read_yaml(path), str(path)) for path in sorted(folder.glob("*.yml"))
    )


def _labels(language: str, raw: Any, where: str) -> Labels:
    for key in _KEYS:
        if not isinstance(raw, dict) or key not in raw:
            raise ContentError("content_missing_key", where=where, key=key)
    if len(raw["months"]) != 12:
        raise ContentError("content_bad_value", where=where, key="months", value=raw["months"])
    try:
        patterns = tuple(re.compile(text) for text in raw["institution"])
    except re.error as problem:
        raise ContentError(
            "content_bad_value", where=where, key="institution", value=str(problem)
        ) from None
    units = sorted(raw["credit_units"].items(), key=lambda unit: -len(unit[0]))
    rest = {key: tuple(raw[key]) for key in _KEYS if key not in ("credit_units", "institution")}
    return Labels(language=language, credit_units=tuple(units), institution=patterns, **rest)


@lru_cache(maxsize=1)
def _month_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers = {
        name.casefold(): number
        for labels in all_labels()
        for number, name in enumerate(labels.months, 1)
    }
    names = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
    return (
        re.compile(rf"{day}\s+(?:de |d')?(?P<month>{names})\s+(?:de )?(?P<year>[0-9]{{4}})", re.I),
        numbers,
    )


_ISO = re.compile(r"\b(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\b")
_DOTTED = re.compile(r"\b(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})\b")
_MARKED = re.compile(r"\b(?P<day>[0-9]{1,2})[/-](?P<month>[0-9]{1,2})[/-](?P<year>[0-9]{4})\b")


def find_day(text: str, *, day_first: bool = False) -> str | None:
    """Return the first date in a text as ISO 8601, or None.

    Read are ISO dates, days with the name of a month in any shipped language, and 1.12.2017.
    1/12/2017 and 1-12-2017 are read only with `day_first` (the label says so) or where one of the
    two numbers can be no month.
    """
    text = text.replace("\u00ad", "-")
    names, numbers = _month_pattern()
    for found in names.finditer(text):
        made = _iso(found["year"], numbers[found["month"].casefold()], found["day"])
        if made:
            return made
    for pattern in (_ISO, _DOTTED, _MARKED):
        for found in pattern.finditer(text):
            if pattern is _MARKED and not day_first and int(found["day"]) <= 12:
                continue
            made = _iso(found["year"], int(found["month"]), found["day"])
            if made:
                return made
    return None


def _iso(year: str, month: int, day: str) -> str | None:
    made = f"{year}-{month:02d}-{int(day):02d}"
    try:
        earliest(made)
    except ValueError:
        return None
    return made


def find_credits(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield each amount of credits in a text: the number, the system, the passage."""
    text = text.replace("\u00ad", "-")
    seen: set[int] = set()
    for labels in all_labels():
        for unit, system in labels.credit_units:
            pattern = rf"(?<![\w.,])([0-9]{{1,3}}(?:[.,][0-9])?)\s+{re.escape(unit)}\b"
            for found in re.finditer(pattern, text):
                if found.start() not in seen:
                    seen.add(found.start())
                    yield found.group(1), system or None, found.group()
