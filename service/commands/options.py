"""Option texts into values; each bad one is refused with what is accepted."""

from __future__ import annotations

from datetime import date

from service.domain.comparison import Purpose
from service.errors import InputError
from service.reporting.catalogue_files import LANGUAGES

FORMATS = ("html", "pdf", "json")


def languages(text: str) -> tuple[str, ...]:
    """Parse "en,de" or "all". Raises InputError language_unknown."""
    if text.strip() == "all":
        return LANGUAGES
    return _listed(text, LANGUAGES, "language_unknown", "--lang")


def language(text: str) -> str:
    """Parse one language. Raises InputError language_unknown."""
    if text.strip() not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise InputError("language_unknown", where="--lang", value=text, known=known)
    return text.strip()


def formats(text: str) -> tuple[str, ...]:
    """Parse "html,pdf,json". Raises InputError format_unknown."""
    return _listed(text, FORMATS, "format_unknown", "--format")


def _listed(text: str, known: tuple[str, ...], code: str, where: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [part for part in found if part not in known]
    if wrong or not found:
        raise InputError(code, where=where, value=", ".join(wrong) or text, known=", ".join(known))
    return found


def purpose(text: str) -> Purpose:
    """Parse a purpose. Raises InputError purpose_unknown."""
    try:
        return Purpose(text)
    except ValueError:
        known = ", ".join(each.value for each in Purpose)
        raise InputError("purpose_unknown", where="--purpose", value=text, known=known) from None


def day(text: str) -> date:
    """Parse YYYY-MM-DD; empty is today. Raises InputError date_unreadable."""
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("date_unreadable", where="--on", value=text) from None
