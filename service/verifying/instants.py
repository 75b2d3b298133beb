"""Instants in credentials: XML Schema dateTimeStamp, as RFC 3339 restricts it, read strictly."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

# Fractions of any length are cut to microseconds; a zone is Z or ±hh:mm, never both.
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_instant(value: Any, *, end_of_day: bool = False) -> datetime | None:
    """Read an instant as UTC, or None where it cannot be read.

    Without a zone it is taken as UTC (VC 2.0 §4.9 lets a verifier choose). A leap second counts as
    the second after it. A bare date is the start of that day, or its end with `end_of_day`.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    if _DATE.fullmatch(text):
        try:
            day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
            return day + timedelta(days=1, microseconds=-1) if end_of_day else day
        except (ValueError, OverflowError):
            return None
    found = _INSTANT.fullmatch(text)
    if found is None:
        return None
    year, month, day_, hour, minute, second = (int(part) for part in found.groups()[:6])
    fraction, zone = found[7] or "", found[8]
    try:
        made = datetime(year, month, day_, hour, minute, min(second, 59), tzinfo=UTC)
        if second == 60:
            made += timedelta(seconds=1)
        elif second > 60:
            return None
        made = made.replace(microsecond=int(fraction[:6].ljust(6, "0")))
        return made - _offset(zone)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta:
    if zone in (None, "Z"):
        return timedelta()
    assert zone is not None
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 14 or minutes > 59:
        raise ValueError(zone)
    size = timedelta(hours=hours, minutes=minutes)
    return -size if zone[0] == "-" else size
