"""Frameworks in 1EdTech CASE JSON (a CFPackage): document, items, associations.

CASE knows no levels. Items whose type says "level" are taken for levels, else the items at the
top; their direct children are the statements, and what lies deeper is named as unread.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from service.domain.noun import noun
from service.domain.text import Source, Text
from service.errors import InputError
from service.importing.framework_import import (
    ACCEPTED,
    UNDETERMINED,
    ImportedAlignment,
    ImportedFramework,
    ImportedLevel,
    ImportedStatement,
    Node,
    as_language,
    check_levels,
    file_stem,
    identifier,
    level_code,
    level_of_address,
    source_title,
    stated_day,
)

_CHILD = "isChildOf"
_ALIGNED = ("exactMatchOf", "isRelatedTo", "isPeerOf", "isTranslationOf")


@noun
class _Link:
    node: Node
    kind: str
    start: str
    end: str
    address: str
    order: Decimal


def read_case(raw: Any, where: str, read_on: str) -> tuple[ImportedFramework, ...]:
    """Read the one framework of a parsed CASE package; `read_on` is the day of reading.

    Raises InputError: import_no_framework (accepted), import_level_twice (level).
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("CFDocument"), dict):
        raise InputError("import_no_framework", where=where, accepted=ACCEPTED)
    language = as_language(raw["CFDocument"].get("language"))
    document = Node(raw["CFDocument"], "/CFDocument", language)
    items = _nodes(raw, "CFItems", language)
    links = [_link(node) for node in _nodes(raw, "CFAssociations", language)]
    others = [f"/{key}" for key in raw if key not in ("CFDocument", "CFItems", "CFAssociations")]
    names = document.texts("title") or (Text(value=file_stem(where), language=UNDETERMINED),)
    since = stated_day(document, "statusStartDate")
    key = document.text("identifier")
    by_id = {str(item.raw.get("identifier")): item for item in items}
    levels = _levels(by_id, links, key, where)
    made = ImportedFramework(
        id=identifier(names[0].value, file_stem(where)),
        acronym=names[0].value,
        names=names,
        owners=document.texts("publisher", "creator"),
        since=since,
        levels=tuple(levels.values()),
        alignments=tuple(_alignments(levels, links)),
        source=Source(
            title=source_title(names[0].value, where),
            date=since or read_on,
            url=document.text("officialSourceURL", "uri") or None,
        ),
    )
    every = [document, *items, *(link.node for link in links)]
    unread = [pointer for node in every for pointer in node.unread()]
    return (replace(made, unread=(*unread, *others)),)


def _nodes(raw: dict[str, Any], key: str, language: str) -> list[Node]:
    rows = raw.get(key)
    return [
        Node(row, f"/{key}/{index}", as_language(row.get("language") or language))
        for index, row in enumerate(rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def _link(node: Node) -> _Link:
    kind = node.raw.get("associationType")
    start, end = node.raw.get("originNodeURI"), node.raw.get("destinationNodeURI")
    start, end = (each if isinstance(each, dict) else {} for each in (start, end))
    order = node.raw.get("sequenceNumber")
    return _Link(
        node=node,
        kind=str(kind),
        start=str(start.get("identifier", "")),
        end=str(end.get("identifier", "")),
        address=str(end.get("uri", "")),
        order=Decimal(order) if isinstance(order, int | Decimal) else Decimal("Infinity"),
    )


def _levels(
    items: dict[str, Node], links: list[_Link], document: str, where: str
) -> dict[str, ImportedLevel]:
    parents = {link.start: link for link in links if link.kind == _CHILD}
    typed = [key for key, item in items.items() if "level" in _type(item).lower()]
    top = typed or [key for key in items if key not in parents or parents[key].end not in items]
    order = {key: parents[key].order for key in parents}
    top.sort(key=lambda key: order.get(key, Decimal("Infinity")))
    made = {}
    for rank, key in enumerate(top, start=1):
        item = items[key]
        _used(item, parents.get(key))
        labels = item.texts("abbreviatedStatement", "fullStatement")
        code = item.text("humanCodingScheme") or level_code(labels[0].value if labels else "", rank)
        full = item.texts("fullStatement")
        children = [child for child in items if child in parents and parents[child].end == key]
        children.sort(key=lambda child: order[child])
        made[key] = ImportedLevel(
            code=code,
            rank=rank,
            labels=labels,
            descriptions=tuple(text for text in full if text not in labels),
            statements=tuple(
                statement
                for child in children
                if child not in typed
                for statement in _statements(items[child], parents[child])
            ),
        )
    check_levels(made.values(), where)
    return made


def _type(item: Node) -> str:
    value = item.raw.get("CFItemType")
    return value if isinstance(value, str) else ""


def _used(item: Node, parent: _Link | None) -> None:
    item.take("identifier")
    item.take("CFItemType")
    if parent is not None:
        _taken(parent)


def _taken(link: _Link) -> None:
    for key in ("associationType", "originNodeURI", "destinationNodeURI", "sequenceNumber"):
        link.node.take(key)


def _statements(item: Node, parent: _Link) -> list[ImportedStatement]:
    _used(item, parent)
    return [
        ImportedStatement(text=text, domain=_type(item)) for text in item.texts("fullStatement")
    ]


def _alignments(levels: dict[str, ImportedLevel], links: list[_Link]) -> list[ImportedAlignment]:
    made = []
    for link in links:
        if link.kind not in _ALIGNED or link.start not in levels or link.end in levels:
            continue
        framework, code = level_of_address(link.address)
        if framework and code:
            _taken(link)
            made.append(
                ImportedAlignment(
                    level=levels[link.start].code,
                    to_framework=framework,
                    to_levels=(code,),
                    relation=link.kind,
                )
            )
    return made
