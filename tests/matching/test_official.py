"""The award type at home by its names: whole words, the longest, and facts where names tie."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import award, award_type, claim, credit, load, span, text
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import AwardKind, QualificationType
from service.domain.text import say
from service.matching.official import Identification, agreement, hits, identify

PGCE = award_type(
    "gb_fheq/pgce_postgraduate",
    "Postgraduate Certificate in Education",
    level="7",
    abbreviations=("PGCE",),
    credits=load("UK-CATS", 60, 120),
)
PROFESSIONAL = award_type(
    "gb_fheq/pgce_professional",
    "Professional Graduate Certificate in Education",
    level="6",
    abbreviations=("PGCE",),
)
IPGCE = award_type(
    "gb_fheq/international_pgce",
    "International Postgraduate Certificate in Education",
    level="7",
    aliases=(text("International PGCE"),),
    abbreviations=("iPGCE", "PGCEi"),
)
QTS = award_type(
    "gb_fheq/qts",
    "Qualified Teacher Status",
    kind=AwardKind.PROFESSIONAL_LICENCE,
    abbreviations=("QTS",),
)
AS = award_type(
    "gb_rqf/as_level", "AS level", kind=AwardKind.SCHOOL, abbreviations=("AS", "GCE AS")
)
BA = award_type("gb_fheq/bachelor", "Bachelor of Arts", abbreviations=("B.A.",))
GB = (PGCE, PROFESSIONAL, IPGCE, QTS, AS, BA)

UNIVERSITY = award_type(
    "de_dqr/diplom_universitaet",
    text("Diplom (Universität)", "de"),
    level="7",
    aliases=(text("Diplom", "de"), text("Diplom…", "de"), text("Diplom-Ingenieur", "de")),
    duration_years=span(4, 5),
)
FH = award_type(
    "de_dqr/diplom_fachhochschule",
    text("Diplom (Fachhochschule)", "de"),
    level="6",
    aliases=(text("Diplom", "de"), text("Diplom-… (FH)", "de"), text("Diplom... (FH)", "de")),
    duration_years=span("3.5", 4),
)
VORDIPLOM = award_type("de_dqr/vordiplom", text("Vordiplom", "de"))
DE = (UNIVERSITY, FH, VORDIPLOM)


def found(title: str, kinds: tuple[QualificationType, ...], **more: Any) -> Identification:
    return identify(award(title, **more), kinds)


def named(title: str, kinds: tuple[QualificationType, ...], **more: Any) -> str | None:
    kind = found(title, kinds, **more).kind
    return None if kind is None else kind.id


# The longest name wins


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("International PGCE", IPGCE),
        ("International Postgraduate Certificate in Education (iPGCE)", IPGCE),
        ("Postgraduate Certificate in Education", PGCE),
        ("POSTGRADUATE CERTIFICATE IN EDUCATION (Secondary)", PGCE),
        ("Professional Graduate Certificate in Education", PROFESSIONAL),
        ("Qualified Teacher Status", QTS),
    ],
)
def test_the_longest_name_wins(title: str, expected: QualificationType) -> None:
    assert named(title, GB) == expected.id


def test_how_it_was_found_is_said() -> None:
    result = found("Postgraduate Certificate in Education", GB)
    assert result.basis == say(
        "identified.title", title="Postgraduate Certificate in Education", type=PGCE.id
    )
    assert result.name == "Postgraduate Certificate in Education"


@pytest.mark.parametrize(
    "title",
    [
        "Certificate of Excellence in Everything",
        "Certificate in Education",
        "Postgraduate Education Certificate",
        "Postgraduates Certificate in Education",
        "🎓🎓",
        "",
    ],
)
def test_part_of_a_name_or_another_order_is_not_the_name(title: str) -> None:
    result = found(title, GB)
    assert result.kind is None
    assert result.basis == say("identified.none", title=title)


def test_a_name_inside_another_word_is_not_found() -> None:
    assert named("Vordiplom Mathematik", DE) == VORDIPLOM.id
    assert named("Diplomatic Studies", (award_type("x/d", aliases=(text("Diplom"),)),)) is None


# Ambiguous names, and facts that decide


def test_initials_of_two_awards_are_not_guessed() -> None:
    result = found("PGCE", GB)
    assert result.kind is None
    assert result.basis == say(
        "identified.ambiguous", title="PGCE", types=(PGCE.id, PROFESSIONAL.id)
    )
    assert result.rivals == (PGCE, PROFESSIONAL)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"levels": (claim("gb_fheq", "7"),)}, PGCE),
        ({"levels": (claim("gb_fheq", "6"),)}, PROFESSIONAL),
        ({"credits": (credit(60, "UK-CATS"),)}, PGCE),
        ({"credits": (credit(40, "UK-CATS"),)}, PROFESSIONAL),
    ],
)
def test_a_fact_of_the_file_decides_and_the_rival_is_kept(
    facts: dict[str, Any], expected: QualificationType
) -> None:
    result = found("PGCE Secondary Mathematics", GB, **facts)
    assert result.kind == expected
    assert result.basis.code == "identified.title_and_facts"
    assert len(result.rivals) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"levels": (claim("ie_nfq", "9"),)},
        {"credits": (credit(60, None),)},
        {"duration_years": Decimal(1)},
        {"kind": "academic"},
    ],
)
def test_a_fact_that_speaks_for_both_or_neither_decides_nothing(facts: dict[str, Any]) -> None:
    assert named("PGCE", GB, **facts) is None


OLD = award_type("ro_cnc/licenta_lunga", text("Diplomă de licență", "ro"), until="2005")
NEW = award_type("ro_cnc/licenta", text("Diplomă de licență", "ro"), since="2005-09")


@pytest.mark.parametrize(
    ("awarded_on", "expected"),
    [
        ("2001", OLD),
        ("2004-12-31", OLD),
        ("2005-08", OLD),
        ("2006-01-01", NEW),
        ("2005", None),
        ("2005-10-01", None),
        (None, None),
    ],
)
def test_the_date_decides_unless_it_leaves_both_open(
    awarded_on: str | None, expected: QualificationType | None
) -> None:
    result = found("Diploma de licenta", (OLD, NEW), awarded_on=awarded_on)
    assert result.kind == expected


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"levels": (claim("de_dqr", "7"),)}, 2),
        ({"levels": (claim("de_dqr", "6"),)}, -2),
        ({"levels": (claim("eqf", "7"),)}, 0),
        ({"awarded_on": "1990"}, 0),
        ({"awarded_on": "2012"}, -2),
        ({"duration_years": Decimal(4)}, 1),
        ({"duration_years": Decimal("4.5")}, 1),
        ({"duration_years": Decimal(3)}, -1),
        ({"credits": (credit(240, "ECTS-DE"),)}, 1),
        ({"credits": (credit(240, "ECTS"),)}, 1),
        ({"credits": (credit(180, "TR-AKTS"),)}, -1),
        ({"credits": (credit(240, "UK-CATS"),)}, 0),
        ({"credits": (credit(240, "LV-ECTS-OLD"),)}, 0),
        ({"credits": (credit(240, None),)}, 0),
        ({"kind": "academic"}, 1),
        ({"kind": "vocational"}, -1),
    ],
)
def test_what_each_fact_counts(facts: dict[str, Any], points: int) -> None:
    kind = award_type(
        "de_dqr/diplom",
        level="7",
        duration_years=span(4, 5),
        credits=load("ECTS-DE", 240, 300),
        until="2010",
    )
    assert agreement(kind, award("Diplom", **facts)) == points


def test_a_level_claim_says_nothing_of_a_type_without_level() -> None:
    unplaced = award_type("de_dqr/zeugnis", level=None)
    assert agreement(unplaced, award("Zeugnis", levels=(claim("de_dqr", "7"),))) == 0


def test_a_name_of_two_awards_that_agree_in_all_that_counts_is_compared_as_the_first() -> None:
    wo = award_type("nl_nlqf/wo_bachelor", level="6", abbreviations=("BSc",))
    hbo = award_type("nl_nlqf/hbo_bachelor", level="6", abbreviations=("BSc",))
    result = found("BSc Informatica", (wo, hbo))
    assert (result.kind, result.rivals, result.name) == (wo, (hbo,), "BSc")
    assert result.basis == say(
        "identified.same_level",
        title="BSc Informatica",
        types=(wo.id, hbo.id),
        framework="nl_nlqf",
        level="6",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"level": "6"}, {"level": "7"}),
        ({"level": None}, {"level": None}),
        ({"level": "6"}, {"level": "6", "kind": AwardKind.VOCATIONAL}),
        ({"level": "6"}, {"level": "6", "isced_2011": ("6",)}),
    ],
    ids=["levels", "no level", "kinds", "isced"],
)
def test_a_name_of_two_awards_that_differ_in_one_of_it_stays_open(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first = award_type("nl_nlqf/one", abbreviations=("BSc",), **one)
    second = award_type("nl_nlqf/two", abbreviations=("BSc",), **other)
    assert found("BSc", (first, second)).kind is None


def test_a_single_name_stands_though_the_facts_speak_against_it() -> None:
    # The contradiction is shown as a warning; another type is not made up from it.
    title = "Professional Graduate Certificate in Education"
    assert named(title, GB, levels=(claim("gb_fheq", "7"),)) == PROFESSIONAL.id


def test_silence_counts_nothing() -> None:
    assert all(agreement(kind, award("PGCE")) == 0 for kind in GB)
    assert agreement(award_type("x/bare"), award("x", duration_years=Decimal(3))) == 0


# Short forms


@pytest.mark.parametrize("title", ["AS", "GCE AS Mathematics", "AS (Advanced Subsidiary)"])
def test_a_short_form_in_its_case_is_found(title: str) -> None:
    assert named(title, GB) == AS.id


@pytest.mark.parametrize("title", ["As seen in practice", "Trained as a nurse"])
def test_a_short_form_in_another_case_is_a_word(title: str) -> None:
    assert named(title, GB) is None


@pytest.mark.parametrize(
    "title", ["BA (Hons) History", "B.A. History", "History, B.A", "B. A. History"]
)
def test_dots_of_a_short_form_do_not_matter(title: str) -> None:
    assert named(title, GB) == BA.id


@pytest.mark.parametrize("title", ["qts", "ba history", "Qts"])
def test_three_letters_in_another_case_are_a_word_as_well(title: str) -> None:
    assert named(title, GB) is None


def test_a_longer_short_form_is_found_in_any_case() -> None:
    assert named("ipgce", GB) == IPGCE.id
    assert found("Secondary pgce", GB).rivals == (PGCE, PROFESSIONAL)


# Patterns with a gap


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Diplom-Betriebswirt (FH)", FH),
        ("Diplom-Ingenieur (FH)", FH),
        ("Diplom Technische Informatik (FH)", FH),
        ("Diplomkaufmann (FH)", FH),
        ("Diplom (FH)", FH),
        ("Diplomingenieur", UNIVERSITY),
        ("Diplom-Ingenieur", UNIVERSITY),
    ],
)
def test_a_gap_stands_for_words_or_for_the_rest_of_one(
    title: str, expected: QualificationType
) -> None:
    assert named(title, DE) == expected.id


def test_a_gap_does_not_run_backwards() -> None:
    assert named("(FH) Diplomarbeit", (FH,)) is None


def test_a_gap_before_a_word_is_its_beginning() -> None:
    thesis = award_type("de_dqr/arbeit", aliases=(text("…arbeit", "de"),))
    assert named("Diplomarbeit", (thesis,)) == thesis.id
    assert named("Arbeiter", (thesis,)) is None
    assert named("Derbeit", (thesis,)) is None
    assert named("Diploidie", (UNIVERSITY,)) is None


def test_the_bare_word_stays_ambiguous() -> None:
    result = found("Diplom", DE)
    assert result.kind is None
    assert set(result.rivals) == {UNIVERSITY, FH}


@pytest.mark.parametrize("name", ["…", "...", " – ", ""])
def test_a_name_without_a_word_names_nothing(name: str) -> None:
    empty = award_type("x/empty", aliases=(text(name, "und"),), abbreviations=(name,))
    assert named("Anything at all", (empty,)) is None


# Two awards in one title


@pytest.mark.parametrize(
    "title",
    [
        "Postgraduate Certificate in Education with QTS",
        "Postgraduate Certificate in Education (QTS)",
        "QTS and Postgraduate Certificate in Education",
        "QTS, Postgraduate Certificate in Education",
    ],
)
def test_a_second_award_in_the_title_is_reported(title: str) -> None:
    result = found(title, GB)
    assert (result.kind, result.others, result.rivals) == (PGCE, (QTS,), ())


def test_a_name_inside_the_chosen_one_is_no_second_award() -> None:
    result = found("International Postgraduate Certificate in Education", GB)
    assert (result.kind, result.others) == (IPGCE, ())


# Other scripts


UKRAINE = (
    award_type("ua_nqf/specialist", text("Диплом спеціаліста", "uk"), level="7"),
    award_type("ua_nqf/junior", text("Диплом молодшого спеціаліста", "uk"), level="5"),
    award_type("ua_nqf/candidate", text("Кандидат наук", "uk"), aliases=(text("Кандидат … наук"),)),
)
CHINA = (
    award_type("cn_degrees/xueshi", text("学士", "zh"), level=None),
    award_type("cn_degrees/shuoshi", text("硕士", "zh"), aliases=(text("硕士学位", "zh"),)),
    award_type("cn_degrees/boshi", text("博士", "zh")),
)
EGYPT = (
    award_type("eg_nqf/bachelor", text("بكالوريوس", "ar"), aliases=(text("درجة البكالوريوس"),)),
    award_type("eg_nqf/licence", text("ليسانس", "ar")),
    award_type("eg_nqf/baccalaureate", text("شهادة البكالوريا", "ar")),
)
INDIA = (award_type("in_nheqf/snatak", text("स्नातक", "hi")),)
THAILAND = (award_type("th_nqf/bachelor", text("ปริญญาตรี", "th")),)


@pytest.mark.parametrize(
    ("title", "kinds", "expected"),
    [
        ("Диплом спеціаліста з економіки підприємства", UKRAINE, "ua_nqf/specialist"),
        ("ДИПЛОМ СПЕЦІАЛІСТА", UKRAINE, "ua_nqf/specialist"),
        ("Диплом молодшого спеціаліста", UKRAINE, "ua_nqf/junior"),
        ("Кандидат економічних наук", UKRAINE, "ua_nqf/candidate"),
        ("工学学士", CHINA, "cn_degrees/xueshi"),
        ("管理学硕士学位", CHINA, "cn_degrees/shuoshi"),
        ("بكالوريوس التجارة", EGYPT, "eg_nqf/bachelor"),
        ("درجة البكالوريوس في الهندسة", EGYPT, "eg_nqf/bachelor"),
        ("لِيسَانْس الآداب", EGYPT, "eg_nqf/licence"),
        ("شهادة البكالوريا", EGYPT, "eg_nqf/baccalaureate"),
        ("कला स्नातक (इतिहास)", INDIA, "in_nheqf/snatak"),
        ("ปริญญาตรี", THAILAND, "th_nqf/bachelor"),
        ("中学毕业证书", CHINA, None),
        ("Магістр", UKRAINE, None),
    ],
)
def test_titles_in_other_scripts(
    title: str, kinds: tuple[QualificationType, ...], expected: str | None
) -> None:
    assert named(title, kinds) == expected


def test_a_second_language_of_the_title_is_tried() -> None:
    both = award(text("Освітньо-кваліфікаційний рівень", "uk"), text("Diploma", "en"))
    kind = award_type("ua_nqf/diploma", "Diploma")
    assert identify(both, (*UKRAINE, kind)).kind == kind
    turned = award(text("Diploma", "en"), text("Освітньо-кваліфікаційний рівень", "uk"))
    assert identify(turned, (*UKRAINE, kind)).kind == kind


# What the file itself names


def test_a_type_named_by_the_file_outranks_its_title() -> None:
    result = found("PGCE", GB, qualification_type=PROFESSIONAL.id)
    assert (result.kind, result.basis.code) == (PROFESSIONAL, "identified.stated")
    other = found("Qualified Teacher Status", GB, qualification_type="ie_nfq/none")
    assert (other.kind, other.basis.code) == (QTS, "identified.title")


def test_a_micro_credential_is_one_where_the_country_has_one_such_type() -> None:
    micro = award_type("nz_nzqcf/micro", "Micro-credential", kind=AwardKind.MICROCREDENTIAL)
    other = award_type("nz_nzqcf/other", "Skill standard", kind=AwardKind.MICROCREDENTIAL)
    title = "Data Literacy for Everyone"
    result = found(title, (*GB, micro), kind="microcredential")
    assert (result.kind, result.basis.code) == (micro, "identified.kind")
    assert named(title, (micro, other), kind="microcredential") is None
    assert named(title, GB, kind="academic") is None


# Always


@given(st.permutations(GB), st.sampled_from(["PGCE with QTS", "International PGCE", "GCE AS"]))
def test_the_order_of_types_does_not_matter(kinds: list[QualificationType], title: str) -> None:
    assert found(title, tuple(kinds)).kind == found(title, GB).kind


@given(st.text(max_size=40))
def test_any_title_can_be_read(title: str) -> None:
    for hit in hits(title, (*GB, *DE, *UKRAINE, *CHINA, *EGYPT)):
        assert 0 <= hit.start < hit.end
        assert hit.weight > 0
