"""The person and the award as the file presents them; fields that were not used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

from service.domain.credential import Award, CreditClaim, LevelClaim
from service.domain.framework import AwardKind, QualificationType
from service.domain.text import Text
from service.reporting.names import (
    code_phrase,
    field_phrase,
    language_phrase,
    level_phrase,
    place_phrase,
    unit_phrase,
)
from service.reporting.phrase import Phrase, plain, quoted, quoted_text
from service.reporting.view import Block, Cell, Grid, Pairs, Section, Words
from service.reporting.wording import Wording

Row = tuple[Phrase, Cell]


def person_section(wording: Wording, award: Award) -> Section:
    """The person exactly as in the file."""
    holder = award.holder
    rows: list[Row] = []
    if holder.names:
        names = tuple(quoted_text(name) for name in holder.names)
        rows.append((wording.say("label.name"), Cell(lines=names)))
    if holder.birth_date is not None:
        rows.append((wording.say("label.birth_date"), _date(wording, holder.birth_date)))
    note = Words(text=wording.say("person.as_in_file" if rows else "person.none"), quiet=True)
    blocks: tuple[Block, ...] = (Pairs(rows=tuple(rows)), note) if rows else (note,)
    return Section(anchor="person", title=wording.say("section.person"), blocks=blocks)


def award_section(wording: Wording, award: Award, kind: QualificationType | None) -> Section:
    """The award as presented. Fields that matter are shown as not stated where they are."""
    rows = tuple(
        (wording.say(f"label.{name}"), cell)
        for name, cell in _rows(wording, award, kind)
        if cell.lines
    )
    return Section(anchor="award", title=wording.say("section.award"), blocks=(Pairs(rows=rows),))


def unread_section(wording: Wording, award: Award) -> Section:
    """Fields of the file that were not used, with the start of each value."""
    title = wording.say("section.unread")
    if not award.unread:
        blocks: tuple[Block, ...] = (Words(text=wording.say("unread.none"), quiet=True),)
        return Section(anchor="unread", title=title, blocks=blocks)
    rows = tuple(
        (
            Cell(lines=(code_phrase(wording, field.pointer),)),
            Cell(lines=(quoted(field.preview, ""),)),
        )
        for field in award.unread
    )
    grid = Grid(
        caption=title,
        columns=(wording.say("column.field"), wording.say("column.preview")),
        rows=rows,
        widths=(40, 60),
    )
    intro = Words(text=wording.say("unread.intro", count=len(rows)), quiet=True)
    return Section(anchor="unread", title=title, blocks=(intro, grid))


def _rows(
    wording: Wording, award: Award, kind: QualificationType | None
) -> Iterator[tuple[str, Cell]]:
    said = award.descriptor
    silent = Cell(quiet=(), lines=(wording.say("award.not_stated"),))
    yield "title", _titles(wording, said.titles)
    latin = [_latin(title) for title in said.titles if _foreign_script(title.value)]
    yield "transliteration", Cell(lines=tuple(latin))
    if kind is not None and kind.title_en and wording.language != "en":
        yield "gloss", Cell(lines=(quoted(kind.title_en, "en"),))
    elif kind is not None and kind.title_en and kind.titles[0].language[:2] != "en":
        yield "gloss", Cell(lines=(plain(kind.title_en),))
    if said.kind is not None:
        yield "kind", Cell(lines=(_claimed_kind(wording, said.kind),))
    body = said.awarding_body
    claimed = wording.say("label.institution_claimed")
    names = tuple(quoted_text(name) for name in body.names) if body else ()
    latin = [_latin(n) for n in body.names if _foreign_script(n.value)] if body else []
    yield "institution", Cell(lines=names, quiet=(*latin, claimed)) if names else silent
    place = said.region or said.country
    yield "country", Cell(lines=(place_phrase(wording, place),)) if place else silent
    yield "awarded_on", _date(wording, award.awarded_on) if award.awarded_on else silent
    for name, day in (("completed_on", award.completed_on), ("expires_on", award.expires_on)):
        yield name, _date(wording, day) if day else Cell()
    years = said.duration_years
    length = Cell()
    if years is not None:
        length = Cell(lines=(wording.say("value.years", low=years, high=years),))
    yield "duration", length
    yield "credits", _credits(wording, said.credits) if said.credits else silent
    hours = said.workload_hours
    if hours is not None:
        yield "workload_hours", Cell(lines=(wording.say("value.hours", low=hours, high=hours),))
    yield "stated_level", Cell(lines=tuple(_level(wording, claim) for claim in said.levels))
    if award.grade is not None:
        scale = (quoted(award.grade.scale, ""),) if award.grade.scale else ()
        yield "grade", Cell(lines=(quoted(award.grade.as_written, ""),), quiet=scale)
    if said.isced_f is not None:
        yield "field", Cell(lines=(field_phrase(wording, said.isced_f),))
    if said.mode:
        yield "mode", Cell(lines=(quoted(said.mode, ""),))
    if said.instruction_language:
        yield (
            "instruction_language",
            Cell(lines=(language_phrase(wording, said.instruction_language),)),
        )
    for name in ("entry_requirement", "rights", "assessment", "quality_assurance"):
        texts: tuple[Text, ...] = getattr(said, name)
        yield name, Cell(lines=tuple(quoted_text(text) for text in texts))
    outcomes = tuple(quoted_text(text) for item in said.outcomes for text in item.texts)
    yield "outcomes", Cell(lines=outcomes)
    if award.identifier:
        yield "identifier", Cell(lines=(code_phrase(wording, award.identifier),))
    yield "format", Cell(lines=(_format(wording, award.format),))
    yield "proofs", _proofs(wording, award.proofs)


def _titles(wording: Wording, titles: tuple[Text, ...]) -> Cell:
    """All titles; the language of each where it is known and they differ from the report's."""
    languages = dict.fromkeys(text.language for text in titles if text.language != "und")
    named = tuple(
        language_phrase(wording, tag) for tag in languages if tag.split("-")[0] != wording.language
    )
    return Cell(lines=tuple(quoted_text(text) for text in titles), quiet=named)


def _credits(wording: Wording, claims: tuple[CreditClaim, ...]) -> Cell:
    quiet = []
    for claim in claims:
        if claim.system is None:
            quiet.append(wording.say("award.unit_missing"))
            continue
        amount = plain(wording.number(claim.value))
        unit = unit_phrase(wording, claim.system)
        quiet.append(wording.fill("pattern.amount", {"amount": amount, "unit": unit}))
    return Cell(lines=tuple(quoted(claim.as_written, "") for claim in claims), quiet=tuple(quiet))


def _level(wording: Wording, claim: LevelClaim) -> Phrase:
    if claim.framework is not None:
        return level_phrase(wording, claim.framework, (claim.code,))
    return quoted(f"{claim.framework_text} {claim.code}".strip(), "")


def _claimed_kind(wording: Wording, kind: str) -> Phrase:
    known = kind in AwardKind.__members__.values()
    return wording.say(f"kind.{kind}") if known else quoted(kind, "")


def _format(wording: Wording, name: str) -> Phrase:
    key = f"format.{name}"
    return wording.say(key) if wording.has(key) else code_phrase(wording, name)


def _proofs(wording: Wording, proofs: tuple[str, ...]) -> Cell:
    if not proofs:
        return Cell(lines=(wording.say("award.no_proofs"),))
    names = tuple(code_phrase(wording, name) for name in proofs)
    return Cell(lines=names, quiet=(wording.say("award.proofs_not_verified"),))


def _date(wording: Wording, day: str) -> Cell:
    return Cell(lines=(plain(wording.date(day)),))


def _foreign_script(text: str) -> bool:
    return any(
        character.isalpha() and not unicodedata.name(character, "LATIN").startswith("LATIN")
        for character in text
    )


def _latin(text: Text) -> Phrase:
    """Mechanical transliteration, so that a reader can say and search it."""
    language = text.language.split("-")[0]
    return quoted(anyascii(text.value), "" if language == "und" else f"{language}-Latn")
