"""Texts into unit vectors, by a sentence-transformers model on this machine, never over a network.

torch and sentence-transformers take seconds to import, so an encoder knows its name and the hash
of its weights without them, and loads them at the first text that no cache could answer.
"""

from __future__ import annotations

import errno
import gc
import hashlib
import importlib
import importlib.util
import json
import logging
import os
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from service.errors import ModelError
from service.indexing import unpack

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatArray = NDArray[np.float32]
Role = Literal["query", "passage", "symmetric"]
"""What a text is for: asked with, searched in, or compared with its like."""

_PROMPTS: dict[Role, tuple[str, ...]] = {
    "query": ("query",),
    "passage": ("passage", "document"),
    "symmetric": ("symmetric", "query"),  # what the model card of E5 asks for
}
_LONGEST = 100_000  # characters; beyond any model's window, and it bounds the time of one text
_BATCH = 32
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",  # heeded by transformers too
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",  # else it warns in each process forked afterwards
}


class Encoder(Protocol):
    """Anything that turns texts into vectors which can be cached under the hash of its weights."""

    @property
    def name(self) -> str:
        """What a report calls it, version included."""

    @property
    def weights_hash(self) -> str:
        """SHA-256 (64 hex digits) of what decides its answers."""

    @property
    def dimensions(self) -> int:
        """Length of one vector."""

    def encode(self, texts: Sequence[str], *, role: Role) -> FloatArray:
        """Return one row of length 1 a text, in the order of `texts`. Raises ModelError."""


class LazyEncoder:
    """A sentence-transformers model that is loaded when it is first needed; safe for threads."""

    def __init__(
        self,
        name: str,
        weights_hash: str,
        *,
        folder: Callable[[], Path],
        dimensions: int | None = None,
        threads: int | None = None,
    ) -> None:
        """Describe a model; `folder` is called at the first load and may unpack it then."""
        self.name = name
        self.weights_hash = weights_hash
        self._folder = folder
        self._dimensions = dimensions
        self._threads = threads
        self._model: SentenceTransformer | None = None
        self._lock = threading.RLock()

    @property
    def dimensions(self) -> int:
        """Length of one vector; loads the model where its folder alone does not say."""
        if self._dimensions is None:
            self._dimensions = self.load().get_embedding_dimension() or 0
        return self._dimensions

    def load(self) -> SentenceTransformer:
        """Load the model unless that is done; seconds the first time. Raises ModelError."""
        with self._lock:
            if self._model is None:
                self._model = _load(self._folder(), self._threads)
            return self._model

    def encode(self, texts: Sequence[str], *, role: Role) -> FloatArray:
        """Encode `texts`, cut at the model's window (512 tokens for the default one).

        The same text gives the same vector to within 1e-6, whatever is encoded with it. Raises
        ModelError: `model_unreadable`, or what `unpack` raises.
        """
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        with self._lock:  # the tokenizer cannot be used by two threads at once
            model = self.load()
            vectors = model.encode(
                [canonical(text) for text in texts],
                prompt=_prompt(model.prompts, role, self.name),
                batch_size=_BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
                normalize_embeddings=True,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def canonical(text: str) -> str:
    """Return `text` as it is encoded and cached: NFC, at most 100,000 characters, valid UTF-8."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    return text.encode("utf-8", "replace").decode("utf-8")


def load_encoder(
    model: str | None, *, cache: Path, threads: int | None = None
) -> LazyEncoder | None:
    """Return the encoder that `model` names, without importing torch.

    None or "": the default model, unpacked into `cache` when first needed. "none": None.
    Otherwise a folder, or a hub name that an operator has already downloaded. `threads`: as many
    as torch shall use (None: its own choice). Raises ModelError: `model_not_found` for a name that
    was not downloaded, `model_unreadable` for a folder that is missing or holds no weights.
    """
    if model == "none":
        return None
    if not model:
        return LazyEncoder(
            unpack.NAME,
            unpack.WEIGHTS_SHA256,
            folder=lambda: unpack.unpack(cache),
            dimensions=unpack.DIMENSIONS,
            threads=threads,
        )
    folder = _local(model)
    digest = _digest(folder, cache / "models" / "hashes")
    return LazyEncoder(model, digest, folder=lambda: folder, threads=threads)


def _local(model: str) -> Path:
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder.resolve()
    os.environ.update(_QUIET)
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except OSError as problem:
        remedy = f"hf download {model}"
        raise ModelError("model_not_found", where=model, remedy=remedy) from problem
    except ValueError as problem:  # a path, then: it cannot be a name on the hub
        raise _unreadable(model, os.strerror(errno.ENOENT)) from problem


def _unreadable(where: Path | str, problem: str) -> ModelError:
    slots = {"problem": problem, "remedy": "PARITAS_MODEL"}
    return ModelError("model_unreadable", where=str(where), **slots)


def _digest(folder: Path, known: Path) -> str:
    """Hash what decides the vectors, remembering the answer while sizes and times stay the same."""
    weights = [*folder.rglob("*.safetensors")] or [*folder.rglob("*.bin")]
    if not weights:
        raise _unreadable(folder, "*.safetensors, *.bin: " + os.strerror(errno.ENOENT))
    files = sorted([*weights, *folder.rglob("*.json"), *folder.rglob("*.txt")])
    seen = [[str(file), (facts := file.stat()).st_size, facts.st_mtime_ns] for file in files]
    memo = known / f"{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}.json"
    with suppress(OSError, ValueError, TypeError, LookupError):
        remembered = json.loads(memo.read_text(encoding="utf-8"))
        if remembered["seen"] == seen:
            return str(remembered["digest"])
    total = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        total.update(f"{found}  {file.relative_to(folder)}\n".encode())
    with suppress(OSError):
        known.mkdir(parents=True, exist_ok=True)
        memo.write_text(json.dumps({"seen": seen, "digest": total.hexdigest()}), encoding="utf-8")
    return total.hexdigest()


def _prompt(prompts: Mapping[str, str | None], role: Role, name: str) -> str:
    own = next((text for key in _PROMPTS[role] if (text := prompts.get(key))), "")
    family = name.rstrip("/").rsplit("/", 1)[-1].lower()
    if own or any(prompts.values()) or "e5" not in family.split("-") or "instruct" in family:
        return own
    # Models of the E5 family on the hub need these words but do not declare them.
    return "passage: " if role == "passage" else "query: "


def _load(folder: Path, threads: int | None) -> SentenceTransformer:
    os.environ.update(_QUIET)
    with _without_collection():
        try:
            with _scikit_learn_on_demand():
                from sentence_transformers import SentenceTransformer
        except ImportError:
            from sentence_transformers import SentenceTransformer
        import torch

        logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
        if threads:
            torch.set_num_threads(threads)
        try:
            return SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                model_kwargs={"dtype": torch.float32},
            )
        except Exception as problem:  # whatever a third party's reader makes of a foreign folder
            raise _unreadable(folder, f"{type(problem).__name__}: {problem}") from problem


@contextmanager
def _without_collection() -> Iterator[None]:
    """Create a million objects that will stay, without looking for garbage among them.

    Freezing them afterwards spares later collections and the end of the process: about 2 s of a
    6 s command.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was:
            gc.enable()


class _OnDemand(ModuleType):
    """Stands for a module of functions until one is called."""

    def __getattr__(self, function: str) -> Callable[..., object]:
        if function.startswith("__"):
            raise AttributeError(function)

        def call(*values: object, **named: object) -> object:
            real: Callable[..., object] = getattr(importlib.import_module(self.__name__), function)
            return real(*values, **named)

        return call


@contextmanager
def _scikit_learn_on_demand() -> Iterator[None]:
    """Let sentence-transformers import one function of scikit-learn without 480 modules of it.

    It needs that function for Manhattan distances of sparse vectors only; the function still
    works, and the stand-ins are gone from `sys.modules` when the import is done. Saves 0.6 s.
    """
    spec = importlib.util.find_spec("sklearn")
    if spec is None or "sklearn" in sys.modules:
        yield
        return
    stand_ins = {name: _OnDemand(name) for name in ("sklearn", "sklearn.metrics")}
    stand_ins["sklearn"].__spec__ = spec
    stand_ins["sklearn"].__path__ = []
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
