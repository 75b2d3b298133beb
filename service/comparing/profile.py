"""Profile: what sort of award it is, what it opens at home, and its field."""

from __future__ import annotations

from service.comparing.structure import is_degree, telling
from service.domain.comparison import Comparison, Element, Finding, Purpose
from service.domain.framework import AwardKind, QualificationType, Stage, TypeNote
from service.domain.text import Statement, say

# A right that is only conditional at home still counts as a difference, but a smaller one.
_CONDITIONAL = {
    Stage.SECOND_CYCLE: Stage.SECOND_CYCLE_CONDITIONAL,
    Stage.THIRD_CYCLE: Stage.THIRD_CYCLE_CONDITIONAL,
    Stage.FIRST_CYCLE: Stage.FIRST_CYCLE_RESTRICTED,
}
_OTHER_NATURE = frozenset(
    {
        AwardKind.PROFESSIONAL_LICENCE,
        AwardKind.OWN_TITLE,
        AwardKind.ATTENDANCE,
        AwardKind.EXAMINATION,
    }
)


def compare_profile(
    subject: QualificationType | None,
    benchmark: QualificationType | None,
    *,
    purpose: Purpose,
    subject_field: str | None = None,
) -> Comparison:
    """Compare kind of award and access rights at home."""
    if subject is None or benchmark is None:
        return Comparison(
            element=Element.PROFILE,
            finding=Finding.UNKNOWN,
            subject_value=_value(subject),
            benchmark_value=_value(benchmark),
            reason=say("profile.unknown"),
            notes=_field(subject_field),
        )
    sources = tuple(dict.fromkeys((subject.source, benchmark.source)))
    finding, reason = _kinds(subject, benchmark)
    notes = list(_field(subject_field))
    lost, conditional = _rights(subject, benchmark)
    if lost:
        notes.append(say("profile.access_lost", stages=tuple(s.value for s in lost)))
        if purpose is Purpose.STUDY and finding is not Finding.POTENTIALLY_SUBSTANTIAL:
            finding = Finding.POTENTIALLY_SUBSTANTIAL
            reason = say("profile.access_narrower", stages=tuple(s.value for s in lost))
        elif finding is Finding.COMPARABLE:
            finding = Finding.DIFFERENT
            reason = say("profile.access_narrower", stages=tuple(s.value for s in lost))
    elif conditional:
        stages = tuple(stage.value for stage in conditional)
        notes.append(say("profile.access_conditional", stages=stages))
        if finding is Finding.COMPARABLE:
            finding, reason = Finding.DIFFERENT, say("profile.access_conditional", stages=stages)
    return Comparison(
        element=Element.PROFILE,
        finding=finding,
        subject_value=_value(subject),
        benchmark_value=_value(benchmark),
        reason=reason,
        notes=tuple(note for note in notes if note != reason),
        sources=sources,
    )


def _kinds(subject: QualificationType, benchmark: QualificationType) -> tuple[Finding, Statement]:
    academic = subject.kind is AwardKind.ACADEMIC is benchmark.kind
    below = is_degree(benchmark) and not is_degree(subject)
    if academic and (below or _short_of_a_doctorate(subject, benchmark)):
        return Finding.POTENTIALLY_SUBSTANTIAL, say("profile.incomplete_cycle")
    if subject.kind is benchmark.kind:
        return Finding.COMPARABLE, say("profile.same_kind", kind=subject.kind.value)
    reason = say(
        "profile.kind_differs",
        subject_kind=subject.kind.value,
        benchmark_kind=benchmark.kind.value,
    )
    if subject.kind in _OTHER_NATURE or benchmark.kind in _OTHER_NATURE:
        return Finding.POTENTIALLY_SUBSTANTIAL, reason
    return Finding.DIFFERENT, reason


def _short_of_a_doctorate(subject: QualificationType, benchmark: QualificationType) -> bool:
    """A research award at doctoral level that is none (magisterkonferens) beside one that is."""
    return (
        TypeNote.NOT_A_DOCTORATE in subject.notes
        and TypeNote.NOT_A_DOCTORATE not in benchmark.notes
        and "8" in benchmark.isced_2011
    )


def _rights(
    subject: QualificationType, benchmark: QualificationType
) -> tuple[list[Stage], list[Stage]]:
    """Rights of the benchmark that the subject lacks, and those it has on conditions only."""
    if not subject.access or not benchmark.access:
        return [], []
    missing = sorted(telling(benchmark) - telling(subject), key=lambda stage: stage.value)
    # Whoever may start a doctorate has no need of the right to start a master.
    if Stage.THIRD_CYCLE in subject.access:
        missing = [stage for stage in missing if stage is Stage.THIRD_CYCLE]
    conditional = [stage for stage in missing if _CONDITIONAL.get(stage) in subject.access]
    return [stage for stage in missing if stage not in conditional], conditional


def _value(kind: QualificationType | None) -> Statement | None:
    if kind is None:
        return None
    return say(
        "value.profile", kind=kind.kind.value, stages=tuple(stage.value for stage in kind.access)
    )


def _field(code: str | None) -> tuple[Statement, ...]:
    return () if code is None else (say("profile.field", isced_f=code),)
