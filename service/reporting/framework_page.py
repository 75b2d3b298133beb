"""What the parts of a framework's page share: who is asked, for which day, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from service.domain.framework import Framework
from service.domain.register import Register
from service.domain.text import Confidence, Text
from service.reporting import cldr
from service.reporting.facts import in_language_or_own
from service.reporting.names import language_phrase
from service.reporting.phrase import Phrase, plain, quoted_text
from service.reporting.sources import SourceList
from service.reporting.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameworkPage:
    """One framework as it is shown on `on` in the language of `wording`.

    `sources` grows while the parts of the page are made: what they cite is listed at its end.
    """

    wording: Wording
    register: Register
    framework: Framework
    on: date
    sources: SourceList = field(default_factory=SourceList)

    def chosen(self, texts: tuple[Text, ...]) -> Text | None:
        """The text for the reader: in the page's language, else in the framework's own."""
        return in_language_or_own(texts, self.wording.language, self.framework.languages)

    def is_foreign(self, text: Text) -> bool:
        """Whether `text` is in another language, or another script, than the reader asked for."""
        return not same_language(text.language, self.wording.language)

    def marked(self, text: Text) -> Phrase:
        """A text with the name of its language behind it where that is not the page's."""
        words = quoted_text(text)
        if not self.is_foreign(text):
            return words
        language = language_phrase(self.wording, text.language)
        return self.wording.fill("pattern.gloss", {"text": words, "gloss": language})

    def column(self, rows: Sequence[tuple[Text, ...]]) -> tuple[list[Phrase], Phrase | None]:
        """One phrase for each of `rows`, and a remark where all are in one foreign language.

        With the remark no phrase is marked, without it each foreign one. No text, no words.
        """
        texts = [self.chosen(row) for row in rows]
        shown = {text.language for text in texts if text is not None}
        if len(shown) == 1 and any(text is not None and self.is_foreign(text) for text in texts):
            asked = cldr.tag_of(self.wording.language)
            remark = self.wording.say("language_shown.other", asked=asked, shown=min(shown))
            return [quoted_text(text) if text else plain("") for text in texts], remark
        return [self.marked(text) if text else plain("") for text in texts], None

    def period(self, since: str | None, until: str | None) -> Phrase:
        """From when to when something holds; both days belong to it."""
        if since and until:
            return self.wording.say("period.between", since=since, until=until)
        if since:
            return self.wording.say("period.since", since=since)
        if until:
            return self.wording.say("period.until", until=until)
        return self.wording.say("period.not_stated")

    def doubt(self, confidence: Confidence) -> Phrase | None:
        """How far a fact can be trusted, where that is not high."""
        if confidence is Confidence.HIGH:
            return None
        label = self.wording.say("label.confidence")
        value = self.wording.say(f"confidence.{confidence.value}")
        return self.wording.fill("pattern.label", {"label": label, "value": value})


def same_language(tag: str, asked: str) -> bool:
    """Whether a text tagged `tag` is what a reader of `asked` reads: language and script."""
    primary, *parts = tag.split("-")
    wanted, *scripts = cldr.tag_of(asked).split("-")
    script = [part for part in parts if len(part) == 4]
    return primary == wanted and (not script or script == scripts)
