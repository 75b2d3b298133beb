"""One folder that breaks each rule, one that breaks none, and our own content."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from builders import award_type, compared, framework, levels, rows, span, text

from service.domain.framework import FrameworkKind, TypeNote
from service.importing.checked_content import Content
from service.importing.framework_checks import CHECKS, faults
from service.importing.framework_yaml import (
    FrameworkFolder,
    framework_folders,
    read_folder,
    read_folders,
)
from service.importing.reference_yaml import read_credit_systems, read_fields_of_study
from service.importing.teaching_yaml import read_teaching_licences
from service.settings import Settings

FIXTURES = Path(__file__).parents[1] / "checks"
FOLDERS = sorted(FIXTURES.glob("E*-*"))


def folder(**more: Any) -> FrameworkFolder:
    values: dict[str, Any] = {
        "framework": framework("aa_one", "AA"),
        "levels": (*levels("aa_one", "1 2"),),
        "referencing": (),
        "types": (),
    }
    return FrameworkFolder(**{**values, **more})


META = folder(framework=framework("eqf"), levels=(*levels("eqf", "1 2"),))


def codes(*folders: FrameworkFolder) -> list[str]:
    content = Content(folders=folders, credit_systems=frozenset({"ECTS"}))
    return [fault.code for fault in faults(content)]


def content_of(path: Path) -> Content:
    """A fixture: folders of frameworks, or frameworks/ and data/ as in the repository."""
    root = path / "frameworks" if (path / "frameworks").is_dir() else path
    folders, strays = framework_folders(root)
    data = path / "data"
    return Content(
        folders=tuple(read_folder(folder) for folder in folders),
        credit_systems=frozenset({"ECTS"}),
        strays=strays,
        fields=read_fields_of_study(data) if (data / "isced_f").is_dir() else (),
        licences=read_teaching_licences(data) if (data / "teaching_licences").is_dir() else (),
    )


def test_every_check_has_a_folder_that_breaks_it() -> None:
    assert {path.name.partition("-")[0] for path in FOLDERS} == set(CHECKS)


def test_the_readme_lists_every_check_with_its_message() -> None:
    readme = (FIXTURES.parents[1] / "README.md").read_text(encoding="utf-8")
    listed = [line for line in readme.splitlines() if re.match(r"\| E\d{3} ", line)]
    assert listed == [f"| {code} | {check.__doc__} |" for code, check in CHECKS.items()]


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)
def test_a_broken_folder_breaks_its_own_rule_once_and_no_other(path: Path) -> None:
    code = path.name.partition("-")[0]
    (fault,) = faults(content_of(path))
    assert fault.code == code
    assert fault.message == (CHECKS[code].__doc__ or "").strip() != ""
    assert fault.where.startswith("aa_one")


def test_sound_content_has_no_fault() -> None:
    assert codes(META, folder(referencing=(*rows("aa_one", "eqf", {"1": "1 2", "2": ""}),))) == []


# What must not be called a fault


def test_two_generations_of_a_scale_may_share_codes_ranks_and_a_boundary_year() -> None:
    old = levels("aa_one", "1 2", until="2020")
    new = levels("aa_one", "1 2", since="2020")
    assert codes(folder(levels=(*old, *new))) == codes(folder(levels=(*new, *old))) == []


def test_two_generations_that_overlap_by_more_are_a_fault() -> None:
    old = levels("aa_one", "1", until="2020-12-31")
    new = levels("aa_one", "1", since="2020-01-01")
    assert codes(folder(levels=(*old, *new))) == ["E101", "E102"]


def test_a_comparison_may_be_followed_by_a_referencing() -> None:
    first = compared("aa_one", "eqf", {"1": "1"}, until="2023")
    then = rows("aa_one", "eqf", {"1": "1"}, since="2024")
    assert codes(META, folder(referencing=(*first, *then))) == []


def test_a_level_may_be_referenced_to_one_framework_and_compared_with_another() -> None:
    both = (*rows("aa_one", "eqf", {"1": "1"}), *compared("aa_one", "bb_two", {"1": "1"}))
    other = folder(framework=framework("bb_two", "BB"), levels=(*levels("bb_two", "1"),))
    assert codes(META, folder(referencing=both), other) == []


def test_a_country_without_framework_has_no_levels() -> None:
    usa = framework("us_degrees", "US", kind=FrameworkKind.DEGREE_STRUCTURE)
    assert codes(folder(framework=usa, levels=())) == []
    assert codes(folder(framework=usa)) == ["E110"]


# Variants of a rule


def test_a_referencing_to_an_unknown_framework_is_a_fault() -> None:
    assert codes(folder(referencing=(*rows("aa_one", "xx_none", {"1": "1"}),))) == ["E104"]


@pytest.mark.parametrize(
    "more",
    [
        {"framework": framework("aa_one", "AA", since="2000", until="1999")},
        {"referencing": (*rows("aa_one", "eqf", {"1": "1"}, since="2010", until="2009-12"),)},
        {"types": (award_type("aa_one/x", since="2000", until="1999", notes=("abolished",)),)},
    ],
    ids=["framework", "referencing", "type"],
)
def test_every_period_is_checked(more: dict[str, Any]) -> None:
    assert codes(META, folder(**more)) == ["E108"]


@pytest.mark.parametrize("day", ["2000", "2000-02", "2000-02-29"])
def test_a_period_of_one_year_or_day_is_no_fault(day: str) -> None:
    assert codes(folder(levels=(*levels("aa_one", "1", since=day, until=day),))) == []


def test_the_longest_case_of_a_type_is_checked_too() -> None:
    kind = award_type("aa_one/x", duration_years=span(1, 6), total_years=span(5))
    assert codes(folder(types=(kind,))) == ["E112"]


def test_a_note_of_abolition_needs_an_end() -> None:
    kind = award_type("aa_one/x", notes=(TypeNote.ABOLISHED,))
    assert codes(folder(types=(kind,))) == ["E113"]


@pytest.mark.parametrize(
    ("names", "languages", "found"),
    [
        ("en", "en", []),
        ("en fr", "fr", []),
        ("en fr", "fr-CH de", []),
        ("en", "fr", ["E111"]),
        ("fr", "fr", ["E111"]),
        ("en", "", []),
    ],
)
def test_a_framework_is_named_in_english_and_at_home(
    names: str, languages: str, found: list[str]
) -> None:
    named = framework(
        "aa_one",
        "AA",
        names=tuple(text("A name", language) for language in names.split()),
        languages=tuple(languages.split()),
    )
    assert codes(folder(framework=named)) == found


# Our own content


def test_shipped_frameworks_have_no_fault(settings: Settings) -> None:
    systems = frozenset(each.code for each in read_credit_systems(settings.data))
    content = Content(
        folders=read_folders(settings.frameworks),
        credit_systems=systems,
        fields=read_fields_of_study(settings.data),
        licences=read_teaching_licences(settings.data),
    )
    assert [(fault.code, fault.where) for fault in faults(content)] == []
