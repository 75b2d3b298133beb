"""The frameworks alone: enough for listing and showing, without encoder or tables."""

from __future__ import annotations

from pathlib import Path

from service.domain.register import Register
from service.importing.compiled import reader
from service.importing.framework_yaml import content_version, read_folders
from service.importing.strict import read_yaml


def read_register(frameworks: Path, cache: Path | None = None) -> Register:
    """Read all frameworks into one lookup, parsed files kept below `cache`. Raises ContentError."""
    folders = read_folders(frameworks, reader(cache) if cache else read_yaml)
    return Register(
        frameworks=[folder.framework for folder in folders],
        levels=[level for folder in folders for level in folder.levels],
        referencings=[row for folder in folders for row in folder.referencing],
        types=[kind for folder in folders for kind in folder.types],
        version=content_version(frameworks)[:16],
    )
