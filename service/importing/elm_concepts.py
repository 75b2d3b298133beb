"""Concepts of the EU authority lists, as European Learning Model files name them, into our codes.

A concept is written as an address (`http://data.europa.eu/snb/eqf/6`), an object with `id`,
`notation` and `prefLabel`, or, in DC4EU files, an object with `notation` alone. In Europass files
`notation` holds the name of the *list* ("country"), so the address always comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from service.domain.credential import LevelClaim
from service.domain.noun import noun
from service.importing.codes import country_code, language_code, vocabulary_rows
from service.importing.texts import language_texts

_EQF = re.compile(r"https?://data\.europa\.eu/snb/eqf/([1-8])")
_NQF = re.compile(r"https?://data\.europa\.eu/snb/qdr/(c_[0-9a-f]+)")
_ISCED_F = re.compile(r"https?://data\.europa\.eu/snb/isced-f/([0-9]{2,4})")
_CREDIT = re.compile(r"https?://data\.europa\.eu/snb/education-credit/([0-9a-f]+)")
_LAST_NUMBER = re.compile(r"([0-9]+(?:\.[0-9])?[A-Za-z+]?)\s*$")
_CREDIT_SYSTEMS = {
    "6fcec5c5af": "ECTS",
    "60b314e826": "ECVET",
    "european credit transfer system": "ECTS",
    "european credit transfer and accumulation system": "ECTS",
    "ects": "ECTS",
    "ecvet": "ECVET",
}
"""The EU list of credit systems (data.europa.eu/snb/education-credit) and its usual labels.

Real files reuse the ECVET address for other systems, so a label that contradicts it wins.
"""
_ECVET_LABEL = "vocational"


@noun
class Concept:
    """One value of a controlled list as the file writes it."""

    address: str
    notation: str
    label: str
    label_language: str

    @property
    def words(self) -> str:
        """What a person would read: the label, else the notation, else the address."""
        return self.label or self.notation or self.address


def concepts(value: Any) -> list[Concept]:
    """Read one concept or a list of them; items of another shape are left out."""
    items = value if isinstance(value, list) else [value]
    return [made for item in items if (made := _concept(item)) is not None]


def _concept(value: Any) -> Concept | None:
    if isinstance(value, str) and value.strip():
        is_address = value.startswith(("http://", "https://"))
        return Concept(
            address=value if is_address else "",
            notation="" if is_address else value,
            label="",
            label_language="und",
        )
    if not isinstance(value, dict):
        return None
    labels = language_texts(value.get("prefLabel", ""), "") or []
    texts = [text for _, text in labels]
    english = next((text for text in texts if text.language == "en"), None)
    label = english or (texts[0] if texts else None)
    address, notation = value.get("id"), value.get("notation")
    made = Concept(
        address=address if isinstance(address, str) else "",
        notation=notation if isinstance(notation, str) else "",
        label=label.value if label else "",
        label_language=label.language if label else "und",
    )
    return made if made.words else None


def country_of(concept: Concept) -> str | None:
    """Return ISO 3166-1 alpha-2, from …/authority/country/DEU or a notation such as "ES"."""
    if "/authority/country/" in concept.address:
        return country_code(concept.address)
    return country_code(concept.notation) or country_code(concept.label)


def language_of(concept: Concept) -> str | None:
    """Return BCP 47, from …/authority/language/ENG or a notation such as "en"."""
    if "/authority/language/" in concept.address:
        return language_code(concept.address)
    return language_code(concept.notation) or language_code(concept.label)


def isced_f_of(concept: Concept) -> str | None:
    """Return the ISCED-F 2013 code (2 to 4 digits), or None for a concept of another list."""
    found = _ISCED_F.fullmatch(concept.address)
    if found:
        return found.group(1)
    plain = not concept.address.startswith("http") and re.fullmatch("[0-9]{2,4}", concept.notation)
    return concept.notation if plain else None


def eqf_level_of(concept: Concept) -> LevelClaim | None:
    """Return the EQF level (1 to 8) that the concept names."""
    found = _EQF.fullmatch(concept.address)
    code = found.group(1) if found else concept.notation
    if not re.fullmatch("[1-8]", code):
        return None
    return LevelClaim(code=code, framework="eqf", framework_text=concept.label or "EQF")


def nqf_level_of(concept: Concept) -> LevelClaim:
    """Return the level of a national framework; its id is None where the list does not tell.

    The EU list of national levels (data.europa.eu/snb/qdr) is data/eu_vocabularies/nqf_levels.csv.
    """
    found = _NQF.fullmatch(concept.address)
    row = nqf_rows().get(found.group(1)) if found else None
    if row is not None and row["level"]:
        return LevelClaim(
            code=row["level"],
            framework=row["framework"],
            framework_text=concept.label or row["label"],
        )
    last = _LAST_NUMBER.search(concept.label)
    code = concept.notation or (last.group(1) if last else concept.words)
    return LevelClaim(code=code, framework=None, framework_text=concept.words)


@lru_cache(maxsize=1)
def nqf_rows() -> dict[str, dict[str, str]]:
    """Return the EU list of national frameworks and levels by the last part of the address."""
    return {row["concept"]: row for row in vocabulary_rows("nqf_levels.csv")}


def credit_system_of(concept: Concept | None) -> str | None:
    """Return the code of the credit system, else the words of the file; None where unnamed."""
    if concept is None:
        return None
    label = concept.label.casefold()
    if label in _CREDIT_SYSTEMS:
        return _CREDIT_SYSTEMS[label]
    found = _CREDIT.fullmatch(concept.address)
    code = _CREDIT_SYSTEMS.get(found.group(1)) if found else None
    if code is not None and (not label or (code == "ECVET" and _ECVET_LABEL in label)):
        return code
    return _CREDIT_SYSTEMS.get(concept.notation.casefold(), concept.words)
