"""Measures of rankings and of confidence, over answers given one by one."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain.noun import noun

_DEEPEST = 10


@noun
class Ranking:
    """Shares over `n` questions: right answer first, among the first three, and MRR@10."""

    n: int
    accuracy_at_1: float
    accuracy_at_3: float
    mrr_at_10: float


def ranking(places: Sequence[int | None]) -> Ranking:
    """Measures of the places (1 = first) of the right answers; None: not among those ranked."""
    n = len(places)
    if n == 0:
        return Ranking(n=0, accuracy_at_1=0.0, accuracy_at_3=0.0, mrr_at_10=0.0)
    found = [place for place in places if place is not None]
    return Ranking(
        n=n,
        accuracy_at_1=round(sum(place == 1 for place in found) / n, 4),
        accuracy_at_3=round(sum(place <= 3 for place in found) / n, 4),
        mrr_at_10=round(sum(1 / place for place in found if place <= _DEEPEST) / n, 4),
    )


def calibration_error(sure: Sequence[float], right: Sequence[bool], bins: int = 5) -> float:
    """Expected calibration error: mean gap of confidence and share right, over equal-sized bins."""
    order = sorted(range(len(sure)), key=lambda at: sure[at])
    total = 0.0
    for bin_ in range(bins):
        part = order[bin_ * len(order) // bins : (bin_ + 1) * len(order) // bins]
        if part:
            said = sum(sure[at] for at in part) / len(part)
            true = sum(right[at] for at in part) / len(part)
            total += len(part) / len(order) * abs(said - true)
    return round(total, 4)


def coverage_at(precision: float, sure: Sequence[float], right: Sequence[bool]) -> float:
    """Largest share of questions, surest first, that can be answered at `precision` or better."""
    best = hits = 0
    for count, at in enumerate(sorted(range(len(sure)), key=lambda at: -sure[at]), 1):
        hits += right[at]
        if hits / count >= precision:
            best = count
    return round(best / len(sure), 4) if sure else 0.0


def curve(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """(coverage, accuracy) as questions are answered from the surest down."""
    found, hits = [], 0
    for count, at in enumerate(sorted(range(len(sure)), key=lambda at: -sure[at]), 1):
        hits += right[at]
        found.append((count / len(sure), hits / count))
    return found


def reliability(
    sure: Sequence[float], right: Sequence[bool], bins: int = 5
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of equal-sized bins, least sure first."""
    order = sorted(range(len(sure)), key=lambda at: sure[at])
    found = []
    for bin_ in range(bins):
        part = order[bin_ * len(order) // bins : (bin_ + 1) * len(order) // bins]
        if part:
            said = sum(sure[at] for at in part) / len(part)
            true = sum(right[at] for at in part) / len(part)
            found.append((said, true, len(part)))
    return found
