"""Reports into files: everything is rendered first, so that a failure leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from service.domain.report import EquivalenceReport
from service.errors import InputError
from service.pipeline.knowledge import Knowledge
from service.reporting.wording import Wording


def rendered(
    report: EquivalenceReport,
    knowledge: Knowledge,
    formats: tuple[str, ...],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """File name → bytes for every language and format of `report`.

    JSON is language-neutral and comes once. `progress` hears the name of each file made.
    Raises RenderError where a language or a character cannot be set.
    """
    files: dict[str, bytes] = {}
    if "json" in formats:
        from service.reporting.as_json import report_json

        files["report.json"] = report_json(report).encode()
        progress("report.json")
    for language in report.languages:
        wording = Wording(language, knowledge)
        if "html" in formats:
            from service.reporting.as_html import report_html

            files[f"report.{language}.html"] = report_html(report, wording).encode()
            progress(f"report.{language}.html")
        if "pdf" in formats:
            from service.reporting.as_pdf import report_pdf

            files[f"report.{language}.pdf"] = report_pdf(report, wording)
            progress(f"report.{language}.pdf")
    return files


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write `files` below `folder`, made if absent. Raises InputError output_unwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as problem:
        raise InputError("output_unwritable", where=str(folder), problem=str(problem)) from None
