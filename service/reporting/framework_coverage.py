"""In which languages the content of a framework is held, and what is missing in its own.

Counted, never filled in: a text that only another language has is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from service.domain.framework import Framework
from service.domain.noun import noun
from service.domain.register import Register
from service.domain.text import Text

_BOTH_SCRIPTS = ("sr",)  # Serbian in Latin letters is Serbian, other "-Latn" are transliterations
_ENGLISH = "en"


class Part(StrEnum):
    """What may be held in a language: titles of levels, level descriptors, titles of types."""

    LEVEL_TITLES = "level_titles"
    DESCRIPTORS = "descriptors"
    TYPE_TITLES = "type_titles"


@noun
class Coverage:
    """How many of `total` levels or types have a text in `language`.

    A level counts for the descriptors when each of its descriptors has one. `total` is 0 where
    the framework has no such thing: then nothing is missing. `own` tells an official language
    of the framework, or English; of any other language nothing is called missing.
    """

    language: str
    own: bool
    part: Part
    held: int
    total: int

    @property
    def missing(self) -> bool:
        """Whether an own language lacks at least one of the texts."""
        return self.own and self.held < self.total


def own_languages(framework: Framework) -> tuple[str, ...]:
    """The official languages of the framework, and English."""
    return tuple(dict.fromkeys((*framework.languages, _ENGLISH)))


def coverage(register: Register, framework: Framework, on: date) -> tuple[Coverage, ...]:
    """For each language, own ones first, the three parts.

    Levels are those in force on `on`, types those that had been awarded by then. Languages that
    are no own ones come where something is held in them; transliterations are none.
    """
    languages = {part: list(_held(register, framework, part, on)) for part in Part}
    own = own_languages(framework)
    tags = (tag for rows in languages.values() for row in rows for tag in row)
    known = tuple(dict.fromkeys((*own, *sorted(tag for tag in tags if not _covered(tag, own)))))
    return tuple(
        Coverage(
            language=language,
            own=language in own,
            part=part,
            held=sum(any(_speaks(tag, language) for tag in row) for row in languages[part]),
            total=len(languages[part]),
        )
        for language in known
        for part in Part
    )


def missing(rows: Iterable[Coverage]) -> dict[str, tuple[Part, ...]]:
    """Own languages in which something is missing, with the parts that are not complete."""
    found: dict[str, tuple[Part, ...]] = {}
    for row in rows:
        if row.missing:
            found[row.language] = (*found.get(row.language, ()), row.part)
    return found


def _held(register: Register, framework: Framework, part: Part, on: date) -> Iterator[set[str]]:
    """For each level or type the languages in which it is held."""
    if part is Part.TYPE_TITLES:
        for kind in register.types_of_framework(framework.id, on):
            yield _tags(kind.titles) | ({_ENGLISH} if kind.title_en else set())
        return
    for level in register.levels(framework.id, on):
        if part is Part.LEVEL_TITLES:
            yield _tags(level.labels)
        else:
            rows = [_tags(row.texts) for row in register.descriptors(level)]
            yield set.intersection(*rows) if rows else set()


def _tags(texts: tuple[Text, ...]) -> set[str]:
    return {text.language for text in texts}


def _covered(tag: str, own: tuple[str, ...]) -> bool:
    """Whether a tag is a form of an own language, or a transliteration."""
    return tag.endswith("-Latn") or any(_speaks(tag, language) for language in own)


def _speaks(tag: str, language: str) -> bool:
    if tag == language:
        return True
    primary, _, rest = tag.partition("-")
    return primary == language and (rest != "Latn" or primary in _BOTH_SCRIPTS)
