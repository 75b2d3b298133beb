"""CTDL alignment maps: which level of one framework faces which of another, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.domain.text import Source, Text
from service.importing.framework_import import (
    UNDETERMINED,
    ImportedAlignment,
    ImportedFramework,
    Node,
    file_stem,
    identifier,
    level_of_address,
    source_title,
    stated_day,
)

_KNOWN = {"@type", "ceterms:sourceNode", "ceterms:targetNode", "ceterms:alignmentType"}
_NO_MATCH = "nomatch"


def read_map(node: Node, where: str, read_on: str) -> list[ImportedFramework]:
    """Read one map as frameworks without levels, one for each framework that it starts from.

    An alignment without source, or without target and not a NoMatch, is named as unread.
    """
    about = node.references("schema:about") or node.references("ceterms:compares")
    ends = [identifier(address.rpartition(":")[2]) for address in about[:2]]
    start_of, end_of = ends if len(ends) == 2 else ("", "")
    rows: dict[tuple[str, str, str], tuple[set[str], list[str]]] = {}
    for index, part in enumerate(_parts(node)):
        start, end = part.get("ceterms:sourceNode"), part.get("ceterms:targetNode")
        relation = str(part.get("ceterms:alignmentType", ""))
        none = relation.lower().endswith(_NO_MATCH)
        for key in sorted(set(part) - _KNOWN):
            node.note(f"ceterms:hasPart/{index}", key)
        if not isinstance(start, str) or not (none or isinstance(end, str)):
            node.note(f"ceterms:hasPart/{index}", relation)
            continue
        framework, code = level_of_address(start)
        to, to_code = level_of_address(end) if isinstance(end, str) else ("", "")
        if not to and end_of != start_of:
            to = end_of
        key_of = (framework or start_of, code, to)
        relations, codes = rows.setdefault(key_of, (set(), []))
        relations.add(relation)
        if to_code and not none:
            codes.append(to_code)
    return _frameworks(rows, node, where, read_on)


def _parts(node: Node) -> list[dict[str, object]]:
    raw = node.take("ceterms:hasPart")
    rows = raw if isinstance(raw, list) else [raw]
    return [row for row in rows if isinstance(row, dict)]


def _frameworks(
    rows: dict[tuple[str, str, str], tuple[set[str], list[str]]],
    node: Node,
    where: str,
    read_on: str,
) -> list[ImportedFramework]:
    names = node.texts("ceterms:name", "ceasn:name")
    source = Source(
        title=source_title(names[0].value if names else file_stem(where), where),
        date=stated_day(node, "ceterms:date") or read_on,
        url=node.text("ceterms:source", "ceasn:source") or None,
    )
    grouped: dict[str, list[ImportedAlignment]] = {}
    for (framework, code, to), (relations, codes) in rows.items():
        row = ImportedAlignment(
            level=code,
            to_framework=to,
            to_levels=tuple(codes),
            relation=" ".join(sorted(relations)),
            source=source,
        )
        grouped.setdefault(framework or identifier(file_stem(where)), []).append(row)
    return [
        ImportedFramework(
            id=framework,
            acronym=framework.upper(),
            names=(Text(value=framework.upper(), language=UNDETERMINED),),
            levels=(),
            alignments=tuple(found),
            source=source,
        )
        for framework, found in grouped.items()
    ]


def merge(frameworks: Iterable[ImportedFramework]) -> tuple[ImportedFramework, ...]:
    """Join frameworks of one id where one has levels and the others only alignments.

    Two that both have levels stay two: the second gets a number behind its id.
    """
    made: dict[str, ImportedFramework] = {}
    for each in sorted(frameworks, key=lambda framework: not framework.levels):
        name, number = each.id, 1
        while name in made and made[name].levels and each.levels:
            number += 1
            name = f"{each.id}_{number}"
        if name in made:
            made[name] = _joined(made[name], each)
        else:
            made[name] = replace(each, id=name)
    return tuple(made.values())


def _joined(first: ImportedFramework, second: ImportedFramework) -> ImportedFramework:
    known = {(row.level, row.to_framework) for row in second.alignments}
    kept = [row for row in first.alignments if (row.level, row.to_framework) not in known]
    unread = dict.fromkeys((*first.unread, *second.unread))
    return replace(first, alignments=(*kept, *second.alignments), unread=tuple(unread))
