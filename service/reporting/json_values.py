"""Domain values as plain JSON values: scores as numbers, exact amounts as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.domain.text import Slot, Source, Statement, Text

PLACES = 4
"""Decimals that a score keeps."""


def text_data(text: Text) -> dict[str, Any]:
    """A text with its language."""
    return {"value": text.value, "language": text.language}


def source_data(source: Source) -> dict[str, Any]:
    """A source; date and address are null where there is none."""
    return {"title": source.title, "date": source.date, "url": source.url}


def statement_data(statement: Statement) -> dict[str, Any]:
    """A code with its data beside it."""
    return {"code": statement.code, **{name: _slot(value) for name, value in statement.data}}


def level_data(framework: str | None, code: str | None) -> dict[str, Any] | None:
    """A level as its owner writes it, or null."""
    if framework is None or code is None:
        return None
    return {"framework": framework, "code": code}


def numeral(value: Decimal | None) -> str | None:
    """An exact amount as plain digits without trailing zeros: 180, 3.5, never 1.8E+2."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def score(value: float | None) -> float | None:
    """A score rounded so that every machine prints the same digits."""
    return None if value is None else round(float(value), PLACES)


def _slot(value: Slot) -> Any:
    if isinstance(value, Decimal):
        return numeral(value)
    return list(value) if isinstance(value, tuple) else value
