"""Exact numbers and ISO 8601 durations as they stand in files; anything unclear is refused."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

MOST_CREDITS = Decimal(10_000)
MOST_HOURS = Decimal(100_000)
MOST_YEARS = Decimal(100)

_SEPARATORS = str.maketrans({",": ".", "٫": ".", "．": ".", "，": "."})
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,20})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DURATION = re.compile(
    r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?"
    r"(T(?:([0-9]+(?:[.,][0-9]+)?)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
)


def read_amount(raw: Any, most: Decimal) -> Decimal:
    """Read a positive number exactly: 60, "6,0", "6.0", "٦", "６".

    Digits of any one script, one decimal mark (comma or point). Refused with ValueError: words,
    fractions ("½"), signs, exponents in text, more than one mark, digits of two scripts, zero,
    more than `most`, and text such as "1.500", which is 1.5 for one reader and 1500 for another.
    """
    if isinstance(raw, bool):
        raise ValueError(raw)
    if isinstance(raw, int | Decimal):
        value = Decimal(raw)
    else:
        text = _ascii_digits(str(raw).strip()).translate(_SEPARATORS)
        if not _NUMBER.fullmatch(text) or _GROUPED.fullmatch(text):
            raise ValueError(raw)
        value = Decimal(text)
    if not value.is_finite() or not 0 < value <= most:
        raise ValueError(raw)
    return value


def _ascii_digits(text: str) -> str:
    digits = [unicodedata.decimal(character, None) for character in text]
    zeros = {ord(c) - digit for c, digit in zip(text, digits, strict=True) if digit is not None}
    if len(zeros) > 1:
        raise ValueError(text)
    return "".join(
        c if digit is None else str(digit) for c, digit in zip(text, digits, strict=True)
    )


def read_hours(text: str) -> Decimal | None:
    """Read clock hours from an ISO 8601 duration of hours and minutes: "PT60H", "PT1H30M".

    None where the duration is sound but no number of hours can be read from it exactly: P60M
    means sixty *months*, P1M one month of unknown effort. ValueError where it is no duration
    ("6 months", "PT-5H") or is zero or more than `MOST_HOURS`.
    """
    years, months, weeks, days, clock, hours, minutes, seconds = _parts(text)
    if years or months or weeks or days or seconds or not clock:
        return None
    total = Decimal((hours or "0").replace(",", ".")) * 60 + int(minutes or 0)
    return _exact(_bounded(total, MOST_HOURS * 60, text) / 60)


def read_years(text: str) -> Decimal | None:
    """Read years from an ISO 8601 duration of years and months: "P4Y", "P1Y6M", "P36M".

    None where the duration is sound but is no exact decimal of years (P1M, P40W, PT60H).
    ValueError as in `read_hours`, the limit being `MOST_YEARS`.
    """
    years, months, weeks, days, clock, *_ = _parts(text)
    if weeks or days or clock:
        return None
    total = _bounded(Decimal(int(years or 0) * 12 + int(months or 0)), MOST_YEARS * 12, text)
    return _exact(total / 12)


def _exact(value: Decimal) -> Decimal | None:
    """Keep a quotient that ends within six decimals; one that was rounded is no statement."""
    return value if value == value.quantize(Decimal("0.000001")) else None


def _parts(text: str) -> tuple[str | None, ...]:
    found = _DURATION.fullmatch(text.strip())
    if found is None or len(text) > 40 or not any(c.isdigit() for c in text) or text[-1:] == "T":
        raise ValueError(text)
    return found.groups()


def _bounded(value: Decimal, most: Decimal, text: str) -> Decimal:
    if not 0 < value <= most:
        raise ValueError(text)
    return value
