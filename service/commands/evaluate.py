"""`paritas evaluate …`: our proposals against published outcomes, honestly counted."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import typer

from service.domain.credential import Award, CredentialDescriptor
from service.domain.text import Text
from service.errors import InputError
from service.pipeline import Question, assess
from service.pipeline.knowledge import Knowledge
from service.settings import read_settings

_NEEDED = {"source_country", "target_country", "title_native", "title_english", "eqf"}


def outcomes(gold: Path, *, as_json: bool) -> None:
    """Print how many stated EQF levels our proposal hits, by target, and how many we cannot say.

    A row counts where it states an EQF level or range and we hold data on both countries; a
    proposal hits where its EQF level lies in the stated range. "Silent" are rows for which we
    proposed no level: they are neither hits nor misses of the level, and are shown.
    Raises InputError where the file cannot be read as such a table.
    """
    rows = _rows(gold)
    knowledge = Knowledge(read_settings())
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    misses = []
    for row in rows:
        stated = _range(row["eqf"])
        target = knowledge.register.place(row["target_country"])
        if stated is None:
            verdict = "no level stated"
        elif target is None or knowledge.register.place(row["source_country"]) is None:
            verdict = "country without data"
        else:
            award = _award(row)
            question = Question(places=(target,), on=date.today(), languages=("en",))
            report = assess(award, question, knowledge)
            eqf = {int(code) for code in report.targets[0].result.level.eqf}
            verdict = "silent" if not eqf else "hit" if eqf & stated else "miss"
            if verdict == "miss":
                misses.append((row["source_country"], row["title_native"], row["eqf"], sorted(eqf)))
        tally[row["target_country"]][verdict] += 1
    total: Counter[str] = sum(tally.values(), Counter())
    said = total["hit"] + total["miss"]
    summary = {
        "n": len(rows),
        "level_accuracy_where_said": round(total["hit"] / said, 4) if said else None,
        "counts": dict(total),
        "by_target": {name: dict(counts) for name, counts in sorted(tally.items())},
    }
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for name_of_target, counts in sorted(tally.items()):
        typer.echo(
            f"{name_of_target}: " + ", ".join(f"{n} {name}" for name, n in counts.most_common())
        )
    typer.echo("all: " + ", ".join(f"{n} {name}" for name, n in total.most_common()))
    typer.echo(f"level right where one was proposed: {total['hit']} of {said}")
    for miss in misses:
        typer.echo("miss: " + " · ".join(map(str, miss)))


def _rows(gold: Path) -> list[dict[str, str]]:
    try:
        with gold.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise InputError("gold_unreadable", where=str(gold), problem=str(problem)) from None
    missing = _NEEDED - set(reader.fieldnames or ())
    if missing:
        raise InputError("gold_columns", where=str(gold), missing=", ".join(sorted(missing)))
    return rows


def _range(text: str) -> set[int] | None:
    """EQF levels of "6 (stated)", "6 or 7 (implied)", "5-6 (stated)"; None where none is given."""
    numbers = [int(found) for found in re.findall(r"\d+", text)]
    return set(range(min(numbers), max(numbers) + 1)) if numbers else None


def _award(row: dict[str, str]) -> Award:
    titles = []
    if row["title_native"]:
        language = row.get("title_language") or "und"
        titles.append(Text(value=row["title_native"], language=language))
    if row["title_english"] and row["title_english"] != row["title_native"]:
        titles.append(Text(value=row["title_english"], language="en"))
    years: Decimal | None
    try:
        years = Decimal(row.get("duration_years") or "x")
    except InvalidOperation:
        years = None
    awarded = re.search(r"\d{4}", row.get("period_from") or row.get("period_to") or "")
    return Award(
        format="gold row",
        descriptor=CredentialDescriptor(
            titles=tuple(titles), country=row["source_country"], duration_years=years
        ),
        awarded_on=awarded.group() if awarded else None,
    )
