"""Candidates: official facts before resemblance, silence without weight, evidence for each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from builders import award_type
from hypothesis import given
from hypothesis import strategies as st

from service.domain.comparison import LevelBasis, LevelResult
from service.domain.framework import AwardKind, QualificationType, TypeNote
from service.domain.match import CandidateBasis, Match
from service.domain.text import Quote
from service.matching.scorer import Subject, TitleLikeness, score_candidates

TITLE = Quote(text="Diplom-Betriebswirt (FH)", language="de", where="subject.title")
HOME = award_type("de_dqr/diplom_fh", level="6")
HONOURS = award_type("ie_nfq/honours_bachelor", level="8")
MASTER = award_type("ie_nfq/master", level="9")
CRAFT = award_type("ie_nfq/craft", level="8", kind=AwardKind.VOCATIONAL)
UNPLACED = award_type("ie_nfq/unplaced", level=None)
NOTHING = LevelResult(framework="ie_nfq", code=None, basis=None)


def level(
    *codes: str, basis: LevelBasis = LevelBasis.REFERENCING, of: str = "ie_nfq"
) -> LevelResult:
    return LevelResult(framework=of, code=None, codes=codes, basis=basis)


def scored(
    *benchmarks: QualificationType,
    at: LevelResult = NOTHING,
    kind: QualificationType | None = HOME,
    likeness: Mapping[str, TitleLikeness] | None = None,
    structure: Mapping[str, Decimal | None] | None = None,
) -> tuple[Match, ...]:
    subject = Subject(title=TITLE, kind=kind, award_kind=kind.kind if kind else None)
    return score_candidates(subject, benchmarks, at, likeness or {}, structure or {})


def only(*args: Any, **more: Any) -> Match:
    (match,) = scored(*args, **more)
    return match


def titled(fuzzy: float | None, cosine: float | None = None) -> TitleLikeness:
    return TitleLikeness(fuzzy=fuzzy, cosine=cosine)


def seen(match: Match) -> dict[str, float | None]:
    return {item.feature: item.score for item in match.evidence}


# Basis


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (LevelBasis.REFERENCING, CandidateBasis.OFFICIAL),
        (LevelBasis.COMPARISON, CandidateBasis.OFFICIAL),
        (LevelBasis.PRECEDENT, CandidateBasis.PRECEDENT),
        (LevelBasis.STRUCTURAL, CandidateBasis.MODEL),
        (LevelBasis.MODEL, CandidateBasis.MODEL),
    ],
)
def test_a_candidate_rests_on_what_its_level_rests_on(
    basis: LevelBasis, expected: CandidateBasis
) -> None:
    assert only(HONOURS, at=level("7", "8", basis=basis)).basis is expected


def test_official_comes_before_a_higher_score() -> None:
    matches = scored(
        CRAFT,
        HONOURS,
        at=level("8"),
        likeness={CRAFT.id: titled(1.0, 1.0), HONOURS.id: titled(0.0)},
        structure={CRAFT.id: Decimal(1), HONOURS.id: Decimal(0)},
    )
    assert [match.qualification_type for match in matches] == [HONOURS.id, CRAFT.id]
    assert [match.basis for match in matches] == [CandidateBasis.OFFICIAL, CandidateBasis.MODEL]
    assert matches[0].score < matches[1].score


def test_a_precedent_comes_before_a_higher_score() -> None:
    matches = scored(
        CRAFT,
        HONOURS,
        at=level("8", basis=LevelBasis.PRECEDENT),
        likeness={CRAFT.id: titled(1.0, 1.0), HONOURS.id: titled(0.0)},
        structure={CRAFT.id: Decimal(1), HONOURS.id: Decimal(0)},
    )
    assert [match.basis for match in matches] == [CandidateBasis.PRECEDENT, CandidateBasis.MODEL]


@pytest.mark.parametrize(
    "benchmark",
    [
        MASTER,
        CRAFT,
        UNPLACED,
        award_type("ie_other/award", level="8"),
    ],
    ids=["other level", "other kind", "no level", "other scale"],
)
def test_what_is_not_at_the_level_and_of_the_kind_is_not_official(
    benchmark: QualificationType,
) -> None:
    match = only(
        benchmark,
        at=level("8"),
        likeness={benchmark.id: titled(1.0, 1.0)},
        structure={benchmark.id: Decimal(1)},
    )
    assert match.basis is CandidateBasis.MODEL


@pytest.mark.parametrize("basis", LevelBasis)
def test_a_title_alone_makes_nothing_official(basis: LevelBasis) -> None:
    match = only(
        HONOURS, at=level("8", basis=basis), kind=None, likeness={HONOURS.id: titled(1.0, 1.0)}
    )
    assert match.basis is CandidateBasis.MODEL


# Score


def test_silence_carries_no_weight() -> None:
    loud = only(HONOURS, at=level("8"), structure={HONOURS.id: Decimal(1)})
    silent = only(HONOURS, at=level("8"), structure={HONOURS.id: None})
    assert loud.score == silent.score == 1.0
    assert seen(silent)["structure"] is None


@pytest.mark.parametrize(
    "more",
    [
        {"at": NOTHING},
        {"at": level("8", of="ie_other")},
        {"benchmark": UNPLACED, "at": level("8")},
    ],
)
def test_no_level_to_compare_is_no_evidence(more: dict[str, Any]) -> None:
    benchmark = more.pop("benchmark", HONOURS)
    match = only(benchmark, structure={benchmark.id: Decimal(1)}, **more)
    assert seen(match)["level"] is None
    assert match.score == 1.0


def test_a_code_of_another_scale_is_not_compared() -> None:
    other = award_type("ie_other/award", level="9")
    match = only(other, at=level("8"), structure={other.id: Decimal(1)})
    assert seen(match)["level"] is None


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (({"level": "9"}, 0.8, 1), ({"level": "8"}, 0.8, 1)),
        (({}, 0.6, 1), ({}, 0.9, 1)),
        (({"kind": AwardKind.VOCATIONAL}, 0.8, 1), ({}, 0.8, 1)),
        (({"until": "2010"}, 0.8, 1), ({}, 0.8, 1)),
        (({"notes": (TypeNote.ABOLISHED,)}, 0.8, 1), ({}, 0.8, 1)),
        (({}, 0.8, 0.2), ({}, 0.8, 0.9)),
    ],
    ids=["level", "structure", "kind", "ended", "abolished", "title"],
)
def test_every_feature_tells(worse: Any, better: Any) -> None:
    scores = []
    for more, structure, fuzzy in (worse, better):
        benchmark = award_type("ie_nfq/award", **{"level": "8", **more})
        match = only(
            benchmark,
            at=level("8"),
            likeness={benchmark.id: titled(fuzzy)},
            structure={benchmark.id: Decimal(str(structure))},
        )
        scores.append(match.score)
    assert scores[0] < scores[1]


def test_a_title_does_not_outweigh_level_and_structure() -> None:
    likeness = {MASTER.id: titled(1.0, 1.0), HONOURS.id: titled(0.0, 0.0)}
    structure = {MASTER.id: Decimal("0.5"), HONOURS.id: Decimal(1)}
    estimate = level("8", basis=LevelBasis.STRUCTURAL)
    matches = scored(MASTER, HONOURS, at=estimate, likeness=likeness, structure=structure)
    assert matches[0].qualification_type == HONOURS.id


def test_a_title_tells_more_where_no_home_type_was_found() -> None:
    def gain(kind: QualificationType | None) -> float:
        low, high = (
            only(HONOURS, at=level("8"), kind=kind, likeness={HONOURS.id: titled(fuzzy)}).score
            for fuzzy in (0.2, 1.0)
        )
        return high - low

    assert gain(None) > gain(HOME) > 0


UNIT = st.floats(0, 1)
MEASURES = st.tuples(
    st.none() | UNIT,
    st.none() | st.floats(-1, 1),
    st.none() | st.decimals(0, 1, places=4),
)


@given(
    st.lists(MEASURES, min_size=3, max_size=3),
    st.sampled_from([None, HOME]),
    st.sampled_from(LevelBasis),
    st.lists(st.sampled_from(["8", "9"]), unique=True),
)
def test_scores_lie_between_nought_and_one_best_first_within_a_basis(
    measures: list[Any], kind: QualificationType | None, basis: LevelBasis, codes: list[str]
) -> None:
    benchmarks = (HONOURS, MASTER, CRAFT)
    pairs = list(zip(benchmarks, measures, strict=True))
    matches = scored(
        *benchmarks,
        at=level(*codes, basis=basis),
        kind=kind,
        likeness={of.id: titled(fuzzy, cosine) for of, (fuzzy, cosine, _) in pairs},
        structure={of.id: structure for of, (_, _, structure) in pairs},
    )
    rank = {CandidateBasis.OFFICIAL: 0, CandidateBasis.PRECEDENT: 1, CandidateBasis.MODEL: 2}
    keys = [(rank[match.basis], -match.score) for match in matches]
    assert keys == sorted(keys)
    for match in matches:
        assert 0 <= match.score <= 1
        assert all(item.score is None or 0 <= item.score <= 1 for item in match.evidence)
        assert kind is not None or match.basis is CandidateBasis.MODEL


def test_equal_scores_keep_the_order_of_the_file() -> None:
    twin = award_type("ie_nfq/twin", level="8")
    for order in ((HONOURS, twin), (twin, HONOURS)):
        matches = scored(*order, at=level("8"))
        assert [match.qualification_type for match in matches] == [each.id for each in order]


# What is shown


def test_strangers_are_not_shown() -> None:
    assert scored(MASTER, UNPLACED, kind=None, likeness={MASTER.id: titled(0.4, 0.9)}) == ()


def test_an_unidentified_title_shows_what_is_named_nearly_the_same() -> None:
    match = only(MASTER, HONOURS, kind=None, likeness={MASTER.id: titled(0.95)})
    assert match.qualification_type == MASTER.id


def test_evidence_quotes_both_titles_that_were_read() -> None:
    theirs = Quote(text="Honours Bachelor Degree", language="en", where=HONOURS.id)
    likeness = {HONOURS.id: TitleLikeness(fuzzy=0.4, fuzzy_quote=theirs)}
    match = only(HONOURS, at=level("8"), likeness=likeness)
    quotes = {item.feature: item.quotes for item in match.evidence}
    assert quotes["title_fuzzy"] == (TITLE, theirs)
    assert quotes["title_embedding"] == ()


@pytest.mark.parametrize(
    ("cosine", "shown"), [(1.0, 1.0), (0.85, 0.5), (0.70, 0.0), (0.1, 0.0), (None, None)]
)
def test_a_cosine_is_stretched_so_that_it_does_not_look_like_identity(
    cosine: float | None, shown: float | None
) -> None:
    match = only(HONOURS, at=level("8"), likeness={HONOURS.id: titled(None, cosine)})
    assert seen(match)["title_embedding"] == (None if shown is None else pytest.approx(shown))


def test_evidence_says_why() -> None:
    ended = award_type("ie_nfq/old", level="8", until="2004")
    notes = {item.feature: item.note for item in only(ended, at=level("8")).evidence}
    assert notes["level"] is not None
    assert notes["level"].code == "evidence.official_level"
    assert notes["kind"] is not None
    assert notes["kind"].code == "evidence.same_kind"
    assert notes["structure"] is not None
    assert notes["structure"].code == "evidence.silent"
    assert notes["still_awarded"] is not None
    assert notes["still_awarded"].code == "evidence.not_awarded_any_more"
