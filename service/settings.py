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
    are kept. `frameworks`, `data`: folders of content. `offline`: nothing is ever fetched.
    `loopback`: http to this machine may be fetched (for tests only).
    """

    model: str
    cache: Path
    frameworks: Path
    data: Path
    offline: bool = False
    loopback: bool = False

    @property
    def contexts(self) -> Path:
        """Folder of JSON-LD contexts that `scripts/contexts` fills at set-up."""
        return self.cache / "contexts"


def read_settings() -> Settings:
    """Read PARITAS_MODEL, _CACHE, _FRAMEWORKS, _DATA, _OFFLINE and _FETCH_LOOPBACK.

    The last two are switches: on for any value but "", "0", "no" and "false".
    """
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
        offline=_switch("PARITAS_OFFLINE"),
        loopback=_switch("PARITAS_FETCH_LOOPBACK"),
    )


def _switch(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() not in ("", "0", "no", "false")
