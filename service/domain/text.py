"""Texts, dates of limited precision, sources, and statements that are a code plus data."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from service.domain.noun import noun

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Slot = str | int | bool | Decimal | tuple[str, ...]
"""A value that a statement carries: never a sentence of ours."""


class Confidence(StrEnum):
    """How far a fact of ours is to be trusted, as the fact tables grade it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@noun
class Text:
    """A text as its owner wrote it. `language` is BCP 47 ("und" when not stated)."""

    value: str
    language: str
    official: bool = True


@noun
class Source:
    """Where a fact comes from. `date` is when it was issued or read, ISO 8601, any precision."""

    title: str
    date: str | None = None
    url: str | None = None


@noun
class Quote:
    """A passage that was read. `where` says whose it is: a JSON pointer or a field name."""

    text: str
    language: str
    where: str


@noun
class Statement:
    """A finding, reason, note or value: `code` names a catalogue entry, `data` fills its slots."""

    code: str
    data: tuple[tuple[str, Slot], ...] = ()

    def get(self, name: str) -> Slot | None:
        """Return the slot `name`, or None where the statement does not carry it."""
        return dict(self.data).get(name)


def say(code: str, /, **data: Slot) -> Statement:
    """Make a statement; the slots are kept in alphabetical order so that equal means equal."""
    return Statement(code=code, data=tuple(sorted(data.items())))


@lru_cache(maxsize=4096)
def earliest(text: str) -> date:
    """First day that the partial date `text` (YYYY, YYYY-MM or YYYY-MM-DD) can mean.

    Raises ValueError for any other form or a day that does not exist.
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=4096)
def latest(text: str) -> date:
    """Last day that the partial date `text` can mean. Raises ValueError as `earliest` does."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL_DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"not YYYY, YYYY-MM or YYYY-MM-DD: {text!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or year < 1:
        raise ValueError(f"year out of range: {text!r}")
    if day == 0 or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"month or day out of range: {text!r}")
    return year, month, day


def holds_on(day: date, since: str | None, until: str | None) -> bool:
    """Whether a fact dated `since`..`until` (both inclusive, either open) holds on `day`.

    A year alone counts as the whole year, so a boundary year belongs to both neighbours.
    """
    if since is not None and day < earliest(since):
        return False
    return until is None or day <= latest(until)
