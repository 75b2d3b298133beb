"""Checks of what frameworks say of each other: no statement twice, no way back to elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from service.domain.framework import Referencing, ReferencingKind
from service.importing.checked_content import Content, overlap

_Steps = dict[tuple[str, str], list[Referencing]]


def e115(content: Content) -> Iterator[str]:
    """A framework is referenced to itself, directly or through others."""
    targets: dict[str, set[str]] = defaultdict(set)
    for folder in content.folders:
        for row in folder.referencing:
            if row.kind is not ReferencingKind.COMPARISON:
                targets[row.framework].add(row.to_framework)
    told: set[frozenset[str]] = set()
    for start in sorted(targets):
        for ring in _rings(start, (start,), targets):
            if frozenset(ring) not in told:
                told.add(frozenset(ring))
                yield "→".join((*ring, start))


def _rings(
    start: str, way: tuple[str, ...], targets: dict[str, set[str]]
) -> Iterator[tuple[str, ...]]:
    """Ways from `start` back to it, each framework once."""
    for stop in sorted(targets.get(way[-1], ())):
        if stop == start:
            yield way
        elif stop not in way:
            yield from _rings(start, (*way, stop), targets)


def e116(content: Content) -> Iterator[str]:
    """A chain of one-to-one statements comes back to another level of the framework it left."""
    steps = _one_to_one(content)
    for framework, level in sorted(steps):
        yield from _wrong_returns((framework, level), steps, ())


def _one_to_one(content: Content) -> _Steps:
    """Statements in which one level faces one and no other level faces the same, by their level."""
    found: _Steps = defaultdict(list)
    for folder in content.folders:
        facing: dict[tuple[str, str], list[Referencing]] = defaultdict(list)
        for row in folder.referencing:
            for code in row.to_levels:
                facing[row.to_framework, code].append(row)
        for row in folder.referencing:
            if len(row.to_levels) != 1:
                continue
            rivals = facing[row.to_framework, row.to_levels[0]]
            if not any(each.level != row.level and overlap(each, row) for each in rivals):
                found[row.framework, row.level].append(row)
    return found


def _wrong_returns(
    start: tuple[str, str], steps: _Steps, way: tuple[Referencing, ...]
) -> Iterator[str]:
    """Chains from `start` on, holding at one time, that end at another level of its framework."""
    at = start if not way else (way[-1].to_framework, way[-1].to_levels[0])
    if way and at[0] == start[0]:
        if at[1] != start[1]:
            stops = (start, *((row.to_framework, row.to_levels[0]) for row in way))
            yield "→".join(f"{framework}:{code}" for framework, code in stops)
        return
    for row in steps.get(at, ()):
        seen = {each.to_framework for each in way}
        if row.to_framework not in seen and all(overlap(row, each) for each in way):
            yield from _wrong_returns(start, steps, (*way, row))


def e117(content: Content) -> Iterator[str]:
    """A level is tied to one framework by two statements of one kind for overlapping dates."""
    for folder in content.folders:
        for one, other in combinations(folder.referencing, 2):
            same = (one.level, one.to_framework) == (other.level, other.to_framework)
            compared = {row.kind is ReferencingKind.COMPARISON for row in (one, other)}
            if same and len(compared) == 1 and overlap(one, other):
                yield f"{folder.framework.id}:{one.level}→{one.to_framework}"
