"""Institutions of registries, looked up by domain and identifier, and searched by how they look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from service.domain.institution import Institution
from service.domain.text import holds_on
from service.normalizing.skeleton import skeleton

MAX_CANDIDATES = 5


class InstitutionIndex:
    """Built once from the institutions of every registry that the office keeps."""

    def __init__(self, institutions: Iterable[Institution]) -> None:
        self._by_domain: dict[str, list[Institution]] = defaultdict(list)
        self._by_identifier: dict[str, list[Institution]] = defaultdict(list)
        self._by_skeleton: dict[str, list[Institution]] = defaultdict(list)
        self._size = 0
        for institution in institutions:
            self._size += 1
            for domain in institution.domains:
                self._by_domain[domain].append(institution)
            for name in institution.identifiers:
                self._by_identifier[name].append(institution)
            for shape in {skeleton(text.value) for text in institution.names}:
                if shape:
                    self._by_skeleton[shape].append(institution)

    def __len__(self) -> int:
        return self._size

    def by_identifier(self, name: str) -> tuple[Institution, ...]:
        """Listings that state `name` ("did:…", "https://…") as an identifier."""
        return tuple(self._by_identifier.get(name, ()))

    def by_host(self, host: str) -> tuple[Institution, ...]:
        """Listings whose domain is `host` or a parent of it; the closest domain wins.

        A registry domain is never a public suffix: "ac.uk" lists nobody.
        """
        labels = host.lower().rstrip(".").split(".")
        for start in range(len(labels) - 1):
            found = self._by_domain.get(".".join(labels[start:]))
            if found:
                return tuple(found)
        return ()

    def look_alikes(self, name: str) -> tuple[Institution, ...]:
        """Listings whose name looks like `name`. For a person to compare, never an identification.

        At most MAX_CANDIDATES.
        """
        return tuple(self._by_skeleton.get(skeleton(name), ()))[:MAX_CANDIDATES]


def listed_on(institutions: Iterable[Institution], day: date) -> tuple[Institution, ...]:
    """Those listings that hold on `day`."""
    return tuple(each for each in institutions if holds_on(day, each.since, each.until))
