"""`paritas assess`: one file, one or more places, reports in one or more languages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from service.commands import options
from service.commands.writing import rendered, write
from service.importing.detection import read_award
from service.pipeline import Question, assess, resolve_places
from service.pipeline.knowledge import Knowledge
from service.reporting.as_json import report_json
from service.reporting.as_table import report_table
from service.reporting.wording import Wording
from service.settings import read_settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """The options as typed; see `paritas assess --help`."""

    file: Path
    places: tuple[str, ...]
    languages: str
    purpose: str
    on: str
    formats: str
    out: Path | None
    benchmark: Path | None
    as_json: bool


def run(asked: Options) -> None:
    """Assess and print a table or JSON; write reports unless only JSON was asked for.

    Raises InputError for anything in file or options that cannot be used: nothing is written.
    """
    languages = options.languages(asked.languages)
    formats = options.formats(asked.formats)
    purpose, on = options.purpose(asked.purpose), options.day(asked.on)
    award = read_award(asked.file)
    benchmark = read_award(asked.benchmark) if asked.benchmark else None
    knowledge = Knowledge(read_settings())
    question = Question(
        places=resolve_places(knowledge, asked.places),
        purpose=purpose,
        on=on,
        languages=languages,
        benchmark=benchmark,
    )
    with _progress() as progress:
        task = progress.add_task(asked.file.name)
        report = assess(award, question, knowledge)
        files: dict[str, bytes] = {}
        if not asked.as_json or asked.out is not None:
            files = rendered(
                report,
                knowledge,
                formats,
                progress=lambda name: progress.update(task, description=name),
            )
    folder = asked.out or Path("out") / report.number
    if files:
        write(files, folder)
    if asked.as_json:
        typer.echo(report_json(report), nl=False)
        return
    console = Console() if sys.stdout.isatty() else Console(width=120)
    console.print(report_table(report, Wording(languages[0], knowledge)))
    typer.echo(f"{folder}/")
    for name in files:
        typer.echo(f"  {name}")


def _progress() -> Progress:
    """A spinner on standard error, only where a person is watching."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
