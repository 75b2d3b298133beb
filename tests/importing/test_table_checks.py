"""Tables below data/ against the frameworks."""

from __future__ import annotations

from typing import Any

import pytest
from builders import award_type, framework, levels, licence, text

from service.domain.framework import AwardKind, Stage
from service.domain.reference import FieldOfStudy
from service.domain.teaching_licence import LicenceForm, TeachingLicence
from service.importing.checked_content import Content
from service.importing.framework_checks import faults
from service.importing.framework_yaml import FrameworkFolder

LICENCE_TYPE = award_type("aa_one/licence", kind=AwardKind.PROFESSIONAL_LICENCE)
DEGREE = award_type("aa_one/degree", level="2")
FOLDERS = (
    FrameworkFolder(
        framework=framework("aa_one", "AA"),
        levels=(*levels("aa_one", "1 2"),),
        referencing=(),
        types=(LICENCE_TYPE, DEGREE),
    ),
    FrameworkFolder(
        framework=framework("bb_two", "BB"),
        levels=(*levels("bb_two", "1"),),
        referencing=(),
        types=(award_type("bb_two/degree", level="1"),),
    ),
)


def codes(*licences: TeachingLicence, fields: tuple[FieldOfStudy, ...] = ()) -> list[str]:
    content = Content(folders=FOLDERS, credit_systems=frozenset(), fields=fields, licences=licences)
    return [fault.code for fault in faults(content)]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"qualification_types": ("aa_one/licence",)}, []),
        ({"needs_types": ("aa_one/degree",), "award_suffices": True}, []),
        ({"needs_stage": Stage.FIRST_CYCLE, "award_suffices": True}, []),
        ({"award_suffices": True}, ["E129"]),
        ({"country": "CC"}, ["E123"]),
        ({"needs_types": ("aa_one/other",)}, ["E125"]),
        ({"needs_types": ("bb_two/degree",)}, ["E125"]),
        ({"qualification_types": ("bb_two/degree",)}, ["E125", "E126"]),
        ({"framework": "aa_one", "level": "2"}, []),
        ({"framework": "aa_one", "level": "3"}, ["E126"]),
        ({"framework": "cc_none", "level": "1"}, ["E126"]),
        ({"framework": "aa_one", "level": "2", "qualification_types": ("aa_one/degree",)}, []),
        (
            {"framework": "aa_one", "level": "1", "qualification_types": ("aa_one/degree",)},
            ["E126"],
        ),
        ({"qualification_types": ("aa_one/degree",)}, ["E126"]),
        ({"names": (text("Une licence", "fr"), text("A licence"))}, []),
        ({"names": (text("Une licence", "fr"),)}, ["E127"]),
        ({"foreign_authority": (text("Une autorité", "fr"),)}, ["E127"]),
        ({"since": "2010", "until": "2009"}, ["E108"]),
    ],
)
def test_a_licence_fits_the_frameworks(more: dict[str, Any], found: list[str]) -> None:
    assert codes(licence("aa_one_licence", **more)) == found


@pytest.mark.parametrize(
    ("since", "region", "types", "found"),
    [
        ("2010", None, (), ["E124"]),
        ("2011", None, (), []),
        ("2010", "AA-B", (), []),
        ("2010", None, ("aa_one/licence",), []),
    ],
    ids=["overlap", "later", "elsewhere", "another"],
)
def test_a_licence_stands_once_at_a_time(
    since: str, region: str | None, types: tuple[str, ...], found: list[str]
) -> None:
    first = licence("aa_one_first", until="2010-12-31")
    second = licence("aa_one_second", since=since, region=region, qualification_types=types)
    assert codes(first, second) == found


def leading(identifier: str, to: str) -> TeachingLicence:
    return licence(identifier, form=LicenceForm.PREPARATION, leads_to=to, names=(text(identifier),))


def test_what_leads_to_a_licence_ends_in_one() -> None:
    assert codes(leading("aa_a", "aa_b"), leading("aa_b", "aa_c"), licence("aa_c")) == []
    assert codes(leading("aa_a", "aa_none")) == ["E128"]
    assert codes(leading("aa_a", "aa_b"), leading("aa_b", "aa_a")) == ["E128", "E128"]


def field(code: str, parent: str | None) -> FieldOfStudy:
    return FieldOfStudy(code=code, parent=parent, labels=(text(code),))


def test_every_field_of_study_ends_at_a_broad_one() -> None:
    assert codes(fields=(field("01", None), field("011", "01"), field("0111", "011"))) == []
    assert codes(fields=(field("011", "01"),)) == ["E122"]
    assert codes(fields=(field("01", "011"), field("011", "01"))) == ["E122", "E122"]
