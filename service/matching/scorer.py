"""Candidates at the target: explained evidence, official facts before resemblance.

A readable list of features with their weights. Level, structure and kind are main features;
title and "still awarded" only qualify what they have earned. A side that is silent gives no
evidence and no weight. The score is a rank aid between 0 and 1, not a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from service.domain.award_word import AwardClass
from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import AwardKind, QualificationType, TypeNote
from service.domain.match import CandidateBasis, Evidence, Match
from service.domain.noun import noun
from service.domain.reference import FalseFriend
from service.domain.text import Quote, say
from service.matching.false_friends import vetoes, warning

MAIN = {"precedent": 0.40, "level": 0.38, "structure": 0.30, "kind": 0.18}
UNIDENTIFIED = {"award_words": 0.30, "title_fuzzy": 0.15, "title_embedding": 0.15}
QUALIFIER = {"title_fuzzy": 0.02, "title_embedding": 0.02, "still_awarded": 0.10}
# Cosines of the default encoder lie between .70 and 1 for any two titles; the span is stretched
# so that the printed score does not look like near identity.
_COSINE_FLOOR = 0.70
_NAMED_ALIKE = 0.80
_SHOWN_FROM = 0.50


@noun
class TitleLikeness:
    """Resemblance of the subject's title to one type's names, as the index measured it."""

    fuzzy: float | None = None
    fuzzy_quote: Quote | None = None
    cosine: float | None = None
    cosine_quote: Quote | None = None


@noun
class Subject:
    """What the scorer needs to know of the subject: its title and, if identified, its type.

    `award_kind` is the type's kind, else what the file itself says that it is, else None;
    `classes` are what the words of its title announce, `benchmark_classes` the same of the
    benchmarks by type id; they count only where no type was identified. `false_friends` are rows
    found in the title as `country` uses it: they void all evidence of words they speak against.
    `published` are ids of types to which published outcomes or precedents compare it.
    """

    title: Quote
    kind: QualificationType | None
    award_kind: AwardKind | None = None
    published: frozenset[str] = frozenset()
    classes: frozenset[AwardClass] = frozenset()
    false_friends: tuple[FalseFriend, ...] = ()
    country: str | None = None
    benchmark_classes: Mapping[str, frozenset[AwardClass]] = field(default_factory=dict)


def score_candidates(
    subject: Subject,
    benchmarks: tuple[QualificationType, ...],
    level: LevelResult,
    likeness: Mapping[str, TitleLikeness],
    structure: Mapping[str, Decimal | None],
    *,
    every: bool = False,
) -> tuple[Match, ...]:
    """Score every benchmark and return them best first: official, then precedent, then model.

    `likeness` and `structure` are keyed by type id. Equal scores keep the order of the file.
    Candidates that rest on nothing are left out unless `every` one is asked for.
    """
    found = [
        _match(subject, each, level, likeness.get(each.id, TitleLikeness()), structure.get(each.id))
        for each in benchmarks
    ]
    found = [match for match in found if every or _worth_showing(match)]
    rank = {CandidateBasis.OFFICIAL: 0, CandidateBasis.PRECEDENT: 1, CandidateBasis.MODEL: 2}
    return tuple(sorted(found, key=lambda match: (rank[match.basis], -match.score)))


def _worth_showing(match: Match) -> bool:
    """Whether a candidate rests on anything: level, structure, or a title that is nearly the same.

    Titles of any two awards share words and direction; below these marks a resemblance says
    nothing, and an empty list says so better than five strangers.
    """
    seen = {item.feature: item.score for item in match.evidence}
    if seen["award_words"] == 1.0:
        return True
    if seen["structure"] is None and seen["level"] is None:
        by_name = max(seen["title_fuzzy"] or 0.0, seen["title_embedding"] or 0.0)
        return by_name >= _NAMED_ALIKE and seen["kind"] != 0.0
    return match.score >= _SHOWN_FROM


def _match(
    subject: Subject,
    benchmark: QualificationType,
    level: LevelResult,
    likeness: TitleLikeness,
    structure: Decimal | None,
) -> Match:
    evidence = [
        _precedent(subject, benchmark),
        _level(benchmark, level),
        Evidence(
            feature="structure",
            score=None if structure is None else float(structure),
            note=say("evidence.silent" if structure is None else "evidence.structure"),
        ),
        _kind(subject.award_kind, benchmark),
        _words(subject, benchmark),
        Evidence(
            feature="title_fuzzy",
            score=likeness.fuzzy,
            quotes=_pair(subject.title, likeness.fuzzy_quote),
        ),
        Evidence(
            feature="title_embedding",
            score=_stretched(likeness.cosine),
            quotes=_pair(subject.title, likeness.cosine_quote),
        ),
        _still_awarded(benchmark),
    ]
    theirs = subject.benchmark_classes.get(benchmark.id, frozenset())
    against = vetoes(subject.false_friends, theirs)
    if against:
        evidence = [_voided(item) for item in evidence]
    return Match(
        qualification_type=benchmark.id,
        score=_total(evidence, identified=subject.kind is not None),
        basis=_basis(subject, benchmark, level),
        evidence=tuple(evidence),
        warnings=tuple(dict.fromkeys(warning(row, subject.country) for row in against)),
    )


def _voided(item: Evidence) -> Evidence:
    """Evidence of words counts for nothing where a false friend speaks against it."""
    if item.feature not in ("title_fuzzy", "title_embedding", "award_words"):
        return item
    return Evidence(feature=item.feature, score=None, quotes=item.quotes, note=item.note)


def _total(evidence: list[Evidence], *, identified: bool) -> float:
    """Weighted mean over what was measured; without a home type titles alone carry the score."""
    weights = {**MAIN, **QUALIFIER}
    if not identified:
        weights = {**MAIN, **UNIDENTIFIED}
    pairs = [
        (weights[item.feature], item.score)
        for item in evidence
        if item.score is not None and item.feature in weights
    ]
    total = sum(weight for weight, _ in pairs)
    return round(sum(weight * score for weight, score in pairs) / total, 4) if total else 0.0


def _basis(subject: Subject, benchmark: QualificationType, level: LevelResult) -> CandidateBasis:
    kind = subject.kind
    same_nature = kind is not None and kind.kind is benchmark.kind
    if same_nature and benchmark.framework == level.framework and benchmark.level in level.codes:
        if level.basis in (LevelBasis.REFERENCING, LevelBasis.COMPARISON):
            return CandidateBasis.OFFICIAL
        if level.basis is LevelBasis.PRECEDENT:
            return CandidateBasis.PRECEDENT
    if benchmark.id in subject.published:
        return CandidateBasis.PRECEDENT
    return CandidateBasis.MODEL


def _precedent(subject: Subject, benchmark: QualificationType) -> Evidence:
    """1 where a recognition body has published this comparison, 0 where it named another award."""
    if not subject.published:
        return Evidence(feature="precedent", score=None, note=say("evidence.silent"))
    named = benchmark.id in subject.published
    note = say("evidence.precedent") if named else None
    return Evidence(feature="precedent", score=float(named), note=note)


def _level(benchmark: QualificationType, level: LevelResult) -> Evidence:
    other_scale = benchmark.framework != level.framework
    if level.basis is None or benchmark.level is None or not level.codes or other_scale:
        return Evidence(feature="level", score=None, note=say("evidence.silent"))
    here = benchmark.level in level.codes
    return Evidence(
        feature="level",
        score=1.0 if here else 0.0,
        note=say("evidence.official_level", framework=benchmark.framework, level=benchmark.level)
        if here
        else None,
    )


def _kind(kind: AwardKind | None, benchmark: QualificationType) -> Evidence:
    if kind is None:
        return Evidence(feature="kind", score=None, note=say("evidence.silent"))
    same = kind is benchmark.kind
    return Evidence(
        feature="kind",
        score=1.0 if same else 0.0,
        note=say("evidence.same_kind", kind=benchmark.kind.value) if same else None,
    )


def _words(subject: Subject, benchmark: QualificationType) -> Evidence:
    """Whether both names announce one class of award; silent where a type was identified."""
    theirs = subject.benchmark_classes.get(benchmark.id, frozenset())
    if subject.kind is not None or not subject.classes or not theirs:
        return Evidence(feature="award_words", score=None, note=say("evidence.silent"))
    shared = bool(subject.classes & theirs)
    note = say("evidence.same_words") if shared else None
    return Evidence(feature="award_words", score=float(shared), note=note)


def _still_awarded(benchmark: QualificationType) -> Evidence:
    """Awards of today first: 1 still awarded, 0.5 superseded but still met, 0 ended."""
    if benchmark.until is not None or TypeNote.ABOLISHED in benchmark.notes:
        note = say("evidence.not_awarded_any_more")
        return Evidence(feature="still_awarded", score=0.0, note=note)
    superseded = TypeNote.SUPERSEDED in benchmark.notes
    return Evidence(feature="still_awarded", score=0.5 if superseded else 1.0)


def _stretched(cosine: float | None) -> float | None:
    if cosine is None:
        return None
    return round(min(1.0, max(0.0, (cosine - _COSINE_FLOOR) / (1 - _COSINE_FLOOR))), 4)


def _pair(subject: Quote, benchmark: Quote | None) -> tuple[Quote, ...]:
    return () if benchmark is None else (subject, benchmark)
