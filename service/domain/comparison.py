"""Findings on one of the five elements for one (subject, benchmark) pair, and levels reached."""

from __future__ import annotations

from enum import StrEnum

from service.domain.framework import ReferencingKind
from service.domain.noun import noun
from service.domain.text import Confidence, Source, Statement


class Element(StrEnum):
    """The five elements of comparison (EAR manual)."""

    LEVEL = "level"
    WORKLOAD = "workload"
    QUALITY = "quality"
    PROFILE = "profile"
    OUTCOMES = "outcomes"


class Finding(StrEnum):
    """What was found on one element. POTENTIALLY_SUBSTANTIAL is relative to the purpose."""

    COMPARABLE = "comparable"
    DIFFERENT = "different"
    POTENTIALLY_SUBSTANTIAL = "potentially_substantial"
    UNKNOWN = "unknown"


class LevelBasis(StrEnum):
    """On what a level rests, strongest first. STRUCTURAL and MODEL are proposals, not official."""

    REFERENCING = "referencing"
    COMPARISON = "comparison"
    PRECEDENT = "precedent"
    STRUCTURAL = "structural"
    MODEL = "model"


class Purpose(StrEnum):
    """What the holder wants to do with the award here."""

    STUDY = "study"
    WORK = "work"
    TITLE = "title"


@noun
class Hop:
    """One cited step from a level to level(s) of another framework; none in `to_levels`: agreed."""

    framework: str
    level: str
    to_framework: str
    to_levels: tuple[str, ...]
    kind: ReferencingKind
    since: str
    source: Source
    confidence: Confidence
    reverse: bool = False


@noun
class LevelResult:
    """A level in the target framework, as a range where the bases give a range.

    `codes` are all levels that correspond, ascending in the target framework; `code` is the one
    proposed (None: unknown). `eqf` are EQF levels, empty where no basis reaches the EQF.
    `values` are the values a structural or model estimate used.
    """

    framework: str | None
    code: str | None
    codes: tuple[str, ...] = ()
    eqf: tuple[str, ...] = ()
    qf_ehea: tuple[str, ...] = ()
    basis: LevelBasis | None
    hops: tuple[Hop, ...] = ()
    values: tuple[Statement, ...] = ()
    notes: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()


@noun
class Comparison:
    """One element compared. `notes` add what the officer should also see."""

    element: Element
    finding: Finding
    subject_value: Statement | None
    benchmark_value: Statement | None
    reason: Statement
    notes: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
