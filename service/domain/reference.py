"""Reference tables that comparison needs: credit systems, field labels, false friends."""

from __future__ import annotations

from service.domain.framework import Span
from service.domain.noun import noun
from service.domain.text import Confidence, Source, Text


@noun
class CreditSystem:
    """One credit system. `hours_per_credit` is total learner workload in clock hours.

    None there means that only contact hours are published: the workload in hours is unknown.
    `credits_per_year` is a full-time academic year.
    """

    code: str
    names: tuple[Text, ...]
    units: tuple[Text, ...]
    country: str | None
    hours_per_credit: Span | None
    contact_hours_per_credit: Span | None
    credits_per_year: Span | None
    since: str | None
    until: str | None
    source: Source
    confidence: Confidence


@noun
class FieldOfStudy:
    """One row of ISCED-F 2013 with its labels; `official` on a label says whose words they are."""

    code: str
    parent: str | None
    labels: tuple[Text, ...]


@noun
class FalseFriend:
    """A term that promises another award than it is, in the countries named ("*": everywhere).

    `looks_like` and `is_kind` are kind codes of data/false_friends; `reason` names the catalogue
    entry `false_friend.<reason>`; `veto` tells whether similarity must not be followed at all.
    """

    id: str
    term: Text
    countries: tuple[str, ...]
    looks_like: str
    is_kind: str
    qualification_type: str | None
    veto: bool
    reason: str
    source: Source
