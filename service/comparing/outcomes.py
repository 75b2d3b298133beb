"""Learning outcomes: one by one, across languages, by the nearest outcome of the benchmark."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import numpy.typing as npt

from service.domain.comparison import Comparison, Element, Finding
from service.domain.noun import noun
from service.domain.text import Statement, say

# Cosines of the default encoder sit in .75–.92 for right and wrong pairs alike, so these marks
# are for that encoder only, are printed with the result, and never make a finding substantial.
COVERED_FROM = 0.90
PARTLY_FROM = 0.86


@noun
class Alignment:
    """A benchmark outcome with the subject's nearest one: `covered`, `partly`, `not_covered`."""

    benchmark: str
    subject: str
    score: float
    verdict: str


def align(
    subject: tuple[str, ...],
    benchmark: tuple[str, ...],
    vectors: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
) -> tuple[Alignment, ...]:
    """Pair each benchmark outcome with the nearest subject outcome by cosine.

    `vectors` are the unit vectors of both lists, in their order.
    """
    scores = vectors[1] @ vectors[0].T
    found = []
    for row, text in enumerate(benchmark):
        column = int(scores[row].argmax())
        score = round(float(scores[row, column]), 4)
        verdict = "not_covered"
        if score >= COVERED_FROM:
            verdict = "covered"
        elif score >= PARTLY_FROM:
            verdict = "partly"
        found.append(
            Alignment(benchmark=text, subject=subject[column], score=score, verdict=verdict)
        )
    return tuple(found)


def compare_outcomes(
    subject_count: int,
    benchmark_count: int,
    alignments: tuple[Alignment, ...] | None,
) -> Comparison:
    """Finding on outcomes: unknown where a side is silent or no encoder is in use.

    A model's alignment alone is at most *different*: whether a gap is substantial is for the
    officer, who sees each pair.
    """
    value = _count(subject_count)
    benchmark_value = _count(benchmark_count)
    if alignments is None:
        code = "outcomes.no_model"
        if not subject_count:
            code = "outcomes.subject_silent"
        elif not benchmark_count:
            code = "outcomes.benchmark_silent"
        return Comparison(
            element=Element.OUTCOMES,
            finding=Finding.UNKNOWN,
            subject_value=value,
            benchmark_value=benchmark_value,
            reason=say(code),
        )
    covered = sum(pair.verdict == "covered" for pair in alignments)
    partly = sum(pair.verdict == "partly" for pair in alignments)
    share = Decimal(covered * 2 + partly) / Decimal(2 * len(alignments))
    return Comparison(
        element=Element.OUTCOMES,
        finding=Finding.COMPARABLE if share >= Decimal("0.75") else Finding.DIFFERENT,
        subject_value=value,
        benchmark_value=benchmark_value,
        reason=say(
            "outcomes.aligned",
            covered=covered,
            partly=partly,
            total=len(alignments),
            threshold=Decimal(str(COVERED_FROM)),
        ),
        notes=(
            say("outcomes.model_only"),
            *(
                say(
                    f"outcomes.pair_{pair.verdict}",
                    benchmark=pair.benchmark,
                    subject=pair.subject,
                    score=Decimal(str(pair.score)),
                )
                for pair in alignments
            ),
        ),
    )


def _count(number: int) -> Statement | None:
    return say("value.outcomes", count=number) if number else None
