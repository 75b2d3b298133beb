"""Phrases: runs of text that keep their own language and direction on every page.

Our own words have no language of their own (they are in the report's); quoted text keeps its
owner's. Characters that would act instead of being read (controls, overrides, lone surrogates,
stray joiners) are shown as visible escapes, the same in every format.
"""

from __future__ import annotations

import re
import unicodedata

from service.domain.noun import noun
from service.domain.text import Text

FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"


@noun
class Run:
    """A stretch of text in one language and direction.

    `lang` None is the report's own language, "" an unknown one. `direction` None follows the
    page; a run with a direction is isolated from its surroundings.
    """

    text: str
    lang: str | None = None
    direction: str | None = None
    href: str | None = None


@noun
class Phrase:
    """Runs read one after the other. `str()` is plain text without isolates."""

    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        """Return the text of all runs."""
        return "".join(run.text for run in self.runs)

    def isolated(self) -> str:
        """Return the text with Unicode isolates around runs that have their own direction."""
        marks = {"ltr": LRI, "rtl": RLI}
        return "".join(
            f"{marks[run.direction]}{run.text}{PDI}" if run.direction in marks else run.text
            for run in self.runs
        )


def plain(text: str) -> Phrase:
    """Words of ours in the report's language."""
    return Phrase(runs=(Run(text=text),) if text else ())


def quoted(text: str, language: str, href: str | None = None) -> Phrase:
    """Text of somebody else: made harmless, in its own language and direction."""
    tag = language if _TAG.fullmatch(language) and language != "und" else ""
    safe = shown(text)
    run = Run(text=safe, lang=tag, direction=direction_of(safe), href=_web(href))
    return Phrase(runs=(run,))


def quoted_text(text: Text) -> Phrase:
    """Return `quoted` of a Text."""
    return quoted(text.value, text.language)


def joined(parts: tuple[Phrase, ...], between: str) -> Phrase:
    """All parts in one phrase, with words of ours between them."""
    runs: list[Run] = []
    for number, part in enumerate(parts):
        if number and between:
            runs.append(Run(text=between))
        runs.extend(part.runs)
    return Phrase(runs=tuple(runs))


def shown(text: str) -> str:
    r"""Return `text` with acting characters as visible escapes such as \u{202E}.

    Line breaks and tabs become a space. Joiners stay where a script needs them.
    """
    if text.isascii() and text.isprintable():
        return text

    def visible(found: re.Match[str]) -> str:
        character = found.group()
        if character in "\n\r\t\u2028\u2029":
            return " "
        if character in _JOINERS and _joins(text, found.start()):
            return character
        return f"\\u{{{ord(character):04X}}}"

    return _ACTING.sub(visible, text)


def _joins(text: str, at: int) -> bool:
    """Whether the joiner at `at` stands between letters of a script that uses joiners."""
    return 0 < at < len(text) - 1 and all(
        unicodedata.category(character)[0] in "LM" and "\u0600" <= character <= "\u109f"
        for character in (text[at - 1], text[at + 1])
    )


def direction_of(text: str) -> str:
    """Direction of the first strong character, "ltr" where there is none."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"


def _web(address: str | None) -> str | None:
    """Only web addresses become links; the characters of any other are never acted on."""
    if address is None or not re.fullmatch(r"https?://[!-~]+", address):
        return None
    return address
