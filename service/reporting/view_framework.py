"""A framework as it stands on a day, section by section: owner, languages, levels, awards."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.framework import FrameworkKind
from service.domain.text import Text, holds_on
from service.reporting.framework_coverage import Coverage, Part, coverage
from service.reporting.framework_page import FrameworkPage
from service.reporting.names import code_phrase, framework_phrase, language_phrase
from service.reporting.phrase import Phrase, plain, quoted, quoted_text
from service.reporting.sources import source_phrase
from service.reporting.view import Block, Cell, Grid, Pairs, Points, Section, Words
from service.reporting.view_framework_levels import descriptor_section, level_section
from service.reporting.view_framework_types import type_section

_COLUMNS = {
    Part.LEVEL_TITLES: "column.level_titles",
    Part.DESCRIPTORS: "column.descriptors",
    Part.TYPE_TITLES: "column.type_titles",
}


def framework_sections(page: FrameworkPage) -> tuple[Section, ...]:
    """Every section of a framework's page; the sources that it cites come last.

    A meta framework has no section of award types, a degree structure none of levels where it
    has no levels at all.
    """
    about = Section(
        anchor="about",
        title=framework_phrase(page.wording, page.framework.id),
        blocks=tuple(_about(page)),
    )
    made = [about, _languages(page)]
    if page.register.levels(page.framework.id):
        made += [level_section(page), *descriptor_section(page)]
    if page.framework.kind is not FrameworkKind.META:
        made.append(type_section(page))
    return (*made, _sources(page))


def _about(page: FrameworkPage) -> Iterator[Block]:
    framework, wording = page.framework, page.wording
    day = page.on.isoformat()
    if not holds_on(page.on, framework.since, framework.until):
        yield Words(text=wording.say("framework.not_in_force", date=day))
    rows: dict[str, list[Phrase]] = {}
    for key, value in _facts(page):
        rows.setdefault(key, []).append(value)
    yield Pairs(
        rows=tuple((wording.say(key), Cell(lines=tuple(lines))) for key, lines in rows.items())
    )


def _facts(page: FrameworkPage) -> Iterator[tuple[str, Phrase]]:
    framework, wording = page.framework, page.wording
    for name in _further_names(page):
        yield "label.title", page.marked(name)
    yield "label.identifier", code_phrase(wording, framework.id)
    yield "label.framework_kind", wording.say(f"framework_kind.{framework.kind.value}")
    yield "label.owner", quoted_text(framework.authority)
    if framework.legal_basis:
        yield "label.legal_basis", quoted(framework.legal_basis, "")
    yield "label.in_force", page.period(framework.since, framework.until)
    scope = f"scope.{framework.sector}"
    known = wording.has(scope)
    yield "label.scope", wording.say(scope) if known else code_phrase(wording, framework.sector)
    if framework.website:
        yield "label.website", quoted(framework.website, "", framework.website)
    yield "label.confidence", wording.say(f"confidence.{framework.confidence.value}")
    yield "column.source", page.sources.cite(framework.source)


def _further_names(page: FrameworkPage) -> Iterator[Text]:
    """Names in the framework's own languages that are not already its heading."""
    heading = str(framework_phrase(page.wording, page.framework.id))
    for name in page.framework.names:
        own = any(
            name.language.split("-")[0] == tag.split("-")[0] for tag in page.framework.languages
        )
        if own and name.value not in heading:
            yield name


def _languages(page: FrameworkPage) -> Section:
    """One row a language, one column for each part that the framework has."""
    wording = page.wording
    rows = coverage(page.register, page.framework, page.on)
    parts = [part for part in Part if any(row.part is part and row.total for row in rows)]
    title = wording.say("section.content_languages")
    languages = dict.fromkeys(row.language for row in rows)
    grid = Grid(
        caption=title,
        columns=(
            wording.say("label.language"),
            *(wording.say(_COLUMNS[part]) for part in parts),
        ),
        rows=tuple(
            (
                Cell(lines=(language_phrase(wording, language),)),
                *(
                    Cell(lines=(_held(page, row),))
                    for row in rows
                    if row.language == language and row.part in parts
                ),
            )
            for language in languages
        ),
        widths=(28, *(72 // len(parts) for _ in parts)) if parts else (100,),
    )
    return Section(anchor="languages", title=title, blocks=(grid,))


def _held(page: FrameworkPage, row: Coverage) -> Phrase:
    if row.held == row.total:
        return page.wording.say("coverage.complete")
    if row.held:
        return page.wording.say("coverage.partial", held=row.held, total=row.total)
    return page.wording.say("coverage.missing") if row.own else plain("–")


def _sources(page: FrameworkPage) -> Section:
    items = tuple(
        Cell(
            lines=(source_phrase(page.wording, source),),
            quiet=(quoted(source.url, "", source.url),) if source.url else (),
        )
        for source in page.sources.sources
    )
    return Section(
        anchor="sources",
        title=page.wording.say("section.sources"),
        blocks=(Points(items=items, ordered=True, anchors="source"),),
    )
