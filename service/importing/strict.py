"""Strict reading of mappings: every key is either taken or accounted for at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from service.domain.framework import Span
from service.domain.text import earliest
from service.errors import ContentError

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class _TextLoader(yaml.CBaseLoader):
    """Every scalar stays text (level codes such as 7.1 and 010 must); no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"duplicate key {key!r}", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _no_merge(loader: _TextLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    return loader.construct_mapping(node, deep=True)


_TextLoader.add_constructor("tag:yaml.org,2002:map", _no_merge)


def read_yaml(path: Path) -> Any:
    """Read one YAML file of ours as nested dicts, lists and text.

    Raises ContentError (content_unreadable, content_not_yaml) naming file, line and problem.
    """
    return parse_yaml_bytes(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Read a file of ours. Raises ContentError content_unreadable."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ContentError("content_unreadable", where=str(path), problem=str(problem)) from None


def parse_yaml_bytes(data: bytes, path: Path) -> Any:
    """Parse UTF-8 YAML; `path` is for messages. Raises ContentError as `read_yaml` does."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ContentError("content_unreadable", where=str(path), problem=str(problem)) from None
    try:
        return yaml.load(text, Loader=_TextLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise ContentError(
            "content_not_yaml",
            where=f"{path}:{line}",
            problem=str(getattr(problem, "problem", problem)),
        ) from None


class Fields:
    """A mapping whose keys are taken one by one; `done` refuses what is left over.

    `where` is file and path inside it, for messages. Values are text (see `read_yaml`).
    """

    def __init__(self, raw: Any, where: str, defaults: Mapping[str, Any] | None = None) -> None:
        if not isinstance(raw, dict) or not isinstance(defaults or {}, Mapping):
            raise ContentError("content_not_mapping", where=where)
        self._rest: dict[str, Any] = dict(raw)
        self._defaults = dict(defaults or {})
        self._asked: set[str] = set()
        self.where = where

    def take(self, key: str, default: Any = None) -> Any:
        """Return and use up the value of `key`, else the folder's default, else `default`."""
        self._asked.add(key)
        if key in self._rest:
            return self._rest.pop(key)
        return self._defaults.get(key, default)

    def text(self, key: str) -> str:
        """Return a required, non-empty text. Raises ContentError content_missing_key."""
        value = self.optional(key)
        if value is None:
            raise ContentError("content_missing_key", where=self.where, key=key)
        return value

    def optional(self, key: str) -> str | None:
        """Return a text, or None where the key is absent or empty."""
        value = self.take(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise ContentError("content_bad_value", where=self.where, key=key, value=repr(value))
        return value

    def parsed(self, key: str, parse: Callable[[str], T]) -> T | None:
        """Return `parse(text)`, or None. Raises ContentError content_bad_value."""
        value = self.optional(key)
        if value is None:
            return None
        try:
            return parse(value)
        except (ValueError, InvalidOperation):
            raise ContentError(
                "content_bad_value", where=self.where, key=key, value=value
            ) from None

    def choice(self, key: str, kind: type[E]) -> E:
        """Return a required value of the closed list `kind`."""
        found = self.parsed(key, kind)
        if found is None:
            raise ContentError("content_missing_key", where=self.where, key=key)
        return found

    def items(self, key: str) -> tuple[Any, ...]:
        """Return a list as a tuple; absent is empty, a single value is one item."""
        value = self.take(key)
        if value is None or value == "":
            return ()
        return tuple(value) if isinstance(value, list) else (value,)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of non-empty texts. Raises ContentError content_bad_value."""
        found = self.items(key)
        for item in found:
            if not isinstance(item, str) or not item:
                raise ContentError("content_bad_value", where=self.where, key=key, value=repr(item))
        return found

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Return a list of values of the closed list `kind`."""
        try:
            return tuple(kind(item) for item in self.items(key))
        except ValueError as problem:
            raise ContentError(
                "content_bad_value", where=self.where, key=key, value=str(problem)
            ) from None

    def day(self, key: str) -> str | None:
        """Return a partial date (YYYY, YYYY-MM, YYYY-MM-DD) as text, checked."""
        return self.parsed(key, lambda text: (earliest(text), text)[1])

    def span(self, key: str) -> Span | None:
        """Return "3", "3-4" or "1.5-2" as an exact range."""
        return self.parsed(key, parse_span)

    def done(self) -> None:
        """Refuse what was not asked for, defaults too. Raises ContentError content_unknown_key."""
        unknown = {*self._rest, *(set(self._defaults) - self._asked)}
        if unknown:
            raise ContentError(
                "content_unknown_key", where=self.where, key=", ".join(sorted(unknown))
            )


def parse_span(text: str) -> Span:
    """Parse "3" or "3-4" into exact bounds. Raises ValueError or InvalidOperation."""
    low, dash, high = text.partition("-")
    span = Span(low=Decimal(low), high=Decimal(high if dash else low))
    if not (span.low.is_finite() and span.high.is_finite() and 0 <= span.low <= span.high):
        raise ValueError(text)
    return span


def numbered(items: tuple[Any, ...], where: str) -> Iterator[tuple[str, Any]]:
    """Pair each list item with its place, for messages."""
    for index, item in enumerate(items):
        yield f"{where}[{index}]", item
