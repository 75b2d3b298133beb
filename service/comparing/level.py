"""Levels through published statements: referencing first, then official comparisons.

Bases (1) and (2) of the ordered list; precedents, structure and models are tried by the caller
where nothing is found here. Every hop is cited.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.domain.comparison import Hop, LevelBasis, LevelResult
from service.domain.framework import Level, Referencing, ReferencingKind
from service.domain.register import Place, Register
from service.domain.text import Statement, earliest, holds_on, latest, say


def published_level(
    register: Register, subject: Level, place: Place, *, on: date, awarded: date | None
) -> LevelResult:
    """Level(s) of `place` that correspond to `subject` by referencing, else by comparison.

    `on` is the day whose tables are used; `awarded` the day of the award, which decides which
    generation of a scale a code belongs to. A result without codes still carries the notes:
    an agreed absence ("level.not_agreed") is a fact, not a gap.
    """
    if subject.framework == place.framework.id:
        return _same_framework(register, subject, place, on)
    notes: list[Statement] = []
    for basis in (LevelBasis.REFERENCING, LevelBasis.COMPARISON):
        for via in (None, *register.metas()):
            hops = _route(register, subject, place.framework.id, via, on=on, basis=basis)
            if hops is None:
                continue
            agreed_none = [hop for hop in hops if not hop.to_levels]
            if agreed_none:
                hop = agreed_none[0]
                notes.append(
                    say(
                        "level.not_agreed",
                        framework=hop.framework,
                        level=hop.level,
                        to_framework=hop.to_framework,
                    )
                )
                continue
            codes = _reached(hops, place.framework.id)
            if codes:
                return _result(register, place, codes, basis, hops, on=on, awarded=awarded)
    return LevelResult(framework=place.framework.id, code=None, basis=None, notes=tuple(notes))


def eqf_of(register: Register, level: Level, *, on: date) -> tuple[tuple[str, ...], bool]:
    """EQF levels of `level` by its own statement, and whether that is a referencing.

    A comparison (AQF, NZQCF) gives False: it must be worded as such. No statement: empty.
    """
    if level.framework == "eqf":
        return (level.code,), True
    for basis in (LevelBasis.REFERENCING, LevelBasis.COMPARISON):
        rows = [
            row
            for row in _statements(register, level, on, basis)
            if row.to_framework == "eqf" and row.to_levels
        ]
        if rows:
            return tuple(dict.fromkeys(c for row in rows for c in row.to_levels)), (
                basis is LevelBasis.REFERENCING
            )
    return (), False


def cycle_of(register: Register, level: Level, *, on: date) -> tuple[str, ...]:
    """QF-EHEA cycles of `level` by self-certification; empty where there is none."""
    if level.framework == "qf_ehea":
        return (level.code,)
    rows = _statements(register, level, on, LevelBasis.REFERENCING)
    return tuple(
        dict.fromkeys(
            code for row in rows if row.to_framework == "qf_ehea" for code in row.to_levels
        )
    )


def _same_framework(register: Register, subject: Level, place: Place, on: date) -> LevelResult:
    eqf, official = eqf_of(register, subject, on=on)
    return LevelResult(
        framework=subject.framework,
        code=subject.code,
        codes=(subject.code,),
        eqf=eqf if official else (),
        qf_ehea=cycle_of(register, subject, on=on),
        basis=LevelBasis.REFERENCING,
        notes=(say("level.same_framework", framework=subject.framework, level=subject.code),),
        sources=(subject.source,),
    )


def _official(kind: ReferencingKind) -> bool:
    return kind is not ReferencingKind.COMPARISON


def _statements(
    register: Register, level: Level, on: date, basis: LevelBasis
) -> tuple[Referencing, ...]:
    """Statements about this generation of `level`, those of `basis` only.

    Current ones are wanted; where the scale itself has ended, the last that held on it.
    """
    rows = [
        row
        for row in register.referencings(level.framework)
        if row.level == level.code
        and _official(row.kind) == (basis is LevelBasis.REFERENCING)
        and _overlap(row, level)
    ]
    current = [row for row in rows if holds_on(on, row.since, row.until)]
    return tuple(current or rows)


def _overlap(row: Referencing, level: Level) -> bool:
    starts_too_late = level.until is not None and earliest(row.since) > latest(level.until)
    ended_before = row.until is not None and latest(row.until) < earliest(level.since)
    return not (starts_too_late or ended_before)


def _route(
    register: Register,
    subject: Level,
    target: str,
    via: str | None,
    *,
    on: date,
    basis: LevelBasis,
) -> tuple[Hop, ...] | None:
    """Hops from `subject` to framework `target`, directly or through the meta framework `via`."""
    bases = (
        (LevelBasis.REFERENCING,)
        if basis is LevelBasis.REFERENCING
        else (LevelBasis.COMPARISON, LevelBasis.REFERENCING)
    )
    first = [
        _hop(row)
        for each in bases
        for row in _statements(register, subject, on, each)
        if row.to_framework == (via or target)
    ]
    if via is None or via == target:
        first += _backwards(register, target, subject.framework, {subject.code}, on, bases)
        if via == target:
            return None
        return tuple(first) or None
    if subject.framework == via:
        middle = {subject.code}
    elif first:
        middle = {code for hop in first for code in hop.to_levels}
        if not middle:
            return tuple(first)
    else:
        return None
    second = _backwards(register, target, via, middle, on, bases)
    return (*first, *second) if second else None


def _backwards(
    register: Register,
    target: str,
    via: str,
    codes: set[str],
    on: date,
    bases: tuple[LevelBasis, ...],
) -> list[Hop]:
    """Statements of `target` about `via`, read from the `via` side: the benchmark's own report."""
    return [
        replace(_hop(row), reverse=True)
        for level in register.levels(target, on)
        for basis in bases
        for row in _statements(register, level, on, basis)
        if row.to_framework == via and codes & set(row.to_levels)
    ]


def _hop(row: Referencing) -> Hop:
    return Hop(
        framework=row.framework,
        level=row.level,
        to_framework=row.to_framework,
        to_levels=row.to_levels,
        kind=row.kind,
        since=row.since,
        source=row.source,
        confidence=row.confidence,
    )


def _reached(hops: tuple[Hop, ...], target: str) -> set[str]:
    forward = {code for hop in hops if hop.to_framework == target for code in hop.to_levels}
    return forward | {hop.level for hop in hops if hop.framework == target and hop.reverse}


def _result(
    register: Register,
    place: Place,
    codes: set[str],
    basis: LevelBasis,
    hops: tuple[Hop, ...],
    *,
    on: date,
    awarded: date | None,
) -> LevelResult:
    levels = [level for level in register.levels(place.framework.id, on) if level.code in codes]
    eqf = dict.fromkeys(c for level in levels for c in eqf_of(register, level, on=on)[0])
    cycles = dict.fromkeys(c for level in levels for c in cycle_of(register, level, on=on))
    ordered = tuple(level.code for level in levels)
    notes = []
    for hop in hops:
        if awarded is not None and awarded < earliest(hop.since):
            notes.append(
                say("level.stated_after_award", framework=hop.framework, since=hop.since)
            )
        if hop.confidence != "high":
            notes.append(
                say(
                    "level.confidence",
                    framework=hop.framework,
                    to_framework=hop.to_framework,
                    confidence=hop.confidence.value,
                )
            )
    return LevelResult(
        framework=place.framework.id,
        code=ordered[0] if len(ordered) == 1 else None,
        codes=ordered,
        eqf=tuple(eqf),
        qf_ehea=tuple(cycles),
        basis=basis,
        hops=hops,
        notes=tuple(dict.fromkeys(notes)),
        sources=tuple(dict.fromkeys(hop.source for hop in hops)),
    )
