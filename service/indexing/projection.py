"""A light projection on top of the frozen encoder, fitted on parallel labels of a vocabulary.

Texts of one language are centred on that language's mean, then turned by a matrix near the unit
matrix. Kept as data with the run that made it; without it vectors are only centred.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


def centred(vectors: FloatArray) -> FloatArray:
    """Unit vectors of texts of one language without their mean, which only says the language."""
    return unit(vectors - vectors.mean(axis=0))


def unit(vectors: FloatArray) -> FloatArray:
    """Rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def read_projection(path: Path) -> FloatArray | None:
    """The matrix kept at `path` (.npz, float16), or None where there is none."""
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return np.asarray(kept["matrix"], np.float32)


def write_projection(path: Path, matrix: FloatArray, run: str) -> None:
    """Keep `matrix` at `path` in float16 with a line on the run that made it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, matrix=matrix.astype(np.float16), run=np.array(run))


def fit_projection(
    vectors: FloatArray, groups: Sequence[Sequence[int]], *, seed: int = 0
) -> FloatArray:
    """Fit a matrix that brings texts of one group together and others apart (InfoNCE).

    `vectors` are centred unit vectors; `groups` rows that mean the same. Six passes, batches of
    512 groups, temperature .07, pulled towards the unit matrix; the same seed gives the same
    matrix on one machine. Seconds on two cores.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(seed)
    order_of = np.random.default_rng(seed)
    data = torch.from_numpy(vectors)
    size = vectors.shape[1]
    one = torch.eye(size)
    matrix = one.clone().requires_grad_(True)
    adam = torch.optim.Adam([matrix], lr=1e-3)
    for _ in range(6):
        order = order_of.permutation(len(groups))
        for start in range(0, max(len(order) - 64, 1), 512):
            pairs = [
                order_of.choice(groups[each], 2, replace=False)
                for each in order[start : start + 512]
            ]
            left = normalize(data[[int(a) for a, _ in pairs]] @ matrix, dim=1)
            right = normalize(data[[int(b) for _, b in pairs]] @ matrix, dim=1)
            scores = left @ right.T / 0.07
            same = torch.arange(len(pairs))
            loss = (cross_entropy(scores, same) + cross_entropy(scores.T, same)) / 2
            loss = loss + 10 * ((matrix - one) ** 2).mean()
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
    return np.asarray(matrix.detach().numpy(), np.float32)
