"""Dates, numbers, lists, names of countries and languages, as CLDR has them (through Babel).

Digits are Latin in every language: levels, codes and dates then read the same everywhere.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from service.domain.text import earliest

ListStyle = Literal["standard", "or"]
PLURAL_ORDER = ("zero", "one", "two", "few", "many", "other")
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb"})
_TAGS = {"zh": "zh-Hans"}
# English as the world outside the United States writes it: 12 June 2019, no serial comma.
_LOCALES = {"en": "en_001"}


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's locale of a report language. Raises babel.UnknownLocaleError for any other."""
    return Locale.parse(_LOCALES.get(language, language.replace("-", "_")))


def tag_of(language: str) -> str:
    """BCP 47 tag of a report language, with the script where the bare code leaves it open."""
    return _TAGS.get(language, language)


def direction_of_language(language: str) -> str:
    """Direction in which `language` is written: "ltr" or "rtl"."""
    return "rtl" if language.split("-")[0] in _RTL else "ltr"


@lru_cache(maxsize=4096)
def number(value: Decimal | int | float, language: str) -> str:
    """`value` with up to three decimals."""
    return format_decimal(value, locale=locale_of(language))


@lru_cache(maxsize=1024)
def percent(share: Decimal, language: str) -> str:
    """`share` (1 is the whole) as a percentage without decimals."""
    return format_percent(share, locale=locale_of(language))


@lru_cache(maxsize=4096)
def score(value: float, language: str) -> str:
    """A score from 0 to 1 with two decimals."""
    return format_decimal(round(value, 2), format="0.00", locale=locale_of(language))


@lru_cache(maxsize=4096)
def partial_date(text: str, language: str) -> str:
    """A date in words, as precise as `text` is. Raises ValueError where it is no date."""
    day, locale = earliest(text), locale_of(language)
    if len(text) == 4:
        return format_skeleton("y", day, locale=locale)
    if len(text) == 7:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


@lru_cache(maxsize=1024)
def list_pattern(count: int, style: ListStyle, language: str) -> tuple[str, ...]:
    """The words before, between and after `count` items of a list: count + 1 strings."""
    marks = [f"\x00{index}\x00" for index in range(count)]
    made = format_list(marks, style=style, locale=locale_of(language))
    return tuple(made.split("\x00")[::2])


def country_name(code: str, language: str) -> str | None:
    """Name of an ISO 3166-1 country; None where CLDR has none."""
    return locale_of(language).territories.get(code.upper())


def language_name(tag: str, language: str) -> str | None:
    """Name of a language by its tag; None where CLDR has none."""
    reader, written = locale_of(language), tag.replace("-", "_")
    if written in reader.languages:  # "Simplified Chinese", not "Chinese (Simplified)"
        return str(reader.languages[written])
    try:
        found = Locale.parse(written)
    except (ValueError, LookupError):
        return None
    return found.get_display_name(reader)


@lru_cache(maxsize=64)
def plural_tags(language: str) -> tuple[str, ...]:
    """CLDR plural categories of `language`, in the order of the forms in its catalogue."""
    tags = locale_of(language).plural_form.tags
    return tuple(tag for tag in PLURAL_ORDER if tag == "other" or tag in tags)


@lru_cache(maxsize=4096)
def plural_tag(value: Decimal | int, language: str) -> str:
    """CLDR plural category of `value`."""
    return str(locale_of(language).plural_form(value))
