"""Read and write fitted numbers (`data/weights/<name>.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.domain.fitted import Calibration, Logistic
from service.errors import ContentError


def read_fitted(data: Path, name: str) -> dict[str, Any] | None:
    """The object in data/weights/<name>.json, or None where there is none.

    Raises ContentError where the file cannot be read as JSON.
    """
    path = data / "weights" / f"{name}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as problem:
        raise ContentError("content_unreadable", where=str(path), problem=str(problem)) from None
    if not isinstance(found, dict):
        raise ContentError("content_not_mapping", where=str(path))
    return found


def read_logistic(data: Path, name: str) -> Logistic | None:
    """The logistic combination `name`, or None where none was fitted. Raises ContentError."""
    raw = read_fitted(data, name)
    return None if raw is None else logistic_of(raw, f"weights/{name}.json")


def read_shares(data: Path, name: str) -> dict[str, float]:
    """Measured shares of right answers by kind of find; empty where none were measured.

    Raises ContentError where a value is no number from 0 to 1.
    """
    raw = read_fitted(data, name)
    if raw is None:
        return {}
    try:
        found = {str(key): float(value) for key, value in raw["shares"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        where = f"weights/{name}.json"
        raise ContentError("content_unreadable", where=where, problem=repr(problem)) from None
    return found


def logistic_of(raw: dict[str, Any], where: str) -> Logistic:
    """Read one logistic combination. Raises ContentError where keys are missing or do not fit."""
    try:
        found = Logistic(
            version=str(raw["version"]),
            features=tuple(raw["weights"]),
            weights=tuple(float(each) for each in raw["weights"].values()),
            bias=float(raw["bias"]),
            threshold=float(raw["threshold"]),
            run={str(key): str(value) for key, value in raw["run"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ContentError("content_unreadable", where=where, problem=repr(problem)) from None
    return found


def calibration_of(raw: Any, where: str) -> Calibration:
    """Read `[[score, share], …]`. Raises ContentError where it is not a rising curve."""
    try:
        scores, shares = zip(*((float(x), float(y)) for x, y in raw), strict=True)
    except (TypeError, ValueError) as problem:
        raise ContentError("content_unreadable", where=where, problem=repr(problem)) from None
    if list(scores) != sorted(scores) or list(shares) != sorted(shares):
        raise ContentError("content_unreadable", where=where, problem="not rising")
    return Calibration(scores=scores, shares=shares)


def logistic_data(found: Logistic) -> dict[str, Any]:
    """A logistic combination as it is kept, numbers to six places."""
    pairs = zip(found.features, found.weights, strict=True)
    return {
        "version": found.version,
        "run": dict(found.run),
        "threshold": round(found.threshold, 6),
        "bias": round(found.bias, 6),
        "weights": {name: round(weight, 6) for name, weight in pairs},
    }


def write_fitted(data: Path, name: str, raw: dict[str, Any]) -> Path:
    """Write data/weights/<name>.json and return its path."""
    path = data / "weights" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
