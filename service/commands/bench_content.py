"""Speed of the content: reading and checking all of it, and mapping every pair of frameworks."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from service.commands import check
from service.comparing.mapping import map_level
from service.domain.framework import Level
from service.domain.register import Place, Register
from service.pipeline.register import read_register
from service.settings import Settings

_AGAIN = 7
_SLOWEST = 50


def run(settings: Settings, on: date) -> None:
    """Print seconds to read and check all YAML, to load it compiled, and ms to map a level."""
    started = time.perf_counter()
    check.run()
    typer.echo(f"content read and checked from YAML     {time.perf_counter() - started:8.2f} s")
    with tempfile.TemporaryDirectory() as cache:
        first = _seconds(settings.frameworks, Path(cache))
        again = _seconds(settings.frameworks, Path(cache))
    typer.echo(f"register from YAML (baseline)          {first:8.2f} s   1.00")
    typer.echo(f"register from the compiled cache       {again:8.2f} s   {again / first:.2f}")
    register = read_register(settings.frameworks, settings.cache)
    taken = _timed(register, on)
    times = [each for each, _, _ in taken]
    # A pair that was slow once may have met another process: the slowest are timed again.
    worst = max(
        min(_milliseconds(register, level, place, on) for _ in range(_AGAIN))
        for _, level, place in taken[-_SLOWEST:]
    )
    p99 = times[int(len(times) * 0.99)]
    typer.echo(
        f"map a level to a framework, {len(times)} pairs: mean {statistics.mean(times):.2f} ms, "
        f"p99 {p99:.2f} ms, slowest pair (best of {_AGAIN}) {worst:.2f} ms"
    )


def _timed(register: Register, on: date) -> list[tuple[float, Level, Place]]:
    found = [
        (_milliseconds(register, level, place, on), level, place)
        for level, place in _pairs(register, on)
    ]
    return sorted(found, key=lambda each: each[0])


def _pairs(register: Register, on: date) -> Iterator[tuple[Level, Place]]:
    places = [place for each in sorted(register.frameworks) if (place := register.place(each))]
    for framework in sorted(register.frameworks):
        for level in register.levels(framework, on):
            for place in places:
                yield level, place


def _milliseconds(register: Register, level: Level, place: Place, on: date) -> float:
    started = time.perf_counter()
    map_level(register, level, place, on=on)
    return (time.perf_counter() - started) * 1000


def _seconds(frameworks: Path, cache: Path) -> float:
    started = time.perf_counter()
    read_register(frameworks, cache)
    return time.perf_counter() - started
