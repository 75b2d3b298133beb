"""Blocks on a terminal: nothing lost at any width, and no markup of a text is acted on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from service.reporting.as_terminal import terminal_page
from service.reporting.phrase import plain, quoted
from service.reporting.view import Cell, Grid, Heading, Pairs, Points, Section, Words
from service.reporting.wording import Wording

WIDTHS = (60, 80, 120)


def cell(text: str, *quiet: str) -> Cell:
    return Cell(lines=(quoted(text, "en"),), quiet=tuple(plain(each) for each in quiet))


def printed(*sections: Section, width: int = 80, language: str = "en") -> str:
    console = Console(width=width, force_terminal=False, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(terminal_page(Wording(language), sections))
    return captured.get()


def section(*blocks: object, title: str = "Title") -> Section:
    return Section(anchor="a", title=plain(title), blocks=tuple(blocks))  # type: ignore[arg-type]


PAIRS = Pairs(
    rows=(
        (plain("Short"), cell("one")),
        (plain("A label that is far longer than its column"), cell("two", "quiet")),
    )
)
GRID = Grid(
    caption=plain("Caption"),
    columns=(plain("Level"), plain("Corresponds to")),
    rows=((cell("6"), cell("EQF 6 " * 30)), (cell("7"), cell("EQF 7"))),
    widths=(20, 80),
)
POINTS = Points(items=(cell("first"), cell("second", "why")), ordered=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_word_is_there_and_no_line_is_too_wide(width: int) -> None:
    out = printed(
        section(Words(text=plain("Standing")), PAIRS),
        section(GRID, Heading(text=plain("Heading"), level=4), POINTS, title="Second"),
        width=width,
    )
    assert max(map(len, out.splitlines())) <= width
    words = out.split()
    for word in ("Standing", "Short", "one", "two", "quiet", "Second", "Heading", "why", "[2]"):
        assert word in words
    assert words.count("EQF") == 31
    assert "…" not in out


def test_labels_of_a_section_have_one_width() -> None:
    short = Pairs(rows=((plain("A"), cell("value")),))
    long = Pairs(rows=((plain("A longer label"), cell("value")),))
    lines = printed(section(short, long)).splitlines()
    assert len({line.index("value") for line in lines if "value" in line}) == 1


def test_a_long_address_is_broken_but_whole() -> None:
    address = "https://example.org/" + "a" * 200
    out = printed(section(Pairs(rows=((plain("Website"), cell(address)),)), Points(items=())))
    assert "".join(out.split()).count("a" * 200) == 1


def test_markup_and_control_characters_are_not_acted_on() -> None:
    out = printed(section(Words(text=quoted("[bold]x[/] \x1b[31m", "en"))))
    assert "[bold]x[/] \\u{001B}[31m" in out


def test_isolates_only_from_right_to_left() -> None:
    assert "\u2066" in printed(section(Words(text=quoted("DQR", "de"))), language="ar")
    assert "\u2066" not in printed(section(Words(text=quoted("DQR", "de"))), language="de")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.sampled_from(WIDTHS))
def test_any_text_can_be_printed(texts: list[str], width: int) -> None:
    grid = Grid(
        caption=plain(""),
        columns=tuple(plain(str(index)) for index, _ in enumerate(texts)),
        rows=(tuple(cell(each) for each in texts),),
        widths=tuple(1 for _ in texts),
    )
    assert printed(section(grid), width=width).startswith("Title")
