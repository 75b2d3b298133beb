"""What one file holds in all: credentials, bare descriptions, and how they hang together."""

from __future__ import annotations

from service.domain.credential import Award, CredentialDescriptor, UnreadField
from service.domain.noun import noun
from service.domain.text import Statement
from service.domain.verification import Presented


@noun
class Association:
    """A relation that a record of several achievements states, by the ids of its parts.

    `kind` is the file's own term: 1EdTech CLR 2.0 has isChildOf, isParentOf, isPartOf,
    exactMatchOf, precedes and others.
    """

    kind: str
    source: str
    target: str


@noun
class HolderBinding:
    """Who presents, where a presentation wraps credentials: claimed, and apart from the awards.

    `holder` is the identifier that the presentation names; `proofs` the kinds of proof that the
    *presentation* carries, which say nothing about the credentials inside.
    """

    holder: str | None = None
    proofs: tuple[str, ...] = ()


@noun
class CredentialFile:
    """One file as read: nothing is verified, and what was not used is listed.

    `awards` are credentials of a person, in the order of the file; `descriptors` describe
    something that can be awarded and name no person (a badge class, CTDL, CASE). `links` are
    addresses at which a part stands that the file only points to. `notes` name parts that could
    not be read and remarks on the reading, as codes. `unread` are fields outside the awards.
    """

    presented: Presented
    awards: tuple[Award, ...] = ()
    descriptors: tuple[CredentialDescriptor, ...] = ()
    associations: tuple[Association, ...] = ()
    binding: HolderBinding | None = None
    links: tuple[str, ...] = ()
    notes: tuple[Statement, ...] = ()
    unread: tuple[UnreadField, ...] = ()

    def all_unread(self) -> tuple[UnreadField, ...]:
        """Every field of the file that was not used, those inside the awards first."""
        return tuple(item for award in self.awards for item in award.unread) + self.unread
