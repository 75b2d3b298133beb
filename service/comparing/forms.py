"""The form of recognition that is proposed, the forms in order, and what would change it.

A proposal with reasons: a person of a competent authority decides. A refusal is proposed only
with a substantial difference that has a source.
"""

from __future__ import annotations

from service.comparing.licence import licence_needed, one_a_place
from service.comparing.structure import NO_ESTIMATE
from service.domain.comparison import (
    Comparison,
    Element,
    Finding,
    LevelBasis,
    LevelResult,
    Purpose,
)
from service.domain.credential import Award
from service.domain.decision import Form
from service.domain.framework import AwardKind, QualificationType
from service.domain.noun import noun
from service.domain.report import Result
from service.domain.teaching_licence import TeachingLicence
from service.domain.text import Statement, say

_ORDER = (Form.FULL, Form.ALTERNATIVE, Form.PARTIAL, Form.CONDITIONAL, Form.NOT_RECOGNISED)

# A published refusal is no difference with a source of our own: it alone refuses nothing.
_LESS_THAN_FULL = (Form.ALTERNATIVE, Form.PARTIAL, Form.CONDITIONAL)


@noun
class Case:
    """What the proposal is made from.

    `identified` says that the home type rests on fact; `claimed` is the kind of award that the
    file itself names. `licences` are what it takes here to work in the profession that the
    award trains for, and the award is none of them.
    """

    award: Award
    kind: QualificationType | None
    identified: bool
    claimed: AwardKind | None = None
    level: LevelResult
    comparisons: tuple[Comparison, ...]
    purpose: Purpose
    has_candidates: bool
    published: Form | None = None
    licences: tuple[TeachingLicence, ...] = ()


def propose(case: Case) -> Result:
    """Propose a form with coded reasons. Never raises; silence gives "not enough information"."""
    missing = _missing(case)
    curable = _curable(case)
    form, supporting, declining = _form(case)
    if _licence_stands_between(case):
        # Recognised as an award it may be: the work here still takes the licence.
        form = Form.CONDITIONAL if form is Form.FULL else form
        needed = one_a_place(case.licences)
        reasons = (licence_needed("decline.teaching_licence_needed", each) for each in needed)
        declining = (*declining, *reasons)
    return Result(
        form=form,
        level=case.level,
        supporting=supporting,
        declining=declining,
        curable=curable,
        would_change=_would_change(case, form),
        missing=missing,
        considered=_considered(case, form),
    )


def _licence_stands_between(case: Case) -> bool:
    """Whether the award is wanted for work that takes a licence here; licences say so already."""
    is_licence = case.kind is not None and case.kind.kind is AwardKind.PROFESSIONAL_LICENCE
    return bool(case.licences) and case.purpose is Purpose.WORK and not is_licence


def _found(case: Case, element: Element) -> Comparison | None:
    return next((c for c in case.comparisons if c.element is element), None)


def _form(case: Case) -> tuple[Form, tuple[Statement, ...], tuple[Statement, ...]]:
    kind = case.kind
    if kind is not None and case.identified:
        special = _special(case, kind)
        if special is not None:
            return special
    if not case.identified and case.kind is None and case.claimed is AwardKind.MICROCREDENTIAL:
        return _micro(case) or (
            Form.NOT_ENOUGH_INFORMATION,
            (),
            (say("decline.level_unknown"),),
        )
    if not case.identified:
        return Form.NOT_ENOUGH_INFORMATION, (), (say("decline.type_not_identified"),)
    if case.level.basis in (None, LevelBasis.MODEL):
        return Form.NOT_ENOUGH_INFORMATION, (), (say("decline.level_unknown"),)
    if not case.has_candidates:
        return Form.NOT_ENOUGH_INFORMATION, (), (say("decline.no_benchmark"),)
    supporting = (_level_support(case.level),)
    substantial = _substantial(case)
    if not substantial:
        if case.published in _LESS_THAN_FULL:
            reason = say("decline.published_form", form=case.published.value)
            return case.published, supporting, (reason,)
        return Form.FULL, supporting, ()
    declining = tuple(
        say("decline.potentially_substantial", element=c.element.value) for c in substantial
    )
    elements = {c.element for c in substantial}
    profile = _found(case, Element.PROFILE)
    incomplete = profile is not None and profile.reason.code == "profile.incomplete_cycle"
    if elements == {Element.WORKLOAD} or incomplete:
        return Form.PARTIAL, supporting, declining
    if Element.PROFILE in elements and case.purpose is Purpose.STUDY:
        return Form.CONDITIONAL, supporting, declining
    return Form.ALTERNATIVE, supporting, declining


def _substantial(case: Case) -> list[Comparison]:
    """What stands against full recognition; another level does, though it refuses nothing."""
    return [
        c
        for c in case.comparisons
        if c.finding is Finding.POTENTIALLY_SUBSTANTIAL
        or (c.element is Element.LEVEL and c.finding is Finding.DIFFERENT)
    ]


def _special(
    case: Case, kind: QualificationType
) -> tuple[Form, tuple[Statement, ...], tuple[Statement, ...]] | None:
    """Awards that are not qualifications of a level: each has its own usual treatment."""
    if kind.kind is AwardKind.PROFESSIONAL_LICENCE:
        if case.purpose is Purpose.WORK:
            authority = say("support.licence_to_competent_authority")
            return Form.CONDITIONAL, (authority,), (say("decline.licence_is_national"),)
        return Form.NOT_RECOGNISED, (), (say("decline.licence_not_academic"),)
    if kind.kind is AwardKind.OWN_TITLE:
        if case.award.descriptor.credits:
            return Form.PARTIAL, (say("support.credits_stated"),), (say("decline.own_title"),)
        return Form.NOT_RECOGNISED, (), (say("decline.own_title"),)
    if kind.kind in (AwardKind.ATTENDANCE, AwardKind.EXAMINATION):
        return Form.NOT_RECOGNISED, (), (say("decline.not_a_qualification"),)
    return _micro(case) if kind.kind is AwardKind.MICROCREDENTIAL else None


def _micro(case: Case) -> tuple[Form, tuple[Statement, ...], tuple[Statement, ...]] | None:
    """A micro-credential with a level is worth credits towards something; without one, silence."""
    if case.level.basis in (None, LevelBasis.MODEL):
        return None
    support = (_level_support(case.level), say("support.microcredential_credits"))
    return Form.PARTIAL, support, (say("decline.part_of_a_qualification"),)


def _level_support(level: LevelResult) -> Statement:
    basis = level.basis.value if level.basis else "none"
    return say(f"support.level_{basis}")


def _curable(case: Case) -> tuple[Statement, ...]:
    found = []
    for comparison in case.comparisons:
        if comparison.finding is Finding.UNKNOWN:
            found.append(say("cure.element_unknown", element=comparison.element.value))
    if case.level.basis is LevelBasis.STRUCTURAL:
        found.append(say("cure.level_estimated"))
    if case.level.basis is LevelBasis.COMPARISON:
        found.append(say("cure.level_compared"))
    if len(case.level.codes) > 1:
        found.append(say("cure.level_range", levels=case.level.codes))
    return tuple(found)


def _missing(case: Case) -> tuple[Statement, ...]:
    """Documents and facts to ask the applicant for, in one letter."""
    award, descriptor = case.award, case.award.descriptor
    wanted = []
    if not case.identified:
        wanted.append(say("missing.official_title"))
    if award.awarded_on is None:
        wanted.append(say("missing.award_date"))
    if descriptor.awarding_body is None or not descriptor.awarding_body.names:
        wanted.append(say("missing.institution"))
    else:
        wanted.append(say("missing.institution_status"))
    unitless = [claim for claim in descriptor.credits if claim.system is None]
    if unitless:
        wanted.append(say("missing.credit_unit", as_written=unitless[0].as_written))
    if not descriptor.credits and descriptor.workload_hours is None:
        wanted.append(say("missing.workload"))
    if not descriptor.outcomes:
        wanted.append(say("missing.outcomes"))
    if case.kind is not None and "needs_second_document" in case.kind.notes:
        wanted.append(say("missing.second_document"))
    if case.kind is not None and case.kind.kind is AwardKind.PROFESSIONAL_LICENCE:
        wanted.append(say("missing.underlying_award"))
    return tuple(wanted)


def _would_change(case: Case, form: Form) -> tuple[Statement, ...]:
    changes = []
    if form is Form.NOT_ENOUGH_INFORMATION and not case.identified:
        changes.append(say("change.identify_type"))
    if form is Form.NOT_ENOUGH_INFORMATION and case.identified:
        changes.append(say("change.level_stated"))
    quality = _found(case, Element.QUALITY)
    if quality is not None and quality.finding is Finding.UNKNOWN:
        changes.append(say("change.institution_not_recognised"))
    workload = _found(case, Element.WORKLOAD)
    if workload is not None and workload.finding in (
        Finding.DIFFERENT,
        Finding.POTENTIALLY_SUBSTANTIAL,
        Finding.UNKNOWN,
    ):
        threshold = workload.benchmark_value
        if threshold is not None and threshold.code == "value.hours":
            low = threshold.get("low")
            if low is not None:
                changes.append(say("change.workload_hours", hours=low))
    if case.level.basis is LevelBasis.STRUCTURAL:
        changes.append(say("change.precedent_or_referencing"))
    return tuple(changes)


def _considered(case: Case, form: Form) -> tuple[tuple[Form, Statement], ...]:
    """Each form before the proposed one, in order, with why it was passed over."""
    if form is Form.NOT_ENOUGH_INFORMATION:
        return tuple((each, say("considered.unknown")) for each in _ORDER)
    passed = []
    for each in _ORDER[: _ORDER.index(form)]:
        passed.append((each, _why_not(case, each)))
    return tuple(passed)


def _why_not(case: Case, form: Form) -> Statement:
    if form is Form.FULL and case.kind is not None and case.kind.kind in NO_ESTIMATE:
        return say("considered.nature_of_award", kind=case.kind.kind.value)
    if form is Form.FULL and _licence_stands_between(case) and not _substantial(case):
        return say("considered.licence_needed")
    substantial = any(c.finding is Finding.POTENTIALLY_SUBSTANTIAL for c in case.comparisons)
    if case.published in _LESS_THAN_FULL and not substantial and form is not case.published:
        return say("considered.published_form")
    if form is Form.FULL:
        return say("considered.full_substantial")
    if form is Form.ALTERNATIVE:
        return say("considered.no_alternative")
    if form is Form.PARTIAL:
        return say("considered.no_parts")
    return say("considered.no_condition")
