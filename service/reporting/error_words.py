"""One line for an error that a person can mend: where, what is wrong, what to do."""

from __future__ import annotations

from decimal import Decimal

from service.errors import RecognitionError, RenderError
from service.reporting.messages import REGISTRY
from service.reporting.phrase import Phrase, plain, quoted, shown
from service.reporting.wording import Wording


def error_line(problem: RecognitionError, language: str = "en") -> str:
    """Words for `problem` behind its place. Never raises: an error must not hide another.

    Where `language` lacks the words, English stands in.
    """
    words = _words(problem, language) or _words(problem, "en") or str(problem)
    return f"{shown(problem.where)}: {words}" if problem.where else words


def _words(problem: RecognitionError, language: str) -> str | None:
    key = f"error.{problem.code}"
    try:
        wording = Wording(language)
        if key not in REGISTRY:
            return str(wording.say("error.unknown", code=problem.code))
        parts = {
            slot.name: _part(wording, problem.slots.get(slot.name, "?"))
            for slot in REGISTRY[key].slots
        }
        phrase = wording.fill(key, parts)
    except RenderError:
        return None
    return phrase.isolated() if wording.direction == "rtl" else str(phrase)


def _part(wording: Wording, value: object) -> Phrase:
    """A detail of the error, numbers as the language writes them."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return plain(wording.number(value))
    return quoted(str(value), "")
