"""Names that promise another award than they are: whole words, by country, the longest."""

from __future__ import annotations

import pytest
from builders import false_friend

from service.domain.text import say
from service.matching.false_friends import false_friends_in, warning

BACHILLER = false_friend("Bachiller", "ES", "CO")
BACHILLER_PERU = false_friend("Bachiller", "PE", id="bachiller_pe", reason="is_a_degree")
PROPIO = false_friend("Máster propio", "ES")
MASTER = false_friend("Máster", "ES")
LICENCE = false_friend("Licence", "*")
DIPLOM = false_friend("Diplom", "*")
ARABIC = false_friend("البكالوريا", "MA", "DZ")
SYMBOLS = false_friend("***", "*")
TABLE = (BACHILLER, BACHILLER_PERU, PROPIO, MASTER, LICENCE, DIPLOM, ARABIC, SYMBOLS)


@pytest.mark.parametrize(
    ("title", "country", "expected"),
    [
        ("Título de Bachiller", "ES", [BACHILLER]),
        ("BACHILLER", "ES", [BACHILLER]),
        ("Bachiller en Derecho", "PE", [BACHILLER_PERU]),
        ("Bachiller", "FR", []),
        ("Bachillerato", "ES", []),
        ("Master Propio en Dirección", "ES", [PROPIO]),
        ("Máster Universitario", "ES", [MASTER]),
        ("Licence en droit", "FR", [LICENCE]),
        ("Licence en droit", None, [LICENCE]),
        ("Licenciatura", "MX", []),
        ("Diploma", "IT", []),
        ("شهادة بكالوريا", "MA", [ARABIC]),
        ("🎓", "ES", []),
    ],
)
def test_which_names_are_warned_of(title: str, country: str | None, expected: list[object]) -> None:
    assert list(false_friends_in((title,), country, TABLE)) == expected


def test_without_a_country_only_rows_for_everywhere_apply() -> None:
    assert false_friends_in(("Título de Bachiller",), None, TABLE) == ()


def test_every_language_of_the_title_is_read() -> None:
    assert false_friends_in(("Degree", "Licence"), "FR", TABLE) == (LICENCE,)


def test_two_names_that_stand_apart_are_both_warned_of() -> None:
    assert false_friends_in(("Licence et Diplom",), "FR", TABLE) == (LICENCE, DIPLOM)


def test_the_warning_names_term_and_country() -> None:
    assert warning(BACHILLER_PERU, "PE") == say(
        "false_friend.is_a_degree", term="Bachiller", country="PE"
    )
    assert warning(LICENCE, None).get("country") == ""
