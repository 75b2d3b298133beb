"""Frameworks of other people's files: CTDL, ELM vocabulary, CASE; broken ones; drafts."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from service.domain.framework import ReferencingKind
from service.domain.text import Confidence
from service.errors import InputError
from service.importing.framework_draft import draft_files
from service.importing.framework_files import read_framework_file, read_framework_files
from service.importing.framework_import import ImportedFramework, level_code, level_of_address
from service.importing.framework_yaml import read_folder

DAY = "2026-11-25"
EXAMPLES = "files/c_ctdl_case/ce-schema-development/QualificationsFramework/Examples"
CASE = "files/c_ctdl_case/opensalt-case/tests/_data"


def one(path: Path) -> ImportedFramework:
    (framework,) = read_framework_file(path, DAY)
    return framework


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_framework_file(path, DAY)
    return caught.value


def codes(framework: ImportedFramework) -> list[str]:
    return [level.code for level in framework.levels]


def written(folder: Path, framework: ImportedFramework) -> Path:
    target = folder / framework.id
    target.mkdir()
    for name, text in draft_files(framework).items():
        (target / name).write_text(text, encoding="utf-8")
    return target


def test_eqf_with_its_languages(shared: Path) -> None:
    found = one(shared / EXAMPLES / "EQF.json")
    assert [text.language for text in found.names] == ["en", "el"]
    assert codes(found) == ["1", "2"]
    assert found.since == "2017-05-22"
    assert [row.domain for row in found.levels[0].statements] == [
        "Knowledge",
        "Skills",
        "Responsibility and autonomy",
    ]
    assert any("res:CouncilEU" in line for line in found.unread)
    assert any(line.endswith("/ceterms:description") for line in found.unread)


def test_national_names_keep_their_language(shared: Path) -> None:
    found = one(shared / EXAMPLES / "NLQF.json")
    assert {text.language for text in found.names} == {"nl-NL", "en"}
    assert codes(found) == ["Entry", "1"]
    assert found.levels[0].descriptions[0].value == "Basic Education 1 (for adults)"
    assert found.owners[0].value.startswith("Ministry of Education")


def test_codes_are_text_and_follow_the_links(shared: Path) -> None:
    found = one(shared / EXAMPLES / "zqf_part.json")
    assert codes(found) == ["1", "2 A", "2 B", *map(str, range(3, 11))]
    assert [level.rank for level in found.levels] == list(range(1, 12))


def test_misspelt_links_and_owner(shared: Path) -> None:
    found = one(shared / EXAMPLES / "ACQF.json")
    assert codes(found) == ["1", "2"]
    assert [text.value for text in found.owners] == ["African Union"]


def test_alignment_map_joins_its_framework_with_no_match(shared: Path, tmp_path: Path) -> None:
    paths = [shared / EXAMPLES / name for name in ("scqf-eqf-mapping.json", "scqf.json")]
    batch = read_framework_files(paths, DAY)
    assert batch.errors == ()
    (found,) = batch.frameworks
    assert found.id == "scqf"
    assert codes(found) == ["1", "2", "3", "4"]
    facing = {row.level: (row.to_framework, row.to_levels) for row in found.alignments}
    assert facing["1"] == ("eqf", ())
    assert facing["7"] == ("eqf", ("5",))
    assert facing["12"] == ("eqf", ("8",))
    assert len(facing) == 12
    assert found.alignments[0].relation == "align:NoMatch"
    assert found.alignments[0].source is not None
    assert found.alignments[0].source.url == "https://www.sqa.org.uk/sqa/64561.html"
    assert any(line.startswith("scqf-eqf-mapping.json:/@graph/0/") for line in found.unread)
    row = read_folder(written(tmp_path, found)).referencing[0]
    assert row.source == found.alignments[0].source
    assert row.since == DAY


def test_levels_published_as_a_concept_scheme(shared: Path) -> None:
    folder = shared / "files/c_ctdl_case/ce-schema-development/Competency-Frameworks"
    found = one(folder / "ConnectingCredentialsLevels.json")
    assert codes(found) == [str(number) for number in range(1, 9)]


def test_vocabulary_of_european_levels(shared: Path) -> None:
    found = read_framework_file(shared / "files/f_vocab/elm-xsd-cv/nqf.xsd", DAY)
    by_id = {framework.id: framework for framework in found}
    assert len(found) == 43
    assert sum(len(framework.levels) for framework in found) == 381
    assert codes(by_id["ie_nqf"]) == [str(number) for number in range(1, 11)]
    assert codes(by_id["nlqf"]) == ["Entry", "1", "2", "3", "4", "4+", "5", "6", "7", "8"]
    assert codes(by_id["cqfw"])[0] == "Entry 1-3"
    assert "7.1" in codes(by_id["croqf"])
    assert "5a" in codes(by_id["cyqf"])
    assert any("Irish National Framework" in line for line in by_id["ie_nqf"].unread)


def test_case_package(shared: Path) -> None:
    found = one(shared / CASE / "SmartLevelFramework.json")
    assert codes(found) == ["Item 1", "Item 2"]
    assert [row.text.value for row in found.levels[0].statements][:2] == ["Item 1.1", "Item 1.2"]
    assert "SmartLevelFramework.json:/CFDefinitions" in found.unread
    assert one(shared / CASE / "Utf8TestFramework.json").names[0].value == "UTF8 𝑑 Test"


def test_every_broken_file_is_named_and_the_batch_goes_on(shared: Path) -> None:
    root = shared / "files/c_ctdl_case"
    with (root / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    broken = [root / row["file"] for row in rows if row["flags_notes"] == "invalid json"]
    assert len(broken) >= 30
    good = shared / EXAMPLES / "NLQF.json"
    batch = read_framework_files([*broken, good], DAY)
    assert [framework.id for framework in batch.frameworks] == ["nlqf"]
    assert len(batch.errors) == len(broken)
    for file in batch.files[:-1]:
        assert file.error is not None
        assert file.error.code == "input_not_json"
        assert file.error.where.startswith(str(file.path))
        assert file.error.slots["line"] and file.error.slots["column"]


def test_every_real_json_is_read_or_named(shared: Path) -> None:
    paths = sorted((shared / "files/c_ctdl_case").rglob("*.json*"))
    batch = read_framework_files(paths, DAY)
    assert len(batch.files) == len(paths)
    known = {"input_empty", "input_not_json", "import_no_framework"}
    assert {error.code for error in batch.errors} <= known


@pytest.mark.parametrize(
    "name",
    ["EQF.json", "NLQF.json", "zqf_part.json", "scqf.json", "ACQF.json", "scqf-eqf-mapping.json"],
)
def test_draft_folder_loads(shared: Path, tmp_path: Path, name: str) -> None:
    found = one(shared / EXAMPLES / name)
    folder = read_folder(written(tmp_path, found))
    assert folder.framework.id == found.id
    assert folder.framework.names == found.names
    assert folder.framework.confidence is Confidence.LOW
    assert [(row.code, row.labels) for row in folder.levels] == [
        (level.code, level.labels) for level in found.levels
    ]
    assert all(row.confidence is Confidence.LOW for row in folder.levels)
    assert [(row.level, row.to_levels) for row in folder.referencing] == [
        (row.level, row.to_levels) for row in found.alignments
    ]
    assert all(row.kind is ReferencingKind.COMPARISON for row in folder.referencing)


def test_drafts_of_all_european_levels_load(shared: Path, tmp_path: Path) -> None:
    for found in read_framework_file(shared / "files/f_vocab/elm-xsd-cv/nqf.xsd", DAY):
        folder = read_folder(written(tmp_path, found))
        assert [row.code for row in folder.levels] == codes(found)


def test_xml_attacks_are_refused(shared: Path, tmp_path: Path) -> None:
    bombs = sorted((shared / "suites/defusedxml-bombs").rglob("*.xml"))
    assert bombs
    for path in bombs:
        assert refused(path).code in {
            "import_xml_doctype",
            "import_no_framework",
            "input_not_json",
        }, path
    path = tmp_path / "x.xsd"
    path.write_text("<a>" * 100 + "</a>" * 100)
    assert refused(path).code == "input_too_deep"
    path.write_text("<a><b></a>")
    error = refused(path)
    assert (error.code, error.slots["format"], error.slots["line"]) == ("input_not_json", "XML", 1)


@pytest.mark.parametrize("document", ['{"a": 1}', "[1, 2]", "3", '{"CFDocument": []}'])
def test_other_json_is_no_framework(tmp_path: Path, document: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(document)
    assert refused(path).code == "import_no_framework"


@pytest.mark.parametrize(
    ("content", "seen"),
    [(b"@prefix ceasn: <x> .", "Turtle"), (b"\xff\xd8\xff", "JPEG"), (b"<html></html>", "")],
)
def test_other_formats_are_told_what_is_read(tmp_path: Path, content: bytes, seen: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    error = refused(path)
    assert "CTDL" in str(error.slots["accepted"])
    assert error.slots.get("seen", "") == seen


def test_doctype_is_refused_in_utf_16_too(tmp_path: Path) -> None:
    path = tmp_path / "x.xsd"
    path.write_bytes('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))
    assert refused(path).code == "import_xml_doctype"


def test_deep_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[" * 1000 + "]" * 1000)
    assert refused(path).code == "input_too_deep"


def test_a_code_twice_is_refused(tmp_path: Path) -> None:
    steps = [
        {"@id": f"res:{number}", "@type": "asn:ProgressionLevel", "skos:notation": "7"}
        for number in (1, 2)
    ]
    graph = [
        {
            "@id": "res:f",
            "@type": "ceterms:QualificationsFramework",
            "asn:hasProgressionModel": {"@id": "res:m"},
        },
        {"@id": "res:m", "asn:hasProgressionLevel": ["res:1", "res:2"]},
        *steps,
    ]
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"@graph": graph}))
    error = refused(path)
    assert (error.code, error.slots["level"]) == ("import_level_twice", "7")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("SCQF Level 10", "10"),
        ("NLQF Entry Level", "Entry"),
        ("CQFW Entry 1-3", "Entry 1-3"),
        ("2 A", "2 A"),
        ("NNMQF Level 7 B", "7 B"),
        ("A sentence that names no code whatsoever", "4"),
        ("", "4"),
    ],
)
def test_code_inside_a_label(label: str, code: str) -> None:
    assert level_code(label, 4) == code


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("eqf:level5", ("eqf", "5")),
        ("res:scqfLevel01", ("scqf", "1")),
        ("res:level10", ("", "10")),
        ("http://data.europa.eu/snb/eqf/5", ("eqf", "5")),
        ("urn:paritas:nl_nlqf:level:4%2B", ("nl_nlqf", "4+")),
    ],
)
def test_address_of_a_level(address: str, place: tuple[str, str]) -> None:
    assert level_of_address(address) == place
