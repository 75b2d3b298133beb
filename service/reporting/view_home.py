"""What the award is at home: type, level, and what an officer must know of it."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.report import EquivalenceReport
from service.domain.text import Statement, say
from service.reporting.names import framework_phrase, level_phrase, titled, type_phrase
from service.reporting.phrase import Phrase
from service.reporting.sources import Citations
from service.reporting.view import Cell, Pairs, Section
from service.reporting.wording import Wording


def home_section(wording: Wording, report: EquivalenceReport, citations: Citations) -> Section:
    """Type and level at home, with how each was established."""
    rows = tuple(_rows(wording, report, citations))
    return Section(anchor="home", title=wording.say("section.home"), blocks=(Pairs(rows=rows),))


def _rows(
    wording: Wording, report: EquivalenceReport, citations: Citations
) -> Iterator[tuple[Phrase, Cell]]:
    home = report.home
    kind = home.qualification_type
    known = wording.say("home.type_unknown") if kind is None else titled(wording, kind)
    yield wording.say("label.home_type"), Cell(lines=(known,))
    yield wording.say("label.identified"), Cell(lines=(wording.say(home.type_basis),))
    if home.framework is not None:
        name = framework_phrase(wording, home.framework.id)
        yield wording.say("label.home_framework"), Cell(lines=(name,))
    level = wording.say("home.level_none")
    if home.level_framework is not None and home.level is not None:
        level = level_phrase(wording, home.level_framework, (home.level,))
    basis = (wording.say(home.level_basis),) if home.level_basis is not None else ()
    yield wording.say("label.home_level"), Cell(lines=(level,), quiet=basis)
    if home.eqf:
        yield wording.say("label.eqf"), Cell(lines=(level_phrase(wording, "eqf", home.eqf),))
    if home.rivals:
        rivals = tuple(type_phrase(wording, each) for each in home.rivals)
        yield wording.say("label.rivals"), Cell(lines=rivals)
    if home.suggestions:
        suggested = tuple(wording.say(each) for each in home.suggestions)
        yield wording.say("label.suggestions"), Cell(lines=suggested, mark="basis-model")
    notes, warnings = _sorted(home.warnings, report)
    if notes:
        yield wording.say("label.notes"), Cell(lines=tuple(wording.say(each) for each in notes))
    if warnings:
        lines = tuple(wording.say(each) for each in warnings)
        yield wording.say("label.warnings"), Cell(lines=lines, mark="warning")
    cited = citations.cite(home.sources)
    if cited.runs:
        yield wording.say("column.sources"), Cell(lines=(cited,))


def _sorted(
    warnings: tuple[Statement, ...], report: EquivalenceReport
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Notes on the award type apart from warnings; notes of the type that are not there yet."""
    notes = [each for each in warnings if each.code.startswith("note.")]
    kind = report.home.qualification_type
    if kind is not None:
        notes += [say(f"note.{note.value}", type=kind.id) for note in kind.notes]
    others = tuple(each for each in warnings if not each.code.startswith("note."))
    return tuple(dict.fromkeys(notes)), others
