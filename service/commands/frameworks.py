"""`paritas frameworks …`: what nations publish, listed and shown."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TypedDict

import typer
from rich.console import Console
from rich.table import Table

from service.domain.register import Register
from service.errors import InputError
from service.pipeline.register import read_register
from service.settings import read_settings


def list_all(*, as_json: bool) -> None:
    """Print one row a framework: id, country, levels in force, award types, languages, links."""
    settings = read_settings()
    register = read_register(settings.frameworks, settings.cache)
    rows = [_row(register, identifier) for identifier in sorted(register.frameworks)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table(box=None, header_style="bold")
    for heading in ("id", "country", "levels", "award types", "languages", "referenced to"):
        number = heading in ("levels", "award types")
        table.add_column(heading, justify="right" if number else "left")
    for row in rows:
        table.add_row(
            row["id"],
            row["country"] or "–",
            str(row["levels"]),
            str(row["qualification_types"]),
            " ".join(row["languages"]),
            " ".join(row["referenced_to"]),
        )
    Console().print(table)


class _Row(TypedDict):
    id: str
    country: str | None
    levels: int
    qualification_types: int
    languages: list[str]
    referenced_to: list[str]


def _row(register: Register, identifier: str) -> _Row:
    framework = register.frameworks[identifier]
    return _Row(
        id=identifier,
        country=framework.region or framework.country,
        levels=len(register.levels(identifier, date.today())),
        qualification_types=len(register.types_of_framework(identifier)),
        languages=list(framework.languages),
        referenced_to=list(register.referenced_to(identifier)),
    )


def show(place_name: str, language: str) -> None:
    """Print a place's levels with what they refer to, and its award types with sources.

    Raises InputError place_unknown.
    """
    settings = read_settings()
    register = read_register(settings.frameworks, settings.cache)
    place = register.place(place_name)
    if place is None:
        raise InputError(
            "place_unknown", where="PLACE", place=place_name, known=", ".join(register.places())
        )
    console = Console()
    for framework in place.frameworks:
        names = {text.language: text.value for text in framework.names}
        console.print(f"[bold]{framework.id}[/bold]  {names.get(language) or names['en']}")
        console.print(f"  {framework.source.title} ({framework.confidence})", style="dim")
        _levels(console, register, framework.id)
        _types(console, register, framework.id)


def _levels(console: Console, register: Register, framework: str) -> None:
    table = Table(box=None, header_style="bold")
    for heading in ("level", "since", "until", "corresponds to"):
        table.add_column(heading)
    for level in register.levels(framework):
        statements = [
            f"{row.to_framework} {' '.join(row.to_levels) or '∅'} ({row.kind})"
            for row in register.referencings(framework)
            if row.level == level.code
        ]
        table.add_row(level.code, level.since, level.until or "", "; ".join(statements))
    if table.row_count:
        console.print(table)


def _types(console: Console, register: Register, framework: str) -> None:
    table = Table(box=None, header_style="bold")
    for heading in ("level", "award", "English", "kind", "source"):
        table.add_column(heading)
    kinds = register.types_of_framework(framework)
    for kind in kinds:
        table.add_row(
            kind.level or "–", kind.titles[0].value, kind.title_en, kind.kind, kind.source.title
        )
    if kinds:
        console.print(table)
        counts = Counter(kind.kind.value for kind in kinds)
        console.print("  " + ", ".join(f"{n} {kind}" for kind, n in counts.most_common()))
