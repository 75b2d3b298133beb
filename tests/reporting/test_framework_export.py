"""Frameworks written as CTDL and as a table, and read back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import standardize_tag

from service.commands.frameworks_exchange import run_export, run_import
from service.domain.framework import (
    DescriptorDomain,
    Framework,
    FrameworkKind,
    Level,
    LevelDescriptor,
    Referencing,
    ReferencingKind,
)
from service.domain.register import Register
from service.domain.text import Confidence, Source, Text
from service.errors import InputError
from service.importing.framework_files import read_framework_file
from service.importing.framework_import import ImportedFramework, ImportedLevel
from service.importing.framework_yaml import read_folder
from service.pipeline.register import read_register
from service.reporting.framework_as_csv import framework_csv
from service.reporting.framework_as_ctdl import framework_ctdl
from service.settings import Settings

DAY = date(2026, 11, 25)
SOURCE = Source(title="A law", date="2020", url="https://example.org/law")


@pytest.fixture(scope="module")
def register(settings: Settings) -> Register:
    return read_register(settings.frameworks)


def read_back(text: str, suffix: str) -> ImportedFramework:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{suffix}"
        path.write_text(text, encoding="utf-8", newline="")
        (found,) = read_framework_file(path, DAY.isoformat())
        return found


def imported(level: ImportedLevel) -> tuple[Any, ...]:
    """What an exported level has to give back, in canonical tags."""
    return (
        level.code,
        canonical(level.labels),
        level.isced_2011,
        (level.since, level.until),
        sorted((row.domain, row.official, *canonical([row.text])[0]) for row in level.statements),
    )


def exported(register: Register, level: Level) -> tuple[Any, ...]:
    return (
        level.code,
        canonical(level.labels),
        level.isced_2011,
        (level.since, level.until),
        sorted(
            (row.domain.value, text.official, *canonical([text])[0])
            for row in register.descriptors(level)
            for text in row.texts
        ),
    )


def facing(found: ImportedFramework) -> set[tuple[str, str, frozenset[str]]]:
    return {(row.level, row.to_framework, frozenset(row.to_levels)) for row in found.alignments}


def canonical(texts: Iterable[Text]) -> list[tuple[str, str]]:
    """Texts with BCP 47's canonical tags, as readers give them (cnr is sr-ME)."""
    return [(text.value, standardize_tag(text.language)) for text in texts]


WRITERS = {"csv": framework_csv, "jsonld": framework_ctdl}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("day", [DAY, date(2005, 6, 1), date(2018, 6, 1)])
def test_every_framework_comes_back(register: Register, suffix: str, day: date) -> None:
    for framework in register.frameworks.values():
        found = read_back(WRITERS[suffix](register, framework, day), suffix)
        assert found.id == framework.id
        assert canonical(found.names) == canonical(framework.names)
        assert canonical(found.owners) == canonical((framework.authority,))
        assert (found.since, found.until) == (framework.since, framework.until)
        assert [imported(level) for level in found.levels] == [
            exported(register, level) for level in register.levels(framework.id, day)
        ], framework.id
        assert found.unread == ()


def test_the_round_trip_meets_every_kind_of_fact(register: Register) -> None:
    """The test above would say little if nothing had descriptors, an end or an ISCED level."""
    levels = [level for each in register.frameworks for level in register.levels(each)]
    assert any(register.descriptors(level) for level in levels)
    assert any(level.until and level.isced_2011 for level in levels)
    assert any(framework.until for framework in register.frameworks.values())


def test_no_match_is_kept(register: Register) -> None:
    framework = register.frameworks["nz_nzqcf"]
    for suffix, write in (("csv", framework_csv), ("jsonld", framework_ctdl)):
        found = read_back(write(register, framework, DAY), suffix)
        assert ("8", "eqf", frozenset()) in facing(found)
        assert ("9", "eqf", frozenset({"7"})) in facing(found)


def test_structure_of_the_ctdl(register: Register) -> None:
    graph = json.loads(framework_ctdl(register, register.frameworks["ie_nfq"], DAY))["@graph"]
    framework, *others = graph
    levels = [node for node in others if "ceasn:isTopChildOf" in node]
    assert framework["@type"] == "ceasn:CompetencyFramework"
    assert framework["ceasn:name"]["ga"] == "An Creat Náisiúnta Cáilíochtaí"
    assert framework["ceasn:hasTopChild"] == [node["@id"] for node in levels]
    assert [node["ceasn:codedNotation"] for node in levels] == [str(n) for n in range(1, 11)]
    assert levels[7]["ceasn:alignTo"][0] == "urn:paritas:eqf:level:6"
    assert levels[7]["ceasn:educationLevelType"] == ["urn:paritas:isced_2011:6"]
    assert levels[7]["dct:valid"] == "2003/.."
    nodes = {node["@id"]: node for node in others}
    knowledge = nodes[levels[7]["ceasn:hasChild"][0]]
    assert knowledge["ceasn:isChildOf"] == [levels[7]["@id"]]
    assert knowledge["ceasn:author"] == "Paritas"
    (concept,) = knowledge["ceasn:conceptTerm"]
    assert nodes[concept]["skos:prefLabel"]["fr"] == "Savoirs"
    maps = [node for node in others if node["@type"] == "ceterms:AlignmentMap"]
    assert maps and all(node["ceterms:hasPart"] for node in maps)
    assert "ceterms:ctid" not in json.dumps(graph)


def test_ctdl_validate_finds_no_error(register: Register) -> None:
    validator: Any = pytest.importorskip(
        "ctdl_validate.validator",
        reason="ctdl-validate asks for Python 3.12: pip install --ignore-requires-python",
    )
    for framework in register.frameworks.values():
        document = json.loads(framework_ctdl(register, framework, DAY))
        findings = validator.validate_document(document)
        bad = [each for each in findings if str(each.severity.value) in ("ERROR", "WARNING")]
        assert bad == [], framework.id


ANY = Framework(
    id="xx_any",
    kind=FrameworkKind.NATIONAL,
    acronym="ANY",
    names=(Text(value="Any", language="en"),),
    languages=("en",),
    sector="all",
    authority=Text(value="Anyone", language="en"),
    since="2000",
    source=SOURCE,
    confidence=Confidence.LOW,
)
TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))
CODE = st.text("0123456789.+ABab-=@", min_size=1, max_size=6)
TAG = st.sampled_from(["en", "de", "nl-NL", "ar", "und"])
TEXTS = st.lists(st.builds(lambda v, t: Text(value=v, language=t), TEXT, TAG), max_size=4)


@given(
    labels=st.dictionaries(CODE, TEXTS, min_size=1, max_size=6),
    links=st.dictionaries(CODE, st.lists(CODE, max_size=3, unique=True), max_size=6),
    name=TEXT,
)
def test_any_framework_survives_a_table(
    labels: dict[str, list[Text]], links: dict[str, list[str]], name: str
) -> None:
    text = Text(value=name, language="en")
    framework = replace(ANY, names=(text,), authority=text)
    levels = [
        Level(
            framework="xx_any",
            code=code,
            rank=rank,
            labels=tuple(texts),
            since="2000",
            source=SOURCE,
            confidence=Confidence.LOW,
        )
        for rank, (code, texts) in enumerate(labels.items(), start=1)
    ]
    rows = [
        Referencing(
            framework="xx_any",
            level=code,
            to_framework="eqf",
            to_levels=tuple(links[code]),
            kind=ReferencingKind.REFERENCING,
            since="2000",
            source=SOURCE,
            confidence=Confidence.LOW,
        )
        for code in labels
        if code in links
    ]
    register = Register(
        frameworks=[framework], levels=levels, referencings=rows, types=[], version="x"
    )
    found = read_back(framework_csv(register, framework, DAY), "csv")
    assert found.names == framework.names
    for read, level in zip(found.levels, levels, strict=True):
        assert read.code == level.code
        assert read.rank == level.rank
        assert sorted(map(str, read.labels)) == sorted(map(str, level.labels))
    assert {row.level: row.to_levels for row in found.alignments} == {
        row.level: row.to_levels for row in rows
    }
    assert {row.kind for row in found.alignments} <= {ReferencingKind.REFERENCING}


PLAIN = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\0"),
    min_size=1,
    max_size=12,
).map(str.strip)
WORDS = st.builds(
    lambda value, tag, official: Text(value=value, language=tag, official=official),
    PLAIN.filter(bool),
    st.sampled_from(["en", "de", "ar"]),
    st.booleans(),
)
DATES = st.sampled_from(["2000", "2001-02", "2001-02-03"])


@pytest.mark.parametrize("suffix", WRITERS)
@given(
    steps=st.dictionaries(
        st.text("0123456789.+AB", min_size=1, max_size=4),
        st.tuples(
            st.dictionaries(
                st.sampled_from(DescriptorDomain), st.lists(WORDS, min_size=1, max_size=4)
            ),
            st.lists(st.sampled_from("012345678"), max_size=3, unique=True),
            DATES,
            st.none() | st.sampled_from(["2099", "2100-05"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_descriptor_date_and_isced_level_survives(suffix: str, steps: dict[str, Any]) -> None:
    framework = replace(ANY, until="2200-12-31")
    levels, descriptors = [], []
    for rank, (code, (texts, isced, since, until)) in enumerate(steps.items(), start=1):
        levels.append(
            Level(
                framework=framework.id,
                code=code,
                rank=rank,
                labels=(Text(value=f"L {code}", language="en"),),
                isced_2011=tuple(isced),
                since=since,
                until=until,
                source=SOURCE,
                confidence=Confidence.LOW,
            )
        )
        descriptors += [
            LevelDescriptor(
                framework=framework.id,
                level=code,
                domain=domain,
                texts=tuple(words),
                source=SOURCE,
            )
            for domain, words in texts.items()
        ]
    register = Register(
        frameworks=[framework], levels=levels, referencings=[], types=[], version="x"
    ).described_by(descriptors)
    found = read_back(WRITERS[suffix](register, framework, DAY), suffix)
    assert found.until == "2200-12-31"
    assert [imported(level) for level in found.levels] == [
        exported(register, level) for level in levels
    ]


def dated(level: Level) -> tuple[Any, ...]:
    return level.code, level.since, level.until, level.isced_2011


def test_a_draft_of_our_own_export_has_our_descriptors(
    tmp_path: Path, register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    day = date(2018, 6, 1)
    for suffix, write in WRITERS.items():
        for identifier in ("ua_nqf", "hr_croqf"):
            path = tmp_path / f"{identifier}.{suffix}"
            path.write_text(write(register, register.frameworks[identifier], day), newline="")
            assert run_import((path,), tmp_path / suffix) == 0
            draft = read_folder(tmp_path / suffix / identifier)
            before = register.levels(identifier, day)
            assert [
                (each.code, each.since, each.until, each.isced_2011) for each in draft.levels
            ] == [(each.code, each.since, each.until, each.isced_2011) for each in before]
            assert [(row.level, row.domain, row.texts) for row in draft.descriptors] == [
                (row.level, row.domain, row.texts)
                for level in before
                for row in register.descriptors(level)
            ]
            assert not (tmp_path / suffix / identifier / "unread.txt").exists()
    assert "statements=66" in capsys.readouterr().out


def test_the_words_of_an_owner_never_become_descriptors_of_ours(tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text("framework,name_en,level,statement_en:knowledge\nxx_any,Any,1,Owned words\n")
    assert run_import((table,), tmp_path / "out") == 0
    folder = tmp_path / "out" / "xx_any"
    assert not (folder / "descriptors.yml").exists()
    assert "Owned words" in (folder / "unread.txt").read_text(encoding="utf-8")


def test_export_and_import_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    assert run_export("ie", "csv", tmp_path) == 0
    assert run_export("ie_nfq", "ctdl", None) == 0
    assert '"ceasn:CompetencyFramework"' in capsys.readouterr().out
    broken = tmp_path / "broken.json"
    broken.write_text('{"@graph": [,]}')
    out = tmp_path / "drafts"
    assert run_import((broken, tmp_path / "ie_nfq.csv"), out) == 2
    printed = capsys.readouterr()
    assert f"{broken}:1:13" in printed.err
    assert "levels=10" in printed.out
    assert (out / "ie_nfq" / "levels.yml").is_file()
    with pytest.raises(InputError, match="import_folder_exists"):
        run_import((tmp_path / "ie_nfq.csv",), out)
    with pytest.raises(InputError, match="import_into_content"):
        run_import((tmp_path / "ie_nfq.csv",), settings.frameworks / "new")


def test_export_names_what_it_cannot_do() -> None:
    with pytest.raises(InputError, match="format_unknown"):
        run_export("ie", "xml", None)
    with pytest.raises(InputError, match="place_unknown"):
        run_export("atlantis", "csv", None)
    with pytest.raises(InputError, match="export_several_frameworks"):
        run_export("de", "csv", None)
