"""Fonts of the PDF: from Python packages only, and which characters they have."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from service.errors import RenderError

PACKAGES = {
    "fontpkg_noto_sans": ("fontpkg-noto-sans", "NotoSans[[]*"),
    "fontpkg_noto_sans_devanagari": ("fontpkg-noto-sans-devanagari", "*.ttf"),
    "fontpkg_amiri": ("fontpkg-amiri", "Amiri-[RB]*[rd].ttf"),
    "pylopdf_fonts_zh_cn": ("pylopdf-fonts-zh-cn", "NotoSansSC-*.otf"),
    "pylopdf_fonts_ko": ("pylopdf-fonts-ko", "NotoSansKR-*.otf"),
    "manimgx_fonts": ("manimgx-fonts", "NotoSans[A-Z]*.ttf"),
}
"""Module → distribution and the files that are used: another script is another line."""

# Amiri is the one Arabic face among the packages whose lam-alef is two glyphs: with a ligature
# glyph (Cairo, Tajawal, Almarai) a third of all Arabic words come out of `pdftotext` with letters
# swapped, and without it their lam-alef is misshapen.
_TITLES_ONLY = (
    *("KR", "Thai", "Bengali", "Sinhala", "Tamil", "Georgian", "Armenian", "Hebrew", "Ethiopic"),
    *("Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Telugu"),
)
"""Scripts that no report is written in, but titles are: typst falls back to them by glyph."""
_FAMILIES = (
    "Noto Sans",
    "Amiri",
    "Noto Sans Devanagari",
    "Noto Sans SC",
    *(f"Noto Sans {script}" for script in _TITLES_ONLY),
)
_OF_SCRIPT = {"arab": "Amiri", "deva": "Noto Sans Devanagari", "hans": "Noto Sans SC"}
_SCRIPTS = (
    ("arab", re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")),
    ("deva", re.compile("[\u0900-\u097f]")),
    ("hans", re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")),
)
SCRIPT_OF_LANGUAGE = {"ar": "arab", "zh": "hans", "hi": "deva"}
"""Script of the report languages that are not set in the first family."""


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """Font files of all packages. Raises RenderError render_fonts_missing naming the package."""
    found: list[Path] = []
    for module, (package, pattern) in PACKAGES.items():
        spec = find_spec(module)
        folder = Path(spec.origin).parent if spec is not None and spec.origin else None
        files = sorted(folder.rglob(pattern)) if folder is not None else []
        if not files:
            raise RenderError("render_fonts_missing", package=package)
        found += files
    return tuple(found)


def font_folders() -> tuple[Path, ...]:
    """Folders that hold the font files."""
    return tuple(dict.fromkeys(file.parent for file in font_files()))


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Code points that at least one font has a glyph for."""
    found: set[int] = set()
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def families(script: str) -> tuple[str, ...]:
    """Font families for text in `script`, that of its own first."""
    first = _OF_SCRIPT.get(script, _FAMILIES[0])
    return (first, *(family for family in _FAMILIES if family != first))


def script_of(text: str) -> str | None:
    """Script of `text` where it is one that has a font of its own: "arab", "deva", "hans"."""
    if text.isascii():
        return None
    return next((name for name, letters in _SCRIPTS if letters.search(text)), None)
