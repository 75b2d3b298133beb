"""How a level was reached: notes, values, and every hop with its source and date."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.comparison import Hop, LevelResult
from service.domain.text import Statement
from service.reporting.names import acronym_phrase, level_phrase
from service.reporting.phrase import plain
from service.reporting.sources import source_phrase
from service.reporting.view import Block, Cell, Grid, Heading, Points
from service.reporting.wording import Wording


def level_notes(level: LevelResult) -> tuple[Statement, ...]:
    """Values and notes of the level: they stand under how it was reached, at full width."""
    return (*level.values, *level.notes)


def chain_blocks(wording: Wording, level: LevelResult) -> Iterator[Block]:
    """Notes on the level, then each published step with its own source."""
    notes = level_notes(level)
    if not level.hops and not notes:
        return
    title = wording.say("section.level_chain")
    yield Heading(text=title)
    if notes:
        yield Points(items=tuple(Cell(lines=(wording.say(note),)) for note in notes))
    if not level.hops:
        return
    names = ("from", "to", "statement", "in_force", "source")
    yield Grid(
        caption=title,
        columns=tuple(wording.say(f"column.{name}") for name in names),
        rows=tuple(_hop(wording, hop) for hop in level.hops),
        widths=(14, 14, 26, 12, 34),
    )


def _hop(wording: Wording, hop: Hop) -> tuple[Cell, ...]:
    """One step, read in the direction of the chain whoever states it."""
    own = level_phrase(wording, hop.framework, (hop.level,))
    other = wording.say("chain.none_agreed")
    if hop.to_levels:
        other = level_phrase(wording, hop.to_framework, hop.to_levels)
    parts = {
        "statement": wording.say(f"referencing_kind.{hop.kind.value}"),
        "framework": acronym_phrase(wording, hop.framework),
    }
    key = "chain.stated_by_reverse" if hop.reverse else "chain.stated_by"
    first, second = (other, own) if hop.reverse else (own, other)
    return (
        Cell(lines=(first,)),
        Cell(lines=(second,)),
        Cell(lines=(wording.fill(key, parts),)),
        Cell(lines=(plain(wording.date(hop.since)),)),
        Cell(lines=(source_phrase(wording, hop.source),)),
    )
