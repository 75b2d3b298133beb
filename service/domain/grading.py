"""Grade scales as institutions use them, and what admissions teams ask for at entry."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from service.domain.comparison import Purpose
from service.domain.framework import AwardKind, Stage
from service.domain.noun import noun
from service.domain.text import Confidence, Source, Text


class Sector(StrEnum):
    """The part of an education system that uses a scale."""

    SCHOOL = "school"
    HIGHER_EDUCATION = "higher_education"
    VOCATIONAL = "vocational"
    ALL = "all"


class ScaleKind(StrEnum):
    """How a scale writes its grades: NUMERIC, POINTS and PERCENT as numbers, the rest as words."""

    NUMERIC = "numeric"
    POINTS = "points"
    PERCENT = "percent"
    LETTERS = "letters"
    WORDS = "words"
    PASS_FAIL = "pass_fail"

    @property
    def counts(self) -> bool:
        """Whether its grades are numbers that can be calculated with."""
        return self in (ScaleKind.NUMERIC, ScaleKind.POINTS, ScaleKind.PERCENT)


class Direction(StrEnum):
    """Which end of the numbers is good. Scales of words are listed best first: HIGH_GOOD."""

    HIGH_GOOD = "high_good"
    LOW_GOOD = "low_good"


class EntryDocument(StrEnum):
    """A paper that an admissions team asks for."""

    SCHOOL_CERTIFICATE = "school_certificate"
    DEGREE_CERTIFICATE = "degree_certificate"
    TRANSCRIPT = "transcript"
    DIPLOMA_SUPPLEMENT = "diploma_supplement"
    GRADING_LEGEND = "grading_legend"
    COURSE_DESCRIPTIONS = "course_descriptions"
    LANGUAGE_CERTIFICATE = "language_certificate"
    CERTIFIED_TRANSLATION = "certified_translation"
    LICENCE_TO_PRACTISE = "licence_to_practise"
    WORK_REFERENCE = "work_reference"
    ENTRANCE_TEST = "entrance_test"
    IDENTITY_DOCUMENT = "identity_document"


@noun
class GradeStep:
    """A named step of a scale.

    `low` and `high` are inclusive and exact: values of the scale itself where the scale counts,
    else the marks out of 100 behind the word. Both are None where no bounds hold everywhere, or
    where the step is a distinction on top of a value (30 e lode).
    """

    labels: tuple[Text, ...]
    low: Decimal | None
    high: Decimal | None


@noun
class GradeScale:
    """One published scale. `country` is None for an international one.

    `best`, `worst` and `lowest_pass` are exact decimal texts where the kind counts, else labels
    of steps. `pass_varies`: the pass mark depends on subject, programme or institution and has to
    be read from the document; `lowest_pass` is then None. `decimals` is how many places grades
    are printed with, None where that differs. Steps are listed best first. `also_in` names
    countries whose scale is the same.
    """

    code: str
    country: str | None
    also_in: tuple[str, ...]
    sector: Sector
    kind: ScaleKind
    best: str
    worst: str
    lowest_pass: str | None
    pass_varies: bool
    direction: Direction
    decimals: int | None
    steps: tuple[GradeStep, ...]
    since: str | None
    until: str | None
    source: Source
    confidence: Confidence


@noun
class CreditMinimum:
    """The least number of credits, with the code of the system that counts them."""

    value: Decimal
    system: str


@noun
class LevelMinimum:
    """The lowest level of one framework that is enough."""

    framework: str
    code: str


@noun
class GradeRule:
    """The worst grade that is enough, as a value or step label of `scale`.

    `converted`: a grade on another scale is converted first, else only a grade on it counts.
    """

    scale: str
    threshold: str
    converted: bool


@noun
class EntryRequirement:
    """One thing an applicant must show; what is None or empty is not asked for.

    With `kind` it is an award, and `fields` is what that award must be in. Without `kind` it is
    study in `fields`, in whichever award, or papers only. Where both `minimum_credits` and
    `minimum_years` stand, either is enough.
    """

    kind: AwardKind | None
    stage: Stage | None
    minimum_eqf: str | None
    minimum_level: LevelMinimum | None
    minimum_credits: CreditMinimum | None
    minimum_years: Decimal | None
    grade: GradeRule | None
    fields: tuple[str, ...]
    documents: tuple[EntryDocument, ...]


@noun
class EntryRule:
    """What one admissions team asks for: every requirement must be met.

    `level` is the stage of the programme applied for. `invented` marks an example that no
    institution has made: it must never be shown as somebody's rule.
    """

    id: str
    place: str
    level: Stage
    purpose: Purpose
    invented: bool
    requires: tuple[EntryRequirement, ...]
