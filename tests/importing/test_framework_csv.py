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


def test_dates_isced_and_whose_words(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path,
        "framework,until,level,level_since,level_until,isced_2011,statement_en:knowledge,"
        "descriptor_en:knowledge\nx,2030,7,2011-11,2020-06-24,5; 6,Theirs,Ours\nx,,8,,,,,\n",
    )
    first, second = found.levels
    assert found.until == "2030"
    assert (first.since, first.until, first.isced_2011) == ("2011-11", "2020-06-24", ("5", "6"))
    assert [(row.text.value, row.domain, row.official) for row in first.statements] == [
        ("Theirs", "knowledge", True),
        ("Ours", "knowledge", False),
    ]
    assert (second.since, second.until, second.isced_2011, second.statements) == (
        None,
        None,
        (),
        (),
    )


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
        ("framework,level,until\nx,1,soon\n", "input_bad_date", ""),
        ("framework,level,level_since\nx,1,soon\n", "input_bad_date", ":2"),
        ("framework,level,level_until\nx,1,2020-13\n", "input_bad_date", ":2"),
        ("framework,level,isced_2011\nx,1,3;9\n", "input_bad_value", ":2"),
        ("framework,level\n", "import_no_framework", ""),
        ("framework,level\nx,\0\n", "input_format_unknown", ""),
    ],
)
def test_refusals_name_the_line(tmp_path: Path, text: str, code: str, where: str) -> None:
    error = refused(tmp_path, text)
    assert error.code == code
    assert error.where.endswith(where)
