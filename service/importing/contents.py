"""What a reader hands back: the parts of a `CredentialFile` before it is put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.domain.credential import Award, CredentialDescriptor, UnreadField
from service.domain.credential_file import Association, HolderBinding
from service.domain.noun import noun
from service.domain.text import Statement, say
from service.errors import InputError


@noun
class Contents:
    """The parts that one reader found, named as in `CredentialFile`."""

    awards: tuple[Award, ...] = ()
    descriptors: tuple[CredentialDescriptor, ...] = ()
    associations: tuple[Association, ...] = ()
    binding: HolderBinding | None = None
    links: tuple[str, ...] = ()
    notes: tuple[Statement, ...] = ()
    unread: tuple[UnreadField, ...] = ()

    def joined(self, other: Contents) -> Contents:
        """Both, one after the other; of two holder bindings the outer (this one) stays."""
        return Contents(
            awards=self.awards + other.awards,
            descriptors=self.descriptors + other.descriptors,
            associations=self.associations + other.associations,
            binding=self.binding or other.binding,
            links=self.links + other.links,
            notes=self.notes + other.notes,
            unread=self.unread + other.unread,
        )


ReadInner = Callable[[Any, str, int], Contents]
"""Reads a credential that stands inside another: its value, its pointer and its depth."""
MAX_INNER = 500
"""Most credentials inside one wrapper."""


def part_unread(problem: InputError) -> Statement:
    """Name a part that could not be read, so that the others still count."""
    return say("read.part_unread", problem=problem.code, place=problem.where)
