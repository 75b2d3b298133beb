"""The nodes of one CTDL file, found by address, and the order in which levels follow another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from service.domain.text import Text
from service.errors import InputError
from service.importing.framework_import import (
    ACCEPTED,
    ImportedStatement,
    Node,
    as_language,
    level_code,
)

_LEADS_TO = ("ceterms:precedes", "ceterms:preceeds")
_COMES_FROM = ("ceterms:precededBy", "ceterms:preceededBy")
_OUR_CONCEPTS = ("urn:paritas:descriptor:", "urn:paritas:isced_2011:")
_ISCED_2011 = tuple("012345678")
_OUR_AUTHOR = "Paritas"
_PLACE = re.compile(r"[0-9]{1,9}")
_EDUCATION_LEVEL = "ceasn:educationLevelType"
_FACETS = ("ceasn:conceptTerm", "ceterms:conceptTerm", "ceterms:facetType")


class Graph:
    """Nodes by `@id`; real files also leave the prefix out, so the bare name finds them too."""

    def __init__(self, raw: Any, where: str) -> None:
        pointer = ""
        if isinstance(raw, dict) and isinstance(raw.get("decoded_resource"), dict):
            raw, pointer = raw["decoded_resource"], "/decoded_resource"
        rows = raw
        if isinstance(raw, dict):
            rows = raw.get("@graph", [raw])
            pointer += "/@graph" if "@graph" in raw else ""
        if not isinstance(rows, list):
            raise InputError("import_no_framework", where=where, accepted=ACCEPTED)
        self.nodes = [
            Node(row, f"{pointer}/{index}")
            for index, row in enumerate(rows)
            if isinstance(row, dict)
        ]
        self._by_id: dict[str, Node] = {}
        for node in self.nodes:
            node.language = as_language(node.take("ceasn:inLanguage"))
            key = node.raw.get("@id")
            if isinstance(key, str):
                self._by_id[key] = node
                self._by_id.setdefault(_bare(key), node)

    def find(self, address: str) -> Node | None:
        """The node at `address`, with or without its prefix."""
        return self._by_id.get(address) or self._by_id.get(_bare(address))

    def of_type(self, *kinds: str) -> list[Node]:
        """Nodes whose `@type` is one of `kinds`, in the order of the file."""
        return [node for node in self.nodes if kinds_of(node) & set(kinds)]

    def listed(self, node: Node, *keys: str) -> list[Node]:
        """Nodes that a field points at; an address that leads nowhere is named as unread."""
        found: list[Node] = []
        for address in node.references(*keys):
            target = self.find(address)
            if target is None:
                key = next(key for key in keys if node.raw.get(key))
                node.note(key, address)
            elif target not in found:
                found.append(target)
        return found

    def in_order(self, steps: list[Node]) -> list[Node]:
        """`steps` by their "precedes" links, lowest first; else by their numbers in the list.

        Without either as listed, never falling.
        """
        edges = {(id(a), id(b)) for a, b in self._links(steps)}
        if not edges:
            places = [str(step.raw.get("ceasn:listID", "")) for step in steps]
            if all(_PLACE.fullmatch(place) for place in places):
                return sorted(steps, key=lambda step: int(step.raw["ceasn:listID"]))
            codes = [level_code(_label(step), 0) for step in steps]
            numbers = [int(code) for code in codes if code.isdecimal() and code.isascii()]
            pairs = list(pairwise(numbers))
            falling = len(numbers) == len(steps) > 1 and all(a > b for a, b in pairs)
            return steps[::-1] if falling else steps
        waiting, done = list(steps), list[Node]()
        while waiting:
            rest = {id(step) for step in waiting}
            free = (s for s in waiting if not any(b == id(s) and a in rest for a, b in edges))
            step = next(free, waiting[0])  # a file that goes in a circle keeps its own order
            waiting.remove(step)
            done.append(step)
        return done

    def _links(self, steps: list[Node]) -> list[tuple[Node, Node]]:
        found = []
        for step in steps:
            later = [self.find(address) for address in step.references(*_LEADS_TO)]
            earlier = [self.find(address) for address in step.references(*_COMES_FROM)]
            found += [(step, other) for other in later if other in steps]
            found += [(other, step) for other in earlier if other in steps]
        return [(a, b) for a, b in found if a is not None and b is not None and a is not b]

    def statements(self, step: Node) -> tuple[ImportedStatement, ...]:
        """The statements of a level, each under the facet that it names."""
        rows = self.listed(step, "ceterms:facetedDescription", "ceasn:hasChild")
        found = []
        for row in rows:
            row.take("asn:hasProgressionLevel")
            row.take("ceasn:isPartOf")
            row.take("ceasn:isChildOf")
            facets = self.listed(row, *_FACETS)
            ours = row.raw.get("ceasn:author") == _OUR_AUTHOR
            if ours:
                row.take("ceasn:author")
            for text in row.texts("ceasn:competencyText"):
                domain = next((_named(facet, text.language) for facet in facets), "")
                found.append(ImportedStatement(text=text, domain=domain, official=not ours))
        return tuple(found)

    def isced(self, step: Node) -> tuple[str, ...]:
        """ISCED 2011 levels of a level, as our own export writes them; others stay unread."""
        found = []
        for address in step.references(_EDUCATION_LEVEL):
            code = address.removeprefix(_OUR_CONCEPTS[1])
            if code != address and code in _ISCED_2011:
                found.append(code)
            else:
                step.note(_EDUCATION_LEVEL, address)
        return tuple(found)

    def unread(self) -> Iterator[str]:
        """Pointers of fields that were not taken; concepts of ours only repeat their address."""
        for node in self.nodes:
            if not str(node.raw.get("@id", "")).startswith(_OUR_CONCEPTS):
                yield from node.unread()


def kinds_of(node: Node) -> set[str]:
    """The types of a node."""
    raw = node.raw.get("@type")
    return {item for item in (raw if isinstance(raw, list) else [raw]) if isinstance(item, str)}


def _bare(address: str) -> str:
    return address.rpartition(":")[2]


def _label(step: Node) -> str:
    labels = step.texts("skos:prefLabel", "ceasn:competencyLabel")
    return step.text("skos:notation", "ceasn:codedNotation") or (labels[0].value if labels else "")


def _named(facet: Node, language: str) -> str:
    """The name of a facet in the language of its statement; the code of one of ours."""
    address = str(facet.raw.get("@id", ""))
    if address.startswith(_OUR_CONCEPTS[0]):
        return address.removeprefix(_OUR_CONCEPTS[0])
    names: tuple[Text, ...] = facet.texts("skos:prefLabel")
    same = (text.value for text in names if text.language == language)
    return next(same, names[0].value if names else "")
