"""An issuer's report card: one credential against the European elements and seven criteria.

It stands in `comparing` because it sets what a file states beside a published list, with domain
values alone: the readers have quoted a passage for every field and listed what they did not use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.domain.credential import Award, UnreadField
from service.domain.report_card import (
    Criterion,
    CriterionFinding,
    DroppedTerm,
    ElementDefinition,
    ElementFinding,
    Presence,
    ReportCard,
)
from service.domain.text import Quote, Statement, say

_ARROW = " ← "
_FIELDS: dict[str, tuple[str, ...]] = {
    "learner": ("holder.names", "holder.identifiers", "holder.birth_date"),
    "title": ("titles",),
    "country": ("country", "awarding_body.country"),
    "awarding_body": ("awarding_body",),
    "date_of_issuing": ("awarded_on",),
    "learning_outcomes": ("outcomes",),
    "workload": ("credits", "workload_hours"),
    "level": ("levels",),
    "assessment": ("assessment",),
    "participation": ("mode",),
    "quality_assurance": ("quality_assurance",),
    "prerequisites": ("entry_requirement",),
    "grade": ("grade",),
    "further_information": ("descriptions",),
}
"""Fields whose passages support an element."""
_MEMBERS: dict[str, tuple[str, ...]] = {
    "quality_assurance": ("endorsement", "endorsementJwt"),
    "supervision": ("idVerification", "idVerificationMethod", "supervisionType"),
    "stackability": ("isPartOf", "hasPart", "related", "isPartialQualification"),
    "further_information": ("additionalNote", "homePage", "homepage", "otherIdentifier", "tag"),
}
"""Members that state an element which no field of ours holds, read or not."""
_FAMILIES = (("elm", "elm"), ("ctdl", "ctdl"), ("edc", "elm"))
_DURATIONS = ("volumeOfLearning", "workload", "duration", "maximumDuration", "exactDuration")
_MONTHS = re.compile(r"P([0-9]{1,4})M")
_NO_HOURS = re.compile(r"P(?=[0-9])(?:[0-9]+[YMWD])+")
_EFFORT = ("volumeOfLearning", "workload")
_MOST_MONTHS = 12
"""A period of more months is written in years; 60 "months" are minutes gone astray."""


def report_card(
    award: Award,
    format: str,
    elements: Sequence[ElementDefinition],
    *,
    unread: Sequence[UnreadField] = (),
    document: Mapping[str, Any] | None = None,
    dropped: Iterable[DroppedTerm] = (),
) -> ReportCard:
    """Make the card of one award; `format` is the code of the file's format.

    `unread` are fields outside the award, `document` is the parsed credential where it is JSON
    (durations are looked at in all of it), `dropped` terms that the contexts do not define.
    """
    durations = _stated_durations(document) if document is not None else None
    fields = (*award.unread, *unread)
    found = tuple(_element(item, award, fields, format) for item in elements)
    by_key = {item.definition.element: item for item in found}
    return ReportCard(
        elements=found,
        criteria=tuple(_criterion(each, award, by_key) for each in Criterion),
        remarks=(
            *_durations(fields if durations is None else durations),
            *_missing(award, by_key),
            *(say("card.term_dropped", term=item.term, place=item.pointer) for item in dropped),
        ),
    )


def _element(
    item: ElementDefinition, award: Award, unread: Sequence[UnreadField], format: str
) -> ElementFinding:
    passages = _passages(award, item.element, unread)
    presence = Presence.PRESENT if passages else Presence.ABSENT
    if item.element == "workload" and passages and not _has_unit(award):
        presence = Presence.PARTLY
    if item.element == "awarding_body" and passages and not _is_named(award):
        presence = Presence.PARTLY
    fix = None if presence is Presence.PRESENT else _fix(item, format)
    return ElementFinding(definition=item, presence=presence, passages=passages, fix=fix)


def _passages(award: Award, element: str, unread: Sequence[UnreadField]) -> tuple[Quote, ...]:
    fields, members = _FIELDS.get(element, ()), _MEMBERS.get(element, ())
    found = []
    for quote in award.passages:
        field, _, pointer = quote.where.partition(_ARROW)
        inside = field in fields or (
            field.startswith("awarding_body.ident") and fields == ("awarding_body",)
        )
        if inside or any(part in members for part in pointer.split("/")):
            found.append(quote)
    for item in unread:
        if any(part in members for part in item.pointer.split("/")):
            found.append(Quote(text=item.preview, language="und", where=item.pointer))
    return tuple(found)


def _has_unit(award: Award) -> bool:
    descriptor = award.descriptor
    return descriptor.workload_hours is not None or any(
        claim.system for claim in descriptor.credits
    )


def _is_named(award: Award) -> bool:
    body = award.descriptor.awarding_body
    return body is not None and bool(body.names)


def _fix(item: ElementDefinition, format: str) -> Statement:
    family = next((name for start, name in _FAMILIES if format.startswith(start)), "open_badges")
    wanted = dict(item.properties).get(family)
    if wanted is None:
        return say("card.no_property", element=item.element)
    return say("card.add_property", element=item.element, property=wanted)


def _criterion(
    criterion: Criterion, award: Award, found: dict[str, ElementFinding]
) -> CriterionFinding:
    keys = {
        Criterion.QUALITY: ("quality_assurance",),
        Criterion.LEVEL: ("level",),
        Criterion.OUTCOMES: ("learning_outcomes",),
        Criterion.WORKLOAD: ("workload",),
        Criterion.ASSESSMENT: ("assessment",),
        Criterion.IDENTIFICATION: ("supervision",),
    }
    if criterion is Criterion.VERIFICATION:
        presence = Presence.PRESENT if award.proofs else Presence.ABSENT
        quotes = tuple(Quote(text=kind, language="und", where="proof") for kind in award.proofs)
        return CriterionFinding(criterion=criterion, presence=presence, passages=quotes)
    chosen = [found[key] for key in keys[criterion] if key in found]
    presence = chosen[0].presence if chosen else Presence.ABSENT
    return CriterionFinding(
        criterion=criterion,
        presence=presence,
        passages=tuple(quote for item in chosen for quote in item.passages),
    )


def _stated_durations(document: Mapping[str, Any]) -> list[UnreadField]:
    """Every duration of a JSON document, with its pointer."""
    found: list[UnreadField] = []
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, Mapping):
            for key, item in value.items():
                place = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
                if key in _DURATIONS and isinstance(item, str):
                    found.append(UnreadField(pointer=place, preview=item))
                waiting.append((place, item))
        elif isinstance(value, list):
            waiting += [(f"{pointer}/{index}", item) for index, item in enumerate(value)]
    return sorted(found, key=lambda item: item.pointer)


def _durations(unread: Sequence[UnreadField]) -> list[Statement]:
    """Durations that cannot mean what their place promises."""
    made = []
    for field in unread:
        member = field.pointer.rsplit("/", 1)[-1]
        if member not in _DURATIONS:
            continue
        months = _MONTHS.fullmatch(field.preview)
        if months and (member in _EFFORT or int(months[1]) > _MOST_MONTHS):
            made.append(
                say(
                    "card.months_meant",
                    value=field.preview,
                    count=int(months[1]),
                    place=field.pointer,
                )
            )
        elif member in _EFFORT and _NO_HOURS.fullmatch(field.preview):
            made.append(
                say("card.duration_without_hours", value=field.preview, place=field.pointer)
            )
    return made


def _missing(award: Award, found: dict[str, ElementFinding]) -> list[Statement]:
    made = []
    if award.descriptor.credits and not _has_unit(award):
        made.append(say("card.credits_without_unit", value=award.descriptor.credits[0].as_written))
    for key in ("level", "workload", "learning_outcomes"):
        if key in found and found[key].presence is Presence.ABSENT:
            made.append(say(f"card.missing_{key}"))
    if not _is_named(award):
        made.append(say("card.issuer_unnamed"))
    return made
