"""Fields suggested for a title: the right one first, silent when unsure, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from service.domain.text import Text
from service.matching import field_of_study
from service.pipeline.knowledge import Knowledge


@pytest.mark.parametrize(
    ("title", "country", "code"),
    [
        ("Título de Ingeniero Comercial", "CL", "0413"),
        ("कला स्नातक (इतिहास)", "IN", "0222"),
        ("Filosofian maisteri, biologia", "FI", "0511"),
        ("Bacharelado em Ciência da Computação", "BR", "0613"),
        ("Verpleegkundige", "NL", "0913"),
    ],
)
def test_fields_that_a_plain_encoder_got_wrong(
    title: str, country: str, code: str, knowledge_with_model: Knowledge
) -> None:
    found = knowledge_with_model.field_guesses(Text(value=title, language="und"), country)
    assert code in [guess.code for guess in found], [guess.code for guess in found]


@pytest.mark.parametrize("title", ["***", "Bachelor", "PGCE", "修士"])
def test_a_title_without_a_subject_suggests_none(title: str, knowledge: Knowledge) -> None:
    guesses = knowledge.field_guesses(Text(value=title, language="und"), None)
    sure = guesses[0].confidence if guesses else None
    assert sure is None or sure < field_of_study.SURE_FROM


def test_the_order_in_a_batch_changes_no_score(knowledge_with_model: Knowledge) -> None:
    encoder = knowledge_with_model.encoder
    assert encoder is not None
    texts = ["Droit des affaires", "软件工程", "Nursing", "Maschinenbau und Konstruktion"]
    there = encoder.encode(texts, role="symmetric")
    back = encoder.encode(texts[::-1], role="symmetric")[::-1]
    assert np.abs(there - back).max() <= 1e-6


def test_views_of_unlike_scale_count_alike() -> None:
    small = np.array([0.1, 0.2, 0.9], np.float32)
    fused = field_of_study.fused([small, small * 1000])
    assert np.allclose(fused, field_of_study.fused([small]), atol=1e-5)
    assert field_of_study.ranked(fused) == [2, 1, 0]
    assert field_of_study.confidence(fused, None) is None
