"""The element *level* of one pair, from the level that was found for the place."""

from __future__ import annotations

from service.domain.comparison import Comparison, Element, Finding, LevelBasis, LevelResult
from service.domain.framework import Level, QualificationType
from service.domain.text import Statement, say


def compare_level(
    subject_level: Level | None,
    subject: QualificationType | None,
    found: LevelResult,
    benchmark: QualificationType | None,
) -> Comparison:
    """Compare levels: the subject's level carried here against the benchmark's own level.

    A benchmark below or above the range that the basis gives is *different*; whether that is
    substantial is for the officer. Without a basis the finding is unknown.
    """
    value = _subject_value(subject_level, subject)
    benchmark_value = None
    if benchmark is not None and benchmark.level is not None:
        benchmark_value = say("value.level", framework=benchmark.framework, level=benchmark.level)
    elif benchmark is not None and benchmark.isced_2011:
        benchmark_value = say("value.isced_2011", levels=benchmark.isced_2011)
    elif benchmark is not None:
        benchmark_value = say("value.no_level")
    finding, reason = _finding(subject, found, benchmark)
    sources = found.sources
    if benchmark is not None:
        sources = tuple(dict.fromkeys((*sources, benchmark.source)))
    return Comparison(
        element=Element.LEVEL,
        finding=finding,
        subject_value=value,
        benchmark_value=benchmark_value,
        reason=reason,
        notes=(*found.values, *found.notes),
        sources=sources,
    )


def _subject_value(level: Level | None, kind: QualificationType | None) -> Statement | None:
    if level is not None:
        return say("value.level", framework=level.framework, level=level.code)
    if kind is None:
        return None
    if kind.isced_2011:
        return say("value.isced_2011", levels=kind.isced_2011)
    return say("value.no_level")


def _finding(
    subject: QualificationType | None, found: LevelResult, benchmark: QualificationType | None
) -> tuple[Finding, Statement]:
    if found.basis is None:
        agreed = next((note for note in found.notes if note.code == "level.not_agreed"), None)
        if agreed is not None:
            return Finding.UNKNOWN, agreed
        if subject is not None and subject.level is None and not subject.isced_2011:
            return Finding.UNKNOWN, say("level.none_at_home")
        return Finding.UNKNOWN, say("level.no_basis")
    if benchmark is None:
        return Finding.UNKNOWN, say("level.no_benchmark")
    if benchmark.level is None and not found.codes:
        return Finding.COMPARABLE, say("level.same_structure")
    if benchmark.level is None or benchmark.framework != found.framework:
        # Nothing to set beside the level found: none, or a code of another scale of the place.
        return Finding.UNKNOWN, say("level.no_benchmark")
    reason = {
        LevelBasis.REFERENCING: "level.same_by_referencing",
        LevelBasis.COMPARISON: "level.same_by_comparison",
        LevelBasis.PRECEDENT: "level.same_by_precedent",
        LevelBasis.STRUCTURAL: "level.same_by_structure",
        LevelBasis.MODEL: "level.same_by_model",
    }[found.basis]
    if benchmark.level in found.codes:
        if found.basis is LevelBasis.MODEL:
            return Finding.UNKNOWN, say(reason)
        return Finding.COMPARABLE, say(reason)
    return Finding.DIFFERENT, say(
        "level.other_than_found",
        framework=benchmark.framework,
        level=benchmark.level,
        found=found.codes,
    )
