"""The report as a table on a terminal: targets, results, levels, bases, findings."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text as Words

from service.domain.comparison import Finding
from service.domain.report import EquivalenceReport, TargetAssessment
from service.reporting.as_terminal import plain_line
from service.reporting.names import acronym_phrase, level_phrase, list_phrase
from service.reporting.phrase import quoted_text
from service.reporting.view_target import level_cell, target_name
from service.reporting.wording import Wording

_SIGNS = {
    Finding.COMPARABLE: ("●", "green"),
    Finding.DIFFERENT: ("◐", "yellow"),
    Finding.POTENTIALLY_SUBSTANTIAL: ("▲", "red"),
    Finding.UNKNOWN: ("○", "bright_black"),
}


def report_table(report: EquivalenceReport, wording: Wording) -> Table:
    """One row a target, readable at 80 columns. Words from the catalogue of `wording`."""
    title = quoted_text(report.award.descriptor.titles[0])
    heading = wording.fill("table.assessed", {"title": title})
    table = Table(title=plain_line(wording, heading), title_justify="left", show_lines=True)
    widths = {"target": 13, "form": 13, "level": 11, "basis": 12, "finding": None}
    for name, width in widths.items():
        heading = wording.say(f"column.{name}")
        table.add_column(plain_line(wording, heading), max_width=width, overflow="fold")
    for target in report.targets:
        table.add_row(*_row(wording, target))
    return table


def _row(wording: Wording, target: TargetAssessment) -> tuple[Words, ...]:
    level = target.result.level
    basis = level.basis.value if level.basis is not None else "none"
    cell = level_cell(wording, target)
    levels = [*cell.lines, *cell.quiet]
    if level.eqf and level.framework != "eqf":
        levels.append(level_phrase(wording, "eqf", level.eqf))
    name = target_name(wording, target)
    if target.place == target.framework.id:
        name = acronym_phrase(wording, target.place)
    return (
        plain_line(wording, name),
        plain_line(wording, wording.say(f"form.{target.result.form.value}")),
        _lines([plain_line(wording, line) for line in levels]),
        plain_line(wording, wording.say(f"basis.{basis}")),
        _findings(wording, target),
    )


def _findings(wording: Wording, target: TargetAssessment) -> Words:
    """One line a finding with the elements of which it holds."""
    lines = []
    for finding, (sign, colour) in _SIGNS.items():
        elements = tuple(
            wording.say(f"element.{found.element.value}")
            for found in target.comparisons
            if found.finding is finding
        )
        if elements:
            label = wording.say(f"finding.{finding.value}")
            parts = {"label": label, "value": list_phrase(wording, elements)}
            words = plain_line(wording, wording.fill("pattern.label", parts))
            lines.append(Words.assemble((sign, colour), " ", words))
    return _lines(lines)


def _lines(lines: list[Words]) -> Words:
    return Words("\n").join(lines)
