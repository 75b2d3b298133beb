"""The one decorator that makes a domain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def noun(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, keyword-only, slotted dataclass that refuses unknown keys.

    The pydantic setting matters when YAML or JSON is read through a `TypeAdapter`: without it
    unknown keys of plain dataclasses vanish silently.
    """
    made: Any = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}
    return made  # type: ignore[no-any-return]
