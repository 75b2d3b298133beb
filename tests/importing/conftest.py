"""Files of the tests of importing, and the way to read a text that a test wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.domain.credential import Award
from service.errors import InputError
from service.importing.detection import read_award_bytes

ROOT = Path(__file__).resolve().parents[2]

Read = Callable[[Any], Award]
Refuse = Callable[[Any], InputError]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real files; skips where it is not laid beside the repository."""
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
    if not (folder / "files").is_dir():
        pytest.skip(f"no real files at {folder} (set SHARED_DIR)")
    return folder


def _read(document: Any) -> Award:
    if not isinstance(document, bytes):
        text = document if isinstance(document, str) else json.dumps(document)
        document = text.encode("utf-8")
    return read_award_bytes(document, "x")


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes, a text, or a value that is written as JSON first."""
    return _read


@pytest.fixture(scope="session")
def refuse() -> Refuse:
    """Read as `read` does and return the error; fails where the file is accepted."""

    def refused(document: Any) -> InputError:
        with pytest.raises(InputError) as caught:
            _read(document)
        return caught.value

    return refused
