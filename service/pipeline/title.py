"""What a bare title says in its country: type and level by official facts, else by a model."""

from __future__ import annotations

from datetime import date

from service.comparing.level import eqf_of
from service.domain.award_word import LevelGuess
from service.domain.credential import Award, CredentialDescriptor
from service.domain.framework import QualificationType, Stage
from service.domain.noun import noun
from service.domain.text import Text
from service.pipeline.home import Home, find_home, level_at_home
from service.pipeline.knowledge import Knowledge

# ISCED 2011 levels in EQF levels: a structural reading where no framework places the type.
_ISCED = {
    "0": (1, 1),
    "1": (1, 1),
    "2": (2, 2),
    "3": (3, 4),
    "4": (4, 5),
    "5": (5, 5),
    "6": (6, 6),
    "7": (7, 7),
    "8": (8, 8),
}


@noun
class TitleLevel:
    """EQF levels of a title and on what they rest.

    `basis` is "official" (the type's framework is referenced to the EQF or compared with it),
    "structural" (ISCED 2011 of the type), "model" (words of the title) or None: silence.
    """

    eqf: frozenset[int]
    basis: str | None
    guess: LevelGuess | None = None


def home_of_title(title: Text, country: str | None, knowledge: Knowledge, *, on: date) -> Home:
    """Read a bare title as an award of `country` whose date is not known."""
    award = Award(format="title", descriptor=CredentialDescriptor(titles=(title,), country=country))
    return find_home(award, knowledge, on=on, awarded=None)


def level_of_title(
    title: Text, country: str | None, knowledge: Knowledge, *, on: date
) -> TitleLevel:
    """EQF levels by the first basis that holds; several types of one name give all their levels."""
    home = home_of_title(title, country, knowledge, on=on)
    kinds = (home.kind,) if home.kind is not None else home.rivals
    found = [_of_kind(kind, knowledge, on) for kind in kinds]
    if found and all(each.eqf for each in found):
        official = all(each.basis == "official" for each in found)
        return TitleLevel(
            eqf=frozenset().union(*(each.eqf for each in found)),
            basis="official" if official else "structural",
        )
    guess = home.guess or knowledge.level_guess((title,), country, on=None)
    if guess is None:
        return TitleLevel(eqf=frozenset(), basis=None)
    return TitleLevel(eqf=frozenset(range(guess.low, guess.high + 1)), basis="model", guess=guess)


def _of_kind(kind: QualificationType, knowledge: Knowledge, on: date) -> TitleLevel:
    level = level_at_home(kind, knowledge.register, on)
    if level is not None:
        stated, _ = eqf_of(knowledge.register, level, on=on)
        if stated:
            return TitleLevel(eqf=frozenset(int(code) for code in stated), basis="official")
    bands = [_ISCED[code] for code in kind.isced_2011 if code in _ISCED]
    if Stage.FIRST_CYCLE in kind.access:
        # ISCED 344: what opens higher education stands at the upper end of upper secondary.
        bands = [(4, 4) if band == _ISCED["3"] else band for band in bands]
    return TitleLevel(
        eqf=frozenset(each for low, high in bands for each in range(low, high + 1)),
        basis="structural" if bands else None,
    )
