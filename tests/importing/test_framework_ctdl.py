"""Facts on the levels of a CTDL file: order, validity, ISCED 2011, statements; others unread."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.importing.framework_ctdl import read_ctdl
from service.importing.framework_import import ImportedFramework

DAY = "2026-11-25"


def read(*levels: dict[str, Any], more: tuple[dict[str, Any], ...] = ()) -> ImportedFramework:
    """A framework with `levels` ("@id" and type are given to them) and further nodes."""
    steps = [
        {"@id": f"x:{index}", "@type": "ceasn:Competency", **level}
        for index, level in enumerate(levels)
    ]
    framework = {
        "@id": "x:framework",
        "@type": "ceasn:CompetencyFramework",
        "ceasn:name": {"en": "Any"},
        "ceasn:hasTopChild": [step["@id"] for step in steps],
    }
    (found,) = read_ctdl({"@graph": [framework, *steps, *more]}, "any.json", DAY)
    return found


def level(code: str, **more: Any) -> dict[str, Any]:
    return {"ceasn:codedNotation": code, "ceasn:competencyLabel": {"en": f"Level {code}"}, **more}


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2011-11-23/2020-06-24", "2011-11-23", "2020-06-24"),
        ("2019-01/..", "2019-01", None),
        ("../2020", None, "2020"),
        ("2019/", "2019", None),
    ],
)
def test_an_interval_dates_a_level(text: str, since: str | None, until: str | None) -> None:
    found = read(level("1", **{"dct:valid": text}))
    assert (found.levels[0].since, found.levels[0].until) == (since, until)
    assert found.unread == ()


@pytest.mark.parametrize("text", ["soon", "2019", "2019/2020/2021", "2019-13/..", "/soon"])
def test_another_validity_is_named_as_unread(text: str) -> None:
    found = read(level("1", **{"dct:valid": text}))
    assert (found.levels[0].since, found.levels[0].until) == (None, None)
    assert found.unread == (f"/@graph/1/dct:valid ({text})",)


@given(st.text(max_size=30))
def test_no_validity_stops_the_reading(text: str) -> None:
    found = read(level("1", **{"dct:valid": text}))
    assert [each.code for each in found.levels] == ["1"]


def test_levels_of_education_of_others_are_named_as_unread() -> None:
    theirs = ["https://example.org/level/3", "urn:paritas:isced_2011:9", "urn:paritas:isced_2011:4"]
    found = read(level("1", **{"ceasn:educationLevelType": theirs}))
    assert found.levels[0].isced_2011 == ("4",)
    assert [place.rpartition(" ")[2] for place in found.unread] == [
        "(https://example.org/level/3)",
        "(urn:paritas:isced_2011:9)",
    ]


def test_the_place_in_the_list_gives_the_order() -> None:
    found = read(level("3", **{"ceasn:listID": "2"}), level("9", **{"ceasn:listID": "1"}))
    assert [each.code for each in found.levels] == ["9", "3"]


@pytest.mark.parametrize("place", ["1" * 5000, "A.1", "", 7.5, None, ["1"]])
def test_a_place_that_is_no_number_leaves_the_order(place: Any) -> None:
    found = read(level("3", **{"ceasn:listID": place}), level("4", **{"ceasn:listID": "1"}))
    assert [each.code for each in found.levels] == ["3", "4"]


def test_only_our_own_mark_makes_words_ours() -> None:
    authors = ("Paritas", "Another body")
    children = [
        {
            "@id": f"x:child{index}",
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en": f"Knows {index}"},
            "ceasn:author": author,
        }
        for index, author in enumerate(authors)
    ]
    step = level("1", **{"ceasn:hasChild": [child["@id"] for child in children]})
    found = read(step, more=tuple(children))
    assert [row.official for row in found.levels[0].statements] == [False, True]
    assert found.unread == ("/@graph/3/ceasn:author",)
