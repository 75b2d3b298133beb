"""Labelled tables for measuring, and the splits that keep measuring honest."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from service.errors import InputError

Row = dict[str, str]


def read_rows(path: Path, needed: Iterable[str], *, delimiter: str = ",") -> list[Row]:
    """Read a labelled table. Raises InputError gold_unreadable, gold_columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, delimiter=delimiter)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise InputError("gold_unreadable", where=str(path), problem=str(problem)) from None
    missing = set(needed) - set(reader.fieldnames or ())
    if missing:
        raise InputError("gold_columns", where=str(path), missing=", ".join(sorted(missing)))
    return rows


def find_table(path: Path, needed: Iterable[str]) -> list[Row]:
    """Read `path`, or the first table below the folder `path` that has the columns `needed`.

    Raises InputError gold_columns where no table there has them.
    """
    if not path.is_dir():
        return read_rows(path, needed)
    wanted = set(needed)
    for candidate in sorted(path.rglob("*.csv")):
        with candidate.open(encoding="utf-8-sig", newline="") as handle:
            names = next(csv.reader(handle), [])
        if wanted <= set(names):
            return read_rows(candidate, wanted)
    raise InputError("gold_columns", where=str(path), missing=", ".join(sorted(wanted)))


def groups(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """A group for each pair, so that pairs which share a text, directly or over others, share it.

    A split by these groups lets no name of the one part be seen in the other.
    """
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for one, other in pairs:
        parent[root(one)] = root(other)
    return [root(one) for one, _ in pairs]


def fold_of(group: str, folds: int, seed: int = 0) -> int:
    """Fold 0…folds-1 of a group: by hash, so that it is the same on every machine."""
    digest = hashlib.sha256(f"{seed}\0{group}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % folds
