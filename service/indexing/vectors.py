"""Vectors kept on disk under what they were made from, so that no text is encoded twice.

Keys are hashes of weights, role and text: nothing is ever out of date, and the whole folder may
be deleted at any time. A damaged, full or read-only cache costs time, never an answer.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from service.indexing.encoder import Encoder, FloatArray, Role, canonical

_log = logging.getLogger(__name__)
_Found = TypeVar("_Found")
_SLICE = 1024  # texts encoded before they are stored, so that a broken-off run loses little
_ASKED = 900  # keys in one query
_WAIT = 5.0  # seconds to wait for another process that is writing
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"


def key(encoder: Encoder, text: str, role: Role) -> bytes:
    """Return the 32 bytes under which the vector of `text` is kept."""
    parts = (encoder.weights_hash, encoder.name, role, canonical(text))
    return hashlib.sha256("\0".join(parts).encode()).digest()


class VectorStore:
    """Vectors of one model in SQLite, shared by threads and processes."""

    def __init__(self, cache: Path, weights_hash: str) -> None:
        """Use `<cache>/vectors/<first 12 of weights_hash>/`; nothing is opened or made yet."""
        self.path = _folder(cache, weights_hash) / "vectors.sqlite"
        self._warned = False

    def find(self, keys: Sequence[bytes]) -> dict[bytes, FloatArray]:
        """Return what is kept of `keys`; rows that are no unit vector any more are left out."""

        def ask(database: sqlite3.Connection) -> list[tuple[bytes, bytes]]:
            rows: list[tuple[bytes, bytes]] = []
            for some in _batches(keys, _ASKED):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"
                rows.extend(database.execute(f"{query} AND typeof(vector) = 'blob'", some))
            return rows

        return _sound(self._attempt(ask, [])) if keys else {}

    def keep(self, vectors: Mapping[bytes, FloatArray]) -> None:
        """Store `vectors` in one short transaction."""
        rows = [(name, vector.astype("<f4").tobytes()) for name, vector in vectors.items()]

        def put(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

        self._attempt(put, None)

    def _attempt(self, work: Callable[[sqlite3.Connection], _Found], without: _Found) -> _Found:
        # A connection for each use: SQLite's may cross neither threads nor forks.
        for _ in range(2):
            try:
                with closing(self._open()) as database, database:
                    return work(database)
            except (OSError, sqlite3.OperationalError) as problem:
                level = logging.DEBUG if self._warned else logging.WARNING
                _log.log(level, "vectors are not kept at %s: %s", self.path, problem)
                self._warned = True
                break
            except sqlite3.DatabaseError as problem:
                _log.warning("%s is damaged and was set aside: %s", self.path, problem)
                self._set_aside()
        return without

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=_WAIT)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute(_TABLE)
        except BaseException:
            database.close()
            raise
        return database

    def _set_aside(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self.path}{ending}").replace(f"{self.path}.damaged{ending}")


class CachedEncoder:
    """An encoder that asks the store first and the model only for the rest."""

    def __init__(self, encoder: Encoder, store: VectorStore) -> None:
        """Answer for `encoder`, whose vectors `store` keeps."""
        self._encoder = encoder
        self._store = store
        self.name = encoder.name
        self.weights_hash = encoder.weights_hash

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str], *, role: Role) -> FloatArray:
        """Return unit vectors in the order of `texts`; each distinct text is encoded once, ever."""
        if not texts:
            return self._encoder.encode(texts, role=role)
        texts = [canonical(text) for text in texts]
        keys = [key(self, text, role) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        rows = self._store.find(list(wanted))
        for some in _batches([name for name in wanted if name not in rows], _SLICE):
            vectors = self._encoder.encode([wanted[name] for name in some], role=role)
            fresh = dict(zip(some, vectors, strict=True))
            self._store.keep(fresh)
            rows |= fresh
        if len({row.size for row in rows.values()}) > 1:  # damage that looked like vectors
            return self._encoder.encode(texts, role=role)
        return np.stack([rows[name] for name in keys])


def matrix(encoder: Encoder, texts: Sequence[str], role: Role, cache: Path) -> FloatArray:
    """Return the vectors of a fixed list of texts, one row each, read-only.

    The list as a whole is kept in one file and mapped into memory, for the thousands of texts of
    the shipped content. Raises ModelError where `encoder` does.
    """
    if not texts:
        return encoder.encode(texts, role=role)
    texts = [canonical(text) for text in texts]
    keys = b"".join(key(encoder, text, role) for text in texts)
    name = f"matrix-{hashlib.sha256(keys).hexdigest()[:32]}.npy"
    path = _folder(cache, encoder.weights_hash) / name
    with suppress(OSError, ValueError, EOFError):
        kept = open_memmap(path, mode="r")
        fits = kept.dtype == np.float32 and kept.ndim == 2 and len(kept) == len(texts)
        if fits and _unit(kept).all():
            return kept
    made = encoder.encode(texts, role=role)
    part = path.with_suffix(f".{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            np.save(file, made)
        part.replace(path)
    except OSError as problem:
        _log.warning("vectors are not kept at %s: %s", path, problem)
        with suppress(OSError):
            part.unlink()
    made.flags.writeable = False
    return made


def _folder(cache: Path, weights_hash: str) -> Path:
    return cache / "vectors" / weights_hash[:12]


def _batches(keys: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _unit(vectors: FloatArray) -> NDArray[np.bool_]:
    lengths = np.einsum("ij,ij->i", vectors, vectors)
    return np.asarray(np.abs(lengths - 1) < 1e-3)  # false for NaN too


def _sound(rows: Sequence[tuple[bytes, bytes]]) -> dict[bytes, FloatArray]:
    """Keep the rows that read as unit vectors of one length."""
    width = max(map(len, (blob for _, blob in rows)), default=0)
    same = [(name, blob) for name, blob in rows if len(blob) == width and not width % 4]
    if not same or not width:
        return {}
    joined = b"".join(blob for _, blob in same)
    vectors = np.frombuffer(joined, "<f4").astype(np.float32).reshape(len(same), -1)
    sound = _unit(vectors)
    return {name: row for (name, _), row, good in zip(same, vectors, sound, strict=True) if good}
