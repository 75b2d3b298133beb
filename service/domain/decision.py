"""What a person of a competent authority decided, and earlier decisions that speak to a pair."""

from __future__ import annotations

from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Confidence, Source


class Form(StrEnum):
    """Forms of recognition in the order in which they must be considered."""

    FULL = "full"
    ALTERNATIVE = "alternative"
    PARTIAL = "partial"
    CONDITIONAL = "conditional"
    NOT_RECOGNISED = "not_recognised"
    NOT_ENOUGH_INFORMATION = "not_enough_information"


@noun
class Precedent:
    """An earlier decision or published outcome for one award type in one place.

    `qualification_type` is the foreign type's id, `place` the deciding country or framework,
    `levels` codes of `framework` (several: the body itself says "or"), none where the outcome is
    a part of an award only. `comparable_types` are ids of types there. `award_since` and
    `award_until` bound the award dates it covers.
    """

    id: str
    qualification_type: str
    place: str
    framework: str
    levels: tuple[str, ...] = ()
    comparable_types: tuple[str, ...] = ()
    form: Form | None = None
    award_since: str | None = None
    award_until: str | None = None
    source: Source
    confidence: Confidence = Confidence.HIGH
