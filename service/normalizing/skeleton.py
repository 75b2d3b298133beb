"""How names look: skeletons for searching look-alikes, and warnings about mixed scripts.

After Unicode Technical Standard #39. A skeleton finds what could be confused; it never makes two
names the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs import categories, confusables

# Characters that print nothing or turn the direction: UTS #39 leaves them out of skeletons.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_COMMON = {"COMMON", "INHERITED"}
# Scripts that are written together (UTS #39 §5.1, augmented script sets).
_TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA", "LATIN"}, {"HAN", "HANGUL", "LATIN"})


def skeleton(name: str) -> str:
    """Return what `name` looks like: without marks, invisible characters and case, in Latin shapes.

    Two names with one skeleton can be taken for each other.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", name)).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(_shape(c) for c in text if c.isalnum() or c.isspace()).split())


def mixed_script(name: str) -> bool:
    """Whether one word of `name` mixes scripts that are not written together, or hides characters.

    "Universitаt" with a Cyrillic а; "Софийски университет / Sofia University" does not.
    """
    if _INVISIBLE.search(name):
        return True
    for word in re.split(r"[\W\d_]+", unicodedata.normalize("NFKC", name)):
        scripts = {categories.alias(c) for c in word} - _COMMON
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            return True
    return False


@lru_cache(maxsize=8192)
def _shape(character: str) -> str:
    """The Latin letter or digit that looks like `character`, else the character itself."""
    if character.isascii():
        return character
    found = confusables.is_confusable(character, greedy=True, preferred_aliases=[])
    for entry in found or ():
        for twin in entry.get("homoglyphs", ()):
            shape = str(twin.get("c", ""))
            if len(shape) == 1 and shape.isascii() and shape.isalnum():
                return shape.casefold()
    return character
