"""Every character is checked against the fonts before a PDF is set."""

from __future__ import annotations

import unicodedata

from service.errors import RenderError
from service.reporting.fonts import characters
from service.reporting.view import View, phrases

# Shapers drop these where the font has no glyph: they never show as a box.
_INVISIBLE = frozenset({0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})


def check_glyphs(view: View) -> None:
    """Raise RenderError render_missing_glyph for the first character without a glyph."""
    known = characters()
    seen: set[str] = set()
    for where, phrase in phrases(view):
        for run in phrase.runs:
            if run.text in seen or run.text.isascii():
                continue
            seen.add(run.text)
            missing = next((each for each in run.text if not _has(each, known)), None)
            if missing is not None:
                raise RenderError(
                    "render_missing_glyph",
                    where=where,
                    character=missing,
                    code_point=f"U+{ord(missing):04X}",
                    name=unicodedata.name(missing, ""),
                    text=run.text[:80],
                )


def _has(character: str, known: frozenset[int]) -> bool:
    """A character has a glyph, or its decomposition has one for each part."""
    if ord(character) in known or ord(character) in _INVISIBLE:
        return True
    parts = unicodedata.normalize("NFD", character)
    return len(parts) > 1 and all(ord(part) in known for part in parts)
