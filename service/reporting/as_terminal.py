"""Sections of a view on a terminal: headings, labels with values, tables and lists.

The same blocks as in HTML, laid out for any width from 60 columns. Colour carries no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from service.reporting.phrase import Phrase
from service.reporting.view import Block, Cell, Grid, Heading, Pairs, Points, Section, Words
from service.reporting.wording import Wording

_LABEL_WIDTH = 24
_WORD_WIDTH = 14
"""Longest word that makes a column wide enough for itself; longer ones are broken."""
_BULLET = "•"


def terminal_page(wording: Wording, sections: tuple[Section, ...]) -> Group:
    """All sections; the title of the first is that of the page and is underlined."""
    return Group(*_page(wording, sections))


def plain_line(wording: Wording, phrase: Phrase, style: str = "") -> Line:
    """Text without markup; isolates only where the language is written right to left."""
    text = phrase.isolated() if wording.direction == "rtl" else str(phrase)
    return Line(text, style=style)


def _page(wording: Wording, sections: tuple[Section, ...]) -> Iterator[RenderableType]:
    for number, section in enumerate(sections):
        title = plain_line(wording, section.title, "bold")
        if number:
            yield Line("")
            yield title
        else:
            yield title
            yield Rule(characters="═", style="none")
        width = _label_width(wording, section)
        for index, block in enumerate(section.blocks):
            above = 1 if index and isinstance(block, Heading) else 0
            yield Padding(_block(wording, block, width), (above, 0, 0, 1))


def _label_width(wording: Wording, section: Section) -> int:
    """One width for the labels of a section, so that its values stand below each other."""
    labels = [row[0] for block in section.blocks if isinstance(block, Pairs) for row in block.rows]
    widest = max((cell_len(plain_line(wording, label).plain) for label in labels), default=0)
    return min(widest, _LABEL_WIDTH)


def _block(wording: Wording, block: Block, label_width: int) -> RenderableType:
    match block:
        case Heading():
            return plain_line(wording, block.text, "bold")
        case Words():
            return plain_line(wording, block.text, "dim" if block.quiet else "")
        case Pairs():
            return _pairs(wording, block, label_width)
        case Grid():
            return _grid(wording, block)
        case Points():
            return _points(wording, block)


def _cell(wording: Wording, cell: Cell) -> Line:
    lines = [plain_line(wording, line) for line in cell.lines]
    lines += [plain_line(wording, line, "dim") for line in cell.quiet]
    return Line("\n").join(lines)


def _pairs(wording: Wording, block: Pairs, label_width: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=label_width, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for label, cell in block.rows:
        table.add_row(plain_line(wording, label), _cell(wording, cell))
    return table


def _grid(wording: Wording, block: Grid) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    rows = [[_cell(wording, cell) for cell in row] for row in block.rows]
    for index, name in enumerate(block.columns):
        heading = plain_line(wording, name)
        words = [word for line in (heading, *(row[index] for row in rows)) for word in _words(line)]
        longest = max((cell_len(word) for word in words), default=1)
        table.add_column(heading, min_width=min(longest, _WORD_WIDTH), overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _words(line: Line) -> list[str]:
    return line.plain.split()


def _points(wording: Wording, block: Points) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for number, cell in enumerate(block.items, start=1):
        mark = f"[{number}]" if block.ordered else _BULLET
        table.add_row(Line(mark), _cell(wording, cell))
    return table
