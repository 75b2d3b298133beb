"""Measure how often the words of a title give the right EQF level, by kind of find."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from service.comparing.level import eqf_of
from service.domain.text import Text
from service.importing.fitted_data import write_fitted
from service.matching.level_estimate import LevelEstimator
from service.matching.official import names_of
from service.pipeline.home import level_at_home
from service.pipeline.knowledge import Knowledge


def run(knowledge: Knowledge, on: date) -> str:
    """Measure on every name of every award type whose level is referenced to the EQF; keep it.

    The lexicon was written with a part of these names at hand, so the shares flatter it. With the
    country, and once more without, so that false friends show. Returns what was reached.
    """
    estimator = LevelEstimator(knowledge.lexicon, {})
    answers: dict[str, list[bool]] = defaultdict(list)
    for kind in knowledge.register.types.values():
        level = level_at_home(kind, knowledge.register, on)
        stated, referenced = eqf_of(knowledge.register, level, on=on) if level else ((), False)
        if not referenced or not stated or kind.country is None:
            continue
        for name in names_of(kind):
            for country in (kind.country, None):
                title = Text(value=name.replace("…", " "), language="und")
                guess = estimator.estimate(title, country, on=None)
                if guess is not None:
                    right = any(guess.low <= int(code) <= guess.high for code in stated)
                    answers[estimator.bucket_of(title, country)].append(right)
    shares = {name: round(sum(each) / len(each), 4) for name, each in sorted(answers.items())}
    run = {
        "made": on.isoformat(),
        "names": ", ".join(f"{name} {len(each)}" for name, each in sorted(answers.items())),
        "command": "paritas evaluate titles --fit",
        "remark": "a part of these names was at hand when the lexicon was written",
    }
    write_fitted(knowledge.settings.data, "levels", {"version": "1", "run": run, "shares": shares})
    return f"{shares}, {run['names']}"
