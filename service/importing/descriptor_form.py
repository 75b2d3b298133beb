"""The strict half of the descriptor reader: one known key, one kind of value, one clear refusal.

Unknown keys never reach this module; a known key with an unusable value is an error, because the
author of a descriptor is at hand and can mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from service.domain.text import Text
from service.errors import InputError
from service.importing.codes import country_code, language_code
from service.importing.days import read_day
from service.importing.quoting import quoted_amount
from service.importing.reading import Node
from service.importing.safe_json import join
from service.importing.texts import language_texts

_BLANKS = " \t\r\n"
MOST_ITEMS = 5000
"""Longest list of one field."""


class Form:
    """A mapping of the descriptor, read field by field. Blank and null mean: not stated."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.reading = node.reading

    def value(self, key: str) -> Any:
        """Pop the value of `key`; None where it is absent, null or blank."""
        raw = self.node.pop(key)
        return None if isinstance(raw, str) and not raw.strip(_BLANKS) else raw

    def wrong(self, key: str, expected: str) -> InputError:
        """Make the error for a value of another kind; `expected` is a word of the schema."""
        return self.reading.error(
            "input_wrong_type", self.node.place(key), field=key, expected=expected
        )

    def scalar(self, key: str, field: str) -> str | None:
        """Pop a text or number as the text that it is, quoted."""
        raw = self.value(key)
        if raw is None:
            return None
        if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
            raise self.wrong(key, "text")
        self.reading.quote(field, self.node.place(key), raw)
        return str(raw)

    def parsed(
        self,
        key: str,
        field: str,
        parse: Callable[[str], str | None],
        code: str = "input_bad_value",
    ) -> str | None:
        """Pop a scalar in the form that `parse` gives it; None from `parse` is error `code`."""
        raw = self.scalar(key, field)
        if raw is None:
            return None
        made = parse(raw.strip())
        if made is None:
            raise self.reading.error(code, self.node.place(key), field=key, value=raw[:80])
        return made

    def country(self, key: str, field: str) -> str | None:
        """Pop a country as a code or name in any language, as ISO 3166-1 alpha-2."""
        return self.parsed(key, field, country_code, "input_unknown_country")

    def language(self, key: str, field: str) -> str | None:
        """Pop a language as a tag or name in any language, as BCP 47."""
        return self.parsed(key, field, language_code, "input_unknown_language")

    def matching(self, key: str, field: str, pattern: str) -> str | None:
        """Pop a scalar that fits a whole pattern."""
        return self.parsed(key, field, lambda raw: raw if re.fullmatch(pattern, raw) else None)

    def choice(self, key: str, field: str, kind: type[StrEnum]) -> str | None:
        """Pop one value of a closed list. Raises InputError input_bad_choice."""
        raw = self.scalar(key, field)
        accepted = [str(item) for item in kind]
        if raw is None or raw in accepted:
            return raw
        raise self.reading.error(
            "input_bad_choice",
            self.node.place(key),
            field=key,
            value=raw[:80],
            accepted=", ".join(accepted),
        )

    def day(self, key: str, field: str) -> str | None:
        """Pop a date of any precision. Raises InputError input_bad_date."""
        raw = self.value(key)
        return None if raw is None else read_day(raw, field, self.node.place(key), self.reading)

    def number(self, key: str, field: str, most: Decimal) -> Decimal | None:
        """Pop a positive number, exactly. Raises InputError input_bad_number."""
        raw = self.value(key)
        place = self.node.place(key)
        return None if raw is None else quoted_amount(raw, field, place, most, self.reading)

    def texts(self, key: str, field: str, stated: str | None = None) -> tuple[Text, ...]:
        """Pop a text, a list of texts or `{language: text or texts}`, and quote each."""
        raw = self.value(key)
        return () if raw is None else self.words(raw, key, self.node.place(key), field, stated)

    def words(
        self, raw: Any, key: str, place: str, field: str, stated: str | None = None
    ) -> tuple[Text, ...]:
        """Read texts found at `place`. Raises input_unknown_language, input_wrong_type."""
        if isinstance(raw, dict):
            for tag in raw:
                if language_code(tag) is None:
                    raise self.reading.error(
                        "input_unknown_language", join(place, tag), field=key, value=tag[:80]
                    )
        found = language_texts(raw, place, self.reading.country, stated)
        if found is None:
            raise self.reading.error(
                "input_wrong_type", place, field=key, expected="text, {language: text}"
            )
        for pointer, text in found:
            self.reading.quote(field, pointer, text.value, text.language)
        return tuple(text for _, text in found)

    def items(self, key: str) -> list[tuple[str, Any]]:
        """Pop a list as (pointer, item); a single value is a list of one, blank items are left out.

        Raises InputError input_too_many (field, count, limit).
        """
        raw = self.value(key)
        place = self.node.place(key)
        if raw is None:
            return []
        if not isinstance(raw, list):
            return [(place, raw)]
        if len(raw) > MOST_ITEMS:
            raise self.reading.error(
                "input_too_many", place, field=key, count=len(raw), limit=MOST_ITEMS
            )
        placed = ((join(place, index), item) for index, item in enumerate(raw))
        return [(pointer, item) for pointer, item in placed if item not in (None, "")]

    def form(self, key: str) -> Form | str | None:
        """Enter the mapping at `key`, or pop the text that stands there instead."""
        if isinstance(self.node.peek(key), dict):
            return Form(self.node.nodes(key)[0])
        raw = self.value(key)
        if raw is None or isinstance(raw, str):
            return raw
        raise self.wrong(key, "text, mapping")

    def forms(self, key: str) -> list[tuple[str, Form | Any]]:
        """Enter each mapping of a list (or the single one); scalars are returned as they are."""
        return [
            (pointer, Form(self.node.enter(item, pointer)) if isinstance(item, dict) else item)
            for pointer, item in self.items(key)
        ]
