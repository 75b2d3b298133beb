"""`paritas frameworks map DE:6 --to IE`: a level of one place in the levels of another."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from service.commands import options
from service.comparing.mapping import (
    Mapping,
    MapStatus,
    find_level,
    find_type,
    map_level,
    map_type,
    same_code_elsewhere,
)
from service.domain.framework import Framework, FrameworkKind, Level, QualificationType
from service.domain.noun import noun
from service.domain.register import Place, Register
from service.domain.text import say
from service.errors import InputError
from service.pipeline.register import read_register
from service.reporting.facts import NoFacts
from service.reporting.json_target import hop_data
from service.reporting.json_values import source_data, statement_data
from service.reporting.names import level_phrase, type_phrase
from service.reporting.phrase import Phrase
from service.reporting.sources import source_phrase
from service.reporting.view import Cell, Grid, Points
from service.reporting.view_chain import chain_blocks
from service.reporting.wording import Wording
from service.settings import read_settings

_TYPE_ID_FROM = 6


def run_map(text: str, to: str, on: str, as_json: bool, language: str = "en") -> None:
    """Print what `text`, a level ("DE:6") or a type ("US:bachelor"), is in the place `to`.

    Raises InputError place_unknown, level_not_in_framework, date_unreadable and what
    `options.language` raises.
    """
    day = options.day(on)
    chosen = options.language(language)
    settings = read_settings()
    register = read_register(settings.frameworks, settings.cache)
    asked = _read(register, text, day)
    target = _place(register, to, "--to")
    if asked.kind is not None:
        found = map_type(register, asked.kind, target, on=day)
    else:
        assert asked.level is not None
        found = map_level(register, asked.level, target, on=day)
    if as_json:
        data = mapping_data(found, kind=asked.kind, also=asked.also)
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(found, asked, register, chosen)


@noun
class Asked:
    """What the user named: a level, or a qualification type; `also`: same code, other framework."""

    level: Level | None = None
    kind: QualificationType | None = None
    also: tuple[Level, ...] = ()


def _read(register: Register, text: str, day: date) -> Asked:
    home, _, code = text.partition(":")
    if "/" in home and not code:  # "us_degrees/bachelor", the id as reports print it
        home, code = home.partition("/")[0], home
    place = _place(register, home, "LEVEL")
    level = find_level(register, place, code, on=day)
    if level is not None:
        return Asked(level=level, also=same_code_elsewhere(register, place, level, on=day))
    kind = find_type(register, place, code)
    if kind is not None:
        return Asked(kind=kind)
    known = [each.code for each in register.levels(place.framework.id, day)]
    types = [
        each.id.partition("/")[2]
        for framework in place.frameworks
        for each in register.types_of_framework(framework.id)
    ]
    raise InputError(
        "level_not_in_framework",
        where="LEVEL",
        level=code.strip() or "–",
        framework=place.framework.id,
        # Nobody's level codes are as long as the shortest name of a type.
        known=", ".join(known if known and len(code.strip()) < _TYPE_ID_FROM else types) or "–",
    )


def _place(register: Register, name: str, where: str) -> Place:
    place = register.place(name)
    if place is None:
        known = ", ".join(register.places())
        raise InputError("place_unknown", where=where, place=name, known=known)
    return place


def mapping_data(
    found: Mapping, *, kind: QualificationType | None = None, also: tuple[Level, ...] = ()
) -> dict[str, Any]:
    """A mapping as plain JSON values; levels are text. `also`: other readings of the code."""
    result, level = found.result, found.level
    home = level.framework if level is not None else kind.framework if kind is not None else None
    return {
        "from": {
            "framework": home,
            "level": level.code if level is not None else None,
            "qualification_type": kind.id if kind is not None else None,
        },
        "to": {"framework": found.to_framework},
        "levels": list(result.codes),
        "level": result.code,
        "basis": result.basis.value if result.basis is not None else "none",
        "status": found.status.value,
        "hops": [hop_data(hop) for hop in result.hops],
        "values": [statement_data(value) for value in result.values],
        "notes": [statement_data(note) for note in result.notes],
        "sources": [source_data(source) for source in result.sources],
        "same_code": [{"framework": each.framework, "level": each.code} for each in also],
    }


class _Names(NoFacts):
    """Names of frameworks and types, which is all that a mapping mentions."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def framework(self, identifier: str) -> Framework | None:
        """Return the framework with this id."""
        return self._register.frameworks.get(identifier)

    def qualification_type(self, identifier: str) -> QualificationType | None:
        """Return the qualification type with this id."""
        return self._register.types.get(identifier)


def _print(found: Mapping, asked: Asked, register: Register, language: str) -> None:
    wording = Wording(language, _Names(register))
    console = Console() if sys.stdout.isatty() else Console(width=120)
    home = _home(wording, found, asked.kind)
    console.print(f"[bold]{home} → {_here(wording, found, register)}[/bold]", highlight=False)
    for line in _standing(wording, found):
        console.print(f"  {line}", style="dim", highlight=False, markup=False)
    for other in asked.also:
        note = say(
            "level.same_code",
            framework=other.framework,
            level=other.code,
            code=f"{other.framework}:{other.code}",
        )
        console.print(f"  {wording.say(note)}", highlight=False, markup=False)
    for block in chain_blocks(wording, found.result):
        if isinstance(block, Points):
            for item in block.items:
                console.print(f"  • {_text(item)}", highlight=False, markup=False)
        elif isinstance(block, Grid):
            console.print(_table(block))
    if not found.result.hops:
        for source in found.result.sources:
            console.print(f"  – {source_phrase(wording, source)}", highlight=False, markup=False)


def _standing(wording: Wording, found: Mapping) -> list[Phrase]:
    """The basis in words; an agreed absence is told by its own note."""
    if found.status is MapStatus.NO_AGREED_LEVEL:
        return []
    basis = found.result.basis.value if found.result.basis is not None else "none"
    lines = [wording.say(f"basis.{basis}"), wording.say(f"basis_note.{basis}")]
    if found.status is MapStatus.RANGE:
        lines.append(wording.say("result.level_range"))
    return lines


def _home(wording: Wording, found: Mapping, kind: QualificationType | None) -> Phrase:
    """The type by its name, the level by its framework and code."""
    if kind is not None:
        return type_phrase(wording, kind.id)
    assert found.level is not None
    return level_phrase(wording, found.level.framework, (found.level.code,))


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
