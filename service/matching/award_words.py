"""What the words of a title say of the kind of award: a lexicon, not a similarity.

The longest word wins; of equally long ones those of the country outrank the general ones. A word
that means several things here gives the whole band, so that a level is never guessed from a word
that does not decide it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from service.domain.award_word import AwardClass, AwardWord
from service.domain.noun import noun
from service.domain.text import holds_on
from service.normalizing.titles import undotted, words

# Thai and Lao, Myanmar, Khmer: written without spaces, and not taken apart by `words`.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
_CASE_MATTERS_UP_TO = 3


@noun
class WordHit:
    """Entries of one spelling found at words `start`..`end` of a title; `weight` in letters."""

    entries: tuple[AwardWord, ...]
    start: int
    end: int
    weight: int


class Lexicon:
    """Award words, ready to be found in titles."""

    def __init__(self, entries: Iterable[AwardWord]) -> None:
        spelled: dict[tuple[str, ...], list[AwardWord]] = defaultdict(list)
        self._unspaced: dict[str, list[AwardWord]] = defaultdict(list)
        for entry in entries:
            if _is_unspaced(entry.word):
                self._unspaced["".join(words(entry.word))].append(entry)
            elif found := words(entry.word):
                spelled[found].append(entry)
        self._spelled = {key: tuple(found) for key, found in spelled.items()}
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in spelled:
            lengths[key[0]].add(len(key))
        self._lengths = {
            first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()
        }

    def hits(self, title: str, country: str | None, on: date | None = None) -> tuple[WordHit, ...]:
        """Award words of `title` as `country` uses them, the most telling first.

        A word inside a longer one is dropped. Entries of other countries are left out; where an
        entry of this country exists, general ones of the same spelling are left out too.
        """
        heard = _heard(title)
        bare = undotted(title)
        found = [*self._spaced_hits(heard, bare, country, on), *self._inside(heard, country, on)]
        found.sort(key=lambda hit: (-hit.weight, hit.start))
        return tuple(hit for hit in found if not any(_covers(other, hit) for other in found))

    def _spaced_hits(
        self, heard: tuple[str, ...], bare: str, country: str | None, on: date | None
    ) -> Iterable[WordHit]:
        for start, word in enumerate(heard):
            for size in self._lengths.get(word, ()):
                if start + size > len(heard):
                    continue
                key = heard[start : start + size]
                entries = self._spelled.get(key)
                if entries is None:
                    continue
                fitting = tuple(
                    entry
                    for entry in _here(entries, country, on)
                    if (start == 0 or not entry.at_start) and _case_agrees(entry.word, bare)
                )
                if fitting:
                    weight = sum(map(len, key))
                    yield WordHit(entries=fitting, start=start, end=start + size, weight=weight)

    def _inside(
        self, heard: tuple[str, ...], country: str | None, on: date | None
    ) -> Iterable[WordHit]:
        for at, word in enumerate(heard):
            if not _is_unspaced(word):
                continue
            for spelled, entries in self._unspaced.items():
                fitting = _here(entries, country, on) if spelled in word else ()
                if fitting:
                    yield WordHit(entries=fitting, start=at, end=at + 1, weight=len(spelled))

    def classes(self, title: str, country: str | None) -> frozenset[AwardClass]:
        """Classes of award that the most telling words of `title` announce; empty: none do."""
        found = self.hits(title, country)
        return frozenset(
            entry.award_class
            for hit in found
            if hit.weight == found[0].weight
            for entry in hit.entries
        )

    def says_award_only(self, title: str, country: str | None) -> bool:
        """Whether nothing but award words stands in `title`: it names no subject then."""
        covered = {at for hit in self.hits(title, country) for at in range(hit.start, hit.end)}
        return len(covered) == len(_heard(title))

    def bare(self, title: str, country: str | None) -> str:
        """`title` without its award words: what is left is the subject, spelled as it was.

        The title itself where nothing would be left.
        """
        found = self.hits(title, country)
        drop = {at for hit in found for at in range(hit.start, hit.end)}
        if not drop:
            return title
        kept = []
        at = 0
        for piece in re.findall(r"\S+", title):
            own = len(words(piece))
            if own == 0 or any(each not in drop for each in range(at, at + own)):
                kept.append(piece)
            at += own
        left = " ".join(kept).strip(" -–—:,;/()[]")
        return left if words(left) else title


@lru_cache(maxsize=8192)
def _heard(title: str) -> tuple[str, ...]:
    return words(title)


def _here(
    entries: Iterable[AwardWord], country: str | None, on: date | None
) -> tuple[AwardWord, ...]:
    """Entries that hold in `country`: its own where there are any, else the general ones."""
    dated = [e for e in entries if on is None or holds_on(on, e.since, e.until)]
    own = tuple(e for e in dated if country is not None and country in e.countries)
    if own:
        return own
    general = tuple(e for e in dated if not e.countries)
    if general or country is not None:
        return general
    return tuple(dated)  # no country known: every meaning counts


def _covers(other: WordHit, hit: WordHit) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and (other.end - other.start, other.weight) > (hit.end - hit.start, hit.weight)


def _case_agrees(word: str, bare_title: str) -> bool:
    short = word.replace(".", "").strip()
    if len(short) > _CASE_MATTERS_UP_TO or not short.isascii():
        return True
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", bare_title) is not None


def _is_unspaced(word: str) -> bool:
    return any(low <= ord(sign) <= high for sign in word for low, high in _UNSPACED)
