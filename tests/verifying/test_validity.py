"""Dates: threat B12, reports B15 and B16."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verifying.instants import read_instant
from service.verifying.validity import award_day, check_validity, moment

DAY = moment(date(2026, 11, 1))


def outcome(**document):
    made = check_validity(document, DAY)
    return made.result.value, made.reason


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"validFrom": "2026-11-02T00:00:00Z"}, ("failed", "not_yet_valid")),
        ({"validFrom": "2026-11-01T23:00:00Z"}, ("passed", "in_validity")),
        ({"validUntil": "2026-10-31T23:59:59Z"}, ("failed", "expired")),
        ({"validUntil": "2026-11-01T00:00:00Z"}, ("passed", "in_validity")),
        ({"expires": "2026-11-01"}, ("passed", "in_validity")),
        ({"expirationDate": "9999-12-31T23:59:59Z"}, ("passed", "in_validity")),
        ({"validUntil": "2026-11-01T00:30:00+01:00"}, ("failed", "expired")),
        ({"validUntil": "2027-01-01T00:00:00"}, ("passed", "in_validity")),
        ({"validUntil": "2016-12-31T23:59:60Z"}, ("failed", "expired")),
        (
            {"validFrom": "2025-01-01T00:00:00Z", "validUntil": "2024-01-01T00:00:00Z"},
            ("failed", "dates_reversed"),
        ),
        ({}, ("not_applicable", "no_dates")),
        ({"issuedOn": 1430352000, "expires": 1440000000}, ("failed", "expired")),
        (
            {"validFrom": "2020-01-01T00:00:00Z", "issuanceDate": "2999-01-01T00:00:00Z"},
            ("failed", "not_yet_valid"),
        ),
    ],
)
def test_periods(document, expected):
    assert outcome(**document) == expected


@pytest.mark.parametrize(
    "value",
    [
        "not-a-date",
        "",
        "20250101",
        None,
        20250101,
        "2027-01-01T00:00:00+00:00Z",
        "2027-13-01T00:00:00Z",
        "2027-02-30T00:00:00Z",
        "2027-01-01T25:00:00Z",
        "2027-01-01T00:00:61Z",
        "0000-00-00",
        "30/02/2027",
        ["2027-01-01T00:00:00Z"],
        {"@value": "2027-01-01T00:00:00Z"},
        "2027-01-01T00:00:00+99:00",
        "２０２７-01-01T00:00:00Z",
    ],
)
def test_what_cannot_be_read_fails(value):
    assert outcome(validUntil=value) == ("failed", "date_unreadable")


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))
def test_instants_are_read_back(instant):
    text = instant.isoformat() + "Z"
    assert read_instant(text) == instant.replace(tzinfo=UTC)


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text):
    found = read_instant(text)
    assert found is None or found.tzinfo is UTC


def test_the_award_is_as_old_as_its_first_date():
    document = {"awardedDate": "2019-06-01", "validFrom": "2021-01-01T00:00:00Z"}
    assert award_day(document) == date(2019, 6, 1)
    assert award_day({"validFrom": "nonsense"}) is None


def test_an_instant_without_zone_is_utc():
    assert moment(datetime(2026, 1, 1, 12)).start == datetime(2026, 1, 1, 12, tzinfo=UTC)
