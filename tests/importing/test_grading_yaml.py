"""Grade scales and entry rules become values, or are refused with file, row and key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.domain.comparison import Purpose
from service.domain.framework import AwardKind, Stage
from service.domain.grading import (
    CreditMinimum,
    Direction,
    EntryDocument,
    EntryRule,
    GradeRule,
    GradeScale,
    LevelMinimum,
    ScaleKind,
    Sector,
)
from service.domain.text import Confidence, Text
from service.errors import ContentError
from service.importing.framework_yaml import read_folders
from service.importing.grading_yaml import read_entry_rules, read_grade_scales
from service.importing.reference_yaml import read_credit_systems, read_fields_of_study

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SOURCES = {"law": {"title": "A law", "date": "2000"}}

NUMBERS: dict[str, Any] = {
    "code": "XX",
    "country": "DE",
    "sector": "school",
    "kind": "numeric",
    "best": "1.0",
    "worst": "5.0",
    "lowest_pass": "4.0",
    "direction": "low_good",
    "decimals": "1",
    "steps": [
        {"label": {"de": "gut", "en": "good"}, "from": "1.0", "to": "2.5"},
        {"label": {"de": "ausreichend"}, "from": "2.6", "to": "4.0"},
    ],
    "source": "law",
    "confidence": "high",
}
WORDS: dict[str, Any] = {
    "code": "YY",
    "sector": "all",
    "kind": "letters",
    "best": "A",
    "worst": "F",
    "lowest_pass": "E",
    "direction": "high_good",
    "steps": [{"label": {"und": letter}} for letter in "AEF"],
    "source": "law",
    "confidence": "low",
}
RULE: dict[str, Any] = {
    "id": "example",
    "place": "GB-SCT",
    "level": "second_cycle",
    "purpose": "study",
    "invented": "true",
    "requires": [
        {
            "kind": "academic",
            "stage": "first_cycle",
            "minimum_eqf": "6",
            "minimum_level": {"framework": "de_dqr", "code": "6"},
            "minimum_credits": {"value": "180", "system": "ECTS"},
            "minimum_years": "2.5",
            "grade": {"scale": "XX", "threshold": "2.5", "converted": "true"},
            "fields": ["061", "0541"],
            "documents": ["transcript"],
        },
        {"documents": ["language_certificate"]},
    ],
}


def changed(row: dict[str, Any], **change: Any) -> dict[str, Any]:
    return {key: value for key, value in {**row, **change}.items() if value is not None}


def written(folder: Path, table: str, content: Any) -> Path:
    path = folder / table
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def read(folder: Path, *rows: dict[str, Any]) -> tuple[GradeScale, ...]:
    content = {"sources": SOURCES, "scales": list(rows)}
    return read_grade_scales(written(folder, "grade_scales/grade_scales.yml", content))


def read_rules(folder: Path, *rows: dict[str, Any]) -> tuple[EntryRule, ...]:
    scales = read(folder, NUMBERS, WORDS)
    return read_entry_rules(written(folder, "entry_rules/a.yml", {"rules": list(rows)}), scales)


# Grade scales


def test_a_scale_of_numbers(tmp_path: Path) -> None:
    (scale,) = read(tmp_path, changed(NUMBERS, also_in=["AT"], since="2000", until="2010-06"))
    assert (scale.code, scale.country, scale.also_in) == ("XX", "DE", ("AT",))
    assert (scale.sector, scale.kind) == (Sector.SCHOOL, ScaleKind.NUMERIC)
    assert (scale.best, scale.worst, scale.lowest_pass) == ("1.0", "5.0", "4.0")
    assert (scale.direction, scale.decimals, scale.pass_varies) == (Direction.LOW_GOOD, 1, False)
    assert (scale.since, scale.until) == ("2000", "2010-06")
    assert scale.steps[0].labels == (
        Text(value="gut", language="de"),
        Text(value="good", language="en"),
    )
    assert (scale.steps[1].low, scale.steps[1].high) == (Decimal("2.6"), Decimal("4.0"))
    assert (scale.source.title, scale.confidence) == ("A law", Confidence.HIGH)


def test_a_scale_of_words_has_no_numbers_of_its_own(tmp_path: Path) -> None:
    (scale,) = read(tmp_path, WORDS)
    assert (scale.country, scale.decimals) == (None, None)
    assert [(step.labels[0].value, step.low) for step in scale.steps] == [
        ("A", None),
        ("E", None),
        ("F", None),
    ]


def test_two_names_of_one_value_are_no_overlap(tmp_path: Path) -> None:
    steps = [
        {"label": {"und": name}, "from": "4.0", "to": "4.0"} for name in ("A+", "A")
    ]  # as in Sri Lanka
    (scale,) = read(tmp_path, changed(NUMBERS, steps=steps))
    assert len(scale.steps) == 2


def step(low: str | None, high: str | None, name: str = "x") -> dict[str, Any]:
    return changed({"label": {"en": name}}, **{"from": low, "to": high})


BEYOND_A_HUNDRED = [step("50", "101", "A"), step("0", "49", "F")]


@pytest.mark.parametrize(
    ("row", "change", "key"),
    [
        (NUMBERS, {"best": "5.0", "worst": "1.0"}, "direction"),
        (NUMBERS, {"worst": "1.0", "lowest_pass": "1.0"}, "direction"),
        (NUMBERS, {"direction": "sideways"}, "direction"),
        (NUMBERS, {"lowest_pass": "5.1"}, "lowest_pass"),
        (NUMBERS, {"lowest_pass": "0.9"}, "lowest_pass"),
        (NUMBERS, {"lowest_pass": None}, "lowest_pass, pass_varies"),
        (NUMBERS, {"pass_varies": "true"}, "lowest_pass, pass_varies"),
        (NUMBERS, {"pass_varies": "yes"}, "pass_varies"),
        (NUMBERS, {"best": "1,0"}, "best"),
        (NUMBERS, {"best": "1e0"}, "best"),
        (NUMBERS, {"best": "NaN"}, "best"),
        (NUMBERS, {"best": "٩"}, "best"),
        (NUMBERS, {"worst": "5.00"}, "worst"),
        (NUMBERS, {"kind": "percent", "worst": "101"}, "best, worst"),
        (NUMBERS, {"kind": "stars"}, "kind"),
        (NUMBERS, {"sector": "nursery"}, "sector"),
        (NUMBERS, {"country": "Germany"}, "country"),
        (NUMBERS, {"also_in": ["DE"]}, "also_in"),
        (NUMBERS, {"also_in": ["at"]}, "also_in"),
        (NUMBERS, {"decimals": "-1"}, "decimals"),
        (NUMBERS, {"since": "2011", "until": "2010"}, "until"),
        (NUMBERS, {"since": "long ago"}, "since"),
        (NUMBERS, {"steps": [step("1.0", "5.1")]}, "steps"),
        (NUMBERS, {"steps": [step("1.0", "2.55")]}, "steps"),
        (NUMBERS, {"steps": [step("1.0", "2.0"), step("2.0", "3.0", "y")]}, "steps"),
        (NUMBERS, {"steps": [step("3.0", "4.0"), step("1.0", "2.0", "y")]}, "steps"),
        (NUMBERS, {"steps": [step("1.0", "2.0"), step("3.0", "4.0")]}, "steps"),
        (NUMBERS, {"steps": [step("2.0", "1.0")]}, "from, to"),
        (NUMBERS, {"steps": [step("2.0", None)]}, "from, to"),
        (NUMBERS, {"steps": [step("two", "3.0")]}, "from"),
        (WORDS, {"best": "E"}, "best"),
        (WORDS, {"worst": "E"}, "worst"),
        (WORDS, {"lowest_pass": "D"}, "lowest_pass"),
        (WORDS, {"direction": "low_good"}, "direction"),
        (WORDS, {"decimals": "0"}, "decimals"),
        (WORDS, {"steps": [{"label": {"und": "A"}}]}, "steps"),
        (WORDS, {"lowest_pass": "A", "steps": BEYOND_A_HUNDRED}, "steps"),
    ],
)
def test_a_scale_that_cannot_be_meant(
    row: dict[str, Any], change: dict[str, Any], key: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, changed(row, code="first"), changed(row, **change))
    assert (caught.value.code, caught.value.slots["key"]) == ("content_bad_value", key)
    assert caught.value.where.startswith("grade_scales/grade_scales.yml[1]")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": None}, "content_missing_key"),
        ({"best": None}, "content_missing_key"),
        ({"confidence": None}, "content_missing_key"),
        ({"source": "hearsay"}, "content_unknown_source"),
        ({"comment": "x"}, "content_unknown_key"),
        ({"steps": [{"from": "1.0", "to": "2.0"}]}, "content_missing_key"),
        ({"steps": ["gut"]}, "content_not_mapping"),
    ],
)
def test_a_scale_with_a_key_missing_or_unknown(
    change: dict[str, Any], code: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, changed(NUMBERS, **change))
    assert caught.value.code == code


def test_a_code_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, NUMBERS, changed(WORDS, code="XX"))
    assert caught.value.slots == {"key": "code", "value": "XX"}


TENTHS = st.integers(min_value=-50, max_value=1000).map(lambda n: str(Decimal(n) / 10))


@given(best=TENTHS, worst=TENTHS, lowest_pass=TENTHS, direction=st.sampled_from(Direction))
def test_what_is_read_is_in_order_and_all_else_is_refused(
    best: str, worst: str, lowest_pass: str, direction: Direction
) -> None:
    sign = 1 if direction is Direction.HIGH_GOOD else -1
    top, least, bottom = (sign * Decimal(text) for text in (best, lowest_pass, worst))
    numbers = {"best": best, "worst": worst, "lowest_pass": lowest_pass}
    row = changed(NUMBERS, direction=direction.value, steps=None, **numbers)
    content = {"sources": SOURCES, "scales": [row]}
    try:
        (scale,) = read_grade_scales(DATA, lambda _: content)
    except ContentError as problem:
        assert not (top >= least >= bottom and top > bottom)
        assert problem.slots["key"] in ("direction", "lowest_pass")
    else:
        assert top >= least >= bottom
        assert top > bottom
        assert (scale.best, scale.lowest_pass, scale.worst) == (best, lowest_pass, worst)


@pytest.fixture(scope="module")
def scales() -> dict[str, GradeScale]:
    return {scale.code: scale for scale in read_grade_scales(DATA)}


def test_our_scales_cover_the_world(scales: dict[str, GradeScale]) -> None:
    assert len(scales) >= 140
    assert len({scale.country for scale in scales.values()}) >= 75
    assert {scale.kind for scale in scales.values()} == set(ScaleKind)


@pytest.mark.parametrize(
    ("code", "best", "worst", "lowest_pass"),
    [
        ("DE-HE", "1.0", "5.0", "4.0"),
        ("DE-ABI", "15", "0", "5"),
        ("CH", "6", "1", "4"),
        ("FR-HE", "20", "0", "10"),
        ("IT-DEGREE", "110", "66", "66"),
        ("NL", "10", "1", "5.5"),
        ("DK", "12", "-3", "2"),
        ("NO", "A", "F", "E"),
        ("CZ", "1", "4", "3"),
        ("SK", "1", "4", "3"),
        ("BG", "6.00", "2.00", "3.00"),
        ("GE", "100", "0", "51"),
        ("CL", "7.0", "1.0", "4.0"),
        ("SA-5", "5.00", "1.00", "2.00"),
        ("PH", "1.00", "5.00", "3.00"),
        ("NG-WAEC", "1", "9", "8"),
        ("IN-PCT", "100", "0", None),
        ("US-GPA", "4.0", "0.0", None),
        ("BR", "10", "0", None),
        ("IB-DP", "45", "0", "24"),
    ],
)
def test_scales_that_officers_know(
    code: str, best: str, worst: str, lowest_pass: str | None, scales: dict[str, GradeScale]
) -> None:
    scale = scales[code]
    assert (scale.best, scale.worst, scale.lowest_pass) == (best, worst, lowest_pass)
    assert scale.pass_varies == (lowest_pass is None)


def test_low_is_good_where_it_is(scales: dict[str, GradeScale]) -> None:
    found = {code for code, scale in scales.items() if scale.direction is Direction.LOW_GOOD}
    assert {code.split("-")[0] for code in found} == {"DE", "AT", "CZ", "SK", "PH", "NG", "NO"}


# Entry rules


def test_an_entry_rule(tmp_path: Path) -> None:
    (rule,) = read_rules(tmp_path, RULE)
    assert (rule.id, rule.place, rule.level) == ("example", "GB-SCT", Stage.SECOND_CYCLE)
    assert (rule.purpose, rule.invented) == (Purpose.STUDY, True)
    award, papers = rule.requires
    assert (award.kind, award.stage) == (AwardKind.ACADEMIC, Stage.FIRST_CYCLE)
    assert award.minimum_eqf == "6"
    assert award.minimum_level == LevelMinimum(framework="de_dqr", code="6")
    assert award.minimum_credits == CreditMinimum(value=Decimal(180), system="ECTS")
    assert award.minimum_years == Decimal("2.5")
    assert award.grade == GradeRule(scale="XX", threshold="2.5", converted=True)
    assert award.fields == ("061", "0541")
    assert (papers.kind, papers.documents) == (None, (EntryDocument.LANGUAGE_CERTIFICATE,))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "diploma"}, "content_bad_value"),
        ({"kind": None}, "content_missing_key"),
        ({"stage": "bachelor"}, "content_bad_value"),
        ({"minimum_eqf": "9"}, "content_bad_value"),
        ({"minimum_level": "6"}, "content_not_mapping"),
        ({"minimum_level": {"framework": "de_dqr"}}, "content_missing_key"),
        ({"minimum_credits": {"value": "0", "system": "ECTS"}}, "content_bad_value"),
        ({"minimum_credits": {"system": "ECTS"}}, "content_missing_key"),
        ({"minimum_credits": {"value": "180"}}, "content_missing_key"),
        ({"minimum_years": "three"}, "content_bad_value"),
        ({"grade": {"scale": "ZZ", "threshold": "2.5"}}, "content_bad_value"),
        ({"grade": {"scale": "XX", "threshold": "5.5"}}, "content_bad_value"),
        ({"grade": {"scale": "XX", "threshold": "2,5"}}, "content_bad_value"),
        ({"grade": {"scale": "YY", "threshold": "B"}}, "content_bad_value"),
        ({"fields": ["computing"]}, "content_bad_value"),
        ({"documents": ["passport photo"]}, "content_bad_value"),
        ({"note": "x"}, "content_unknown_key"),
    ],
)
def test_a_requirement_that_cannot_be_meant(
    change: dict[str, Any], code: str, tmp_path: Path
) -> None:
    requires = [changed(RULE["requires"][0], **change)]
    with pytest.raises(ContentError) as caught:
        read_rules(tmp_path, changed(RULE, requires=requires))
    assert caught.value.code == code
    assert caught.value.where.startswith("entry_rules/a.yml[0].requires[0]")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": None}, "content_missing_key"),
        ({"place": None}, "content_missing_key"),
        ({"place": "Scotland"}, "content_bad_value"),
        ({"purpose": "fun"}, "content_bad_value"),
        ({"invented": "maybe"}, "content_bad_value"),
        ({"requires": None}, "content_missing_key"),
        ({"requires": [{"fields": ["061"]}]}, "content_missing_key"),
        ({"reason": "x"}, "content_unknown_key"),
    ],
)
def test_a_rule_that_cannot_be_meant(change: dict[str, Any], code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_rules(tmp_path, changed(RULE, **change))
    assert caught.value.code == code


def test_a_rule_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_rules(tmp_path, RULE, RULE)
    assert caught.value.slots == {"key": "id", "value": "example"}


def test_an_office_may_start_without_rules(tmp_path: Path) -> None:
    assert read_entry_rules(tmp_path, ()) == ()


def test_our_examples_are_marked_and_name_what_exists(scales: dict[str, GradeScale]) -> None:
    rules = read_entry_rules(DATA, scales.values())
    systems = {system.code for system in read_credit_systems(DATA)}
    fields = {field.code for field in read_fields_of_study(DATA)}
    levels = {
        (level.framework, level.code)
        for folder in read_folders(ROOT / "frameworks")
        for level in folder.levels
    }
    assert 8 <= len(rules) <= 12
    for rule in rules:
        assert rule.invented
        assert rule.id.startswith("example_")
        for wanted in rule.requires:
            assert wanted.minimum_credits is None or wanted.minimum_credits.system in systems
            assert set(wanted.fields) <= fields
            least = wanted.minimum_level
            assert least is None or (least.framework, least.code) in levels
