"""`paritas demo`: the main job on every shipped sample."""

from __future__ import annotations

import time
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from service.commands import options
from service.commands.writing import rendered, write
from service.domain.report import EquivalenceReport
from service.errors import ContentError
from service.importing.detection import read_award
from service.pipeline import Question, assess, resolve_places
from service.pipeline.knowledge import Knowledge
from service.reporting.wording import Wording
from service.settings import read_settings

PLACES = ("DE", "IE")


def run(out: Path, languages: str) -> None:
    """Assess every sample for two places and write all reports below `out`."""
    started = time.perf_counter()
    asked = options.languages(languages)
    settings = read_settings()
    samples = sorted(
        path for path in (settings.data / "samples").iterdir() if path.suffix in SUFFIXES
    )
    if not samples:
        raise ContentError("content_folder_missing", where=str(settings.data / "samples"))
    knowledge = Knowledge(settings)
    places = resolve_places(knowledge, PLACES)
    table = _table()
    wording = Wording(asked[0], knowledge)
    written = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for path in progress.track(samples, description="samples"):
            question = Question(places=places, on=options.day(""), languages=asked)
            report = assess(read_award(path), question, knowledge)
            files = rendered(report, knowledge, options.FORMATS)
            write(files, out / path.stem)
            written += len(files)
            _add(table, path.stem, report, wording)
    Console().print(table)
    typer.echo(f"{len(samples)} credentials, {len(places)} places, {len(asked)} languages:")
    typer.echo(f"{written} reports below {out.resolve()} in {time.perf_counter() - started:.1f} s")
    first = out.resolve() / samples[0].stem
    typer.echo(f"Open for instance {first / f'report.{asked[0]}.html'}")


SUFFIXES = (".yml", ".yaml", ".json", ".jsonld")


def _table() -> Table:
    table = Table(show_lines=True)
    for heading in ("Sample", "Title", "At home", "For", "Comparable award", "Level", "Proposal"):
        table.add_column(heading, overflow="fold")
    return table


def _add(table: Table, name: str, report: EquivalenceReport, wording: Wording) -> None:
    home = report.home
    at_home = home.qualification_type.titles[0].value if home.qualification_type else "?"
    if home.level:
        at_home += f"\n{home.level_framework} {home.level}"
    for number, target in enumerate(report.targets):
        level = target.result.level
        reached = "–"
        if level.basis is not None:
            codes = level.code or "–".join((level.codes or ("",))[:: len(level.codes) - 1 or 1])
            reached = f"{target.framework.acronym} {codes}".strip()
            if level.eqf:
                reached += f" · EQF {'–'.join(level.eqf)}"
            reached += f"\n{wording.say(f'basis.{level.basis.value}')}"
        best = target.candidate_types[0] if target.candidate_types and level.basis else None
        table.add_row(
            name if number == 0 else "",
            report.award.descriptor.titles[0].value if number == 0 else "",
            at_home if number == 0 else "",
            target.place,
            best.titles[0].value if best else "–",
            reached,
            str(wording.say(f"form.{target.result.form.value}")),
        )
