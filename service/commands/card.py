"""`paritas card FILE`: what an issuer's file states, what it lacks, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from service.commands.saying import said
from service.comparing.report_card import report_card
from service.domain.credential import Award
from service.domain.credential_file import CredentialFile
from service.domain.report_card import DroppedTerm, Presence, ReportCard
from service.domain.text import Statement, say
from service.domain.verification import Presented
from service.errors import InputError
from service.importing.detection import read_credential_file
from service.importing.microcredential_elements import read_elements
from service.reporting.json_credential_file import report_card_data
from service.reporting.wording import Wording

_SIGNS = {Presence.PRESENT: "●", Presence.PARTLY: "◐", Presence.ABSENT: "○"}
Dropped = Callable[[Presented], Iterable[DroppedTerm]]


def run(path: Path, *, as_json: bool, dropped: Dropped | None = None) -> None:
    """Print the report card of every credential in a file.

    `dropped` finds the terms that the contexts of a JSON-LD file do not define. Raises InputError
    where the file cannot be read, input_nothing_inside where it describes no credential.
    """
    file = read_credential_file(path)
    cards = cards_of(file, dropped)
    if not cards:
        raise InputError("input_nothing_inside", where=str(path))
    if as_json:
        made = [{"title": title, **report_card_data(card)} for title, card in cards]
        typer.echo(json.dumps({"cards": made}, ensure_ascii=False, indent=2))
        return
    wording = Wording("en")
    for title, card in cards:
        _show(title, card, wording)


def cards_of(file: CredentialFile, dropped: Dropped | None = None) -> list[tuple[str, ReportCard]]:
    """Return a title and a card for each award, or for each description of what can be awarded."""
    terms = tuple(dropped(file.presented)) if dropped is not None else ()
    awards = file.awards or tuple(
        Award(format=file.presented.format, descriptor=descriptor)
        for descriptor in file.descriptors
    )
    elements = read_elements()
    made = []
    for award in awards:
        titles = award.descriptor.titles
        card = report_card(
            award,
            file.presented.format,
            elements,
            unread=file.unread,
            document=file.presented.document,
            dropped=terms,
        )
        made.append((titles[0].value if titles else "", card))
    return made


def _show(title: str, card: ReportCard, wording: Wording) -> None:
    typer.echo(title or "—")
    summary = say(
        "card.summary", mandatory=card.count(mandatory=True), optional=card.count(mandatory=False)
    )
    typer.echo(said(wording, summary))
    for found in card.elements:
        name = said(wording, Statement(code=f"card_element.{found.definition.element}"))
        fix = f" — {said(wording, found.fix)}" if found.fix else ""
        typer.echo(f"{_SIGNS[found.presence]} {found.definition.id} {name}{fix}")
    for item in card.criteria:
        name = said(wording, Statement(code=f"card_criterion.{item.criterion.value}"))
        typer.echo(f"{_SIGNS[item.presence]} {name}")
    for remark in card.remarks:
        typer.echo(f"! {said(wording, remark)}")
