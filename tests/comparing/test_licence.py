"""An award that trains teachers is no licence elsewhere, and a licence does not travel."""

from __future__ import annotations

import pytest
from builders import award_type, licence, source, text
from hypothesis import given
from hypothesis import strategies as st

from service.comparing.licence import compare_licence, lacking, licence_needed, sources_of
from service.domain.framework import AwardKind, Stage
from service.domain.teaching_licence import ForeignRoute, LicenceNote, TeachingLicence
from service.domain.text import Source, say

DEGREE = award_type("bb_two/degree", access=(Stage.TEACHING,))
FOREIGN_LICENCE = award_type("bb_two/licence", kind=AwardKind.PROFESSIONAL_LICENCE)
OWN = licence(
    "aa_registration",
    names=(text("Inscription", "fr"), text("registration")),
    foreign_authority=(text("Un ministère", "fr"), text("a ministry")),
    qualification_types=("aa_one/registration",),
    notes=(LicenceNote.SCOPE_LIMITED,),
)
OTHER = licence("aa_other", routes=(ForeignRoute.ASSESSMENT, ForeignRoute.RECIPROCITY))


def codes(*args: object, **more: object) -> list[str]:
    return [each.code for each in compare_licence(*args, **more)]  # type: ignore[arg-type]


def test_a_degree_is_no_licence_and_the_licence_and_its_authority_are_named() -> None:
    first, *others = compare_licence(DEGREE, "AA", (OWN,))
    assert first == say(
        "licence.award_is_none",
        place="AA",
        licence="aa_registration",
        name="Inscription",
        authority="Un ministère",
    )
    assert others == [say("licence_route.assessment"), say("licence_note.scope_limited")]


def test_a_foreign_licence_does_not_carry_over() -> None:
    assert codes(FOREIGN_LICENCE, "AA", (OWN,))[0] == "licence.not_carried_over"


def test_an_award_that_is_not_settled_is_no_licence_either() -> None:
    assert codes(None, "AA", (OWN,))[0] == "licence.award_is_none"


def test_nothing_in_our_tables_is_unknown_and_not_free() -> None:
    assert compare_licence(DEGREE, "AA", ()) == (say("licence.not_in_tables", place="AA"),)


def test_what_leads_to_a_licence_says_so() -> None:
    said = codes(FOREIGN_LICENCE, "AA", (OWN,), leads_to=frozenset({"aa_registration"}))
    assert said[0] == "licence.award_leads_to"


def test_a_second_licence_of_one_place_is_another_way_and_routes_are_said_once() -> None:
    assert codes(DEGREE, "AA", (OWN, OTHER)) == [
        "licence.award_is_none",
        "licence.another_way",
        "licence_route.assessment",
        "licence_route.reciprocity",
        "licence_note.scope_limited",
    ]


def test_each_part_of_a_country_is_named_with_its_own() -> None:
    parts = (licence("aa_n", region="AA-N"), licence("aa_s", region="AA-S"))
    said = compare_licence(DEGREE, "AA", parts)
    assert [each.get("place") for each in said[:2]] == ["AA-N", "AA-S"]
    assert {each.code for each in said[:2]} == {"licence.award_is_none"}


def test_whoever_holds_the_licence_of_a_place_is_told_of_the_others_only() -> None:
    held = award_type("aa_one/registration", kind=AwardKind.PROFESSIONAL_LICENCE)
    elsewhere = licence("aa_s", region="AA-S")
    assert lacking(held, (OWN, OTHER, elsewhere)) == (elsewhere,)
    assert compare_licence(held, "AA", (OWN, OTHER)) == ()


@pytest.mark.parametrize(("suffices", "lacks"), [(True, ()), (False, ("aa_degree",))])
def test_the_degree_of_the_country_is_enough_only_where_it_is_said_to_be(
    suffices: bool, lacks: tuple[str, ...]
) -> None:
    home = licence("aa_degree", award_suffices=suffices, needs_types=("aa_one/degree",))
    found = lacking(award_type("aa_one/degree"), (home,))
    assert tuple(each.id for each in found) == lacks


@given(st.lists(st.sampled_from([OWN, OTHER, licence("aa_s", region="AA-S")]), min_size=1))
def test_a_foreign_award_is_never_a_licence(licences: list[TeachingLicence]) -> None:
    for subject in (DEGREE, FOREIGN_LICENCE, None):
        said = compare_licence(subject, "AA", tuple(licences))
        named = {each.get("licence") for each in said if each.get("licence") is not None}
        assert named == {each.id for each in licences}


def test_sources_are_those_of_law_and_route_each_once() -> None:
    routed = licence("aa_a", route_source=source("a page"))
    law = Source(title="aa_a", date="2000")
    assert sources_of((routed, routed)) == (law, source("a page"))


def test_a_statement_names_the_owners_words() -> None:
    made = licence_needed("decline.teaching_licence_needed", OWN)
    assert made.get("name") == "Inscription"
    assert made.get("authority") == "Un ministère"
