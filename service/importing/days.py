"""Dates as files state them, at the precision that they give, and the order they must keep."""

from __future__ import annotations

import re
from typing import Any

from service.domain.text import earliest, latest
from service.errors import InputError
from service.importing.reading import Reading

FIRST_YEAR = 1850
LAST_YEAR = 2200
LAST_YEAR_OF_EXPIRY = 9999
"""9999-12-31 is how files write "never expires"."""

_TIME = (
    r"[Tt](?:[01][0-9]|2[0-4]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:[.,][0-9]{1,12})?)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?"
)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY = re.compile(rf"([0-9]{{4}}(?:-[0-9]{{2}})?|{_DATE})|({_DATE}){_TIME}")


def read_day(raw: Any, field: str, pointer: str, reading: Reading) -> str:
    """Read YYYY, YYYY-MM, YYYY-MM-DD or an ISO 8601 time stamp, of which the day is kept.

    The day is the one that the file writes, in the file's own offset: a birth date of
    1999-10-01T22:00:00Z stays 1 October, and the passage shows the whole stamp. Digits are ASCII.
    Raises InputError input_bad_date (field, value): another form (01/02/03, 20250101), a day that
    does not exist, a year outside 1850–2200 (years of other calendars, 0000).
    """
    text = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    found = _DAY.fullmatch(text)
    last = LAST_YEAR_OF_EXPIRY if field == "expires_on" else LAST_YEAR
    try:
        if found is None:
            raise ValueError(raw)
        day = found.group(1) or found.group(2)
        if not FIRST_YEAR <= earliest(day).year <= last:
            raise ValueError(raw)
    except ValueError:
        raise bad_date(field, raw, pointer, reading) from None
    reading.quote(field, pointer, text)
    return day


def check_order(
    earlier: str | None, later: str | None, field: str, pointer: str, reading: Reading
) -> None:
    """Refuse `later` (the date of `field`) where all of it lies before all of `earlier`.

    Raises InputError input_bad_date (field, value).
    """
    if earlier and later and latest(later) < earliest(earlier):
        raise bad_date(field, later, pointer, reading)


def bad_date(field: str, value: Any, pointer: str, reading: Reading) -> InputError:
    """Make the error for a date that cannot be used."""
    return reading.error("input_bad_date", pointer, field=field, value=str(value)[:80])
