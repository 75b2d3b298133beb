"""Bytes of strangers into text: bounded, decoded strictly, and named when they are no text."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from service.errors import InputError

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (DOCX, XLSX)"),
)
_REFUSED_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF (WEBP)"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "OLE (DOC, XLS)"),
    (b"7z\xbc\xaf", "7z"),
)
_JWT = re.compile(r"ey[A-Za-z0-9_-]*={0,2}\.[A-Za-z0-9_-]*={0,2}\.[A-Za-z0-9_-]*={0,2}")
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
ACCEPTED = (
    "Europass / European Learning Model 3 (EuropeanDigitalCredential)",
    "Open Badges 3 (OpenBadgeCredential, AchievementCredential)",
    "Paritas descriptor, YAML or JSON (paritas: 1)",
)
"""What `read_award` accepts today, for the slot `accepted`: names, never sentences."""


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


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8 (with or without BOM) or UTF-16 with BOM; name what is not text.

    Raises InputError: input_empty, input_format_not_yet, input_format_unknown, input_not_utf8.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("input_empty", where=where)
    for start, seen in _SIGNATURES:
        if data.startswith(start):
            raise InputError("input_format_not_yet", where=where, seen=seen)
    for start, seen in _REFUSED_SIGNATURES:
        if data.startswith(start):
            raise unknown(where, seen)
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
    _refuse_markup_and_tokens(text, where)
    return text


def _refuse_markup_and_tokens(text: str, where: str) -> None:
    head = text.lstrip()[:2000]
    if head.startswith("<"):
        lower = head.casefold()
        if "<html" in lower or lower.startswith("<!doctype html"):
            raise unknown(where, "HTML")
        seen = "SVG" if "<svg" in lower else "XML (ELMO, Europass 2)"
        raise InputError("input_format_not_yet", where=where, seen=seen)
    token = text.strip()
    if _JWT.fullmatch(token.partition("~")[0]):
        seen = "SD-JWT" if "~" in token else "JWT"
        raise InputError("input_format_not_yet", where=where, seen=seen)
