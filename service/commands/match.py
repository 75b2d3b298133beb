"""`paritas match` and `paritas explain`: a bare title against award types, with evidence."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import typer
from rich.console import Console

from service.commands import options
from service.domain.award_word import FieldGuess
from service.domain.credential import Award, CredentialDescriptor
from service.domain.framework import QualificationType
from service.domain.match import CandidateBasis, Match
from service.domain.noun import noun
from service.domain.register import Place
from service.domain.text import Statement, Text, say
from service.errors import InputError
from service.importing.safe_json import check_values
from service.normalizing.language import detect_language
from service.pipeline import resolve_places
from service.pipeline.home import Home, find_home
from service.pipeline.knowledge import Knowledge
from service.pipeline.target import match_types
from service.reporting.as_terminal import terminal_page
from service.reporting.json_target import candidate_data
from service.reporting.json_values import statement_data
from service.reporting.names import titled
from service.reporting.view import Block, Cell, Pairs, Section, Words
from service.reporting.view_candidates import match_blocks
from service.reporting.wording import Wording
from service.settings import read_settings

_POOL = 40
"""Types of all countries that are looked at closely where no place is named."""
_LONGEST = 1000


@noun
class Answer:
    """What is known of a title, and the award types that come closest to it."""

    title: Text
    country: str | None
    place: Place | None
    home: Home
    fields: tuple[FieldGuess, ...]
    matches: tuple[Match, ...]
    kinds: tuple[QualificationType, ...]

    @property
    def status(self) -> str:
        """ "official", "precedent" or "not_enough_information" by the best candidate."""
        if self.matches and self.matches[0].basis is not CandidateBasis.MODEL:
            return self.matches[0].basis.value
        return "not_enough_information" if not self._stands_out() else "suggested"

    def _stands_out(self) -> bool:
        """Whether the best candidate rests on a known type or level, not on likeness alone."""
        seen = (
            {item.feature: item.score for item in self.matches[0].evidence} if self.matches else {}
        )
        return self.home.kind is not None and bool(seen.get("structure") or seen.get("level"))


def run(title: str, country: str, to: str, language: str, count: int, *, as_json: bool) -> None:
    """Print the award types of `to` (or of `country`, or of all) that come closest to a title.

    Raises InputError place_unknown, language_unknown, input_no_title, input_bad_value.
    """
    wording_language = options.language(language)
    if not 1 <= count <= 50:
        raise InputError("input_bad_value", where="-n", field="-n", value=str(count))
    knowledge = Knowledge(read_settings())
    answer = answer_for(title, country, to, count, knowledge)
    if as_json:
        data = answer_data(answer, knowledge)
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(answer, Wording(wording_language, knowledge))


def answer_for(title: str, country: str, to: str, count: int, knowledge: Knowledge) -> Answer:
    """Match one title. Raises InputError as `run` does."""
    text, home_place = _title(title, country, knowledge)
    place = resolve_places(knowledge, [to])[0] if to else home_place
    award = _award(text, home_place)
    home = find_home(award, knowledge, on=date.today(), awarded=None)
    kinds = _kinds(text, place, knowledge)
    found = match_types(award, home, place, kinds, on=date.today(), knowledge=knowledge)
    shown = found[:count]
    return Answer(
        title=text,
        country=home.country,
        place=place,
        home=home,
        fields=knowledge.field_guesses(text, home.country),
        matches=shown,
        kinds=tuple(knowledge.register.types[each.qualification_type] for each in shown),
    )


def _title(title: str, country: str, knowledge: Knowledge) -> tuple[Text, Place | None]:
    if not title.strip():
        raise InputError("input_no_title", where="TITLE")
    if len(title) > _LONGEST:
        raise InputError("input_too_large", where="TITLE", size=len(title), limit=_LONGEST)
    check_values(title, "TITLE")
    place = resolve_places(knowledge, [country])[0] if country else None
    code = place.country if place is not None else None
    language = detect_language(title, country=code)
    return Text(value=title.strip(), language=language), place


def _award(title: Text, place: Place | None) -> Award:
    return Award(
        format="title",
        descriptor=CredentialDescriptor(
            titles=(title,),
            country=place.country if place is not None else None,
            region=place.region if place is not None else None,
        ),
    )


def _kinds(title: Text, place: Place | None, knowledge: Knowledge) -> tuple[QualificationType, ...]:
    register = knowledge.register
    if place is None:
        return tuple(register.types[each] for each in knowledge.nearest_types(title.value, _POOL))
    return tuple(kind for each in place.frameworks for kind in register.types_of_framework(each.id))


def answer_data(answer: Answer, knowledge: Knowledge) -> dict[str, Any]:
    """The answer as plain JSON values. What a model suggests stands under `model`."""
    kinds = {kind.id: kind for kind in answer.kinds}
    home = answer.home.facts
    guess = answer.home.guess
    return {
        "title": answer.title.value,
        "language": answer.title.language,
        "from": answer.country,
        "to": answer.place.key if answer.place is not None else None,
        "status": answer.status,
        "home": {
            "qualification_type": home.qualification_type.id if home.qualification_type else None,
            "identified": statement_data(home.type_basis),
            "level": home.level,
            "framework": home.level_framework,
            "eqf": list(home.eqf),
            "rivals": list(home.rivals),
            "warnings": [statement_data(each) for each in home.warnings],
        },
        "model": {
            "name": knowledge.encoder.name if knowledge.encoder is not None else "none",
            "fields": [_field(each) for each in answer.fields],
            "eqf": list(range(guess.low, guess.high + 1)) if guess is not None else [],
            "eqf_confidence": guess.confidence if guess is not None else None,
        },
        "candidates": [
            candidate_data(match, kinds.get(match.qualification_type)) for match in answer.matches
        ],
    }


def _field(guess: FieldGuess) -> dict[str, Any]:
    sure = guess.confidence
    return {
        "isced_f": guess.code,
        "score": round(guess.score, 4),
        "confidence": None if sure is None else round(sure, 4),
        "phrase": guess.phrase.text,
        "phrase_language": guess.phrase.language,
    }


def _print(answer: Answer, wording: Wording) -> None:
    console = Console() if sys.stdout.isatty() else Console(width=120)
    rows: list[tuple[Any, Cell]] = []
    facts = answer.home.facts
    if facts.qualification_type is not None:
        known = Cell(lines=(titled(wording, facts.qualification_type),))
        rows.append((wording.say("label.home_type"), known))
    basis = Cell(lines=(wording.say(facts.type_basis),))
    rows.append((wording.say("label.identified"), basis))
    warnings = _friends(facts.warnings)
    if warnings:
        told = tuple(wording.say(each) for each in warnings)
        rows.append((wording.say("label.warnings"), Cell(lines=told, mark="warning")))
    suggested = tuple(wording.say(each) for each in facts.suggestions)
    if suggested:
        rows.append((wording.say("label.suggestions"), Cell(lines=suggested)))
    blocks: list[Block] = [Pairs(rows=tuple(rows))]
    if answer.status == "not_enough_information":
        code = "match.uncertain" if answer.matches else "match.none"
        blocks.append(Words(text=wording.say(say(code))))
    blocks.extend(match_blocks(wording, answer.matches, answer.kinds))
    section = Section(
        anchor="candidates", title=wording.say("section.candidates"), blocks=tuple(blocks)
    )
    console.print(terminal_page(wording, (section,)))


def _friends(warnings: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Warnings about the name; of a bare title nothing else is known that could be warned of."""
    return tuple(each for each in warnings if each.code.startswith(("false_friend.", "note.")))


def explain(title: str, kind: str, country: str, language: str, *, as_json: bool) -> None:
    """Print every feature of one pair: a title and an award type. Raises InputError."""
    wording_language = options.language(language)
    knowledge = Knowledge(read_settings())
    benchmark = knowledge.register.types.get(kind)
    if benchmark is None:
        raise InputError("qualification_type_unknown", where="TYPE", type=kind)
    text, home_place = _title(title, country, knowledge)
    award = _award(text, home_place)
    home = find_home(award, knowledge, on=date.today(), awarded=None)
    place = knowledge.register.place(benchmark.framework)
    found = match_types(award, home, place, (benchmark,), on=date.today(), knowledge=knowledge)
    if as_json:
        data = candidate_data(found[0], benchmark)
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    wording = Wording(wording_language, knowledge)
    console = Console() if sys.stdout.isatty() else Console(width=120)
    blocks = tuple(match_blocks(wording, found, (benchmark,)))
    section = Section(anchor="candidates", title=wording.say("section.candidates"), blocks=blocks)
    console.print(terminal_page(wording, (section,)))
