"""The catalogues on disk, one a language, read through Babel once a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from service.errors import RenderError
from service.reporting import cldr

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "de", "fr", "es", "ar", "zh")
"""Languages of reports, in the order in which they are offered."""


def po_path(language: str) -> Path:
    """Where the catalogue of `language` is kept."""
    return LOCALE / language / "LC_MESSAGES" / "paritas.po"


def read_catalog(language: str) -> Catalog:
    """The catalogue of `language` with its comments and obsolete entries.

    Raises RenderError where there is none.
    """
    path = po_path(language)
    if language not in LANGUAGES or not path.is_file():
        raise RenderError("render_unknown_language", language=language, known=", ".join(LANGUAGES))
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@lru_cache(maxsize=len(LANGUAGES))
def entries(language: str) -> dict[str, tuple[str, ...]]:
    """Words by key: one form, or one a plural category.

    Entries that are empty, fuzzy or short of plural forms are left out.
    """
    catalog = read_catalog(language)
    found = {}
    plurals = len(cldr.plural_tags(language))
    for entry in catalog:
        forms = forms_of(entry.string)
        whole = len(forms) == (plurals if entry.pluralizable else 1)
        if entry.id and whole and not entry.fuzzy and all(forms):
            found[key_of(entry.id)] = forms
    return found


def key_of(msgid: str | tuple[str, ...] | list[str]) -> str:
    """Key of an entry, plural or not."""
    return msgid if isinstance(msgid, str) else msgid[0]


def forms_of(msgstr: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Words of an entry as a tuple, plural or not."""
    return (msgstr,) if isinstance(msgstr, str) else tuple(msgstr or ("",))


def is_english_note(line: str) -> bool:
    """Whether a comment line of a catalogue quotes the English words."""
    return line.startswith(("en:", "en["))


def english_note(forms: tuple[str, ...]) -> list[str]:
    """The comment lines by which a catalogue quotes the English words."""
    if len(forms) == 1:
        return [f"en: {forms[0]}".strip()]
    return [f"en[{index}]: {form}".strip() for index, form in enumerate(forms)]
