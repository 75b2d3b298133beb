"""A verifier with the contexts of installed packages, shared by the tests of verifying."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import read_settings
from service.verifying.canonical import CanonicalPool
from service.verifying.contexts import load_contexts
from service.verifying.ladder import Verifier
from tests.verifying.signing import Signer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    """A verifier with the contexts that come with the Python packages."""
    made = Verifier(load_contexts())
    yield made
    made.close()


@pytest.fixture(scope="session")
def worker() -> Iterator[CanonicalPool]:
    """A worker for making signatures."""
    made = CanonicalPool(load_contexts())
    yield made
    made.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real files; skips where it is not laid beside the repository."""
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
    if not (folder / "suites").is_dir():
        pytest.skip(f"no real files at {folder} (set SHARED_DIR)")
    return folder


@pytest.fixture(scope="session")
def wide_verifier(shared: Path) -> Iterator[Verifier]:
    """A verifier that also has the contexts among the test suites and those of set-up."""
    made = Verifier(load_contexts((read_settings().contexts, shared / "suites")))
    yield made
    made.close()


@pytest.fixture(scope="session")
def signer() -> Signer:
    """An issuer with an Ed25519 key."""
    return Signer()
