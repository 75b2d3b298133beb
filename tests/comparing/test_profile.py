"""Profile: kind of award and what it opens at home, judged by the purpose."""

from __future__ import annotations

from typing import Any

import pytest
from builders import award_type, source

from service.comparing.profile import compare_profile
from service.domain.comparison import Comparison, Finding, Purpose
from service.domain.framework import AwardKind, QualificationType, Stage, TypeNote
from service.domain.text import say

WORK = Purpose.WORK
FIRST, SECOND, THIRD = Stage.FIRST_CYCLE, Stage.SECOND_CYCLE, Stage.THIRD_CYCLE


def opening(*access: Stage, **more: Any) -> QualificationType:
    return award_type("xx_home/subject", access=access, **more)


def here(*access: Stage, **more: Any) -> QualificationType:
    return award_type("de_dqr/benchmark", access=access, **more)


def compared(
    subject: QualificationType | None,
    benchmark: QualificationType | None,
    purpose: Purpose = Purpose.STUDY,
) -> Comparison:
    return compare_profile(subject, benchmark, purpose=purpose)


def test_awards_of_one_kind_that_open_the_same_are_comparable() -> None:
    found = compared(opening(SECOND), here(SECOND))
    assert found.finding is Finding.COMPARABLE
    assert found.reason == say("profile.same_kind", kind="academic")
    assert found.sources == (source("xx_home/subject"), source("de_dqr/benchmark"))
    assert found.subject_value == found.benchmark_value
    assert found.subject_value == say("value.profile", kind="academic", stages=("second_cycle",))


@pytest.mark.parametrize(
    ("purpose", "finding"),
    [
        (Purpose.STUDY, Finding.POTENTIALLY_SUBSTANTIAL),
        (Purpose.WORK, Finding.DIFFERENT),
        (Purpose.TITLE, Finding.DIFFERENT),
    ],
)
def test_a_lost_right_is_substantial_for_study_only(purpose: Purpose, finding: Finding) -> None:
    found = compared(opening(Stage.OCCUPATION), here(SECOND), purpose)
    assert found.finding is finding
    assert found.reason == say("profile.access_narrower", stages=("second_cycle",))


@pytest.mark.parametrize(
    ("right", "condition"),
    [
        (FIRST, Stage.FIRST_CYCLE_RESTRICTED),
        (SECOND, Stage.SECOND_CYCLE_CONDITIONAL),
        (THIRD, Stage.THIRD_CYCLE_CONDITIONAL),
    ],
)
def test_a_conditional_right_is_a_smaller_difference(right: Stage, condition: Stage) -> None:
    found = compared(opening(condition), here(right))
    assert found.finding is Finding.DIFFERENT
    assert found.reason == say("profile.access_conditional", stages=(right.value,))
    assert found.notes == ()


def test_more_rights_than_the_benchmark_are_no_difference() -> None:
    assert compared(opening(SECOND, THIRD), here(SECOND)).finding is Finding.COMPARABLE


def test_whoever_may_start_a_doctorate_need_not_be_let_into_a_master() -> None:
    assert compared(opening(THIRD), here(SECOND, THIRD)).finding is Finding.COMPARABLE


@pytest.mark.parametrize(
    ("subject", "benchmark"), [(opening(), here(SECOND)), (opening(SECOND), here())]
)
def test_a_side_that_says_nothing_of_rights_has_lost_none(
    subject: QualificationType, benchmark: QualificationType
) -> None:
    assert compared(subject, benchmark).finding is Finding.COMPARABLE


def test_an_occupation_is_no_right_that_tells_levels_apart() -> None:
    assert compared(opening(SECOND), here(SECOND, Stage.OCCUPATION)).finding is Finding.COMPARABLE


@pytest.mark.parametrize(
    "kind",
    [
        AwardKind.PROFESSIONAL_LICENCE,
        AwardKind.OWN_TITLE,
        AwardKind.ATTENDANCE,
        AwardKind.EXAMINATION,
    ],
)
def test_an_award_of_another_nature_is_substantial_for_every_purpose(kind: AwardKind) -> None:
    for purpose in Purpose:
        found = compared(opening(kind=kind), here(), purpose)
        assert found.finding is Finding.POTENTIALLY_SUBSTANTIAL
        assert found.reason.get("subject_kind") == kind.value


def test_vocational_beside_academic_is_different() -> None:
    found = compared(opening(SECOND, kind=AwardKind.VOCATIONAL), here(SECOND))
    assert found.finding is Finding.DIFFERENT
    assert found.reason.code == "profile.kind_differs"


def test_rights_lost_beside_another_kind_leave_the_kind_as_the_reason_for_work() -> None:
    found = compared(opening(Stage.OCCUPATION, kind=AwardKind.VOCATIONAL), here(SECOND), WORK)
    assert (found.finding, found.reason.code) == (Finding.DIFFERENT, "profile.kind_differs")


def test_rights_lost_beside_another_nature_are_still_noted() -> None:
    found = compared(opening(Stage.OCCUPATION, kind=AwardKind.OWN_TITLE), here(SECOND))
    assert found.reason.code == "profile.kind_differs"
    assert [note.code for note in found.notes] == ["profile.access_lost"]


def test_an_award_that_does_not_complete_its_cycle_is_no_degree() -> None:
    diploma = opening(SECOND, notes=(TypeNote.NOT_A_SECOND_CYCLE_DEGREE,))
    found = compared(diploma, here(SECOND))
    assert found.finding is Finding.POTENTIALLY_SUBSTANTIAL
    assert found.reason == say("profile.incomplete_cycle")
    same = here(SECOND, notes=(TypeNote.INTERMEDIATE_AWARD,))
    assert compared(diploma, same).finding is Finding.COMPARABLE


@pytest.mark.parametrize(("subject", "benchmark"), [(None, here()), (opening(), None)])
def test_a_side_that_is_missing_is_unknown(
    subject: QualificationType | None, benchmark: QualificationType | None
) -> None:
    found = compared(subject, benchmark)
    assert (found.finding, found.reason) == (Finding.UNKNOWN, say("profile.unknown"))
    assert (found.subject_value is None) is (subject is None)


@pytest.mark.parametrize("subject", [None, opening()])
def test_the_field_of_study_is_noted(subject: QualificationType | None) -> None:
    found = compare_profile(subject, here(), purpose=Purpose.STUDY, subject_field="0413")
    assert found.notes == (say("profile.field", isced_f="0413"),)
