"""Earlier decisions speak for their award type, place and dates, and for nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from builders import award_type, framework, place, precedent, source

from service.comparing.precedents import fitting, precedent_level
from service.domain.comparison import LevelBasis
from service.domain.register import Place
from service.domain.text import say

KIND = award_type("in_nheqf/bachelor_3_year")
NFQ = framework("ie_nfq", "IE")
FHEQ, RQF = framework("gb_fheq", "GB"), framework("gb_rqf", "GB")
SCQF = framework("gb_sct_scqf", "GB", region="GB-SCT")
DAY = date(2016, 5, 20)


@pytest.mark.parametrize("decided_in", ["IE", "ie_nfq"])
@pytest.mark.parametrize("asked", [place(NFQ), place(NFQ, key="ie_nfq")])
def test_a_country_and_its_framework_are_one_place(decided_in: str, asked: Place) -> None:
    one = precedent("p1", KIND.id, "ie_nfq", "7", place=decided_in)
    assert fitting((one,), KIND, asked, awarded=DAY) == (one,)


@pytest.mark.parametrize(
    "other",
    [
        precedent("p1", "in_nheqf/bachelor_4_year", "ie_nfq", "7"),
        precedent("p1", KIND.id, "gb_fheq", "6"),
        precedent("p1", KIND.id, "ie_nfq", "7", award_until="2015"),
        precedent("p1", KIND.id, "ie_nfq", "7", award_since="2016-06"),
    ],
)
def test_another_award_place_or_period_does_not_fit(other: object) -> None:
    assert fitting((other,), KIND, place(NFQ), awarded=DAY) == ()  # type: ignore[arg-type]


def test_a_decision_of_the_country_is_none_of_its_region() -> None:
    one = precedent("p1", KIND.id, "gb_fheq", "6")
    assert fitting((one,), KIND, place(SCQF), awarded=DAY) == ()
    assert fitting((one,), KIND, place(FHEQ, RQF), awarded=DAY) == (one,)


def test_a_decision_in_another_framework_of_the_country_is_not_relabelled() -> None:
    one = precedent("p1", KIND.id, "gb_fheq", "6")
    assert fitting((one,), KIND, place(RQF, key="gb_rqf"), awarded=DAY) == ()


def test_without_an_award_date_only_decisions_for_all_dates_fit() -> None:
    always = precedent("p1", KIND.id, "ie_nfq", "7")
    later = precedent("p2", KIND.id, "ie_nfq", "8", award_since="2010")
    assert fitting((later, always), KIND, place(NFQ), awarded=None) == (always,)
    assert fitting((later, always), KIND, place(NFQ), awarded=DAY) == (later, always)


def test_no_decision_is_no_level() -> None:
    assert precedent_level(()) is None


def test_decisions_that_agree_give_a_level_with_their_sources() -> None:
    found = precedent_level(
        (precedent("p1", KIND.id, "ie_nfq", "7"), precedent("p2", KIND.id, "ie_nfq", "7"))
    )
    assert found is not None
    assert (found.framework, found.code, found.basis) == ("ie_nfq", "7", LevelBasis.PRECEDENT)
    assert found.notes == (say("level.precedent", id="p1"), say("level.precedent", id="p2"))
    assert found.sources == (source("p1"), source("p2"))


def test_decisions_that_differ_give_a_range() -> None:
    found = precedent_level(
        (precedent("p1", KIND.id, "ie_nfq", "7"), precedent("p2", KIND.id, "ie_nfq", "8"))
    )
    assert found is not None
    assert (found.code, found.codes) == (None, ("7", "8"))


def test_codes_of_two_frameworks_are_not_one_range() -> None:
    found = precedent_level(
        (precedent("p1", KIND.id, "gb_fheq", "6"), precedent("p2", KIND.id, "gb_rqf", "5"))
    )
    assert found is not None
    assert (found.framework, found.codes) == ("gb_fheq", ("6",))
