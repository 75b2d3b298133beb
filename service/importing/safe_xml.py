"""XML of strangers: no entities, no DTD, no network, bounded, and then plain lists and mappings.

`as_tree` turns elements into the same shape as JSON-LD, so that one `Node` reads both:
an element of text alone is a string; with `xml:lang` it is `{"@value", "@language"}`; attributes
are `@name`; children go by local name, in a list where there are several of one name. Namespaces
that a format does not own are the format's own business: it looks at `namespace` of the root.
"""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree

from service.errors import InputError

MAX_ELEMENTS = 200_000
"""Most elements in one file. The largest real credential known has 8,000."""
MAX_ELEMENT_DEPTH = 64
MAX_ATTRIBUTES = 64
"""Most attributes of one element."""
MAX_XML_BYTES = 8_000_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]{0,400}>")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_ENCODINGS = {
    *("utf-8", "utf8", "us-ascii", "ascii", "utf-16", "iso-8859-1", "iso-8859-2", "iso-8859-9"),
    *("iso-8859-15", "windows-1250", "windows-1251", "windows-1252", "windows-1254"),
}
"""Encodings that XML of the field uses. UTF-7 and the like are how filters are tricked."""


def decode_xml(data: bytes, where: str) -> str:
    """Decode by byte order mark, else by the declaration, else UTF-8.

    Raises InputError: input_too_large (size, limit), input_xml_encoding (encoding),
    input_not_utf8 (position).
    """
    if len(data) > MAX_XML_BYTES:
        raise InputError("input_too_large", where=where, size=len(data), limit=MAX_XML_BYTES)
    mark, encoding = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", ""))
    found = _ENCODING.search(data[:400])
    declared = found.group(1).decode().lower() if found else ""
    if declared and declared not in _ENCODINGS:
        raise InputError("input_xml_encoding", where=where, encoding=declared)
    if not encoding:
        # UTF-16 without a mark cannot carry an ASCII declaration: such bytes contradict themselves.
        encoding = declared if declared and not declared.startswith("utf-16") else "utf-8"
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as problem:
        position = problem.start + len(mark)
        raise InputError("input_not_utf8", where=where, position=position) from None


def parse_xml(data: bytes, where: str, *, plain_doctype: bool = False) -> etree._Element:
    """Parse one document and return its root, without comments and processing instructions.

    A document type is refused before anything is parsed; `plain_doctype` allows (and drops) one
    without definitions of its own, as SVG files carry. Raises InputError: those of `decode_xml`,
    input_xml_doctype, input_not_json (format XML, line, column, problem), input_too_deep (limit),
    input_too_many_values (limit).
    """
    text = _without_doctype(decode_xml(data, where), where, plain_doctype)
    stream = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    root: etree._Element | None = None
    depth = count = 0
    try:
        for event, element in etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            depth += 1 if event == "start" else -1
            if event == "start":
                count += 1
                root = element if root is None else root
                if depth > MAX_ELEMENT_DEPTH:
                    raise InputError("input_too_deep", where=where, limit=MAX_ELEMENT_DEPTH)
                if count > MAX_ELEMENTS or len(element.attrib) > MAX_ATTRIBUTES:
                    raise InputError("input_too_many_values", where=where, limit=MAX_ELEMENTS)
    except etree.XMLSyntaxError as problem:
        line, column = problem.position if problem.position else (1, 1)
        raise InputError(
            "input_not_json",
            where=f"{where}:{line}:{column}",
            format="XML",
            line=line,
            column=column,
            problem=str(problem.msg or "")[:120],
        ) from None
    if root is None:
        raise InputError(
            "input_not_json", where=where, format="XML", line=1, column=1, problem="no element"
        )
    return root


def _without_doctype(text: str, where: str, plain_doctype: bool) -> str:
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    position = 0
    while True:
        found = _PROLOG.match(text, position)
        if found is None or found.end() == position:
            break
        position = found.end()
    if text.startswith("<!DOCTYPE", position):
        plain = _PLAIN_DOCTYPE.match(text, position)
        if plain is None or not plain_doctype:
            raise InputError("input_xml_doctype", where=where)
        text = text[:position] + text[plain.end() :]
    return text


def local(element: etree._Element) -> str:
    """Name of an element without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """Namespace of an element, "" where it has none."""
    return etree.QName(element).namespace or ""


def as_tree(element: etree._Element) -> Any:
    """Turn an element into text, or a mapping of its attributes, children and text."""
    # Iterative in effect: parse_xml has bounded the depth.
    children: dict[str, list[Any]] = {}
    for child in element:
        made_child = as_tree(child) if isinstance(child.tag, str) else ""
        if made_child != "":  # an element without text, attributes and children says nothing
            children.setdefault(local(child), []).append(made_child)
    attributes = {
        f"@{etree.QName(key).localname}": value
        for key, value in element.attrib.items()
        if key != _LANGUAGE
    }
    language = element.get(_LANGUAGE) or attributes.pop("@lang", None)
    parts = [element.text, *(child.tail for child in element)]
    words = "".join(part for part in parts if isinstance(part, str)).strip()
    if not children and not attributes:
        return {"@value": words, "@language": str(language)} if language else words
    made: dict[str, Any] = {**attributes}
    for name, items in children.items():
        made[name] = items if len(items) > 1 else items[0]
    if words:
        made["@value"] = words
    if language and (words or children):
        made["@language"] = str(language)
    return made


def text_of(raw: Any) -> str | None:
    """Return the words of a value that `as_tree` made, without its attributes; None if none."""
    value = raw.get("@value") if isinstance(raw, dict) else raw
    return value if isinstance(value, str) and value.strip() else None


def wraps_signed(root: etree._Element) -> bool:
    """Whether a signature carries a part of the document's own vocabulary inside itself.

    That is how XML signature wrapping works: the signed original is kept in `ds:Object` and another
    text put in its place. Our formats sign enveloped, so their signatures hold no such part.
    """
    own = namespace(root)
    return any(
        namespace(part) == own
        for held in root.iter(f"{{{_DSIG}}}Object")
        for part in held.iter()
        if isinstance(part.tag, str)
    )
