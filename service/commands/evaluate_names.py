"""`paritas evaluate names`: are two names one, against labelled pairs and plain string scores."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rapidfuzz import fuzz

from service.commands.fitting import (
    Flags,
    Floats,
    best_threshold,
    f1,
    fit_logistic,
    scores_of,
)
from service.commands.gold import Row, find_table, fold_of, groups
from service.importing.fitted_data import logistic_data, read_logistic, write_fitted
from service.importing.names_data import read_name_forms
from service.matching.names import FEATURES, NameComparer
from service.normalizing.names import name_words
from service.settings import read_settings

_NEEDED = ("name1", "name2", "is_match")
_SEEDS = 5
_BASELINES: dict[str, Callable[[str, str], float]] = {
    "WRatio": lambda a, b: fuzz.WRatio(a.casefold(), b.casefold()) / 100,
    "token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a.casefold(), b.casefold()) / 100,
    "token_set_ratio": lambda a, b: fuzz.token_set_ratio(a.casefold(), b.casefold()) / 100,
}


def run(gold: Path, *, as_json: bool, fit: bool) -> None:
    """Print F1 on labelled pairs of names, each method's threshold chosen on the other half.

    Halves share no name. Ours is fitted on one half and measured on the other, five splits;
    `shipped` is the combination in data/weights with its own threshold, which has seen every pair
    of the set that it was fitted on. With `fit` the combination is fitted on all of `gold` and
    written. Raises InputError where `gold` is not a table of pairs.
    """
    rows = find_table(gold, _NEEDED)
    settings = read_settings()
    forms = read_name_forms(settings.data)
    weights = read_logistic(settings.data, "names")
    comparer = NameComparer(forms, weights)
    started = time.perf_counter()
    made = [comparer.values(r["name1"], r["name2"], body=_body(r)) for r in rows]
    first = time.perf_counter() - started
    values = np.array([each or [0.0] * len(FEATURES) for each in made])
    right = np.array([r["is_match"].strip().casefold() in ("true", "1", "yes") for r in rows])
    grouped = groups([_key(r) for r in rows])
    found: dict[str, Any] = {
        "n": len(rows),
        "matches": int(right.sum()),
        "unreadable": sum(each is None for each in made),
        "groups": len(set(grouped)),
        "f1": _crossed(grouped, right, lambda train: _ours(values, right, grouped, train)),
        "pairs_per_second": round(len(rows) / first),
    }
    for name, measure in _BASELINES.items():
        started = time.perf_counter()
        scores = np.array([measure(r["name1"], r["name2"]) for r in rows])
        speed = round(len(rows) / (time.perf_counter() - started))
        crossed = _crossed(grouped, right, partial(_plain, scores, right))
        found[name] = {"f1": crossed, "pairs_per_second": speed}
    if weights is not None:
        said = scores_of(weights, values) >= weights.threshold
        found["shipped"] = {"version": weights.version, "f1": round(f1(said, right), 4)}
    if fit:
        path = _fit(settings.data, values, right, grouped, found)
        typer.echo(f"written: {path.name}", err=True)
    typer.echo(json.dumps(found, indent=2) if as_json else _table(found))


def _body(row: Row) -> bool:
    return row.get("schema", "Person") != "Person"


def _key(row: Row) -> tuple[str, str]:
    return " ".join(name_words(row["name1"])), " ".join(name_words(row["name2"]))


def _crossed(
    grouped: Sequence[str], right: Flags, answer: Callable[[Flags], Flags]
) -> dict[str, float]:
    """Mean and lowest F1 over splits; `answer(train)` gives answers for all rows."""
    found = []
    for seed in range(_SEEDS):
        half = np.array([fold_of(group, 2, seed) == 0 for group in grouped])
        said = np.where(half, answer(~half), answer(half))
        found.append(f1(said, right))
    return {"mean": round(float(np.mean(found)), 4), "lowest": round(min(found), 4)}


def _plain(scores: Floats, right: Flags, train: Flags) -> Flags:
    return np.asarray(scores >= best_threshold(scores[train], right[train]))


def _ours(values: Floats, right: Flags, grouped: Sequence[str], train: Flags) -> Flags:
    """Fit on `train`, its threshold from folds inside it, and answer for every row."""
    model = fit_logistic(FEATURES, values[train], right[train], run={})
    inner = np.array([fold_of(group, 5, 99) for group in grouped])
    scores = np.zeros(len(values))
    for fold in range(5):
        seen, kept = train & (inner != fold), train & (inner == fold)
        if kept.any() and right[seen].any() and not right[seen].all():
            scores[kept] = scores_of(
                fit_logistic(FEATURES, values[seen], right[seen], run={}), values[kept]
            )
    threshold = best_threshold(scores[train], right[train])
    return np.asarray(scores_of(model, values) >= threshold)


def _fit(
    data: Path, values: Floats, right: Flags, grouped: Sequence[str], found: dict[str, Any]
) -> Path:
    everything = np.ones(len(values), bool)
    inner = np.array([fold_of(group, 5, 99) for group in grouped])
    scores = np.zeros(len(values))
    for fold in range(5):
        seen = inner != fold
        scores[~seen] = scores_of(
            fit_logistic(FEATURES, values[seen], right[seen], run={}), values[~seen]
        )
    run = {
        "made": date.today().isoformat(),
        "pairs": str(found["n"]),
        "f1_on_halves_that_share_no_name": str(found["f1"]["mean"]),
        "command": "paritas evaluate names --gold PATH --fit",
    }
    model = fit_logistic(FEATURES, values[everything], right, run=run)
    raw = logistic_data(model)
    raw["threshold"] = round(best_threshold(scores, right), 6)
    return write_fitted(data, "names", raw)


def _table(found: dict[str, Any]) -> str:
    lines = [
        f"{found['n']} pairs, {found['matches']} of them one name, {found['groups']} groups",
        f"{'method':<18} {'F1 mean':>8} {'lowest':>8} {'pairs/s':>9}",
        _line("paritas", found["f1"], found["pairs_per_second"]),
        *(_line(name, found[name]["f1"], found[name]["pairs_per_second"]) for name in _BASELINES),
    ]
    if "shipped" in found:
        lines.append(f"shipped weights {found['shipped']['version']}: F1 {found['shipped']['f1']}")
    return "\n".join(lines)


def _line(name: str, scores: dict[str, float], speed: int) -> str:
    return f"{name:<18} {scores['mean']:>8.4f} {scores['lowest']:>8.4f} {speed:>9,}"
