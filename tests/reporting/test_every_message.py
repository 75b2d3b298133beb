"""Every message can be said in every language with marked data, and nothing is left over."""

import re
from decimal import Decimal

import pytest

from service.domain.comparison import Element, Finding, LevelBasis, Purpose
from service.domain.decision import Form
from service.domain.framework import AwardKind, ReferencingKind, Stage, TypeNote
from service.domain.match import CandidateBasis
from service.domain.teaching_licence import ForeignRoute, LicenceNote
from service.domain.text import Confidence
from service.domain.verification import RungResult
from service.reporting.catalogue_files import LANGUAGES
from service.reporting.messages import REGISTRY
from service.reporting.slots import Kind
from service.reporting.wording import Wording
from tests.reporting.builders import SampleFacts

MARKED = {
    Kind.TEXT: "«marked»",
    Kind.TEXTS: ("«marked»", "«too»"),
    Kind.CODE: "CODE-1",
    Kind.NUMBER: 1234,
    Kind.PERCENT: Decimal("0.88"),
    Kind.DATE: "2019-06-12",
    Kind.COUNTRY: "DE",
    Kind.LANGUAGE: "uk",
    Kind.FRAMEWORK: "ie_nfq",
    Kind.CODES: ("6", "7"),
    Kind.TYPE: "de_diplom_fh",
    Kind.TYPES: ("de_diplom_fh", "ie_old"),
    Kind.STAGE: "second_cycle",
    Kind.STAGES: ("second_cycle", "occupation"),
    Kind.AWARD_KIND: "academic",
    Kind.ELEMENT: "level",
    Kind.FINDING: "unknown",
    Kind.FORM: "partial",
    Kind.PURPOSE: "work",
    Kind.CONFIDENCE: "medium",
    Kind.CREDIT_SYSTEM: "ECTS",
    Kind.ISCED_F: "041",
}
TOPICS = "|".join(sorted({key.split(".")[0] for key in REGISTRY}))
KEY_LEFT = re.compile(rf"\b(?:{TOPICS})\.[a-z_0-9]+\b")


def marked(entry):
    data = {}
    for slot in entry.slots:
        if slot.kind is Kind.SPAN:
            values = (Decimal(1500), Decimal(1800))
        elif slot.kind is Kind.LEVEL:
            values = ("ie_nfq", "8")
        elif slot.kind in (Kind.LICENCE, Kind.AUTHORITY):
            values = ("se_legitimation", "«marked»")
        elif slot.kind is Kind.LEVELS:
            values = ("ie_nfq", ("7", "8"))
        else:
            values = (MARKED[slot.kind],)
        data.update(zip(slot.reads, values, strict=True))
    return data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", REGISTRY)
def test_a_message_is_said_whole(language, key):
    entry = REGISTRY[key]
    said = str(Wording(language, SampleFacts()).say(key, **marked(entry)))
    assert said.strip()
    assert "{" not in said
    assert "}" not in said
    assert not KEY_LEFT.search(said)


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("element", Element),
        ("finding", Finding),
        ("basis", LevelBasis),
        ("basis_note", LevelBasis),
        ("candidate_basis", CandidateBasis),
        ("form", Form),
        ("purpose", Purpose),
        ("kind", AwardKind),
        ("stage", Stage),
        ("note", TypeNote),
        ("confidence", Confidence),
        ("referencing_kind", ReferencingKind),
        ("rung", RungResult),
        ("licence_route", ForeignRoute),
        ("licence_note", LicenceNote),
    ],
)
def test_every_value_of_a_closed_list_has_a_label(prefix, values):
    assert [value for value in values if f"{prefix}.{value.value}" not in REGISTRY] == []
