"""A level alone, without an award: where published statements put it in another place.

A referencing outranks a comparison, a range stays a range, an agreed absence keeps its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from service.comparing.level import published_level
from service.comparing.structure import estimated_level
from service.domain.comparison import Hop, LevelBasis, LevelResult
from service.domain.framework import Level, QualificationType
from service.domain.noun import noun
from service.domain.register import Place, Register
from service.domain.text import holds_on

_BASES = (LevelBasis.REFERENCING, LevelBasis.COMPARISON)


class MapStatus(StrEnum):
    """How far the published statements reach. NO_AGREED_LEVEL is a fact, UNKNOWN is silence.

    ESTIMATED is of qualification types only: nothing is published, and the level rests on how
    the type is built. It is a proposal and never official.
    """

    MAPPED = "mapped"
    RANGE = "range"
    NO_AGREED_LEVEL = "no_agreed_level"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@noun
class Mapping:
    """`level` and what corresponds to it in the framework `to_framework`.

    `level` is None only for a type that stands on no level at home. Where the two sides agreed
    that nothing corresponds, `result` has no codes and its one hop is the statement that says so.
    """

    level: Level | None
    to_framework: str
    result: LevelResult
    status: MapStatus


def find_level(register: Register, place: Place, code: str, *, on: date) -> Level | None:
    """The level that an officer calls `code` in `place`, upper and lower case alike.

    The preferred framework is asked first, and a level in force before one that has ended: "II"
    is a French level of the scale before 2019. None where no framework there has the code.
    """
    wanted = code.strip().casefold()
    for framework in place.frameworks:
        for known in _codes(register, framework.id, wanted):
            level = register.level(framework.id, known, on)
            if level is not None:
                return level
    ended = [
        level
        for framework in place.frameworks
        for level in register.levels(framework.id)
        if level.code.casefold() == wanted
    ]
    return max(ended, key=lambda level: level.since, default=None)


def _codes(register: Register, framework: str, wanted: str) -> tuple[str, ...]:
    """Codes of `framework` that read as `wanted`, each once."""
    codes = (level.code for level in register.levels(framework))
    return tuple(dict.fromkeys(code for code in codes if code.casefold() == wanted))


def same_code_elsewhere(
    register: Register, place: Place, level: Level, *, on: date
) -> tuple[Level, ...]:
    """Levels in force of the other frameworks of `place` that bear the code of `level`.

    "CH:6" may mean the framework of vocational education or that of the universities: whoever
    writes the code must be told which was taken.
    """
    return tuple(
        other
        for framework in place.frameworks
        if framework.id != level.framework
        for other in register.levels(framework.id, on)
        if other.code.casefold() == level.code.casefold()
    )


def find_type(register: Register, place: Place, name: str) -> QualificationType | None:
    """The type with the id `name` in `place`, folder and all ("us_degrees/bachelor") or not."""
    wanted = name.strip().casefold()
    for framework in place.frameworks:
        for kind in register.types_of_framework(framework.id):
            if wanted in (kind.id, kind.id.partition("/")[2]):
                return kind
    return None


def map_type(register: Register, kind: QualificationType, place: Place, *, on: date) -> Mapping:
    """Map the level of `kind` to `place`; where nothing is published, estimate it by structure.

    An agreed absence is not estimated over: that no level corresponds has been said.
    """
    level = None
    if kind.level is not None:
        level = register.level(kind.framework, kind.level, on)
    if level is not None:
        found = map_level(register, level, place, on=on)
        if found.status is not MapStatus.UNKNOWN:
            return found
    result = estimated_level(register, kind, place, on=on)
    return Mapping(
        level=level,
        to_framework=result.framework or place.framework.id,
        result=result,
        status=MapStatus.ESTIMATED if result.codes else MapStatus.UNKNOWN,
    )


def map_level(register: Register, level: Level, place: Place, *, on: date) -> Mapping:
    """Map `level` to `place` by the statements in force on `on`.

    A place with several frameworks is tried in their order. The level's own framework, where it
    is not the preferred one there, comes last: HQR 1 in Germany is stated as DQR 6.
    """
    tried = [
        published_level(register, level, replace(place, framework=framework), on=on, awarded=None)
        for framework in sorted(
            place.frameworks,
            key=lambda each: each.id == level.framework and each.id != place.framework.id,
        )
    ]
    if level.framework == place.framework.id and tried[0].codes:
        return _mapped(level, tried[0])
    for basis in _BASES:
        for result in tried:
            if result.basis is basis and result.hops:
                return _mapped(level, result)
    own = next((result for result in tried if result.codes), None)
    if own is not None:
        return _mapped(level, own)
    for result in tried:
        target = result.framework or place.framework.id
        absence = tuple(
            hop
            for hop in _absences(register, result, on)
            if _bears_on(register, target, hop.to_framework, on)
        )
        if absence:
            sources = tuple(dict.fromkeys(hop.source for hop in absence))
            return Mapping(
                level=level,
                to_framework=target,
                result=replace(result, hops=absence, sources=sources),
                status=MapStatus.NO_AGREED_LEVEL,
            )
    return Mapping(
        level=level,
        to_framework=place.framework.id,
        result=tried[0],
        status=MapStatus.UNKNOWN,
    )


def _mapped(level: Level, result: LevelResult) -> Mapping:
    return Mapping(
        level=level,
        to_framework=result.framework or level.framework,
        result=result,
        status=MapStatus.RANGE if len(result.codes) > 1 else MapStatus.MAPPED,
    )


def _bears_on(register: Register, target: str, met: str, on: date) -> bool:
    """Whether an agreed absence in the framework `met` says anything of `target`.

    NZQCF 8 has no counterpart in the EQF, hence none in a framework referenced to it; of
    Indonesia nothing is said by that.
    """
    return target == met or any(
        holds_on(on, row.since, row.until) for row in register.referencings(target, to=met)
    )


def _absences(register: Register, result: LevelResult, on: date) -> Iterator[Hop]:
    """The statements behind the notes "level.not_agreed" of `result`."""
    for note in result.notes:
        if note.code != "level.not_agreed":
            continue
        for row in register.referencings(
            str(note.get("framework")), to=str(note.get("to_framework"))
        ):
            stated = row.level == note.get("level") and not row.to_levels
            if stated and holds_on(on, row.since, row.until):
                yield Hop(
                    framework=row.framework,
                    level=row.level,
                    to_framework=row.to_framework,
                    to_levels=(),
                    kind=row.kind,
                    since=row.since,
                    source=row.source,
                    confidence=row.confidence,
                )
