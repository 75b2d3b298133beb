"""The pinned JSON-LD contexts, gathered from installed packages and folders of the operator.

Content is found by its hash, so it does not matter which package or file brings it; a context that
nothing brings is unknown, and credentials that name it are "could not check".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rfc8785
from pyld import BUNDLED_CONTEXTS

from service.domain.noun import noun
from service.verifying.context_pins import PINS

MAX_FILE_BYTES = 200_000
"""Larger files of a folder are no context: the largest pinned one has 15 kB, all together 90 kB."""
MAX_FILES = 2_000


@noun
class ContextBundle:
    """Pinned contexts by URL, one mapping an edition; all editions know the same URLs.

    Most URLs are the same in every edition: a second one exists only where a publisher changed a
    context under its URL.
    """

    editions: tuple[Mapping[str, Mapping[str, Any]], ...]

    def knows(self, url: str) -> bool:
        """Whether `url` is pinned and its content is at hand."""
        return url in self.editions[0]


@lru_cache(maxsize=8)
def load_contexts(folders: tuple[Path, ...] = ()) -> ContextBundle:
    """Gather the bundle from the installed packages and from JSON files under `folders`.

    A file is a context document, or an object of context documents by URL (what `scripts/contexts`
    writes). Unreadable files are passed over: the hash decides, not the file.
    """
    at_hand: dict[str, Mapping[str, Any]] = {}
    for document in _candidates(folders):
        at_hand.setdefault(fingerprint(document), document)
    by_url = {
        url: found
        for url, hashes in PINS.items()
        if (found := [at_hand[each] for each in hashes if each in at_hand])
    }
    count = max((len(found) for found in by_url.values()), default=1)
    return ContextBundle(
        editions=tuple(
            {url: found[min(number, len(found) - 1)] for url, found in by_url.items()}
            for number in range(count)
        )
    )


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of the RFC 8785 form of a context document, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(dict(document))).hexdigest()


def _candidates(folders: Iterable[Path]) -> Iterator[Mapping[str, Any]]:
    for path in BUNDLED_CONTEXTS.values():
        yield json.loads(Path(path).read_text(encoding="utf-8"))
    for folder in (Path(str(files("openbadgeslib.ob3.contexts"))), *folders):
        for number, path in enumerate(sorted(folder.rglob("*"))):
            if number >= MAX_FILES:
                break
            yield from _documents(path)


def _documents(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    if not isinstance(value, dict):
        return
    if "@context" in value:
        yield value
    else:
        yield from (item for item in value.values() if isinstance(item, dict))
