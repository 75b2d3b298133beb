"""EQF numbers and languages in the words of frameworks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import award_type, compared, framework, levels, rows, text
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import DescriptorDomain, LevelDescriptor
from service.domain.text import Source
from service.importing.checked_content import Content
from service.importing.framework_check_texts import eqf_levels_in
from service.importing.framework_checks import faults
from service.importing.framework_yaml import FrameworkFolder

EQF = FrameworkFolder(
    framework=framework("eqf"), levels=(*levels("eqf", "1 2 3"),), referencing=(), types=()
)


def folder(**more: Any) -> FrameworkFolder:
    values: dict[str, Any] = {
        "framework": framework("aa_one", "AA"),
        "levels": (*levels("aa_one", "1 2"),),
        "referencing": (),
        "types": (),
    }
    return FrameworkFolder(**{**values, **more})


def found(*folders: FrameworkFolder) -> list[tuple[str, str]]:
    content = Content(folders=folders, credit_systems=frozenset({"ECTS"}))
    return [(fault.code, fault.where) for fault in faults(content)]


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("EQF 6", "6"),
        ("EQF level 5", "5"),
        ("NQR/EQF 7", "7"),
        ("NFQ level 8 (EQF 6)", "6"),
        ("NQF 7 EQF 6", "6"),
        ("EQF levels 5-6", "5 6"),
        ("EQF 4, 5 and 6", "4 5 6"),
        ("EQR-Niveau 6", "6"),
        ("Niveau 6 des EQR", "6"),
        ("CEC niveau 3", "3"),
        ("nivel 4 del MEC", "4"),
        ("poziom 1 ERK", "1"),
        ("ЕКР ниво 5", "5"),
        ("level 6 of the European Qualifications Framework", "6"),
        ("Diploma at EQF 5.", "5"),
        ("compared with the EQF", ""),
        ("EQF 2017", ""),
        ("EQF Advisory Group, 4-5 February", ""),
        ("FHEQ 6, NHEQF 7", ""),
        ("EQF 5.5", ""),
        ("MECES 3", ""),
        ("level 12 of the EQF", ""),
        ("Level 6", ""),
    ],
)
def test_levels_of_the_eqf_are_read_where_they_stand_beside_its_name(
    words: str, stated: str
) -> None:
    assert " ".join(eqf_levels_in(words)) == stated


@given(
    before=st.text(max_size=12),
    name=st.sampled_from(["EQF", "EQR", "ERK", "ЄРК"]),
    word=st.sampled_from(["", " level", "-Niveau", " рівень"]),
    number=st.integers(1, 8),
)
def test_a_number_after_the_name_is_never_missed(
    before: str, name: str, word: str, number: int
) -> None:
    assert str(number) in eqf_levels_in(f"{before} {name}{word} {number}")


@given(st.text(alphabet=st.characters(exclude_characters="12345678")))
def test_words_without_a_number_state_no_level(words: str) -> None:
    assert eqf_levels_in(words) == ()


def test_what_is_referenced_or_compared_may_be_said() -> None:
    said = (*levels("aa_one", "1", labels=(text("Level 1 (EQF 2)"),)),)
    for make in (rows, compared):
        assert (
            found(EQF, folder(levels=said, referencing=(*make("aa_one", "eqf", {"1": "2"}),))) == []
        )
    assert found(EQF, folder(levels=said)) == [("E118", "aa_one:1: EQF 2")]


def test_a_statement_of_the_eqf_itself_counts() -> None:
    cycles = folder(
        framework=framework("qf_ehea"),
        levels=(*levels("qf_ehea", "first", labels=(text("First cycle, EQF 3"),)),),
    )
    eqf = replace(EQF, referencing=(*rows("eqf", "qf_ehea", {"3": "first"}),))
    assert found(eqf, cycles) == []
    assert found(EQF, cycles) == [("E118", "qf_ehea:first: EQF 3")]


def test_a_label_of_the_eqf_says_its_own_number() -> None:
    assert found(replace(EQF, levels=(*levels("eqf", "2", labels=(text("EQF level 2"),)),))) == []
    wrong = replace(EQF, levels=(*levels("eqf", "2", labels=(text("EQF level 3"),)),))
    assert found(wrong) == [("E118", "eqf:2: EQF 3")]


@pytest.mark.parametrize(
    "more",
    [
        {"titles": (text("Certificate EQF 2"),)},
        {"title_en": "certificate (EQF level 2)"},
        {"aliases": (text("Certificate, NQF/EQF 2"),)},
        {"abbreviations": ("CERT-EQF 2",)},
    ],
    ids=["title", "rendering", "alias", "abbreviation"],
)
@pytest.mark.parametrize("level", [None, "1", "2"])
def test_every_name_of_a_type_is_read(more: dict[str, Any], level: str | None) -> None:
    values: dict[str, Any] = {"titles": (text("Certificate"),), "level": level, **more}
    kind = replace(award_type("aa_one/x"), **values)
    placed = folder(referencing=(*rows("aa_one", "eqf", {"1": "2", "2": "3"}),), types=(kind,))
    expected = [] if level == "1" else [("E118", "aa_one/x: EQF 2")]
    assert found(EQF, placed) == expected


def test_a_statement_of_another_time_does_not_count() -> None:
    kind = award_type("aa_one/x", "EQF 2", level="1", until="2009", notes=("abolished",))
    late = folder(referencing=(*rows("aa_one", "eqf", {"1": "2"}, since="2012"),), types=(kind,))
    assert found(EQF, late) == [("E118", "aa_one/x: EQF 2")]


def test_a_framework_as_a_whole_stands_at_no_level() -> None:
    named = framework("aa_one", "AA", names=(text("Framework of EQF 5"),))
    assert found(EQF, folder(framework=named)) == [("E118", "aa_one: EQF 5")]


def descriptor(**more: Any) -> LevelDescriptor:
    values: dict[str, Any] = {
        "framework": "aa_one",
        "level": "1",
        "domain": DescriptorDomain.SKILLS,
        "texts": (text("as at EQF 2"),),
        "source": Source(title="a decree"),
    }
    return LevelDescriptor(**{**values, **more})


def test_a_level_descriptor_is_read_too() -> None:
    assert found(EQF, folder(descriptors=(descriptor(),))) == [("E118", "aa_one:1:skills: EQF 2")]


@pytest.mark.parametrize(
    ("titles", "aliases", "faulty"),
    [
        ("fr", "", False),
        ("en fr", "", False),
        ("fr-CH", "", False),
        ("en", "fr", False),
        ("en", "de", True),
        ("en", "", True),
        ("de", "fr", True),
    ],
)
def test_only_english_may_stand_before_a_name_at_home(
    titles: str, aliases: str, faulty: bool
) -> None:
    kind = award_type(
        "aa_one/x",
        *(text("A title", language) for language in titles.split()),
        aliases=tuple(text("A name", language) for language in aliases.split()),
    )
    own = framework("aa_one", "AA", languages=("fr",), names=(text("A", "en"), text("B", "fr")))
    assert found(folder(framework=own, types=(kind,))) == ([("E119", "aa_one/x")] if faulty else [])


@pytest.mark.parametrize(
    ("source", "language", "official", "faulty"),
    [
        (Source(title="a decree"), "fr", True, True),
        (Source(title="a decree"), "fr", False, False),
        (Source(title="a decree"), "en", True, False),
        (Source(title="a decree", date="2012"), "fr", True, False),
        (Source(title="a decree", url="https://example.org"), "fr", True, False),
    ],
)
def test_an_official_translation_can_be_looked_up(
    source: Source, language: str, official: bool, faulty: bool
) -> None:
    translated = replace(text("Sait", language), official=official)
    row = descriptor(texts=(text("Knows"), translated), source=source)
    assert found(folder(descriptors=(row,))) == ([("E120", "aa_one:1:skills")] if faulty else [])
