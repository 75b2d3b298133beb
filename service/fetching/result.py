"""What came of asking for a document on the web."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from service.domain.noun import noun

FetchCode = Literal[
    "ok",
    "fetch_offline",
    "fetch_blocked",
    "fetch_timeout",
    "fetch_too_large",
    "fetch_gone",
    "fetch_not_found",
    "fetch_server_error",
    "fetch_redirected",
    "fetch_wrong_type",
    "fetch_budget",
    "fetch_failed",
]
"""Why there is or is no document. Only "ok" has been answered with status 200."""


@noun
class Fetched:
    """An answer, or the reason why there is none.

    `body` is decoded (never compressed) and within the byte cap; it is also kept for
    "fetch_gone" (410), because revoked badges say why. `status` is 0 where nobody answered.
    """

    url: str
    code: FetchCode
    body: bytes = b""
    content_type: str = ""
    status: int = 0


Fetch = Callable[[str], Fetched]
"""Asks for one URL; never raises."""


def offline(url: str) -> Fetched:
    """Answer every URL with "fetch_offline": the fetch function of a process without network."""
    return Fetched(url=url, code="fetch_offline")
