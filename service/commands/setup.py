"""`paritas setup`: the model unpacked, the names of all award types embedded, once."""

from __future__ import annotations

import time

import typer

from service.pipeline.knowledge import Knowledge
from service.settings import read_settings


def run() -> None:
    """Make what later commands find ready. Safe to run again: it then only checks."""
    started = time.perf_counter()
    settings = read_settings()
    knowledge = Knowledge(settings)
    encoder = knowledge.encoder
    if encoder is None:
        typer.echo("PARITAS_MODEL=none: no model to set up")
        return
    typer.echo(f"model {encoder.name}, weights {encoder.weights_hash[:12]}")
    matrix = knowledge.index.matrix()
    count = 0 if matrix is None else len(matrix)
    fields = knowledge.field_index.matrix()
    count += 0 if fields is None else len(fields)
    typer.echo(
        f"{count} names of award types and fields embedded, {time.perf_counter() - started:.1f} s"
    )
