"""Places, generations of levels, and award types of a country."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TODAY, award_type, framework, levels, register, rows, source, text

from service.domain.framework import DescriptorDomain, LevelDescriptor
from service.domain.register import Register

IE = framework("ie_nfq", "IE", since="2003")
FHEQ = framework("gb_fheq", "GB", since="2001")
RQF = framework("gb_rqf", "GB", since="2015-10", preferred=False)
ANCIENT = framework("gb_nqf", "GB", since="1990", until="2015-09", preferred=False)
SCQF = framework("gb_sct_scqf", "GB", region="GB-SCT", since="2001")
EQF = framework("eqf", since="2008")
CYCLES = framework("qf_ehea", since="2005")
ASEAN = framework("asean_aqrf", since="2014")
ALL = register([RQF, ANCIENT, SCQF, FHEQ, IE, ASEAN, CYCLES, EQF])


@pytest.mark.parametrize(
    ("text", "key", "stated_in"),
    [
        ("IE", "IE", "ie_nfq"),
        (" ie ", "IE", "ie_nfq"),
        ("ie_nfq", "ie_nfq", "ie_nfq"),
        ("IE_NFQ", "ie_nfq", "ie_nfq"),
        ("GB-SCT", "GB-SCT", "gb_sct_scqf"),
        ("gb-sct", "GB-SCT", "gb_sct_scqf"),
        ("GB", "GB", "gb_fheq"),
        ("gb_rqf", "gb_rqf", "gb_rqf"),
        ("EQF", "eqf", "eqf"),
    ],
)
def test_a_place_is_a_country_a_region_or_a_framework(text: str, key: str, stated_in: str) -> None:
    place = ALL.place(text)
    assert place is not None
    assert (place.key, place.framework.id) == (key, stated_in)


@pytest.mark.parametrize("text", ["XX", "GB-WLS", "", "Ireland", "IE-", "nfq"])
def test_an_unknown_place_is_none(text: str) -> None:
    assert ALL.place(text) is None


def test_a_country_has_its_preferred_framework_first_and_not_those_of_its_regions() -> None:
    place = ALL.place("GB")
    assert place is not None
    assert [each.id for each in place.frameworks] == ["gb_fheq", "gb_nqf", "gb_rqf"]


def test_a_framework_as_a_place_is_alone_and_keeps_its_country() -> None:
    place = ALL.place("gb_sct_scqf")
    assert place is not None
    assert (place.country, place.region, place.frameworks) == ("GB", "GB-SCT", (SCQF,))


def test_every_key_that_is_offered_resolves() -> None:
    assert ALL.places() == ("GB", "GB-SCT", "IE")
    assert all(ALL.place(key) is not None for key in ALL.places())


def test_frameworks_on_a_day() -> None:
    def names(day: date) -> list[str]:
        return [each.id for each in ALL.frameworks_on(day)]

    assert names(date(2000, 6, 1)) == ["gb_nqf"]
    assert {"gb_nqf", "gb_fheq"} <= set(names(date(2015, 9, 30)))
    assert "gb_nqf" not in names(date(2015, 10, 1))
    assert "gb_rqf" in names(date(2015, 10, 1))


def test_meta_frameworks_stand_in_the_order_in_which_they_are_tried() -> None:
    assert ALL.metas() == ("eqf", "qf_ehea", "asean_aqrf")


def ukraine() -> Register:
    """Ten levels (0–9) until 2020, eight since: the same codes, other steps."""
    old = levels("ua_nqf", "0 6 7 8 9", since="2011-11-23", until="2020-06-24")
    new = levels("ua_nqf", "6 7 8", since="2020-06-25")
    return register([framework("ua_nqf", "UA", since="2011")], [*new, *old])


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2015, 6, 30), "2011-11-23"),
        (date(2020, 6, 24), "2011-11-23"),
        (date(2020, 6, 25), "2020-06-25"),
        (TODAY, "2020-06-25"),
    ],
)
def test_a_code_means_the_level_of_its_day(day: date, since: str) -> None:
    level = ukraine().level("ua_nqf", "7", day)
    assert level is not None
    assert level.since == since


def test_an_award_older_than_the_framework_means_the_first_generation() -> None:
    level = ukraine().level("ua_nqf", "7", date(1995, 6, 30))
    assert level is not None
    assert level.since == "2011-11-23"


def test_a_code_that_has_ended_is_unknown_after_its_end() -> None:
    assert ukraine().level("ua_nqf", "9", date(2019, 1, 1)) is not None
    assert ukraine().level("ua_nqf", "9", TODAY) is None
    assert ukraine().level("ua_nqf", "IX", TODAY) is None


def test_levels_of_a_day_by_rank_and_all_generations_without_one() -> None:
    assert [level.code for level in ukraine().levels("ua_nqf", TODAY)] == ["6", "7", "8"]
    assert len(ukraine().levels("ua_nqf")) == 8
    assert ukraine().levels("xx_none", TODAY) == ()


def test_statements_to_one_framework_or_to_all() -> None:
    found = register(
        [IE, EQF, CYCLES],
        statements=[*rows("ie_nfq", "qf_ehea", {"8": "first"}), *rows("ie_nfq", "eqf", {"8": "6"})],
    )
    assert [row.to_framework for row in found.referencings("ie_nfq")] == ["qf_ehea", "eqf"]
    assert [row.to_framework for row in found.referencings("ie_nfq", "eqf")] == ["eqf"]
    assert found.referenced_to("ie_nfq") == ("eqf", "qf_ehea")
    assert found.referencings("eqf") == ()


def test_types_of_a_region_come_before_those_of_its_country() -> None:
    wide = award_type("gb_fheq/master", "Master's degree")
    scottish = award_type("gb_sct_scqf/master", "Master of Arts", region="GB-SCT")
    other = award_type("gb_wls_cqfw/master", "Gradd Meistr", region="GB-WLS")
    irish = award_type("ie_nfq/master", "Master's degree")
    found = register([], types=[other, wide, scottish, irish])
    assert found.types_of_place("GB", "GB-SCT") == (scottish, wide)
    assert found.types_of_place("GB") == (wide, other, scottish)
    assert found.types_of_place("IE", "IE-D") == (irish,)
    assert found.types_of_framework("gb_sct_scqf") == (scottish,)


def test_a_country_of_regional_frameworks_alone_has_them_all() -> None:
    regional = [
        framework("be_vl", "BE", region="BE-VLG"),
        framework("be_fr", "BE", region="BE-WAL"),
    ]
    found = Register(frameworks=regional, levels=(), referencings=(), types=(), version="x")
    place = found.place("BE")
    assert place is not None
    assert [each.id for each in place.frameworks] == ["be_fr", "be_vl"]
    region = found.place("BE-VLG")
    assert region is not None
    assert region.framework.id == "be_vl"


def described(code: str, domain: DescriptorDomain, words: str) -> LevelDescriptor:
    return LevelDescriptor(
        framework="ua_nqf", level=code, domain=domain, texts=(text(words),), source=source("a law")
    )


def test_descriptors_speak_of_the_newest_generation_alone() -> None:
    found = ukraine().described_by([described("7", DescriptorDomain.SKILLS, "can do")])
    by_since = {level.since: level for level in found.levels("ua_nqf") if level.code == "7"}
    old, new = by_since["2011-11-23"], by_since["2020-06-25"]
    assert [row.texts[0].value for row in found.descriptors(new)] == ["can do"]
    assert found.descriptors(old) == ()
    assert found.newest("ua_nqf", "7") == new
    assert found.newest("ua_nqf", "VII") is None


def test_descriptors_come_by_domain_and_the_register_without_them_stays() -> None:
    plain = ukraine()
    found = plain.described_by(
        [described("6", domain, domain.value) for domain in reversed(DescriptorDomain)]
    )
    (level,) = found.levels("ua_nqf", TODAY)[:1]
    assert [row.domain for row in found.descriptors(level)] == list(DescriptorDomain)
    assert plain.descriptors(level) == ()


def test_types_awarded_by_a_day_keep_the_ended_ones() -> None:
    ended = award_type("ua_nqf/old", "Old", until="1999")
    coming = award_type("ua_nqf/new", "New", since="2016-09")
    found = register([], types=[ended, coming])
    assert found.types_of_framework("ua_nqf", date(2016, 8, 31)) == (ended,)
    assert found.types_of_framework("ua_nqf", date(2016, 9, 1)) == (ended, coming)
    assert found.types_of_framework("ua_nqf") == (ended, coming)


def test_statements_that_hold_on_a_day() -> None:
    old = rows("ie_nfq", "eqf", {"8": "6"}, since="2009", until="2016-12-31")
    new = rows("ie_nfq", "eqf", {"8": "6"}, since="2017")
    found = register([IE, EQF], statements=[*old, *new])
    assert found.referencings("ie_nfq", on=date(2016, 12, 31)) == tuple(old)
    assert found.referencings("ie_nfq", "eqf", on=TODAY) == tuple(new)
    assert len(found.referencings("ie_nfq")) == 2
