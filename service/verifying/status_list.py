"""Bits of a status list: Bitstring Status List v1.0 and its draft, StatusList2021."""

from __future__ import annotations

import zlib
from typing import Any

from service.verifying.encoding import from_base64url
from service.verifying.outcome import unknown

RECOMMENDED_BITS = 131_072
"""Shortest list that Bitstring Status List §3.2 allows: shorter ones tell who was revoked."""
MIN_BITS = 100_000
"""Shortest list that is read: what issuers of the Digital Credentials Consortium publish."""
MAX_BYTES = 16 * 1024 * 1024
"""Longest list unpacked: 134 million entries. A gigabyte of zeros fits in 1.4 MB of gzip."""
_GZIP = "H4sI"


def read_index(value: Any) -> int:
    """Read `statusListIndex`: a number or its decimal digits.

    Raises Outcome could_not_check status_index (value).
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 15:
        return int(value)
    raise unknown("status_index", value=str(value)[:40])


def unpack(encoded: Any, *, bare: bool) -> bytes:
    """Unpack `encodedList`.

    Multibase base64url ("u…") of gzip; with `bare` (StatusList2021) also without the "u". Text that
    only happens to start with "u" is told apart by the gzip header. Raises Outcome could_not_check
    status_list_encoding, status_list_too_large, status_list_short (bits).
    """
    if not isinstance(encoded, str):
        raise unknown("status_list_encoding")
    if encoded.startswith("u" + _GZIP):
        encoded = encoded[1:]
    elif not (bare and encoded.startswith(_GZIP)):
        raise unknown("status_list_encoding")
    try:
        data = _gunzip(from_base64url(encoded.rstrip("=")))
    except (ValueError, zlib.error):
        raise unknown("status_list_encoding") from None
    if len(data) * 8 < MIN_BITS:
        raise unknown("status_list_short", bits=len(data) * 8)
    return data


def bit(data: bytes, index: int) -> bool:
    """Return bit `index`, the first being the highest bit of the first byte.

    Raises Outcome could_not_check status_index (value) beyond the end.
    """
    if index >= len(data) * 8:
        raise unknown("status_index", value=str(index))
    return bool(data[index // 8] & (0x80 >> index % 8))


def _gunzip(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    made = unpacker.decompress(data, MAX_BYTES + 1)
    if len(made) > MAX_BYTES:
        raise unknown("status_list_too_large", limit=MAX_BYTES)
    if not unpacker.eof:
        raise ValueError("cut off")
    return made
