from decimal import Decimal

import pytest

from service.domain.text import say
from service.errors import RenderError
from service.reporting.names import (
    authority_phrase,
    framework_phrase,
    level_phrase,
    licence_phrase,
    place_phrase,
    unit_phrase,
)
from service.reporting.wording import Wording
from tests.reporting.builders import SampleFacts


@pytest.fixture
def english():
    return Wording("en", SampleFacts())


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1, 1, "1 hour"), (2, 2, "2 hours"), (1500, 1800, "1,500–1,800 hours"), (0, 1, "0–1 hours")],
)
def test_ranges_and_plurals(english, low, high, words):
    assert str(english.say("value.hours", low=Decimal(low), high=Decimal(high))) == words


def test_fractions_are_plural_by_cldr(english):
    said = english.say("value.years", low=Decimal("1.5"), high=Decimal("1.5"))
    assert str(said) == "1.5 years full time"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (say("no.such_key"), "render_unknown_message"),
        (say("value.hours", low=1), "render_missing_slot"),
        (say("value.no_level", low=1), "render_extra_slot"),
        (say("value.outcomes", count="six"), "render_bad_slot"),
        (say("warning.expired", date="31.12.2020"), "render_bad_slot"),
        (say("value.isced_2011", levels="6"), "render_bad_slot"),
        (say("value.outcomes", count=True), "render_bad_slot"),
        (say("decline.potentially_substantial", element="colour"), "render_unknown_message"),
    ],
)
def test_what_does_not_fit_is_an_error(english, statement, code):
    with pytest.raises(RenderError) as caught:
        english.say(statement)
    assert caught.value.code == code


def test_a_missing_translation_is_an_error(monkeypatch):
    monkeypatch.setattr("service.reporting.wording.entries", lambda language: {})
    with pytest.raises(RenderError) as caught:
        Wording("de").say("value.no_level")
    assert caught.value.code == "render_untranslated"


@pytest.mark.parametrize("language", ["xx", "tlh", "", "../en"])
def test_an_unknown_language_is_an_error(language):
    with pytest.raises(RenderError) as caught:
        Wording(language)
    assert caught.value.code == "render_unknown_language"
    assert "en" in caught.value.slots["known"]


def test_an_empty_list_says_the_other_message(english):
    full = english.say("value.profile", kind="academic", stages=("second_cycle",))
    alone = english.say("value.profile", kind="academic", stages=())
    assert str(full) == "academic award; opens at home: second-cycle study (master)"
    assert str(alone) == "academic award"


def test_quoted_text_keeps_its_direction_and_markup(english):
    said = english.say("identified.none", title="بكالوريوس {type} <b>")
    quote = next(run for run in said.runs if run.direction == "rtl")
    assert quote.text == "بكالوريوس {type} <b>"
    assert quote.lang == ""


def test_percentages_lists_and_levels(english):
    assert "88%" in str(
        english.say("workload.shorter_hours", share=Decimal("0.88"), threshold=Decimal("0.9"))
    )
    said = english.say("level.other_than_found", framework="ie_nfq", level="8", found=("6", "7"))
    assert str(said) == "The award here stands at NFQ 8; the basis gives NFQ 6 or 7."


def test_cycles_of_the_qf_ehea_are_words(english):
    assert str(level_phrase(english, "qf_ehea", ("first", "second"))) == (
        "QF-EHEA first cycle or QF-EHEA second cycle"
    )


def test_native_titles_carry_an_english_gloss_and_their_language(english):
    said = english.say("level.structural", types=("eg_bachelor", "ie_honours_bachelor"))
    assert "بكالوريوس (bachelor) and Honours Bachelor Degree" in str(said)
    assert {"ar", "en"} <= {run.lang for run in said.runs}


def test_names_in_the_language_of_the_report():
    german = Wording("de", SampleFacts())
    own = framework_phrase(german, "de_dqr")
    assert own.runs[0].lang is None
    assert str(own) == "Deutscher Qualifikationsrahmen für lebenslanges Lernen (DQR)"
    foreign = framework_phrase(german, "ie_nfq")
    assert foreign.runs[0].lang == "en"
    assert str(place_phrase(german, "GB-SCT")) == "Vereinigtes Königreich (GB-SCT)"


def test_codes_stay_left_to_right_on_an_arabic_page():
    arabic = Wording("ar", SampleFacts())
    (run,) = level_phrase(arabic, "ie_nfq", ("8",)).runs
    assert (run.text, run.direction) == ("NFQ 8", "ltr")
    assert arabic.direction == "rtl"


def test_credit_units(english):
    assert str(unit_phrase(english, "ECTS")) == "ECTS credit"
    assert str(unit_phrase(english, "CN-XUEFEN")) == "xuefen"
    assert str(unit_phrase(english, "XX-NONE")) == "XX-NONE"


@pytest.mark.parametrize(
    ("day", "words"), [("2019", "2019"), ("2019-06", "June 2019"), ("2019-06-12", "12 June 2019")]
)
def test_dates_are_as_precise_as_they_are_given(english, day, words):
    assert english.date(day) == words


@pytest.mark.parametrize(
    ("language", "licence", "authority"),
    [
        (
            "en",
            "Lärarlegitimation (teaching licence)",
            "Swedish National Agency for Education",
        ),
        (
            "de",
            "Lärarlegitimation (teaching licence)",
            "Skolverket (Swedish National Agency for Education)",
        ),
    ],
)
def test_a_licence_is_named_by_its_owner_with_a_gloss(language, licence, authority):
    wording = Wording(language, SampleFacts())
    assert str(licence_phrase(wording, "se_legitimation", "x")) == licence
    assert str(authority_phrase(wording, "se_legitimation", "x")) == authority


def test_a_licence_that_is_not_in_the_tables_keeps_the_name_of_the_report(english):
    assert str(licence_phrase(english, "xx_none", "Lizenz")) == "Lizenz"
    assert str(authority_phrase(english, "xx_none", "Amt")) == "Amt"
