"""Frameworks written as CTDL and as a table, and read back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import standardize_tag

from service.commands.frameworks_exchange import run_export, run_import
from service.domain.framework import (
    Framework,
    FrameworkKind,
    Level,
    Referencing,
    ReferencingKind,
)
from service.domain.register import Register
from service.domain.text import Confidence, Source, Text
from service.errors import InputError
from service.importing.framework_files import read_framework_file
from service.importing.framework_import import ImportedFramework
from service.pipeline.register import read_register
from service.reporting.framework_export import framework_csv, framework_ctdl
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


def same_levels(found: ImportedFramework, levels: tuple[Level, ...]) -> bool:
    return [(row.code, canonical(row.labels)) for row in found.levels] == [
        (row.code, canonical(row.labels)) for row in levels
    ]


def facing(found: ImportedFramework) -> set[tuple[str, str, frozenset[str]]]:
    return {(row.level, row.to_framework, frozenset(row.to_levels)) for row in found.alignments}


def canonical(texts: Iterable[Text]) -> list[tuple[str, str]]:
    """Texts with BCP 47's canonical tags, as readers give them (cnr is sr-ME)."""
    return [(text.value, standardize_tag(text.language)) for text in texts]


@pytest.mark.parametrize("suffix", ["csv", "jsonld"])
def test_every_framework_comes_back(register: Register, suffix: str) -> None:
    write = framework_csv if suffix == "csv" else framework_ctdl
    for framework in register.frameworks.values():
        found = read_back(write(register, framework, DAY), suffix)
        assert found.id == framework.id
        assert canonical(found.names) == canonical(framework.names)
        assert canonical(found.owners) == canonical((framework.authority,))
        assert same_levels(found, register.levels(framework.id, DAY)), framework.id


def test_no_match_is_kept(register: Register) -> None:
    framework = register.frameworks["nz_nzqcf"]
    for suffix, write in (("csv", framework_csv), ("jsonld", framework_ctdl)):
        found = read_back(write(register, framework, DAY), suffix)
        assert ("8", "eqf", frozenset()) in facing(found)
        assert ("9", "eqf", frozenset({"7"})) in facing(found)


def test_structure_of_the_ctdl(register: Register) -> None:
    graph = json.loads(framework_ctdl(register, register.frameworks["ie_nfq"], DAY))["@graph"]
    framework, *others = graph
    levels = [node for node in others if node["@type"] == "ceasn:Competency"]
    assert framework["@type"] == "ceasn:CompetencyFramework"
    assert framework["ceasn:name"]["ga"] == "An Creat Náisiúnta Cáilíochtaí"
    assert framework["ceasn:hasTopChild"] == [node["@id"] for node in levels]
    assert [node["ceasn:codedNotation"] for node in levels] == [str(n) for n in range(1, 11)]
    assert levels[7]["ceasn:alignTo"][0] == "urn:paritas:eqf:level:6"
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
    framework = Framework(
        id="xx_any",
        kind=FrameworkKind.NATIONAL,
        acronym="ANY",
        names=(Text(value=name, language="en"),),
        languages=("en",),
        sector="all",
        authority=Text(value=name, language="en"),
        since="2000",
        source=SOURCE,
        confidence=Confidence.LOW,
    )
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
