"""Fit small, explainable combinations. scikit-learn is needed here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from service.domain.fitted import Logistic

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def fit_logistic(
    features: tuple[str, ...],
    values: Floats,
    right: Flags,
    *,
    strength: float = 0.3,
    run: Mapping[str, str],
) -> Logistic:
    """Fit a logistic combination with an L2 penalty (`strength` is scikit-learn's C).

    Features are scaled to unit spread for the penalty; the weights returned are for unscaled
    features. Deterministic. The threshold is 0.5 until `with_threshold` sets it.
    """
    from sklearn.linear_model import LogisticRegression

    middle, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit((values - middle) / spread, right)
    weights = model.coef_[0] / spread
    return Logistic(
        version="1",
        features=features,
        weights=tuple(float(each) for each in weights),
        bias=float(model.intercept_[0] - (weights * middle).sum()),
        threshold=0.5,
        run=run,
    )


def scores_of(model: Logistic, values: Floats) -> Floats:
    """Scores of many rows at once."""
    total = values @ np.asarray(model.weights) + model.bias
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -60, 60))))


def best_threshold(scores: Floats, right: Flags) -> float:
    """The threshold with the best F1; midway to the next lower score, the lowest such of equals."""
    levels = np.unique(scores)
    found = [(f1(scores >= level, right), -float(level)) for level in levels]
    best = -max(found)[1]
    below = levels[levels < best]
    return float((best + below[-1]) / 2) if below.size else best


def f1(said: Flags, right: Flags) -> float:
    """F1 of yes-answers, 0–1; 0 where nothing was said and nothing is right."""
    both = int((said & right).sum())
    total = int(said.sum() + right.sum())
    return 2 * both / total if total else 0.0


def isotonic(scores: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Knots of the rising curve that fits `right` to `scores` best (pool adjacent violators)."""
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(out_of_bounds="clip").fit(list(scores), [float(r) for r in right])
    knots = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    return [(float(score), float(share)) for score, share in knots]
