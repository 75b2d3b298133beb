"""Titles of awards brought into a form in which whole words can be found, in any script."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_APOSTROPHES = re.compile("[ʻ'‘’ʼ`´＇]")
# Soft hyphen, joiner, direction marks, variation selectors: they show nothing and split no word.
_INVISIBLE = re.compile("[\u00ad\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_SPACED_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.\s+(?=[^\W\d_]{1,4}\.)")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_SAME_LETTER = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ё": "е"})
_ASCII_WORDS = re.compile("[a-z0-9]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ARABIC_ARTICLE = re.compile("^(?:[وبلف]?ال|لل)(?=[\u0621-\u064a]{3})")


def words(title: str, *, keep: str = "") -> tuple[str, ...]:
    """Split `title` into comparable words; the sign `keep` is no separator and stays.

    NFKC and casefold; dots inside abbreviations vanish (see `undotted`), other punctuation
    separates; Arabic loses vowel marks and the article; each Han character is a word of its own,
    since Chinese and Japanese write without spaces; accents of Latin and Greek letters are dropped.
    A title of symbols alone gives no words, which must count as "nothing to compare".
    """
    if title.isascii() and not keep:  # most names: the long way gives the same, ten times slower
        return tuple(_ASCII_WORDS.findall(undotted(_APOSTROPHES.sub("", title)).lower()))
    # Apostrophes and `keep` before NFKC, which takes "´" and "…" apart.
    text = _APOSTROPHES.sub("", _INVISIBLE.sub("", title))
    pieces = text.split(keep) if keep else [text]
    text = keep.join(unicodedata.normalize("NFKC", piece) for piece in pieces)
    # Once more NFC: casefold takes "İ" apart.
    text = unicodedata.normalize("NFC", undotted(text).casefold())
    text = _ARABIC_MARKS.sub("", text).translate(_SAME_LETTER)
    text = _HAN.sub(lambda found: f" {found.group()} ", text)
    # Not \w: it leaves out vowel signs, which would tear Devanagari and Thai words apart.
    text = "".join(c if c == keep or unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return tuple(_bare(word) for word in text.split() if _says_something(word, keep))


def undotted(title: str) -> str:
    """Write abbreviations in one: "B.Sc." and, as German rules have it, "B. Sc." are "BSc"."""
    return _SPACED_INITIAL.sub(r"\1", title).replace(".", "")


def _says_something(word: str, keep: str) -> bool:
    return any(c == keep or unicodedata.category(c)[0] in "LN" for c in word)


def _bare(word: str) -> str:
    if "\u0621" <= word[0] <= "\u064a":
        return _ARABIC_ARTICLE.sub("", word)
    latin_or_greek = word[0] <= "\u024f" or "\u0370" <= word[0] <= "\u03ff"
    if latin_or_greek or "\u1e00" <= word[0] <= "\u1fff":
        decomposed = unicodedata.normalize("NFD", word)
        return "".join(c for c in decomposed if not unicodedata.combining(c)) or word
    return word


def latin(title: str) -> str:
    """Transliterate `title` into ASCII letters, for display beside the original and for search."""
    return anyascii(title).strip()


def is_latin(title: str) -> bool:
    """Whether every letter of `title` is of the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in title if c.isalpha())
