"""Slots into words: each kind of slot has one function from its data to a phrase."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from service.domain.text import Slot as Value
from service.errors import RenderError
from service.reporting import cldr
from service.reporting.names import (
    Speaker,
    authority_phrase,
    code_phrase,
    field_phrase,
    framework_phrase,
    language_phrase,
    level_phrase,
    licence_phrase,
    list_phrase,
    place_phrase,
    span_phrase,
    type_phrase,
    unit_phrase,
)
from service.reporting.phrase import Phrase, plain, quoted
from service.reporting.slots import Kind


def slot_phrase(speaker: Speaker, kind: Kind, values: tuple[Value, ...]) -> Phrase:
    """Words for the data `values` of one slot. Raises RenderError where they do not fit."""
    try:
        return _WORDS[kind](speaker, values)
    except (ValueError, TypeError, ArithmeticError):
        raise RenderError("render_bad_slot", kind=kind.name.lower(), value=repr(values)) from None


def _each(
    word: Callable[[Speaker, str], Phrase], style: cldr.ListStyle = "standard"
) -> Callable[[Speaker, tuple[Value, ...]], Phrase]:
    def words(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
        (items,) = values
        return list_phrase(speaker, tuple(word(speaker, each) for each in _strings(items)), style)

    return words


def _one(
    word: Callable[[Speaker, str], Phrase],
) -> Callable[[Speaker, tuple[Value, ...]], Phrase]:
    def words(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
        (value,) = values
        return word(speaker, str(value))

    return words


def _label(prefix: str) -> Callable[[Speaker, str], Phrase]:
    return lambda speaker, value: plain(speaker.label(f"{prefix}.{value}"))


def _strings(value: Value) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        raise TypeError("a list is wanted")
    return value


def _amount(value: Value) -> Decimal | int:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError("a number is wanted")
    return value


def _number(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    (value,) = values
    return plain(cldr.number(_amount(value), speaker.language))


def _percent(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    (value,) = values
    return plain(cldr.percent(Decimal(_amount(value)), speaker.language))


def _span(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    low, high = values
    return span_phrase(speaker, _amount(low), _amount(high))


def _level(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    framework, codes = values
    if isinstance(codes, str):
        codes = (codes,)
    return level_phrase(speaker, str(framework), _strings(codes))


def _licence(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    identifier, name = values
    return licence_phrase(speaker, str(identifier), str(name))


def _authority(speaker: Speaker, values: tuple[Value, ...]) -> Phrase:
    licence, name = values
    return authority_phrase(speaker, str(licence), str(name))


def _date(speaker: Speaker, text: str) -> Phrase:
    return plain(cldr.partial_date(text, speaker.language))


def _text(_: Speaker, text: str) -> Phrase:
    return quoted(text, "")


_WORDS: dict[Kind, Callable[[Speaker, tuple[Value, ...]], Phrase]] = {
    Kind.TEXT: _one(_text),
    Kind.TEXTS: _each(_text),
    Kind.CODE: _one(code_phrase),
    Kind.NUMBER: _number,
    Kind.SPAN: _span,
    Kind.PERCENT: _percent,
    Kind.DATE: _one(_date),
    Kind.COUNTRY: _one(place_phrase),
    Kind.LANGUAGE: _one(language_phrase),
    Kind.FRAMEWORK: _one(framework_phrase),
    Kind.LEVEL: _level,
    Kind.LEVELS: _level,
    Kind.CODES: _each(code_phrase, "or"),
    Kind.TYPE: _one(type_phrase),
    Kind.TYPES: _each(type_phrase),
    Kind.STAGE: _one(_label("stage")),
    Kind.STAGES: _each(_label("stage")),
    Kind.AWARD_KIND: _one(_label("kind")),
    Kind.ELEMENT: _one(_label("element")),
    Kind.FINDING: _one(_label("finding")),
    Kind.FORM: _one(_label("form")),
    Kind.PURPOSE: _one(_label("purpose")),
    Kind.CONFIDENCE: _one(_label("confidence")),
    Kind.LICENCE: _licence,
    Kind.AUTHORITY: _authority,
    Kind.CREDIT_SYSTEM: _one(unit_phrase),
    Kind.ISCED_F: _one(field_phrase),
}
