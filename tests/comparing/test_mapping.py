"""Levels mapped without an award: in registers checked by hand, then over all shipped content."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from builders import TODAY, compared, framework, levels, place, register, rows, source

from service.comparing.mapping import Mapping, MapStatus, find_level, map_level
from service.domain.comparison import LevelBasis
from service.domain.framework import Framework
from service.domain.register import Place, Register
from service.domain.text import holds_on, say
from service.pipeline.knowledge import Knowledge

EQF = framework("eqf")
IE = framework("ie_nfq", "IE")
DE = framework("de_dqr", "DE")
HQR = framework("de_hqr", "DE", preferred=False, sector="higher_education")
NZ = framework("nz_nzqcf", "NZ")
ID = framework("id_kkni", "ID")
FR = framework("fr_cncp", "FR")

WORLD = register(
    [EQF, IE, DE, HQR, NZ, ID, FR],
    [
        *levels("eqf", "1 2 3 4 5 6 7 8"),
        *levels("ie_nfq", "6 7 8 9 10"),
        *levels("de_dqr", "5 6 7 8"),
        *levels("de_hqr", "1 2 3"),
        *levels("nz_nzqcf", "7 8 9 10"),
        *levels("id_kkni", "6 8 9"),
        *levels("fr_cncp", "III II I", since="1969", until="2019-01-07"),
        *levels("fr_cncp", "Entry 5 6 7 8", since="2019-01-08"),
    ],
    [
        *rows("ie_nfq", "eqf", {"6": "5", "7": "6", "8": "6", "9": "7", "10": "8"}),
        *rows("de_dqr", "eqf", {"5": "5", "6": "6", "7": "7", "8": "8"}),
        *compared("de_hqr", "de_dqr", {"1": "6", "2": "7", "3": "8"}),
        *compared("nz_nzqcf", "eqf", {"7": "6", "8": "", "9": "7", "10": "8"}),
        *rows("fr_cncp", "eqf", {"III": "5", "II": "6", "I": "7 8"}, until="2019-01-07"),
        *rows("fr_cncp", "eqf", {"5": "5", "6": "6", "7": "7"}, since="2019-01-08"),
    ],
)
GERMANY = place(DE, HQR)


def mapped(of: Framework, code: str, to: Place, on: date = TODAY) -> Mapping:
    level = find_level(WORLD, place(of), code, on=on)
    assert level is not None
    return map_level(WORLD, level, to, on=on)


def test_a_range_stays_a_range_and_cites_every_hop() -> None:
    found = mapped(DE, "6", place(IE))
    assert (found.status, found.result.code, found.result.codes) == (
        MapStatus.RANGE,
        None,
        ("7", "8"),
    )
    assert found.to_framework == "ie_nfq"
    assert {hop.source for hop in found.result.hops} == {
        source("de_dqr to eqf"),
        source("ie_nfq to eqf"),
    }


def test_the_way_back_is_one_level() -> None:
    found = mapped(IE, "8", GERMANY)
    assert (found.status, found.result.code) == (MapStatus.MAPPED, "6")
    assert found.to_framework == "de_dqr"
    assert found.result.basis is LevelBasis.REFERENCING


def test_an_agreed_absence_keeps_its_statement() -> None:
    found = mapped(NZ, "8", place(EQF))
    assert found.status is MapStatus.NO_AGREED_LEVEL
    assert found.result.codes == ()
    assert [(hop.level, hop.to_levels, hop.source) for hop in found.result.hops] == [
        ("8", (), source("nz_nzqcf to eqf"))
    ]
    assert found.result.notes == (
        say("level.not_agreed", framework="nz_nzqcf", level="8", to_framework="eqf"),
    )


def test_an_agreed_absence_in_the_eqf_speaks_of_those_referenced_to_it() -> None:
    assert mapped(NZ, "8", place(IE)).status is MapStatus.NO_AGREED_LEVEL
    assert mapped(NZ, "8", place(ID)).status is MapStatus.UNKNOWN


def test_silence_is_unknown_and_not_an_absence() -> None:
    found = mapped(ID, "8", GERMANY)
    assert (found.status, found.result.hops, found.to_framework) == (
        MapStatus.UNKNOWN,
        (),
        "de_dqr",
    )


def test_before_the_statement_nothing_is_known() -> None:
    assert mapped(DE, "6", place(IE), date(2009, 12, 31)).status is MapStatus.UNKNOWN


def test_a_level_at_home_is_itself() -> None:
    found = mapped(DE, "6", GERMANY)
    assert (found.status, found.to_framework, found.result.code) == (
        MapStatus.MAPPED,
        "de_dqr",
        "6",
    )


def test_a_secondary_scale_is_stated_in_the_preferred_one_unless_asked_for_itself() -> None:
    assert mapped(HQR, "1", GERMANY).to_framework == "de_dqr"
    itself = mapped(HQR, "1", place(HQR))
    assert (itself.to_framework, itself.result.code) == ("de_hqr", "1")


@pytest.mark.parametrize(
    ("code", "on", "since"),
    [
        ("II", date(2015, 6, 1), "1969"),
        ("ii", TODAY, "1969"),
        ("6", TODAY, "2019-01-08"),
        ("entry", TODAY, "2019-01-08"),
    ],
)
def test_a_code_is_read_in_its_generation(code: str, on: date, since: str) -> None:
    level = find_level(WORLD, place(FR), f" {code} ", on=on)
    assert level is not None
    assert level.since == since


def test_an_ended_level_keeps_its_own_statements() -> None:
    found = mapped(FR, "II", GERMANY)
    assert (found.status, found.result.code) == (MapStatus.MAPPED, "6")


def test_a_code_of_a_secondary_framework_is_found_when_the_first_lacks_it() -> None:
    level = find_level(WORLD, GERMANY, "1", on=TODAY)
    assert level is not None
    assert level.framework == "de_hqr"


def test_a_code_that_no_framework_has_is_none() -> None:
    assert find_level(WORLD, GERMANY, "9", on=TODAY) is None
    assert find_level(WORLD, GERMANY, "", on=TODAY) is None


# --- all ordered pairs of what is shipped ---

DAYS = (date(2026, 11, 25), date(2018, 6, 30), date(2005, 1, 1))


@pytest.fixture(scope="module")
def shipped(knowledge: Knowledge) -> Register:
    """What is shipped."""
    return knowledge.register


def _alone(world: Register, identifier: str) -> Place:
    found = world.place(identifier)
    assert found is not None
    return found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_ordered_pair_has_a_result_with_sources(shipped: Register, day: date) -> None:
    """Every level today; on days past every third level of every pair."""
    places = {each: _alone(shipped, each) for each in shipped.frameworks}
    step = 1 if day == DAYS[0] else 3
    for home, target in permutations(places, 2):
        here = {level.code for level in shipped.levels(target, day)}
        for level in shipped.levels(home, day)[::step]:
            found = map_level(shipped, level, places[target], on=day)
            result, where = found.result, f"{home} {level.code} to {target} on {day}"
            assert all(hop.source.title for hop in result.hops), where
            assert all(holds_on(day, hop.since, None) for hop in result.hops), where
            assert set(result.codes) <= here, where
            assert found.to_framework == target, where
            if found.status in (MapStatus.MAPPED, MapStatus.RANGE):
                assert result.hops, where
                assert result.basis in (LevelBasis.REFERENCING, LevelBasis.COMPARISON), where
                assert (len(result.codes) == 1) == (found.status is MapStatus.MAPPED), where
                ends = {result.hops[0].framework, result.hops[0].to_framework}
                assert home in ends, where
            else:
                assert result.codes == (), where
                assert bool(result.hops) == (found.status is MapStatus.NO_AGREED_LEVEL), where


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_there_and_back_over_the_eqf_contains_the_start(shipped: Register, day: date) -> None:
    eqf = _alone(shipped, "eqf")
    walked = 0
    for home in shipped.frameworks:
        if home == "eqf":
            continue
        for level in shipped.levels(home, day):
            there = map_level(shipped, level, eqf, on=day)
            if there.status is not MapStatus.MAPPED:
                continue
            reached = find_level(shipped, eqf, there.result.codes[0], on=day)
            assert reached is not None
            back = map_level(shipped, reached, _alone(shipped, home), on=day)
            if back.status is MapStatus.MAPPED:
                walked += 1
                assert level.code in back.result.codes, (home, level.code, reached.code)
    assert walked or day.year < 2008
