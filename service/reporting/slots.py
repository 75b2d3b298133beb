"""What may stand in a message: kinds of slots, and messages with their named slots."""

from __future__ import annotations

import re
from enum import StrEnum

from service.domain.noun import noun

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Kind(StrEnum):
    """How the value of a slot is turned into words. The value is the note for translators."""

    TEXT = "a text quoted as it is"
    TEXTS = "texts quoted as they are, joined by 'and'"
    CODE = "a code or name of a field or file, printed as it is"
    NUMBER = "a number"
    SPAN = "a number or a range of numbers"
    PERCENT = "a percentage"
    DATE = "a date, a month or a year"
    COUNTRY = "the name of a country"
    LANGUAGE = "the name of a language"
    FRAMEWORK = "the name of a framework with its acronym"
    LEVEL = "a level as its owner writes it, such as NFQ 8"
    LEVELS = "one level or several, such as NFQ 7 or 8"
    CODES = "a list of codes joined by 'or'"
    TYPE = "the title of an award type with a gloss"
    TYPES = "titles of award types joined by 'and'"
    STAGE = "a stage of education, see stage.*"
    STAGES = "stages of education joined by 'and', see stage.*"
    AWARD_KIND = "a kind of award, see kind.*"
    ELEMENT = "one of the five elements, see element.*"
    FINDING = "a finding, see finding.*"
    FORM = "a form of recognition, see form.*"
    PURPOSE = "a purpose, see purpose.*"
    CONFIDENCE = "how far a fact can be trusted, see confidence.*"
    LICENCE = "the name of a licence to teach with a gloss"
    AUTHORITY = "the authority that decides on a licence to teach, with a gloss"
    CREDIT_SYSTEM = "the unit of a credit system, such as ECTS credits"
    ISCED_F = "a field of study of ISCED-F 2013 with its code"


@noun
class Slot:
    """A placeholder, how it is worded, and which data of the statement it reads."""

    name: str
    kind: Kind
    reads: tuple[str, ...]


@noun
class Message:
    """An entry of the catalogues.

    `plural` names the datum that chooses the plural form. `when_empty` is the key said instead
    where a list among the data is empty.
    """

    key: str
    comment: str
    slots: tuple[Slot, ...] = ()
    plural: str | None = None
    when_empty: str | None = None

    @property
    def data(self) -> frozenset[str]:
        """Names of the data that a statement with this code carries."""
        return frozenset(name for slot in self.slots for name in slot.reads)


def message(
    key: str,
    comment: str,
    /,
    *,
    plural: str | None = None,
    when_empty: str | None = None,
    **slots: Kind | tuple[Kind, str],
) -> Message:
    """Declare a message.

    A slot given as a kind reads the datum of its own name; `(kind, "a b")` reads data a and b.
    """
    made = []
    for name, given in slots.items():
        kind, reads = given if isinstance(given, tuple) else (given, name)
        made.append(Slot(name=name, kind=kind, reads=tuple(reads.split())))
    return Message(
        key=key, comment=comment, slots=tuple(made), plural=plural, when_empty=when_empty
    )


def placeholders(text: str) -> tuple[str, ...]:
    """Names of the placeholders in `text`, sorted, once for each time they occur."""
    return tuple(sorted(PLACEHOLDER.findall(text)))
