"""JSON that was fetched or unpacked on the way of a check: read strictly and bounded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from service.fetching.result import Fetch
from service.verifying.outcome import unknown

MAX_BYTES = 4_000_000
"""Largest JSON document read during a check: a status list of 2^24 entries in base64url fits."""
MAX_DEPTH = 64


def read_object(data: bytes) -> dict[str, Any]:
    """Parse one JSON object in UTF-8.

    Raises ValueError where it is none, holds a duplicate key, NaN or Infinity, or is too deep or
    large: each lets two programs read two different things.
    """
    if len(data) > MAX_BYTES:
        raise ValueError("too large")
    try:
        value = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant
        )
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    check_depth(value)
    return value


def fetch_object(url: str, fetch: Fetch) -> dict[str, Any]:
    """Fetch and parse a JSON object.

    Raises Outcome could_not_check with the code of the fetch, or document_unreadable.
    """
    got = fetch(url)
    if got.code != "ok":
        raise unknown(got.code, url=url)
    try:
        return read_object(got.body)
    except ValueError:
        raise unknown("document_unreadable", url=url) from None


def plain(value: Any, depth: int = 0) -> Any:
    """Copy a parsed document into dict, list, str, int, float, bool and None.

    Readers keep decimals exact; canonical forms are defined on IEEE 754 numbers (RFC 8785 §3.2.2,
    JSON-LD 1.1 §8.6). Raises ValueError beyond MAX_DEPTH or for any other type.
    """
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    raise ValueError(f"no JSON value: {type(value).__name__}")


def check_depth(value: Any) -> None:
    """Raise ValueError where lists and objects nest deeper than MAX_DEPTH."""
    waiting = [(value, 1)]
    while waiting:
        item, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise ValueError("too deep")
        if isinstance(item, dict):
            waiting.extend((each, depth + 1) for each in item.values())
        elif isinstance(item, list):
            waiting.extend((each, depth + 1) for each in item)


def listed(value: Any) -> list[Any]:
    """Return a JSON-LD value as a list: absent is empty, a single value is a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def identifier(value: Any) -> str | None:
    """Return the id of a node given as a string or as an object with `id` or `@id`."""
    if isinstance(value, Mapping):
        value = value.get("id", value.get("@id"))
    return value if isinstance(value, str) and value else None


def types(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the values of `type` or `@type` that are texts."""
    found = listed(value.get("type", value.get("@type")))
    return tuple(item for item in found if isinstance(item, str))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("duplicate key")
    return made


def _constant(text: str) -> Any:
    raise ValueError(text)
