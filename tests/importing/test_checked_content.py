"""When two dated rows hold together."""

from __future__ import annotations

from datetime import date

import pytest
from builders import levels
from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.framework import Level
from service.importing.checked_content import overlap

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PARTIAL = DAYS.flatmap(
    lambda day: st.sampled_from([str(day.year), f"{day:%Y-%m}", day.isoformat()])
)


def row(since: str, until: str | None = None) -> Level:
    (made,) = levels("aa_one", "1", since=since, until=until)
    return made


@pytest.mark.parametrize(
    ("until", "since", "together"),
    [
        ("2019", "2020", False),
        ("2020", "2020", False),
        ("2020", "2020-06-01", False),
        ("2020-06", "2020-06", False),
        ("2020-06", "2020-06-15", False),
        ("2020-06-14", "2020-06-15", False),
        ("2020-06-15", "2020-06-15", True),
        ("2020-06-15", "2020-06", True),
        ("2020-06-15", "2020", True),
        ("2021", "2020", True),
        (None, "2020", True),
    ],
)
def test_a_year_or_month_belongs_to_both_sides_and_a_day_does_not(
    until: str | None, since: str, together: bool
) -> None:
    assert overlap(row("2000", until), row(since)) is together


@given(one=st.tuples(PARTIAL, PARTIAL), other=st.tuples(PARTIAL, PARTIAL))
def test_neither_side_is_first(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = row(*one), row(*other)
    assert overlap(first, second) is overlap(second, first)


@given(one=st.tuples(DAYS, DAYS), other=st.tuples(DAYS, DAYS))
def test_full_dates_overlap_where_they_share_a_day(
    one: tuple[date, date], other: tuple[date, date]
) -> None:
    assume(one[0] <= one[1] and other[0] <= other[1])
    shared = max(one[0], other[0]) <= min(one[1], other[1])
    rows = [row(since.isoformat(), until.isoformat()) for since, until in (one, other)]
    assert overlap(*rows) is shared
