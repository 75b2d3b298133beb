"""Numbers that were fitted to labelled examples, kept as data with the run that made them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from service.domain.noun import noun


@noun
class Logistic:
    """A logistic combination of named features.

    `weights` are in the order of `features`; `threshold` is the score from which the run that
    fitted it said yes; `run` says what it was fitted on, when, and what it reached.
    """

    version: str
    features: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    run: Mapping[str, str]

    def score(self, values: Sequence[float]) -> float:
        """0–1 for features in the order of `features`; more than 60 logits are cut."""
        total = self.bias
        for weight, value in zip(self.weights, values, strict=True):
            total += weight * value
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


@noun
class Calibration:
    """A rising curve from a raw score to the share of right answers seen at that score.

    `scores` ascend; between two knots the curve is straight, beyond the ends it is level.
    """

    scores: tuple[float, ...]
    shares: tuple[float, ...]

    def confidence(self, score: float) -> float:
        """Share of right answers, 0–1, to expect at `score`."""
        at = bisect_right(self.scores, score)
        if at == 0:
            return self.shares[0]
        if at == len(self.scores):
            return self.shares[-1]
        low, high = self.scores[at - 1], self.scores[at]
        part = (score - low) / (high - low) if high > low else 1.0
        return self.shares[at - 1] + part * (self.shares[at] - self.shares[at - 1])
