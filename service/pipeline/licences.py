"""Whether an award is a teacher's, and what the place it is assessed for asks of teachers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.comparing.licence import compare_licence, lacking, sources_of
from service.domain.comparison import Comparison, Element
from service.domain.credential import Award
from service.domain.noun import noun
from service.domain.register import Place
from service.domain.teaching_licence import TeachingLicence, is_teacher_award
from service.domain.text import Source, Statement
from service.pipeline.home import Home
from service.pipeline.knowledge import Knowledge

_TRAINING = ("0112", "0113", "0114")
"""Detailed fields of ISCED-F 2013: training for pre-school, without and with a subject."""


@noun
class Licensing:
    """What a report says of the licence to teach in one place, and the licences that are lacking.

    Empty where the award is no teacher's or the target is no country.
    """

    lacking: tuple[TeachingLicence, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()


def licensing(
    award: Award, home: Home, place: Place, *, knowledge: Knowledge, on: date
) -> Licensing:
    """Look up what it takes to teach in `place` where `award` is a teacher's."""
    if place.country is None or not _is_teachers(award, home, knowledge):
        return Licensing()
    found = knowledge.teaching_licences(place.country, on, place.region)
    missing = lacking(home.kind, found)
    return Licensing(
        lacking=missing,
        statements=compare_licence(
            home.kind,
            place.region or place.country,
            found,
            leads_to=_ends_in(home, knowledge),
        ),
        sources=sources_of(missing),
    )


def _ends_in(home: Home, knowledge: Knowledge) -> frozenset[str]:
    """Ids of licences that the home award leads to without being one."""
    return frozenset(
        licence.leads_to
        for licence in knowledge.licences.values()
        if licence.leads_to is not None
        and home.kind is not None
        and home.kind.id in licence.qualification_types
    )


def _is_teachers(award: Award, home: Home, knowledge: Knowledge) -> bool:
    """By the type at home or all types that the title may mean, or by the field of study."""
    rivals = tuple(knowledge.register.types[rival] for rival in home.facts.rivals)
    meant = rivals if home.kind is None else (home.kind,)
    if meant and all(is_teacher_award(kind) for kind in meant):
        return True
    return award.descriptor.isced_f in _TRAINING


def with_licensing(comparisons: tuple[Comparison, ...], found: Licensing) -> tuple[Comparison, ...]:
    """The comparisons, what `found` says added to the profile: kind of award and its rights."""
    return tuple(
        replace(
            each,
            notes=(*each.notes, *found.statements),
            sources=tuple(dict.fromkeys((*each.sources, *found.sources))),
        )
        if each.element is Element.PROFILE
        else each
        for each in comparisons
    )
