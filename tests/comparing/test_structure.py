"""Structural estimate: shown with its values, and none where nothing supports it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import award_type, framework, place, source, span
from hypothesis import given
from hypothesis import strategies as st

from service.comparing.structure import likeness, structural_level, structural_values
from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import AwardKind, FrameworkKind, QualificationType, Stage, TypeNote
from service.domain.text import say

DE = framework("de_dqr", "DE")
HERE = place(DE)


def first_degree(identifier: str = "de_dqr/bachelor", **more: Any) -> QualificationType:
    values: dict[str, Any] = {
        "level": "6",
        "isced_2011": ("6",),
        "access": (Stage.SECOND_CYCLE,),
        "total_years": span(3, 4),
    }
    return award_type(identifier, **{**values, **more})


def second_degree(identifier: str = "de_dqr/master", **more: Any) -> QualificationType:
    values: dict[str, Any] = {
        "level": "7",
        "isced_2011": ("7",),
        "access": (Stage.THIRD_CYCLE,),
        "total_years": span(5),
    }
    return award_type(identifier, **{**values, **more})


def estimated(subject: QualificationType, *benchmarks: QualificationType) -> LevelResult:
    return structural_level(subject, benchmarks, HERE, schooling_years=12)


def test_a_foreign_bachelor_stands_where_the_bachelor_here_stands() -> None:
    subject = first_degree("in_nheqf/bachelor", level="5.5")
    found = estimated(subject, second_degree(), first_degree())
    assert (found.framework, found.code, found.basis) == ("de_dqr", "6", LevelBasis.STRUCTURAL)
    assert found.notes == (say("level.structural", types=("de_dqr/bachelor",)),)
    assert found.sources == (source("in_nheqf/bachelor"), source("de_dqr/bachelor"))


def test_the_values_of_the_estimate_are_shown() -> None:
    assert structural_values(first_degree(), 12) == (
        say("value.isced_2011", levels=("6",)),
        say("value.total_years", low=Decimal(3), high=Decimal(4)),
        say("value.schooling_years", years=12),
        say("value.access", stages=("second_cycle",)),
    )
    assert structural_values(award_type("xx_home/bare"), None) == ()


def test_equal_likeness_at_two_levels_is_a_range_without_proposal() -> None:
    subject = first_degree("us_degrees/bachelor", level=None)
    found = estimated(subject, first_degree(level="7"), first_degree("de_dqr/honours", level="8"))
    assert (found.code, found.codes) == (None, ("7", "8"))


def test_a_country_without_levels_gives_like_awards_and_no_code() -> None:
    usa = framework("us_degrees", "US", kind=FrameworkKind.DEGREE_STRUCTURE)
    found = structural_level(
        first_degree(),
        (first_degree("us_degrees/bachelor", level=None),),
        place(usa),
        schooling_years=None,
    )
    assert (found.code, found.codes, found.basis) == (None, (), LevelBasis.STRUCTURAL)


def test_codes_of_two_frameworks_of_a_place_are_not_mixed() -> None:
    fheq, rqf = framework("gb_fheq", "GB"), framework("gb_rqf", "GB")
    school = {"isced_2011": ("3",), "access": (Stage.FIRST_CYCLE,), "total_years": None}
    found = structural_level(
        first_degree("ie_nfq/leaving", **school),
        (first_degree("gb_rqf/a_level", level="3", **school),),
        place(fheq, rqf),
        schooling_years=None,
    )
    assert (found.framework, found.code) == ("gb_rqf", "3")


@pytest.mark.parametrize(
    "kind",
    [
        AwardKind.PROFESSIONAL_LICENCE,
        AwardKind.OWN_TITLE,
        AwardKind.ATTENDANCE,
        AwardKind.EXAMINATION,
        AwardKind.MICROCREDENTIAL,
    ],
)
def test_what_is_no_qualification_gets_no_estimate_and_gives_none(kind: AwardKind) -> None:
    odd = first_degree("xx_home/odd", kind=kind)
    assert estimated(odd, first_degree()).basis is None
    assert estimated(first_degree("xx_home/bachelor"), first_degree(kind=kind)).basis is None


@pytest.mark.parametrize(
    "benchmarks", [(), (second_degree(),), (award_type("de_dqr/unsaid", level="6"),)]
)
def test_nothing_alike_is_no_estimate(benchmarks: tuple[QualificationType, ...]) -> None:
    found = estimated(first_degree("xx_home/bachelor"), *benchmarks)
    assert (found.code, found.codes, found.basis) == (None, (), None)


def test_an_award_without_isced_level_gets_no_estimate() -> None:
    assert estimated(first_degree("xx_home/bachelor", isced_2011=()), first_degree()).basis is None


def test_other_isced_levels_are_wholly_unlike() -> None:
    assert likeness(first_degree(), second_degree()) == 0


def test_silence_on_isced_is_no_likeness_at_all() -> None:
    assert likeness(first_degree(isced_2011=()), first_degree()) is None
    assert likeness(first_degree(), first_degree(isced_2011=())) is None


@pytest.mark.parametrize(
    "nearer_and_farther",
    [
        ({"total_years": span(3)}, {"total_years": span(2)}),
        ({"access": (Stage.SECOND_CYCLE,)}, {"access": ()}),
        ({"access": (Stage.SECOND_CYCLE,)}, {"access": (Stage.SECOND_CYCLE_CONDITIONAL,)}),
        ({"notes": ()}, {"notes": (TypeNote.INTERMEDIATE_AWARD,)}),
    ],
)
def test_years_rights_and_completeness_tell_awards_apart(
    nearer_and_farther: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    nearer, farther = (
        likeness(first_degree(**more), first_degree()) for more in nearer_and_farther
    )
    assert nearer is not None
    assert farther is not None
    assert nearer > farther


def test_a_type_limited_to_a_field_is_like_one_of_that_field() -> None:
    law = first_degree("de_dqr/staatsexamen", fields=("0421",))

    def near(*fields: str) -> Decimal:
        found = likeness(first_degree("fr_cncp/award", fields=fields), law)
        assert found is not None
        return found

    assert near("0421") == near("04") > near() == near("0912")


def test_a_type_of_any_field_is_not_set_beside_one_of_a_single_field() -> None:
    law = first_degree("de_dqr/staatsexamen", fields=("0421",))
    general = first_degree("fr_cncp/award")
    away, home = likeness(general, law), likeness(law, general)
    assert away is not None
    assert home is not None
    assert away < home


def test_another_entry_tells_less_than_another_length() -> None:
    def near(**more: Any) -> Decimal:
        usual: dict[str, Any] = {"entry": Stage.UPPER_SECONDARY, "total_years": span(3)}
        found = likeness(first_degree(**{**usual, **more}), first_degree(**usual))
        assert found is not None
        return found

    assert near() > near(entry=Stage.SHORT_CYCLE) > near(total_years=span(1))


def licence(*access: Stage, **more: Any) -> QualificationType:
    values = {"kind": AwardKind.PROFESSIONAL_LICENCE, "isced_2011": (), "access": access}
    return first_degree("xx_home/licence", **{**values, **more})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (licence(Stage.TEACHING), licence(Stage.TEACHING), "1"),
        (licence(Stage.TEACHING), licence(Stage.REGULATED_PROFESSION), "0"),
        (licence(), licence(), "0.5"),
        (licence(fields=("0912",)), licence(fields=("0912",)), "1"),
        (licence(fields=("0912",)), licence(fields=("0421",)), "0"),
        (licence(fields=("0912",)), licence(), "0.5"),
    ],
)
def test_licences_are_alike_where_they_open_the_same_profession(
    one: QualificationType, other: QualificationType, expected: str
) -> None:
    assert likeness(one, other) == likeness(other, one) == Decimal(expected)


def test_micro_credentials_are_alike_as_such() -> None:
    micro = first_degree(kind=AwardKind.MICROCREDENTIAL, isced_2011=())
    assert likeness(micro, micro) == 1


TYPES = st.builds(
    first_degree,
    isced_2011=st.lists(st.sampled_from("5678"), unique=True, max_size=2).map(tuple),
    access=st.lists(st.sampled_from(Stage), unique=True, max_size=4).map(tuple),
    total_years=st.none() | st.integers(1, 8).map(lambda years: span(years, years + 1)),
    entry=st.none() | st.sampled_from(Stage),
    notes=st.lists(st.sampled_from(TypeNote), unique=True, max_size=2).map(tuple),
    fields=st.lists(st.sampled_from(["04", "0421", "09"]), unique=True, max_size=2).map(tuple),
)


@given(TYPES, TYPES)
def test_likeness_is_mutual_and_between_nought_and_one(
    one: QualificationType, other: QualificationType
) -> None:
    found = likeness(one, other)
    if bool(one.fields) == bool(other.fields):
        assert found == likeness(other, one)
    assert found is None or 0 <= found <= 1


@given(TYPES)
def test_an_award_is_like_itself(kind: QualificationType) -> None:
    assert likeness(kind, kind) == (1 if kind.isced_2011 else None)
