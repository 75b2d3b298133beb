"""`paritas evaluate titles`: field of study and level of foreign titles, measured."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import typer
from babel import Locale
from rapidfuzz import fuzz

from service.commands import fit_fields, fit_levels
from service.commands.evaluate_outcomes import levels_in
from service.commands.gold import Row, find_table, fold_of
from service.commands.measures import calibration_error, coverage_at, ranking
from service.commands.plots import write_plots
from service.domain.text import Text
from service.errors import InputError
from service.indexing.fields import FieldScores
from service.matching import field_of_study
from service.pipeline.knowledge import Knowledge
from service.pipeline.title import level_of_title
from service.settings import read_settings

_NEEDED = ("title", "country", "isced_f", "eqf")
_FOLDS = 5
_PRECISE = 0.95
_FEWEST = 3
View = Callable[[list[FieldScores]], list[Any]]
_ABLATIONS: dict[str, View] = {
    "title as it stands": lambda found: list(found[0].views),
    "award words taken off": lambda found: list(found[-1].views),
    "nearest example only": lambda found: [each.views[0] for each in found],
    "five nearest only": lambda found: [each.views[-1] for each in found],
}


def run_either(gold: Path, *, as_json: bool, report: Path | None, fit: bool) -> None:
    """Measure titles, or bare award words where the table holds such. Raises InputError."""
    if fit:
        knowledge = Knowledge(read_settings())
        typer.echo(fit_levels.run(knowledge, date.today()), err=True)
        typer.echo(fit_fields.run(knowledge), err=True)
    try:
        words = find_table(gold, ("term", "gold_type"))
    except InputError:
        run(gold, as_json=as_json, report=report)
    else:
        run_words(words)


def run(gold: Path, *, as_json: bool, report: Path | None) -> None:
    """Print accuracy of the field suggested for a title, its calibration, and of its level.

    Nothing is fitted on `gold`; folds only show how far the figure wavers. `coverage_at_95` is
    the share of titles, surest first, that are answered at a precision of .95. The level of a
    title counts as right where its EQF levels and those of the row have one in common. With
    `report` the reliability and abstention curves are written there as SVG. Raises InputError
    where `gold` is not such a table.
    """
    rows = find_table(gold, _NEEDED)
    knowledge = Knowledge(read_settings())
    fields = _fields(rows, knowledge)
    found = {"n": len(rows), **fields, "level": _levels(rows, knowledge)}
    if report is not None:
        write_plots(report, fields.pop("_sure"), fields.pop("_right"))
    found.pop("_sure", None)
    found.pop("_right", None)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _table(found))


def _fields(rows: Sequence[Row], knowledge: Knowledge) -> dict[str, Any]:
    codes = {code: at for at, code in enumerate(knowledge.field_index.codes)}
    places: list[int | None] = []
    sure: list[float] = []
    parts: dict[str, list[int | None]] = defaultdict(list)
    baseline: list[int | None] = []
    languages: dict[str, list[int | None]] = defaultdict(list)
    split: dict[str, dict[str, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        wanted = codes.get(row["isced_f"])
        title = Text(value=row["title"], language=row.get("language") or "und")
        scored = knowledge.field_scores(title, row["country"] or None)
        scores = _fused(scored, list)
        places.append(_place(scores, wanted))
        languages[row.get("language") or "und"].append(places[-1])
        sure.append(_sure(scores, knowledge))
        for name, view in _ABLATIONS.items():
            parts[name].append(_place(_fused(scored, view), wanted))
            split[row.get("language") or "und"][name].append(parts[name][-1])
        baseline.append(_place(_token_set(row["title"], knowledge), wanted))
    right = [place == 1 for place in places]
    measured = ranking(places)
    folds = [
        [place for row, place in zip(rows, places, strict=True) if fold_of(row["title"], 5) == fold]
        for fold in range(_FOLDS)
    ]
    return {
        "accuracy_at_1": measured.accuracy_at_1,
        "accuracy_at_3": measured.accuracy_at_3,
        "mrr_at_10": measured.mrr_at_10,
        "accuracy_by_fold": [ranking(fold).accuracy_at_1 for fold in folds if fold],
        "ece": calibration_error(sure, right),
        "coverage_at_95": coverage_at(_PRECISE, sure, right),
        "silent": sum(each < field_of_study.SURE_FROM for each in sure),
        "ablation": {name: ranking(each).accuracy_at_1 for name, each in parts.items()},
        "ablation_by_language": {
            tag: {name: ranking(each).accuracy_at_1 for name, each in views.items()}
            for tag, views in sorted(split.items())
            if len(languages[tag]) >= _FEWEST
        },
        "baselines": {"token_set_ratio, same examples": ranking(baseline).accuracy_at_1},
        "by_language": {
            name: ranking(each).accuracy_at_1
            for name, each in sorted(languages.items())
            if len(each) >= _FEWEST
        },
        "_sure": sure,
        "_right": right,
    }


def _fused(scored: list[FieldScores], view: Callable[[list[FieldScores]], list[Any]]) -> Any:
    if not scored:
        return None
    if view is list:
        return field_of_study.fused([each for found in scored for each in found.views])
    flat: list[Any] = view(scored)
    return field_of_study.fused(flat)


def _place(scores: Any, wanted: int | None) -> int | None:
    if scores is None or wanted is None:
        return None
    return int((scores > scores[wanted]).sum()) + 1


def _sure(scores: Any, knowledge: Knowledge) -> float:
    if scores is None:
        return 0.0
    return field_of_study.confidence(scores, knowledge.field_curve) or 0.0


def _token_set(title: str, knowledge: Knowledge) -> Any:
    """The plain string score over the same examples: what most tools do."""
    index = knowledge.field_index
    best = np.zeros(len(index.codes))
    found = index.by_letters(title, fuzz.token_set_ratio)
    best[:] = found
    return best


def _levels(rows: Sequence[Row], knowledge: Knowledge) -> dict[str, Any]:
    right = silent = 0
    bases: dict[str, list[bool]] = defaultdict(list)
    misses = []
    for row in rows:
        stated = levels_in(row["eqf"])
        if stated is None:
            continue
        title = Text(value=row["title"], language=row.get("language") or "und")
        found = level_of_title(title, row["country"] or None, knowledge, on=date.today())
        hit = bool(found.eqf & stated)
        right += hit
        silent += not found.eqf
        bases[found.basis or "silent"].append(hit)
        if not hit:
            misses.append(
                f"{row['country']} {row['title']}: {row['eqf']}, ours {sorted(found.eqf)}"
            )
    n = sum(map(len, bases.values()))
    return {
        "n": n,
        "accuracy_in_band": round(right / n, 4) if n else None,
        "silent": silent,
        "by_basis": {
            name: {"n": len(each), "right": sum(each)} for name, each in sorted(bases.items())
        },
        "misses": misses,
    }


def run_words(rows: Sequence[Row]) -> None:
    """Print how often a bare award word with its country is read as the right class of award.

    Rows name the word with its country in brackets ("Licenciatura (México)") and the class in
    English. Right is an answer whose EQF levels all lie in the band of that class.
    """
    knowledge = Knowledge(read_settings())
    names = _country_names()
    right, misses = 0, []
    for row in rows:
        term, _, rest = row["term"].partition("(")
        country = names.get(rest.strip(" )").casefold())
        wanted = knowledge.level_guess(
            (Text(value=row["gold_type"], language="en"),), None, on=None
        )
        title = Text(value=term.strip() if country else row["term"], language="und")
        found = level_of_title(title, country, knowledge, on=date.today())
        band = set(range(wanted.low, wanted.high + 1)) if wanted is not None else set()
        hit = bool(found.eqf) and found.eqf <= band
        right += hit
        if not hit:
            ours = ", ".join(map(str, sorted(found.eqf))) or "–"
            misses.append(f"{row['term']}: {row['gold_type']} {sorted(band)}, ours {ours}")
    summary = {"n": len(rows), "accuracy": round(right / len(rows), 4), "misses": misses}
    typer.echo(json.dumps(summary, ensure_ascii=False, indent=2))


def _country_names() -> dict[str, str]:
    """Names of countries in the languages that the lexicon knows best, to their codes."""
    found: dict[str, str] = {}
    for tag in ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "zh"):
        for code, name in Locale(tag).territories.items():
            if len(code) == 2:
                found.setdefault(name.casefold(), code)
    for tag, code in (("nb", "NO"), ("fi", "FI"), ("sv", "SE"), ("ja", "JP"), ("ko", "KR")):
        found.setdefault(Locale(tag).territories[code].casefold(), code)
    return found | {"usa": "US", "uk": "GB"}


def _table(found: dict[str, Any]) -> str:
    level = found["level"]
    lines = [
        f"{found['n']} titles → ISCED-F detailed field",
        f"  accuracy@1 {found['accuracy_at_1']}  @3 {found['accuracy_at_3']}  "
        f"MRR@10 {found['mrr_at_10']}  folds {found['accuracy_by_fold']}",
        f"  calibration error {found['ece']}  coverage at precision .95 {found['coverage_at_95']}  "
        f"silent {found['silent']}",
        *(f"  alone: {name:<24} {share}" for name, share in found["ablation"].items()),
        *(f"  baseline: {name:<21} {share}" for name, share in found["baselines"].items()),
        *(
            f"  {tag}: " + ", ".join(f"{name} {share}" for name, share in views.items())
            for tag, views in found["ablation_by_language"].items()
        ),
        "  by language: " + ", ".join(f"{k} {v}" for k, v in found["by_language"].items()),
        f"{level['n']} levels: in band {level['accuracy_in_band']}, silent {level['silent']}, "
        + ", ".join(f"{k} {v['right']}/{v['n']}" for k, v in level["by_basis"].items()),
        *(f"  miss: {each}" for each in level["misses"]),
    ]
    return "\n".join(lines)
