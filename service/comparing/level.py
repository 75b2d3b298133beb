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

_BASES = (
    (LevelBasis.REFERENCING, (LevelBasis.REFERENCING,)),
    (LevelBasis.COMPARISON, (LevelBasis.COMPARISON, LevelBasis.REFERENCING)),
)


def published_level(
    register: Register,
    subject: Level,
    place: Place,
    *,
    on: date,
    awarded: date | None,
    degree: bool | None = None,
) -> LevelResult:
    """Level(s) of `place` that correspond to `subject` by referencing, else by comparison.

    `on` is the day whose tables are used; `awarded` the day of the award, which decides which
    generation of a scale a code belongs to. `degree` tells whether the award is one (None: not
    known): a Meister at EQF 6 is in no cycle, so only a degree goes from the EQF to a cycle, and
    what is no degree takes no way over the QF-EHEA at all. A result without codes still carries
    the notes: an agreed absence ("level.not_agreed") is a fact, not a gap.
    """
    in_force = subject.until is None or on <= latest(subject.until)
    if subject.framework == place.framework.id and in_force:
        return _same_framework(register, subject, place, on)
    notes: list[Statement] = []
    target = place.framework.id
    for basis, bases in _BASES:
        for metas in _detours(register, target, degree=degree):
            hops = _route(register, subject, (*metas, target), on=on, bases=bases)
            codes = {code for hop in hops for code in _landing(hop, target) if _lands(hop, target)}
            if codes & {level.code for level in register.levels(target, on)}:
                found = _result(register, place, codes, basis, hops, on=on, awarded=awarded)
                return replace(found, notes=tuple(dict.fromkeys((*notes, *found.notes))))
            agreed_none = next((hop for hop in hops if not hop.to_levels), None)
            if agreed_none is not None:
                notes.append(
                    say(
                        "level.not_agreed",
                        framework=agreed_none.framework,
                        level=agreed_none.level,
                        to_framework=agreed_none.to_framework,
                    )
                )
    return LevelResult(framework=target, code=None, basis=None, notes=tuple(dict.fromkeys(notes)))


def _lands(hop: Hop, target: str) -> bool:
    return hop.to_framework == target or (hop.reverse and hop.framework == target)


def _detours(
    register: Register, target: str, *, degree: bool | None
) -> tuple[tuple[str, ...], ...]:
    """Ways over meta frameworks: none, each one, and EQF ↔ cycle (Annex II of 2017/C 189/03)."""
    metas = tuple(meta for meta in register.metas() if meta != target)
    ways: list[tuple[str, ...]] = [(), *((meta,) for meta in metas)]
    if {"eqf", "qf_ehea"} <= set(metas):
        ways.append(("qf_ehea", "eqf"))
        if degree:
            ways.append(("eqf", "qf_ehea"))
    if degree is False:
        ways = [way for way in ways if "qf_ehea" not in (*way, target)]
    return tuple(ways)


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
    if level.until is None or on <= latest(level.until):
        return tuple(row for row in rows if holds_on(on, row.since, row.until))
    last: dict[str, str] = {}
    for row in rows:
        last[row.to_framework] = max(row.since, last.get(row.to_framework, ""))
    return tuple(row for row in rows if row.since == last[row.to_framework])


def _overlap(row: Referencing, level: Level) -> bool:
    """Whether the two share more than a boundary, which as a year alone belongs to both sides."""
    starts_too_late = level.until is not None and earliest(level.until) <= earliest(row.since)
    ended_before = row.until is not None and earliest(row.until) <= earliest(level.since)
    return not (starts_too_late or ended_before)


def _route(
    register: Register,
    subject: Level,
    stops: tuple[str, ...],
    *,
    on: date,
    bases: tuple[LevelBasis, ...],
) -> tuple[Hop, ...]:
    """Hops from `subject` through the frameworks `stops`; empty where a step is not published.

    A step that says "no corresponding level" ends the route with that hop, so that the caller
    can tell an agreed absence from silence.
    """
    hops: list[Hop] = []
    at = subject.framework
    here: tuple[Level, ...] = (subject,)
    for stop in stops:
        if stop == at:
            continue
        step = _step(register, here, stop, on=on, bases=bases)
        codes = {code for hop in step for code in _landing(hop, stop)}
        if not codes:
            return (*hops, *step) if step else ()
        hops += step
        at = stop
        here = tuple(level for level in register.levels(stop, on) if level.code in codes)
    return tuple(hops)


def _step(
    register: Register,
    here: tuple[Level, ...],
    stop: str,
    *,
    on: date,
    bases: tuple[LevelBasis, ...],
) -> list[Hop]:
    """What the standing levels say about `stop`, and what `stop`'s own reports say about them."""
    forward = [
        _hop(row)
        for level in here
        for basis in bases
        for row in _statements(register, level, on, basis)
        if row.to_framework == stop
    ]
    if forward:
        return forward
    codes = {(level.framework, level.code) for level in here}
    backward = [
        replace(_hop(row), reverse=True)
        for level in register.levels(stop, on)
        for basis in bases
        for row in _statements(register, level, on, basis)
        if any((row.to_framework, code) in codes for code in row.to_levels)
    ]
    return backward


def _landing(hop: Hop, stop: str) -> tuple[str, ...]:
    return (hop.level,) if hop.reverse and hop.framework == stop else hop.to_levels


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
    stated = [eqf_of(register, level, on=on) for level in levels]
    eqf = dict.fromkeys(code for codes, referenced in stated if referenced for code in codes)
    cycles = dict.fromkeys(c for level in levels for c in cycle_of(register, level, on=on))
    ordered = tuple(level.code for level in levels)
    notes = []
    for hop in hops:
        if awarded is not None and awarded < earliest(hop.since):
            notes.append(say("level.stated_after_award", framework=hop.framework, since=hop.since))
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
