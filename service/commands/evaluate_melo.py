"""`paritas evaluate melo`: occupation names of 20 languages to English labels (MELO)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import typer
from rapidfuzz import fuzz, process

from service.commands.gold import fold_of
from service.errors import InputError
from service.indexing.encoder import Encoder, load_encoder
from service.indexing.projection import (
    centred,
    fit_projection,
    read_projection,
    unit,
    write_projection,
)
from service.indexing.vectors import CachedEncoder, VectorStore
from service.normalizing.occupations import plain_occupation
from service.settings import Settings, read_settings

FloatArray = npt.NDArray[np.float32]
Set = tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, set[str]]]


def run(gold: Path, *, as_json: bool, esco: Path | None, vectors: Path | None) -> None:
    """Print MRR of every X→English set below `gold`, all queries: plain, centred, projected.

    With `esco` (a folder of ESCO CSV files) the projection is first fitted anew: on one half of
    the concepts for the honest figure on queries of the other half, then on all and kept.
    `vectors` keeps vectors between runs. Raises InputError where `gold` holds no set.
    """
    settings = read_settings()
    encoder = _encoder(settings, vectors)
    sets = {d.name: _read(d) for d in sorted(gold.glob("*_q_*_c_en")) if "_q_en_" not in d.name}
    if not sets:
        raise InputError("gold_columns", where=str(gold), missing="queries.tsv, annotations.tsv")
    kept = settings.data / "weights" / "occupations.npz"
    found: dict[str, Any] = {"sets": len(sets)}
    if encoder is None:
        scores = [_letters(one) for one in sets.values()]
        found["mean_mrr_token_sort_ratio"] = round(float(np.mean(scores)), 4)
        typer.echo(json.dumps(found, indent=2))
        return
    if esco is not None:
        found["fold_disjoint"] = _fit(sets, esco, encoder, kept)
    matrix = read_projection(kept)
    table = {name: _measure(each, encoder, matrix) for name, each in sets.items()}
    for measure in ("plain", "centred", "projected"):
        scores = [row[measure] for row in table.values() if row.get(measure) is not None]
        found[f"mean_mrr_{measure}"] = round(float(np.mean(scores)), 4) if scores else None
    found["n"] = sum(row["n"] for row in table.values())
    found["by_set"] = table
    found["published_mean_mrr"] = _published(gold / "published_results.csv", set(sets))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _table(found))


def _encoder(settings: Settings, vectors: Path | None) -> Encoder | None:
    made = load_encoder(settings.model, cache=settings.cache)
    if made is None or vectors is None:
        return made
    return CachedEncoder(made, VectorStore(vectors, made.weights_hash))


def _read(folder: Path) -> Set:
    queries, corpus = _pairs(folder / "queries.tsv"), _pairs(folder / "corpus_elements.tsv")
    right: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "annotations.tsv").read_text(encoding="utf-8").splitlines():
        query, _, element, grade = line.split("\t")
        if grade != "0":
            right[query].add(element)
    return queries, corpus, right


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(a, b) for a, _, b in (line.partition("\t") for line in lines)]


def _encode(encoder: Encoder, texts: Sequence[str]) -> FloatArray:
    distinct = sorted(set(texts), key=len)
    rows = {text: at for at, text in enumerate(distinct)}
    made = encoder.encode(distinct, role="symmetric")
    return np.asarray(made[[rows[text] for text in texts]], np.float32)


def _letters(one: Set) -> float:
    """MRR by letters alone, for those who run without a model."""
    queries = [plain_occupation(text).casefold() for _, text in one[0]]
    targets = [text.casefold() for _, text in one[1]]

    def scores(rows: list[int]) -> FloatArray:
        some = [queries[row] for row in rows]
        return process.cdist(
            some, targets, scorer=fuzz.token_sort_ratio, workers=-1, dtype=np.float32
        )

    return _ranked(scores, one, list(range(len(queries))))


def _measure(one: Set, encoder: Encoder, matrix: FloatArray | None) -> dict[str, Any]:
    queries, corpus, _ = one
    targets = _encode(encoder, [text for _, text in corpus])
    raw = _encode(encoder, [text for _, text in queries])
    plain = _encode(encoder, [plain_occupation(text) for _, text in queries])
    found: dict[str, Any] = {"n": len(queries), "plain": _mrr(raw, targets, one)}
    found["centred"] = _mrr(unit(centred(raw) + centred(plain)), centred(targets), one)
    if matrix is not None:
        turned = unit(unit(centred(raw) @ matrix) + unit(centred(plain) @ matrix))
        found["projected"] = _mrr(turned, unit(centred(targets) @ matrix), one)
    return found


def _mrr(queries: FloatArray, targets: FloatArray, one: Set, only: Sequence[int] = ()) -> float:
    def scores(rows: list[int]) -> FloatArray:
        return np.asarray(queries[rows] @ targets.T, np.float32)

    return _ranked(scores, one, list(only) or list(range(len(queries))))


def _ranked(scores: Callable[[list[int]], FloatArray], one: Set, rows: list[int]) -> float:
    """Mean reciprocal rank of the best right element; equal scores share the middle rank.

    Hundreds of elements bear one text under several concepts: which comes first is chance.
    """
    places = {element: at for at, (element, _) in enumerate(one[1])}
    total = count = 0.0
    for start in range(0, len(rows), 512):
        some = rows[start : start + 512]
        found = scores(some)
        for line, row in zip(found, some, strict=True):
            wanted = [places[each] for each in one[2][one[0][row][0]] if each in places]
            if wanted:
                best = line[wanted].max()
                equals = int((line == best).sum()) - int((line[wanted] == best).sum())
                total += 1 / (int((line > best).sum()) + equals / 2 + 1)
                count += 1
    return round(total / count, 4) if count else 0.0


def _fit(sets: dict[str, Set], esco: Path, encoder: Encoder, kept: Path) -> dict[str, float]:
    """Fit on half of the concepts, measure on queries of the other half; keep one of all."""
    concepts = _concepts(esco)
    texts = sorted({text for each in concepts.values() for row in each.values() for text in row})
    rows = {text: at for at, text in enumerate(texts)}
    language = {
        text: tag for each in concepts.values() for tag, row in each.items() for text in row
    }
    vectors = np.array(_encode(encoder, texts))
    for tag in sorted(set(language.values())):
        own = [rows[text] for text in texts if language[text] == tag]
        vectors[own] = centred(vectors[own])

    def groups(fold: int | None) -> list[list[int]]:
        found = [
            sorted({rows[text] for row in each.values() for text in row})
            for uri, each in sorted(concepts.items())
            if fold is None or fold_of(uri, 2) == fold
        ]
        return [group for group in found if len(group) > 1]

    half = fit_projection(vectors, groups(1))
    one_fold: dict[str, set[int]] = defaultdict(set)
    for uri, each in concepts.items():
        for text in each.get("en", ()):
            one_fold[text.lower()].add(fold_of(uri, 2))
    centred_mrr, projected_mrr = [], []
    for one in sets.values():
        queries, corpus, right = one
        named = dict(corpus)
        only = [
            at
            for at, (query, _) in enumerate(queries)
            if any(one_fold.get(named[e].lower()) == {0} for e in right[query] if e in named)
        ]
        raw = centred(_encode(encoder, [text for _, text in queries]))
        plain = centred(_encode(encoder, [plain_occupation(text) for _, text in queries]))
        targets = centred(_encode(encoder, [text for _, text in corpus]))
        centred_mrr.append(_mrr(unit(raw + plain), targets, one, only))
        turned = unit(unit(raw @ half) + unit(plain @ half))
        projected_mrr.append(_mrr(turned, unit(targets @ half), one, only))
    result = {
        "centred": round(float(np.mean(centred_mrr)), 4),
        "projected": round(float(np.mean(projected_mrr)), 4),
    }
    run = f"ESCO occupations and skills, {len(concepts)} concepts, seed 0; halves: {result}"
    write_projection(kept, fit_projection(vectors, groups(None)), run)
    return result


def _concepts(esco: Path) -> dict[str, dict[str, list[str]]]:
    """Labels of concepts by language, from the CSV files of an ESCO download."""
    csv.field_size_limit(10**8)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted([*esco.glob("occupations_*.csv"), *esco.glob("skills_*.csv")]):
        tag = path.stem.split("_")[1][:2]
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                labels = [row["preferredLabel"]]
                if path.stem.startswith("occupations"):
                    labels += (row.get("altLabels") or "").split("\n")
                found[row["conceptUri"]][tag] += [label for label in labels if label]
    return found


def _published(path: Path, names: set[str]) -> dict[str, float]:
    """Mean MRR of the published methods over the same sets."""
    if not path.is_file():
        return {}
    by_method: dict[str, list[float]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["dataset"] in names:
                by_method[row["model"]].append(float(row["recip_rank"]))
    return {
        name: round(float(np.mean(scores)), 4)
        for name, scores in sorted(by_method.items(), key=lambda each: -np.mean(each[1]))
        if len(scores) == len(names)
    }


def _table(found: dict[str, Any]) -> str:
    lines = [f"{found['n']} queries of {found['sets']} sets, mean MRR over the sets"]
    for measure in ("plain", "centred", "projected"):
        lines.append(f"  ours, {measure:<10} {found[f'mean_mrr_{measure}']}")
    lines += [f"  published: {name} {score}" for name, score in found["published_mean_mrr"].items()]
    if "fold_disjoint" in found:
        lines.append(f"  halves that share no concept: {found['fold_disjoint']}")
    lines += [f"  {name}: {row}" for name, row in found["by_set"].items()]
    return "\n".join(lines)
