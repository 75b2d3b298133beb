"""`paritas evaluate outcomes`: our proposals against outcomes that recognition bodies published."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import typer

from service.commands.gold import Row, find_table
from service.domain.award_word import AwardClass
from service.domain.comparison import Finding
from service.domain.credential import Award, CredentialDescriptor
from service.domain.decision import Form
from service.domain.framework import QualificationType
from service.domain.noun import noun
from service.domain.register import Place
from service.domain.report import EquivalenceReport, TargetAssessment
from service.domain.text import Text
from service.matching.official import hits
from service.pipeline import Question, assess
from service.pipeline.knowledge import Knowledge
from service.settings import read_settings

_NEEDED = (
    "source_country",
    "target_country",
    "title_native",
    "title_english",
    "comparable_award",
    "target_level",
    "eqf",
    "trap",
)
_FLOOR = re.compile(r"\bat least\b", re.IGNORECASE)
# Classes that outcomes of other bodies name alike: a long first degree is a master or a bachelor.
_SAME = {
    AwardClass.BACHELOR_LONG: {AwardClass.BACHELOR},
    AwardClass.INTEGRATED_MASTER: {AwardClass.MASTER},
    AwardClass.HIGHER_DOCTORATE: {AwardClass.DOCTORATE},
}


@noun
class Verdict:
    """One row judged. None: the row does not state it, so that it counts in no share."""

    level: bool | None
    award: bool | None
    trap: bool | None
    flagged: bool
    silent: bool
    proposed: str


def run(gold: Path, *, as_json: bool) -> None:
    """Print shares of rows whose level, comparable award and traps our proposals get right.

    `level_accuracy` counts every row that states an EQF level: silence and a country without data
    are wrong answers. A floor ("at least") is met by any higher level. `award_in_top_3` counts the
    rows whose outcome names an award of the target: one of the first three candidates must bear
    that name or be of that class. A trap is flagged by a form other than full recognition, a
    difference found, a false-friend warning or a note on the award. `false_alarms` is the share of
    rows without a trap that are flagged too. Raises InputError where the table cannot be read.
    """
    rows = find_table(gold, _NEEDED)
    knowledge = Knowledge(read_settings())
    judged = [(row, _judge(row, knowledge)) for row in rows]
    found = {**_summary(verdict for _, verdict in judged), "by_target": _by_target(judged)}
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name, counts in found["by_target"].items():
        typer.echo(f"{name}: {_line(counts)}")
    typer.echo(f"all: {_line(found)}")
    for row, verdict in judged:
        for what, right in (
            ("level", verdict.level),
            ("award", verdict.award),
            ("trap", verdict.flagged if verdict.trap else None),
        ):
            if right is False:
                typer.echo(f"miss {what}: {_told(row)} · ours: {verdict.proposed}")


def _line(found: dict[str, Any]) -> str:
    return (
        f"level {found['level_accuracy']} of {found['level_n']}, "
        f"award in top 3 {found['award_in_top_3']} of {found['award_n']}, "
        f"traps flagged {found['traps_flagged']} of {found['traps_n']}, "
        f"false alarms {found['false_alarms']}"
    )


def _told(row: Row) -> str:
    title = row["title_native"] or row["title_english"]
    return (
        f"{row['source_country']} {title} → {row['target_country']} "
        f"{row['comparable_award']} ({row['eqf'] or 'no level'})"
    )


def _by_target(judged: list[tuple[Row, Verdict]]) -> dict[str, dict[str, Any]]:
    grouped: dict[str, list[Verdict]] = defaultdict(list)
    for row, verdict in judged:
        grouped[row["target_country"]].append(verdict)
    return {name: _summary(verdicts) for name, verdicts in sorted(grouped.items())}


def _summary(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    all_of = list(verdicts)
    levels = [v.level for v in all_of if v.level is not None]
    awards = [v.award for v in all_of if v.award is not None]
    traps = [v.flagged for v in all_of if v.trap]
    others = [v.flagged for v in all_of if not v.trap]
    return {
        "n": len(all_of),
        "level_accuracy": _share(levels),
        "level_n": len(levels),
        "level_silent": sum(v.silent for v in all_of if v.level is not None),
        "award_in_top_3": _share(awards),
        "award_n": len(awards),
        "traps_flagged": _share(traps),
        "traps_n": len(traps),
        "false_alarms": _share(others),
    }


def _share(answers: list[bool]) -> float | None:
    return round(sum(answers) / len(answers), 4) if answers else None


def _judge(row: Row, knowledge: Knowledge) -> Verdict:
    stated = levels_in(row["eqf"])
    trap = row["trap"].strip().casefold() == "yes"
    place = knowledge.register.place(row["target_country"])
    wanted = None if place is None else _wanted(row, place, knowledge)
    if place is None:
        return Verdict(
            level=None if stated is None else False,
            award=None,
            trap=trap,
            flagged=False,
            silent=True,
            proposed="target without data",
        )
    question = Question(places=(place,), on=date.today(), languages=("en",))
    report = assess(award_of(row), question, knowledge)
    target = report.targets[0]
    return Verdict(
        level=None if stated is None else _level_right(row, stated, target),
        award=None if not wanted else _award_right(wanted, target, knowledge),
        trap=trap,
        flagged=_flagged(report, target),
        silent=not target.result.level.codes,
        proposed=_proposed(report, target),
    )


def levels_in(text: str) -> set[int] | None:
    """EQF levels of "6 (stated)", "6 or 7 (implied)", "5-6 (stated)"; None where none is given."""
    numbers = [int(found) for found in re.findall(r"\d+", text)]
    return set(range(min(numbers), max(numbers) + 1)) if numbers else None


def _level_right(row: Row, stated: set[int], target: TargetAssessment) -> bool:
    level = target.result.level
    eqf = {int(code) for code in level.eqf}
    if eqf & stated:
        return True
    if eqf and _FLOOR.search(row["comparable_award"]):
        return min(eqf) >= min(stated)
    # A framework that is not referenced to the EQF (NZQCF, AQF) is judged on its own codes.
    return not eqf and bool(set(level.codes) & set(re.findall(r"\d\S*", row["target_level"])))


@noun
class Wanted:
    """What the outcome names: types of the target by name, and classes of award."""

    types: frozenset[str]
    classes: frozenset[AwardClass]


def _wanted(row: Row, place: Place, knowledge: Knowledge) -> Wanted | None:
    """None where the outcome names no award ("two years of a programme", "no credit")."""
    text = re.sub(r"\b[\w-]+ years? of\b[^,;]*", "", row["comparable_award"])
    kinds = _types(place, knowledge)
    named = frozenset(hit.kind.id for hit in hits(text, kinds))
    found = knowledge.lexicon.hits(text, place.country)
    classes = frozenset(entry.award_class for hit in found for entry in hit.entries)
    return Wanted(types=named, classes=_widened(classes)) if named or classes else None


def _types(place: Place, knowledge: Knowledge) -> tuple[QualificationType, ...]:
    return tuple(
        kind
        for framework in place.frameworks
        for kind in knowledge.register.types_of_framework(framework.id)
    )


def _widened(classes: frozenset[AwardClass]) -> frozenset[AwardClass]:
    return classes.union(*(_SAME.get(each, set()) for each in classes)) if classes else classes


def _award_right(wanted: Wanted, target: TargetAssessment, knowledge: Knowledge) -> bool:
    first = [match.qualification_type for match in target.candidates[:3]]
    if wanted.types & set(first):
        return True
    kinds = [knowledge.register.types[each] for each in first]
    return any(_widened(knowledge.classes_of(kind)) & wanted.classes for kind in kinds)


def _flagged(report: EquivalenceReport, target: TargetAssessment) -> bool:
    if target.result.form is not Form.FULL:
        return True
    differing = (Finding.DIFFERENT, Finding.POTENTIALLY_SUBSTANTIAL)
    if any(comparison.finding in differing for comparison in target.comparisons):
        return True
    codes = [warning.code for warning in report.home.warnings]
    return any(code.startswith(("false_friend.", "note.")) for code in codes)


def _proposed(report: EquivalenceReport, target: TargetAssessment) -> str:
    level = target.result.level
    home = report.home.qualification_type
    first = target.candidates[0].qualification_type if target.candidates else "–"
    return (
        f"{home.id if home else report.home.type_basis.code} → {first}, "
        f"level {'/'.join(level.codes) or 'none'} ({level.basis or 'no basis'}), "
        f"EQF {'/'.join(level.eqf) or '–'}, {target.result.form.value}"
    )


def award_of(row: Row) -> Award:
    """The award that a row describes: titles, country, years, and a date inside its period."""
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
            titles=tuple(titles) or (Text(value="–", language="und"),),
            country=row["source_country"],
            duration_years=years,
        ),
        awarded_on=awarded.group() if awarded else None,
    )
