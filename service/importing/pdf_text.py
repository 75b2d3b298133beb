"""The text and the attachments of a PDF, taken out by a worker process with hard limits."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from service.domain.noun import noun
from service.errors import InputError

SECONDS = 9
"""Longest time that a PDF may take; the whole document has ten."""
_WORKER = Path(__file__).with_name("pdf_worker.py")


@noun
class PageLine:
    """One line of a document: `page` and `line` count from 1.

    `box` (left, top, right, bottom in pixels) and `confidence` (0–100) are there where the line
    was recognised from a picture.
    """

    page: int
    line: int
    text: str
    box: tuple[int, int, int, int] | None = None
    confidence: int | None = None

    @property
    def pointer(self) -> str:
        """Place of the line, in the form that passages use."""
        return f"/pages/{self.page}/lines/{self.line}"


@noun
class PdfText:
    """What a PDF holds: its lines as laid out on the page, its lines in file order, attachments.

    `seconds_left` is what remains of the time for the document.
    """

    pages: int
    laid: tuple[PageLine, ...]
    plain: tuple[PageLine, ...]
    attached: tuple[bytes, ...]
    seconds_left: float = 0.0

    @property
    def has_text(self) -> bool:
        """Whether there is a text layer at all; a scan has none."""
        return any(line.text.strip() for line in self.plain)


def read_pdf_text(data: bytes, name: str) -> PdfText:
    """Take text and attachments out of a PDF.

    Raises InputError: input_pdf_locked (a password is needed), input_pdf_pages (count, limit),
    input_pdf_damaged, input_pdf_too_heavy (more time or memory than a document may take).
    """
    started = time.monotonic()
    made: Any = None
    try:
        made = json.loads(run_worker(["text"], data, name, SECONDS))
    except ValueError:
        raise InputError("input_pdf_too_heavy", where=name) from None
    if "error" in made:
        slots = {key: made[key] for key in ("count", "limit") if key in made}
        raise InputError(made["error"], where=name, **slots)
    pages = made["pages"]
    return PdfText(
        pages=len(pages),
        laid=_lines(page["laid"] or page["plain"] for page in pages),
        plain=_lines(page["plain"] for page in pages),
        attached=tuple(base64.b64decode(part) for part in made["attached"]),
        seconds_left=max(0.0, SECONDS - (time.monotonic() - started)),
    )


def run_worker(arguments: list[str], data: bytes, name: str, seconds: float) -> bytes:
    """Run the worker and return its output. Raises InputError input_pdf_too_heavy."""
    try:
        # -P keeps the folder of the worker, full of module names, out of its import path.
        done = subprocess.run(
            [sys.executable, "-P", str(_WORKER), *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError("input_pdf_too_heavy", where=name) from None
    if done.returncode != 0:  # ended by a limit
        raise InputError("input_pdf_too_heavy", where=name)
    return done.stdout


def _lines(texts: Any) -> tuple[PageLine, ...]:
    return tuple(
        PageLine(page=page, line=number, text=line)
        for page, text in enumerate(texts, 1)
        for number, line in enumerate(text.splitlines(), 1)
    )
