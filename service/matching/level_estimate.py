"""A model's suggestion of EQF levels from a title's own words. Official levels are found elsewhere.

It rests on the lexicon of award words alone: embeddings were measured at .21 on bare award words
and are not asked. Where the words admit too many levels, or there are none, it abstains.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from service.domain.award_word import AwardWord, LevelGuess
from service.domain.text import Quote, Text
from service.matching.award_words import Lexicon, WordHit

_WIDEST = 3
"""Levels that a suggestion may span; a wider one says nothing that helps."""


class LevelEstimator:
    """Levels by the lexicon, with the share of right answers measured for each kind of find."""

    def __init__(self, lexicon: Lexicon, calibration: Mapping[str, float]) -> None:
        self._lexicon = lexicon
        self._calibration = calibration

    def estimate(self, title: Text, country: str | None, *, on: date | None) -> LevelGuess | None:
        """EQF levels that the most telling words of `title` admit in `country`, or None.

        `country` None means that every country's meaning counts, so that a false friend widens
        the band instead of deciding it.
        """
        found = self._lexicon.hits(title.value, country, on)
        if not found:
            return None
        best = found[0]
        # Equally long words elsewhere in the title ("Bachelor … Diplom") count with the first.
        said = [hit for hit in found if hit.weight == best.weight]
        entries = [entry for hit in said for entry in hit.entries]
        low, high = min(e.low for e in entries), max(e.high for e in entries)
        if high - low + 1 > _WIDEST:
            return None
        classes = {entry.award_class for entry in entries}
        own = country is not None and any(country in entry.countries for entry in entries)
        return LevelGuess(
            award_class=classes.pop() if len(classes) == 1 else None,
            low=low,
            high=high,
            confidence=self._calibration.get(bucket(entries, country)),
            words=tuple(_quote(hit, title) for hit in said),
            countries_known=own,
        )

    def bucket_of(self, title: Text, country: str | None) -> str:
        """The kind of find for `title`, by which confidence is measured."""
        found = self._lexicon.hits(title.value, country)
        weight = found[0].weight if found else 0
        entries = [entry for hit in found if hit.weight == weight for entry in hit.entries]
        return bucket(entries, country)


def bucket(entries: list[AwardWord], country: str | None) -> str:
    """How the suggestion was found, which is what its confidence is measured by."""
    if country is None:
        return "any_country"
    return "own_word" if any(country in entry.countries for entry in entries) else "general_word"


def _quote(hit: WordHit, title: Text) -> Quote:
    return Quote(text=hit.entries[0].word, language=title.language, where="subject.title")
