"""Texts with a language, in the four forms in which JSON-LD and our descriptor write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from service.domain.text import Text
from service.importing.codes import language_code
from service.importing.safe_json import join
from service.normalizing.language import UNKNOWN, detect_language

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_UNSTATED = {"@none", "none", "und", ""}

Placed = tuple[str, Text]
"""A JSON pointer and the text that stands there."""


NOT_DETECTED = "mis"
"""As `stated`: leave the language of unmarked texts open, as for names of persons (BCP 47 "mis",
which no file states; the text comes out as "und")."""


def language_texts(
    value: Any, pointer: str, country: str | None = None, stated: str | None = None
) -> list[Placed] | None:
    """Read a string, `{language: string or strings}`, `{"@value", "@language"}`, or a list of them.

    A language that the file does not state (also "@none") is `stated`, else detected, with
    `country` as the tie-breaker; a tag that is not BCP 47 counts as not stated. Blank strings are
    skipped; values are kept to the letter. None where the value has another shape.
    """
    if isinstance(value, str):
        return [(pointer, _text(value, stated, country))] if value.strip() else []
    if isinstance(value, list):
        if any(isinstance(item, list) for item in value):
            return None
        return _joined(
            language_texts(item, join(pointer, index), country, stated)
            for index, item in enumerate(value)
        )
    if not isinstance(value, dict):
        return None
    if "@value" in value:
        language = value.get("@language")
        if not isinstance(language, str | None):
            return None
        return language_texts(value["@value"], join(pointer, "@value"), country, language or stated)
    if not all(_is_tag(key) and _is_words(key, item) for key, item in value.items()):
        return None
    return _joined(
        language_texts(item, join(pointer, key), country, _stated(key) or stated)
        for key, item in value.items()
    )


def _is_tag(key: str) -> bool:
    return key.casefold() in _UNSTATED or language_code(key) is not None


def _is_words(key: str, value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) and _is_words(key, item) for item in value)
    # "id" is Indonesian, and the address of a node.
    return isinstance(value, str) and not (key == "id" and _ADDRESS.fullmatch(value))


def _stated(tag: str) -> str | None:
    return None if tag.casefold() in _UNSTATED else language_code(tag)


def _joined(parts: Iterable[list[Placed] | None]) -> list[Placed] | None:
    made: list[Placed] = []
    for part in parts:
        if part is None:
            return None
        made.extend(part)
    return made


def _text(value: str, stated: str | None, country: str | None) -> Text:
    if stated == NOT_DETECTED:
        return Text(value=value, language=UNKNOWN)
    language = language_code(stated) if stated else None
    language = language or detect_language(value, country=country)
    return Text(value=value, language=language)
