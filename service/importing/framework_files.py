"""Framework files of strangers: which format each is, and many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from service.domain.noun import noun
from service.errors import InputError
from service.importing.framework_case import read_case
from service.importing.framework_csv import read_csv
from service.importing.framework_ctdl import read_ctdl
from service.importing.framework_ctdl_map import merge
from service.importing.framework_elm import read_elm
from service.importing.framework_import import ACCEPTED, MAX_FILE_BYTES, ImportedFramework
from service.importing.safe_json import parse_json
from service.importing.safe_text import decode, read_bytes

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@noun
class ReadFile:
    """One file of a batch: what it holds, or why it could not be read."""

    path: Path
    frameworks: tuple[ImportedFramework, ...] = ()
    error: InputError | None = None


@noun
class Batch:
    """A batch: every file in order, and the frameworks of all, alignments joined to their levels.

    Two files that state levels under one id give two frameworks, the second with a number.
    """

    files: tuple[ReadFile, ...]
    frameworks: tuple[ImportedFramework, ...]

    @property
    def errors(self) -> tuple[InputError, ...]:
        """The errors of the files that could not be read."""
        return tuple(file.error for file in self.files if file.error is not None)


def read_framework_file(path: Path, read_on: str) -> tuple[ImportedFramework, ...]:
    """Read every framework of one file; `read_on` (YYYY-MM-DD) dates what the file does not.

    A name that ends in .csv is a table, a text that starts with "<" is XML, all else JSON.
    Raises InputError as `read_bytes`, `decode`, `parse_json` and the four readers do.
    """
    data = read_bytes(path, MAX_FILE_BYTES)
    return tuple(
        replace(each, unread=tuple(_in_file(path.name, place) for place in each.unread))
        for each in _read(path, data, read_on)
    )


def _in_file(name: str, place: str) -> str:
    return f"{name}{place}" if place.startswith(":") else f"{name}:{place}"


def _read(path: Path, data: bytes, read_on: str) -> tuple[ImportedFramework, ...]:
    where = str(path)
    if _is_markup(data):
        return read_elm(data, where, read_on)
    text = _text(data, where)
    if path.suffix.lower() in (".csv", ".tsv"):
        return read_csv(text, where, read_on)
    raw: Any = parse_json(text, where)
    if isinstance(raw, dict) and "CFDocument" in raw:
        return read_case(raw, where, read_on)
    if isinstance(raw, dict | list):
        return read_ctdl(raw, where, read_on)
    raise InputError("import_no_framework", where=where, accepted=ACCEPTED)


def read_framework_files(paths: Iterable[Path], read_on: str) -> Batch:
    """Read many files; one that cannot be read does not stop the others."""
    files = []
    for path in paths:
        try:
            files.append(ReadFile(path=path, frameworks=read_framework_file(path, read_on)))
        except InputError as problem:
            files.append(ReadFile(path=path, error=problem))
    frameworks = merge(framework for file in files for framework in file.frameworks)
    return Batch(files=tuple(files), frameworks=frameworks)


def _text(data: bytes, where: str) -> str:
    try:
        text = decode(data, where)
    except InputError as problem:
        if problem.code not in ("input_format_unknown", "input_image_without_credential"):
            raise
        raise _unknown(where, str(problem.slots.get("seen", ""))) from None
    if text.lstrip().startswith(("@prefix", "@base")):
        raise _unknown(where, "Turtle")
    return text


def _unknown(where: str, seen: str) -> InputError:
    return InputError("input_format_unknown", where=where, seen=seen, accepted=ACCEPTED)


def _is_markup(data: bytes) -> bool:
    head = data
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"
