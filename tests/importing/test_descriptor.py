"""Our own descriptor: the reader, its published schema and the samples say the same."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import AwardKind
from service.errors import InputError
from service.importing import descriptor
from service.importing.descriptor import KEYS
from service.importing.detection import read_award, read_award_bytes
from service.importing.safe_json import parse_json
from service.importing.safe_yaml import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "samples").iterdir())
SCHEMA = json.loads(
    (Path(descriptor.__file__).parent / "schemas" / "descriptor.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
BASE = {"paritas": 1, "title": "Bachelor of Arts", "country": "IE"}

FULL = {
    "paritas": "1",
    "title": {"de": "Diplom-Betriebswirt (FH)", "en": ["Diploma", "Degree"]},
    "title_language": "de",
    "country": "Deutschland",
    "region": "DE-BY",
    "institution": {"name": {"de": "Hochschule"}, "country": "DEU", "identifiers": ["D MUSTER01"]},
    "qualification_type": "de_dqr/diplom_fachhochschule",
    "kind": "academic",
    "level": [{"framework": "de_dqr", "code": "6"}, {"framework": "Irish NFQ", "code": 8}, "7"],
    "credits": [{"value": "4,5", "system": "ECTS"}, 240],
    "duration_years": "4",
    "workload_hours": Decimal("6000.5"),
    "isced_f": "0413",
    "description": ["Vier Jahre.", {"en": "Four years."}],
    "outcomes": ["Kosten rechnen", {"de": "Planen", "en": "Plan"}],
    "mode": "Vollzeit",
    "language_of_instruction": "Deutsch",
    "entry_requirement": "Fachhochschulreife",
    "rights": {"de": "Promotion unter Bedingungen"},
    "assessment": "Diplomarbeit",
    "quality_assurance": "Staatlich anerkannt",
    "holder": {"name": "Zoë O'Brien", "birth_date": "1978-04"},
    "started_on": "1999",
    "completed_on": "2003-07",
    "awarded_on": 2003,
    "expires_on": "9999-12-31",
    "grade": {"value": "2,1", "scale": "1–5"},
    "identifier": 417,
}


def dumped(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, default=float)


def test_every_key_is_read_into_its_field(read):
    award = read(dumped(FULL))
    found = award.descriptor
    assert [(t.value, t.language) for t in found.titles] == [
        ("Diplom-Betriebswirt (FH)", "de"),
        ("Diploma", "en"),
        ("Degree", "en"),
    ]
    assert (found.country, found.region, found.kind) == ("DE", "DE-BY", "academic")
    assert found.awarding_body is not None
    assert found.awarding_body.country == "DE"
    assert found.awarding_body.identifiers == ("D MUSTER01",)
    assert found.qualification_type == "de_dqr/diplom_fachhochschule"
    assert [(v.framework, v.code, v.framework_text) for v in found.levels] == [
        ("de_dqr", "6", "de_dqr"),
        (None, "8", "Irish NFQ"),
        (None, "7", ""),
    ]
    assert [(c.value, c.system, c.as_written) for c in found.credits] == [
        (Decimal("4.5"), "ECTS", "4,5"),
        (Decimal(240), None, "240"),
    ]
    assert (found.duration_years, found.workload_hours) == (Decimal(4), Decimal("6000.5"))
    assert (found.isced_f, found.mode, found.instruction_language) == ("0413", "Vollzeit", "de")
    assert [len(outcome.texts) for outcome in found.outcomes] == [1, 2]
    assert [text.value for text in found.descriptions] == ["Vier Jahre.", "Four years."]
    assert [text.value for text in found.rights] == ["Promotion unter Bedingungen"]
    assert (award.holder.names[0].value, award.holder.birth_date) == ("Zoë O'Brien", "1978-04")
    assert (award.awarded_on, award.completed_on, award.expires_on) == (
        "2003",
        "2003-07",
        "9999-12-31",
    )
    assert award.grade is not None
    assert (award.grade.as_written, award.grade.scale) == ("2,1", "1–5")
    assert (award.identifier, award.unread, award.proofs) == ("417", (), ())


def test_yaml_and_json_say_the_same(read):
    lines = [
        "paritas: 1",
        "title: {de: 'Diplom-Betriebswirt (FH)'}",
        "country: DE",
        "credits: {value: 4.5, system: ECTS}",
        "awarded_on: 2003-07-25",
        "grade: 2,1",
    ]
    document = {
        "paritas": 1,
        "title": {"de": "Diplom-Betriebswirt (FH)"},
        "country": "DE",
        "credits": {"value": 4.5, "system": "ECTS"},
        "awarded_on": "2003-07-25",
        "grade": "2,1",
    }
    assert read("\n".join(lines)) == read(document)


def test_passages_name_field_and_place_with_the_words_of_the_file(read):
    award = read(dumped(FULL))
    found = {quote.where: quote.text for quote in award.passages}
    assert found["titles ← /title/en/1"] == "Degree"
    assert found["country ← /country"] == "Deutschland"
    assert found["credits ← /credits/0/value"] == "4,5"
    assert found["outcomes ← /outcomes/1/en"] == "Plan"
    assert found["holder.birth_date ← /holder/birth_date"] == "1978-04"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"paritas": 2}, "input_version_unknown", "/paritas"),
        ({"paritas": True}, "input_version_unknown", "/paritas"),
        ({"title": " "}, "input_no_title", "/title"),
        ({"title": None}, "input_no_title", "/title"),
        ({"title": 5}, "input_wrong_type", "/title"),
        ({"title": {"en": {"x": "y"}}}, "input_wrong_type", "/title"),
        ({"title": {"no such language": "x"}}, "input_unknown_language", "/title/no such language"),
        ({"country": "Atlantis"}, "input_unknown_country", "/country"),
        ({"institution": {"country": "XX"}}, "input_unknown_country", "/institution/country"),
        ({"institution": [{"name": "a"}]}, "input_wrong_type", "/institution"),
        ({"region": "scotland"}, "input_bad_value", "/region"),
        ({"region": "GB-SCT"}, "input_bad_region", "/region"),
        ({"kind": "degree"}, "input_bad_choice", "/kind"),
        ({"qualification_type": "Diplom"}, "input_bad_value", "/qualification_type"),
        ({"isced_f": 413}, "input_wrong_type", "/isced_f"),
        ({"isced_f": "business"}, "input_bad_value", "/isced_f"),
        ({"level": {"framework": "eqf"}}, "input_missing_key", "/level"),
        ({"level": [[6]]}, "input_wrong_type", "/level/0"),
        ({"credits": "six"}, "input_bad_credits", "/credits"),
        ({"credits": {"value": 0}}, "input_bad_credits", "/credits/value"),
        ({"credits": [{"value": 5}, {"value": "½"}]}, "input_bad_credits", "/credits/1/value"),
        ({"credits": {"system": "ECTS"}}, "input_missing_key", "/credits"),
        ({"credits": True}, "input_bad_credits", "/credits"),
        ({"duration_years": "four"}, "input_bad_number", "/duration_years"),
        ({"workload_hours": "PT60H"}, "input_bad_number", "/workload_hours"),
        ({"outcomes": [{"en": ["a", "b"]}]}, "input_wrong_type", "/outcomes/0"),
        ({"outcomes": [["a"]]}, "input_wrong_type", "/outcomes/0"),
        ({"outcomes": ["a"] * 5001}, "input_too_many", "/outcomes"),
        ({"language_of_instruction": "xx"}, "input_unknown_language", "/language_of_instruction"),
        ({"holder": ["a"]}, "input_wrong_type", "/holder"),
        ({"holder": 7}, "input_wrong_type", "/holder"),
        ({"description": [["a"]]}, "input_wrong_type", "/description"),
        ({"grade": [1]}, "input_wrong_type", "/grade"),
        ({"identifier": {"a": "b"}}, "input_wrong_type", "/identifier"),
        ({"awarded_on": "01/02/03"}, "input_bad_date", "/awarded_on"),
        ({"awarded_on": "30/02/2021"}, "input_bad_date", "/awarded_on"),
        ({"started_on": "2021", "awarded_on": "2020"}, "input_bad_date", "/awarded_on"),
        ({"awarded_on": "2021", "expires_on": "2020"}, "input_bad_date", "/expires_on"),
        (
            {"holder": {"birth_date": "1999"}, "awarded_on": "1998-12-31"},
            "input_bad_date",
            "/awarded_on",
        ),
    ],
)
def test_a_known_key_with_an_unusable_value_is_refused_at_its_place(refuse, change, code, where):
    error = refuse({**BASE, **change})
    assert (error.code, error.where) == (code, f"x:{where}")


def test_country_comes_from_the_institution_or_the_region_where_only_they_say_it(read):
    body = {"name": "Ollscoil", "country": "Ireland"}
    document = {"paritas": 1, "title": "Teastas", "institution": body}
    assert read(document).descriptor.country == "IE"
    assert read({"paritas": 1, "title": "x", "region": "GB-SCT"}).descriptor.country == "GB"
    assert read({"paritas": 1, "title": "x"}).descriptor.country is None


def test_plain_names_stand_for_institution_and_holder(read):
    award = read({**BASE, "institution": "Universität Wien", "holder": "Sukarno"})
    assert award.descriptor.awarding_body is not None
    assert award.descriptor.awarding_body.names[0].value == "Universität Wien"
    assert [(n.value, n.language) for n in award.holder.names] == [("Sukarno", "und")]


@pytest.mark.parametrize(
    "name",
    [
        *["Null", "None", "NaN", "O'Brien <script>alert(1)</script>", "=HYPERLINK(1)", "{{7*7}}"],
        *["Zoe\u0308", "Zo\u00eb", "a\u202eb", "a\u200bb", "👩‍🎓", "ﻣﺤﻤﺪ", "각", "각", "ı", "ẞ"],
        *["Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", "x" * 500, " spaced "],
    ],
)
def test_names_are_kept_to_the_letter(read, name):
    award = read({**BASE, "holder": {"name": name}})
    assert award.holder.names[0].value == name


def test_a_person_called_null_in_yaml_is_a_person(read):
    award = read("paritas: 1\ntitle: BA\ncountry: NO\nholder: {name: Null}\ngrade: ~")
    assert award.holder.names[0].value == "Null"
    assert award.descriptor.country == "NO"


@pytest.mark.parametrize(
    ("title", "country", "language"),
    [
        ("بكالوريوس التجارة", "EG", "ar"),
        ("Спеціаліст", "UA", "uk"),
        ("工学学士", "CN", "zh"),
        ("Magister Manajemen", "ID", "id"),
        ("MBA", "GB", "und"),
    ],
)
def test_the_language_of_a_title_is_detected_or_left_open(read, title, country, language):
    found = read({"paritas": 1, "title": title, "country": country})
    assert found.descriptor.titles[0].language == language


def test_a_stated_title_language_is_believed(read):
    award = read({**BASE, "title": "Master of Arts", "title_language": "German"})
    assert award.descriptor.titles[0].language == "de"


def test_unread_keys_are_listed_with_pointer_and_preview(read):
    award = read(
        {
            **BASE,
            "Titel": "x" * 100,
            "holder": {"name": "Ann", "pass/port": {"number": 5}},
            "credits": [{"value": 5, "unit": "CH"}],
            "note": None,
        }
    )
    assert [(field.pointer, field.preview) for field in award.unread] == [
        ("/Titel", "x" * 79 + "…"),
        ("/note", "null"),
        ("/credits/0/unit", "CH"),
        ("/holder/pass~1port", '{"number": 5}'),
    ]


words = st.sampled_from(["", " ", "x", "DE", "de", "2020", "2020-01", "academic", "061", "60"])
names = st.sampled_from(["en", *sorted({key for part in KEYS.values() for key in part}), ""])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 9999) | words | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
known_keys = set(KEYS[""])


@given(
    st.dictionaries(
        st.text(
            st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12
        ).filter(lambda key: key not in known_keys | {"@context", "id", "type"}),
        st.text("abc ", max_size=200) | st.integers() | st.lists(st.integers(), max_size=40),
        max_size=5,
    )
)
def test_unknown_keys_are_never_errors_and_never_lost(extra):
    award = read_award_bytes(json.dumps({**BASE, **extra}).encode(), "x")
    pointers = ["/" + key.replace("~", "~0").replace("/", "~1") for key in extra]
    assert [field.pointer for field in award.unread] == pointers
    assert all(len(field.preview) <= 80 for field in award.unread)
    assert award.descriptor == read_award_bytes(json.dumps(BASE).encode(), "x").descriptor


@given(st.sets(st.sampled_from(sorted(known_keys - {"paritas", "title", "region"}))))
def test_reader_and_schema_agree_on_every_choice_of_keys(keys):
    document = {**{key: FULL[key] for key in keys}, "paritas": 1, "title": "Diplom"}
    text = dumped(document)
    assert read_award_bytes(text.encode(), "x").unread == ()
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


@given(st.sampled_from(sorted(known_keys)), json_values)
def test_what_the_reader_accepts_the_schema_accepts(key, value):
    document = {"paritas": 1, "title": "Diplom", key: value}
    try:
        read_award_bytes(json.dumps(document).encode(), "x")
    except InputError:
        return
    errors = [error.message for error in VALIDATOR.iter_errors(document)]
    assert errors == []


def test_the_schema_names_the_same_keys():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    properties = SCHEMA["properties"]
    assert set(properties) == known_keys
    nested = {
        "institution": properties["institution"]["anyOf"][1],
        "holder": properties["holder"]["anyOf"][1],
        "grade": properties["grade"]["anyOf"][1],
        "level": SCHEMA["$defs"]["level"]["anyOf"][1],
        "credits": SCHEMA["$defs"]["credits"]["anyOf"][1],
    }
    assert {name: set(part["properties"]) for name, part in nested.items()} == {
        name: set(keys) for name, keys in KEYS.items() if name
    }
    assert set(properties["kind"]["anyOf"][0]["enum"]) == {str(kind) for kind in AwardKind}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_read_and_valid(path):
    award = read_award(path)
    assert award.descriptor.titles and award.descriptor.country and award.holder.names
    if award.format == descriptor.FORMAT:
        text = path.read_text("utf-8")
        raw = parse_json(text, "x") if text.startswith("{") else parse_yaml(text, "x")
        assert award.unread == ()
        assert [error.message for error in VALIDATOR.iter_errors(raw)] == []


def test_the_samples_cover_what_officers_meet():
    awards = {path.stem: read_award(path) for path in SAMPLES}
    assert len(awards) == 12
    countries = {award.descriptor.country for award in awards.values()}
    assert countries >= {"DE", "UA", "EG", "CN", "ES", "IN", "ID", "NZ", "GB", "IE"}
    levels = {
        (claim.framework, claim.code)
        for award in awards.values()
        for claim in award.descriptor.levels
    }
    assert levels == {
        ("id_kkni", "8"),
        ("nz_nzqcf", "5"),
        ("gb_fheq", "7"),
        ("ie_nfq", "8"),
        ("eqf", "6"),
    }
    assert awards["gb_iqts_2024"].descriptor.kind == "professional_licence"
    assert awards["gb_iqts_2024"].descriptor.credits == ()
    assert awards["eg_bachelor_commerce_2018"].descriptor.duration_years == 4
    badge = awards["badge_data_analytics_2024"].descriptor
    assert (badge.levels, badge.workload_hours, len(badge.outcomes)) == ((), 40, 4)
