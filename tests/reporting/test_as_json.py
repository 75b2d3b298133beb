import json
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from service.domain.text import say
from service.errors import RenderError
from service.reporting.as_html import TEMPLATES
from service.reporting.as_json import canonical, content_hash, number_for, report_data, report_json
from service.reporting.json_target import target_data
from service.reporting.json_values import numeral, statement_data
from tests.reporting.builders import (
    AWARD,
    IRELAND,
    chinese_report,
    egyptian_report,
    german_report,
    text,
)

SCHEMA = json.loads((TEMPLATES.parent / "schemas/report.schema.json").read_text(encoding="utf-8"))
REPORTS = [german_report, egyptian_report, chinese_report]


@pytest.mark.parametrize("make", REPORTS)
def test_reports_are_valid_by_the_published_schema(make):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    assert list(validator.iter_errors(report_data(make()))) == []


def test_the_schema_refuses_what_breaks_the_contract():
    data = report_data(german_report())
    del data["targets"][0]["result"]["eqf"]
    data["targets"][0]["comparisons"][0]["finding"] = "similar"
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)
    assert {list(error.absolute_path)[-1] for error in errors} == {"result", "finding"}


def test_the_contract():
    data = report_data(german_report())
    assert list(data)[:1] == ["report"]
    assert {"number", "status", "content_hash", "languages"} <= data["report"].keys()
    subject = data["subject"]
    assert subject["title"] == "Diplom-Betriebswirt (FH)"
    assert subject["title_language"] == "de"
    assert subject["country"] == "DE"
    assert subject["qualification_type"] == "de_diplom_fh"
    assert subject["level"] == {"framework": "de_dqr", "code": "6"}
    assert subject["credits"][0] == {
        "value": "180",
        "system": "ECTS",
        "as_written": "180 ECTS-Punkte",
    }
    assert subject["unread"][0]["pointer"] == "/credentialSubject/image"
    target = data["targets"][0]
    assert target["country"] == "IE"
    assert target["candidates"][1]["score"] == 0.3333
    assert target["candidates"][0]["evidence"][2]["score"] == 0.4123
    assert target["candidates"][0]["title"] == "Honours Bachelor Degree"
    workload = target["comparisons"][1]
    assert workload["subject_value"] == {"code": "value.hours", "low": "4500", "high": "5400"}
    assert workload["sources"] == [{"title": "ECTS Users’ Guide", "date": "2015", "url": None}]
    assert target["result"]["form"] == "partial"
    assert target["result"]["level"]["basis"] == "referencing"
    assert target["result"]["level"]["codes"] == ["7", "8"]
    assert target["result"]["eqf"] == "6"
    assert len(target["result"]["reasons"]) == 4
    assert data["provenance"]["model"] == "multilingual-e5-small"


def test_an_eqf_range_is_written_with_both_ends():
    level = replace(IRELAND.result.level, eqf=("5", "6", "7"))
    target = replace(IRELAND, result=replace(IRELAND.result, level=level))
    made = target_data(target)["result"]
    assert (made["eqf"], made["eqf_levels"]) == ("5-7", ["5", "6", "7"])


def test_no_level_is_null():
    data = report_data(chinese_report())
    assert data["subject"]["level"] is None
    assert data["targets"][1]["result"]["level"]["code"] is None
    assert data["targets"][1]["result"]["eqf"] is None


def test_the_hash_is_that_of_the_facts_alone():
    report = german_report()
    same = replace(report, languages=("zh",), number="PAR-x", content_hash="0" * 64)
    assert content_hash(same) == content_hash(report) == report.content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"assessed_on": "2026-11-24"},
        {"status": "decision"},
        {"award": replace(AWARD, awarded_on="2004-07-16")},
        {"award": replace(AWARD, unread=())},
        {"targets": ()},
        {"sources": ()},
    ],
)
def test_the_hash_changes_with_each_fact(change):
    report = german_report()
    assert content_hash(replace(report, **change)) != report.content_hash


def test_the_hash_is_of_the_canonical_form():
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()
    assert german_report().content_hash == content_hash(german_report())


def test_numbers_of_reports():
    assert number_for("ab12cd34ef56" + "0" * 52, "2026-11-25") == "PAR-2026-AB12CD34EF"
    assert german_report().number == number_for(german_report().content_hash, "2026-11-25")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("180.0", "180"), ("3.50", "3.5"), ("1.8E+2", "180"), ("0", "0"), ("100", "100")],
)
def test_amounts_are_plain_digits(value, wanted):
    assert numeral(Decimal(value)) == wanted


def test_statements_are_codes_with_their_data():
    made = statement_data(say("x.y", b=Decimal("1.50"), a=("p", "q"), c=3))
    assert made == {"code": "x.y", "a": ["p", "q"], "b": "1.5", "c": 3}


def test_half_a_character_is_refused_with_its_place():
    broken = replace(AWARD, descriptor=replace(AWARD.descriptor, titles=(text("a\ud800", "de"),)))
    with pytest.raises(RenderError) as caught:
        report_json(replace(german_report(), award=broken))
    assert caught.value.code == "render_bad_text"
    assert caught.value.where == "/subject/title"


def test_the_same_report_gives_the_same_text():
    assert report_json(german_report()) == report_json(german_report())
    assert json.loads(report_json(german_report())) == report_data(german_report())
