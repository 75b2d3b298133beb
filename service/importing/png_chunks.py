"""Badges baked into PNG files: text chunks are walked, pixels are never decoded.

Standards: PNG (ISO/IEC 15948) §11.3.4; Open Badges Baking Specification 2.0 (keyword `openbadges`)
and Open Badges 3.0 §5.3.1 (keyword `openbadgecredential`), both iTXt. Older bakers wrote tEXt or
zTXt, and those are read too.
"""

from __future__ import annotations

import zlib

from service.errors import InputError
from service.importing.compressed import expand

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_CHUNKS = 20_000
MAX_TEXT = 4_000_000
"""Most bytes that one text chunk may grow to."""
_KEYWORDS = (b"openbadges", b"openbadgecredential")


def baked_texts(data: bytes, where: str) -> list[bytes]:
    """Return what the badge chunks of a PNG hold, each text once, in the order of the file.

    Nothing after IEND is looked at. A badge chunk whose checksum is wrong is damaged. Raises
    InputError: input_png_damaged, input_too_many_values (limit), input_expands_too_far,
    input_bad_compression.
    """
    found: dict[bytes, None] = {}
    position = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        if position + 8 > len(data):
            if found:
                return list(found)  # cut off in the picture, after the badge
            raise InputError("input_png_damaged", where=where)
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        if kind == b"IEND":
            return list(found)
        if kind in (b"iTXt", b"tEXt", b"zTXt"):
            text = _badge(kind, body, where)
            if text is not None:
                checksum = data[position + 8 + length : position + 12 + length]
                if zlib.crc32(kind + body).to_bytes(4, "big") != checksum:
                    raise InputError("input_png_damaged", where=where)
                found[text] = None
        position += 12 + length
    raise InputError("input_too_many_values", where=where, limit=MAX_CHUNKS)


def _badge(kind: bytes, body: bytes, where: str) -> bytes | None:
    keyword, separator, rest = body[:100].partition(b"\0")
    if not separator or keyword.strip().lower() not in _KEYWORDS:
        return None
    rest = body[len(keyword) + 1 :]
    if kind == b"tEXt":
        return rest.strip()
    if kind == b"zTXt":
        return expand(rest[1:], where, limit=MAX_TEXT).strip()
    packed = rest[:1] == b"\1"
    _language, _, rest = rest[2:].partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    return (expand(text, where, limit=MAX_TEXT) if packed else text).strip()
