"""Names compared: explained, symmetric, and never one for the other because one is inside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.name_forms import NO_NAME_FORMS as _NONE
from service.importing.fitted_data import read_logistic
from service.importing.names_data import read_name_forms
from service.matching.names import FEATURES, NameComparer
from service.settings import Settings


@pytest.fixture(scope="module")
def comparer(settings: Settings) -> NameComparer:
    weights = read_logistic(settings.data, "names")
    assert weights is not None and weights.features == FEATURES
    return NameComparer(read_name_forms(settings.data), weights)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("University of York", "University of New York in Prague", False),
        ("Université Paris-VII", "Université Paris-XIII", False),
        ("Universität zu Köln", "Universitaet Koeln", True),
        ("Московский государственный университет", "Moskovskii gosudarstvennyi universitet", True),
        ("Oxford University", "University of Oxford", True),
        ("Universität Bonn", "Universität Köln", False),
    ],
)
def test_names_of_universities(one: str, other: str, same: bool, comparer: NameComparer) -> None:
    assert comparer.same_body(one, other) is same, comparer.compare(one, other, body=True)
    assert comparer.same_body(other, one) is same


@pytest.mark.parametrize(
    ("one", "other"), [("***", "Anna"), ("", ""), ("🎓", "🎓"), ("—", "Müller")]
)
def test_nothing_to_read_is_nothing_to_compare(
    one: str, other: str, comparer: NameComparer
) -> None:
    assert comparer.compare(one, other, body=False).score is None


def test_devanagari_and_thai_are_read(comparer: NameComparer) -> None:
    same = comparer.score("अनिल कुमार", "अनिल कुमार", body=False)
    other = comparer.score("अनिल कुमार", "सुनीता देवी", body=False)
    assert same is not None and other is not None and same > other
    thai = comparer.score("จุฬาลงกรณ์มหาวิทยาลัย", "มหาวิทยาลัยเกษตรศาสตร์", body=True)
    assert thai is not None and 0 < thai < 1


def test_what_was_compared_is_shown(comparer: NameComparer) -> None:
    found = comparer.compare("Anna Maria Schmidt", "Anna Schmitt", body=False)
    assert ("anna", "anna", 1.0) in found.pairs
    assert any(pair[:2] == ("schmidt", "schmitt") for pair in found.pairs)
    assert found.left_over == ("maria",)
    assert tuple(name for name, _ in found.features) == FEATURES


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_order_of_the_two_names_does_not_count(one: str, other: str) -> None:
    plain = NameComparer(_NONE, None)
    there, back = plain.score(one, other, body=True), plain.score(other, one, body=True)
    assert there == back
    assert there is None or 0 <= there <= 1
