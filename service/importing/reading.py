"""Popping what we map, quoting where it was read, and listing what is left.

Conventions of every reader of strangers' files:

- A place is a JSON pointer (RFC 6901) from the root of the file, also for YAML. A credential
  embedded in a signed wrapper continues the pointer of the member that holds it
  (`/payload/credentialSubject`).
- `Quote.where` is `"<field> ← <pointer>"`; the field is the attribute of `Award` or
  `CredentialDescriptor` that the passage filled (`titles`, `holder.names`, `awarding_body`).
- Whatever no reader popped is listed as `UnreadField`, a whole untouched branch as one entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from service.domain.credential import UnreadField
from service.domain.text import Quote, Text
from service.errors import InputError
from service.importing.safe_json import join
from service.importing.texts import NOT_DETECTED, language_texts

ARROW = " ← "
PREVIEW_LENGTH = 80
ENVELOPE_KEYS = {
    "@context": "names the vocabulary; needed to verify a signature, says nothing of the award",
    "id": "names a node inside the file; the identifiers that matter are mapped",
    "type": "names the kind of a node; it decided how the node was read",
}
"""Keys that are never listed as unread, each with the reason."""


class Reading:
    """One file while it is being read: its name, what was quoted, and how errors are made.

    `country` (ISO 3166-1 alpha-2) is set as soon as it is known: it settles the language of
    titles that could be of several.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.country: str | None = None
        self.passages: list[Quote] = []

    def quote(self, field: str, pointer: str, text: object, language: str = "und") -> None:
        """Remember that `field` was read at `pointer`, with the words of the file."""
        where = f"{field}{ARROW}{pointer}"
        self.passages.append(Quote(text=str(text), language=language, where=where))

    def error(self, code: str, pointer: str, **slots: object) -> InputError:
        """Make the error for the value at `pointer`."""
        return InputError(code, where=f"{self.file}:{pointer}", **slots)


class Node:
    """An object of the file whose members are popped one by one."""

    def __init__(self, raw: dict[str, Any], pointer: str, reading: Reading) -> None:
        self._rest = dict(raw)
        self._left: list[tuple[str, Any]] = []
        self._entered: list[Node] = []
        self.pointer = pointer
        self.reading = reading

    def __contains__(self, key: str) -> bool:
        return self._rest.get(key) is not None

    def rest(self) -> list[str]:
        """Members that nobody has popped yet."""
        return list(self._rest)

    def place(self, key: str) -> str:
        """Pointer of the member `key`."""
        return join(self.pointer, key)

    def peek(self, key: str) -> Any:
        """Return a member without using it up."""
        return self._rest.get(key)

    def pop(self, key: str) -> Any:
        """Return a member and use it up; null and absent are both None, but null stays listed."""
        if self._rest.get(key) is None:
            return None
        return self._rest.pop(key)

    def nodes(self, key: str) -> list[Node]:
        """Enter the object, or each object of the list, that stands at `key`.

        JSON-LD writes one value and a list of one alike. Items that are no objects stay unread.
        """
        raw = self.pop(key)
        if raw is None:
            return []
        if isinstance(raw, dict):
            return [self.enter(raw, self.place(key))]
        if not isinstance(raw, list):
            self._rest[key] = raw
            return []
        found = []
        for index, item in enumerate(raw):
            pointer = join(self.place(key), index)
            if isinstance(item, dict):
                found.append(self.enter(item, pointer))
            else:
                self._left.append((pointer, item))
        return found

    def leave(self, key: str, items: list[tuple[int, Any]]) -> None:
        """List items of a popped list as unread after all."""
        self._left.extend((join(self.place(key), index), item) for index, item in items)

    def node(self, key: str, index: int = 0) -> Node | None:
        """Enter one object at `key` (item `index` of a list); the other items stay unread."""
        raw = self.pop(key)
        if isinstance(raw, dict):
            return self.enter(raw, self.place(key))
        if isinstance(raw, list) and index < len(raw) and isinstance(raw[index], dict):
            self.leave(key, [(i, item) for i, item in enumerate(raw) if i != index])
            return self.enter(raw[index], join(self.place(key), index))
        if raw is not None:
            self._rest[key] = raw
        return None

    def names(self, key: str, field: str) -> tuple[Text, ...]:
        """Pop and quote names of a person; their language is never guessed."""
        return self.texts(key, field, NOT_DETECTED)

    def texts(self, key: str, field: str, stated: str | None = None) -> tuple[Text, ...]:
        """Pop and quote a text in any form in which JSON-LD writes it.

        `stated` is the language of what is not marked. A member of another shape stays unread.
        """
        found = language_texts(self.peek(key), self.place(key), self.reading.country, stated)
        if not found:
            return ()
        self.pop(key)
        for pointer, text in found:
            self.reading.quote(field, pointer, text.value, text.language)
        return tuple(text for _, text in found)

    def string(self, key: str, field: str) -> str | None:
        """Pop and quote a plain, non-blank string; another shape stays unread."""
        value = self.peek(key)
        if not isinstance(value, str) or not value.strip():
            return None
        self.pop(key)
        self.reading.quote(field, self.place(key), value)
        return value

    def unread(self) -> Iterator[UnreadField]:
        """List what nobody popped, here and below."""
        for key, value in self._rest.items():
            if key not in ENVELOPE_KEYS:
                yield UnreadField(pointer=self.place(key), preview=preview(value))
        for pointer, value in self._left:
            yield UnreadField(pointer=pointer, preview=preview(value))
        for node in self._entered:
            yield from node.unread()

    def enter(self, raw: dict[str, Any], pointer: str) -> Node:
        """Make a node below this one, whose leftovers are listed with ours."""
        entered = Node(raw, pointer, self.reading)
        self._entered.append(entered)
        return entered


def preview(value: Any) -> str:
    """Return the start of a value as text, at most `PREVIEW_LENGTH` characters."""
    if isinstance(value, str):
        text = value
    else:
        text = ""
        for chunk in json.JSONEncoder(ensure_ascii=False, default=str).iterencode(value):
            text += chunk
            if len(text) > PREVIEW_LENGTH:
                break
    return text if len(text) <= PREVIEW_LENGTH else f"{text[: PREVIEW_LENGTH - 1]}…"
