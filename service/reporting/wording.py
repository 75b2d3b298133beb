"""Statements into words: the one place where codes become sentences.

A key without words, a slot without a value or a value without a slot is a RenderError: no
message id ever stands on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from service.domain.text import Slot as Value
from service.domain.text import Statement
from service.errors import RenderError
from service.reporting import cldr
from service.reporting.catalogue_files import entries
from service.reporting.facts import Facts, NoFacts
from service.reporting.messages import REGISTRY
from service.reporting.phrase import Phrase, Run
from service.reporting.slot_values import slot_phrase
from service.reporting.slots import PLACEHOLDER, Kind, Message


class Wording:
    """The words of one language. `facts` name what is data rather than message."""

    def __init__(self, language: str, facts: Facts | None = None) -> None:
        self.language = language
        self.facts: Facts = NoFacts() if facts is None else facts
        self.direction = cldr.direction_of_language(language)
        self.tag = cldr.tag_of(language)
        self._entries = entries(language)

    def say(self, what: Statement | str, /, **data: Value) -> Phrase:
        """Words for a statement, or for the message `what` with `data`.

        Raises RenderError for an unknown key, missing or extra data, and missing words.
        """
        key = what.code if isinstance(what, Statement) else what
        if isinstance(what, Statement):
            data = dict(what.data)
        entry = self._known(key, data)
        if entry.when_empty is not None and () in data.values():
            kept = {name: value for name, value in data.items() if value != ()}
            return self.say(entry.when_empty, **kept)
        parts = {}
        for slot in entry.slots:
            values = tuple(data[name] for name in slot.reads)
            parts[slot.name] = slot_phrase(self, slot.kind, values)
        return _filled(self._form(entry, data), parts)

    def label(self, key: str) -> str:
        """Words of a message without slots. Raises RenderError as `say` does."""
        self._known(key, {})
        return self._words(key)[0]

    def date(self, text: str) -> str:
        """A partial date in words. Raises RenderError where it is none."""
        try:
            return cldr.partial_date(text, self.language)
        except ValueError:
            raise RenderError("render_bad_slot", kind="date", value=repr(text)) from None

    def number(self, value: Decimal | int) -> str:
        """A number as the language writes it."""
        return cldr.number(value, self.language)

    def score(self, value: float) -> str:
        """A score from 0 to 1 with two decimals."""
        return cldr.score(value, self.language)

    def has(self, key: str) -> bool:
        """Whether `key` is a message."""
        return key in REGISTRY

    def fill(self, key: str, parts: dict[str, Phrase]) -> Phrase:
        """Words of the pattern `key` around `parts` that are words already."""
        self._known(key, parts)
        return _filled(self._words(key)[0], parts)

    def _known(self, key: str, data: Mapping[str, object]) -> Message:
        entry = REGISTRY.get(key)
        if entry is None:
            raise RenderError("render_unknown_message", key=key)
        missing, extra = entry.data - data.keys(), data.keys() - entry.data
        if missing:
            raise RenderError("render_missing_slot", key=key, slot=min(missing))
        if extra:
            raise RenderError("render_extra_slot", key=key, slot=min(extra))
        return entry

    def _words(self, key: str) -> tuple[str, ...]:
        try:
            return self._entries[key]
        except KeyError:
            raise RenderError("render_untranslated", key=key, language=self.language) from None

    def _form(self, entry: Message, data: Mapping[str, Value]) -> str:
        """The plural form for the data; the only form where the message has no count."""
        forms = self._words(entry.key)
        if entry.plural is None:
            return forms[0]
        value = data[entry.plural]
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise RenderError("render_bad_slot", kind="number", value=repr(value))
        tag = cldr.plural_tag(value, self.language)
        spans = [slot for slot in entry.slots if slot.kind is Kind.SPAN]
        is_range = any(
            entry.plural in slot.reads and len({data[name] for name in slot.reads}) > 1
            for slot in spans
        )
        if is_range and tag in ("zero", "one", "two"):
            tag = "other"
        return forms[cldr.plural_tags(self.language).index(tag)]


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[str, ...]:
    """`text` cut at its placeholders: words, name, words, name, …, words."""
    return tuple(PLACEHOLDER.split(text))


def _filled(text: str, parts: Mapping[str, Phrase]) -> Phrase:
    runs: list[Run] = []
    for index, piece in enumerate(_pieces(text)):
        if index % 2:
            runs.extend(parts[piece].runs)
        elif piece:
            runs.append(Run(text=piece))
    return Phrase(runs=_merged(runs))


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring words of ours become one run."""
    made: list[Run] = []
    for run in runs:
        if made and _ours(run) and _ours(made[-1]):
            made[-1] = Run(text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)


def _ours(run: Run) -> bool:
    return run.lang is None and run.direction is None and run.href is None
