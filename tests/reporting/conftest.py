import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


@pytest.fixture
def stand_in(monkeypatch):
    """Words for every message in every language, real ones where they exist."""
    from service.reporting import wording
    from service.reporting.catalogue_files import entries
    from tests.reporting.pseudo import pseudo_entries

    def words(language: str) -> dict[str, tuple[str, ...]]:
        return entries("en") if language == "en" else pseudo_entries(language) | entries(language)

    monkeypatch.setattr(wording, "entries", words)
