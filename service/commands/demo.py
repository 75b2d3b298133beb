"""`paritas demo`: the main job on every shipped sample."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
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
            _add(table, report, wording)
    # Piped output has no width of its own; 80 columns would break every cell.
    console = Console() if sys.stdout.isatty() else Console(width=140)
    console.print(table)
    typer.echo(f"{len(samples)} credentials, {len(places)} places, {len(asked)} languages:")
    typer.echo(f"{written} reports below {out.resolve()} in {time.perf_counter() - started:.1f} s")
    first = out.resolve() / samples[0].stem
    typer.echo(f"Open for instance {first / f'report.{asked[0]}.html'}")


SUFFIXES = (".yml", ".yaml", ".json", ".jsonld")


def _table() -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Credential", max_width=34)
    table.add_column("At home", max_width=26)
    table.add_column("For")
    table.add_column("Comparable award", max_width=28)
    table.add_column("Level", no_wrap=True)
    table.add_column("Basis of the level")
    table.add_column("Proposal")
    return table


def _add(table: Table, report: EquivalenceReport, wording: Wording) -> None:
    """One row a target; the credential is named on the first."""
    home = report.home
    at_home = home.qualification_type.titles[0].value if home.qualification_type else "?"
    if home.level and home.framework:
        at_home += f" ({home.framework.acronym} {home.level})"
    title = report.award.descriptor.titles[0].value
    country = report.award.descriptor.country
    for number, target in enumerate(report.targets):
        level = target.result.level
        reached = "–"
        if level.basis is not None:
            codes = level.code or "–".join((level.codes or ("",))[:: len(level.codes) - 1 or 1])
            reached = f"{target.framework.acronym} {codes}".strip()
            if level.eqf:
                reached += f" · EQF {'–'.join(level.eqf)}"
        best = target.candidate_types[0] if target.candidate_types and level.basis else None
        table.add_row(
            f"{title}{f' ({country})' if country else ''}" if number == 0 else "",
            at_home if number == 0 else "",
            target.place,
            best.titles[0].value if best else "–",
            reached,
            str(wording.say(f"basis.{level.basis.value}")) if level.basis else "–",
            str(wording.say(f"form.{target.result.form.value}")),
        )
