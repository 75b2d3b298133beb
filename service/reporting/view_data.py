"""A view as plain JSON values, for layouts that are not written in Python."""

from __future__ import annotations

import re
from typing import Any

from service.reporting.fonts import families, script_of
from service.reporting.marks import mark_names, mark_svg
from service.reporting.phrase import Phrase, Run
from service.reporting.view import (
    Block,
    Cell,
    Grid,
    Heading,
    Pairs,
    Points,
    Result,
    View,
    Words,
)

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff]{31,}")
_PIECE = 12
_LONG_ROW = 1200


def view_data(view: View, script: str) -> dict[str, Any]:
    """The whole view. `script` is that of the report's language, see `fonts`."""
    used = sorted(_marks(view))
    return {
        "lang": view.tag.split("-")[0],
        "dir": view.direction,
        "script": script,
        "fonts": {name: families(name) for name in ("latn", "arab", "deva", "hans")},
        "title": _phrase(view.title),
        "subtitle": _phrase(view.subtitle),
        "advice": _phrase(view.advice),
        "facts": _block(view.facts),
        "sections": [
            {
                "anchor": section.anchor,
                "title": _phrase(section.title),
                "blocks": _blocks(section.blocks),
            }
            for section in view.sections
        ],
        "number": view.number,
        "page_words": view.page_words,
        "marks": {name: mark_svg(name) for name in used},
    }


def _phrase(phrase: Phrase) -> list[dict[str, Any]]:
    return [_run(run) for run in phrase.runs]


def _run(run: Run) -> dict[str, Any]:
    """A run; absent keys keep the page's own setting."""
    made: dict[str, Any] = {"t": _pieces(run.text)}
    language = _LANGUAGE.match(run.lang or "")
    if language is not None:
        made["lang"] = language.group()
    if run.direction is not None:
        made["dir"] = run.direction
    script = script_of(run.text)
    if script is not None:
        made["script"] = script
    if run.href is not None:
        made["href"] = run.href
    return made


def _pieces(text: str) -> list[str]:
    """`text` cut inside words too long for a line, so that they can be broken there."""
    made, at = [], 0
    for found in _LONG_WORD.finditer(text):
        word = found.group()
        if found.start() > at:
            made.append(text[at : found.start()])
        made += [word[index : index + _PIECE] for index in range(0, len(word), _PIECE)]
        at = found.end()
    if at < len(text):
        made.append(text[at:])
    return made


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "lines": [_phrase(line) for line in cell.lines],
        "quiet": [_phrase(line) for line in cell.quiet],
        "mark": cell.mark,
    }


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Blocks of a section; words in front of a table stay with it."""
    made = [_block(block) for block in blocks]
    following = "other"
    for data in reversed(made):
        if data["kind"] == "words":
            data["sticky"] = following == "grid"
        else:
            following = data["kind"]
    return made


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _phrase(block.text)}
        case Words():
            return {"kind": "words", "text": _phrase(block.text), "quiet": block.quiet}
        case Result():
            return {"kind": "result", "rows": _rows(block), "strength": block.strength}
        case Pairs():
            return {"kind": "pairs", "rows": _rows(block)}
        case Grid():
            return {
                "kind": "grid",
                "columns": [_phrase(column) for column in block.columns],
                "rows": [_row(row) for row in block.rows],
                "widths": block.widths,
            }
        case Points():
            return {
                "kind": "points",
                "items": [_cell(cell) for cell in block.items],
                "ordered": block.ordered,
                "anchors": block.anchors,
            }


def _row(row: tuple[Cell, ...]) -> dict[str, Any]:
    return {"cells": [_cell(cell) for cell in row], "long": _is_long(row)}


def _rows(pairs: Pairs) -> list[dict[str, Any]]:
    return [
        {"label": _phrase(label), "value": _cell(cell), "long": _is_long((cell,))}
        for label, cell in pairs.rows
    ]


def _is_long(cells: tuple[Cell, ...]) -> bool:
    """Whether a row is so high that it may be broken across pages."""
    length = max(sum(len(str(line)) for line in (*cell.lines, *cell.quiet)) for cell in cells)
    return length > _LONG_ROW


def _marks(view: View) -> set[str]:
    cells: list[Cell] = []
    for section in view.sections:
        for block in section.blocks:
            if isinstance(block, Pairs):
                cells += [cell for _, cell in block.rows]
            if isinstance(block, Grid):
                cells += [cell for row in block.rows for cell in row]
    return {cell.mark for cell in cells if cell.mark in mark_names()}
