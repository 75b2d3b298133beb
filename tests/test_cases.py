"""The YAML cases under tests/cases, each judged as an officer would read it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.domain.comparison import Element, Purpose
from service.domain.report import EquivalenceReport, TargetAssessment
from service.importing.detection import read_award
from service.pipeline import Question, assess, resolve_places
from service.pipeline.knowledge import Knowledge

CASES = Path(__file__).parent / "cases"
KEYS = {"name", "subject", "to", "purpose", "on", "expect"}
SHOWN_ON = date(2026, 11, 25)


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            # To YAML 1.1 the word "on" is a truth value, also where it is a key.
            if True in case:
                case["on"] = case.pop(True)
            assert set(case) <= KEYS, case["name"]
            found.append(pytest.param(case, id=case["name"]))
    return found


def _assess(case: dict[str, Any], knowledge: Knowledge, folder: Path) -> EquivalenceReport:
    path = folder / "subject.yml"
    subject = {"paritas": 1, **case["subject"]}
    path.write_text(yaml.safe_dump(subject, allow_unicode=True), encoding="utf-8")
    question = Question(
        places=resolve_places(knowledge, [case["to"]]),
        purpose=Purpose(case.get("purpose", "study")),
        on=case.get("on", SHOWN_ON),
        languages=("en",),
    )
    return assess(read_award(path), question, knowledge)


def _seen(report: EquivalenceReport) -> dict[str, Any]:
    target = report.targets[0]
    level, home = target.result.level, report.home
    return {
        "home_type": home.qualification_type.id if home.qualification_type else None,
        "home_level": home.level,
        "home_eqf": list(home.eqf),
        "level": level.code,
        "codes": list(level.codes),
        "eqf": list(level.eqf),
        "basis": level.basis.value if level.basis else None,
        "form": target.result.form.value,
        "best": target.candidates[0].qualification_type if target.candidates else None,
        "candidate_basis": target.candidates[0].basis.value if target.candidates else None,
        "findings": {c.element.value: c.finding.value for c in target.comparisons},
        "warnings": {w.code for w in home.warnings},
        "profile": _profile(target),
        "notes": {n.code for n in level.notes},
        "reasons": {
            s.code
            for group in (
                target.result.supporting,
                target.result.declining,
                target.result.curable,
            )
            for s in group
        },
    }


def _profile(target: TargetAssessment) -> set[str]:
    """Codes of the notes on the profile, and the names and authorities of licences they give."""
    notes = [n for c in target.comparisons if c.element is Element.PROFILE for n in c.notes]
    named = {str(n.get(slot)) for n in notes for slot in ("licence", "authority") if n.get(slot)}
    return {n.code for n in notes} | named


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], knowledge: Knowledge, tmp_path: Path) -> None:
    seen = _seen(_assess(case, knowledge, tmp_path))
    for key, wanted in case["expect"].items():
        if key == "findings":
            assert {e: seen["findings"][e] for e in wanted} == wanted
        elif key in ("warnings", "notes", "reasons", "profile"):
            assert set(wanted) <= seen[key], (key, seen[key])
        else:
            assert seen[key] == wanted, (key, seen)
