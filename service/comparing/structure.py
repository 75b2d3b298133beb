"""Structural estimate of level, for the many systems that no referencing reaches.

Basis (4): ISCED 2011 level, years of higher education after which schooling, and access rights
at home. A proposal with its values shown, never printed as official.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from service.comparing.level import eqf_of
from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import AwardKind, QualificationType, Stage, TypeNote
from service.domain.register import Place, Register
from service.domain.text import Statement, say

# Rights that tell levels apart; "occupation" or "higher_vocational" say nothing of the level.
TELLING_RIGHTS = frozenset(
    {Stage.UPPER_SECONDARY, Stage.FIRST_CYCLE, Stage.SECOND_CYCLE, Stage.THIRD_CYCLE}
)
_INCOMPLETE = frozenset(
    {
        TypeNote.NOT_A_DEGREE,
        TypeNote.NOT_A_FIRST_CYCLE_DEGREE,
        TypeNote.NOT_A_SECOND_CYCLE_DEGREE,
        TypeNote.INTERMEDIATE_AWARD,
        TypeNote.EXAMINATION_ONLY,
    }
)
_ALIKE_BY_NATURE = frozenset({AwardKind.PROFESSIONAL_LICENCE, AwardKind.MICROCREDENTIAL})
NO_ESTIMATE = frozenset(
    {
        AwardKind.PROFESSIONAL_LICENCE,
        AwardKind.OWN_TITLE,
        AwardKind.ATTENDANCE,
        AwardKind.EXAMINATION,
        AwardKind.MICROCREDENTIAL,
    }
)


def structural_values(
    kind: QualificationType, schooling_years: int | None
) -> tuple[Statement, ...]:
    """The values that the estimate of `kind` rests on, for the report."""
    values = []
    if kind.isced_2011:
        values.append(say("value.isced_2011", levels=kind.isced_2011))
    if kind.total_years is not None:
        values.append(
            say("value.total_years", low=kind.total_years.low, high=kind.total_years.high)
        )
    if schooling_years is not None:
        values.append(say("value.schooling_years", years=schooling_years))
    rights = tuple(stage.value for stage in kind.access)
    if rights:
        values.append(say("value.access", stages=rights))
    return tuple(values)


def likeness(subject: QualificationType, benchmark: QualificationType) -> Decimal | None:
    """How alike two award types are in structure, 0–1; None where ISCED says nothing on a side.

    No common ISCED 2011 level is 0: years and rights only tell apart what ISCED lets through.
    """
    if subject.kind is benchmark.kind and subject.kind in _ALIKE_BY_NATURE:
        return _alike_by_nature(subject, benchmark)
    if not subject.isced_2011 or not benchmark.isced_2011:
        return None
    if not set(subject.isced_2011) & set(benchmark.isced_2011):
        return Decimal(0)
    parts = [(Decimal(1), Decimal(1))]
    ours, theirs = _rights(subject), _rights(benchmark)
    if ours or theirs:
        parts.append((Decimal(1), Decimal(len(ours & theirs)) / Decimal(len(ours | theirs))))
    if subject.total_years is not None and benchmark.total_years is not None:
        gap = max(
            benchmark.total_years.low - subject.total_years.high,
            subject.total_years.low - benchmark.total_years.high,
            Decimal(0),
        )
        parts.append((Decimal(1), max(Decimal(0), 1 - gap / 2)))
    parts.append((Decimal(1), Decimal(is_degree(subject) == is_degree(benchmark))))
    if subject.fields or benchmark.fields:
        parts.append((Decimal("0.5"), _field_likeness(subject.fields, benchmark.fields)))
    if subject.entry is not None and benchmark.entry is not None:
        # A long first degree and a second-cycle degree reach the same place by other ways.
        same = subject.entry is benchmark.entry
        parts.append((Decimal("0.5"), Decimal(1) if same else Decimal("0.5")))
    weight = sum((each for each, _ in parts), Decimal(0))
    total = sum((each * value for each, value in parts), Decimal(0))
    return (total / weight).quantize(Decimal("0.0001"))


def _alike_by_nature(subject: QualificationType, benchmark: QualificationType) -> Decimal:
    """Licences are alike where they open the same profession, micro-credentials as such."""
    if subject.kind is AwardKind.MICROCREDENTIAL:
        return Decimal(1)
    if (Stage.TEACHING in subject.access) != (Stage.TEACHING in benchmark.access):
        return Decimal(0)
    if subject.fields and benchmark.fields:
        return _field_likeness(subject.fields, benchmark.fields)
    if subject.fields or benchmark.fields:
        return Decimal("0.5")
    return Decimal(1) if Stage.TEACHING in subject.access else Decimal("0.5")


def _field_likeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Decimal:
    """1 where two types limited to fields share one (a broad code covers its narrow ones).

    0 where they are of different fields, or where an award of any field would be set beside one
    of a single field; a half where only the subject is limited.
    """
    if not theirs:
        return Decimal("0.5")
    shared = any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)
    return Decimal(shared)


def _rights(kind: QualificationType) -> frozenset[Stage]:
    """Rights that make one award unlike another, those of a profession included."""
    professional = {Stage.REGULATED_PROFESSION, Stage.TEACHING}
    return telling(kind) | (frozenset(kind.access) & professional)


def is_degree(kind: QualificationType) -> bool:
    """Whether the award completes its cycle; a postgraduate diploma or an exit award does not."""
    return not _INCOMPLETE & set(kind.notes)


def telling(kind: QualificationType) -> frozenset[Stage]:
    """Access rights of `kind` that tell levels apart; conditional ones do not count."""
    return frozenset(kind.access) & TELLING_RIGHTS


def structural_level(
    subject: QualificationType,
    benchmarks: tuple[QualificationType, ...],
    place: Place,
    *,
    schooling_years: int | None,
) -> LevelResult:
    """Estimate the level of `subject` in `place` from the award types there that are built alike.

    Licences, own titles, attendance and examinations get none. The result is a range where types
    at several levels are alike to the same degree.
    """
    nothing = LevelResult(framework=place.framework.id, code=None, basis=None)
    if subject.kind in NO_ESTIMATE:
        return nothing
    scored = [
        (found, kind)
        for kind in benchmarks
        if kind.kind not in NO_ESTIMATE and (found := likeness(subject, kind)) is not None
    ]
    # Types on no level say how the award is built, not where it stands.
    scored = [pair for pair in scored if pair[1].level is not None] or scored
    best = max((found for found, _ in scored), default=Decimal(0))
    if best < Decimal("0.6"):
        return nothing
    alike = [kind for found, kind in scored if found == best]
    # Levels of one framework only: a place may have several, and their codes do not mix.
    homes = [kind.framework for kind in alike]
    home = place.framework.id if place.framework.id in homes else homes[0]
    alike = [kind for kind in alike if kind.framework == home]
    codes = tuple(dict.fromkeys(kind.level for kind in alike if kind.level is not None))
    values = structural_values(subject, schooling_years)
    return LevelResult(
        framework=home,
        code=codes[0] if len(codes) == 1 else None,
        codes=codes,
        basis=LevelBasis.STRUCTURAL,
        values=values,
        notes=(say("level.structural", types=tuple(kind.id for kind in alike[:3])),),
        sources=(subject.source, *dict.fromkeys(kind.source for kind in alike[:3])),
    )


def estimated_level(
    register: Register, kind: QualificationType, place: Place, *, on: date
) -> LevelResult:
    """`structural_level` of `kind` against every type of `place`, levels in order, EQF added."""
    benchmarks = tuple(
        other
        for framework in place.frameworks
        for other in register.types_of_framework(framework.id)
    )
    home = register.frameworks.get(kind.framework)
    schooling = home.schooling_years if home is not None else None
    estimate = structural_level(kind, benchmarks, place, schooling_years=schooling)
    return in_order(register, estimate, on=on)


def in_order(register: Register, found: LevelResult, *, on: date) -> LevelResult:
    """`found` with its codes by rank and the EQF levels to which these are referenced."""
    if found.framework is None:
        return found
    ranks = {level.code: level.rank for level in register.levels(found.framework, on)}
    codes = tuple(sorted(found.codes, key=lambda code: ranks.get(code, len(ranks) + 1)))
    eqf: dict[str, None] = {}
    for code in codes:
        level = register.level(found.framework, code, on)
        reached, referenced = eqf_of(register, level, on=on) if level else ((), False)
        eqf.update(dict.fromkeys(reached if referenced else ()))
    return replace(found, codes=codes, eqf=tuple(eqf))
