"""Frameworks in a table of our own columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.domain.framework import ReferencingKind
from service.domain.text import Text
from service.errors import InputError
from service.importing.framework_files import read_framework_file
from service.importing.framework_import import ImportedFramework

DAY = "2026-11-25"


def read(folder: Path, text: str) -> tuple[ImportedFramework, ...]:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_framework_file(path, DAY)


def refused(folder: Path, text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return caught.value


def test_a_table(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path,
        "framework,name_en,name_ga,level,label_en,statement_en:Knowledge,comparison_eqf,mood\n"
        "ie_x,Irish,Gaeilge,7.10,Level 7.10,Knows,5;6,fine\n"
        "ie_x,,,8,Level 8,,none,\n",
    )
    assert found.names == (Text(value="Irish", language="en"), Text(value="Gaeilge", language="ga"))
    assert [level.code for level in found.levels] == ["7.10", "8"]
    assert found.levels[0].statements[0].domain == "Knowledge"
    assert [row.to_levels for row in found.alignments] == [("5", "6"), ()]
    assert found.alignments[0].kind is ReferencingKind.COMPARISON
    assert found.unread == ("x.csv:1 mood",)


def test_semicolons_of_european_spreadsheets_and_ranks(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "\ufeffframework;level;rank\r\nx;B;2\r\nx;A;1\r\n")
    assert [level.code for level in found.levels] == ["A", "B"]


def test_several_frameworks(tmp_path: Path) -> None:
    found = read(tmp_path, "framework,level\nx,1\ny,1\n")
    assert [framework.id for framework in found] == ["x", "y"]


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("framework\nx\n", "input_missing_key", ":1"),
        ("framework,level\n,1\n", "input_missing_key", ":2"),
        ("framework,level\n../x,1\n", "input_bad_value", ":2"),
        ("framework,level,rank\nx,1,first\n", "input_bad_value", ":2"),
        ("framework,level\nx,1,2\n", "input_not_json", ":2:1"),
        ('framework,level\nx,"1\n', "input_not_json", ":2:1"),
        ("framework,level\nx,1\nx,1\n", "import_level_twice", ""),
        ("framework,level,since\nx,1,soon\n", "input_bad_date", ""),
        ("framework,level\n", "import_no_framework", ""),
        ("framework,level\nx,\0\n", "input_format_unknown", ""),
    ],
)
def test_refusals_name_the_line(tmp_path: Path, text: str, code: str, where: str) -> None:
    error = refused(tmp_path, text)
    assert error.code == code
    assert error.where.endswith(where)
