"""`paritas match` and `explain`, and the measures that judge them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.commands.evaluate_outcomes import levels_in
from service.commands.gold import fold_of, groups
from service.commands.match import answer_data, answer_for
from service.commands.measures import calibration_error, coverage_at, ranking
from service.commands.plots import write_plots
from service.errors import InputError
from service.pipeline.knowledge import Knowledge


def test_an_official_level_outranks_every_resemblance(knowledge: Knowledge) -> None:
    answer = answer_for("Licence en droit", "FR", "DE", 5, knowledge)
    assert answer.status == "official"
    assert answer.matches[0].qualification_type == "de_dqr/bachelor"
    data = json.loads(json.dumps(answer_data(answer, knowledge)))
    assert data["home"]["qualification_type"] == "fr_cncp/licence"
    assert data["candidates"][0]["basis"] == "official"
    assert data["model"]["name"] == "none"


def test_a_name_of_two_awards_is_not_decided(knowledge: Knowledge) -> None:
    answer = answer_for("PGCE", "GB", "IE", 3, knowledge)
    assert answer.status == "not_enough_information"
    assert len(answer.home.rivals) == 2


@pytest.mark.parametrize("title", ["🎓🎓", "***", "—"])
def test_symbols_match_nothing(title: str, knowledge: Knowledge) -> None:
    answer = answer_for(title, "", "", 5, knowledge)
    assert answer.status == "not_enough_information"
    assert answer.home.kind is None


@pytest.mark.parametrize(
    ("title", "country", "code"),
    [
        ("", "", "input_no_title"),
        ("x" * 1001, "", "input_too_large"),
        ("BSc", "QQ", "place_unknown"),
    ],
)
def test_what_cannot_be_read_is_named(
    title: str, country: str, code: str, knowledge: Knowledge
) -> None:
    with pytest.raises(InputError) as error:
        answer_for(title, country, "", 5, knowledge)
    assert error.value.code == code


def test_measures() -> None:
    found = ranking([1, 2, None, 1])
    assert (found.accuracy_at_1, found.accuracy_at_3, found.mrr_at_10) == (0.5, 0.75, 0.625)
    assert calibration_error([0.5, 0.5], [True, False], 1) == 0.0
    assert coverage_at(0.95, [0.9, 0.8, 0.1], [True, True, False]) == 0.6667
    assert levels_in("6 or 7 (implied)") == {6, 7}
    assert levels_in("") is None


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=20))
def test_pairs_that_share_a_text_share_a_group(pairs: list[tuple[str, str]]) -> None:
    found = groups(pairs)
    for at, one in enumerate(pairs):
        for other, two in enumerate(pairs):
            if set(one) & set(two):
                assert found[at] == found[other]
    assert all(0 <= fold_of(group, 5) < 5 for group in found)


def test_the_curves_are_drawn(tmp_path: Path) -> None:
    write_plots(tmp_path, [0.9, 0.8, 0.3], [True, True, False])
    assert (tmp_path / "reliability.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "coverage" in (tmp_path / "abstention.svg").read_text(encoding="utf-8")
