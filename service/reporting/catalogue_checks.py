"""Faults of one catalogue, each with a code.

C01 no catalogue · C02 entry missing · C03 empty · C04 fuzzy · C05 obsolete · C06 placeholders
differ · C07 wrong number of plural forms · C08 English words left in another language ·
C09 the English words have changed since · C10 entry without a message · C11 control or
directional character in the words.

An entry whose words are rightly the same as in English carries the flag `same`.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from service.reporting import cldr
from service.reporting.catalogue_files import (
    english_note,
    forms_of,
    is_english_note,
    key_of,
    read_catalog,
)
from service.reporting.messages import REGISTRY
from service.reporting.phrase import shown
from service.reporting.slots import Message as Entry
from service.reporting.slots import placeholders

_WITHOUT_NUMBER = frozenset({"zero", "one", "two"})
_NARROW_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u200c", " "))


def check_catalogue(catalog: Catalog, language: str) -> list[str]:
    """Faults of the catalogue of `language`, in the order of the registry."""
    english = catalog if language == "en" else read_catalog("en")
    found = {key_of(entry.id): entry for entry in catalog if entry.id}
    faults = []
    for key, entry in REGISTRY.items():
        mine = found.pop(key, None)
        if mine is None:
            faults.append(f"C02 {key}: missing; run `make translate`")
            continue
        faults += [f"{fault[:3]} {key}: {fault[4:]}" for fault in _entry(mine, entry, language)]
        reference = english.get(key)
        if language != "en" and reference is not None:
            faults += [f"{fault[:3]} {key}: {fault[4:]}" for fault in _beside(mine, reference)]
    faults += [f"C10 {key}: no such message" for key in found]
    faults += [f"C05 {key_of(key)}: obsolete; delete it" for key in catalog.obsolete]
    return faults


def _entry(mine: Message, entry: Entry, language: str) -> Iterator[str]:
    forms = forms_of(mine.string)
    wanted = len(cldr.plural_tags(language)) if entry.plural else 1
    if len(forms) != wanted or bool(entry.plural) != mine.pluralizable:
        yield f"C07 {len(forms)} plural forms, {wanted} wanted"
        return
    if not all(forms):
        yield "C03 empty"
        return
    if mine.fuzzy:
        yield "C04 fuzzy"
    declared = {slot.name for slot in entry.slots}
    for form in forms:
        unknown = set(placeholders(form)) - declared
        if unknown:
            yield f"C06 unknown placeholder {{{min(unknown)}}}"
        spaced = form.translate(_NARROW_SPACES)
        if shown(spaced) != spaced:
            yield "C11 control or directional character"
    if entry.plural:
        yield from _plural_placeholders(forms, entry, language)


def _plural_placeholders(forms: tuple[str, ...], entry: Entry, language: str) -> Iterator[str]:
    """The form for any number has all placeholders; one, two and none may leave the number out."""
    whole = placeholders(forms[-1])
    number = {slot.name for slot in entry.slots if entry.plural in slot.reads}
    for tag, form in zip(cldr.plural_tags(language), forms, strict=True):
        missing = set(whole) - set(placeholders(form))
        if tag in _WITHOUT_NUMBER:
            missing -= number
        if missing:
            yield f"C06 plural form {tag!r} lacks {{{min(missing)}}}"


def _beside(mine: Message, reference: Message) -> Iterator[str]:
    ours, theirs = forms_of(mine.string), forms_of(reference.string)
    if all(ours) and placeholders(ours[-1]) != placeholders(theirs[-1]):
        yield "C06 placeholders differ from English"
    if all(ours) and ours[-1] == theirs[-1] and "same" not in mine.flags:
        yield "C08 same words as in English; translate it or flag it `same`"
    note = " ".join(english_note(theirs))
    seen = " ".join(line for line in mine.auto_comments if is_english_note(line))
    if seen != note:
        yield "C09 the English words have changed; run `make translate`"
