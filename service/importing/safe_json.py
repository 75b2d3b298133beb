"""JSON of strangers: RFC 8259 to the letter, and bounded in depth, size and numbers."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from service.errors import InputError

MAX_DEPTH = 64
"""Deepest nesting of lists and objects. Real credentials use at most 20."""
MAX_VALUES = 300_000
"""Most values (members, items) in one file. The largest real credential known has 40,000."""
MAX_DIGITS = 1000
"""Longest number literal. Longer ones cost quadratic time and mean nothing in a credential."""

# The closing quote is optional and the body possessive, so that no text is scanned twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]},]', re.DOTALL)


class _TwiceKeyed(dict[str, Any]):
    """An object in which `key` stands twice; its place is found once the whole file is read."""

    key = ""


class _BadNumber(ValueError):
    """A number literal out of bounds."""


def parse_json(text: str, where: str, pointer: str = "") -> Any:
    """Parse one JSON text into dicts, lists, str, bool, None, int and Decimal.

    Duplicate keys, NaN, Infinity, lone surrogates and U+0000 are refused: the first two let a
    file say two things, the last two cannot be stored or printed. `pointer` is the place of an
    embedded text in its file. Raises InputError: input_not_json (format, line, column, problem),
    input_duplicate_key (key), input_bad_number (value), input_too_deep (limit),
    input_too_many_values (limit), input_bad_character (character).
    """
    _check_bounds(text, where, pointer)
    try:
        raw = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as problem:
        raise InputError(
            "input_not_json",
            where=":".join(filter(None, (where, pointer, str(problem.lineno), str(problem.colno)))),
            format="JSON",
            line=problem.lineno,
            column=problem.colno,
            problem=problem.msg,
        ) from None
    except _BadNumber as problem:
        raise InputError(
            "input_bad_number", where=f"{where}:{pointer}", value=str(problem)
        ) from None
    check_values(raw, where, pointer)
    return raw


def check_values(raw: Any, where: str, pointer: str = "") -> None:
    """Refuse duplicate keys and characters that cannot be stored, with their place."""
    waiting: list[tuple[Any, str]] = [(raw, pointer)]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, str):
            _check_characters(value, f"{where}:{place}")
        elif isinstance(value, dict):
            if isinstance(value, _TwiceKeyed):
                raise InputError("input_duplicate_key", where=f"{where}:{place}", key=value.key)
            for key, item in value.items():
                _check_characters(key, f"{where}:{place}")
                waiting.append((item, join(place, key)))
        elif isinstance(value, list):
            waiting.extend((item, join(place, index)) for index, item in enumerate(value))


def join(pointer: str, key: str | int) -> str:
    """Extend a JSON pointer (RFC 6901) by one step."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _check_characters(text: str, where: str) -> None:
    if text.isascii() and "\0" not in text:
        return
    for character in text:
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise InputError(
                "input_bad_character", where=where, character=f"U+{ord(character):04X}"
            )


def _check_bounds(text: str, where: str, pointer: str) -> None:
    """Count before anything is built: four million empty objects take half a gigabyte."""
    depth = values = 0
    for found in _TOKEN.finditer(text):
        first = found.group()[0]
        if first in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise InputError("input_too_deep", where=f"{where}:{pointer}", limit=MAX_DEPTH)
        elif first in "]}":
            depth -= 1
        if first in "[{,":
            values += 1
            if values > MAX_VALUES:
                raise InputError(
                    "input_too_many_values", where=f"{where}:{pointer}", limit=MAX_VALUES
                )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice = _TwiceKeyed(made)
    seen: set[str] = set()
    twice.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return twice


def _constant(text: str) -> Any:
    raise _BadNumber(text)


def _decimal(text: str) -> Decimal:
    if len(text) > MAX_DIGITS:
        raise _BadNumber(f"{text[:20]}…")
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what Decimal holds
        raise _BadNumber(text) from None


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _BadNumber(f"{text[:20]}…")
    return int(text)
