"""The report as one HTML file: own styles, no script, nothing fetched."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from service.domain.report import EquivalenceReport
from service.reporting.marks import mark_svg
from service.reporting.phrase import Phrase
from service.reporting.report_view import report_view
from service.reporting.view import Block, View
from service.reporting.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"


def report_html(report: EquivalenceReport, wording: Wording) -> str:
    """Lay out `report` in the words of `wording`. The same report gives the same bytes.

    Raises RenderError where a statement has no words.
    """
    return view_html(report_view(report, wording))


def view_html(view: View) -> str:
    """Lay out a view."""
    return _environment().get_template("report.html").render(view=view) + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["runs"] = phrase_html
    made.filters["css"] = css_string
    made.globals["mark"] = lambda name: Markup(mark_svg(name))
    made.tests["block"] = _is_block
    return made


def phrase_html(phrase: Phrase) -> Markup:
    """Runs of a phrase, each with its own language and direction where it has one."""
    parts = []
    for run in phrase.runs:
        words = escape(run.text)
        attributes = ""
        if run.lang is not None:
            attributes += f' lang="{escape(run.lang)}"'
        if run.direction is not None:
            attributes += f' dir="{run.direction}"'
        if run.href is not None:
            words = Markup(f'<a href="{escape(run.href)}"{attributes}>{words}</a>')
        elif attributes:
            words = Markup(f"<span{attributes}>{words}</span>")
        parts.append(words)
    return Markup("").join(parts)


def css_string(text: str) -> Markup:
    """`text` as a CSS string in which every character but letters and digits is escaped."""
    inside = "".join(
        each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in text
    )
    return Markup(f'"{inside}"')


def _is_block(block: Block, name: str) -> bool:
    return type(block).__name__ == name
