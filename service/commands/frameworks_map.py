"""`paritas frameworks map DE:6 --to IE`: a level of one place in the levels of another."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from service.commands import options
from service.comparing.mapping import Mapping, MapStatus, find_level, map_level
from service.domain.framework import Framework, FrameworkKind, Level
from service.domain.register import Place, Register
from service.errors import InputError
from service.pipeline.register import read_register
from service.reporting.facts import NoFacts
from service.reporting.json_target import hop_data
from service.reporting.json_values import statement_data
from service.reporting.names import level_phrase
from service.reporting.phrase import Phrase
from service.reporting.view import Cell, Grid, Points
from service.reporting.view_chain import chain_blocks
from service.reporting.wording import Wording
from service.settings import read_settings


def run_map(text: str, to: str, on: str, as_json: bool) -> None:
    """Print what the level `text` ("DE:6", "gb_rqf:Entry 3") is in the place `to`.

    Raises InputError place_unknown, level_not_in_framework, date_unreadable.
    """
    day = options.day(on)
    settings = read_settings()
    register = read_register(settings.frameworks, settings.cache)
    home, _, code = text.partition(":")
    place = _place(register, home, "LEVEL")
    level = find_level(register, place, code, on=day)
    if level is None:
        known = [each.code for each in register.levels(place.framework.id, day)]
        raise InputError(
            "level_not_in_framework",
            where="LEVEL",
            level=code.strip() or "–",
            framework=place.framework.id,
            known=", ".join(known) or "–",
        )
    found = map_level(register, level, _place(register, to, "--to"), on=day)
    if as_json:
        typer.echo(json.dumps(mapping_data(found), ensure_ascii=False, indent=2))
    else:
        _print(found, register)


def _place(register: Register, name: str, where: str) -> Place:
    place = register.place(name)
    if place is None:
        known = ", ".join(register.places())
        raise InputError("place_unknown", where=where, place=name, known=known)
    return place


def mapping_data(found: Mapping) -> dict[str, Any]:
    """A mapping as plain JSON values; levels are text."""
    result = found.result
    return {
        "from": {"framework": found.level.framework, "level": found.level.code},
        "to": {"framework": found.to_framework},
        "levels": list(result.codes),
        "level": result.code,
        "basis": result.basis.value if result.basis is not None else "none",
        "status": found.status.value,
        "hops": [hop_data(hop) for hop in result.hops],
        "notes": [statement_data(note) for note in result.notes],
    }


class _Names(NoFacts):
    """Names of frameworks, which is all that a mapping mentions."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def framework(self, identifier: str) -> Framework | None:
        """Return the framework with this id."""
        return self._register.frameworks.get(identifier)


def _print(found: Mapping, register: Register) -> None:
    wording = Wording("en", _Names(register))
    console = Console() if sys.stdout.isatty() else Console(width=120)
    home = _level(wording, found.level)
    console.print(f"[bold]{home} → {_here(wording, found, register)}[/bold]", highlight=False)
    for line in _standing(wording, found):
        console.print(f"  {line}", style="dim", highlight=False, markup=False)
    for block in chain_blocks(wording, found.result):
        if isinstance(block, Points):
            for item in block.items:
                console.print(f"  • {_text(item)}", highlight=False, markup=False)
        elif isinstance(block, Grid):
            console.print(_table(block))


def _standing(wording: Wording, found: Mapping) -> list[Phrase]:
    """The basis in words; an agreed absence is told by its own note."""
    if found.status is MapStatus.NO_AGREED_LEVEL:
        return []
    basis = found.result.basis.value if found.result.basis is not None else "none"
    lines = [wording.say(f"basis.{basis}"), wording.say(f"basis_note.{basis}")]
    if found.status is MapStatus.RANGE:
        lines.append(wording.say("result.level_range"))
    return lines


def _level(wording: Wording, level: Level) -> Phrase:
    return level_phrase(wording, level.framework, (level.code,))


def _here(wording: Wording, found: Mapping, register: Register) -> Phrase:
    """The level or levels reached, or why there are none."""
    if found.result.codes:
        return level_phrase(wording, found.to_framework, found.result.codes)
    if found.status is MapStatus.NO_AGREED_LEVEL:
        return wording.say("chain.none_agreed")
    kind = register.frameworks[found.to_framework].kind
    levels = kind is not FrameworkKind.DEGREE_STRUCTURE
    return wording.say("result.level_unknown" if levels else "result.no_levels")


def _table(grid: Grid) -> Table:
    table = Table(box=None, header_style="bold")
    for column in grid.columns:
        table.add_column(str(column), overflow="fold")
    for row in grid.rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _text(cell: Cell) -> str:
    return "\n".join(str(line) for line in (*cell.lines, *cell.quiet))
