"""What the coded checks look at, as one value, and when two dated rows hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from service.domain.noun import noun
from service.domain.reference import FieldOfStudy
from service.domain.teaching_licence import TeachingLicence
from service.domain.text import earliest, latest
from service.importing.framework_yaml import FrameworkFolder

_DAY = len("YYYY-MM-DD")


@noun
class Content:
    """Everything that is checked: folders, and the tables that speak of them or they of.

    `strays` are names of folders and files that stand where only frameworks may stand.
    """

    folders: tuple[FrameworkFolder, ...]
    credit_systems: frozenset[str]
    strays: tuple[str, ...] = ()
    fields: tuple[FieldOfStudy, ...] = ()
    licences: tuple[TeachingLicence, ...] = ()


Check = Callable[[Content], Iterator[str]]
"""Yields the place of every breach; its docstring is the message."""


class Dated(Protocol):
    """A row that holds from one partial date to another, either open."""

    @property
    def since(self) -> str | None:
        """First day, or None."""

    @property
    def until(self) -> str | None:
        """Last day, or None."""


def overlap(one: Dated, other: Dated) -> bool:
    """Whether the two rows hold together for more than a boundary.

    A year or month that ends one row and begins the other belongs to both and is no overlap; a
    day is one.
    """
    return not (_before(one.until, other.since) or _before(other.until, one.since))


def _before(until: str | None, since: str | None) -> bool:
    if until is None or since is None:
        return False
    shared_boundary = len(until) < _DAY and earliest(until) <= earliest(since)
    return shared_boundary or latest(until) < earliest(since)
