"""A framework as a stranger's file states it, before an officer makes it content of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from service.domain.framework import ReferencingKind
from service.domain.noun import noun
from service.domain.text import Source, Text, earliest
from service.errors import InputError
from service.importing.codes import language_code
from service.importing.safe_json import join

MAX_FILE_BYTES = 10_000_000
"""Largest file that is read. The largest real framework file known has 0.3 MB."""
ACCEPTED = "CTDL JSON-LD; CASE JSON; ELM/QDR vocabulary (XSD); Paritas CSV"
"""What is read, for the slot `accepted`: names, never sentences."""
UNDETERMINED = "und"

_LEVEL_WORD = re.compile(
    r"(.*?)\b(?:(entry)(?: levels?)?|levels?)\b[ _-]*(.*)", re.IGNORECASE | re.DOTALL
)
_LEVEL_NODE = re.compile(r"(.*?)(?:level)[_:-]?0*([0-9].*|[A-Za-z])", re.IGNORECASE)
_OUR_LEVEL = re.compile(r"urn:paritas:([a-z0-9_]+):level:(.+)")
_LONGEST_CODE = 24


@noun
class ImportedStatement:
    """What holders of a level know or can do. `domain` is its column in the file, "" for none.

    `official` is False for a summary that an export of ours marks as our own words.
    """

    text: Text
    domain: str = ""
    official: bool = True


@noun
class ImportedLevel:
    """One level: its code as text, its rank by the order of the file, its words.

    `isced_2011` lists ISCED 2011 levels, "0" to "8"; `since` and `until` are partial dates.
    """

    code: str
    rank: int
    labels: tuple[Text, ...]
    isced_2011: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    descriptions: tuple[Text, ...] = ()
    statements: tuple[ImportedStatement, ...] = ()


@noun
class ImportedAlignment:
    """`level` faces `to_levels` of another framework; empty says that the file states none does.

    `relation` is the word of the file ("skos:closeMatch", "align:NoMatch"), never ours. `source`
    is the document that states it, None for the one that states the levels.
    """

    level: str
    to_framework: str
    to_levels: tuple[str, ...]
    kind: ReferencingKind = ReferencingKind.COMPARISON
    relation: str = ""
    source: Source | None = None


@noun
class ImportedFramework:
    """One framework of one file. `id` is a suggestion; `unread` names what was not carried over.

    `country`, `region`, `since` and `until` are None where the file does not state them; nothing is
    guessed. `source` is the file, or the document that the file names.
    """

    id: str
    acronym: str
    names: tuple[Text, ...]
    owners: tuple[Text, ...] = ()
    country: str | None = None
    region: str | None = None
    website: str | None = None
    since: str | None = None
    until: str | None = None
    levels: tuple[ImportedLevel, ...]
    alignments: tuple[ImportedAlignment, ...] = ()
    source: Source
    unread: tuple[str, ...] = ()


class Node:
    """An object of a JSON file whose fields are taken one by one; the rest is reported."""

    def __init__(self, raw: dict[str, Any], pointer: str, language: str = UNDETERMINED) -> None:
        self.raw = raw
        self.pointer = pointer
        self.language = language
        self._taken: set[str] = set()
        self._notes: list[str] = []

    def take(self, *keys: str) -> Any:
        """Return and mark the first of `keys` that has a value, else None."""
        for key in keys:
            if self.raw.get(key) not in (None, "", [], {}):
                self._taken.add(key)
                return self.raw[key]
        return None

    def text(self, *keys: str) -> str:
        """Return one text, "" where there is none or the value is no text."""
        value = self.take(*keys)
        value = value[0] if isinstance(value, list) else value
        if isinstance(value, str):
            return value.strip()
        self._put_back(keys)
        return ""

    def texts(self, *keys: str) -> tuple[Text, ...]:
        """Return texts with the languages that the file gives them ("und" for none)."""
        found = tuple(_language_texts(self.take(*keys), self.language))
        if not found:
            self._put_back(keys)
        return found

    def references(self, *keys: str) -> tuple[str, ...]:
        """Return addresses, whether written as text, as `{"@id": …}`, alone or in a list."""
        value = self.take(*keys)
        items = value if isinstance(value, list) else [value]
        ids = [item.get("@id") if isinstance(item, dict) else item for item in items]
        return tuple(item for item in ids if isinstance(item, str))

    def note(self, key: str, value: object) -> None:
        """Name a part of a field that was read otherwise."""
        self._notes.append(f"{join(self.pointer, key)} ({str(value)[:80]})")

    def unread(self) -> Iterator[str]:
        """Pointers of the fields that were not taken, `@id` and `@type` apart."""
        for key in self.raw:
            if key not in self._taken and key not in ("@id", "@type", "@context"):
                yield join(self.pointer, key)
        yield from self._notes

    def _put_back(self, keys: Iterable[str]) -> None:
        self._taken -= set(keys)


def _language_texts(value: Any, language: str) -> Iterator[Text]:
    if isinstance(value, str) and value.strip():
        yield Text(value=value.strip(), language=language)
    elif isinstance(value, list):
        for item in value:
            yield from _language_texts(item, language)
    elif isinstance(value, dict) and "@value" in value:
        yield from _language_texts(value["@value"], as_language(value.get("@language")))
    elif isinstance(value, dict):
        for tag, item in value.items():
            yield from _language_texts(item, as_language(tag))


def as_language(tag: Any) -> str:
    """Return the BCP 47 form of a language tag; a tag that is none of the list is kept."""
    if not isinstance(tag, str) or not tag.strip():
        return UNDETERMINED
    return language_code(tag) or tag.strip()


def file_stem(where: str) -> str:
    """Return a file's name without folder and suffix, "" for none."""
    return PurePath(where).stem


def source_title(name: str, where: str) -> str:
    """Name a source by what it calls itself and by the file that was read."""
    file = PurePath(where).name
    return f"{name} ({file})" if file and name != file else name


def identifier(*candidates: str) -> str:
    """Suggest a folder name from the first candidate that has ASCII letters or digits."""
    for candidate in candidates:
        plain = unicodedata.normalize("NFKD", candidate).encode("ascii", "ignore").decode()
        made = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:60]
        if made:
            return made
    return "imported"


def level_code(label: str, rank: int) -> str:
    """Return the code inside a level's label: "SCQF Level 10" → "10", "2 A" → "2 A".

    A label that names no code (a sentence) gives the rank as text.
    """
    label = " ".join(label.split())
    found = _LEVEL_WORD.fullmatch(label)
    if found:
        code = f"{'Entry ' if found[2] else ''}{found[3]}".strip(" .:") or found[1].strip()
        if code and len(code) <= _LONGEST_CODE:
            return code
    return label if label and len(label) <= _LONGEST_CODE else str(rank)


def names_level(label: str) -> bool:
    """Whether a label says that it names a level ("Level 3", "Entry")."""
    return _LEVEL_WORD.fullmatch(label) is not None


def level_of_address(address: str) -> tuple[str, str]:
    """Split a level's address into (framework or "", code): "eqf:level5" → ("eqf", "5")."""
    ours = _OUR_LEVEL.fullmatch(address)
    if ours:
        return ours[1], unquote(ours[2])
    steps = re.split(r"[/#]", address.rstrip("/"))
    prefix, colon, name = steps[-1].rpartition(":")
    framework = identifier(prefix) if colon and prefix not in ("res", "_") else ""
    found = _LEVEL_NODE.fullmatch(name)
    if found:
        return framework or (identifier(found[1]) if found[1] else ""), found[2]
    return framework or (identifier(steps[-2]) if len(steps) > 2 else ""), name


def check_levels(levels: Iterable[ImportedLevel], where: str) -> tuple[ImportedLevel, ...]:
    """Refuse a code that stands twice. Raises InputError import_level_twice (level)."""
    seen: set[str] = set()
    made = tuple(levels)
    for level in made:
        if level.code in seen:
            raise InputError("import_level_twice", where=where, level=level.code)
        seen.add(level.code)
    return made


def stated_day(node: Node, *keys: str) -> str | None:
    """Return the partial date (YYYY, YYYY-MM, YYYY-MM-DD) of a field; another form stays unread."""
    text = node.text(*keys)
    try:
        earliest(text[:10])
    except ValueError:
        if text:
            node.note(keys[0], text)
        return None
    return text[:10]
