"""`paritas bench`: speed, always beside a plain baseline of the same run."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import typer

from service.commands import bench_content, bench_matching
from service.domain.text import Text
from service.importing.detection import read_award
from service.pipeline import Question, assess, resolve_places
from service.pipeline.knowledge import Knowledge
from service.reporting.as_html import report_html
from service.reporting.as_json import report_json
from service.reporting.wording import Wording
from service.settings import read_settings

_TITLES = (
    "Bachelor of Arts in {} Studies",
    "Диплом магістра з {}",
    "Licence en sciences {}",
    "Máster Universitario en {}",
    "شهادة البكالوريوس في {}",
)


def _p50(work: Callable[[int], object], rounds: int) -> float:
    """Median milliseconds of `rounds` calls."""
    taken = []
    for turn in range(rounds):
        started = time.perf_counter()
        work(turn)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def run() -> None:
    """Print medians of a warm process: encode one text (baseline), assess, assess with reports."""
    settings = read_settings()
    knowledge = Knowledge(settings)
    sample = sorted((settings.data / "samples").glob("*.yml"))[0]
    award = read_award(sample)
    words = Wording("en", knowledge)
    question = Question(
        places=resolve_places(knowledge, ["IE"]), on=date.today(), languages=("en",)
    )
    assess(award, question, knowledge)
    typer.echo(f"{platform.machine()}, Python {platform.python_version()}, warm process")
    encoder = knowledge.encoder
    baseline = None
    if encoder is not None:
        stamp = time.time_ns()
        baseline = _p50(
            lambda turn: encoder.encode(
                [_TITLES[turn % len(_TITLES)].format(f"{stamp}-{turn}")], role="symmetric"
            ),
            40,
        )
        typer.echo(f"encode one new title (baseline)       {baseline:8.1f} ms  1.00")

    def show(name: str, value: float) -> None:
        ratio = f"{value / baseline:.2f}" if baseline else "–"
        typer.echo(f"{name:<37} {value:8.1f} ms  {ratio}")

    show("assess, title seen before", _p50(lambda _: assess(award, question, knowledge), 100))

    def with_reports(_: int) -> None:
        report = assess(award, question, knowledge)
        report_json(report)
        report_html(report, words)

    show("assess + JSON + HTML, title seen", _p50(with_reports, 50))
    stamp = time.time_ns()

    def new_title(turn: int) -> None:
        text = Text(value=f"{award.descriptor.titles[0].value} {stamp + turn}", language="und")
        new = replace(award, descriptor=replace(award.descriptor, titles=(text,)))
        report = assess(new, question, knowledge)
        report_json(report)
        report_html(report, words)

    show("assess + JSON + HTML, new title", _p50(new_title, 40))
    bench_matching.run(knowledge)
    bench_content.run(settings, date.today())
