"""Bytes of strangers into text: bounded, decoded strictly, and named when they are no text."""

from __future__ import annotations

import stat
from pathlib import Path

from service.errors import InputError

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_REFUSED_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "ZIP (DOCX, XLSX)"),
    (b"RIFF", "RIFF (WEBP)"),
    (b"\xd0\xcf\x11\xe0", "OLE (DOC, XLS)"),
    (b"7z\xbc\xaf", "7z"),
    (b"-----BEGIN ", "PEM"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
MAX_TEXT_BYTES = 8_000_000
"""Largest text. The largest real credential known has 900,000 bytes."""
ACCEPTED = (
    "Open Badges 1, 2, 3 (JSON, JWT, PNG, SVG)",
    "CLR 2",
    "W3C Verifiable Credential 1.1, 2.0",
    "Europass / European Learning Model 2 (XML), 3 (JSON-LD)",
    "EMREX ELMO 1, 2",
    "CTDL",
    "CASE",
    "PDF",
    "Paritas descriptor, YAML or JSON (paritas: 1)",
)
"""What is read today, for the slot `accepted`: names, never sentences."""


def unknown(where: str, seen: str) -> InputError:
    """Make the refusal of a file that is none of the accepted formats."""
    return InputError("input_format_unknown", where=where, seen=seen, accepted="; ".join(ACCEPTED))


def read_bytes(path: Path, limit_bytes: int) -> bytes:
    """Read a regular file of at most `limit_bytes` bytes.

    Raises InputError: input_missing, input_is_folder, input_not_a_file (a device or pipe, which
    would never end), input_unreadable, input_too_large, input_empty.
    """
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("input_is_folder", where=where)
        if not stat.S_ISREG(found.st_mode):
            raise InputError("input_not_a_file", where=where)
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError:
        raise InputError("input_missing", where=where) from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        raise InputError("input_unreadable", where=where, problem=str(problem)) from None
    if len(data) > limit_bytes:
        size = max(found.st_size, len(data))
        raise InputError("input_too_large", where=where, size=size, limit=limit_bytes)
    return data


def refuse_other_binary(data: bytes, where: str) -> None:
    """Refuse what is empty or begins as a file of another kind, by its name.

    Raises InputError: input_empty, input_image_without_credential (seen), input_format_unknown.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("input_empty", where=where)
    for start, seen in _PICTURES:
        if data.startswith(start) and not data.isascii():
            raise InputError("input_image_without_credential", where=where, seen=seen)
    for start, seen in _REFUSED_SIGNATURES:
        if data.startswith(start):
            raise unknown(where, seen)


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8 (with or without BOM) or UTF-16 with BOM; name what is not text.

    Raises InputError: those of `refuse_other_binary`, input_not_utf8 (position).
    """
    refuse_other_binary(data, where)
    mark, encoding = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", "utf-8"))
    if encoding == "utf-8" and b"\x00" in data:
        raise unknown(where, "binary")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as problem:
        position = problem.start + len(mark)
        raise InputError("input_not_utf8", where=where, position=position) from None
    if not text.strip():
        raise InputError("input_empty", where=where)
    return text
