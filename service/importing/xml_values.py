"""Values of XML credentials that carry attributes beside their words: texts, days, amounts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from service.domain.credential import CreditClaim
from service.domain.text import earliest
from service.importing.amounts import MOST_CREDITS, read_amount
from service.importing.days import FIRST_YEAR, LAST_YEAR_OF_EXPIRY
from service.importing.reading import Node
from service.importing.safe_xml import text_of

_DAY = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DAY_FIRST = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})")


def pop_string(node: Node, key: str, field: str) -> str | None:
    """Pop and quote the words of one element, the first where there are several."""
    raw = node.peek(key)
    items = raw if isinstance(raw, list) else [raw]
    words = text_of(items[0]) if items else None
    if words is None:
        return None
    node.pop(key)
    node.leave(key, list(enumerate(items))[1:])
    node.reading.quote(field, node.place(key), words)
    return words


def pop_day(node: Node, key: str, field: str) -> str | None:
    """Pop a day of any precision (xs:date, xs:dateTime, or day first where `dtf` says so).

    What is no such day ("2012 Syksy") stays unread: a term is no date.
    """
    raw = node.peek(key)
    words = text_of(raw)
    made = _day(words, raw.get("@dtf") if isinstance(raw, dict) else None) if words else None
    if made is None:
        return None
    node.pop(key)
    node.reading.quote(field, node.place(key), words)
    return made


def _day(words: str, form: Any) -> str | None:
    found = _DAY.fullmatch(words)
    made = found.group(1) if found else None
    if form == "dd-MM-yyyy":
        first = _DAY_FIRST.fullmatch(words)
        made = f"{first.group(3)}-{first.group(2)}-{first.group(1)}" if first else None
    try:
        if made is None or not FIRST_YEAR <= earliest(made).year <= LAST_YEAR_OF_EXPIRY:
            return None
    except ValueError:
        return None
    return made


def pop_amount(node: Node, key: str, field: str, most: Decimal) -> Decimal | None:
    """Pop a positive number exactly; zero and what is no number stay unread."""
    words = text_of(node.peek(key))
    if words is None:
        return None
    try:
        made = read_amount(words, most)
    except ValueError:
        return None
    node.pop(key)
    node.reading.quote(field, node.place(key), words)
    return made


def pop_credit(node: Node, key: str, system: str | None) -> CreditClaim | None:
    """Pop credits of a known system."""
    words = text_of(node.peek(key)) or ""
    value = pop_amount(node, key, "credits", MOST_CREDITS)
    return None if value is None else CreditClaim(value=value, system=system, as_written=words)
