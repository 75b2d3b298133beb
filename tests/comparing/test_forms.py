"""The proposed form: always with reasons, the forms in their order, silence never a refusal."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from builders import TODAY, award, award_type, body, credit, licence, text

from service.comparing.forms import Case, propose
from service.domain.comparison import (
    Comparison,
    Element,
    Finding,
    LevelBasis,
    LevelResult,
    Purpose,
)
from service.domain.credential import LearningOutcome
from service.domain.decision import Form
from service.domain.framework import AwardKind, TypeNote
from service.domain.report import Result
from service.domain.text import Statement, say

ORDER = [Form.FULL, Form.ALTERNATIVE, Form.PARTIAL, Form.CONDITIONAL, Form.NOT_RECOGNISED]
COMPLETE = award(
    "Master of Science",
    awarded_on=TODAY.isoformat(),
    awarding_body=body("A university"),
    credits=(credit(120, "ECTS"),),
    outcomes=(LearningOutcome(texts=(text("can do it"),)),),
)
UNLEVELLED = LevelResult(framework="de_dqr", code=None, basis=None)


def level(basis: LevelBasis = LevelBasis.REFERENCING, *codes: str) -> LevelResult:
    found = codes or ("7",)
    code = found[0] if len(found) == 1 else None
    return LevelResult(framework="de_dqr", code=code, codes=found, basis=basis)


def element(which: Element, finding: Finding, **more: Any) -> Comparison:
    values: dict[str, Any] = {
        "subject_value": None,
        "benchmark_value": None,
        "reason": say(f"{which.value}.some_reason"),
    }
    return Comparison(element=which, finding=finding, **{**values, **more})


def case(*substantial: Element, **more: Any) -> Case:
    values: dict[str, Any] = {
        "award": COMPLETE,
        "kind": award_type("ie_nfq/master"),
        "identified": True,
        "level": level(),
        "comparisons": tuple(
            element(
                each,
                Finding.POTENTIALLY_SUBSTANTIAL if each in substantial else Finding.COMPARABLE,
            )
            for each in Element
        ),
        "purpose": Purpose.STUDY,
        "has_candidates": True,
    }
    return Case(**{**values, **more})


def codes(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.code for statement in statements]


def of_kind(kind: AwardKind, **more: Any) -> Case:
    return case(kind=award_type("xx_home/odd", kind=kind), **more)


def passed_over(result: Result) -> list[tuple[Form, str]]:
    return [(form, why.code) for form, why in result.considered]


# Full, alternative, partial, conditional


@pytest.mark.parametrize(
    ("basis", "support"),
    [
        (LevelBasis.REFERENCING, "support.level_referencing"),
        (LevelBasis.COMPARISON, "support.level_comparison"),
        (LevelBasis.PRECEDENT, "support.level_precedent"),
        (LevelBasis.STRUCTURAL, "support.level_structural"),
    ],
)
def test_no_substantial_difference_is_full_on_a_named_basis(
    basis: LevelBasis, support: str
) -> None:
    result = propose(case(level=level(basis)))
    assert (result.form, codes(result.supporting)) == (Form.FULL, [support])
    assert (result.declining, result.considered) == ((), ())


@pytest.mark.parametrize(
    ("substantial", "purpose", "form"),
    [
        ([Element.WORKLOAD], Purpose.STUDY, Form.PARTIAL),
        ([Element.WORKLOAD], Purpose.TITLE, Form.PARTIAL),
        ([Element.PROFILE], Purpose.STUDY, Form.CONDITIONAL),
        ([Element.PROFILE], Purpose.WORK, Form.ALTERNATIVE),
        ([Element.WORKLOAD, Element.PROFILE], Purpose.STUDY, Form.CONDITIONAL),
        ([Element.WORKLOAD, Element.PROFILE], Purpose.TITLE, Form.ALTERNATIVE),
        ([Element.QUALITY], Purpose.STUDY, Form.ALTERNATIVE),
    ],
)
def test_form_by_what_differs_and_for_what(
    substantial: list[Element], purpose: Purpose, form: Form
) -> None:
    result = propose(case(*substantial, purpose=purpose))
    assert result.form is form
    assert set(codes(result.declining)) == {"decline.potentially_substantial"}
    assert {reason.get("element") for reason in result.declining} == {
        each.value for each in substantial
    }


def test_an_award_that_does_not_complete_its_cycle_counts_in_part() -> None:
    profile = element(
        Element.PROFILE, Finding.POTENTIALLY_SUBSTANTIAL, reason=say("profile.incomplete_cycle")
    )
    assert propose(case(comparisons=(profile,))).form is Form.PARTIAL


def test_another_level_is_never_full() -> None:
    result = propose(case(comparisons=(element(Element.LEVEL, Finding.DIFFERENT),)))
    assert result.form is Form.ALTERNATIVE
    assert [reason.get("element") for reason in result.declining] == ["level"]


def test_a_difference_that_is_not_substantial_leaves_full() -> None:
    result = propose(case(comparisons=(element(Element.WORKLOAD, Finding.DIFFERENT),)))
    assert result.form is Form.FULL


# Awards that are no qualification of a level


@pytest.mark.parametrize(
    ("purpose", "form", "reason"),
    [
        (Purpose.WORK, Form.CONDITIONAL, "decline.licence_is_national"),
        (Purpose.STUDY, Form.NOT_RECOGNISED, "decline.licence_not_academic"),
        (Purpose.TITLE, Form.NOT_RECOGNISED, "decline.licence_not_academic"),
    ],
)
def test_a_licence_goes_to_the_authority_for_work_and_nowhere_for_study(
    purpose: Purpose, form: Form, reason: str
) -> None:
    result = propose(of_kind(AwardKind.PROFESSIONAL_LICENCE, purpose=purpose))
    assert (result.form, codes(result.declining)) == (form, [reason])
    assert (purpose is Purpose.WORK) is (
        say("support.licence_to_competent_authority") in result.supporting
    )
    assert "missing.underlying_award" in codes(result.missing)


def test_an_own_title_counts_for_its_credits_only() -> None:
    with_credits = propose(of_kind(AwardKind.OWN_TITLE, level=UNLEVELLED))
    assert with_credits.form is Form.PARTIAL
    assert codes(with_credits.supporting) == ["support.credits_stated"]
    without = propose(of_kind(AwardKind.OWN_TITLE, level=UNLEVELLED, award=award("Máster Propio")))
    assert without.form is Form.NOT_RECOGNISED
    assert codes(without.declining) == codes(with_credits.declining) == ["decline.own_title"]


@pytest.mark.parametrize("kind", [AwardKind.ATTENDANCE, AwardKind.EXAMINATION])
def test_attendance_and_single_examinations_are_no_qualification(kind: AwardKind) -> None:
    result = propose(of_kind(kind))
    assert result.form is Form.NOT_RECOGNISED
    assert codes(result.declining) == ["decline.not_a_qualification"]


def test_a_micro_credential_with_a_level_counts_in_part() -> None:
    result = propose(of_kind(AwardKind.MICROCREDENTIAL))
    assert result.form is Form.PARTIAL
    assert codes(result.supporting) == [
        "support.level_referencing",
        "support.microcredential_credits",
    ]
    assert codes(result.declining) == ["decline.part_of_a_qualification"]


@pytest.mark.parametrize("found", [UNLEVELLED, level(LevelBasis.MODEL)])
def test_a_micro_credential_without_a_founded_level_is_undecided(found: LevelResult) -> None:
    result = propose(of_kind(AwardKind.MICROCREDENTIAL, level=found))
    assert result.form is Form.NOT_ENOUGH_INFORMATION


def test_an_award_that_calls_itself_a_micro_credential_is_treated_as_one() -> None:
    claimed = AwardKind.MICROCREDENTIAL
    known = propose(case(kind=None, identified=False, claimed=claimed))
    assert known.form is Form.PARTIAL
    unknown = propose(case(kind=None, identified=False, claimed=claimed, level=UNLEVELLED))
    assert unknown.form is Form.NOT_ENOUGH_INFORMATION
    assert codes(unknown.declining) == ["decline.level_unknown"]


# Not enough information


@pytest.mark.parametrize(
    ("more", "reason", "change"),
    [
        (
            {"kind": None, "identified": False},
            "decline.type_not_identified",
            "change.identify_type",
        ),
        ({"level": UNLEVELLED}, "decline.level_unknown", "change.level_stated"),
        ({"level": level(LevelBasis.MODEL)}, "decline.level_unknown", "change.level_stated"),
        ({"has_candidates": False}, "decline.no_benchmark", None),
    ],
)
def test_what_is_not_known_is_asked_and_not_refused(
    more: dict[str, Any], reason: str, change: str | None
) -> None:
    result = propose(case(**more))
    assert result.form is Form.NOT_ENOUGH_INFORMATION
    assert codes(result.declining) == [reason]
    assert change is None or change in codes(result.would_change)
    assert passed_over(result) == [(form, "considered.unknown") for form in ORDER]


# The order of the forms


@pytest.mark.parametrize(
    ("given", "forms"),
    [
        (case(), []),
        (case(Element.QUALITY), ORDER[:1]),
        (case(Element.WORKLOAD), ORDER[:2]),
        (case(Element.PROFILE), ORDER[:3]),
        (of_kind(AwardKind.ATTENDANCE), ORDER[:4]),
    ],
)
def test_every_form_before_the_proposed_one_was_considered_in_order(
    given: Case, forms: list[Form]
) -> None:
    assert [form for form, _ in propose(given).considered] == forms


def test_why_each_form_was_passed_over() -> None:
    assert passed_over(propose(case(Element.PROFILE))) == [
        (Form.FULL, "considered.full_substantial"),
        (Form.ALTERNATIVE, "considered.no_alternative"),
        (Form.PARTIAL, "considered.no_parts"),
    ]
    refused = passed_over(propose(of_kind(AwardKind.EXAMINATION)))
    assert refused[0] == (Form.FULL, "considered.nature_of_award")
    assert refused[-1] == (Form.CONDITIONAL, "considered.no_condition")


def test_whatever_the_case_every_form_but_full_has_reasons_and_full_has_a_level() -> None:
    found = (UNLEVELLED, *(level(basis) for basis in LevelBasis))
    differences: list[tuple[Element, ...]] = [(), (Element.WORKLOAD,), (Element.PROFILE,)]
    for kind, reached, purpose, substantial in product(AwardKind, found, Purpose, differences):
        of = award_type("xx_home/award", kind=kind)
        result = propose(case(*substantial, kind=of, level=reached, purpose=purpose))
        assert bool(result.declining) is (result.form is not Form.FULL)
        if result.form is Form.FULL:
            assert reached.basis not in (None, LevelBasis.MODEL)
            assert not substantial


# What would help


def test_curable_are_unknown_elements_estimates_comparisons_and_ranges() -> None:
    unknown = (element(Element.QUALITY, Finding.UNKNOWN),)
    result = propose(case(comparisons=unknown, level=level(LevelBasis.STRUCTURAL, "7", "8")))
    assert result.curable == (
        say("cure.element_unknown", element="quality"),
        say("cure.level_estimated"),
        say("cure.level_range", levels=("7", "8")),
    )
    compared = propose(case(comparisons=(), level=level(LevelBasis.COMPARISON)))
    assert compared.curable == (say("cure.level_compared"),)
    assert propose(case()).curable == ()


def test_an_estimate_would_change_with_an_official_basis() -> None:
    result = propose(case(level=level(LevelBasis.STRUCTURAL)))
    assert codes(result.would_change) == ["change.precedent_or_referencing"]


def test_unchecked_quality_could_change_the_result() -> None:
    result = propose(case(comparisons=(element(Element.QUALITY, Finding.UNKNOWN),)))
    assert codes(result.would_change) == ["change.institution_not_recognised"]


@pytest.mark.parametrize(
    ("finding", "changes"),
    [
        (Finding.POTENTIALLY_SUBSTANTIAL, ["change.workload_hours"]),
        (Finding.DIFFERENT, ["change.workload_hours"]),
        (Finding.UNKNOWN, ["change.workload_hours"]),
        (Finding.COMPARABLE, []),
    ],
)
def test_the_hours_that_would_be_enough_are_named(finding: Finding, changes: list[str]) -> None:
    wanted = say("value.hours", low=Decimal(4500), high=Decimal(7200))
    workload = element(Element.WORKLOAD, finding, benchmark_value=wanted)
    result = propose(case(comparisons=(workload,)))
    assert codes(result.would_change) == changes
    assert all(change.get("hours") == 4500 for change in result.would_change)


def test_a_benchmark_in_years_names_no_hours() -> None:
    wanted = say("value.years", low=Decimal(3), high=Decimal(4))
    workload = element(Element.WORKLOAD, Finding.DIFFERENT, benchmark_value=wanted)
    assert propose(case(comparisons=(workload,))).would_change == ()


# What the applicant is asked for


def test_a_complete_file_still_lacks_the_status_of_its_institution() -> None:
    assert codes(propose(case()).missing) == ["missing.institution_status"]


def test_everything_that_an_empty_file_lacks_is_listed_once() -> None:
    result = propose(case(award=award("Diploma"), kind=None, identified=False))
    assert codes(result.missing) == [
        "missing.official_title",
        "missing.award_date",
        "missing.institution",
        "missing.workload",
        "missing.outcomes",
    ]


def test_a_number_without_unit_is_asked_back_with_what_was_written() -> None:
    given = award("Diploma", credits=(credit(120, None), credit(4, None)))
    missing = propose(case(award=given)).missing
    assert say("missing.credit_unit", as_written="120 ?") in missing
    assert codes(missing).count("missing.credit_unit") == 1
    assert "missing.workload" not in codes(missing)


def test_stated_hours_are_workload_enough() -> None:
    given = award("Diploma", workload_hours=Decimal(900))
    assert "missing.workload" not in codes(propose(case(award=given)).missing)


def test_an_award_proved_by_two_documents_needs_both() -> None:
    kind = award_type("cn_degrees/xueshi", notes=(TypeNote.NEEDS_SECOND_DOCUMENT,))
    assert "missing.second_document" in codes(propose(case(kind=kind)).missing)


# A profession that takes a licence here

LICENCES = (licence("de_one"), licence("de_two"), licence("de_three", region="DE-BY"))


def test_work_that_takes_a_licence_is_recognised_on_condition() -> None:
    result = propose(case(purpose=Purpose.WORK, licences=LICENCES))
    assert result.form is Form.CONDITIONAL
    assert codes(result.supporting) == ["support.level_referencing"]
    needed = [each.get("licence") for each in result.declining]
    assert needed == ["de_one", "de_three"]  # one for each place
    assert codes(result.declining) == ["decline.teaching_licence_needed"] * 2
    assert result.considered[0] == (Form.FULL, say("considered.licence_needed"))


@pytest.mark.parametrize("purpose", [Purpose.STUDY, Purpose.TITLE])
def test_study_and_title_take_no_licence(purpose: Purpose) -> None:
    assert propose(case(purpose=purpose, licences=LICENCES)) == propose(case(purpose=purpose))


def test_a_lesser_form_stays_and_the_licence_is_named_too() -> None:
    result = propose(case(Element.WORKLOAD, purpose=Purpose.WORK, licences=LICENCES[:1]))
    assert result.form is Form.PARTIAL
    assert codes(result.declining) == [
        "decline.potentially_substantial",
        "decline.teaching_licence_needed",
    ]
    assert result.considered[0] == (Form.FULL, say("considered.full_substantial"))


def test_a_licence_has_its_own_reasons() -> None:
    kind = award_type("gb_fheq/qts", kind=AwardKind.PROFESSIONAL_LICENCE)
    with_licences = propose(case(kind=kind, purpose=Purpose.WORK, licences=LICENCES))
    assert with_licences == propose(case(kind=kind, purpose=Purpose.WORK))
    assert codes(with_licences.declining) == ["decline.licence_is_national"]
