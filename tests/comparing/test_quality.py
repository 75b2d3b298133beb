"""Quality: nothing was looked up, and the report says so."""

from __future__ import annotations

import pytest
from builders import award_type, body, descriptor, source, text

from service.comparing.quality import compare_quality
from service.domain.comparison import Finding
from service.domain.credential import Organisation
from service.domain.framework import AwardKind
from service.domain.text import say


def test_a_named_institution_is_shown_as_claimed_and_unchecked() -> None:
    found = compare_quality(
        descriptor(awarding_body=body("University of Oxfrod")), award_type("gb_fheq/bachelor")
    )
    assert (found.finding, found.reason) == (Finding.UNKNOWN, say("quality.not_checked"))
    assert found.subject_value == say("value.institution", name="University of Oxfrod")
    assert found.benchmark_value == say("value.officially_recognised")
    assert found.sources == ()


@pytest.mark.parametrize("of", [None, Organisation(names=())])
def test_a_missing_institution_is_said_to_be_missing(of: Organisation | None) -> None:
    found = compare_quality(descriptor(awarding_body=of), None)
    assert (found.finding, found.reason) == (Finding.UNKNOWN, say("quality.institution_missing"))
    assert found.subject_value is None


@pytest.mark.parametrize("of", [None, body("Universidad de Ejemplo")])
def test_an_own_title_is_outside_the_official_system(of: Organisation | None) -> None:
    kind = award_type("es_mecu/master_propio", kind=AwardKind.OWN_TITLE)
    found = compare_quality(descriptor(awarding_body=of), kind)
    assert found.finding is Finding.POTENTIALLY_SUBSTANTIAL
    assert found.reason == say("quality.own_title")
    assert found.sources == (source("es_mecu/master_propio"),)


def test_what_the_file_says_of_quality_is_quoted_and_proves_nothing() -> None:
    stated = descriptor(
        awarding_body=body("A college"), quality_assurance=(text("Accredited by itself"),)
    )
    found = compare_quality(stated, None)
    assert found.finding is Finding.UNKNOWN
    assert found.notes == (say("quality.statement_in_file", text="Accredited by itself"),)
