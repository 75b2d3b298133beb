"""A model's suggestion of the field of study of a title, calibrated, and silent when unsure.

Several views of the title are scored against every field: as it stands and without the words that
name the award, by the nearest example and by the five nearest. Each view is brought to one scale
over the fields and they are added; no weight was fitted. How sure the best field is follows from
its lead over the second and its height, by a logistic curve fitted on programme names of languages
that were left out of the examples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.domain.fitted import Logistic

FloatArray = npt.NDArray[np.float32]
FEATURES = ("lead", "height")
SURE_FROM = 0.5
"""A suggestion that is right less often than this is not made."""


def fused(views: Sequence[FloatArray]) -> FloatArray:
    """Sum of the views, each scaled to mean 0 and spread 1 over the fields; mean 0 where flat."""
    total = np.zeros(len(views[0]), np.float64)
    for view in views:
        spread = float(view.std())
        if spread > 0:
            total += (view.astype(np.float64) - float(view.mean())) / spread
    return np.asarray(total / len(views), np.float32)


def ranked(scores: FloatArray) -> list[int]:
    """Positions of the fields, best first; equals keep the order of their codes."""
    return [int(each) for each in np.argsort(-scores, kind="stable")]


def confidence_values(scores: FloatArray) -> tuple[float, float]:
    """What the confidence is made of: lead of the best field over the second, and its height."""
    best = np.sort(scores)[-2:]
    return float(best[1] - best[0]), float(best[1])


def confidence(scores: FloatArray, curve: Logistic | None) -> float | None:
    """Share of right answers to expect of the best field; None where nothing was fitted."""
    return None if curve is None else curve.score(confidence_values(scores))
