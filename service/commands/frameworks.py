"""`paritas frameworks list` and `show`: what nations publish, for people and for programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from service.commands import options
from service.domain.register import Place, Register
from service.errors import InputError
from service.pipeline.register import FrameworkFacts, read_register
from service.reporting.as_terminal import plain_line, terminal_page
from service.reporting.framework_page import FrameworkPage
from service.reporting.json_framework import framework_data, framework_row
from service.reporting.view_framework import framework_sections
from service.reporting.wording import Wording
from service.settings import read_settings

_NUMBERS = ("levels", "qualification_types")
_COLUMNS = {
    "id": "column.framework_id",
    "country": "label.country",
    "levels": "column.level_count",
    "qualification_types": "column.type_count",
    "languages": "column.languages",
    "referenced_to": "column.referenced_to",
}


def list_all(language: str, *, as_json: bool) -> None:
    """Print one row a framework: id, country, levels in force, award types, languages, links.

    Raises InputError language_unknown.
    """
    wording = Wording(options.language(language))
    settings = read_settings()
    register = read_register(settings.frameworks, settings.cache)
    today = date.today()
    rows = [framework_row(register, each, today) for _, each in sorted(register.frameworks.items())]
    if as_json:
        _print_json(rows)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for key, heading in _COLUMNS.items():
        words = plain_line(wording, wording.say(heading))
        table.add_column(words, justify="right" if key in _NUMBERS else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[key]) for key in _COLUMNS))
    Console(highlight=False, markup=False).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return " ".join(value) if isinstance(value, list) else str(value)


def show(place_name: str, language: str, on: str, *, as_json: bool) -> None:
    """Print every framework of a place as it stands on a day, in one language.

    `on` is YYYY-MM-DD, "" for today. Raises InputError place_unknown, language_unknown,
    date_unreadable.
    """
    asked, day = options.language(language), options.day(on)
    facts = FrameworkFacts(read_settings())
    place = _place(facts.register, place_name)
    wording = Wording(asked, facts)
    pages = [
        FrameworkPage(wording=wording, register=facts.register, framework=each, on=day)
        for each in place.frameworks
    ]
    if as_json:
        _print_json(
            {
                "place": place.key,
                "country": place.country,
                "region": place.region,
                "on": day.isoformat(),
                "language": asked,
                "frameworks": [framework_data(page) for page in pages],
            }
        )
        return
    console = Console(highlight=False, markup=False)
    for number, page in enumerate(pages):
        if number:
            console.print("\n")
        console.print(terminal_page(wording, framework_sections(page)))


def _place(register: Register, name: str) -> Place:
    place = register.place(name)
    if place is None:
        known = ", ".join(register.places())
        raise InputError("place_unknown", where="PLACE", place=name, known=known)
    return place


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
