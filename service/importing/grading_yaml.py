"""Read grade scales and entry rules, and refuse what cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from service.domain.comparison import Purpose
from service.domain.framework import AwardKind, Stage
from service.domain.grading import (
    CreditMinimum,
    Direction,
    EntryDocument,
    EntryRequirement,
    EntryRule,
    GradeRule,
    GradeScale,
    GradeStep,
    LevelMinimum,
    ScaleKind,
    Sector,
)
from service.domain.text import Confidence, earliest, latest
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.framework_yaml import named_source, read_sources, read_texts
from service.importing.strict import Fields, numbered, read_yaml

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_FIELD = re.compile(r"[0-9]{2,4}")
_EQF = re.compile(r"[1-8]")
_PLACES = re.compile(r"[0-4]")


def read_grade_scales(data: Path, read: Read = read_yaml) -> tuple[GradeScale, ...]:
    """Read data/grade_scales. Raises ContentError naming file, row and key."""
    where = "grade_scales/grade_scales.yml"
    table = Fields(read(data / "grade_scales" / "grade_scales.yml"), where)
    sources = read_sources(table.take("sources"), where)
    defaults = table.take("defaults") or {}
    rows = table.items("scales")
    table.done()
    found: dict[str, GradeScale] = {}
    for place, raw in numbered(rows, where):
        row = Fields(raw, place, defaults)
        scale = GradeScale(
            code=row.text("code"),
            country=_matching(row, "country", _COUNTRY),
            also_in=_all_matching(row, "also_in", _COUNTRY),
            sector=row.choice("sector", Sector),
            kind=row.choice("kind", ScaleKind),
            best=row.text("best"),
            worst=row.text("worst"),
            lowest_pass=row.optional("lowest_pass"),
            pass_varies=_flag(row, "pass_varies"),
            direction=row.choice("direction", Direction),
            decimals=_places(row),
            steps=tuple(
                _step(Fields(step, spot))
                for spot, step in numbered(row.items("steps"), f"{place}.steps")
            ),
            since=row.day("since"),
            until=row.day("until"),
            source=named_source(row, sources),
            confidence=row.choice("confidence", Confidence),
        )
        row.done()
        if scale.code in found:
            _refuse(place, "code", scale.code)
        for key, value in _nonsense(scale):
            _refuse(place, key, value)
        found[scale.code] = scale
    return tuple(found.values())


def _step(row: Fields) -> GradeStep:
    labels = read_texts(row.take("label"), row.where)
    if not labels:
        raise ContentError("content_missing_key", where=row.where, key="label")
    low, high = row.parsed("from", _number), row.parsed("to", _number)
    row.done()
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        _refuse(row.where, "from, to", f"{low}–{high}")
    return GradeStep(labels=labels, low=low, high=high)


def _nonsense(scale: GradeScale) -> Iterator[tuple[str, str]]:
    """Name the key and value of everything in `scale` that cannot be meant."""
    if scale.pass_varies == (scale.lowest_pass is not None):
        yield "lowest_pass, pass_varies", f"{scale.lowest_pass}, {scale.pass_varies}"
    if scale.country in scale.also_in or len(set(scale.also_in)) != len(scale.also_in):
        yield "also_in", ", ".join(scale.also_in)
    if scale.since and scale.until and earliest(scale.since) > latest(scale.until):
        yield "until", scale.until
    names = [(text.language, text.value) for step in scale.steps for text in step.labels]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield "steps", ": ".join(name)
    yield from _bad_numbers(scale) if scale.kind.counts else _bad_labels(scale)


def _bad_numbers(scale: GradeScale) -> Iterator[tuple[str, str]]:
    written = {"best": scale.best, "worst": scale.worst, "lowest_pass": scale.lowest_pass}
    values: dict[str, Decimal] = {}
    for key, text in written.items():
        if text is None:
            continue
        if _DECIMAL.fullmatch(text) is None or not _fits(Decimal(text), scale.decimals):
            yield key, text
            return
        values[key] = Decimal(text)
    best, worst = values["best"], values["worst"]
    if best == worst or (best > worst) != (scale.direction is Direction.HIGH_GOOD):
        yield "direction", scale.direction
    lowest_pass = values.get("lowest_pass")
    if lowest_pass is not None and not min(best, worst) <= lowest_pass <= max(best, worst):
        yield "lowest_pass", str(lowest_pass)
    if scale.kind is ScaleKind.PERCENT and not 0 <= min(best, worst) < max(best, worst) <= 100:
        yield "best, worst", f"{best}, {worst}"
    for bound in (bound for step in scale.steps for bound in (step.low, step.high)):
        inside = bound is None or min(best, worst) <= bound <= max(best, worst)
        if not inside or not _fits(bound, scale.decimals):
            yield "steps", str(bound)
    yield from _bad_order(scale)


def _bad_labels(scale: GradeScale) -> Iterator[tuple[str, str]]:
    if len(scale.steps) < 2:
        yield "steps", str(len(scale.steps))
        return
    if scale.direction is not Direction.HIGH_GOOD:
        yield "direction", scale.direction
    if scale.decimals is not None:
        yield "decimals", str(scale.decimals)
    if not _names(scale.steps[0], scale.best):
        yield "best", scale.best
    if not _names(scale.steps[-1], scale.worst):
        yield "worst", scale.worst
    if scale.lowest_pass and not any(_names(step, scale.lowest_pass) for step in scale.steps):
        yield "lowest_pass", scale.lowest_pass
    for bound in (bound for step in scale.steps for bound in (step.low, step.high)):
        if bound is not None and not 0 <= bound <= 100:
            yield "steps", str(bound)
    yield from _bad_order(scale)


def _bad_order(scale: GradeScale) -> Iterator[tuple[str, str]]:
    """Steps with bounds run from the best down; two names of one range are no overlap."""
    bounds = [(s.low, s.high) for s in scale.steps if s.low is not None and s.high is not None]
    if scale.direction is Direction.LOW_GOOD:
        bounds = [(-high, -low) for low, high in bounds]
    for better, worse in pairwise(bounds):
        if better != worse and worse[1] >= better[0]:
            yield "steps", f"{abs(worse[0])}–{abs(worse[1])}"


def _names(step: GradeStep, label: str) -> bool:
    return any(text.value == label for text in step.labels)


def _fits(value: Decimal | None, decimals: int | None) -> bool:
    """Whether `value` is written with no more places than the scale prints."""
    if value is None or decimals is None:
        return True
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= decimals


def read_entry_rules(
    data: Path, scales: Iterable[GradeScale], read: Read = read_yaml
) -> tuple[EntryRule, ...]:
    """Read data/entry_rules/*.yml; no file is no error. `scales` are what grade rules may name.

    Raises ContentError naming file, row and key.
    """
    known = {scale.code: scale for scale in scales}
    found: dict[str, EntryRule] = {}
    for path in sorted((data / "entry_rules").glob("*.yml")):
        where = f"entry_rules/{path.name}"
        table = Fields(read(path), where)
        rows = table.items("rules")
        table.done()
        for place, raw in numbered(rows, where):
            row = Fields(raw, place)
            rule = EntryRule(
                id=row.text("id"),
                place=_required(row, "place", _PLACE),
                level=row.choice("level", Stage),
                purpose=row.choice("purpose", Purpose),
                invented=_flag(row, "invented"),
                requires=tuple(
                    _requirement(Fields(item, spot), known)
                    for spot, item in numbered(row.items("requires"), f"{place}.requires")
                ),
            )
            row.done()
            if not rule.requires:
                raise ContentError("content_missing_key", where=place, key="requires")
            if rule.id in found:
                _refuse(place, "id", rule.id)
            found[rule.id] = rule
    return tuple(found.values())


def _requirement(row: Fields, scales: dict[str, GradeScale]) -> EntryRequirement:
    made = EntryRequirement(
        kind=row.parsed("kind", AwardKind),
        stage=row.parsed("stage", Stage),
        minimum_eqf=_matching(row, "minimum_eqf", _EQF),
        minimum_level=_level(row),
        minimum_credits=_credits(row),
        minimum_years=row.parsed("minimum_years", _positive),
        grade=_grade(row, scales),
        fields=_all_matching(row, "fields", _FIELD),
        documents=row.choices("documents", EntryDocument),
    )
    row.done()
    if made.kind is None and (made.stage or made.minimum_eqf or made.minimum_level):
        raise ContentError("content_missing_key", where=row.where, key="kind")
    if made.kind is None and not made.documents and made.minimum_credits is None:
        raise ContentError("content_missing_key", where=row.where, key="kind, documents")
    return made


def _level(row: Fields) -> LevelMinimum | None:
    raw = row.take("minimum_level")
    if raw is None:
        return None
    inner = Fields(raw, f"{row.where}.minimum_level")
    made = LevelMinimum(framework=inner.text("framework"), code=inner.text("code"))
    inner.done()
    return made


def _credits(row: Fields) -> CreditMinimum | None:
    raw = row.take("minimum_credits")
    if raw is None:
        return None
    inner = Fields(raw, f"{row.where}.minimum_credits")
    value, system = inner.parsed("value", _positive), inner.text("system")
    inner.done()
    if value is None:
        raise ContentError("content_missing_key", where=inner.where, key="value")
    return CreditMinimum(value=value, system=system)


def _grade(row: Fields, scales: dict[str, GradeScale]) -> GradeRule | None:
    raw = row.take("grade")
    if raw is None:
        return None
    inner = Fields(raw, f"{row.where}.grade")
    made = GradeRule(
        scale=inner.text("scale"),
        threshold=inner.text("threshold"),
        converted=_flag(inner, "converted"),
    )
    inner.done()
    scale = scales.get(made.scale)
    if scale is None:
        _refuse(inner.where, "scale", made.scale)
    elif not _reachable(made.threshold, scale):
        _refuse(inner.where, "threshold", made.threshold)
    return made


def _reachable(threshold: str, scale: GradeScale) -> bool:
    if not scale.kind.counts:
        return any(_names(step, threshold) for step in scale.steps)
    if _DECIMAL.fullmatch(threshold) is None:
        return False
    ends = sorted((Decimal(scale.best), Decimal(scale.worst)))
    return ends[0] <= Decimal(threshold) <= ends[1]


def _number(text: str) -> Decimal:
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    return Decimal(text)


def _positive(text: str) -> Decimal:
    value = _number(text)
    if value <= 0:
        raise ValueError(text)
    return value


def _places(row: Fields) -> int | None:
    text = _matching(row, "decimals", _PLACES)
    return None if text is None else int(text)


def _flag(row: Fields, key: str) -> bool:
    text = row.optional(key)
    if text not in (None, "true", "false"):
        _refuse(row.where, key, str(text))
    return text == "true"


def _required(row: Fields, key: str, pattern: re.Pattern[str]) -> str:
    found = _matching(row, key, pattern)
    if found is None:
        raise ContentError("content_missing_key", where=row.where, key=key)
    return found


def _matching(row: Fields, key: str, pattern: re.Pattern[str]) -> str | None:
    text = row.optional(key)
    if text is not None and pattern.fullmatch(text) is None:
        _refuse(row.where, key, text)
    return text


def _all_matching(row: Fields, key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found = row.items(key)
    for item in found:
        if not isinstance(item, str) or pattern.fullmatch(item) is None:
            _refuse(row.where, key, repr(item))
    return found


def _refuse(where: str, key: str, value: str) -> NoReturn:
    raise ContentError("content_bad_value", where=where, key=key, value=value)
