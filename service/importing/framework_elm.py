"""Levels of frameworks in the vocabulary of the European Learning Model (`nqf.xsd`, `eqf.xsd`).

The file lists addresses with one label each ("IE NQF Level 10"): the words before "Level" are
the framework's short name. It also lists the frameworks' full names, but nothing ties a name to
a short name; they are named as unread, not guessed together.
"""

from __future__ import annotations

import re

from lxml import etree

from service.domain.text import Source, Text
from service.errors import InputError
from service.importing.framework_import import (
    ACCEPTED,
    UNDETERMINED,
    ImportedFramework,
    ImportedLevel,
    as_language,
    check_levels,
    file_stem,
    identifier,
    level_code,
)
from service.importing.safe_json import MAX_DEPTH, MAX_VALUES

_XS = "{http://www.w3.org/2001/XMLSchema}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = b"<!DOCTYPE"
_LABEL = re.compile(r"(.*?)\s*\b(?:Entry|Levels?)\b", re.IGNORECASE)
_PIECES = re.compile(r"[0-9]+|[^0-9]+")


def read_elm(data: bytes, where: str, read_on: str) -> tuple[ImportedFramework, ...]:
    """Read every framework whose levels an ELM vocabulary lists; `read_on` is the day of reading.

    Raises InputError: input_not_json (format XML, line, column, problem), import_xml_doctype,
    input_too_deep, input_too_many_values, import_no_framework (accepted), import_level_twice.
    """
    root = _parse(data, where)
    frameworks: dict[str, list[tuple[str, Text, str]]] = {}
    nameless: list[str] = []
    for row in root.iter(f"{_XS}enumeration"):
        address = row.get("value", "")
        for words in row.iter(f"{_XS}documentation"):
            label = _words(words)
            found = _LABEL.match(label)
            place = f":{row.sourceline} xs:enumeration"
            if found is None:
                nameless.append(f"{place} ({label})")
                continue
            language = as_language(words.get(_LANGUAGE))
            text = Text(value=label, language=language)
            rows = frameworks.setdefault(found[1], [])
            rows.append((level_code(label, len(rows) + 1), text, f"{place}/@value ({address})"))
    if not frameworks:
        raise InputError("import_no_framework", where=where, accepted=ACCEPTED)
    stem = file_stem(where)
    source = Source(title=f"{stem}.xsd", date=read_on, url=root.get("targetNamespace"))
    return tuple(
        _framework(name or stem, rows, source, tuple(nameless), where)
        for name, rows in frameworks.items()
    )


def _framework(
    name: str,
    rows: list[tuple[str, Text, str]],
    source: Source,
    nameless: tuple[str, ...],
    where: str,
) -> ImportedFramework:
    ordered = sorted(rows, key=lambda row: _natural(row[0]))
    levels = (
        ImportedLevel(code=code, rank=rank, labels=(label,))
        for rank, (code, label, _) in enumerate(ordered, start=1)
    )
    return ImportedFramework(
        id=identifier(name),
        acronym=name,
        names=(Text(value=name, language=UNDETERMINED),),
        levels=check_levels(levels, where),
        source=source,
        unread=(*(address for _, _, address in ordered), *nameless),
    )


def _natural(code: str) -> list[tuple[int, int, str]]:
    """Sort "2" before "10" and "Entry 3" before "1": the file states no order."""
    entry = code.lower().startswith("entry")
    pieces = [
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.lower())
        for piece in _PIECES.findall(code)
    ]
    return [(-1, 0, ""), *pieces] if entry else pieces


def _parse(data: bytes, where: str) -> etree._Element:
    if _DOCTYPE in data.replace(b"\0", b"").upper():
        raise InputError("import_xml_doctype", where=where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        line, column = problem.position
        raise InputError(
            "input_not_json",
            where=f"{where}:{line}:{column}",
            format="XML",
            line=line,
            column=column,
            problem=str(problem.msg),
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("import_xml_doctype", where=where)
    depth = 0
    for count, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError("input_too_deep", where=where, limit=MAX_DEPTH)
        if count > 2 * MAX_VALUES:
            raise InputError("input_too_many_values", where=where, limit=MAX_VALUES)
    return root


def _words(element: etree._Element) -> str:
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return " ".join(str(text).split())
