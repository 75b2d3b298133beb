"""`paritas verify FILE|URL`: eight independent rungs, each with its result; never one verdict."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import typer

from service.commands import options
from service.commands.saying import said
from service.domain.text import Statement, say
from service.domain.verification import RungFinding, RungResult, Verification
from service.errors import InputError
from service.fetching.client import Fetcher
from service.importing.detection import read_credential
from service.importing.presenting import present
from service.importing.safe_text import read_bytes
from service.reporting.json_credential_file import credential_file_data
from service.reporting.messages import REGISTRY
from service.reporting.wording import Wording
from service.settings import read_settings
from service.verifying.ladder import verify

_LIMIT = 20 * 1024 * 1024
_SIGNS = {
    RungResult.PASSED: "✓",
    RungResult.FAILED: "✗",
    RungResult.COULD_NOT_CHECK: "?",
    RungResult.NOT_APPLICABLE: "–",
}


def run(source: str, recipient: str, on: str, language: str, *, as_json: bool) -> None:
    """Verify a file, or what a link leads to, and print the trust ladder.

    `recipient` is compared with the hash in the file and never kept. Keys and status lists are
    fetched through the guard unless PARITAS_OFFLINE is set. Raises InputError where nothing that
    could be judged was found, date_unreadable, language_unknown.
    """
    spoken = options.language(language)
    day = options.day(on) if on else None
    settings = read_settings()
    fetch = Fetcher(is_offline=settings.offline, loopback=settings.loopback)
    data, name = _bytes(source, fetch)
    presented = present(data, name)
    found = verify(presented, on=day, recipient=recipient or None, fetch=fetch)
    read = _read(data, name)
    if as_json:
        typer.echo(json.dumps(verification_data(found, read), ensure_ascii=False, indent=2))
        return
    wording = Wording(spoken)
    for finding in found.rungs:
        label = said(wording, say(f"rung_name.{finding.rung.value}"))
        result = said(wording, say(f"rung.{finding.result.value}"))
        typer.echo(f"{_SIGNS[finding.result]} {label}: {result}")
        typer.echo(f"    {said(wording, reason_of(finding))}")


def _bytes(source: str, fetch: Fetcher) -> tuple[bytes, str]:
    if urlsplit(source).scheme in ("http", "https"):
        answer = fetch(source)
        if not answer.body:
            raise InputError("input_unreadable", where=source, problem=answer.code)
        return answer.body, source
    path = Path(source)
    return read_bytes(path, _LIMIT), path.name


def _read(data: bytes, name: str) -> dict[str, Any]:
    """What the file says, or the code of why it cannot be mapped: rungs are judged all the same."""
    try:
        return credential_file_data(read_credential(data, name))
    except InputError as error:
        return {"error": error.code, "where": error.where}


def reason_of(finding: RungFinding) -> Statement:
    """The reason of a rung as a statement, with the data that its words ask for."""
    key = f"rung_reason.{finding.reason}"
    wanted = REGISTRY[key].data if key in REGISTRY else frozenset()
    return say(key, **{name: value for name, value in finding.detail if name in wanted})


def verification_data(found: Verification, read: dict[str, Any]) -> dict[str, Any]:
    """The ladder as plain JSON values, what the file says, and what of it was not read."""
    return {
        "format": found.format,
        "checked_on": date.today().isoformat(),
        "rungs": [
            {
                "rung": finding.rung.value,
                "result": finding.result.value,
                "reason": finding.reason,
                "detail": {
                    name: list(value) if isinstance(value, tuple) else str(value)
                    for name, value in finding.detail
                },
            }
            for finding in found.rungs
        ],
        "unsigned": list(found.unsigned),
        "award": {key: value for key, value in read.items() if key != "unread"},
        "unread": read.get("unread", []),
    }
