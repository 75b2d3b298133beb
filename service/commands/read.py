"""`paritas read FILE`: what a credential file says, and what of it was not used."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from service.commands.saying import said
from service.domain.credential import Award, CredentialDescriptor
from service.domain.text import say
from service.importing.detection import read_credential_file
from service.reporting.json_credential_file import credential_file_data
from service.reporting.wording import Wording


def run(path: Path, *, as_json: bool) -> None:
    """Read a file and print it. Raises InputError where it cannot be read."""
    file = read_credential_file(path)
    if as_json:
        typer.echo(json.dumps(credential_file_data(file), ensure_ascii=False, indent=2))
        return
    wording = Wording("en")
    typer.echo(f"{file.presented.format} ({file.presented.container})")
    for award in file.awards:
        _show_award(award, wording)
    for descriptor in file.descriptors:
        _show(descriptor)
    for note in file.notes:
        typer.echo(said(wording, note))
    for link in file.links:
        typer.echo(f"→ {link}")
    unread = file.all_unread()
    if unread:
        typer.echo(said(wording, say("read.unread_count", count=len(unread))))
    for field in unread:
        typer.echo(f"? {field.pointer}  {field.preview}")


def _show_award(award: Award, wording: Wording) -> None:
    _show(award.descriptor)
    holder = [name.value for name in award.holder.names] or list(award.holder.identifiers)
    for key, value in (
        ("holder", ", ".join(holder)),
        ("awarded_on", award.awarded_on),
        ("expires_on", award.expires_on),
        ("grade", award.grade.as_written if award.grade else None),
        ("proofs", ", ".join(award.proofs)),
    ):
        _line(key, value)
    for course in award.courses:
        titles = " / ".join(title.value for title in course.titles)
        credits = ", ".join(_credit(claim.as_written, claim.system) for claim in course.credits)
        grade = course.grade.as_written if course.grade else ""
        typer.echo(f"    {course.code or ''}  {titles}  {credits}  {grade}".rstrip())
    for scanned in award.scanned:
        place = f"/pages/{scanned.page} {scanned.box} {scanned.confidence}"
        if scanned.to_confirm:
            note = say("read.to_confirm", field=scanned.field, value=scanned.text)
            typer.echo(f"! {said(wording, note)}  {place}")
        else:
            typer.echo(f"  {scanned.field} = {scanned.text}  {place}")


def _show(descriptor: CredentialDescriptor) -> None:
    typer.echo(" / ".join(title.value for title in descriptor.titles) or "—")
    body = descriptor.awarding_body
    names = [name.value for name in body.names] or list(body.identifiers) if body else []
    levels = (
        f"{level.framework or level.framework_text} {level.code}" for level in descriptor.levels
    )
    for key, value in (
        ("awarding_body", " / ".join(names)),
        ("country", descriptor.country),
        ("kind", descriptor.kind),
        ("levels", ", ".join(level.strip() for level in levels)),
        ("credits", ", ".join(_credit(c.as_written, c.system) for c in descriptor.credits)),
        ("duration_years", descriptor.duration_years),
        ("workload_hours", descriptor.workload_hours),
    ):
        _line(key, value)


def _credit(written: str, system: str | None) -> str:
    return f"{written} {system or '?'}"


def _line(key: str, value: object) -> None:
    if value not in (None, ""):
        typer.echo(f"  {key}: {value}")
