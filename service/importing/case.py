"""1EdTech CASE packages: a framework of competencies as a descriptor, its items as outcomes.

Standard: 1EdTech Competencies and Academic Standards Exchange 1.0 (CFPackage). A package names no
person. Frameworks with levels are imported elsewhere (`framework_case`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.credential import CredentialDescriptor, LearningOutcome, Organisation
from service.domain.credential_file import Association
from service.importing.codes import language_code
from service.importing.contents import Contents
from service.importing.reading import Node, Reading

_MOST_ITEMS = 20_000


def read_case_package(raw: Mapping[str, Any], pointer: str, reading: Reading) -> Contents:
    """Read the document and every item.

    Raises InputError: input_no_title, input_too_many (field, count, limit).
    """
    top = Node(dict(raw), pointer, reading)
    document = top.node("CFDocument") or Node({}, top.place("CFDocument"), reading)
    stated = document.peek("language")
    language = language_code(stated) if isinstance(stated, str) else None
    titles = document.texts("title", "titles", language)
    if not titles:
        raise reading.error("input_no_title", document.place("title"))
    items = top.nodes("CFItems")
    if len(items) > _MOST_ITEMS:
        raise reading.error(
            "input_too_many",
            top.place("CFItems"),
            field="CFItems",
            count=len(items),
            limit=_MOST_ITEMS,
        )
    names = document.texts("publisher", "awarding_body", language) or document.texts(
        "creator", "awarding_body", language
    )
    outcomes = []
    for item in items:
        own = item.peek("language")
        texts = item.texts(
            "fullStatement",
            "outcomes",
            (language_code(own) if isinstance(own, str) else None) or language,
        )
        if texts:
            outcomes.append(LearningOutcome(texts=texts))
    descriptor = CredentialDescriptor(
        titles=titles,
        awarding_body=Organisation(names=names) if names else None,
        descriptions=document.texts("description", "descriptions", language),
        outcomes=tuple(outcomes),
    )
    associations = tuple(_association(node) for node in top.nodes("CFAssociations"))
    return Contents(
        descriptors=(descriptor,),
        associations=tuple(item for item in associations if item is not None),
        unread=tuple(top.unread()),
    )


def _association(node: Node) -> Association | None:
    kind = node.peek("associationType")
    ends = [node.peek(key) for key in ("originNodeURI", "destinationNodeURI")]
    ids = [end.get("identifier") if isinstance(end, dict) else None for end in ends]
    if not isinstance(kind, str) or not all(isinstance(item, str) for item in ids):
        return None
    for key in ("associationType", "originNodeURI", "destinationNodeURI"):
        node.pop(key)
    return Association(kind=kind, source=str(ids[0]), target=str(ids[1]))
