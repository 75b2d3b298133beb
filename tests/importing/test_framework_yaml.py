"""A folder of frameworks/ becomes values, or is refused with file, row and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import span, text

from service.domain.framework import (
    AwardKind,
    CreditLoad,
    FrameworkKind,
    ReferencingKind,
    Stage,
    TypeNote,
)
from service.domain.text import Confidence, Source
from service.errors import ContentError
from service.importing.framework_yaml import (
    FrameworkFolder,
    content_version,
    read_folder,
    read_folders,
)

FRAMEWORK: dict[str, Any] = {
    "id": "ie_nfq",
    "kind": "national",
    "country": "IE",
    "acronym": "NFQ",
    "names": {"en": "National Framework", "ga": "An Creat"},
    "languages": ["en", "ga"],
    "sector": "all",
    "authority": {"en": "QQI"},
    "schooling_years": "14",
    "since": "2003",
    "source": "act",
    "confidence": "high",
    "sources": {"act": {"title": "An Act", "date": "1999-07"}, "report": {"title": "A report"}},
}
DEFAULTS = {"since": "2003", "source": "act", "confidence": "high"}
LEVEL = {"code": "8", "rank": "8", "labels": {"en": "Level 8"}, "isced_2011": ["6"]}
STATEMENT: dict[str, Any] = {"to": "eqf", "kind": "referencing", "levels": {"8": "6"}}
TYPE: dict[str, Any] = {
    "id": "honours_bachelor",
    "level": "8",
    "kind": "academic",
    "titles": {"en": ["Honours Bachelor Degree", "Honours Degree"], "ga": "Céim Onóracha"},
    "title_en": "honours bachelor degree",
}


def write(root: Path, **files: Any) -> Path:
    """A folder with framework.yml and `files`; a list of rows stands under its usual key."""
    folder = root / "ie_nfq"
    folder.mkdir(exist_ok=True)
    keys = {"levels": "levels", "referencing": "referencing", "qualification_types": "types"}
    for name, raw in {"framework": FRAMEWORK, **files}.items():
        content = {"defaults": DEFAULTS, keys[name]: raw} if isinstance(raw, list) else raw
        written = (
            content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
        )
        (folder / f"{name}.yml").write_text(written, encoding="utf-8")
    return folder


def read(root: Path, **files: Any) -> FrameworkFolder:
    return read_folder(write(root, **files))


def refused(code: str, root: Path, **files: Any) -> ContentError:
    with pytest.raises(ContentError) as caught:
        read(root, **files)
    assert caught.value.code == code
    return caught.value


def changed(raw: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {key: value for key, value in {**raw, **more}.items() if value is not None}


# framework.yml


def test_a_framework_alone(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert (found.levels, found.referencing, found.types) == ((), (), ())
    framework = found.framework
    assert (framework.id, framework.kind) == ("ie_nfq", FrameworkKind.NATIONAL)
    assert (framework.country, framework.region, framework.schooling_years) == ("IE", None, 14)
    assert framework.names == (text("National Framework", "en"), text("An Creat", "ga"))
    assert framework.authority == text("QQI", "en")
    assert framework.source == Source(title="An Act", date="1999-07")
    assert framework.preferred


@pytest.mark.parametrize(("written", "preferred"), [("true", True), ("false", False)])
def test_preferred(written: str, preferred: bool, tmp_path: Path) -> None:
    found = read(tmp_path, framework=changed(FRAMEWORK, preferred=written))
    assert found.framework.preferred is preferred


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"id": "ie_other"}, "content_id_not_folder", "ie_other"),
        ({"acronym": None}, "content_missing_key", "acronym"),
        ({"names": {}}, "content_missing_key", "authority, names"),
        ({"kind": "supranational"}, "content_bad_value", "kind"),
        ({"preferred": "False"}, "content_bad_value", "preferred"),
        ({"preferred": "no"}, "content_bad_value", "preferred"),
        ({"schooling_years": "fourteen"}, "content_bad_value", "schooling_years"),
        ({"since": "2003-13"}, "content_bad_value", "since"),
        ({"source": "report_2"}, "content_unknown_source", "report_2"),
        ({"confidence": "certain"}, "content_bad_value", "confidence"),
        ({"webiste": "https://example.org"}, "content_unknown_key", "webiste"),
        ({"names": {"en": ""}}, "content_bad_value", "en"),
        ({"names": "National Framework"}, "content_bad_value", "texts"),
        ({"sources": {"act": {"title": "An Act", "year": "1999"}}}, "content_unknown_key", "year"),
        ({"sources": {"act": {"date": "1999"}}}, "content_missing_key", "title"),
    ],
)
def test_a_framework_that_is_not_sound(
    change: dict[str, Any], code: str, key: str, tmp_path: Path
) -> None:
    problem = refused(code, tmp_path, framework=changed(FRAMEWORK, **change))
    assert problem.slots["key"] == key
    assert problem.where.startswith("ie_nfq/framework.yml")


@pytest.mark.parametrize("sources", ["act", ["act"], {"act": "An Act"}])
def test_sources_must_be_mappings(sources: Any, tmp_path: Path) -> None:
    refused("content_not_mapping", tmp_path, framework=changed(FRAMEWORK, sources=sources))


# levels.yml


@pytest.mark.parametrize("code", ["010", "7.1", "7.10", "4+", "NO", "5a", "VIIA"])
def test_a_level_code_stays_as_written(code: str, tmp_path: Path) -> None:
    rows = f"levels:\n  - {{code: {code}, rank: 1, since: 2003, source: act, confidence: high}}\n"
    assert [level.code for level in read(tmp_path, levels=rows).levels] == [code]


def test_a_level_takes_defaults_and_may_differ_from_them(tmp_path: Path) -> None:
    other = changed(LEVEL, code="9", since="2010-05", source="report", confidence="low")
    first, second = read(tmp_path, levels=[LEVEL, other]).levels
    assert (first.framework, first.rank, first.isced_2011) == ("ie_nfq", 8, ("6",))
    assert (first.since, first.until, first.confidence) == ("2003", None, Confidence.HIGH)
    assert (second.since, second.source.title) == ("2010-05", "A report")
    assert second.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"code": None}, "content_missing_key", "code"),
        ({"rank": None}, "content_missing_key", "rank"),
        ({"rank": "eight"}, "content_bad_value", "rank"),
        ({"until": "yesterday"}, "content_bad_value", "until"),
        ({"source": "none"}, "content_unknown_source", "none"),
        ({"eqf": "6"}, "content_unknown_key", "eqf"),
    ],
)
def test_a_level_that_is_not_sound_names_its_row(
    change: dict[str, Any], code: str, key: str, tmp_path: Path
) -> None:
    problem = refused(code, tmp_path, levels=[LEVEL, changed(LEVEL, **change)])
    assert (problem.where, problem.slots["key"]) == ("ie_nfq/levels.yml[1]", key)


def test_a_level_needs_a_since(tmp_path: Path) -> None:
    rows = {"levels": [changed(LEVEL, source="act", confidence="high")]}
    assert refused("content_missing_key", tmp_path, levels=rows).slots["key"] == "since"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"defaults": {**DEFAULTS, "scource": "act"}, "levels": [LEVEL]}, "content_unknown_key"),
        ({"defaults": "since 2003", "levels": [LEVEL]}, "content_not_mapping"),
        ({"defaults": DEFAULTS, "levels": ["8"]}, "content_not_mapping"),
        ({"defaults": DEFAULTS, "levels": [LEVEL], "notes": "x"}, "content_unknown_key"),
        ("levels:\n  - {code: '8', rank: '8', code: '9'}\n", "content_not_yaml"),
        ("", "content_not_mapping"),
    ],
)
def test_a_file_that_is_not_sound(content: Any, code: str, tmp_path: Path) -> None:
    assert "ie_nfq/levels.yml" in refused(code, tmp_path, levels=content).where


# referencing.yml


def test_a_referencing_is_one_row_a_level(tmp_path: Path) -> None:
    pairs = {"7": "6", "9": ["7", "8"], "10": []}
    found = read(tmp_path, referencing=[changed(STATEMENT, levels=pairs)]).referencing
    assert [(row.level, row.to_levels) for row in found] == [
        ("10", ()),
        ("7", ("6",)),
        ("9", ("7", "8")),
    ]
    assert {(row.framework, row.to_framework) for row in found} == {("ie_nfq", "eqf")}
    assert {row.kind for row in found} == {ReferencingKind.REFERENCING}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"levels": None}, "content_missing_key"),
        ({"levels": {}}, "content_missing_key"),
        ({"levels": ["8"]}, "content_missing_key"),
        ({"levels": {"8": ""}}, "content_bad_value"),
        ({"levels": {"8": ["6", ""]}}, "content_bad_value"),
        ({"levels": {"8": {"from": "6"}}}, "content_bad_value"),
        ({"to": None}, "content_missing_key"),
        ({"kind": "equivalence"}, "content_bad_value"),
        ({"comment": "x"}, "content_unknown_key"),
    ],
)
def test_a_referencing_that_is_not_sound(change: dict[str, Any], code: str, tmp_path: Path) -> None:
    refused(code, tmp_path, referencing=[changed(STATEMENT, **change)])


# qualification_types.yml


def test_a_type_of_award(tmp_path: Path) -> None:
    row = changed(
        TYPE,
        aliases={"en": ["BA (Hons)"]},
        abbreviations=["BSc (Hons)"],
        entry="upper_secondary",
        access=["second_cycle"],
        duration_years="3-4",
        total_years="3-4",
        credits={"amount": "180-240", "system": "ECTS"},
        isced_2011=["6"],
        notes=["abolished"],
        until="2020",
    )
    (kind,) = read(tmp_path, qualification_types=[row]).types
    assert (kind.id, kind.framework, kind.country) == ("ie_nfq/honours_bachelor", "ie_nfq", "IE")
    assert kind.titles == (
        text("Honours Bachelor Degree", "en"),
        text("Honours Degree", "en"),
        text("Céim Onóracha", "ga"),
    )
    assert (kind.level, kind.kind) == ("8", AwardKind.ACADEMIC)
    assert (kind.entry, kind.access) == (Stage.UPPER_SECONDARY, (Stage.SECOND_CYCLE,))
    assert kind.duration_years == kind.total_years == span(3, 4)
    assert kind.credits == CreditLoad(amount=span(180, 240), system="ECTS")
    assert kind.notes == (TypeNote.ABOLISHED,)
    assert (kind.since, kind.until) == ("2003", "2020")


def test_what_a_type_does_not_say_is_not_guessed(tmp_path: Path) -> None:
    (kind,) = read(tmp_path, qualification_types=[changed(TYPE, level=None, since="")]).types
    assert (kind.level, kind.credits, kind.duration_years) == (None, None, None)
    assert (kind.entry, kind.access, kind.since) == (None, (), None)


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"titles": None}, "content_missing_key", "titles"),
        ({"title_en": None}, "content_missing_key", "title_en"),
        ({"id": None}, "content_missing_key", "id"),
        ({"kind": "bachelor"}, "content_bad_value", "kind"),
        ({"access": ["second_cyle"]}, "content_bad_value", "access"),
        ({"notes": ["obsolete"]}, "content_bad_value", "notes"),
        ({"duration_years": "4-3"}, "content_bad_value", "duration_years"),
        ({"credits": {"amount": "180"}}, "content_missing_key", "system"),
        ({"credits": {"system": "ECTS"}}, "content_missing_key", "amount"),
        (
            {"credits": {"amount": "180", "system": "ECTS", "hours": "25"}},
            "content_unknown_key",
            "hours",
        ),
        ({"ects": "180"}, "content_unknown_key", "ects"),
    ],
)
def test_a_type_that_is_not_sound(
    change: dict[str, Any], code: str, key: str, tmp_path: Path
) -> None:
    problem = refused(code, tmp_path, qualification_types=[changed(TYPE, **change)])
    assert key in str(problem.slots["key"])
    assert problem.where.startswith("ie_nfq/qualification_types.yml[0]")


# Folders


def test_a_misnamed_file_is_not_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "qualification_type.yml").write_text("types: []\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_folder(folder)
    assert caught.value.slots["key"] == "qualification_type.yml"


def test_folders_stand_in_order_of_name(tmp_path: Path) -> None:
    write(tmp_path)
    other = tmp_path / "de_dqr"
    other.mkdir()
    (other / "framework.yml").write_text(
        yaml.safe_dump(changed(FRAMEWORK, id="de_dqr")), encoding="utf-8"
    )
    (tmp_path / "README.md").write_text("About them", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    assert [each.framework.id for each in read_folders(tmp_path)] == ["de_dqr", "ie_nfq"]


@pytest.mark.parametrize("name", ["ie_nfq_draft", "Notes", "fr_cncp.yml", "nl_nlqf.yaml"])
def test_what_is_not_read_is_not_passed_over_in_silence(name: str, tmp_path: Path) -> None:
    write(tmp_path)
    stray = tmp_path / name
    if stray.suffix:
        stray.write_text("id: fr_cncp\n", encoding="utf-8")
    else:
        stray.mkdir()
    with pytest.raises(ContentError) as caught:
        read_folders(tmp_path)
    assert caught.value.code == "content_framework_missing"
    assert caught.value.where.endswith(name)


@pytest.mark.parametrize("name", ["", "absent"])
def test_a_folder_without_frameworks_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_folders(tmp_path / name)
    assert caught.value.code == "content_folder_missing"


def test_the_version_follows_every_byte_and_every_name(tmp_path: Path) -> None:
    seen = set()
    folder = write(tmp_path, levels=[LEVEL])
    seen.add(content_version(tmp_path))
    assert content_version(tmp_path) in seen
    with (folder / "levels.yml").open("a", encoding="utf-8") as file:
        file.write("#\n")
    seen.add(content_version(tmp_path))
    (folder / "levels.yml").rename(folder / "referencing.yml")
    seen.add(content_version(tmp_path))
    folder.rename(tmp_path / "ie_nfq_2")
    seen.add(content_version(tmp_path))
    assert len(seen) == 4
