"""A file as read, and its report card, as plain JSON: codes and data, no sentence of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from service.domain.credential_file import CredentialFile
from service.domain.report_card import ReportCard
from service.domain.text import Statement
from service.reporting.json_values import numeral, statement_data


def credential_file_data(file: CredentialFile) -> dict[str, Any]:
    """Everything that was read, and what was not; the members are those of the domain values.

    `unread` lists the fields of the whole file, each with its place.
    """
    made = {
        "format": file.presented.format,
        "container": file.presented.container,
        "awards": [_plain(award) for award in file.awards],
        "descriptors": _plain(file.descriptors),
        "associations": _plain(file.associations),
        "binding": _plain(file.binding),
        "links": list(file.links),
        "notes": _plain(file.notes),
        "unread": _plain(file.all_unread()),
    }
    for award in made["awards"]:
        del award["unread"]  # listed once, for the whole file
    return made


def report_card_data(card: ReportCard) -> dict[str, Any]:
    """A report card: elements, criteria and remarks as codes, with the passages."""
    return {
        "mandatory_present": card.count(mandatory=True),
        "optional_present": card.count(mandatory=False),
        "elements": [
            {
                "id": found.definition.id,
                "element": found.definition.element,
                "mandatory": found.definition.mandatory,
                "presence": found.presence.value,
                "passages": _plain(found.passages),
                "fix": _plain(found.fix),
            }
            for found in card.elements
        ],
        "criteria": _plain(card.criteria),
        "remarks": _plain(card.remarks),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Statement):
        return statement_data(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return numeral(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
