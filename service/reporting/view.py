"""What a report says, section by section, before any layout: plain nested values.

Layouts (HTML, PDF) only lay out: every word is already a Phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.noun import noun
from service.reporting.phrase import Phrase


@noun
class Cell:
    """Lines of a table cell or value; `quiet` lines explain them. `mark` names a shape."""

    lines: tuple[Phrase, ...] = ()
    quiet: tuple[Phrase, ...] = ()
    mark: str | None = None


@noun
class Heading:
    """A heading inside a section; `level` 3 or 4."""

    text: Phrase
    level: int = 3


@noun
class Words:
    """A paragraph; `quiet` for standing remarks."""

    text: Phrase
    quiet: bool = False


@noun
class Pairs:
    """Labels with their values."""

    rows: tuple[tuple[Phrase, Cell], ...]


@noun
class Result(Pairs):
    """The result box: labels with values; `mark` and `strength` show the basis of the level."""

    mark: str
    strength: str


@noun
class Grid:
    """A table. The first cell of a row is its heading. `widths` are shares of the line."""

    caption: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@noun
class Points:
    """A list."""

    items: tuple[Cell, ...]
    ordered: bool = False
    anchors: str | None = None


Block = Heading | Words | Pairs | Result | Grid | Points


@noun
class Section:
    """A part of the report with its heading; `anchor` is an id for links."""

    anchor: str
    title: Phrase
    blocks: tuple[Block, ...]


@noun
class View:
    """The whole report in one language. `direction` is "ltr" or "rtl"."""

    tag: str
    direction: str
    title: Phrase
    subtitle: Phrase
    advice: Phrase
    facts: Pairs
    sections: tuple[Section, ...]
    number: str
    content_hash: str
    page_words: tuple[str, str, str]


def phrases(view: View) -> Iterator[tuple[str, Phrase]]:
    """Every phrase of the view with the anchor of its section."""
    header = (view.title, view.subtitle, view.advice, *block_phrases(view.facts))
    yield from (("header", each) for each in header)
    for section in view.sections:
        yield section.anchor, section.title
        for block in section.blocks:
            yield from ((section.anchor, each) for each in block_phrases(block))


def block_phrases(block: Block) -> Iterator[Phrase]:
    """Every phrase of one block."""
    match block:
        case Heading() | Words():
            yield block.text
        case Pairs():
            for label, cell in block.rows:
                yield label
                yield from (*cell.lines, *cell.quiet)
        case Grid():
            yield block.caption
            yield from block.columns
            for row in block.rows:
                for cell in row:
                    yield from (*cell.lines, *cell.quiet)
        case Points():
            for cell in block.items:
                yield from (*cell.lines, *cell.quiet)
