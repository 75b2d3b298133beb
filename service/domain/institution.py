"""Institutions as registries list them: names, identifiers, and from when until when."""

from __future__ import annotations

from service.domain.noun import noun
from service.domain.text import Source, Text


@noun
class Institution:
    """One institution in one registry.

    `id` is unique within the registry. `country` is ISO 3166-1 alpha-2. `identifiers` are those
    that a credential can name ("did:…", "https://…", "erasmus:D  BERLIN01", "pic:999…").
    `domains` are internet domains the registry gives for it, lower case, without "www.".
    `since` and `until` bound the listing, ISO 8601, None where open; `listing` says what being
    listed means ("eche", "deqar", or the office's own code).
    """

    id: str
    names: tuple[Text, ...]
    country: str | None
    listing: str
    source: Source
    identifiers: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    city: str | None = None
    since: str | None = None
    until: str | None = None
