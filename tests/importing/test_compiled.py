"""The cache of parsed YAML changes speed and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.errors import ContentError
from service.importing.compiled import reader
from service.importing.strict import read_yaml

TEXT = 'code: "010"\nlist: [1, yes, 7.1]\nname: Żółć\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    path = tmp_path / "levels.yml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_first_and_second_reading_equal_plain_reading(content: Path, tmp_path: Path) -> None:
    read = reader(tmp_path / "cache")
    assert read(content) == read(content) == read_yaml(content)
    assert len(list((tmp_path / "cache" / "content").iterdir())) == 1


def test_the_second_reading_comes_from_the_cache(content: Path, tmp_path: Path) -> None:
    read = reader(tmp_path / "cache")
    read(content)
    (kept,) = (tmp_path / "cache" / "content").iterdir()
    kept.write_text(json.dumps({"from": "cache"}), encoding="utf-8")
    assert read(content) == {"from": "cache"}


def test_a_changed_file_is_read_anew(content: Path, tmp_path: Path) -> None:
    read = reader(tmp_path / "cache")
    read(content)
    content.write_text("name: other\n", encoding="utf-8")
    assert read(content) == {"name": "other"}


def test_a_damaged_cache_is_made_again(content: Path, tmp_path: Path) -> None:
    read = reader(tmp_path / "cache")
    read(content)
    (kept,) = (tmp_path / "cache" / "content").iterdir()
    kept.write_bytes(b"\xff{")
    assert read(content) == read_yaml(content)
    assert json.loads(kept.read_bytes()) == read_yaml(content)


def test_a_cache_that_cannot_be_written_is_not_used(content: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    assert reader(tmp_path / "cache")(content) == read_yaml(content)


def test_errors_are_those_of_plain_reading(tmp_path: Path) -> None:
    broken = tmp_path / "levels.yml"
    broken.write_text("a: 1\na: 2\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        reader(tmp_path / "cache")(broken)
    assert caught.value.code == "content_not_yaml"
    assert not (tmp_path / "cache" / "content").exists()
