"""Names of people and bodies brought into comparable words, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile("[ʻʿʾ'‘’ʼ`´＇]")
_INITIALISM = re.compile(r"\b(?:\w\.){2,}")
_WORDS = re.compile(r"[a-z]+|[0-9]+")
# Sounds that romanisations spell in several ways (Chrétien/Khrushchev aside, all seen in
# passports): longest first, each to one sign.
_SOUNDS = (
    ("sch", "s"),
    ("tch", "c"),
    ("ph", "f"),
    ("kh", "h"),
    ("gh", "g"),
    ("ck", "k"),
    ("sh", "s"),
    ("ch", "c"),
    ("th", "t"),
    ("dh", "d"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iy", "i"),
    ("y", "i"),
    ("w", "v"),
    ("q", "k"),
    ("x", "s"),
    ("z", "s"),
    ("j", "i"),
    ("c", "k"),
)
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile("[aeiouh]")
FORM_MARK = "~"
_LONGEST = 1000


def name_words(name: str) -> tuple[str, ...]:
    """Split `name` into lower-case ASCII words and numbers; empty where nothing can be read.

    NFKC, romanised sign by sign, apostrophes dropped, "&" is "and", "S.R.L." is one word. Only
    the first 1,000 characters count.
    """
    text = _APOSTROPHES.sub("", name[:_LONGEST])
    if not text.isascii():
        text = "".join(sign for sign in text if unicodedata.category(sign) != "So")  # emoji
        text = _APOSTROPHES.sub("", anyascii(unicodedata.normalize("NFKC", text)))
    if "&" in text:
        text = text.replace("&", " and ")
    if "." in text:
        text = _INITIALISM.sub(lambda found: found.group().replace(".", "") + " ", text)
    return tuple(_WORDS.findall(text.lower()))


def mark_forms(words: tuple[str, ...], forms: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """Replace words of legal forms by their sign, marked with "~"; the longest form wins."""
    longest = max(map(len, forms), default=0)
    out: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            sign = forms.get(words[at : at + size])
            if sign is not None:
                out.append(FORM_MARK + sign)
                at += size
                break
        else:
            out.append(words[at])
            at += 1
    return tuple(out)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A coarse key of how `word` sounds, equal for usual romanisations of one name."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + _SILENT.sub("", word[1:])
