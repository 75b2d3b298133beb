"""Countries and languages in codes and in any language's words."""

from __future__ import annotations

import pytest

from service.importing.codes import country_code, language_code, vocabulary_rows


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("DE", "DE"), ("de", "DE"), ("DEU", "DE"), ("gbr", "GB"), ("XK", "XK"), ("1A0", "XK")],
        *[("Deutschland", "DE"), ("Германия", "DE"), ("Україна", "UA"), ("مصر", "EG")],
        *[("中国", "CN"), ("भारत", "IN"), ("Éire", "IE"), ("The Netherlands", "NL")],
        ("http://publications.europa.eu/resource/authority/country/GRC", "GR"),
        *[(" NO ", "NO"), ("Côte d’Ivoire", "CI"), ("USA", "US")],
    ],
)
def test_countries(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "ZZ", "XX", "EU", "Atlantis", "Europe", "150", "276", "NaN"])
def test_what_is_no_country(text):
    assert country_code(text) is None


def test_the_table_of_countries_is_one_to_one():
    rows = vocabulary_rows("countries.csv")
    assert len(rows) == 250
    for column in ("alpha_2", "alpha_3"):
        assert len({row[column] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("en", "en"), ("ENG", "en"), ("ger", "de"), ("zh_CN", "zh-CN"), ("en-EN", "en")],
        *[("Deutsch", "de"), ("українська", "uk"), ("العربية", "ar"), ("de-AT", "de-AT")],
        ("http://publications.europa.eu/resource/authority/language/FRA", "fr"),
    ],
)
def test_languages(text, code):
    assert language_code(text) == code


@pytest.mark.parametrize("text", ["", "und", "xx", "title", "@none", "no such language"])
def test_what_is_no_language(text):
    assert language_code(text) is None
