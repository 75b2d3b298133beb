"""Licence to teach: no award that trains teachers is one here, and no foreign licence is."""

from __future__ import annotations

from service.domain.framework import AwardKind, QualificationType
from service.domain.teaching_licence import TeachingLicence
from service.domain.text import Source, Statement, say


def compare_licence(
    subject: QualificationType | None,
    place: str,
    licences: tuple[TeachingLicence, ...],
    *,
    leads_to: frozenset[str] = frozenset(),
) -> tuple[Statement, ...]:
    """Say what it takes to teach in `place`, who decides, by which way, and what to know of it.

    `subject` is a teacher award (None: one whose type is not settled); `licences` are those of
    the place, `leads_to` the ids of licences that the subject ends in without being one (iQTS).
    No licence in our tables is unknown, never "none needed". What the award gives at home, where
    `place` is home, is not denied.
    """
    if not licences:
        return (say("licence.not_in_tables", place=place),)
    wanted = lacking(subject, licences)
    usual = {each.id for each in one_a_place(wanted)}
    needed = tuple(
        licence_needed(_code(subject, each, leads_to=leads_to, usual=each.id in usual), each)
        for each in wanted
    )
    routes = tuple(say(f"licence_route.{route}") for each in wanted for route in each.routes)
    notes = tuple(say(f"licence_note.{note}") for each in wanted for note in each.notes)
    return tuple(dict.fromkeys((*needed, *routes, *notes)))


def _code(
    subject: QualificationType | None,
    licence: TeachingLicence,
    *,
    leads_to: frozenset[str],
    usual: bool,
) -> str:
    if licence.id in leads_to:
        return "licence.award_leads_to"
    if not usual:
        return "licence.another_way"
    is_licence = subject is not None and subject.kind is AwardKind.PROFESSIONAL_LICENCE
    return "licence.not_carried_over" if is_licence else "licence.award_is_none"


def one_a_place(licences: tuple[TeachingLicence, ...]) -> tuple[TeachingLicence, ...]:
    """The first licence of each place: the usual one, where there are others beside it."""
    found: dict[str, TeachingLicence] = {}
    for licence in licences:
        found.setdefault(licence.place, licence)
    return tuple(found.values())


def licence_needed(code: str, licence: TeachingLicence) -> Statement:
    """A statement `code` that names the licence, its place and who decides on it."""
    return say(
        code,
        place=licence.place,
        licence=licence.id,
        name=licence.names[0].value,
        authority=licence.decides_on_foreign[0].value,
    )


def lacking(
    subject: QualificationType | None, licences: tuple[TeachingLicence, ...]
) -> tuple[TeachingLicence, ...]:
    """Licences of places where `subject` neither is one nor, as an award of that country, enough.

    Whoever holds one licence of a place is not told of another way to it.
    """
    if subject is None:
        return licences
    held = {
        licence.place
        for licence in licences
        if subject.id in licence.qualification_types
        or (licence.award_suffices and subject.id in licence.needs_types)
    }
    return tuple(licence for licence in licences if licence.place not in held)


def sources_of(licences: tuple[TeachingLicence, ...]) -> tuple[Source, ...]:
    """Sources of what `compare_licence` says, each once."""
    found = [source for each in licences for source in (each.source, each.route_source)]
    return tuple(dict.fromkeys(source for source in found if source is not None))
