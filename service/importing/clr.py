"""Comprehensive Learner Record 2.0: a record of several achievements, each read by itself.

Standard: 1EdTech CLR Standard 2.0. The associations between the parts are returned as the graph
that they are; nothing is added up from them here.
"""

from __future__ import annotations

from typing import Any

from service.domain.credential_file import Association
from service.errors import InputError
from service.importing.contents import MAX_INNER, Contents, ReadInner, part_unread
from service.importing.open_badges import read_achievement
from service.importing.proofs import proof_kinds
from service.importing.reading import Node, Reading
from service.importing.safe_json import join


def read_clr(
    raw: dict[str, Any], pointer: str, reading: Reading, read_inner: ReadInner, depth: int
) -> Contents:
    """Read every credential and every bare achievement of the record.

    A part that cannot be read is named in `notes`. Raises InputError: input_too_many (field,
    count, limit), input_nothing_inside.
    """
    top = Node(raw, pointer, reading)
    proof_kinds(top)
    subject = top.node("credentialSubject") or Node({}, top.place("credentialSubject"), reading)
    found = Contents()
    inner = subject.pop("verifiableCredential")
    place = subject.place("verifiableCredential")
    items = inner if isinstance(inner, list) else [inner] if inner is not None else []
    check_count(items, place, reading)
    for index, item in enumerate(items):
        where = join(place, index) if isinstance(inner, list) else place
        try:
            found = found.joined(read_inner(item, where, depth + 1))
        except InputError as problem:
            found = found.joined(Contents(notes=(part_unread(problem),)))
    found = found.joined(_bare(subject, reading))
    associations = tuple(_association(node) for node in subject.nodes("association"))
    if not found.awards and not found.descriptors and not found.notes:
        raise reading.error("input_nothing_inside", place)
    return found.joined(
        Contents(
            associations=tuple(item for item in associations if item is not None),
            unread=tuple(top.unread()),
        )
    )


def check_count(items: list[Any], place: str, reading: Reading) -> None:
    """Refuse a wrapper of more than `MAX_INNER` credentials. Raises InputError input_too_many."""
    if len(items) > MAX_INNER:
        raise reading.error(
            "input_too_many",
            place,
            field="verifiableCredential",
            count=len(items),
            limit=MAX_INNER,
        )


def _bare(subject: Node, reading: Reading) -> Contents:
    """Read achievements that stand in the record without a credential of their own."""
    found = Contents()
    for node in subject.nodes("achievement"):
        try:
            found = found.joined(Contents(descriptors=(read_achievement(node),)))
        except InputError as problem:
            found = found.joined(Contents(notes=(part_unread(problem),)))
    return found


def _association(node: Node) -> Association | None:
    kind, source, target = (node.pop(key) for key in ("associationType", "sourceId", "targetId"))
    if not (isinstance(kind, str) and isinstance(source, str) and isinstance(target, str)):
        return None
    return Association(kind=kind, source=source, target=target)
