"""Kept vectors: every text encoded once, no cache file ever fatal."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from service.indexing import vectors as module
from service.indexing.encoder import FloatArray, Role
from service.indexing.vectors import CachedEncoder, VectorStore, key, matrix

TEXTS = ("Bachelor of Laws", "学士", "بكالوريوس", "Bachelor of Laws", "")


class CountingEncoder:
    """Vectors that depend on role and text alone; remembers what it had to encode."""

    def __init__(self, name: str = "counting", weights_hash: str = "ab" * 32) -> None:
        self.name = name
        self.weights_hash = weights_hash
        self.dimensions = 8
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str], *, role: Role) -> FloatArray:
        if texts:
            self.asked.append(list(texts))
        made = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(made, texts, strict=True):
            seed = hashlib.sha256(f"{role} {text}".encode()).digest()
            row[:] = np.frombuffer(seed, "<u4")[: self.dimensions]
            row /= np.linalg.norm(row)
        return made


@pytest.fixture
def model() -> CountingEncoder:
    """The encoder behind the cache."""
    return CountingEncoder()


@pytest.fixture
def store(tmp_path: Path, model: CountingEncoder) -> VectorStore:
    """An empty store."""
    return VectorStore(tmp_path, model.weights_hash)


@pytest.fixture
def cached(model: CountingEncoder, store: VectorStore) -> CachedEncoder:
    """The encoder with its cache."""
    return CachedEncoder(model, store)


def _expected(role: Role = "query", texts: Sequence[str] = TEXTS) -> FloatArray:
    return CountingEncoder().encode(texts, role=role)


def test_lies_under_the_weights(store: VectorStore, tmp_path: Path) -> None:
    assert store.path.parent == tmp_path / "vectors" / "abababababab"
    assert not store.path.parent.exists()


def test_encodes_each_distinct_text_once(cached: CachedEncoder, model: CountingEncoder) -> None:
    np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())
    assert model.asked == [list(dict.fromkeys(TEXTS))]


def test_encodes_only_what_is_missing(cached: CachedEncoder, model: CountingEncoder) -> None:
    cached.encode(["学士", "Bachelor of Laws"], role="query")
    np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())
    assert model.asked[1:] == [["بكالوريوس", ""]]
    cached.encode(TEXTS[::-1], role="query")
    assert len(model.asked) == 2


def test_keeps_vectors_for_the_next_process(
    cached: CachedEncoder, tmp_path: Path, model: CountingEncoder
) -> None:
    cached.encode(TEXTS, role="query")
    later = CachedEncoder(model, VectorStore(tmp_path, model.weights_hash))
    found = later.encode(TEXTS, role="query")
    np.testing.assert_array_equal(found, _expected())
    assert found.dtype == np.float32
    assert len(model.asked) == 1


def test_spellings_of_one_text_share_a_vector(
    cached: CachedEncoder, model: CountingEncoder
) -> None:
    cached.encode(["École", "broken \ud800"], role="query")
    cached.encode(["E\u0301cole", "broken \udfff"], role="query")
    assert len(model.asked) == 1


def test_roles_do_not_share_a_vector(cached: CachedEncoder) -> None:
    asked = cached.encode(TEXTS, role="query")
    searched = cached.encode(TEXTS, role="passage")
    np.testing.assert_array_equal(searched, _expected("passage"))
    assert not np.array_equal(asked, searched)


@pytest.mark.parametrize(
    "other", [CountingEncoder(name="renamed"), CountingEncoder(weights_hash="cd" * 32)]
)
def test_encoders_do_not_share_a_key(model: CountingEncoder, other: CountingEncoder) -> None:
    assert key(model, "text", "query") == key(CountingEncoder(), "text", "query")
    assert key(model, "text", "query") != key(other, "text", "query")


def test_answers_for_the_encoder_behind_it(cached: CachedEncoder, model: CountingEncoder) -> None:
    assert (cached.name, cached.weights_hash) == (model.name, model.weights_hash)
    assert cached.dimensions == 8
    assert cached.encode([], role="query").shape == (0, 8)


def test_many_texts_are_stored_as_they_are_made(
    cached: CachedEncoder, model: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SLICE", 10)
    texts = [f"text {number}" for number in range(25)]
    plain = model.encode

    def fail_at_the_third(some: Sequence[str], *, role: Role) -> FloatArray:
        if len(model.asked) == 2:
            raise RuntimeError("power cut")
        return plain(some, role=role)

    monkeypatch.setattr(model, "encode", fail_at_the_third)
    with pytest.raises(RuntimeError):
        cached.encode(texts, role="query")
    monkeypatch.setattr(model, "encode", plain)
    np.testing.assert_array_equal(cached.encode(texts, role="query"), _expected(texts=texts))
    assert [len(asked) for asked in model.asked] == [10, 10, 5]


def test_asks_for_more_keys_than_one_query_may_hold(
    cached: CachedEncoder, model: CountingEncoder
) -> None:
    texts = [f"text {number}" for number in range(2 * module._ASKED + 1)]
    cached.encode(texts, role="query")
    calls = len(model.asked)
    np.testing.assert_array_equal(cached.encode(texts, role="query"), _expected(texts=texts))
    assert len(model.asked) == calls


def _overwrite(path: Path) -> None:
    path.write_bytes(b"this is no database" * 400)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _scribble(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)


@pytest.mark.parametrize("damage", [_overwrite, _truncate, _scribble])
def test_damaged_file_is_set_aside_and_rebuilt(
    cached: CachedEncoder,
    store: VectorStore,
    model: CountingEncoder,
    damage: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    texts = [f"text {number}" for number in range(500)]
    cached.encode(texts, role="query")
    damage(store.path)
    with caplog.at_level(logging.WARNING):
        np.testing.assert_array_equal(cached.encode(texts, role="query"), _expected(texts=texts))
    assert Path(f"{store.path}.damaged").exists()
    assert "damaged" in caplog.text
    calls = len(model.asked)
    cached.encode(texts, role="query")
    assert len(model.asked) == calls


@pytest.mark.parametrize(
    "blob",
    [b"", b"odd", b"\0" * 32, np.full(8, np.nan, "<f4").tobytes(), b"\xff" * 64, "text", None],
)
def test_row_that_is_no_unit_vector_is_replaced(
    cached: CachedEncoder, store: VectorStore, model: CountingEncoder, blob: object
) -> None:
    cached.encode(TEXTS, role="query")
    with sqlite3.connect(store.path) as database:
        where = (blob, key(model, "学士", "query"))
        assert database.execute("UPDATE vectors SET vector = ? WHERE key = ?", where).rowcount == 1
    database.close()
    np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())
    assert "学士" in model.asked[1]
    cached.encode(TEXTS, role="query")
    assert len(model.asked) == 2


def test_row_of_another_length_is_not_believed(
    cached: CachedEncoder, store: VectorStore, model: CountingEncoder
) -> None:
    other = np.zeros(4, np.float32)
    other[0] = 1
    store.keep({key(model, "学士", "query"): other})
    np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())


def test_cache_that_cannot_be_made_costs_only_time(
    tmp_path: Path, model: CountingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    cached = CachedEncoder(model, VectorStore(tmp_path / "cache", model.weights_hash))
    for _ in range(2):
        np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())
        found = matrix(model, TEXTS, "query", tmp_path / "cache")
        np.testing.assert_array_equal(found, _expected())
    assert len([line for line in caplog.messages if "vectors.sqlite" in line]) == 1


def test_locked_file_costs_only_time(
    cached: CachedEncoder,
    store: VectorStore,
    model: CountingEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.01)
    cached.encode(TEXTS[:1], role="query")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    np.testing.assert_array_equal(cached.encode(TEXTS, role="query"), _expected())
    other.execute("ROLLBACK")
    other.close()
    cached.encode(TEXTS, role="query")
    calls = len(model.asked)
    cached.encode(TEXTS, role="query")
    assert len(model.asked) == calls


def _fill(cache: Path, start: int) -> None:
    cached = CachedEncoder(CountingEncoder(), VectorStore(cache, "ab" * 32))
    for number in range(start, start + 40):
        cached.encode([f"text {number}"], role="query")


def test_processes_and_threads_write_at_once(
    tmp_path: Path, cached: CachedEncoder, model: CountingEncoder
) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_fill, args=(tmp_path, start)) for start in (0, 20, 40)]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda start: _fill(tmp_path, start), (60, 80, 100, 120)))
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    texts = [f"text {number}" for number in range(160)]
    np.testing.assert_array_equal(cached.encode(texts, role="query"), _expected(texts=texts))
    assert model.asked == []


def test_matrix_is_made_once_and_mapped_afterwards(tmp_path: Path, model: CountingEncoder) -> None:
    first = matrix(model, TEXTS, "passage", tmp_path)
    second = matrix(model, TEXTS, "passage", tmp_path)
    assert isinstance(second, np.memmap)
    for found in (first, second):
        np.testing.assert_array_equal(found, _expected("passage"))
        assert found.dtype == np.float32
        assert not found.flags.writeable
    assert len(model.asked) == 1


def test_matrix_belongs_to_its_list_role_and_encoder(
    tmp_path: Path, model: CountingEncoder
) -> None:
    asked: list[tuple[Sequence[str], Role]] = [
        (TEXTS, "query"),
        (TEXTS, "passage"),
        (TEXTS[:4], "query"),
        (TEXTS[::-1], "query"),
    ]
    for texts, role in asked * 2:
        found = matrix(model, texts, role, tmp_path)
        np.testing.assert_array_equal(found, _expected(role, texts))
    matrix(CountingEncoder(name="renamed"), TEXTS, "query", tmp_path)
    assert len(model.asked) == len(asked)
    assert len(list(tmp_path.rglob("matrix-*.npy"))) == len(asked) + 1


def test_matrix_of_no_texts_is_empty(tmp_path: Path, model: CountingEncoder) -> None:
    assert matrix(model, [], "query", tmp_path).shape == (0, 8)
    assert not list(tmp_path.iterdir())


def _nan(path: Path) -> None:
    np.save(path, np.full((len(TEXTS), 8), np.nan, np.float32))


def _too_few(path: Path) -> None:
    np.save(path, _expected()[:-1])


def _halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _zipped(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not an archive either")


def _objects(path: Path) -> None:
    np.save(path, np.array([{"any": "thing"}] * len(TEXTS)), allow_pickle=True)


@pytest.mark.parametrize("damage", [_nan, _too_few, _halved, _emptied, _zipped, _objects])
def test_damaged_matrix_is_rebuilt(
    tmp_path: Path, model: CountingEncoder, damage: Callable[[Path], None]
) -> None:
    matrix(model, TEXTS, "query", tmp_path)
    (path,) = tmp_path.rglob("matrix-*.npy")
    damage(path)
    for _ in range(2):
        found = matrix(model, TEXTS, "query", tmp_path)
        np.testing.assert_array_equal(found, _expected())
    assert len(model.asked) == 2
    assert list(path.parent.iterdir()) == [path]
