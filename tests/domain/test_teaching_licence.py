"""Which awards are a teacher's, and which licences hold where and when."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TODAY, award_type, licence, text

from service.domain.framework import Stage
from service.domain.teaching_licence import LicenceForm, is_teacher_award, licences_in


@pytest.mark.parametrize(
    ("access", "fields", "teachers"),
    [
        ((Stage.TEACHING,), (), True),
        ((Stage.SECOND_CYCLE, Stage.TEACHING), ("0211",), True),
        ((Stage.SECOND_CYCLE,), ("011",), True),
        ((), ("0113", "0114"), True),
        ((Stage.SECOND_CYCLE,), ("0112", "0922"), False),
        ((Stage.SECOND_CYCLE,), ("01",), False),
        ((Stage.ACADEMIC_CAREER,), (), False),
        ((), (), False),
    ],
)
def test_rights_make_a_teacher_award_and_so_does_its_field_alone(
    access: tuple[Stage, ...], fields: tuple[str, ...], teachers: bool
) -> None:
    assert is_teacher_award(award_type("aa_one/x", access=access, fields=fields)) is teachers


NORTH = licence("aa_north", region="AA-N")
SOUTH = licence("aa_south", region="AA-S")
WHOLE = licence("aa_whole")
OLD = licence("aa_old", until="2009")
NEW = licence("aa_new", since="2010")
TRAINING = licence("aa_training", form=LicenceForm.PREPARATION, leads_to="aa_whole", routes=())
ALL = (NORTH, SOUTH, WHOLE, OLD, NEW, TRAINING, licence("bb_other"))


def test_a_country_has_what_each_of_its_parts_has() -> None:
    assert licences_in(ALL, "AA", TODAY) == (NORTH, SOUTH, WHOLE, NEW)


def test_a_region_has_its_own_and_what_holds_everywhere() -> None:
    assert licences_in(ALL, "AA", TODAY, "AA-S") == (SOUTH, WHOLE, NEW)


def test_the_day_decides() -> None:
    assert OLD in licences_in(ALL, "AA", date(2009, 12, 31))
    assert NEW not in licences_in(ALL, "AA", date(2009, 12, 31))


def test_nothing_in_the_table_is_nothing() -> None:
    assert licences_in(ALL, "CC", TODAY) == ()


def test_the_authority_of_foreign_teachers_stands_first() -> None:
    ministry = (text("a ministry"),)
    assert licence("aa_one").decides_on_foreign == (text("an authority"),)
    assert licence("aa_one", foreign_authority=ministry).decides_on_foreign == ministry
