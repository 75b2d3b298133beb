"""The levels of a framework on a day, what they correspond to, and their descriptors."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.framework import Level, LevelDescriptor, Referencing
from service.domain.text import Text
from service.reporting.framework_page import FrameworkPage
from service.reporting.names import acronym_phrase, code_phrase, level_phrase, list_phrase
from service.reporting.phrase import Phrase, joined, plain
from service.reporting.view import Block, Cell, Grid, Heading, Pairs, Points, Section, Words


def level_section(page: FrameworkPage) -> Section:
    """The levels in force on the day, one row each, with every statement that holds then."""
    wording, day = page.wording, page.on.isoformat()
    title = wording.say("section.levels_on", date=day)
    levels = page.register.levels(page.framework.id, page.on)
    if not levels:
        nothing = Words(text=wording.say("levels.none", date=day))
        return Section(anchor="levels", title=title, blocks=(nothing,))
    names, remark = page.column([level.labels for level in levels])
    statements = _statements(page)
    keys = ["column.level", "label.title", "label.in_force", "column.isced_2011"]
    if statements:
        keys.append("column.corresponds_to")
    grid = Grid(
        caption=title,
        columns=tuple(wording.say(key) for key in keys),
        rows=tuple(
            _row(page, level, name)[: len(keys)] for level, name in zip(levels, names, strict=True)
        ),
        widths=(8, 20, 18, 8, 46)[: len(keys)],
    )
    blocks: list[Block] = [Words(text=remark, quiet=True)] if remark is not None else []
    blocks.append(grid)
    if statements:
        blocks.append(Points(items=statements))
    else:
        blocks.append(Words(text=wording.say("levels.no_statement")))
    return Section(anchor="levels", title=title, blocks=tuple(blocks))


def _row(page: FrameworkPage, level: Level, name: Phrase) -> tuple[Cell, ...]:
    doubt = page.doubt(level.confidence)
    return (
        Cell(lines=(_code(page, level),)),
        Cell(lines=(name,)),
        Cell(
            lines=(page.period(level.since, level.until),),
            quiet=(doubt,) if doubt is not None else (),
        ),
        Cell(lines=(_isced(page, level),)),
        Cell(lines=tuple(_corresponds(page, level))),
    )


def _code(page: FrameworkPage, level: Level) -> Phrase:
    """The code alone, as its table names the framework; cycles of the QF-EHEA in words."""
    if level.framework == "qf_ehea":
        return level_phrase(page.wording, level.framework, (level.code,))
    return code_phrase(page.wording, level.code)


def _isced(page: FrameworkPage, level: Level) -> Phrase:
    codes = tuple(code_phrase(page.wording, code) for code in level.isced_2011)
    return list_phrase(page.wording, codes, "or") if codes else plain("–")


def _in_force(page: FrameworkPage) -> list[Referencing]:
    """Statements that hold on the day: to the EQF first, then QF-EHEA, other scales, others."""
    order = page.register.metas()
    return sorted(
        page.register.referencings(page.framework.id, on=page.on),
        key=lambda row: order.index(row.to_framework) if row.to_framework in order else len(order),
    )


def _corresponds(page: FrameworkPage, level: Level) -> Iterator[Phrase]:
    """One line a statement: the levels there, the number of its source, and a doubt."""
    wording = page.wording
    for row in _in_force(page):
        if row.level != level.code:
            continue
        if row.to_levels:
            words = level_phrase(wording, row.to_framework, row.to_levels)
        else:
            absent = wording.say("chain.none_agreed")
            parts = {"label": acronym_phrase(wording, row.to_framework), "value": absent}
            words = wording.fill("pattern.label", parts)
        words = joined((words, page.sources.cite(row.source)), " ")
        doubt = page.doubt(row.confidence)
        if doubt is not None:
            words = wording.fill("pattern.gloss", {"text": words, "gloss": doubt})
        yield words


def _statements(page: FrameworkPage) -> tuple[Cell, ...]:
    """What kind of statement each source makes, and since when: said once for all levels."""
    wording, found = page.wording, dict[Phrase, None]()
    for row in _in_force(page):
        parts = {
            "framework": acronym_phrase(wording, row.to_framework),
            "statement": wording.say(f"referencing_kind.{row.kind.value}"),
            "period": page.period(row.since, row.until),
        }
        line = wording.fill("referencing.line", parts)
        found[joined((line, page.sources.cite(row.source)), " ")] = None
    return tuple(Cell(lines=(phrase,)) for phrase in found)


def descriptor_section(page: FrameworkPage) -> Iterator[Section]:
    """Knowledge, skills, responsibility and autonomy of each level, and whose words they are."""
    levels = page.register.levels(page.framework.id, page.on)
    if not levels:
        return
    held = {level: page.register.descriptors(level) for level in levels}
    rows = [row for each in held.values() for row in each]
    blocks: list[Block] = []
    if rows:
        blocks += _remarks(page, rows)
        phrases = _phrases(page, rows)
        for level, each in held.items():
            if each:
                blocks += _descriptors(page, level, [(row, phrases[row]) for row in each])
    blocks += _without(page, [level for level, each in held.items() if not each], bool(rows))
    title = page.wording.say("section.descriptors")
    yield Section(anchor="descriptors", title=title, blocks=tuple(blocks))


def _texts(page: FrameworkPage, rows: list[LevelDescriptor]) -> list[Text]:
    chosen = (page.chosen(row.texts) for row in rows)
    return [text for text in chosen if text is not None]


def _remarks(page: FrameworkPage, rows: list[LevelDescriptor]) -> Iterator[Block]:
    """Whose words, and in which language, where both are the same for all."""
    whose = {text.official for text in _texts(page, rows)}
    if len(whose) == 1:
        key = "descriptors.owner_words" if whose == {True} else "descriptors.own_words"
        yield Words(text=page.wording.say(key), quiet=True)
    _, remark = page.column([row.texts for row in rows])
    if remark is not None:
        yield Words(text=remark, quiet=True)


def _phrases(page: FrameworkPage, rows: list[LevelDescriptor]) -> dict[LevelDescriptor, Phrase]:
    texts = _texts(page, rows)
    mixed = len({text.official for text in texts}) > 1
    words, _ = page.column([row.texts for row in rows])
    if mixed:
        mark = page.wording.say("descriptors.own_mark")
        words = [
            phrase
            if text.official
            else page.wording.fill("pattern.gloss", {"text": phrase, "gloss": mark})
            for text, phrase in zip(texts, words, strict=True)
        ]
    return dict(zip(rows, words, strict=True))


def _descriptors(
    page: FrameworkPage, level: Level, rows: list[tuple[LevelDescriptor, Phrase]]
) -> Iterator[Block]:
    name = level_phrase(page.wording, level.framework, (level.code,))
    cited = dict.fromkeys(row.source for row, _ in rows)
    cites = tuple(page.sources.cite(source) for source in cited)
    yield Heading(text=joined((name, *cites), " "), level=4)
    yield Pairs(
        rows=tuple(
            (page.wording.say(f"descriptor.{row.domain.value}"), Cell(lines=(phrase,)))
            for row, phrase in rows
        )
    )


def _without(page: FrameworkPage, levels: list[Level], some: bool) -> Iterator[Block]:
    """Which levels have no descriptors, or that those held belong to another scale."""
    if some and levels:
        codes = tuple(level.code for level in levels)
        words = page.wording.say("descriptors.none_for", framework=page.framework.id, levels=codes)
        yield Words(text=words)
    elif not some:
        others = page.register.levels(page.framework.id)
        since = [each.since for each in others if page.register.descriptors(each)]
        if since:
            yield Words(text=page.wording.say("descriptors.other_scale", since=min(since)))
        else:
            yield Words(text=page.wording.say("descriptors.none"))
