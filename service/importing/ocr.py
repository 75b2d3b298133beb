"""Scans: pages as pictures, recognised by tesseract where it is installed.

Every value keeps the box on its page and the engine's confidence. Recognition loses decimal marks
("1,7" becomes "117"), so numbers and grades are for a person to confirm, however sure the engine
is.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from service.errors import InputError
from service.importing.pdf_text import PageLine, run_worker
from service.normalizing.language import detect_language

MAX_SCANNED_PAGES = 3
"""Pages of a scan that are recognised: each takes seconds, and a document has ten in all."""
_WIDE_GAP = 3
"""A gap of so many letter widths is a column, written as three spaces."""
_LANGUAGES = {
    **{"ar": "ara", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng"},
    **{"es": "spa", "et": "est", "fi": "fin", "fr": "fra", "ga": "gle", "hi": "hin", "hr": "hrv"},
    **{"hu": "hun", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav"},
    **{"mt": "mlt", "nb": "nor", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus"},
    **{"sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr"},
    **{"zh": "chi_sim"},
}
"""Languages of documents by BCP 47, and tesseract's names for them."""


def installed_languages() -> tuple[str, ...]:
    """Return the languages (BCP 47) that the installed tesseract knows; empty without it."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    known = set(done.stdout.decode(errors="replace").split())
    return tuple(tag for tag, engine in _LANGUAGES.items() if engine in known)


def recognise(data: bytes, name: str, pages: int, seconds: float) -> tuple[PageLine, ...]:
    """Recognise the first pages of a scanned PDF within so many seconds.

    The first page is read with every installed language; what it turns out to be written in, and
    English, serve for the others. Pages for which the time did not suffice are left out. Raises
    InputError: input_ocr_missing (tesseract or its language packs), input_pdf_too_heavy,
    input_pdf_damaged.
    """
    installed = installed_languages()
    program = shutil.which("tesseract")
    if program is None or not installed:
        raise InputError("input_ocr_missing", where=name)
    deadline = time.monotonic() + seconds

    def page(number: int, languages: tuple[str, ...]) -> list[PageLine]:
        picture = run_worker(["render", str(number)], data, name, deadline - time.monotonic())
        if not picture.startswith(b"P5\n"):
            raise InputError("input_pdf_damaged", where=name)
        table = _tesseract(program, picture, languages, deadline - time.monotonic())
        return _page_lines(table, number + 1) if table is not None else []

    found = page(0, installed)
    if not found:
        raise InputError("input_pdf_too_heavy", where=name)
    language = detect_language(" ".join(line.text for line in found))
    spoken = tuple(tag for tag in dict.fromkeys((language, "en")) if tag in installed)
    with ThreadPoolExecutor(max_workers=2) as pool:
        rest = range(1, min(pages, MAX_SCANNED_PAGES))
        for lines in pool.map(lambda number: _in_time(page, number, spoken or installed), rest):
            found += lines
    return tuple(found)


def _in_time(
    page: Callable[[int, tuple[str, ...]], list[PageLine]], number: int, languages: tuple[str, ...]
) -> list[PageLine]:
    """A further page, or nothing where it came too late: the first pages still count."""
    try:
        return page(number, languages)
    except InputError:
        return []


def _tesseract(
    program: str, picture: bytes, languages: tuple[str, ...], seconds: float
) -> str | None:
    if seconds <= 0:
        return None
    names = "+".join(_LANGUAGES[tag] for tag in languages)
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", names, "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _page_lines(table: str, page: int) -> list[PageLine]:
    """Join the words of tesseract's table into lines."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        if (row.get("text") or "").strip():
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
    return [_line(words, page, at) for at, words in enumerate(lines.values(), 1)]


def _line(words: list[dict[str, str]], page: int, number: int) -> PageLine:
    text, end, letter = "", 0, 1.0
    for word in words:
        left, width = int(word["left"]), int(word["width"])
        gap = left - end
        text += ("   " if gap > _WIDE_GAP * letter else " ") if text else ""
        text += word["text"].strip()
        end, letter = left + width, width / max(1, len(word["text"].strip()))
    return PageLine(
        page=page,
        line=number,
        text=text,
        box=(
            min(int(word["left"]) for word in words),
            min(int(word["top"]) for word in words),
            max(int(word["left"]) + int(word["width"]) for word in words),
            max(int(word["top"]) + int(word["height"]) for word in words),
        ),
        confidence=int(min(float(word["conf"]) for word in words)),
    )
