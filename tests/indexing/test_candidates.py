"""Titles beside the names of award types: every written form, and no likeness from nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from builders import award_type, text
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import QualificationType
from service.indexing.candidates import FloatArray, Resemblance, TitleIndex, forms_of

XUESHI = award_type("cn_degrees/xueshi", text("学士", "zh"), title_en="bachelor's degree")
SPECIALIST = award_type(
    "ua_nqf/specialist",
    text("Диплом спеціаліста", "uk"),
    title_en="specialist diploma",
    aliases=(text("Specialist degree"), text("Диплом … спеціаліста", "uk")),
)
MASTER = award_type("de_dqr/master", text("Master", "de"), title_en="master's degree")
SYMBOLS = award_type("xx_home/symbols", text("***", "und"), title_en="—")
KINDS = (XUESHI, SPECIALIST, MASTER, SYMBOLS)


class LetterEncoder:
    """Counts letters a–z: deterministic, and alike where spelling is alike."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> FloatArray:
        self.asked.append(list(texts))
        rows = [[each.lower().count(chr(97 + i)) + 0.01 for i in range(26)] for each in texts]
        counts = np.array(rows, dtype=np.float32)
        lengths: FloatArray = np.linalg.norm(counts, axis=1, keepdims=True)
        return (counts / lengths).astype(np.float32)


def one(
    title: str, kind: QualificationType, *, encoder: LetterEncoder | None = None
) -> Resemblance:
    index = TitleIndex(KINDS if kind in KINDS else (*KINDS, kind), encoder)
    query = encoder([title])[0] if encoder else None
    (found,) = index.resemblances(title, [kind.id], query)
    return found


def fuzzy(title: str, name: str) -> float:
    found = one(title, award_type("xx_home/award", text(name)))
    assert found.fuzzy is not None
    return found.fuzzy


def test_every_written_form_of_a_type() -> None:
    assert [(form.text, form.language) for form in forms_of(SPECIALIST)] == [
        ("Диплом спеціаліста", "uk"),
        ("Specialist degree", "en"),
        ("specialist diploma", "en"),
        ("Diplom spetsialista", "und-Latn"),
    ]


def test_a_latin_title_is_not_transliterated_and_none_stands_twice() -> None:
    twice = award_type("de_dqr/master", text("Master", "de"), title_en="Master")
    assert [(form.text, form.language) for form in forms_of(twice)] == [("Master", "de")]
    accented = award_type("es_mecu/master", text("Máster", "es"))
    assert [form.text for form in forms_of(accented)] == ["Máster"]


def test_the_same_title_resembles_wholly() -> None:
    found = one("диплом спеціаліста", SPECIALIST)
    assert found.fuzzy == 1.0
    assert found.fuzzy_form is not None
    assert found.fuzzy_form.text == "Диплом спеціаліста"


def test_a_transliterated_title_finds_the_original() -> None:
    found = one("Diplom spetsialista", SPECIALIST)
    assert (found.fuzzy, found.fuzzy_form and found.fuzzy_form.language) == (1.0, "und-Latn")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("University of York", "York University in Prague"),
        ("York", "New York in Prague"),
        ("New York in Prague", "York"),
        ("Master", "Master of Business Administration"),
        ("工学学士", "学士"),
        ("ماجستير", "ماجستير مهني"),
        ("Магістр", "Магістр державного управління"),
    ],
)
def test_a_title_inside_another_is_not_the_same(title: str, name: str) -> None:
    assert 0 < fuzzy(title, name) < 1


@pytest.mark.parametrize(
    ("title", "name"),
    [("स्नातक", "स्नातकोत्तर"), ("بكالوريوس", "البكالوريا"), ("硕士", "博士"), ("学士", "硕士")],
)
def test_other_scripts_are_measured_and_not_emptied(title: str, name: str) -> None:
    assert 0 < fuzzy(title, name) < 1
    assert fuzzy(name, name) == 1


@pytest.mark.parametrize("title", ["***", "—", "", "🎓", "❤️", "…"])
def test_symbols_resemble_nothing(title: str) -> None:
    for kind in KINDS:
        found = one(title, kind, encoder=LetterEncoder())
        assert (found.fuzzy, found.cosine) == (None, None)
        assert (found.fuzzy_form, found.cosine_form) == (None, None)


def test_a_name_of_symbols_is_resembled_by_nothing() -> None:
    assert one("Master", SYMBOLS).fuzzy is None


def test_without_an_encoder_there_is_no_cosine() -> None:
    found = one("Master", MASTER)
    assert (found.cosine, found.cosine_form) == (None, None)
    assert TitleIndex(KINDS, None).matrix() is None


def test_the_nearest_form_gives_the_cosine() -> None:
    found = one("Diplom spetsialista", SPECIALIST, encoder=LetterEncoder())
    assert found.cosine == pytest.approx(1.0, abs=1e-4)
    assert found.cosine_form is not None
    assert found.cosine_form.text == "Diplom spetsialista"


def test_vectors_of_names_are_made_once_and_only_when_asked_for() -> None:
    encoder = LetterEncoder()
    index = TitleIndex(KINDS, encoder)
    index.resemblances("Master", [MASTER.id], None)
    assert encoder.asked == []
    query = LetterEncoder()(["Master"])[0]
    index.resemblances("Master", [MASTER.id], query)
    index.resemblances("Master", [XUESHI.id], query)
    assert encoder.asked == [[form.text for form in index.forms]]


def test_answers_stand_in_the_order_asked_for_and_unknown_types_resemble_nothing() -> None:
    found = TitleIndex(KINDS, None).resemblances("Master", ["xx/none", MASTER.id, XUESHI.id], None)
    assert [each.kind for each in found] == ["xx/none", MASTER.id, XUESHI.id]
    assert found[0].fuzzy is None
    assert found[1].fuzzy == 1.0


def test_an_index_of_nothing_can_be_asked() -> None:
    assert TitleIndex((), None).resemblances("Master", [], None) == ()


@given(st.text(max_size=40))
def test_any_title_gets_measures_between_nought_and_one(title: str) -> None:
    encoder = LetterEncoder()
    index = TitleIndex(KINDS, encoder)
    for found in index.resemblances(title, [kind.id for kind in KINDS], encoder([title])[0]):
        assert found.fuzzy is None or 0 <= found.fuzzy <= 1
        assert found.cosine is None or 0 <= found.cosine <= 1.0001
        assert (found.fuzzy is None) is (found.fuzzy_form is None)
