"""Countries and languages as people and files write them, into ISO 3166-1 and BCP 47."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

import langcodes

from service.errors import ContentError
from service.settings import read_settings

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_ARTICLE = "the "


def vocabulary_rows(name: str) -> list[dict[str, str]]:
    """Read one table of data/eu_vocabularies. Raises ContentError content_unreadable."""
    path = read_settings().data / "eu_vocabularies" / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentError("content_unreadable", where=str(path), problem=str(problem)) from None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {
        code: row["alpha_2"]
        for row in vocabulary_rows("countries.csv")
        for code in (row["alpha_2"], row["alpha_3"], row["eu_code"])
        if code
    }


def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for a code or a name in any language, else None.

    Accepts alpha-2, alpha-3, the codes and addresses of the EU country list
    (…/authority/country/DEU) and the names that CLDR knows ("Österreich", "中国", "Україна").
    XK is Kosovo. Names of states that ended and of parts of a country are not known.
    """
    word = text.strip().rstrip("/").rsplit("/authority/country/", 1)[-1]
    known = _countries()
    if word.isascii() and word.upper() in known:
        return known[word.upper()]
    names = [word, word[len(_ARTICLE) :]] if word.casefold().startswith(_ARTICLE) else [word]
    for name in names:
        try:
            found = langcodes.find_name("territory", name, "und").territory
        except LookupError:
            continue
        if found in known:
            return known[found]
    return None


@lru_cache(maxsize=1024)
def language_code(text: str) -> str | None:
    """Return the BCP 47 tag for a tag, an EU list address or a name in any language, else None.

    "ENG" and …/authority/language/ENG become "en", "Deutsch" becomes "de".
    """
    word = text.strip().rstrip("/").rsplit("/authority/language/", 1)[-1]
    if _LANGUAGE_TAG.fullmatch(word):
        tag = word.replace("_", "-")
        # Real files hold tags such as en-EN: the region is no country, the language is clear.
        for known in (tag, tag.partition("-")[0]):
            if langcodes.tag_is_valid(known):
                made = langcodes.standardize_tag(known)
                return None if made == "und" else made
    try:
        return str(langcodes.find(word).to_tag())
    except LookupError:
        return None
