"""Fit how sure a suggested field is, on titles made from examples of languages left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import numpy as np

from service.commands.fitting import fit_logistic, scores_of
from service.commands.measures import calibration_error
from service.domain.award_word import AwardClass
from service.domain.text import Text
from service.importing.award_words import read_award_words
from service.importing.fitted_data import logistic_data, write_fitted
from service.matching import field_of_study
from service.pipeline.knowledge import Knowledge

_A_LANGUAGE = 40
_WORDS = (AwardClass.BACHELOR, AwardClass.MASTER, AwardClass.VOCATIONAL, AwardClass.DOCTORATE)


def run(knowledge: Knowledge) -> str:
    """Fit the curve for the encoder in use (or for none), write it, and return what it reached.

    Each title is an award word and a programme name of one language; while it is judged, every
    example of that language is left out. No labelled title of a gold set is read.
    """
    index = knowledge.field_index
    places = {code: at for at, code in enumerate(index.codes)}
    values, right = [], []
    for title, code in _titles(knowledge):
        but = index.rows_of(title.language)
        scored = knowledge.field_scores(title, None, but=but)
        if not scored:
            continue
        scores = field_of_study.fused([view for found in scored for view in found.views])
        values.append(field_of_study.confidence_values(scores))
        right.append(field_of_study.ranked(scores)[0] == places[code])
    matrix, answers = np.array(values), np.array(right)
    halves = np.arange(len(answers)) % 2 == 0
    held = fit_logistic(field_of_study.FEATURES, matrix[halves], answers[halves], run={})
    error = calibration_error(
        list(scores_of(held, matrix[~halves])), [bool(each) for each in answers[~halves]], 10
    )
    run = {
        "made": date.today().isoformat(),
        "titles": str(len(answers)),
        "accuracy_at_1_language_left_out": f"{answers.mean():.4f}",
        "calibration_error_on_the_other_half": str(error),
        "model": "none" if knowledge.encoder is None else knowledge.encoder.weights_hash[:16],
        "command": "paritas evaluate titles --fit",
    }
    made = fit_logistic(field_of_study.FEATURES, matrix, answers, strength=10, run=run)
    name = "fields_without_model" if knowledge.encoder is None else "fields"
    write_fitted(knowledge.settings.data, name, logistic_data(made))
    return ", ".join(f"{key} {value}" for key, value in run.items())


def _titles(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Up to forty titles a language, chosen by hash, each with an award word of the language."""
    words: dict[str, list[str]] = {}
    for entry in read_award_words(knowledge.settings.data):
        if entry.award_class in _WORDS and not entry.word.isupper():
            for language in entry.languages:
                words.setdefault(language, []).append(entry.word)
    examples: dict[str, list[tuple[int, str, str]]] = {}
    index = knowledge.field_index
    for code, text in zip(index.codes_of_rows(), index.texts, strict=True):
        if not text.official:
            rank = _hash(f"{text.language}\0{text.value}")
            examples.setdefault(text.language, []).append((rank, code, text.value))
    for language, found in sorted(examples.items()):
        own = words.get(language, [""])
        for rank, code, value in sorted(found)[:_A_LANGUAGE]:
            word = own[rank % len(own)]
            yield Text(value=f"{word} {value}".strip(), language=language), code


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
