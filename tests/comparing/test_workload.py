"""Workload in hours by each system's own rule; what no file says stays unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import award_type, credit, descriptor, load, source, span, system
from hypothesis import given
from hypothesis import strategies as st

from service.comparing.workload import (
    Workload,
    compare_workload,
    share,
    stated_workload,
    subject_workload,
    typical_workload,
)
from service.domain.comparison import Comparison, Finding, Purpose
from service.domain.framework import Span, Stage
from service.domain.text import say

SYSTEMS = {
    "ECTS": system("ECTS", span(25, 30), since="1989"),
    "UK-CATS": system("UK-CATS", span(10)),
    "IN-NCRF": system("IN-NCRF", span(30)),
    "CN-XUEFEN": system("CN-XUEFEN", None),
}
BACHELOR = award_type(
    "de_dqr/bachelor",
    entry=Stage.UPPER_SECONDARY,
    duration_years=span(3, 4),
    total_years=span(3, 4),
    credits=load("ECTS", 180, 240),
)
MASTER = award_type("de_dqr/master", duration_years=span(1, 2), total_years=span(5))


def compared(
    subject: Workload,
    benchmark: Workload,
    *,
    same_entry: bool = True,
    purpose: Purpose = Purpose.STUDY,
    target: str | None = None,
) -> Comparison:
    return compare_workload(
        subject,
        benchmark,
        same_entry=same_entry,
        purpose=purpose,
        target_system=SYSTEMS[target] if target else None,
    )


def hours(low: int, high: int | None = None, **more: Any) -> Workload:
    return Workload(hours=span(low, high), **more)


# What a file states


def test_credits_become_hours_by_the_system_of_the_file() -> None:
    found = stated_workload(descriptor(credits=(credit(60, "ECTS"),)), SYSTEMS)
    assert found.hours == span(1500, 1800)
    assert found.rules == (
        say(
            "workload.rule_credits",
            low=Decimal(60),
            high=Decimal(60),
            system="ECTS",
            hours_low=Decimal(25),
            hours_high=Decimal(30),
        ),
    )
    assert found.sources == (source("ECTS"),)


def test_stated_hours_outrank_credits() -> None:
    found = stated_workload(
        descriptor(credits=(credit(60, "ECTS"),), workload_hours=Decimal(900)), SYSTEMS
    )
    assert found.hours == span(900)
    assert found.rules == (say("workload.rule_stated_hours", hours=Decimal(900)),)


@pytest.mark.parametrize("unit", [None, "XX-UNKNOWN"])
def test_a_number_without_a_known_unit_is_never_guessed(unit: str | None) -> None:
    found = stated_workload(descriptor(credits=(credit(120, unit),)), SYSTEMS)
    assert (found.hours, found.years) == (None, None)
    assert [rule.code for rule in found.rules] == ["workload.unit_missing"]


def test_a_second_claim_with_a_unit_is_used_and_the_first_still_shown() -> None:
    claims = (credit(120, None), credit(90, "ECTS"))
    found = stated_workload(descriptor(credits=claims), SYSTEMS)
    assert found.hours == span(2250, 2700)
    assert [rule.code for rule in found.rules] == [
        "workload.unit_missing",
        "workload.rule_credits",
    ]


def test_a_system_of_contact_hours_gives_no_learner_hours() -> None:
    found = stated_workload(descriptor(credits=(credit(160, "CN-XUEFEN"),)), SYSTEMS)
    assert found.hours is None
    assert [rule.code for rule in found.rules] == ["workload.rule_no_hours"]
    both = (credit(160, "CN-XUEFEN"), credit(240, "ECTS"))
    assert stated_workload(descriptor(credits=both), SYSTEMS).hours == span(6000, 7200)


# What an award type usually has


def test_usual_workload_of_a_type() -> None:
    found = typical_workload(BACHELOR, SYSTEMS, on=date(2020, 1, 1))
    assert (found.hours, found.years, found.typical) == (span(4500, 7200), span(3, 4), True)
    assert found.sources == (source("de_dqr/bachelor"), source("ECTS"))


def test_an_award_older_than_the_credit_system_had_no_such_credits() -> None:
    found = typical_workload(BACHELOR, SYSTEMS, on=date(1985, 7, 1))
    assert (found.hours, found.years) == (None, span(3, 4))


def test_a_file_without_type_has_what_it_states() -> None:
    stated = descriptor(duration_years=Decimal(3))
    assert subject_workload(stated, None, SYSTEMS, on=None) == stated_workload(stated, SYSTEMS)


def test_a_silent_file_has_the_usual_values_of_its_type_and_says_so() -> None:
    found = subject_workload(descriptor(), BACHELOR, SYSTEMS, on=None)
    assert (found.hours, found.years, found.typical) == (span(4500, 7200), span(3, 4), True)
    assert [rule.code for rule in found.rules] == ["workload.rule_credits"]
    assert found.sources == (source("de_dqr/bachelor"), source("ECTS"))


def test_stated_years_without_credits_do_not_borrow_credits() -> None:
    found = subject_workload(
        descriptor(duration_years=Decimal(3)), BACHELOR, SYSTEMS, on=date(2015, 1, 1)
    )
    assert (found.hours, found.years, found.typical) == (None, span(3), False)


def test_usual_years_stand_beside_stated_hours_that_fit_and_are_sourced() -> None:
    found = subject_workload(descriptor(credits=(credit(180, "ECTS"),)), BACHELOR, SYSTEMS, on=None)
    assert (found.hours, found.years) == (span(4500, 5400), span(3, 4))
    assert source("de_dqr/bachelor") in found.sources


def test_usual_years_do_not_excuse_stated_credits_that_fall_short() -> None:
    found = subject_workload(descriptor(credits=(credit(60, "ECTS"),)), BACHELOR, SYSTEMS, on=None)
    assert (found.years, found.total_years) == (None, None)
    benchmark = typical_workload(BACHELOR, SYSTEMS, on=None)
    assert compared(found, benchmark).finding is Finding.POTENTIALLY_SUBSTANTIAL


def test_total_years_follow_the_stated_length() -> None:
    found = subject_workload(descriptor(duration_years=Decimal(4)), BACHELOR, SYSTEMS, on=None)
    assert found.total_years == span(4)


@pytest.mark.parametrize(
    ("years", "total"), [("1", span(4, 5)), ("1.5", span("4.5", "5.5")), ("2", span(5, 6))]
)
def test_total_years_of_a_second_cycle_are_a_rising_range(years: str, total: Span) -> None:
    # One or two years after three or four: always five. The stated length fixes only one part.
    found = subject_workload(descriptor(duration_years=Decimal(years)), MASTER, SYSTEMS, on=None)
    assert found.total_years == total


# Share


@pytest.mark.parametrize(
    ("subject", "benchmark", "expected"),
    [
        (span(3), span(3, 4), "1"),
        (span(3), span(4), "0.75"),
        (span(1, 2), span(4), "0.50"),
        (span(5), span(3, 4), "1.25"),
        (span(2), span(1), "2"),
        (span(0), span(0), "1"),
        (span(3), span(0), "1"),
    ],
)
def test_share_of_the_benchmark(subject: Span, benchmark: Span, expected: str) -> None:
    assert share(subject, benchmark) == Decimal(expected)


SPANS = st.tuples(
    st.integers(min_value=1, max_value=10_000), st.integers(min_value=0, max_value=5_000)
).map(lambda pair: span(pair[0], pair[0] + pair[1]))


@given(SPANS, SPANS)
def test_one_side_falls_short_where_the_other_has_more(one: Span, other: Span) -> None:
    there, back = share(one, other), share(other, one)
    assert (there <= 1) or (back <= 1)
    if one.high < other.low:
        assert there <= 1 <= back
    assert share(one, one) == 1


# The finding


@pytest.mark.parametrize(
    ("subject", "finding", "reason"),
    [
        (hours(4500), Finding.COMPARABLE, "workload.comparable_hours"),
        (hours(4050), Finding.COMPARABLE, "workload.comparable_hours"),
        (hours(4000), Finding.DIFFERENT, "workload.shorter_hours"),
        (hours(3375), Finding.DIFFERENT, "workload.shorter_hours"),
        (hours(3300), Finding.POTENTIALLY_SUBSTANTIAL, "workload.shorter_hours"),
        (hours(6000), Finding.COMPARABLE, "workload.longer_hours"),
    ],
)
def test_hours(subject: Workload, finding: Finding, reason: str) -> None:
    found = compared(subject, hours(4500, 5400))
    assert (found.finding, found.reason.code) == (finding, reason)


def test_the_threshold_is_printed_with_the_reason() -> None:
    reason = compared(hours(3000), hours(4000)).reason
    assert reason == say("workload.shorter_hours", share=Decimal("0.75"), threshold=Decimal("0.90"))


def test_a_shortfall_is_not_substantial_for_work() -> None:
    found = compared(hours(1000), hours(4500), purpose=Purpose.WORK)
    assert found.finding is Finding.DIFFERENT


def test_the_use_of_a_title_is_judged_as_study_is() -> None:
    found = compared(hours(1000), hours(4500), purpose=Purpose.TITLE)
    assert found.finding is Finding.POTENTIALLY_SUBSTANTIAL


def test_years_that_agree_soften_hours_that_do_not() -> None:
    found = compared(hours(3000, years=span(3)), hours(4500, years=span(3)))
    assert found.finding is Finding.DIFFERENT
    assert say("workload.years_beside", share=Decimal(1)) in found.notes
    assert found.subject_value == say("value.hours", low=Decimal(3000), high=Decimal(3000))


@pytest.mark.parametrize(
    ("years", "finding"),
    [
        ("2.7", Finding.DIFFERENT),
        ("2.6", Finding.POTENTIALLY_SUBSTANTIAL),
        ("2", Finding.POTENTIALLY_SUBSTANTIAL),
    ],
)
def test_years_that_fall_short_as_well_soften_nothing(years: str, finding: Finding) -> None:
    found = compared(hours(3000, years=span(years)), hours(4500, years=span(3)))
    assert found.finding is finding


def test_hours_are_shown_in_credits_of_the_target_too() -> None:
    found = compared(hours(3600), hours(4500, 5400), target="ECTS")
    note = say("workload.in_target_credits", low=Decimal(120), high=Decimal(144), system="ECTS")
    assert note in found.notes


def test_a_target_that_counts_contact_hours_gets_no_converted_credits() -> None:
    found = compared(hours(3600), hours(4500), target="CN-XUEFEN")
    assert all(note.code != "workload.in_target_credits" for note in found.notes)


def test_years_are_compared_where_a_side_has_no_hours() -> None:
    found = compared(Workload(years=span(3)), hours(4500, years=span(4)))
    assert found.finding is Finding.DIFFERENT
    assert found.subject_value == say("value.years", low=Decimal(3), high=Decimal(3))
    assert found.benchmark_value == say("value.years", low=Decimal(4), high=Decimal(4))
    assert found.reason.code == "workload.shorter_years"


def test_a_year_is_compared_with_a_year() -> None:
    assert compared(Workload(years=span(1)), hours(1500, years=span(1))).finding is (
        Finding.COMPARABLE
    )


def test_awards_that_start_at_different_stages_are_compared_by_total_years() -> None:
    # A specialist of five years after school beside a master of two years after a bachelor.
    specialist = hours(9000, years=span(5), total_years=span(5))
    master = hours(3000, 3600, years=span(2), total_years=span(5))
    found = compared(specialist, master, same_entry=False)
    assert found.finding is Finding.COMPARABLE
    assert found.reason.code == "workload.comparable_years"
    assert found.subject_value == say("value.total_years", low=Decimal(5), high=Decimal(5))
    assert found.benchmark_value == found.subject_value


def test_typical_values_are_announced_first() -> None:
    subject = subject_workload(descriptor(), BACHELOR, SYSTEMS, on=None)
    found = compared(subject, typical_workload(BACHELOR, SYSTEMS, on=None))
    assert found.notes[0] == say("workload.typical_of_type")
    assert found.finding is Finding.COMPARABLE
    years_only = Workload(years=span(3), typical=True)
    assert compared(years_only, years_only).notes == (say("workload.typical_of_type"),)
    assert compared(Workload(typical=True), years_only).notes == ()


def test_a_note_stands_once_though_both_sides_use_the_rule() -> None:
    usual = typical_workload(BACHELOR, SYSTEMS, on=None)
    notes = compared(usual, usual).notes
    assert len(notes) == len(set(notes))


@pytest.mark.parametrize(
    ("subject", "benchmark", "reason"),
    [
        (Workload(), hours(4500), "workload.unknown_subject"),
        (hours(4500), Workload(), "workload.unknown_benchmark"),
        (Workload(), Workload(), "workload.unknown_subject"),
    ],
)
def test_a_silent_side_is_unknown(subject: Workload, benchmark: Workload, reason: str) -> None:
    found = compared(subject, benchmark)
    assert (found.finding, found.reason.code) == (Finding.UNKNOWN, reason)


def test_a_missing_unit_leaves_the_workload_unknown_and_is_noted() -> None:
    subject = stated_workload(descriptor(credits=(credit(120, None),)), SYSTEMS)
    found = compared(subject, hours(4500))
    assert found.finding is Finding.UNKNOWN
    assert found.subject_value is None
    assert [note.code for note in found.notes] == ["workload.unit_missing"]
