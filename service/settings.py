"""The one reader of environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """How this process was told to run.

    `model`: "" for the shipped default, "none" for rules and fuzzy text alone, otherwise a
    sentence-transformers hub name or folder. `cache`: where the unpacked model and the vectors
    are kept. `frameworks`, `data`: folders of content.
    """

    model: str
    cache: Path
    frameworks: Path
    data: Path


def read_settings() -> Settings:
    """Read PARITAS_MODEL, PARITAS_CACHE, PARITAS_FRAMEWORKS and PARITAS_DATA."""
    root = Path(__file__).resolve().parent.parent
    cache = os.environ.get("PARITAS_CACHE")
    if cache is None:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        cache = str(Path(home) / "paritas")
    return Settings(
        model=os.environ.get("PARITAS_MODEL", ""),
        cache=Path(cache),
        frameworks=Path(os.environ.get("PARITAS_FRAMEWORKS", str(root / "frameworks"))),
        data=Path(os.environ.get("PARITAS_DATA", str(root / "data"))),
    )
