"""Titles become words that can be compared, in any script, and nothing is invented."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.normalizing.titles import is_latin, latin, words

# Scripts in which reading the words once more must change nothing. Arabic is left out: a word
# that begins with the letters of the article twice loses one of them each time.
PLAIN = st.text(
    st.sampled_from(
        " -.,()/&'’…0123456789"
        "abcxyzABCXYZßẞäöüÄÖÜéèñçłŁøŒœğşİıIðþāēŕẫỨ"
        "абвгдїєґйёъыЖЩЮЯ"
        "αβγσςάΆΏπ"
        "学士工程管理硕博国"
        "スキル学校가나다"
        "स्नातक"
        "ปริญญาตรี"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("B.Sc.", "bsc"),
        ("Dipl.-Ing. (FH)", "dipl ing fh"),
        ("B. Sc. Informatik", "bsc informatik"),
        ("M. A. (Hist.)", "ma hist"),
        ("B. A. S.", "bas"),
        ("Abschluss B. Wirtschaft", "abschluss b wirtschaft"),
        ("Niveau 3. Dipl.", "niveau 3 dipl"),
        ("Bachelor’s degree", "bachelors degree"),
        ("Bachelor‘s degree", "bachelors degree"),
        ("Bachelor´s degree", "bachelors degree"),
        ("Bachelor`s degree", "bachelors degree"),
        ("Bachelor＇s degree", "bachelors degree"),
        ("Diplôme d'ingénieur", "diplome dingenieur"),
        ("Комп’ютерна інженерія", "компютерна інженерія"),
        ("BA/MA, Law & Economics", "ba ma law economics"),
        ("Maßnahme", "massnahme"),
        ("Licenciatura em Ciência da Computação", "licenciatura em ciencia da computacao"),
        ("Cử nhân Ứng dụng", "cu nhan ung dung"),
    ],
)
def test_latin_and_cyrillic(title: str, expected: str) -> None:
    assert words(title) == tuple(expected.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("بَكَالُورِيُوس", "بكالوريوس"),
        ("البكالوريوس", "بكالوريوس"),
        ("والبكالوريوس", "بكالوريوس"),
        ("للبكالوريوس", "بكالوريوس"),
        ("إدارة أعمال", "ادارة اعمال"),
        ("ماجستـــير", "ماجستير"),
        ("ﺑﻜﺎﻟﻮﺭﻳﻮﺱ", "بكالوريوس"),
        ("\u202bبكالوريوس\u202c", "بكالوريوس"),
    ],
)
def test_arabic_loses_article_marks_and_forms_of_letters(one: str, other: str) -> None:
    assert words(one) == words(other) == tuple(other.split())


def test_a_short_arabic_word_keeps_the_letters_of_the_article() -> None:
    assert words("ألم") == ("الم",)
    assert words("ليسانس") == ("ليسانس",)


def test_each_han_character_is_a_word() -> None:
    assert words("工学学士") == ("工", "学", "学", "士")
    assert words("理学学士学位证书(双学位)")[:4] == ("理", "学", "学", "士")


@pytest.mark.parametrize(
    "word", ["स्नातक", "प्रौद्योगिकी", "ปริญญาตรี", "ศิลปศาสตรบัณฑิต", "பட்டம்", "ስነ", "학사"]
)
def test_a_word_with_vowel_signs_stays_whole(word: str) -> None:
    assert len(words(word)) == 1
    assert words(f"{word} ({word})") == words(word) * 2


def test_what_shows_nothing_splits_no_word() -> None:
    assert words("क्\u200dष") == words("क्ष")
    assert words("Bache\u00adlor") == words("\ufeffBa\u2060chelor") == ("bachelor",)


@pytest.mark.parametrize(
    "title", ["", "   ", "—", "***", "...", "…", "∞ §", "「」", "🎓", "❤️ ⭐️", "\u200b\u200d", "'"]
)
def test_symbols_alone_are_no_words(title: str) -> None:
    assert words(title) == ()


def test_symbols_beside_words_vanish() -> None:
    assert words("🎓 Bachelor ❤️ (Hons)") == ("bachelor", "hons")


@pytest.mark.parametrize("title", ["Università", "Économie", "Ψηφιακά Έργα", "Йога", "Ứng dụng"])
def test_composed_and_decomposed_twins_are_equal(title: str) -> None:
    decomposed = unicodedata.normalize("NFD", title)
    assert decomposed != title
    assert words(decomposed) == words(title)


def test_full_width_letters_and_ligatures_are_plain_ones() -> None:
    assert words("ＭＢＡ　Ｆｉｎａｎｃｅ") == words("MBA ﬁnance") == ("mba", "finance")


def test_dotless_i_tells_turkish_words_apart() -> None:
    assert words("sınır") != words("sinir")
    assert words("İstanbul") == words("istanbul")


def test_letters_that_are_no_accented_latin_ones_stay() -> None:
    assert words("й") != words("и")
    assert words("Łódź") == ("łodz",)


def test_the_sign_that_is_kept_may_stand_alone_or_on_a_word() -> None:
    assert words("Diplom-… (FH)", keep="…") == ("diplom", "…", "fh")
    assert words("Diplom… …arbeit", keep="…") == ("diplom…", "…arbeit")
    assert words("Diplom… (FH)") == ("diplom", "fh")


@given(PLAIN)
def test_words_of_words_are_the_same_words(title: str) -> None:
    once = words(title)
    assert words(" ".join(once)) == once


@given(st.text(max_size=60))
def test_any_text_gives_words_without_spaces(title: str) -> None:
    assert all(word and len(word.split()) == 1 for word in words(title))


@given(PLAIN)
def test_upper_case_outside_turkish_and_greek_changes_nothing(title: str) -> None:
    plain = "".join(c for c in title if c not in "ıIİi" and not "\u0370" <= c <= "\u03ff")
    assert words(plain.upper()) == words(plain)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Диплом спеціаліста", "Diplom spetsialista"), ("Máster", "Master"), ("学士", "XueShi")],
)
def test_transliteration_is_ascii(title: str, expected: str) -> None:
    assert latin(title) == expected
    assert latin(title).isascii()


def test_which_titles_are_latin() -> None:
    assert is_latin("Máster (2021)")
    assert is_latin("2021!")
    assert not is_latin("Bachelor (学士)")


def test_greek_capitals_are_written_without_accents() -> None:
    assert words("ΠΤΥΧΙΟ ΝΟΜΙΚΗΣ") == words("Πτυχίο Νομικής")
