"""The report as PDF/A-3a and PDF/UA-1, set by typst, with the report's JSON attached.

All text reaches typst as data; none of it is ever read as markup.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

import typst

from service.domain.report import EquivalenceReport
from service.errors import RenderError
from service.reporting.as_html import TEMPLATES
from service.reporting.as_json import report_json
from service.reporting.fonts import SCRIPT_OF_LANGUAGE, font_folders
from service.reporting.glyphs import check_glyphs
from service.reporting.report_view import report_view
from service.reporting.view import View
from service.reporting.view_data import view_data
from service.reporting.wording import Wording

STANDARDS: list[Any] = ["a-3a", "ua-1"]
_ONE_AT_A_TIME = Lock()


def report_pdf(report: EquivalenceReport, wording: Wording) -> bytes:
    """Lay out `report` in the words of `wording`. The same report gives the same bytes.

    Raises RenderError: render_missing_glyph naming the character, render_fonts_missing,
    render_pdf_failed.
    """
    view = report_view(report, wording)
    check_glyphs(view)
    day = datetime.fromisoformat(report.assessed_on).replace(tzinfo=UTC)
    return _set(view, wording.language, attached=report_json(report), day=day)


def _set(view: View, language: str, *, attached: str, day: datetime) -> bytes:
    data = view_data(view, SCRIPT_OF_LANGUAGE.get(language.split("-")[0], "latn"))
    inputs = {
        "view": json.dumps(data, ensure_ascii=False),
        "report": attached,
        "day": day.date().isoformat(),
    }
    try:
        with _ONE_AT_A_TIME:
            made = _compiler().compile(
                format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=day
            )
    except typst.TypstError as problem:
        raise RenderError("render_pdf_failed", problem=str(problem)) from problem
    if not isinstance(made, bytes):
        raise RenderError("render_pdf_failed", problem="no single file")
    return made


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler a process: fonts are indexed once."""
    return typst.Compiler(
        input=str(TEMPLATES / "report.typ"),
        root=str(TEMPLATES),
        font_paths=[str(folder) for folder in font_folders()],
        ignore_system_fonts=True,
    )
