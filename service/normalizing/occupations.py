"""Names of occupations and holders brought to one form: gender marks, brackets, capitals."""

from __future__ import annotations

import re
import unicodedata

_GENDER = re.compile(
    r"\s*\((?:[mwfhdixv]|div|gn)(?:\s*/\s*[mwfhdixv*])+\)|\s+m/w/d\b|\bmv\.$", re.IGNORECASE
)
_ENDING = re.compile(
    r"(\w{3,})/-?(?:innen|in|e|a|ka|ice|ica|kinja|ta|ová|nica|nik|ne|rice|trice|euse|ière|ienne"
    r"|esse|ra|ja|inė)\b"
)
_BRACKETS = re.compile(r"[\[{(][^\])}]*[\])}]")
_SLASH = re.compile(r"\s*/\s*")
_LONG_CAPITALS = 5


def plain_occupation(name: str) -> str:
    """One form of `name`: "Leiter/Leiterin (m/w/d)" is "Leiter", "CRISTALEROS" is "cristaleros".

    The second of two forms of one word is dropped, remarks in brackets too; words in capitals
    become small unless they may be abbreviations. The name itself where nothing would be left.
    """
    text = _GENDER.sub("", unicodedata.normalize("NFC", name))
    text = _one_form(_ENDING.sub(r"\1", text))
    text = _BRACKETS.sub(" ", text)
    letters = [sign for sign in text if sign.isalpha()]
    mostly = sum(sign.isupper() for sign in letters) > len(letters) / 2
    words = [_small(word, mostly) for word in text.split()]
    plain = " ".join(words).strip(" -–,;/")
    return plain or name


def _small(word: str, mostly_capitals: bool) -> str:
    capital = word.isupper() and len(word) > 1
    return word.lower() if capital and (mostly_capitals or len(word) > _LONG_CAPITALS) else word


def _one_form(text: str) -> str:
    """Drop what follows a slash where it is another form of the word before it."""
    parts = _SLASH.split(text)
    kept = parts[:1]
    for part in parts[1:]:
        before, after = kept[-1].split(), part.split()
        if before and after and _same_stem(before[-1], after[0]):
            kept[-1] = " ".join([*before, *after[1:]])
        else:
            kept.append(part)
    return " / ".join(kept)


def _same_stem(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one.lower(), other.lower(), strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3 and 2 * shared >= min(len(one), len(other))
