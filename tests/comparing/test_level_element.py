"""The element level: the level found here beside the benchmark's own."""

from __future__ import annotations

from typing import Any

import pytest
from builders import award_type, levels, source

from service.comparing.level_element import compare_level
from service.domain.comparison import Comparison, Finding, LevelBasis, LevelResult
from service.domain.framework import QualificationType
from service.domain.text import say

MASTER = award_type("de_dqr/master", level="7", isced_2011=("7",))
(HOME,) = levels("ie_nfq", "9")
SUBJECT = award_type("ie_nfq/master", level="9")


def found(
    *codes: str, basis: LevelBasis | None = LevelBasis.REFERENCING, **more: Any
) -> LevelResult:
    code = codes[0] if len(codes) == 1 else None
    return LevelResult(framework="de_dqr", code=code, codes=codes, basis=basis, **more)


def compared(
    level: LevelResult,
    benchmark: QualificationType | None = MASTER,
    subject: QualificationType | None = SUBJECT,
) -> Comparison:
    return compare_level(HOME, subject, level, benchmark)


@pytest.mark.parametrize(
    ("basis", "finding", "reason"),
    [
        (LevelBasis.REFERENCING, Finding.COMPARABLE, "level.same_by_referencing"),
        (LevelBasis.COMPARISON, Finding.COMPARABLE, "level.same_by_comparison"),
        (LevelBasis.PRECEDENT, Finding.COMPARABLE, "level.same_by_precedent"),
        (LevelBasis.STRUCTURAL, Finding.COMPARABLE, "level.same_by_structure"),
        (LevelBasis.MODEL, Finding.UNKNOWN, "level.same_by_model"),
    ],
)
def test_the_same_level_names_its_basis(basis: LevelBasis, finding: Finding, reason: str) -> None:
    element = compared(found("7", basis=basis))
    assert (element.finding, element.reason) == (finding, say(reason))


def test_a_level_inside_the_range_is_comparable() -> None:
    assert compared(found("7", "8")).finding is Finding.COMPARABLE


def test_both_values_are_shown_in_their_own_framework() -> None:
    element = compared(found("7"))
    assert element.subject_value == say("value.level", framework="ie_nfq", level="9")
    assert element.benchmark_value == say("value.level", framework="de_dqr", level="7")
    assert source("de_dqr/master") in element.sources


def test_a_benchmark_at_another_level_is_different() -> None:
    element = compared(found("6"))
    assert element.finding is Finding.DIFFERENT
    assert element.reason == say(
        "level.other_than_found", framework="de_dqr", level="7", found=("6",)
    )


def test_the_same_code_of_another_scale_is_not_the_same_level() -> None:
    assert compared(found("7"), award_type("de_other/award", level="7")).finding is Finding.UNKNOWN


def test_a_country_without_levels_compares_structure() -> None:
    without = award_type("us_degrees/master", level=None, isced_2011=("7",))
    element = compared(found(basis=LevelBasis.STRUCTURAL), without)
    assert (element.finding, element.reason.code) == (Finding.COMPARABLE, "level.same_structure")
    assert element.benchmark_value == say("value.isced_2011", levels=("7",))


def test_an_award_without_level_in_a_country_with_levels_is_no_yardstick() -> None:
    element = compared(found("7"), award_type("de_dqr/zeugnis", level=None))
    assert element.finding is Finding.UNKNOWN


def test_no_basis_is_unknown() -> None:
    element = compared(found(basis=None))
    assert (element.finding, element.reason) == (Finding.UNKNOWN, say("level.no_basis"))


def test_no_basis_because_two_sides_agreed_on_none_is_said_so() -> None:
    agreed = say("level.not_agreed", framework="nz_nzqcf", level="8", to_framework="eqf")
    assert compared(found(basis=None, notes=(agreed,))).reason == agreed


def test_an_award_without_level_at_home_has_none_to_carry_over() -> None:
    status = award_type("gb_fheq/qts", level=None)
    element = compare_level(None, status, found(basis=None), MASTER)
    assert (element.finding, element.reason) == (Finding.UNKNOWN, say("level.none_at_home"))
    assert element.subject_value == say("value.no_level")


def test_nothing_here_to_compare_with_is_unknown() -> None:
    assert compared(found("7"), benchmark=None).reason == say("level.no_benchmark")


def test_an_award_without_framework_shows_its_isced_level() -> None:
    bachelor = award_type("us_degrees/bachelor", level=None, isced_2011=("6",))
    element = compare_level(None, bachelor, found("6", basis=LevelBasis.STRUCTURAL), MASTER)
    assert element.subject_value == say("value.isced_2011", levels=("6",))
