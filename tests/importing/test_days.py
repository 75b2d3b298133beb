"""Dates keep the precision of the file; what is ambiguous or impossible is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InputError
from service.importing.days import check_order, read_day
from service.importing.reading import Reading


def day(raw: object, field: str = "awarded_on") -> str:
    return read_day(raw, field, "/awarded_on", Reading("x"))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("2003", "2003"),
        (2003, "2003"),
        ("2003-07", "2003-07"),
        ("2003-07-25", "2003-07-25"),
        ("2024-02-29", "2024-02-29"),
        ("2022-07-15T00:00:00Z", "2022-07-15"),
        ("2025-05-30T03:23:02.463728Z", "2025-05-30"),
        ("2023-09-27T14:07:01+02:00", "2023-09-27"),
        ("2010-01-01T00:00:00", "2010-01-01"),
        ("2016-12-31T23:59:60Z", "2016-12-31"),
        ("1999-10-01T22:00:00Z", "1999-10-01"),
    ],
)
def test_dates_keep_their_precision(raw, kept):
    assert day(raw) == kept


@pytest.mark.parametrize(
    "raw",
    [
        *("01/02/03", "30/02/2021", "not-a-date", "", "20250101", "0000", "0000-00-00", "03"),
        *("2021-02-30", "2021-13", "2021-00", "2023-02-29", "2021-1-1", "٢٠١٨", "1.7.2003"),
        *("1440-05-01", "2562-01-01", "9999", "2025-01-01T00:00:00+00:00Z", "2025-01-01T25:00Z"),
        *(True, None, 3.5, ["2003"], {"year": 2003}),
    ],
)
def test_dates_that_cannot_be_used(raw):
    with pytest.raises(InputError) as caught:
        day(raw)
    error = caught.value
    assert (error.code, error.where) == ("input_bad_date", "x:/awarded_on")
    assert error.slots["field"] == "awarded_on"


def test_never_expires_is_a_date_of_expiry_only():
    assert day("9999-12-31", "expires_on") == "9999-12-31"


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)), st.sampled_from([4, 7, 10]))
def test_every_real_day_is_kept_at_any_precision(value, length):
    assert day(value.isoformat()[:length]) == value.isoformat()[:length]


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.*")))
def test_anything_is_a_day_or_a_refusal(raw):
    reading = Reading("x")
    try:
        kept = read_day(raw, "awarded_on", "/a", reading)
    except InputError as error:
        assert error.code == "input_bad_date" and not reading.passages
    else:
        assert raw.strip().startswith(kept) and reading.passages[0].text == raw


@pytest.mark.parametrize(
    ("earlier", "later", "fits"),
    [
        ("2003-07", "2003", True),
        ("2003", "2003-01-01", True),
        ("2003-07-25", "2003-07-24", False),
        ("2003-07", "2003-06-30", False),
        (None, "1900", True),
        ("1900", None, True),
    ],
)
def test_only_dates_that_cannot_be_in_order_are_refused(earlier, later, fits):
    if fits:
        check_order(earlier, later, "awarded_on", "/a", Reading("x"))
    else:
        with pytest.raises(InputError) as caught:
            check_order(earlier, later, "awarded_on", "/a", Reading("x"))
        assert caught.value.slots == {"field": "awarded_on", "value": later}
