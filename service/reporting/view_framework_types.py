"""The award types of a framework, level by level, each with what it takes and what it opens."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.framework import QualificationType
from service.domain.text import Text, holds_on
from service.reporting.framework_page import FrameworkPage
from service.reporting.names import language_phrase, level_phrase, span_phrase, unit_phrase
from service.reporting.phrase import Phrase, joined, quoted, quoted_text
from service.reporting.view import Block, Cell, Heading, Points, Section, Words

_BETWEEN = " · "


def type_section(page: FrameworkPage) -> Section:
    """Types that had been awarded by the day, by level; how many came later is said."""
    wording = page.wording
    kinds = page.register.types_of_framework(page.framework.id, page.on)
    blocks: list[Block] = []
    has_levels = bool(page.register.levels(page.framework.id))
    for code in _codes(page, kinds):
        if has_levels or code is not None:
            blocks.append(Heading(text=_heading(page, code), level=4))
        items = tuple(_type(page, kind) for kind in kinds if kind.level == code)
        blocks.append(Points(items=items))
    later = len(page.register.types_of_framework(page.framework.id)) - len(kinds)
    if not kinds and not later:
        blocks.append(Words(text=wording.say("types.none")))
    if later:
        words = wording.say("types.later", count=later, date=page.on.isoformat())
        blocks.append(Words(text=words, quiet=True))
    return Section(anchor="types", title=wording.say("section.types"), blocks=tuple(blocks))


def _codes(page: FrameworkPage, kinds: tuple[QualificationType, ...]) -> list[str | None]:
    """Levels at which there are types, lowest first; types without a level come last."""

    def rank(code: str | None) -> tuple[bool, int]:
        level = page.register.newest(page.framework.id, code) if code is not None else None
        return level is None, level.rank if level is not None else 0

    return sorted(dict.fromkeys(kind.level for kind in kinds), key=rank)


def _heading(page: FrameworkPage, code: str | None) -> Phrase:
    """The level; with the dates of its scale where that is not the scale of the day."""
    if code is None:
        return page.wording.say("types.without_level")
    name = level_phrase(page.wording, page.framework.id, (code,))
    level = page.register.newest(page.framework.id, code)
    if level is None or holds_on(page.on, level.since, level.until):
        return name
    period = page.period(level.since, level.until)
    scale = page.wording.fill("types.other_scale", {"period": period})
    return page.wording.fill("pattern.gloss", {"text": name, "gloss": scale})


def _type(page: FrameworkPage, kind: QualificationType) -> Cell:
    first, *others = _titles(page, kind)
    facts = joined(tuple(_facts(page, kind)), _BETWEEN)
    facts = joined((facts, page.sources.cite(kind.source)), " ")
    quiet = [*others, facts]
    if kind.access:
        stages = tuple(stage.value for stage in kind.access)
        quiet.append(page.wording.say("value.access", stages=stages))
    quiet += [page.wording.say(f"note.{note.value}", type=kind.id) for note in kind.notes]
    return Cell(lines=(first,), quiet=tuple(quiet))


def _titles(page: FrameworkPage, kind: QualificationType) -> Iterator[Phrase]:
    """The native title with its English rendering, then other titles in further languages."""
    groups: dict[str, list[Text]] = {}
    for text in kind.titles:
        groups.setdefault(text.language, []).append(text)
    own = page.framework.languages
    native = next((tag for tag in own if tag in groups), kind.titles[0].language)
    words = _group(page, groups[native])
    if native != own[0]:
        words = _labelled(page, native, words)
    said = {text.value.casefold() for text in kind.titles}
    if kind.title_en and kind.title_en.casefold() not in said:
        english = quoted(kind.title_en, "en")
        words = page.wording.fill("pattern.gloss", {"text": words, "gloss": english})
    yield words
    for tag, texts in groups.items():
        if {text.value for text in texts} != {text.value for text in groups[native]}:
            yield _labelled(page, tag, _group(page, texts))


def _labelled(page: FrameworkPage, tag: str, words: Phrase) -> Phrase:
    """Words behind the name of their language."""
    label = language_phrase(page.wording, tag)
    return page.wording.fill("pattern.label", {"label": label, "value": words})


def _group(page: FrameworkPage, texts: list[Text]) -> Phrase:
    """Titles in one language side by side."""
    return joined(tuple(quoted_text(text) for text in texts), " / ")


def _facts(page: FrameworkPage, kind: QualificationType) -> Iterator[Phrase]:
    wording = page.wording
    yield wording.say(f"kind.{kind.kind.value}")
    if kind.duration_years:
        span = kind.duration_years
        yield wording.say("value.years", low=span.low, high=span.high)
    if kind.credits:
        amount = span_phrase(wording, kind.credits.amount.low, kind.credits.amount.high)
        unit = unit_phrase(wording, kind.credits.system)
        yield wording.fill("pattern.amount", {"amount": amount, "unit": unit})
    if kind.since and kind.until:
        yield wording.say("awarded.between", since=kind.since, until=kind.until)
    elif kind.since:
        yield wording.say("awarded.since", since=kind.since)
    elif kind.until:
        yield wording.say("candidates.until", date=kind.until)
    doubt = page.doubt(kind.confidence)
    if doubt is not None:
        yield doubt
