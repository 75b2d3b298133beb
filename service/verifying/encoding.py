"""The text forms of bytes in credentials: multibase and base64url, read strictly and bounded."""

from __future__ import annotations

import base64
import binascii

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {character: value for value, character in enumerate(_BASE58)}
MAX_BASE58 = 1024
"""Longest base58 text read. The arithmetic is quadratic; an RSA-4096 key needs 720 characters."""


def from_base58(text: str) -> bytes:
    """Decode base58btc. Raises ValueError for other characters and for more than MAX_BASE58."""
    if len(text) > MAX_BASE58:
        raise ValueError("base58 text too long")
    number = 0
    for character in text:
        if character not in _VALUES:
            raise ValueError("not base58btc")
        number = number * 58 + _VALUES[character]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def from_base64url(text: str) -> bytes:
    """Decode base64url without padding (RFC 7515 §2).

    Raises ValueError for padding, whitespace, other characters and unused bits that are not zero:
    each lets two texts stand for the same bytes.
    """
    if not text.isascii() or any(not (c.isalnum() or c in "-_") for c in text):
        raise ValueError("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as problem:
        raise ValueError("not base64url") from problem
    if to_base64url(data) != text:
        raise ValueError("base64url with unused bits")
    return data


def to_base64url(data: bytes) -> str:
    """Encode as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_multibase(text: str) -> bytes:
    """Decode multibase base58btc ("z…") or base64url ("u…"). Raises ValueError for any other."""
    if text.startswith("z"):
        return from_base58(text[1:])
    if text.startswith("u"):
        return from_base64url(text[1:])
    raise ValueError("multibase form not supported")


def varint(data: bytes) -> tuple[int, int]:
    """Read an unsigned varint of at most nine bytes; return the number and the bytes it took."""
    number = 0
    for place, byte in enumerate(data[:9]):
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, place + 1
    raise ValueError("varint without an end")
