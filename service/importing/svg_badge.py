"""Badges baked into SVG files, read as data: no script, style, link or picture is followed.

Open Badges Baking Specification 2.0 (`<openbadges:assertion verify="…">` with the JSON as text) and
Open Badges 3.0 §5.3.2 (`<openbadges:credential>`, JSON as text or the JWT in `verify`).
"""

from __future__ import annotations

from lxml import etree

from service.importing.safe_xml import local, namespace

_NAMESPACES = ("http://openbadges.org", "https://purl.imsglobal.org/ob/v3p0")
_ELEMENTS = ("assertion", "credential")


def baked_svg_texts(root: etree._Element) -> list[bytes]:
    """Return what the badge elements of an SVG hold, each text once.

    The `verify` attribute of an OB 2 assertion is an address and no second assertion; anything
    else in it (a JWS, JSON) is one, and must not differ from the text. `root` is from `parse_xml`.
    """
    found: dict[bytes, None] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or local(element) not in _ELEMENTS:
            continue
        if namespace(element).rstrip("/") not in _NAMESPACES:
            continue
        text = "".join(part for part in element.itertext() if isinstance(part, str)).strip()
        verify = element.get("verify", "").strip()
        if text:
            found[text.encode()] = None
        if verify and not (text and verify.startswith(("http://", "https://"))):
            found[verify.encode()] = None
    return list(found)
