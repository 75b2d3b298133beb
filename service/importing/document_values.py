"""Values in running text of documents: levels, lengths, names of institutions."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from service.domain.credential import LevelClaim
from service.importing.amounts import MOST_YEARS, read_amount
from service.importing.document_labels import all_labels

_EQF = re.compile(
    r"\b(?:EQF|European Qualifications? Frameworks?(?: for Lifelong Learning)?)"
    r"\s*(?:/?\s*(?:level|Level|lev\.)\s*)?(?:\(?)([1-8])\b"
)
_BOTH = re.compile(r"Level ([1-8]) of the National and European Qualifications Frameworks")
_ACRONYM = re.compile(
    r"\b([A-Z][A-Za-z]{0,4}Q[FR]|NQF|DQR|PRK|MECES|MECU)\s*(?:level )?([0-9]{1,2})\b"
)
_LEVEL_OF = re.compile(
    r"[Ll]evel ([0-9]{1,2})\b[, ]+(?:in |of |on )?(?:the )?((?:[A-Z]\w+ ){1,4}Framework[\w ]*)"
)
_FRAMEWORK_LEVEL = re.compile(
    r"\b((?:[A-Z]\w+ ){1,3}Framework(?: for Lifelong Learning)?) level (\w+)"
)
_WORDS = {
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"},
    **{"seven": "7", "eight": "8"},
}
_CYCLES = re.compile(r"\b(short|first|second|third)[\s-]cycle\b", re.IGNORECASE)
_NUMBER_WORDS = "|".join(_WORDS)


def find_levels(text: str) -> tuple[LevelClaim, ...]:
    """Return the levels that a text states: EQF, a named national framework, a Bologna cycle."""
    found: dict[tuple[str | None, str], LevelClaim] = {}

    def add(code: str, framework: str | None, words: str) -> None:
        key = (framework or words, code)
        found.setdefault(
            key, LevelClaim(code=code, framework=framework, framework_text=words.strip())
        )

    both = _BOTH.search(text)
    if both:
        add(both[1], "eqf", "European Qualifications Framework")
        add(both[1], None, "National Qualifications Framework")
    for match in _EQF.finditer(text) if not both else ():
        add(match[1], "eqf", "EQF")
    for match in _ACRONYM.finditer(text):
        if match[1] != "EQF":
            add(match[2], None, match[1])
    for match in _LEVEL_OF.finditer(text) if not both else ():
        add(match[1], None, match[2])
    for match in _FRAMEWORK_LEVEL.finditer(text):
        code = _WORDS.get(match[2].casefold(), match[2])
        if code.isdigit():
            add(code, None, match[1])
    for match in _CYCLES.finditer(text):
        add(match[1].casefold(), "qf_ehea", match[0])
    return tuple(found.values())


def find_years(text: str) -> tuple[Decimal, str] | None:
    """Return the length of a programme in years, with its passage; semesters count half a year."""
    for labels in all_labels():
        for words, divisor in ((labels.years, 1), (labels.semesters, 2)):
            for word in words:
                pattern = rf"(?<![\w.,-])([0-9]{{1,2}}(?:[.,][0-9])?)[\s-]+{re.escape(word)}\b"
                match = re.search(pattern, text, re.IGNORECASE)
                made = _years(match[1], divisor) if match else None
                if match and made is not None:
                    return made, match[0]
    months = re.search(r"(?<![\w.,])([0-9]{1,3})\s+months?\b", text, re.IGNORECASE)
    made = _years(months[1], 12) if months else None
    return (made, months[0]) if months and made is not None else None


def _years(number: str, divisor: int) -> Decimal | None:
    try:
        value = read_amount(number, MOST_YEARS * divisor) / divisor
    except ValueError:
        return None
    return value if value == value.quantize(Decimal("0.000001")) else None


def find_institution(texts: list[str]) -> tuple[str, int] | None:
    """Return the name of an institution that the texts write most often, and where first."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        for labels in all_labels():
            for pattern in labels.institution:
                for match in pattern.finditer(text):
                    counts[match[0]] += 1
                    first.setdefault(match[0], index)
    if not counts:
        return None
    # Among equals the one that stands first: the head of a diploma names its institution.
    name = max(counts, key=lambda name: (counts[name], -first[name]))
    return name, first[name]


def is_not_stated(text: str) -> bool:
    """Whether a section says that it does not apply, or only points elsewhere."""
    start = text.strip().casefold()
    return not start or any(
        start.startswith(phrase.casefold())
        for labels in all_labels()
        for phrase in labels.not_stated
    )
