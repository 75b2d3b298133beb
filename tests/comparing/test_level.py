"""Levels by published statements, in registers small enough to check by hand."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TODAY, compared, framework, levels, place, register, rows, source
from hypothesis import given
from hypothesis import strategies as st

from service.comparing.level import cycle_of, eqf_of, published_level
from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import Framework, FrameworkKind, Level, ReferencingKind
from service.domain.register import Register
from service.domain.text import Confidence, say

EQF = framework("eqf")
CYCLES = framework("qf_ehea")
IE = framework("ie_nfq", "IE")
DE = framework("de_dqr", "DE")
UA = framework("ua_nqf", "UA")
NZ = framework("nz_nzqcf", "NZ")
FR = framework("fr_cncp", "FR")
IT = framework("it_qti", "IT")
OLD, NEW = {"until": "2020-06-24"}, {"since": "2020-06-25"}

WORLD = register(
    [EQF, CYCLES, IE, DE, UA, NZ, FR, IT],
    [
        *levels("eqf", "1 2 3 4 5 6 7 8"),
        *levels("qf_ehea", "short first second third"),
        *levels("ie_nfq", "6 7 8 9 10"),
        *levels("de_dqr", "4 5 6 7 8"),
        *levels("it_qti", "I II III"),
        *levels("nz_nzqcf", "7 8 9 10"),
        *levels("ua_nqf", "6 7 8 9", **OLD),
        *levels("ua_nqf", "6 7 8", **NEW),
        *levels("fr_cncp", "III II I", since="1969", until="2019-01-07"),
        *levels("fr_cncp", "5 6 7 8", since="2019-01-08"),
    ],
    [
        *rows("eqf", "qf_ehea", {"5": "short", "6": "first", "7": "second", "8": "third"}),
        *rows("ie_nfq", "eqf", {"6": "5", "7": "6", "8": "6", "9": "7", "10": "8"}, since="2009"),
        *rows(
            "ie_nfq",
            "qf_ehea",
            {"8": "first", "9": "second"},
            since="2006",
            kind=ReferencingKind.SELF_CERTIFICATION,
        ),
        *rows("de_dqr", "eqf", {"4": "4", "5": "5", "6": "6", "7": "7", "8": "8"}, since="2013"),
        *rows("it_qti", "qf_ehea", {"I": "first", "II": "second", "III": "third"}),
        *rows("ua_nqf", "qf_ehea", {"6": "first", "7": "second", "8": "third"}, since="2022"),
        *compared("nz_nzqcf", "eqf", {"7": "6", "8": "", "9": "7"}, since="2016"),
        *compared("ie_nfq", "nz_nzqcf", {"8": "7", "9": "9"}, since="2010"),
        *rows(
            "fr_cncp",
            "eqf",
            {"III": "5", "II": "6", "I": "7 8"},
            since="2010-10",
            until="2019-01-07",
        ),
        *rows("fr_cncp", "eqf", {"5": "5", "6": "6", "7": "7", "8": "8"}, since="2019-01-08"),
    ],
)


def at(
    world: Register, of: Framework, code: str, target: Framework, awarded: date | None = None
) -> LevelResult:
    """The level of `code` in `target` today, for an award of the day `awarded`."""
    level = world.level(of.id, code, awarded or TODAY)
    assert level is not None
    return published_level(world, level, place(target), on=TODAY, awarded=awarded)


def path(found: LevelResult) -> list[tuple[str, str, bool]]:
    return [(hop.framework, hop.to_framework, hop.reverse) for hop in found.hops]


def test_referencing_over_the_eqf_cites_both_hops() -> None:
    found = at(WORLD, IE, "9", DE)
    assert (found.code, found.codes, found.basis) == ("7", ("7",), LevelBasis.REFERENCING)
    assert found.eqf == ("7",)
    assert path(found) == [("ie_nfq", "eqf", False), ("de_dqr", "eqf", True)]
    assert found.sources == (source("ie_nfq to eqf"), source("de_dqr to eqf"))


def test_the_other_way_round_a_range_stays_a_range() -> None:
    found = at(WORLD, DE, "6", IE)
    assert (found.code, found.codes) == (None, ("7", "8"))
    assert found.eqf == ("6",)
    assert found.qf_ehea == ("first",)


def test_a_comparison_is_named_as_one() -> None:
    found = at(WORLD, NZ, "9", DE)
    assert (found.code, found.basis) == ("7", LevelBasis.COMPARISON)
    assert [hop.kind for hop in found.hops] == [
        ReferencingKind.COMPARISON,
        ReferencingKind.REFERENCING,
    ]


def test_a_referencing_outranks_a_comparison_that_is_more_direct() -> None:
    both = register(
        WORLD.frameworks.values(),
        [level for each in WORLD.frameworks for level in WORLD.levels(each)],
        [
            *(row for each in WORLD.frameworks for row in WORLD.referencings(each)),
            *compared("ie_nfq", "de_dqr", {"9": "8"}),
        ],
    )
    found = at(both, IE, "9", DE)
    assert (found.code, found.basis) == ("7", LevelBasis.REFERENCING)


def test_a_bilateral_comparison_comes_before_the_way_over_the_eqf() -> None:
    found = at(WORLD, IE, "8", NZ)
    assert (found.codes, found.basis) == (("7",), LevelBasis.COMPARISON)
    assert path(found) == [("ie_nfq", "nz_nzqcf", False)]


def test_a_bilateral_comparison_is_read_from_the_other_side_too() -> None:
    found = at(WORLD, NZ, "7", IE)
    assert found.codes == ("8",)
    assert path(found) == [("ie_nfq", "nz_nzqcf", True)]


def test_agreed_absence_is_noted_and_gives_no_level() -> None:
    found = at(WORLD, NZ, "8", DE)
    assert (found.code, found.codes, found.basis, found.eqf) == (None, (), None, ())
    note = say("level.not_agreed", framework="nz_nzqcf", level="8", to_framework="eqf")
    assert found.notes == (note,)


def test_silence_is_no_agreed_absence() -> None:
    found = at(WORLD, NZ, "10", DE)
    assert (found.basis, found.notes) == (None, ())


def test_agreed_absence_is_still_noted_where_another_way_gives_a_level() -> None:
    hk = framework("hk_hkqf", "HK")
    world = register(
        [EQF, NZ, hk],
        [*levels("eqf", "6 7"), *levels("nz_nzqcf", "8"), *levels("hk_hkqf", "5 6")],
        [
            *compared("nz_nzqcf", "hk_hkqf", {"8": ""}),
            *compared("nz_nzqcf", "eqf", {"8": "6"}),
            *compared("hk_hkqf", "eqf", {"5": "6"}),
        ],
    )
    found = at(world, NZ, "8", hk)
    assert found.codes == ("5",)
    assert [note.code for note in found.notes] == ["level.not_agreed"]


def test_one_level_of_a_range_without_partner_does_not_hide_the_other() -> None:
    world = register(
        [EQF, framework("asean_aqrf"), DE],
        [*levels("eqf", "6 7"), *levels("asean_aqrf", "6 7"), *levels("de_dqr", "6-7")],
        [
            *rows("de_dqr", "asean_aqrf", {"6-7": "6 7"}),
            *rows("asean_aqrf", "eqf", {"6": "6", "7": ""}),
        ],
    )
    assert at(world, DE, "6-7", world.frameworks["eqf"]).codes == ("6",)


def test_ukraine_goes_by_its_cycle_and_the_eqf_to_germany() -> None:
    found = at(WORLD, UA, "7", DE, awarded=date(2023, 6, 30))
    assert (found.code, found.basis) == ("7", LevelBasis.REFERENCING)
    assert path(found) == [
        ("ua_nqf", "qf_ehea", False),
        ("eqf", "qf_ehea", True),
        ("de_dqr", "eqf", True),
    ]


def test_a_level_known_to_the_eqf_only_does_not_become_a_cycle_of_another_framework() -> None:
    # German level 6 holds master craftsmen too; only the way from cycle to EQF is stated.
    assert at(WORLD, DE, "6", IT).basis is None


@pytest.mark.parametrize(("degree", "codes"), [(True, ("I",)), (False, ()), (None, ())])
def test_only_a_degree_goes_from_the_eqf_to_a_cycle(
    degree: bool | None, codes: tuple[str, ...]
) -> None:
    level = WORLD.level("de_dqr", "6", TODAY)
    assert level is not None
    found = published_level(WORLD, level, place(IT), on=TODAY, awarded=None, degree=degree)
    assert found.codes == codes


def test_what_is_no_degree_takes_no_way_over_the_cycles() -> None:
    level = WORLD.level("ua_nqf", "7", TODAY)
    assert level is not None
    found = published_level(WORLD, level, place(DE), on=TODAY, awarded=None, degree=False)
    assert found.basis is None


def test_two_frameworks_known_by_their_cycles_meet_in_the_cycle() -> None:
    found = at(WORLD, IE, "9", IT)
    assert found.codes == ("II",)
    assert path(found) == [("ie_nfq", "qf_ehea", False), ("it_qti", "qf_ehea", True)]


def test_a_level_that_ended_is_not_read_by_what_was_stated_of_its_successor() -> None:
    # Old level 7 of Ukraine was not what the self-certification of 2022 calls level 7.
    assert at(WORLD, UA, "7", DE, awarded=date(2012, 6, 30)).basis is None


def test_nor_where_end_and_statement_name_the_same_year() -> None:
    world = register(
        [EQF, UA],
        [*levels("eqf", "6 7"), *levels("ua_nqf", "7", until="2020")],
        rows("ua_nqf", "eqf", {"7": "7"}, since="2020"),
    )
    assert at(world, UA, "7", EQF, awarded=date(2012, 6, 30)).basis is None


def test_nor_is_a_new_level_read_by_a_report_that_ended_in_its_first_year() -> None:
    world = register(
        [EQF, UA],
        [*levels("eqf", "6 7"), *levels("ua_nqf", "7", since="2020")],
        rows("ua_nqf", "eqf", {"7": "6"}, since="2012", until="2020"),
    )
    (level,) = world.levels("ua_nqf")
    found = published_level(world, level, place(EQF), on=date(2020, 9, 1), awarded=None)
    assert found.basis is None


@pytest.mark.parametrize(
    ("code", "awarded", "codes"),
    [
        ("II", date(2010, 7, 1), ("6",)),
        ("I", date(2010, 7, 1), ("7", "8")),
        ("III", date(2019, 1, 7), ("5",)),
        ("6", date(2019, 1, 8), ("6",)),
    ],
)
def test_old_french_levels_are_read_by_the_report_on_the_old_scale(
    code: str, awarded: date, codes: tuple[str, ...]
) -> None:
    assert at(WORLD, FR, code, DE, awarded=awarded).codes == codes


def test_of_two_reports_on_an_ended_scale_the_last_counts() -> None:
    world = register(
        [EQF, FR],
        [*levels("eqf", "6 7 8"), *levels("fr_cncp", "I", since="1969", until="2019")],
        [
            *rows("fr_cncp", "eqf", {"I": "7"}, since="2008", until="2012"),
            *rows("fr_cncp", "eqf", {"I": "7 8"}, since="2013", until="2019"),
        ],
    )
    found = at(world, FR, "I", EQF, awarded=date(2009, 7, 1))
    assert [hop.since for hop in found.hops] == ["2013"]
    assert found.codes == ("7", "8")


@pytest.mark.parametrize(("on", "codes"), [(date(2012, 12, 31), ()), (date(2013, 1, 1), ("6",))])
def test_a_statement_counts_from_its_day(on: date, codes: tuple[str, ...]) -> None:
    (level,) = (each for each in WORLD.levels("de_dqr") if each.code == "6")
    assert published_level(WORLD, level, place(EQF), on=on, awarded=None).codes == codes


def test_a_statement_that_ended_counts_no_more() -> None:
    world = register(
        [EQF, DE],
        [*levels("eqf", "6"), *levels("de_dqr", "6")],
        rows("de_dqr", "eqf", {"6": "6"}, until="2024"),
    )
    assert at(world, DE, "6", EQF).basis is None


def test_codes_that_the_target_no_longer_has_are_no_result() -> None:
    world = register(
        [UA, DE],
        [*levels("de_dqr", "6"), *levels("ua_nqf", "9", **OLD)],
        compared("de_dqr", "ua_nqf", {"6": "9"}),
    )
    assert at(world, DE, "6", UA).basis is None


def test_the_same_framework_needs_no_conversion() -> None:
    found = at(WORLD, IE, "8", IE)
    assert (found.code, found.codes, found.hops) == ("8", ("8",), ())
    assert (found.eqf, found.qf_ehea) == (("6",), ("first",))
    assert found.notes == (say("level.same_framework", framework="ie_nfq", level="8"),)


def test_the_same_framework_with_a_comparison_only_claims_no_eqf_level() -> None:
    assert at(WORLD, NZ, "7", NZ).eqf == ()


def test_a_level_of_an_ended_scale_is_carried_into_its_successor() -> None:
    found = at(WORLD, FR, "II", FR, awarded=date(2010, 7, 1))
    assert (found.code, found.basis) == ("6", LevelBasis.REFERENCING)
    assert path(found) == [("fr_cncp", "eqf", False), ("fr_cncp", "eqf", True)]
    assert at(WORLD, UA, "7", UA, awarded=date(2012, 6, 30)).codes == ()


def test_a_meta_framework_is_a_place_as_well() -> None:
    found = at(WORLD, IE, "8", EQF)
    assert (found.code, found.eqf, found.basis) == ("6", ("6",), LevelBasis.REFERENCING)
    assert path(found) == [("ie_nfq", "eqf", False)]


def test_a_level_of_the_eqf_is_carried_into_a_country() -> None:
    assert at(WORLD, EQF, "6", IE).codes == ("7", "8")


def test_a_statement_younger_than_the_award_is_noted_once() -> None:
    found = at(WORLD, IE, "9", DE, awarded=date(2010, 6, 30))
    assert found.notes == (say("level.stated_after_award", framework="de_dqr", since="2013"),)


def test_a_statement_of_the_year_of_the_award_is_no_younger() -> None:
    assert at(WORLD, IE, "9", DE, awarded=date(2013, 1, 1)).notes == ()


@pytest.mark.parametrize("confidence", [Confidence.LOW, Confidence.MEDIUM])
def test_a_weakly_founded_step_is_noted(confidence: Confidence) -> None:
    world = register(
        [EQF, DE],
        [*levels("eqf", "6"), *levels("de_dqr", "6")],
        rows("de_dqr", "eqf", {"6": "6"}, confidence=confidence),
    )
    note = say(
        "level.confidence", framework="de_dqr", to_framework="eqf", confidence=confidence.value
    )
    assert at(world, DE, "6", EQF).notes == (note,)


def level_of(of: Framework, code: str) -> Level:
    found = WORLD.level(of.id, code, TODAY)
    assert found is not None
    return found


def test_the_eqf_level_of_a_level_and_whether_it_is_official() -> None:
    assert eqf_of(WORLD, level_of(IE, "7"), on=TODAY) == (("6",), True)
    assert eqf_of(WORLD, level_of(NZ, "7"), on=TODAY) == (("6",), False)
    assert eqf_of(WORLD, level_of(NZ, "8"), on=TODAY) == ((), False)
    assert eqf_of(WORLD, level_of(EQF, "3"), on=TODAY) == (("3",), True)


def test_the_cycle_is_that_of_the_own_self_certification() -> None:
    assert cycle_of(WORLD, level_of(IE, "9"), on=TODAY) == ("second",)
    assert cycle_of(WORLD, level_of(DE, "7"), on=TODAY) == ()
    assert cycle_of(WORLD, level_of(CYCLES, "third"), on=TODAY) == ("third",)


CODES = ["1", "2", "3", "4", "5"]
RELATION = st.dictionaries(
    st.sampled_from(CODES), st.sets(st.sampled_from(CODES), min_size=1).map(sorted), min_size=1
)


def to_eqf(relation: dict[str, list[str]]) -> Register:
    return register(
        [EQF, DE],
        [*levels("eqf", CODES), *levels("de_dqr", CODES)],
        rows("de_dqr", "eqf", {code: " ".join(found) for code, found in relation.items()}),
    )


@given(RELATION)
def test_there_and_back_again_reaches_the_level_from_which_one_started(
    relation: dict[str, list[str]],
) -> None:
    world = to_eqf(relation)
    for code, found in relation.items():
        there = at(world, DE, code, EQF)
        assert there.codes == tuple(found)
        for eqf in there.codes:
            assert code in at(world, EQF, eqf, DE).codes


@given(st.permutations(CODES))
def test_there_and_back_again_is_exact_where_levels_are_paired(order: list[str]) -> None:
    world = to_eqf({code: [other] for code, other in zip(CODES, order, strict=True)})
    for code in CODES:
        (there,) = at(world, DE, code, EQF).codes
        assert at(world, EQF, there, DE).codes == (code,)


@given(RELATION)
def test_levels_of_a_range_stand_in_rising_order(relation: dict[str, list[str]]) -> None:
    world = to_eqf(relation)
    rank = {level.code: level.rank for level in world.levels("de_dqr")}
    for eqf in CODES:
        ranks = [rank[code] for code in at(world, EQF, eqf, DE).codes]
        assert ranks == sorted(ranks)


def test_a_country_without_levels_gives_none() -> None:
    usa = framework("us_degrees", "US", kind=FrameworkKind.DEGREE_STRUCTURE)
    world = register([EQF, DE, usa], levels("de_dqr", "6"), rows("de_dqr", "eqf", {"6": "6"}))
    found = at(world, DE, "6", usa)
    assert (found.framework, found.code, found.basis) == ("us_degrees", None, None)
