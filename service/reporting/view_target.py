"""The result for one target: box, five elements, chain of levels, reasons."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.comparison import Comparison, LevelBasis, LevelResult
from service.domain.framework import FrameworkKind
from service.domain.report import EquivalenceReport, Result, TargetAssessment
from service.domain.text import Statement
from service.reporting.names import (
    framework_phrase,
    level_phrase,
    place_phrase,
    titled,
)
from service.reporting.phrase import Phrase, plain
from service.reporting.sources import Citations
from service.reporting.view import Block, Cell, Grid, Heading, Pairs, Section, Words
from service.reporting.view import Result as Box
from service.reporting.view_candidates import candidate_blocks
from service.reporting.view_chain import chain_blocks, level_notes
from service.reporting.wording import Wording

STRENGTH = {
    LevelBasis.REFERENCING: "official",
    LevelBasis.COMPARISON: "published",
    LevelBasis.PRECEDENT: "official",
    LevelBasis.STRUCTURAL: "estimate",
    LevelBasis.MODEL: "model",
}


def target_section(
    wording: Wording, report: EquivalenceReport, target: TargetAssessment, citations: Citations
) -> Section:
    """Everything on one target place."""
    blocks: list[Block] = [
        Words(text=wording.say("target.framework", framework=target.framework.id), quiet=True),
        result_box(wording, target),
        Words(text=wording.say("result.proposal"), quiet=True),
        *_elements(wording, report, target, citations),
        *chain_blocks(wording, target.result.level),
        *candidate_blocks(wording, target),
        *_reasons(wording, target.result),
    ]
    return Section(
        anchor=f"target-{target.place}".lower(),
        title=target_title(wording, target),
        blocks=tuple(blocks),
    )


def target_title(wording: Wording, target: TargetAssessment) -> Phrase:
    """Heading of a target: a place, or a framework where that was asked for."""
    if target.place == target.framework.id:
        return wording.say("section.target_framework", framework=target.place)
    return wording.say("section.target", place=target.place)


def target_name(wording: Wording, target: TargetAssessment) -> Phrase:
    """Short name of a target."""
    if target.place == target.framework.id:
        return framework_phrase(wording, target.place)
    return place_phrase(wording, target.place)


def level_cell(wording: Wording, target: TargetAssessment) -> Cell:
    """The level proposed, and the range where the basis gives one."""
    level, framework = target.result.level, target.result.level.framework
    if framework is None or not (level.code or level.codes):
        without = target.framework.kind is FrameworkKind.DEGREE_STRUCTURE
        return Cell(lines=(wording.say(f"result.{'no_levels' if without else 'level_unknown'}"),))
    codes = level.codes or ((level.code,) if level.code else ())
    whole = level_phrase(wording, framework, codes)
    if len(codes) < 2:
        return Cell(lines=(whole,))
    if level.code is None:
        return Cell(lines=(whole,), quiet=(wording.say("result.level_range"),))
    within = wording.fill("result.level_within", {"levels": whole})
    return Cell(lines=(level_phrase(wording, framework, (level.code,)),), quiet=(within,))


def basis_cell(wording: Wording, level: LevelResult) -> Cell:
    """The basis by name, with its mark."""
    name = level.basis.value if level.basis is not None else "none"
    return Cell(lines=(wording.say(f"basis.{name}"),), mark=f"basis-{name}")


def result_box(wording: Wording, target: TargetAssessment) -> Box:
    """The proposed form and the level here with everything it rests on."""
    result, level = target.result, target.result.level
    name = level.basis.value if level.basis is not None else "none"
    eqf = wording.say("result.eqf_none")
    if level.eqf:
        eqf = level_phrase(wording, "eqf", level.eqf)
    basis = basis_cell(wording, level)
    rows = [
        (wording.say("label.form"), Cell(lines=(wording.say(f"form.{result.form.value}"),))),
        (wording.say("label.level_here"), level_cell(wording, target)),
        (wording.say("label.eqf"), Cell(lines=(eqf,))),
    ]
    if level.qf_ehea:
        cycles = level_phrase(wording, "qf_ehea", level.qf_ehea)
        rows.append((wording.say("label.qf_ehea"), Cell(lines=(cycles,))))
    note = (wording.say(f"basis_note.{name}"),)
    rows.append((wording.say("label.basis"), Cell(lines=basis.lines, quiet=note, mark=basis.mark)))
    strength = STRENGTH[level.basis] if level.basis is not None else "none"
    return Box(rows=tuple(rows), mark=f"basis-{name}", strength=strength)


def _elements(
    wording: Wording, report: EquivalenceReport, target: TargetAssessment, citations: Citations
) -> Iterator[Block]:
    title = wording.say("section.elements")
    yield Heading(text=title)
    purpose = wording.say("elements.purpose", purpose=report.purpose.value)
    yield Words(text=purpose, quiet=True)
    if target.candidate_types:
        benchmark = titled(wording, target.candidate_types[0])
        yield Words(text=wording.fill("elements.benchmark", {"type": benchmark}))
    names = ("element", "finding", "subject", "benchmark", "reason", "sources")
    yield Grid(
        caption=title,
        columns=tuple(wording.say(f"column.{name}") for name in names),
        rows=tuple(
            _element(wording, each, citations, said_below=level_notes(target.result.level))
            for each in target.comparisons
        ),
        widths=(13, 17, 16, 16, 30, 8),
    )


def _element(
    wording: Wording,
    found: Comparison,
    citations: Citations,
    *,
    said_below: tuple[Statement, ...],
) -> tuple[Cell, ...]:
    silent = wording.say("elements.no_value")
    cited = citations.cite(found.sources)
    return (
        Cell(lines=(wording.say(f"element.{found.element.value}"),)),
        Cell(
            lines=(wording.say(f"finding.{found.finding.value}"),),
            mark=f"finding-{found.finding.value}",
        ),
        Cell(lines=(_value(wording, found.subject_value, silent),)),
        Cell(lines=(_value(wording, found.benchmark_value, silent),)),
        Cell(
            lines=(wording.say(found.reason),),
            quiet=tuple(
                wording.say(note)
                for note in found.notes
                if note != found.reason and note not in said_below
            ),
        ),
        Cell(lines=(cited,) if cited.runs else (plain("–"),)),
    )


def _value(wording: Wording, value: Statement | None, silent: Phrase) -> Phrase:
    return silent if value is None else wording.say(value)


def _reasons(wording: Wording, result: Result) -> Iterator[Block]:
    yield Heading(text=wording.say("section.reasons"))
    none = (wording.say("reasons.none"),)
    rows = []
    for name in ("supporting", "declining", "curable"):
        lines = tuple(wording.say(each) for each in getattr(result, name))
        rows.append((wording.say(f"section.{name}"), Cell(lines=lines or none)))
    considered = tuple(
        wording.fill(
            "pattern.label",
            {"label": wording.say(f"form.{form.value}"), "value": wording.say(why)},
        )
        for form, why in result.considered
    )
    rows.append((wording.say("section.considered"), Cell(lines=considered or none)))
    for name in ("would_change", "missing"):
        lines = tuple(wording.say(each) for each in getattr(result, name))
        rows.append((wording.say(f"section.{name}"), Cell(lines=lines or none)))
    yield Pairs(rows=tuple(rows))


def summary_grid(wording: Wording, report: EquivalenceReport) -> Grid:
    """One row a target: what a reader looks for first."""
    title = wording.say("section.summary")
    names = ("target", "level", "eqf", "basis", "form")
    return Grid(
        caption=title,
        columns=tuple(wording.say(f"column.{name}") for name in names),
        rows=tuple(_summary(wording, target) for target in report.targets),
        widths=(22, 18, 14, 24, 22),
    )


def _summary(wording: Wording, target: TargetAssessment) -> tuple[Cell, ...]:
    level = target.result.level
    eqf = (level_phrase(wording, "eqf", level.eqf),) if level.eqf else (plain("–"),)
    cell = level_cell(wording, target)
    return (
        Cell(lines=(target_name(wording, target),)),
        Cell(lines=cell.lines),
        Cell(lines=eqf),
        basis_cell(wording, level),
        Cell(lines=(wording.say(f"form.{target.result.form.value}"),)),
    )
