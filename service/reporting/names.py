"""Names into phrases: frameworks, levels, award types, places, credit units, fields.

A name that exists in the report's language is printed as our own words; any other keeps its
owner's language and direction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from service.domain.framework import QualificationType
from service.domain.text import Text
from service.reporting import cldr
from service.reporting.facts import Facts, in_language
from service.reporting.phrase import Phrase, Run, plain, quoted, shown

META_ACRONYMS = {"eqf": "acronym.eqf", "qf_ehea": "acronym.qf_ehea"}
META_NAMES = {"eqf": "framework.eqf", "qf_ehea": "framework.qf_ehea"}


class Speaker(Protocol):
    """What the functions here need of a Wording."""

    @property
    def language(self) -> str:
        """Language of the report."""

    @property
    def facts(self) -> Facts:
        """Names that are data."""

    def label(self, key: str) -> str:
        """Words of a message without slots."""

    def fill(self, key: str, parts: dict[str, Phrase]) -> Phrase:
        """Words of a pattern with its parts."""


def code_phrase(speaker: Speaker, text: str) -> Phrase:
    """A code as its owner writes it, kept left-to-right on a right-to-left page."""
    rtl = cldr.direction_of_language(speaker.language) == "rtl"
    return Phrase(runs=(Run(text=shown(text), direction="ltr" if rtl else None),))


def list_phrase(
    speaker: Speaker, items: tuple[Phrase, ...], style: cldr.ListStyle = "standard"
) -> Phrase:
    """Items as a list in words ("standard": and, "or": or)."""
    around = cldr.list_pattern(len(items), style, speaker.language)
    runs = [*plain(around[0]).runs]
    for item, after in zip(items, around[1:], strict=True):
        runs += [*item.runs, *plain(after).runs]
    return Phrase(runs=tuple(runs))


def span_phrase(speaker: Speaker, low: Decimal | int, high: Decimal | int) -> Phrase:
    """One number where both are equal, else a range in the language's own form."""
    first = plain(cldr.number(low, speaker.language))
    if low == high:
        return first
    last = plain(cldr.number(high, speaker.language))
    return speaker.fill("pattern.range", {"low": first, "high": last})


def framework_phrase(speaker: Speaker, identifier: str) -> Phrase:
    """Name in the report's language, else in English, else the owner's; with the acronym."""
    acronym = acronym_phrase(speaker, identifier)
    if identifier in META_NAMES:
        name = plain(speaker.label(META_NAMES[identifier]))
        return speaker.fill("pattern.gloss", {"text": name, "gloss": acronym})
    framework = speaker.facts.framework(identifier)
    if framework is None or not framework.names:
        return acronym
    own = in_language(framework.names, speaker.language)
    found = own or in_language(framework.names, "en") or framework.names[0]
    words = plain(shown(found.value)) if own else quoted(found.value, found.language)
    if not framework.acronym or framework.acronym == found.value:
        return words
    return speaker.fill("pattern.gloss", {"text": words, "gloss": acronym})


def acronym_phrase(speaker: Speaker, identifier: str) -> Phrase:
    """Short name of a framework: EQF in the report's language, any other as its owner has it."""
    if identifier in META_ACRONYMS:
        return code_phrase(speaker, speaker.label(META_ACRONYMS[identifier]))
    framework = speaker.facts.framework(identifier)
    return code_phrase(speaker, identifier if framework is None else framework.acronym)


def level_phrase(speaker: Speaker, framework: str, codes: tuple[str, ...]) -> Phrase:
    """Levels as their owner writes them: "NFQ 8", "RQF 4 or 5"; cycles of the QF-EHEA in words."""
    if framework == "qf_ehea":
        words = tuple(plain(speaker.label(f"cycle.{code}")) for code in codes)
        return list_phrase(speaker, words, "or")
    acronym = str(acronym_phrase(speaker, framework))
    if len(codes) == 1:
        return code_phrase(speaker, f"{acronym} {codes[0]}")
    items = tuple(code_phrase(speaker, code) for code in codes)
    first = code_phrase(speaker, f"{acronym} {codes[0]}")
    return list_phrase(speaker, (first, *items[1:]), "or")


def type_phrase(speaker: Speaker, identifier: str) -> Phrase:
    """Native title with the usual English rendering as a gloss; the id where it is unknown."""
    kind = speaker.facts.qualification_type(identifier)
    return code_phrase(speaker, identifier) if kind is None else titled(speaker, kind)


def titled(speaker: Speaker, kind: QualificationType) -> Phrase:
    """Native title and gloss of an award type; no gloss for readers of the native language."""
    own = in_language(kind.titles, speaker.language)
    title = own or kind.titles[0]
    words = quoted(title.value, title.language)
    if own or title.language.split("-")[0] == "en" or not kind.title_en:
        return words
    return speaker.fill("pattern.gloss", {"text": words, "gloss": quoted(kind.title_en, "en")})


def licence_phrase(speaker: Speaker, identifier: str, name: str) -> Phrase:
    """Name of a licence to teach with a gloss; `name` where the licence is unknown."""
    licence = speaker.facts.teaching_licence(identifier)
    return quoted(name, "") if licence is None else _glossed(speaker, licence.names)


def authority_phrase(speaker: Speaker, licence: str, name: str) -> Phrase:
    """Who decides on teachers from abroad, with a gloss; `name` where it is unknown."""
    found = speaker.facts.teaching_licence(licence)
    return quoted(name, "") if found is None else _glossed(speaker, found.decides_on_foreign)


def _glossed(speaker: Speaker, texts: tuple[Text, ...]) -> Phrase:
    """The owner's own words, with a gloss of ours where they are not in the report's language."""
    own = in_language(tuple(text for text in texts if text.official), speaker.language)
    text = own or texts[0]
    words = quoted(text.value, text.language)
    gloss = in_language(texts, speaker.language) or in_language(texts, "en")
    if own or gloss is None or gloss is text:
        return words
    return speaker.fill(
        "pattern.gloss", {"text": words, "gloss": quoted(gloss.value, gloss.language)}
    )


def place_phrase(speaker: Speaker, code: str) -> Phrase:
    """A country by name; a region by its country and code; any other code as it is."""
    country, _, region = code.partition("-")
    name = cldr.country_name(country, speaker.language)
    if name is None:
        return code_phrase(speaker, code)
    if not region:
        return plain(name)
    return speaker.fill("pattern.gloss", {"text": plain(name), "gloss": code_phrase(speaker, code)})


def language_phrase(speaker: Speaker, tag: str) -> Phrase:
    """A language by name; its tag where CLDR has no name."""
    name = cldr.language_name(tag, speaker.language)
    return code_phrase(speaker, tag) if name is None else plain(name)


def unit_phrase(speaker: Speaker, code: str) -> Phrase:
    """Unit of a credit system in the report's language where it has one, else its own."""
    if code == "ECTS":
        return plain(speaker.label("credit_unit.ects"))
    system = speaker.facts.credit_system(code)
    if system is None or not system.units:
        return code_phrase(speaker, code)
    own = in_language(system.units, speaker.language)
    unit = own or system.units[0]
    return plain(shown(unit.value)) if own else quoted(unit.value, unit.language)


def field_phrase(speaker: Speaker, code: str) -> Phrase:
    """Label of a field of study in the report's language, else English, with its code."""
    field = speaker.facts.field_of_study(code)
    written = code_phrase(speaker, code)
    if field is None or not field.labels:
        return written
    own = in_language(field.labels, speaker.language)
    label = own or in_language(field.labels, "en") or field.labels[0]
    words = plain(shown(label.value)) if own else quoted(label.value, label.language)
    return speaker.fill("pattern.field", {"label": words, "code": written})
