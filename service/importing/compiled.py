"""YAML once parsed, kept as JSON under the hash of its bytes.

Content is read at every start; parsing a hundred folders of YAML takes most of a second, reading
the same as JSON a tenth of it. The key is the file's own hash, so nothing can be out of date, and
a cache that cannot be read or written is simply not used.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from service.importing.strict import parse_yaml_bytes, read_bytes

Read = Callable[[Path], Any]
"""Reads one YAML file of ours as nested dicts, lists and text."""


def reader(cache: Path) -> Read:
    """A reader of YAML files that keeps what it parsed below `cache`/content.

    Raises ContentError as `read_yaml` does; never because of the cache.
    """
    folder = cache / "content"

    def read(path: Path) -> Any:
        data = read_bytes(path)
        kept = folder / f"{hashlib.sha256(data).hexdigest()}.json"
        with suppress(OSError, ValueError):
            return json.loads(kept.read_bytes())
        parsed = parse_yaml_bytes(data, path)
        with suppress(OSError):
            _keep(kept, json.dumps(parsed, ensure_ascii=False).encode())
        return parsed

    return read


def _keep(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(target)
