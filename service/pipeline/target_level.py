"""The level at one place, by the first of the ordered bases that holds.

Referencing and comparison, then a precedent or published outcome, then structure; a title that
may mean several awards gets the levels of all of them; last, and marked as such, what a model
makes of the title's words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.comparing.level import published_level
from service.comparing.precedents import fitting, precedent_level
from service.comparing.structure import estimated_level, in_order
from service.domain.award_word import LevelGuess
from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import AwardKind, Level, QualificationType
from service.domain.register import Place, Register
from service.domain.text import Statement, say
from service.pipeline.home import Home, level_at_home
from service.pipeline.knowledge import Knowledge

_RANK = (
    LevelBasis.REFERENCING,
    LevelBasis.COMPARISON,
    LevelBasis.PRECEDENT,
    LevelBasis.STRUCTURAL,
    LevelBasis.MODEL,
)


def level_at_target(
    home: Home, place: Place, knowledge: Knowledge, *, on: date, awarded: date | None
) -> LevelResult:
    """The level of the award in `place`. Without any basis it has no codes, but its notes."""
    result = _of_award(home.kind, home.level, place, knowledge, on=on, awarded=awarded)
    if result.codes or home.kind is not None or home.level is not None:
        return result
    if home.rivals:
        shared = _of_rivals(home.rivals, place, knowledge, on=on, awarded=awarded)
        if shared is not None:
            return replace(shared, notes=(*result.notes, *shared.notes))
    if home.guess is not None:
        guessed = _of_guess(home.guess, place, knowledge.register, on=on)
        return replace(guessed, notes=(*result.notes, *guessed.notes))
    return result


def _of_award(
    kind: QualificationType | None,
    level: Level | None,
    place: Place,
    knowledge: Knowledge,
    *,
    on: date,
    awarded: date | None,
) -> LevelResult:
    """A place with several frameworks is tried in their order.

    A craft certificate finds no level on a framework of higher education. The notes of bases that
    failed are kept.
    """
    register = knowledge.register
    published = LevelResult(framework=place.framework.id, code=None, basis=None)
    # The cycles are of degrees only: a Meister stands at EQF 6 and is in no cycle.
    degree = None if kind is None else kind.kind is AwardKind.ACADEMIC
    if level is not None:
        tried = [
            published_level(
                register,
                level,
                replace(place, framework=framework),
                on=on,
                awarded=awarded,
                degree=degree,
            )
            for framework in place.frameworks
        ]
        for basis in (LevelBasis.REFERENCING, LevelBasis.COMPARISON):
            for found in tried:
                if found.basis is basis:
                    return found
        published = tried[0]
    if kind is None:
        return published
    estimate = precedent_level(fitting(knowledge.precedents, kind, place, awarded=awarded))
    if estimate is None:
        estimate = estimated_level(register, kind, place, on=on)
    else:
        estimate = replace(estimate, framework=estimate.framework or place.framework.id)
        estimate = in_order(register, estimate, on=on)
    return replace(estimate, notes=(*published.notes, *estimate.notes))


def _of_rivals(
    rivals: tuple[QualificationType, ...],
    place: Place,
    knowledge: Knowledge,
    *,
    on: date,
    awarded: date | None,
) -> LevelResult | None:
    """Levels of every award that the title may mean, as a range; None where one is unknown.

    Only a range over all of them is safe: the award is one of them, and nobody knows which.
    """
    results = [
        _of_award(
            kind,
            level_at_home(kind, knowledge.register, on),
            place,
            knowledge,
            on=on,
            awarded=awarded,
        )
        for kind in rivals
    ]
    frameworks = {result.framework for result in results}
    if len(frameworks) != 1 or not all(result.codes for result in results):
        return None
    weakest = max((result.basis for result in results if result.basis is not None), key=_RANK.index)
    codes = tuple(dict.fromkeys(code for result in results for code in result.codes))
    merged = LevelResult(
        framework=results[0].framework,
        code=codes[0] if len(codes) == 1 else None,
        codes=codes,
        basis=weakest,
        hops=tuple(dict.fromkeys(hop for result in results for hop in result.hops)),
        notes=(say("level.of_rivals", types=tuple(kind.id for kind in rivals)),),
        sources=tuple(dict.fromkeys(source for result in results for source in result.sources)),
    )
    return in_order(knowledge.register, merged, on=on)


def _of_guess(guess: LevelGuess, place: Place, register: Register, *, on: date) -> LevelResult:
    """Levels of `place` that are referenced to the EQF levels which the title's words suggest."""
    nothing = LevelResult(framework=place.framework.id, code=None, basis=None)
    codes: dict[str, None] = {}
    for number in range(guess.low, guess.high + 1):
        step = register.level("eqf", str(number), on)
        if step is None:
            continue
        reached = published_level(register, step, place, on=on, awarded=None)
        codes.update(dict.fromkeys(reached.codes))
    if not codes:
        return nothing
    result = LevelResult(
        framework=place.framework.id,
        code=next(iter(codes)) if len(codes) == 1 else None,
        codes=tuple(codes),
        basis=LevelBasis.MODEL,
        values=(guess_statement(guess),),
    )
    return in_order(register, result, on=on)


def guess_statement(guess: LevelGuess) -> Statement:
    """The guess in the report: EQF levels, the words they rest on, confidence in per cent."""
    words = tuple(dict.fromkeys(quote.text for quote in guess.words))
    if guess.confidence is None:
        return say("level.from_words_uncalibrated", low=guess.low, high=guess.high, words=words)
    percent = round(guess.confidence * 100)
    return say("level.from_words", low=guess.low, high=guess.high, words=words, percent=percent)
