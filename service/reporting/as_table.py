"""The report as a table on a terminal: targets, results, levels, bases, findings."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text as Words

from service.domain.comparison import Finding
from service.domain.report import EquivalenceReport, TargetAssessment
from service.reporting.names import level_phrase
from service.reporting.phrase import Phrase, quoted_text
from service.reporting.view_target import level_cell, target_name
from service.reporting.wording import Wording

_SIGNS = {
    Finding.COMPARABLE: ("●", "green"),
    Finding.DIFFERENT: ("◐", "yellow"),
    Finding.POTENTIALLY_SUBSTANTIAL: ("▲", "red"),
    Finding.UNKNOWN: ("○", "bright_black"),
}


def report_table(report: EquivalenceReport, wording: Wording) -> Table:
    """One row a target, findings below each other. Words from the catalogue of `wording`."""
    title = quoted_text(report.award.descriptor.titles[0])
    heading = wording.fill("table.assessed", {"title": title})
    table = Table(title=_plain(wording, heading), title_justify="left", show_lines=True)
    for name in ("target", "form", "level", "eqf", "basis", "finding"):
        table.add_column(_plain(wording, wording.say(f"column.{name}")), overflow="fold")
    for target in report.targets:
        table.add_row(*_row(wording, target))
    return table


def _row(wording: Wording, target: TargetAssessment) -> tuple[Words, ...]:
    level = target.result.level
    basis = level.basis.value if level.basis is not None else "none"
    cell = level_cell(wording, level)
    eqf = _plain(wording, level_phrase(wording, "eqf", level.eqf)) if level.eqf else Words("–")
    return (
        _plain(wording, target_name(wording, target)),
        _plain(wording, wording.say(f"form.{target.result.form.value}")),
        _lines([_plain(wording, line) for line in (*cell.lines, *cell.quiet)]),
        eqf,
        _plain(wording, wording.say(f"basis.{basis}")),
        _findings(wording, target),
    )


def _findings(wording: Wording, target: TargetAssessment) -> Words:
    lines = []
    for found in target.comparisons:
        sign, colour = _SIGNS[found.finding]
        label = wording.say(f"element.{found.element.value}")
        value = wording.say(f"finding.{found.finding.value}")
        words = wording.fill("pattern.label", {"label": label, "value": value})
        lines.append(Words.assemble((sign, colour), " ", _plain(wording, words)))
    return _lines(lines)


def _lines(lines: list[Words]) -> Words:
    return Words("\n").join(lines)


def _plain(wording: Wording, phrase: Phrase) -> Words:
    """Text without markup; isolates only where the language is written right to left."""
    return Words(phrase.isolated() if wording.direction == "rtl" else str(phrase))
