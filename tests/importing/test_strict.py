"""Mappings are read key by key; text stays text, and nothing is left unread."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import span
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import AwardKind, Stage
from service.errors import ContentError
from service.importing.strict import Fields, numbered, parse_span, read_yaml


def read(folder: Path, text: str) -> Any:
    path = folder / "some.yml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


def refused(code: str, act: Callable[[], object]) -> ContentError:
    with pytest.raises(ContentError) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def fields(raw: Any, **defaults: Any) -> Fields:
    return Fields(raw, "here.yml", defaults)


# YAML


@pytest.mark.parametrize(
    "code",
    ["010", "7.1", "7.10", "4+", "5a", "1e3", "0x10", "NO", "null", "~", "true", "2019-01-08"],
)
def test_every_scalar_stays_text(code: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"code: {code}\n{code}: [{code}]\n") == {"code": code, code: [code]}


def test_an_empty_value_is_empty_text(tmp_path: Path) -> None:
    assert read(tmp_path, "until:\n") == {"until": ""}


def test_a_key_may_not_stand_twice_at_any_depth(tmp_path: Path) -> None:
    problem = refused(
        "content_not_yaml", lambda: read(tmp_path, "a:\n  - {code: x, rank: y, code: z}\n")
    )
    assert problem.where.endswith("some.yml:2")
    assert "code" in str(problem.slots["problem"])


def test_the_same_key_in_two_mappings_is_no_duplicate(tmp_path: Path) -> None:
    assert read(tmp_path, "- {a: x}\n- {a: y}\n") == [{"a": "x"}, {"a": "y"}]


@pytest.mark.parametrize("text", ["a: [", "a: 'x", "\tb: c", "a: b: c", "- x\ny: z"])
def test_what_is_no_yaml_names_the_line(text: str, tmp_path: Path) -> None:
    problem = refused("content_not_yaml", lambda: read(tmp_path, text))
    assert problem.where.partition(":")[2].isdigit()


def test_what_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    absent = tmp_path / "absent.yml"
    assert refused("content_unreadable", lambda: read_yaml(absent)).where == str(absent)
    latin = tmp_path / "latin.yml"
    latin.write_bytes("name: Universität".encode("cp1252"))
    refused("content_unreadable", lambda: read_yaml(latin))


# Fields


def test_a_key_that_nobody_asked_for_is_refused() -> None:
    reader = fields({"code": "1", "lable": "x", "rnak": "1"})
    assert reader.text("code") == "1"
    problem = refused("content_unknown_key", reader.done)
    assert (problem.where, problem.slots["key"]) == ("here.yml", "lable, rnak")


def test_a_default_that_nobody_asked_for_is_refused() -> None:
    reader = fields({"code": "1"}, sinse="2003")
    reader.text("code")
    assert refused("content_unknown_key", reader.done).slots["key"] == "sinse"


def test_a_default_holds_where_the_row_is_silent() -> None:
    reader = fields({"code": "1", "until": ""}, since="2003", until="2019", code="9")
    assert (reader.text("code"), reader.day("since"), reader.day("until")) == ("1", "2003", None)
    reader.done()


@pytest.mark.parametrize("raw", [None, "", "text", ["a"]])
def test_a_mapping_is_wanted(raw: Any) -> None:
    refused("content_not_mapping", lambda: fields(raw))


def test_defaults_must_be_a_mapping_as_well() -> None:
    refused("content_not_mapping", lambda: Fields({}, "here.yml", "since 2003"))  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [{}, {"code": ""}])
def test_a_required_text_may_not_be_missing_or_empty(raw: dict[str, str]) -> None:
    assert refused("content_missing_key", lambda: fields(raw).text("code")).slots["key"] == "code"
    refused("content_missing_key", lambda: fields(raw).choice("code", AwardKind))


@pytest.mark.parametrize("value", [["a"], {"en": "a"}])
def test_a_list_or_mapping_is_no_text(value: Any) -> None:
    refused("content_bad_value", lambda: fields({"code": value}).text("code"))


@pytest.mark.parametrize("value", ["2019-13", "2019-02-30", "08.01.2019", "yesterday", "2019-1-8"])
def test_a_bad_date_is_refused(value: str) -> None:
    problem = refused("content_bad_value", lambda: fields({"since": value}).day("since"))
    assert problem.slots == {"key": "since", "value": value}


@pytest.mark.parametrize("value", ["2019", "2019-01", "2019-01-08"])
def test_a_date_keeps_its_precision(value: str) -> None:
    assert fields({"since": value}).day("since") == value


def test_values_of_a_closed_list() -> None:
    reader = fields({"kind": "school", "access": ["second_cycle", "teaching"], "entry": []})
    assert reader.choice("kind", AwardKind) is AwardKind.SCHOOL
    assert reader.choices("access", Stage) == (Stage.SECOND_CYCLE, Stage.TEACHING)
    assert reader.choices("entry", Stage) == reader.choices("absent", Stage) == ()


@pytest.mark.parametrize("value", ["School", "degree", ["school", "degree"], [{"a": "b"}]])
def test_another_value_than_those_of_the_list_is_refused(value: Any) -> None:
    refused("content_bad_value", lambda: fields({"kind": value}).choices("kind", AwardKind))


def test_one_item_is_a_list_of_one() -> None:
    reader = fields({"languages": "en", "codes": ["a", "b"], "none": ""})
    assert reader.items("languages") == ("en",)
    assert reader.items("codes") == ("a", "b")
    assert reader.items("none") == reader.items("absent") == ()


# Spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3", span(3)), ("3-4", span(3, 4)), ("1.5-2", span("1.5", 2)), ("0", span(0))],
)
def test_a_span(text: str, expected: object) -> None:
    assert parse_span(text) == expected
    assert fields({"years": text}).span("years") == expected


@pytest.mark.parametrize(
    "text",
    ["4-3", "-3", "3-", "-", "3-4-5", "3,5", "three", "3–4", "NaN", "inf", "3-inf", "1-NaN"],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    refused("content_bad_value", lambda: fields({"years": text}).span("years"))


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_span_is_exact(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = parse_span(f"{low}-{high}")
    assert (found.low, found.high) == (low, high)


def test_rows_are_numbered_for_messages() -> None:
    assert list(numbered(("a", "b"), "x.yml")) == [("x.yml[0]", "a"), ("x.yml[1]", "b")]
