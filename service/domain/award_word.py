"""Words by which titles say what kind of award they are, and what a model makes of a title."""

from __future__ import annotations

from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Quote


class AwardClass(StrEnum):
    """Classes of awards that words of titles tell apart, across systems.

    They are coarser than qualification types and finer than `AwardKind`; they never stand for a
    level of a framework.
    """

    SCHOOL_LOWER = "school_lower"
    SCHOOL_UPPER = "school_upper"
    VOCATIONAL_BASIC = "vocational_basic"
    VOCATIONAL = "vocational"
    VOCATIONAL_HIGHER = "vocational_higher"
    SHORT_CYCLE = "short_cycle"
    BACHELOR = "bachelor"
    BACHELOR_LONG = "bachelor_long"
    MASTER = "master"
    INTEGRATED_MASTER = "integrated_master"
    DOCTORATE = "doctorate"
    HIGHER_DOCTORATE = "higher_doctorate"
    POSTGRADUATE_CERTIFICATE = "postgraduate_certificate"
    MICRO_CREDENTIAL = "micro_credential"
    PROFESSIONAL_LICENCE = "professional_licence"
    ATTENDANCE = "attendance"
    PREPARATORY = "preparatory"


@noun
class AwardWord:
    """A word or phrase of titles and the class of award that it announces.

    `countries` (ISO 3166-1) limit it, empty: wherever the language is used. `low`–`high` are EQF
    levels 1–8 that it admits where nothing else is known. `at_start`: it counts only as the first
    words of a title ("MA", "BE").
    """

    word: str
    languages: tuple[str, ...]
    countries: tuple[str, ...] = ()
    award_class: AwardClass
    low: int
    high: int
    since: str | None = None
    until: str | None = None
    at_start: bool = False


@noun
class LevelGuess:
    """A model's suggestion of EQF levels for a title; never official, never mixed with it.

    `confidence` is the calibrated share of right answers (None: not calibrated, then nothing may
    be printed). `words` are the passages of the title that it rests on.
    """

    award_class: AwardClass | None
    low: int
    high: int
    confidence: float | None
    words: tuple[Quote, ...] = ()
    countries_known: bool = False


@noun
class FieldGuess:
    """A model's suggestion of an ISCED-F 2013 detailed field.

    `confidence` is calibrated, 0–1, None without calibration; `phrase` is the labelled phrase that
    resembled the title most: it is the explanation.
    """

    code: str
    confidence: float | None
    phrase: Quote
    score: float
