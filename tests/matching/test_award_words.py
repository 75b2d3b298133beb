"""Award words: country makes the meaning, the longest word counts, no word decides too much."""

from __future__ import annotations

import pytest

from service.domain.award_word import AwardClass, AwardWord
from service.domain.text import Text
from service.matching.award_words import Lexicon
from service.matching.level_estimate import LevelEstimator
from service.pipeline.knowledge import Knowledge


def word(
    text: str, kind: AwardClass, low: int, high: int, *countries: str, **more: bool
) -> AwardWord:
    return AwardWord(
        word=text,
        languages=("und",),
        countries=countries,
        award_class=kind,
        low=low,
        high=high,
        at_start=more.get("at_start", False),
    )


LEXICON = Lexicon(
    [
        word("Bachillerato", AwardClass.SCHOOL_UPPER, 4, 4, "ES"),
        word("Bachillerato", AwardClass.BACHELOR, 6, 6, "PE"),
        word("Master", AwardClass.MASTER, 7, 7),
        word("Master Professional", AwardClass.VOCATIONAL_HIGHER, 7, 7, "DE"),
        word("MA", AwardClass.MASTER, 7, 7, at_start=True),
        word("Diplom", AwardClass.VOCATIONAL, 3, 7),
        word("ปริญญาตรี", AwardClass.BACHELOR, 6, 6),
    ]
)


@pytest.mark.parametrize(
    ("title", "country", "classes"),
    [
        ("Bachillerato en Ciencias", "ES", {AwardClass.SCHOOL_UPPER}),
        ("Bachillerato en Ciencias", "PE", {AwardClass.BACHELOR}),
        ("Bachillerato en Ciencias", "FR", set()),
        ("Bachillerato", None, {AwardClass.SCHOOL_UPPER, AwardClass.BACHELOR}),
        ("Master Professional in Logistik", "DE", {AwardClass.VOCATIONAL_HIGHER}),
        ("Master Professional in Logistik", "AT", {AwardClass.MASTER}),
        ("MA History", "GB", {AwardClass.MASTER}),
        ("History MA", "GB", set()),
        ("Ma vie", "FR", set()),
        ("ปริญญาตรีวิศวกรรมศาสตร์", "TH", {AwardClass.BACHELOR}),
        ("***", "DE", set()),
    ],
)
def test_classes(title: str, country: str | None, classes: set[AwardClass]) -> None:
    assert LEXICON.classes(title, country) == classes


def test_a_word_that_admits_too_much_gives_no_level() -> None:
    estimator = LevelEstimator(LEXICON, {"general_word": 0.9})
    assert estimator.estimate(Text(value="Diplom", language="de"), "DE", on=None) is None
    guess = estimator.estimate(Text(value="Master", language="de"), "DE", on=None)
    assert guess is not None and (guess.low, guess.high, guess.confidence) == (7, 7, 0.9)


def test_without_a_country_a_false_friend_widens_the_band() -> None:
    estimator = LevelEstimator(LEXICON, {})
    guess = estimator.estimate(Text(value="Bachillerato", language="es"), None, on=None)
    assert guess is not None and (guess.low, guess.high, guess.confidence) == (4, 6, None)


@pytest.mark.parametrize(
    ("title", "country", "bare"),
    [
        ("Bachillerato en Ciencias", "ES", "en Ciencias"),
        ("Master", "DE", "Master"),
        ("Master (Logistik)", "AT", "Logistik"),
    ],
)
def test_what_is_left_is_the_subject(title: str, country: str, bare: str) -> None:
    assert LEXICON.bare(title, country) == bare


# The table of failures of plain embeddings, with the right answer (EQF level of the class).
FAILURES = [
    ("Baccalauréat général", "FR", 4, 4),
    ("Bachillerato", "ES", 3, 4),
    ("شهادة البكالوريا", "DZ", 3, 4),
    ("Licence en droit", "FR", 6, 6),
    ("Licencjat", "PL", 6, 6),
    ("Ön Lisans", "TR", 5, 5),
    ("Yüksek Lisans", "TR", 7, 7),
    ("Mag. iur.", "AT", 7, 7),
    ("Diplom-Ingenieur", "DE", 6, 7),
    ("Diplom (FH)", "DE", 6, 6),
    ("Juris Doctor", "US", 6, 7),
    ("Doctor of Medicine", "US", 6, 7),
    ("Doctorandus", "NL", 7, 7),
    ("Кандидат физико-математических наук", "RU", 8, 8),
    ("Диплом специалиста", "RU", 6, 7),
    ("Certificate III in Carpentry", "AU", 3, 4),
]


@pytest.mark.parametrize(("title", "country", "low", "high"), FAILURES)
def test_no_level_by_likeness(
    title: str, country: str, low: int, high: int, knowledge: Knowledge
) -> None:
    from datetime import date

    from service.pipeline.title import level_of_title

    found = level_of_title(
        Text(value=title, language="und"), country, knowledge, on=date(2026, 11, 25)
    )
    assert found.eqf, title
    assert low <= min(found.eqf) and max(found.eqf) <= high, sorted(found.eqf)


@pytest.mark.parametrize(
    ("title", "country", "framework", "codes"),
    [
        ("AQF Level 7 Bachelor", "AU", "au_aqf", {"7"}),
        ("RQF Level 3 Diploma", "GB", "gb_rqf", {"3"}),
    ],
)
def test_a_level_number_is_of_its_own_framework(
    title: str, country: str, framework: str, codes: set[str], knowledge: Knowledge
) -> None:
    """The digit is never copied into the EQF: the level is its framework's, or unknown."""
    from datetime import date

    from service.pipeline.title import level_of_title

    found = level_of_title(
        Text(value=title, language="en"), country, knowledge, on=date(2026, 11, 25)
    )
    assert found.eqf != {int(code) for code in codes}
