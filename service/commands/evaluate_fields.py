"""`paritas evaluate fields`: labels of fields in many languages to ISCED-F detailed fields."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rapidfuzz import fuzz

from service.commands.gold import find_table
from service.commands.measures import ranking
from service.domain.text import Text
from service.matching import field_of_study
from service.pipeline.knowledge import Knowledge
from service.settings import read_settings

Places = Mapping[str, Sequence[int | None]]


def run(gold: Path, *, as_json: bool) -> None:
    """Print accuracy by language for labels → detailed field, beside plain baselines.

    `shipped` is what a user gets; many labels of `gold` are official ones that we hold too, so
    `no_identical` leaves out every example that reads as the label does. The baselines are the
    encoder with the English labels alone, and token_set_ratio over all examples. Raises
    InputError where `gold` is not such a table.
    """
    rows = [row for row in find_table(gold, ("lang", "isced_f", "label")) if row["label"].strip()]
    knowledge = Knowledge(read_settings())
    index = knowledge.field_index
    codes = {code: at for at, code in enumerate(index.codes)}
    english = _english(knowledge)
    found: dict[str, dict[str, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        wanted = codes.get(row["isced_f"])
        if wanted is None:
            continue
        label = Text(value=row["label"], language=row["lang"])
        for name, but in (("shipped", []), ("no_identical", index.rows_spelled(label.value))):
            scored = knowledge.field_scores(label, None, but=but)
            scores = None
            if scored:
                scores = field_of_study.fused([view for each in scored for view in each.views])
            found[name][row["lang"]].append(_place(scores, wanted))
        if english is not None and knowledge.encoder is not None:
            query = knowledge.encoder.encode([label.value], role="symmetric")[0]
            found["plain encoder, English labels"][row["lang"]].append(
                _place(english @ query, wanted)
            )
        letters = index.by_letters(label.value, fuzz.token_set_ratio)
        found["token_set_ratio"][row["lang"]].append(_place(letters, wanted))
    summary = {name: _summary(places) for name, places in found.items()}
    if as_json:
        head = summary.get("shipped", {})
        typer.echo(json.dumps({"n": head.get("n"), **summary}, ensure_ascii=False, indent=2))
        return
    for name, shares in summary.items():
        by_language = " ".join(f"{tag} {share}" for tag, share in shares["by_language"].items())
        typer.echo(f"{name}: macro accuracy@1 {shares['macro_accuracy_at_1']} ({by_language})")


def _english(knowledge: Knowledge) -> Any:
    """Plain vectors of the English labels, one a field, or None without an encoder."""
    if knowledge.encoder is None:
        return None
    fields = knowledge.fields_of_study
    labels = [
        next(label.value for label in fields[code].labels if label.language == "en")
        for code in knowledge.field_index.codes
    ]
    return knowledge.encoder.encode(labels, role="symmetric")


def _place(scores: Any, wanted: int) -> int | None:
    return None if scores is None else int((scores > scores[wanted]).sum()) + 1


def _summary(places: Places) -> dict[str, Any]:
    languages = {tag: ranking(list(each)) for tag, each in sorted(places.items())}
    return {
        "n": sum(each.n for each in languages.values()),
        "macro_accuracy_at_1": round(
            float(np.mean([each.accuracy_at_1 for each in languages.values()])), 4
        ),
        "macro_mrr_at_10": round(
            float(np.mean([each.mrr_at_10 for each in languages.values()])), 4
        ),
        "by_language": {tag: each.accuracy_at_1 for tag, each in languages.items()},
    }
