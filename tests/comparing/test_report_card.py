"""The issuer's card: elements present or absent, what to add, and durations that lie."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.comparing.report_card import report_card
from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    Organisation,
    UnreadField,
)
from service.domain.report_card import Criterion, DroppedTerm, Presence
from service.domain.text import Quote, Text
from service.importing.microcredential_elements import read_elements

ELEMENTS = read_elements()


def text(value: str) -> Text:
    return Text(value=value, language="en")


def award(*fields: str, **changes) -> Award:
    quotes = tuple(
        Quote(text="x", language="en", where=f"{field} ← /x/{field}") for field in fields
    )
    descriptor = CredentialDescriptor(
        titles=(text("Tides"),),
        awarding_body=Organisation(names=(text("Harbour School"),)),
        **changes,
    )
    return Award(format="x", descriptor=descriptor, passages=quotes)


def by_key(card):
    return {found.definition.element: found for found in card.elements}


def test_the_list_is_that_of_the_recommendation():
    assert [item.id for item in ELEMENTS] == [f"M{n:02}" for n in range(1, 12)] + [
        f"O{n:02}" for n in range(1, 6)
    ]
    assert sum(item.mandatory for item in ELEMENTS) == 11


def test_an_element_is_present_with_the_passage_that_supports_it():
    card = report_card(award("titles", "levels", "outcomes"), "elm3-jsonld", ELEMENTS)
    found = by_key(card)
    assert found["level"].presence is Presence.PRESENT
    assert found["level"].passages[0].where == "levels ← /x/levels"
    assert (found["country"].presence, found["country"].fix.code) == (
        Presence.ABSENT,
        "card.add_property",
    )
    assert card.count(mandatory=True) == 3


@pytest.mark.parametrize(
    ("form", "property"),
    [
        ("ob3-jwt", "achievement.alignment"),
        ("elm3-jades", "learningOutcome"),
        ("edc2-xml", "learningOutcome"),
        ("ctdl", "ceterms:teaches"),
    ],
)
def test_the_fix_names_the_property_of_the_files_own_format(form, property):
    fix = by_key(report_card(award(), form, ELEMENTS))["learning_outcomes"].fix
    assert fix.get("property") == property


def test_a_format_without_such_a_property_says_so():
    fix = by_key(report_card(award(), "ctdl", ELEMENTS))["learner"].fix
    assert (fix.code, fix.get("element")) == ("card.no_property", "learner")


def test_credits_without_a_unit_are_only_half_a_workload():
    claim = CreditClaim(value=Decimal(5), system=None, as_written="5")
    card = report_card(award("credits", credits=(claim,)), "ob3-json", ELEMENTS)
    assert by_key(card)["workload"].presence is Presence.PARTLY
    assert "card.credits_without_unit" in [remark.code for remark in card.remarks]
    claim = CreditClaim(value=Decimal(5), system="ECTS", as_written="5")
    card = report_card(award("credits", credits=(claim,)), "ob3-json", ELEMENTS)
    assert by_key(card)["workload"].presence is Presence.PRESENT


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("volumeOfLearning", "P60M", "card.months_meant"),
        ("volumeOfLearning", "P2M", "card.months_meant"),
        ("maximumDuration", "P60M", "card.months_meant"),
        ("maximumDuration", "P6M", None),
        ("volumeOfLearning", "P3W", "card.duration_without_hours"),
        ("volumeOfLearning", "PT60H", None),
        ("title", "P60M", None),
    ],
)
def test_odd_durations(member, value, code):
    for card in (
        report_card(award(), "x", ELEMENTS, document={"a": [{member: value}]}),
        report_card(
            award(), "x", ELEMENTS, unread=(UnreadField(pointer=f"/a/0/{member}", preview=value),)
        ),
    ):
        found = [
            r
            for r in card.remarks
            if r.code in ("card.months_meant", "card.duration_without_hours")
        ]
        assert [remark.code for remark in found] == ([code] if code else [])
        if code:
            assert found[0].get("place") == f"/a/0/{member}"
        if code == "card.months_meant":
            assert found[0].get("count") == int(value[1:-1])


def test_dropped_terms_are_remarks():
    card = report_card(
        award(), "ob3-json", ELEMENTS, dropped=[DroppedTerm(term="gpa", pointer="/gpa")]
    )
    [remark] = [item for item in card.remarks if item.code == "card.term_dropped"]
    assert (remark.get("term"), remark.get("place")) == ("gpa", "/gpa")


def test_missing_level_workload_and_outcomes_are_each_named():
    codes = {remark.code for remark in report_card(award(), "ob3-json", ELEMENTS).remarks}
    assert {
        "card.missing_level",
        "card.missing_workload",
        "card.missing_learning_outcomes",
    } <= codes


def test_members_that_no_field_holds_still_count():
    unread = (
        UnreadField(pointer="/credentialSubject/achievement/endorsement", preview="[…]"),
        UnreadField(pointer="/hasClaim/isPartOf", preview="{…}"),
    )
    found = by_key(report_card(award(), "ob3-json", ELEMENTS, unread=unread))
    assert found["quality_assurance"].presence is Presence.PRESENT
    assert found["stackability"].passages[0].where == "/hasClaim/isPartOf"


def test_the_seven_criteria():
    card = report_card(award("levels"), "ob3-json", ELEMENTS)
    assert [item.criterion for item in card.criteria] == list(Criterion)
    presence = {item.criterion: item.presence for item in card.criteria}
    assert presence[Criterion.LEVEL] is Presence.PRESENT
    assert presence[Criterion.VERIFICATION] is Presence.ABSENT
