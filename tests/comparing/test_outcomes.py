"""Outcomes are aligned one by one; a model alone never makes a gap substantial."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.comparing.outcomes import (
    COVERED_FROM,
    PARTLY_FROM,
    Alignment,
    align,
    compare_outcomes,
)
from service.domain.comparison import Finding
from service.domain.text import say


def at_cosine(*cosines: float) -> np.ndarray:
    """Unit vectors of a plane whose cosine with (1, 0) is as given."""
    return np.array([(c, (1 - c * c) ** 0.5) for c in cosines], dtype=np.float32)


def pair(verdict: str) -> Alignment:
    return Alignment(benchmark="b", subject="s", score=0.9, verdict=verdict)


def test_each_benchmark_outcome_gets_the_nearest_of_the_subject() -> None:
    subject, benchmark = at_cosine(1.0, 0.0), at_cosine(0.1, 0.99)
    found = align(("law", "bread"), ("baking", "contracts"), (subject, benchmark))
    assert [(each.benchmark, each.subject) for each in found] == [
        ("baking", "bread"),
        ("contracts", "law"),
    ]


@pytest.mark.parametrize(
    ("cosine", "verdict"),
    [
        (1.0, "covered"),
        (COVERED_FROM + 0.001, "covered"),
        (COVERED_FROM - 0.001, "partly"),
        (PARTLY_FROM + 0.001, "partly"),
        (PARTLY_FROM - 0.001, "not_covered"),
        (0.0, "not_covered"),
    ],
)
def test_verdict_by_the_marks(cosine: float, verdict: str) -> None:
    (found,) = align(("s",), ("b",), (at_cosine(1.0), at_cosine(cosine)))
    assert found.verdict == verdict
    assert found.score == pytest.approx(cosine, abs=1e-4)


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        (0, 0, "outcomes.subject_silent"),
        (0, 3, "outcomes.subject_silent"),
        (3, 0, "outcomes.benchmark_silent"),
        (3, 3, "outcomes.no_model"),
    ],
)
def test_nothing_to_align_is_unknown_and_says_what_is_missing(
    ours: int, theirs: int, reason: str
) -> None:
    found = compare_outcomes(ours, theirs, None)
    assert (found.finding, found.reason) == (Finding.UNKNOWN, say(reason))
    assert (found.subject_value is None) is (ours == 0)


@pytest.mark.parametrize(
    ("verdicts", "finding"),
    [
        (["covered"] * 3 + ["not_covered"], Finding.COMPARABLE),
        (["covered", "partly"], Finding.COMPARABLE),
        (["covered", "covered", "not_covered"], Finding.DIFFERENT),
        (["partly"] * 4, Finding.DIFFERENT),
        (["not_covered"] * 4, Finding.DIFFERENT),
    ],
)
def test_coverage_of_three_quarters_is_comparable(verdicts: list[str], finding: Finding) -> None:
    pairs = tuple(pair(each) for each in verdicts)
    found = compare_outcomes(5, len(pairs), pairs)
    assert found.finding is finding
    assert found.reason.code == "outcomes.aligned"
    assert found.subject_value == say("value.outcomes", count=5)
    assert found.reason.get("total") == len(pairs)
    assert found.reason.get("threshold") == Decimal(str(COVERED_FROM))
    said = [note.code for note in found.notes]
    assert said == ["outcomes.model_only", *(f"outcomes.pair_{each}" for each in verdicts)]


@given(
    st.lists(st.sampled_from(["covered", "partly", "not_covered"]), min_size=1),
)
def test_a_model_never_makes_a_gap_substantial(verdicts: list[str]) -> None:
    pairs = tuple(pair(each) for each in verdicts)
    found = compare_outcomes(1, len(pairs), pairs)
    assert found.finding in (Finding.COMPARABLE, Finding.DIFFERENT)
