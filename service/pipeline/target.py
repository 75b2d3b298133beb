"""One place: level by the ordered bases, candidates, the five elements, the proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from service.comparing.forms import Case, propose
from service.comparing.level_element import compare_level
from service.comparing.outcomes import align, compare_outcomes
from service.comparing.precedents import fitting
from service.comparing.profile import compare_profile
from service.comparing.quality import compare_quality
from service.comparing.structure import likeness
from service.comparing.workload import (
    Workload,
    compare_workload,
    subject_workload,
    typical_workload,
)
from service.domain.comparison import Comparison, LevelResult
from service.domain.credential import Award
from service.domain.decision import Form, Precedent
from service.domain.framework import AwardKind, QualificationType
from service.domain.match import Match
from service.domain.register import Place
from service.domain.report import TargetAssessment
from service.domain.text import Quote, earliest, say
from service.matching.scorer import Subject, TitleLikeness, score_candidates
from service.pipeline.home import Home
from service.pipeline.knowledge import Knowledge
from service.pipeline.licences import licensing, with_licensing
from service.pipeline.target_level import level_at_target

if TYPE_CHECKING:
    from service.pipeline import Question

SHOWN = 5
"""How many candidates a report shows; an officer wants few, right, explained ones."""

_NO_BENCHMARK = frozenset({AwardKind.EXAMINATION, AwardKind.ATTENDANCE, AwardKind.OWN_TITLE})


def assess_target(
    award: Award, home: Home, place: Place, *, question: Question, knowledge: Knowledge
) -> TargetAssessment:
    """Assess `award` for `place`."""
    awarded = earliest(award.awarded_on) if award.awarded_on else None
    kinds = _benchmarks(knowledge, place)
    level = level_at_target(home, place, knowledge, on=question.on, awarded=awarded)
    outcomes = _outcomes_published(home, place, knowledge, awarded)
    named = frozenset(each for one in outcomes for each in one.comparable_types)
    matches = _candidates(award, home, kinds, level, knowledge, named)
    level = _refined(level, matches, knowledge)
    matches = _benchmark_first(matches, level, knowledge)
    benchmark = knowledge.register.types[matches[0].qualification_type] if matches else None
    if benchmark is None or benchmark.kind is not AwardKind.ACADEMIC:
        # A Meister stands at EQF 6 and is no first-cycle degree: the cycles are of degrees only.
        level = replace(level, qf_ehea=())
    comparisons = _compare(award, home, level, benchmark, question=question, knowledge=knowledge)
    licence = licensing(award, home, place, knowledge=knowledge, on=question.on)
    comparisons = with_licensing(comparisons, licence)
    result = propose(
        Case(
            award=award,
            kind=home.kind,
            identified=home.kind is not None,
            claimed=_award_kind(award, home),
            level=level,
            comparisons=comparisons,
            purpose=question.purpose,
            has_candidates=benchmark is not None,
            published=_published_form(outcomes),
            licences=licence.lacking,
        )
    )
    shown = matches[:SHOWN]
    return TargetAssessment(
        place=place.key,
        framework=knowledge.register.frameworks[level.framework or place.framework.id],
        candidates=shown,
        comparisons=comparisons,
        result=result,
        candidate_types=tuple(
            knowledge.register.types[match.qualification_type] for match in shown
        ),
    )


def match_types(
    award: Award,
    home: Home,
    place: Place | None,
    kinds: tuple[QualificationType, ...],
    *,
    on: date,
    knowledge: Knowledge,
) -> tuple[Match, ...]:
    """Score `kinds`, whatever they rest on, as candidates for `award` in `place`.

    Without a place, types of many countries are scored: there is no level to compare then.
    """
    awarded = earliest(award.awarded_on) if award.awarded_on else None
    level = LevelResult(framework=None, code=None, basis=None)
    named: frozenset[str] = frozenset()
    if place is not None:
        level = level_at_target(home, place, knowledge, on=on, awarded=awarded)
        outcomes = _outcomes_published(home, place, knowledge, awarded)
        named = frozenset(each for one in outcomes for each in one.comparable_types)
    return _candidates(award, home, kinds, level, knowledge, named, every=True)


def _award_kind(award: Award, home: Home) -> AwardKind | None:
    """The kind of award by its type at home, else by the file's own word."""
    if home.kind is not None:
        return home.kind.kind
    stated = award.descriptor.kind
    return AwardKind(stated) if stated in set(AwardKind) else None


def _benchmarks(knowledge: Knowledge, place: Place) -> tuple[QualificationType, ...]:
    found = [
        kind
        for framework in place.frameworks
        for kind in knowledge.register.types_of_framework(framework.id)
    ]
    return tuple(kind for kind in found if kind.kind not in _NO_BENCHMARK)


def _candidates(
    award: Award,
    home: Home,
    kinds: tuple[QualificationType, ...],
    level: LevelResult,
    knowledge: Knowledge,
    published: frozenset[str],
    *,
    every: bool = False,
) -> tuple[Match, ...]:
    title = award.descriptor.titles[0]
    quote = Quote(text=title.value, language=title.language, where="subject.title")
    likenesses = {
        one.kind: TitleLikeness(
            fuzzy=one.fuzzy,
            fuzzy_quote=_quote(one.fuzzy_form.text, one.fuzzy_form.language, one.kind)
            if one.fuzzy_form
            else None,
            cosine=one.cosine,
            cosine_quote=_quote(one.cosine_form.text, one.cosine_form.language, one.kind)
            if one.cosine_form
            else None,
        )
        for one in knowledge.resemblances(title.value, [kind.id for kind in kinds])
    }
    award_kind = _award_kind(award, home)
    structure = {kind.id: _likeness(home.kind, award_kind, kind) for kind in kinds}
    subject = Subject(
        title=quote,
        kind=home.kind,
        award_kind=award_kind,
        published=published,
        classes=home.classes,
        false_friends=home.false_friends,
        country=home.country,
        benchmark_classes={kind.id: knowledge.classes_of(kind) for kind in kinds}
        if home.classes or home.false_friends
        else {},
    )
    return score_candidates(subject, kinds, level, likenesses, structure, every=every)


def _outcomes_published(
    home: Home, place: Place, knowledge: Knowledge, awarded: date | None
) -> tuple[Precedent, ...]:
    """Published outcomes and precedents in `place` for the award, or for all that it may be."""
    kinds = (home.kind,) if home.kind is not None else home.rivals
    return tuple(
        one for kind in kinds for one in fitting(knowledge.precedents, kind, place, awarded=awarded)
    )


def _published_form(outcomes: tuple[Precedent, ...]) -> Form | None:
    """The most cautious form among outcomes that state one."""
    order = list(Form)
    return max((one.form for one in outcomes if one.form), key=order.index, default=None)


def _likeness(
    home_kind: QualificationType | None,
    award_kind: AwardKind | None,
    benchmark: QualificationType,
) -> Decimal | None:
    """Likeness in structure; a micro-credential is alike to one even where its type is unknown."""
    if home_kind is not None:
        return likeness(home_kind, benchmark)
    micro = award_kind is AwardKind.MICROCREDENTIAL is benchmark.kind
    return Decimal(1) if micro else None


def _quote(text: str, language: str, kind: str) -> Quote:
    return Quote(text=text, language=language, where=kind)


def _refined(level: LevelResult, matches: tuple[Match, ...], knowledge: Knowledge) -> LevelResult:
    """Within a range, propose the level whose best award resembles the subject most.

    The range stays visible; where two levels are equally good none is proposed.
    """
    if level.code is not None or len(level.codes) < 2:
        return level
    best: dict[str, float] = {}
    for match in matches:
        code = knowledge.register.types[match.qualification_type].level
        if code in level.codes and code is not None:
            best[code] = max(best.get(code, 0.0), match.score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.02):
        return level
    note = say(
        "level.refined", framework=level.framework or "", levels=level.codes, level=ranked[0][0]
    )
    return replace(level, code=ranked[0][0], notes=(*level.notes, note))


def _benchmark_first(
    matches: tuple[Match, ...], level: LevelResult, knowledge: Knowledge
) -> tuple[Match, ...]:
    """Candidates at the proposed level first, within the same basis."""
    if level.code is None:
        return matches
    order = {"official": 0, "precedent": 1, "model": 2}

    def key(match: Match) -> tuple[int, bool, float]:
        kind = knowledge.register.types[match.qualification_type]
        same_scale = kind.framework == level.framework
        off_level = same_scale and kind.level is not None and kind.level != level.code
        return (order[match.basis.value], off_level, -match.score)

    return tuple(sorted(matches, key=key))


def _compare(
    award: Award,
    home: Home,
    level: LevelResult,
    benchmark: QualificationType | None,
    *,
    question: Question,
    knowledge: Knowledge,
) -> tuple[Comparison, ...]:
    descriptor, on = award.descriptor, earliest(award.awarded_on) if award.awarded_on else None
    ours = subject_workload(descriptor, home.kind, knowledge.systems, on=on)
    system = None
    theirs = Workload()
    if benchmark is not None:
        theirs = typical_workload(benchmark, knowledge.systems, on=question.on)
        system = knowledge.systems.get(benchmark.credits.system) if benchmark.credits else None
    same_entry = (
        home.kind is None
        or benchmark is None
        or home.kind.entry is None
        or home.kind.entry is benchmark.entry
    )
    return (
        compare_level(home.level, home.kind, level, benchmark),
        compare_workload(
            ours,
            theirs,
            same_entry=same_entry,
            purpose=question.purpose,
            target_system=system,
        ),
        compare_quality(descriptor, home.kind),
        compare_profile(
            home.kind, benchmark, purpose=question.purpose, subject_field=descriptor.isced_f
        ),
        _outcomes(award, question=question, knowledge=knowledge),
    )


def _outcomes(award: Award, *, question: Question, knowledge: Knowledge) -> Comparison:
    ours = tuple(outcome.texts[0].value for outcome in award.descriptor.outcomes)
    theirs: tuple[str, ...] = ()
    if question.benchmark is not None:
        theirs = tuple(o.texts[0].value for o in question.benchmark.descriptor.outcomes)
    aligned = None
    if ours and theirs:
        vectors = knowledge.outcome_vectors(ours, theirs)
        aligned = align(ours, theirs, vectors) if vectors is not None else None
    return compare_outcomes(len(ours), len(theirs), aligned)
