"""Statements as one line on a terminal."""

from __future__ import annotations

from service.domain.text import Statement
from service.errors import RenderError
from service.reporting.wording import Wording


def said(wording: Wording, statement: Statement) -> str:
    """Words for a statement; where the catalogue has none yet, its code and data stand in."""
    try:
        return str(wording.say(statement))
    except RenderError:
        data = ", ".join(f"{name}={value}" for name, value in statement.data)
        return f"{statement.code} {data}".rstrip()
