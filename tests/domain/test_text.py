"""Dates of limited precision, and statements whose slots have one order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text import earliest, holds_on, latest, say

DAYS = st.dates(min_value=date(1, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-11-25", date(2019, 11, 25), date(2019, 11, 25)),
    ],
)
def test_a_partial_date_means_every_day_in_it(text: str, first: date, last: date) -> None:
    assert (earliest(text), latest(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "0000",
        "2019-13",
        "2019-00",
        "2019-00-01",
        "2019-05-00",
        "2019-02-29",
        "2019-2-3",
        "25.11.2019",
        "2019-11-25T00:00:00Z",
        "2019\n",
        "-2019",
        "２０１９",
        "٢٠١٩",
    ],
)
@pytest.mark.parametrize("read", [earliest, latest])
def test_anything_else_is_refused(text: str, read: object) -> None:
    with pytest.raises(ValueError):
        read(text)  # type: ignore[operator]


@given(DAYS)
def test_a_full_date_is_itself_and_lies_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    assert earliest(text) == latest(text) == day
    for shorter in (text[:7], text[:4]):
        assert earliest(shorter) <= day <= latest(shorter)


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
def test_the_day_after_the_last_of_a_month_or_year_is_in_the_next(day: date) -> None:
    for length in (4, 7):
        shorter = day.isoformat()[:length]
        assert (latest(shorter) + timedelta(days=1)).isoformat()[:length] > shorter


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2018, 12, 31), False),
        (date(2019, 1, 1), True),
        (date(2020, 2, 29), True),
        (date(2020, 3, 1), False),
    ],
)
def test_both_ends_of_a_period_belong_to_it(day: date, holds: bool) -> None:
    assert holds_on(day, "2019", "2020-02") is holds


def test_a_boundary_year_belongs_to_both_neighbours() -> None:
    day = date(2019, 6, 1)
    assert holds_on(day, None, "2019")
    assert holds_on(day, "2019", None)


@given(DAYS)
def test_a_period_without_ends_always_holds(day: date) -> None:
    assert holds_on(day, None, None)


@given(DAYS, DAYS, DAYS)
def test_holds_on_is_the_order_of_days(day: date, since: date, until: date) -> None:
    assert holds_on(day, since.isoformat(), until.isoformat()) is (since <= day <= until)


def test_slots_have_one_order_so_that_equal_statements_are_equal() -> None:
    one = say("level.not_agreed", framework="nz_nzqcf", level="8", to_framework="eqf")
    other = say("level.not_agreed", to_framework="eqf", level="8", framework="nz_nzqcf")
    assert one == other
    assert hash(one) == hash(other)
    assert [name for name, _ in one.data] == ["framework", "level", "to_framework"]


def test_a_slot_may_be_named_code() -> None:
    assert say("some.code", code="x").get("code") == "x"


def test_an_absent_slot_is_none() -> None:
    assert say("some.code", level="8").get("framework") is None
