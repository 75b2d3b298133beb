"""Speed of matching: encoding many texts, one bare title, and the exact search behind it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import typer

from service.commands.match import answer_for
from service.indexing.encoder import load_encoder
from service.pipeline.knowledge import Knowledge

_TEXTS = 1000
_TARGETS = 50_000
_ROUNDS = 30


def run(knowledge: Knowledge) -> None:
    """Print texts encoded a second, ms of a match new and seen, and of a search in 50,000."""
    stamp = time.time_ns()
    if knowledge.encoder is not None:
        encoder = load_encoder(knowledge.settings.model, cache=knowledge.settings.cache)
        assert encoder is not None
        texts = [f"Bachelor of Science in Biology {stamp + each}"[:40] for each in range(_TEXTS)]
        encoder.encode(texts[:32], role="symmetric")
        started = time.perf_counter()
        encoder.encode(texts, role="symmetric")
        rate = _TEXTS / (time.perf_counter() - started)
        typer.echo(f"encode {_TEXTS} distinct short texts         {rate:8.0f} texts/s")
        targets = np.random.default_rng(0).standard_normal((_TARGETS, encoder.dimensions))
        matrix = np.asarray(targets, np.float32)
        query = matrix[0]
        search = _p50(lambda _: np.argpartition(matrix @ query, -10), _ROUNDS)
        typer.echo(f"exact top 10 of {_TARGETS} targets           {search:8.1f} ms")
    seen = _p50(lambda _: answer_for("Licence en droit", "FR", "DE", 5, knowledge), _ROUNDS)
    typer.echo(f"match, title seen before              {seen:8.1f} ms")
    fresh = _p50(
        lambda turn: answer_for(f"Licence en droit {stamp + turn}", "FR", "DE", 5, knowledge),
        _ROUNDS,
    )
    typer.echo(f"match, new title                      {fresh:8.1f} ms")


def _p50(work: Callable[[int], object], rounds: int) -> float:
    work(-1)
    taken = []
    for turn in range(rounds):
        started = time.perf_counter()
        work(turn)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)
