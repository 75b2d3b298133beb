"""Teaching licences become values, or are refused with file, row and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import Stage
from service.domain.teaching_licence import (
    ForeignRoute,
    LicenceForm,
    LicenceNote,
    TeachingLicence,
)
from service.domain.text import Confidence, Source, Text
from service.errors import ContentError
from service.importing.teaching_yaml import read_teaching_licences
from service.settings import Settings

SOURCES = {"act": {"title": "An act", "date": "2000"}, "page": {"title": "A page"}}
ROW: dict[str, Any] = {
    "id": "aa_registration",
    "country": "AA",
    "region": "AA-B1",
    "names": {"fr": "Inscription", "en": "registration", "nl": "inschrijving"},
    "official": ["nl"],
    "form": "registration",
    "types": ["aa_one/registration"],
    "authority": {"fr": "Un conseil", "en": "a council"},
    "foreign_authority": {"fr": "Un ministère", "en": "a ministry"},
    "register": {"fr": "Un registre"},
    "award_suffices": "false",
    "needs": {"stage": "first_cycle", "types": ["aa_one/degree"]},
    "level": {"framework": "aa_one", "code": "010"},
    "routes": ["assessment", "compensation"],
    "notes": ["scope_limited"],
    "since": "2001-02",
    "until": "2020",
    "source": "act",
    "route_source": "page",
    "confidence": "medium",
}


def write(root: Path, *rows: Any, **more: Any) -> Path:
    folder = root / "teaching_licences"
    folder.mkdir(exist_ok=True)
    table = {"sources": SOURCES, "licences": list(rows), **more}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False)
    (folder / "teaching_licences.yml").write_text(text, encoding="utf-8")
    return root


def changed(**more: Any) -> dict[str, Any]:
    """The row with other values; None takes a key away."""
    return {key: value for key, value in {**ROW, **more}.items() if value is not None}


def test_every_key_of_a_row_arrives(tmp_path: Path) -> None:
    assert read_teaching_licences(write(tmp_path, ROW)) == (
        TeachingLicence(
            id="aa_registration",
            country="AA",
            region="AA-B1",
            names=(
                Text(value="Inscription", language="fr"),
                Text(value="registration", language="en", official=False),
                Text(value="inschrijving", language="nl"),
            ),
            form=LicenceForm.REGISTRATION,
            qualification_types=("aa_one/registration",),
            authority=(
                Text(value="Un conseil", language="fr"),
                Text(value="a council", language="en", official=False),
            ),
            foreign_authority=(
                Text(value="Un ministère", language="fr"),
                Text(value="a ministry", language="en", official=False),
            ),
            register=(Text(value="Un registre", language="fr"),),
            award_suffices=False,
            needs_stage=Stage.FIRST_CYCLE,
            needs_types=("aa_one/degree",),
            framework="aa_one",
            level="010",
            routes=(ForeignRoute.ASSESSMENT, ForeignRoute.COMPENSATION),
            notes=(LicenceNote.SCOPE_LIMITED,),
            since="2001-02",
            until="2020",
            source=Source(title="An act", date="2000"),
            route_source=Source(title="A page"),
            confidence=Confidence.MEDIUM,
        ),
    )


def test_what_may_be_left_out_is_none_or_empty(tmp_path: Path) -> None:
    optional = (
        "region official types foreign_authority register needs level notes since until "
        "route_source"
    )
    (licence,) = read_teaching_licences(write(tmp_path, changed(**dict.fromkeys(optional.split()))))
    assert (licence.region, licence.level, licence.needs_stage, licence.since) == (None,) * 4
    assert (licence.qualification_types, licence.needs_types, licence.notes) == ((),) * 3
    assert licence.decides_on_foreign == licence.authority
    assert licence.place == "AA"


def test_defaults_hold_for_every_row(tmp_path: Path) -> None:
    first, second = changed(confidence=None), changed(id="aa_other", confidence="low")
    read = read_teaching_licences(write(tmp_path, first, second, defaults={"confidence": "high"}))
    assert [each.confidence for each in read] == [Confidence.HIGH, Confidence.LOW]


REQUIRED = "id country names form authority award_suffices source confidence"


@pytest.mark.parametrize("key", REQUIRED.split())
def test_a_required_key_that_is_missing_is_named(key: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_teaching_licences(write(tmp_path, changed(**{key: None})))
    assert caught.value.code == "content_missing_key"
    assert key in str(caught.value.slots["key"])
    assert caught.value.where.startswith("teaching_licences/teaching_licences.yml[0]")


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        ({"id": "AA registration"}, "content_bad_value", "id"),
        ({"country": "Atlantis"}, "content_bad_value", "country"),
        ({"country": "aa"}, "content_bad_value", "country"),
        ({"region": "BB-1"}, "content_bad_value", "region"),
        ({"region": "AA"}, "content_bad_value", "region"),
        ({"form": "permission"}, "content_bad_value", "form"),
        ({"form": "preparation"}, "content_bad_value", "form, leads_to"),
        ({"leads_to": "aa_other"}, "content_bad_value", "form, leads_to"),
        ({"award_suffices": "perhaps"}, "content_bad_value", "award_suffices"),
        ({"routes": None}, "content_missing_key", "routes"),
        ({"routes": ["by plane"]}, "content_bad_value", "routes"),
        ({"routes": ["unknown", "assessment"]}, "content_bad_value", "routes"),
        ({"routes": ["assessment", "assessment"]}, "content_bad_value", "routes"),
        ({"notes": ["nice"]}, "content_bad_value", "notes"),
        ({"notes": ["scope_limited", "scope_limited"]}, "content_bad_value", "notes"),
        ({"needs": {}}, "content_missing_key", "stage, types"),
        ({"needs": {"level": "7"}}, "content_unknown_key", "level"),
        ({"needs": {"types": [{"a": "b"}]}}, "content_bad_value", "types"),
        ({"needs": "a degree"}, "content_not_mapping", None),
        ({"level": {"framework": "aa_one"}}, "content_missing_key", "code"),
        ({"level": "7"}, "content_not_mapping", None),
        ({"since": "soon"}, "content_bad_value", "since"),
        ({"source": "nowhere"}, "content_unknown_source", "nowhere"),
        ({"route_source": "nowhere"}, "content_unknown_source", "nowhere"),
        ({"fee": "100"}, "content_unknown_key", "fee"),
        ({"names": "Inscription"}, "content_bad_value", "texts"),
        ({"names": {"fr": ""}}, "content_bad_value", "fr"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    more: dict[str, Any], code: str, key: str | None, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        read_teaching_licences(write(tmp_path, changed(**more)))
    assert caught.value.code == code
    assert caught.value.slots.get("key") == key


def test_no_id_stands_twice(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_teaching_licences(write(tmp_path, ROW, ROW))
    assert caught.value.where.endswith("[1]")
    assert caught.value.slots["key"] == "id"


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_teaching_licences(tmp_path)
    assert caught.value.code == "content_unreadable"


# Properties: no row of whatever shape gets through half read or ends in another error.

VALUES = st.recursive(
    st.one_of(st.text(max_size=6), st.sampled_from(["AA", "true", "unknown", "act", "2001"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def read_raw(raw: Any) -> tuple[TeachingLicence, ...]:
    return read_teaching_licences(Path(), lambda _: raw)


@given(key=st.sampled_from([*ROW, "leads_to", "fee"]), value=VALUES)
def test_a_row_is_read_or_refused_by_its_place(key: str, value: Any) -> None:
    try:
        (licence,) = read_raw({"sources": SOURCES, "licences": [{**ROW, key: value}]})
    except ContentError as refused:
        assert refused.where.startswith("teaching_licences/teaching_licences.yml[0]")
        return
    assert licence.names and licence.authority
    assert licence.routes or licence.leads_to
    assert licence.region is None or licence.region.startswith(f"{licence.country}-")
    assert key != "fee"


@given(VALUES)
def test_a_table_is_read_or_refused(raw: Any) -> None:
    try:
        assert read_raw(raw) == ()
    except ContentError as refused:
        assert refused.where.startswith("teaching_licences/teaching_licences.yml")


@given(
    stage=st.none() | st.sampled_from(Stage),
    form=st.sampled_from([form for form in LicenceForm if form is not LicenceForm.PREPARATION]),
    routes=st.lists(
        st.sampled_from([route for route in ForeignRoute if route is not ForeignRoute.UNKNOWN]),
        min_size=1,
        unique=True,
    ),
    notes=st.lists(st.sampled_from(LicenceNote), unique=True),
    suffices=st.booleans(),
)
def test_what_is_written_is_what_is_read(
    stage: Stage | None,
    form: LicenceForm,
    routes: list[ForeignRoute],
    notes: list[LicenceNote],
    suffices: bool,
) -> None:
    needs = {"types": ["aa_one/degree"]} | ({} if stage is None else {"stage": stage.value})
    row = changed(
        form=form.value,
        needs=needs,
        routes=[route.value for route in routes],
        notes=[note.value for note in notes],
        award_suffices=str(suffices).lower(),
    )
    (licence,) = read_raw({"sources": SOURCES, "licences": [row]})
    assert (licence.form, licence.needs_stage) == (form, stage)
    assert (licence.routes, licence.notes) == (tuple(routes), tuple(notes))
    assert licence.award_suffices is suffices


# Our own table


def test_our_table_holds_the_four_parts_of_the_united_kingdom(settings: Settings) -> None:
    places = {each.place for each in read_teaching_licences(settings.data) if each.country == "GB"}
    assert places == {"GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"}
