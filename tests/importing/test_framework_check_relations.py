"""What frameworks say of each other: statements stand once and no chain leads elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from builders import compared, framework, levels, rows

from service.domain.framework import Referencing
from service.importing.checked_content import Content
from service.importing.framework_checks import faults
from service.importing.framework_yaml import FrameworkFolder


def folder(identifier: str, *statements: Referencing) -> FrameworkFolder:
    return FrameworkFolder(
        framework=framework(identifier, identifier[:2].upper()),
        levels=(*levels(identifier, "1 2 3"),),
        referencing=statements,
        types=(),
    )


def found(*folders: FrameworkFolder) -> list[tuple[str, str]]:
    content = Content(folders=folders, credit_systems=frozenset())
    return [(fault.code, fault.where) for fault in faults(content)]


def pair(there: dict[str, str], back: dict[str, str], **more: Any) -> tuple[FrameworkFolder, ...]:
    return (
        folder("aa_one", *compared("aa_one", "bb_two", there, **more)),
        folder("bb_two", *compared("bb_two", "aa_one", back)),
    )


def test_a_way_back_to_the_same_level_is_no_fault() -> None:
    assert found(*pair({"1": "1", "2": "2"}, {"1": "1", "2": "2"})) == []


def test_a_way_back_to_another_level_is_told_with_every_stop() -> None:
    assert found(*pair({"1": "1"}, {"1": "2"})) == [("E116", "aa_one:1→bb_two:1→aa_one:2")]


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ({"1": "1"}, {"1": "1 2"}),
        ({"1": "1 2"}, {"1": "2"}),
        ({"1": "1", "2": "1"}, {"1": "2"}),
        ({"1": "1"}, {"1": "2", "2": "2"}),
        ({"1": "1"}, {"1": ""}),
    ],
    ids=["one to two", "two to one there", "two on one", "two on one back", "agreed none"],
)
def test_only_one_to_one_statements_make_a_chain(
    there: dict[str, str], back: dict[str, str]
) -> None:
    assert found(*pair(there, back)) == []


def test_a_chain_must_hold_at_one_time() -> None:
    assert found(*pair({"1": "1"}, {"1": "2"}, since="2000", until="2009")) == []


def test_a_level_that_another_row_of_another_time_faces_is_still_one_to_one() -> None:
    old = compared("aa_one", "bb_two", {"3": "1"}, since="2000", until="2005")
    first, second = pair({"1": "1"}, {"1": "2"})
    mixed = folder("aa_one", *first.referencing, *old)
    assert found(mixed, second) == [("E116", "aa_one:1→bb_two:1→aa_one:2")]


def test_comparisons_go_both_ways_and_referencings_do_not() -> None:
    assert found(*pair({"1": "1"}, {"1": "1"})) == []
    there, back = rows("aa_one", "bb_two", {"1": "1"}), rows("bb_two", "aa_one", {"1": "1"})
    assert found(folder("aa_one", *there), folder("bb_two", *back)) == [
        ("E115", "aa_one→bb_two→aa_one")
    ]


def test_a_ring_of_three_is_told_once() -> None:
    ring = [
        folder(one, *rows(one, other, {"1": "1"}))
        for one, other in (("aa_one", "bb_two"), ("bb_two", "cc_three"), ("cc_three", "aa_one"))
    ]
    assert found(*ring) == [("E115", "aa_one→bb_two→cc_three→aa_one")]


def test_a_later_statement_may_follow_an_earlier_one() -> None:
    first = rows("aa_one", "bb_two", {"1": "1"}, since="2000", until="2010")
    then = rows("aa_one", "bb_two", {"1": "2"}, since="2010")
    assert found(folder("aa_one", *first, *then), folder("bb_two")) == []


def test_two_statements_of_one_kind_at_one_time_are_a_fault() -> None:
    first = rows("aa_one", "bb_two", {"1": "1"}, since="2000", until="2011-12-31")
    then = rows("aa_one", "bb_two", {"1": "2"}, since="2011-01-01")
    assert found(folder("aa_one", *first, *then), folder("bb_two")) == [("E117", "aa_one:1→bb_two")]
