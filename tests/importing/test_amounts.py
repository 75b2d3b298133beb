"""Numbers and durations are read exactly or refused; never rounded, clipped or guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.importing.amounts import MOST_CREDITS, read_amount, read_hours, read_years

SCRIPTS = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10]
"""Code point of the digit zero: ASCII, Arabic, Persian, Devanagari, Bengali, Thai, full width."""


def spelled(text: str, zero: int) -> str:
    return "".join(chr(zero + int(c)) if c.isdigit() else c for c in text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("6.0", "6.0"),
        ("6,0", "6.0"),
        ("4,5", "4.5"),
        ("٦", "6"),
        ("६०", "60"),
        ("６", "6"),
        ("١٢٫٥", "12.5"),
        ("0.1", "0.1"),
        (" 60 ", "60"),
        ("0.30000000000000004", "0.30000000000000004"),
        (60, "60"),
        (Decimal("1.500"), "1.500"),
    ],
)
def test_amounts_are_read_as_what_they_are(raw, value):
    made = read_amount(raw, MOST_CREDITS)
    assert str(made) == value


@pytest.mark.parametrize(
    "raw",
    [
        *("six", "½", "NaN", "Infinity", "-5", "+5", "0", "0,0", "", " ", ".5", "5."),
        *("1e3", "1e999", "1.500", "1,500", "1 500", "1.500,5", "1,2,3", "6٦", "60 ECTS", "Ⅵ"),
        *("１２３４５６", "²", True, False, 0, -5, 10**30, Decimal("1e999"), Decimal("10000.1")),
    ],
)
def test_amounts_that_are_none_or_unclear_are_refused(raw):
    with pytest.raises(ValueError):
        read_amount(raw, MOST_CREDITS)


@given(
    whole=st.integers(0, 9999),
    fraction=st.text("0123456789", max_size=2),
    mark=st.sampled_from(".,"),
    zero=st.sampled_from(SCRIPTS),
)
def test_any_script_and_mark_reads_as_the_same_exact_number(whole, fraction, mark, zero):
    exact = Decimal(f"{whole}.{fraction}" if fraction else str(whole))
    text = spelled(f"{whole}{mark}{fraction}" if fraction else str(whole), zero)
    if exact == 0:
        with pytest.raises(ValueError):
            read_amount(text, MOST_CREDITS)
    else:
        assert read_amount(text, MOST_CREDITS) == exact


@given(st.one_of(st.text(max_size=12), st.integers(), st.decimals(), st.booleans()))
def test_anything_else_is_a_number_in_bounds_or_a_refusal(raw):
    try:
        value = read_amount(raw, MOST_CREDITS)
    except ValueError:
        return
    assert value.is_finite() and 0 < value <= MOST_CREDITS


@pytest.mark.parametrize(
    ("text", "hours"), [("PT60H", "60"), ("PT1H30M", "1.5"), ("PT90M", "1.5"), ("PT2,5H", "2.5")]
)
def test_hours(text, hours):
    assert read_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["P60M", "P1M", "P1Y2M10DT2H30M", "P2W", "PT20M", "PT10S"])
def test_durations_that_are_no_exact_hours_are_left_alone(text):
    # P60M is sixty months: reading it as sixty minutes, or as hours at all, would be a guess.
    assert read_hours(text) is None


@pytest.mark.parametrize(("text", "years"), [("P4Y", "4"), ("P1Y6M", "1.5"), ("P36M", "3")])
def test_years(text, years):
    assert read_years(text) == Decimal(years)


@pytest.mark.parametrize("text", ["P1M", "P40W", "P365D", "PT60H"])
def test_durations_that_are_no_exact_years_are_left_alone(text):
    assert read_years(text) is None


@pytest.mark.parametrize(
    "text", ["PT-5H", "-PT5H", "6 months", "P", "PT", "P1YT", "", "PT0H", "PT999999999H", "1Y"]
)
def test_hours_refuse_what_is_no_duration(text):
    with pytest.raises(ValueError):
        read_hours(text)


@pytest.mark.parametrize("text", ["P99999999Y", "P0Y", "P-1Y", "P1,5Y"])
def test_years_refuse_what_is_no_duration(text):
    with pytest.raises(ValueError):
        read_years(text)
