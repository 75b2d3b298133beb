"""Compressed bytes of strangers: taken apart in small steps, and given up at a bound."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from service.errors import InputError

MAX_EXPANDED = 8_000_000
"""Most bytes that a compressed part may grow to: as much as a plain file may hold."""
_GZIP = b"\x1f\x8b"
_STEP = 65_536
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\s-]{24,}={0,2}\s*")


def expand(data: bytes, where: str, *, limit: int = MAX_EXPANDED, gzip: bool = False) -> bytes:
    """Expand a zlib stream, or with `gzip` a gzip file, to at most `limit` bytes.

    Raises InputError: input_expands_too_far (limit), input_bad_compression.
    """
    engine = zlib.decompressobj(wbits=31 if gzip else 15)
    made, size, waiting = [], 0, data
    try:
        while waiting and not engine.eof:
            part = engine.decompress(waiting, _STEP)
            waiting = engine.unconsumed_tail
            size += len(part)
            if size > limit:
                raise InputError("input_expands_too_far", where=where, limit=limit)
            made.append(part)
    except zlib.error:
        raise InputError("input_bad_compression", where=where) from None
    if not engine.eof:
        raise InputError("input_bad_compression", where=where)
    return b"".join(made)


def is_gzip(data: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return data.startswith(_GZIP)


def gzip_in_base64(data: bytes) -> bytes | None:
    """Return the gzip file that `data` writes in base64, as EMREX sends ELMO; else None."""
    # Every base64 text of a gzip file begins "H4sI": two magic bytes and the deflate method.
    if not data[:64].lstrip().startswith(b"H4sI") or not _BASE64.fullmatch(data.strip()):
        return None
    compact = b"".join(data.split()).translate(bytes.maketrans(b"-_", b"+/"))
    try:
        made = base64.b64decode(compact + b"=" * (-len(compact) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    return made if is_gzip(made) else None
