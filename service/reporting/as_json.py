"""The report as JSON: the stable contract of `schemas/report.schema.json`, and its hash.

Everything but number, languages and the hash itself is language-neutral; its canonical JSON has
one SHA-256, printed in every language version. Codes and data only: no sentence of ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from service.domain.credential import Award, CreditClaim
from service.domain.report import EquivalenceReport
from service.domain.text import Statement, Text
from service.errors import RenderError
from service.reporting.json_target import target_data
from service.reporting.json_values import (
    level_data,
    numeral,
    source_data,
    statement_data,
    text_data,
)

CONTRACT = "1"


def report_data(report: EquivalenceReport) -> dict[str, Any]:
    """The report as plain JSON values, by the published schema."""
    award = report.award
    return {
        "report": {
            "contract": CONTRACT,
            "number": report.number,
            "status": report.status,
            "content_hash": report.content_hash,
            "languages": list(report.languages),
            "assessed_on": report.assessed_on,
            "purpose": report.purpose.value,
        },
        "subject": _subject(report),
        "person": {
            "names": [text_data(name) for name in award.holder.names],
            "birth_date": award.holder.birth_date,
        },
        "home": _home(report),
        "targets": [target_data(target) for target in report.targets],
        "provenance": {
            "model": report.provenance.model,
            "model_hash": report.provenance.model_hash,
            "frameworks_version": report.provenance.frameworks_version,
            "software_version": report.provenance.software_version,
        },
        "sources": [source_data(source) for source in report.sources],
    }


def report_json(report: EquivalenceReport) -> str:
    """The report as readable JSON text, the same bytes for the same report."""
    data = report_data(report)
    _refuse_half_characters(data, "")
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def canonical(data: Any) -> bytes:
    """The one byte form of JSON values: sorted keys, no white space, UTF-8.

    Raises RenderError render_bad_text where a text holds half a surrogate pair.
    """
    _refuse_half_characters(data, "")
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def content_hash(report: EquivalenceReport) -> str:
    """SHA-256 of the canonical JSON of everything but number, languages and hash."""
    data = report_data(report)
    for name in ("number", "languages", "content_hash"):
        del data["report"][name]
    return hashlib.sha256(canonical(data)).hexdigest()


def number_for(digest: str, assessed_on: str) -> str:
    """Number of a report: PAR, the year of assessment, the start of its content hash."""
    return f"PAR-{assessed_on[:4]}-{digest[:10].upper()}"


def _subject(report: EquivalenceReport) -> dict[str, Any]:
    award = report.award
    said = award.descriptor
    body = said.awarding_body
    kind = report.home.qualification_type
    first = said.titles[0]
    return {
        "title": first.value,
        "title_language": first.language,
        "titles": [text_data(text) for text in said.titles],
        "country": said.country,
        "region": said.region,
        "qualification_type": kind.id if kind is not None else None,
        "level": level_data(report.home.level_framework, report.home.level),
        "kind": said.kind,
        "institution": None
        if body is None
        else {
            "names": [text_data(name) for name in body.names],
            "country": body.country,
            "identifiers": list(body.identifiers),
        },
        "stated_levels": [
            {"framework": each.framework, "code": each.code, "as_written": each.framework_text}
            for each in said.levels
        ],
        "credits": [_credit(claim) for claim in said.credits],
        "duration_years": numeral(said.duration_years),
        "workload_hours": numeral(said.workload_hours),
        "isced_f": said.isced_f,
        "mode": said.mode,
        "instruction_language": said.instruction_language,
        **_texts(award),
        **_award(award),
    }


def _texts(award: Award) -> dict[str, Any]:
    said = award.descriptor
    fields: Mapping[str, tuple[Text, ...]] = {
        "descriptions": said.descriptions,
        "entry_requirement": said.entry_requirement,
        "rights": said.rights,
        "assessment": said.assessment,
        "quality_assurance": said.quality_assurance,
    }
    made: dict[str, Any] = {
        name: [text_data(text) for text in texts] for name, texts in fields.items()
    }
    made["outcomes"] = [[text_data(text) for text in item.texts] for item in said.outcomes]
    return made


def _award(award: Award) -> dict[str, Any]:
    grade = award.grade
    return {
        "format": award.format,
        "identifier": award.identifier,
        "awarded_on": award.awarded_on,
        "completed_on": award.completed_on,
        "expires_on": award.expires_on,
        "grade": None if grade is None else {"as_written": grade.as_written, "scale": grade.scale},
        "proofs": list(award.proofs),
        "passages": [
            {"text": quote.text, "language": quote.language, "where": quote.where}
            for quote in award.passages
        ],
        "unread": [{"pointer": field.pointer, "preview": field.preview} for field in award.unread],
    }


def _credit(claim: CreditClaim) -> dict[str, Any]:
    return {
        "value": numeral(claim.value),
        "system": claim.system,
        "as_written": claim.as_written,
    }


def _home(report: EquivalenceReport) -> dict[str, Any]:
    home = report.home
    basis: Statement | None = home.level_basis
    return {
        "framework": home.framework.id if home.framework is not None else None,
        "identified": statement_data(home.type_basis),
        "level_basis": statement_data(basis) if basis is not None else None,
        "eqf": list(home.eqf),
        "rivals": list(home.rivals),
        "warnings": [statement_data(each) for each in home.warnings],
        "suggestions": [statement_data(each) for each in home.suggestions],
        "sources": [source_data(source) for source in home.sources],
    }


def _refuse_half_characters(value: Any, where: str) -> None:
    """Refuse lone surrogates, which have no bytes in UTF-8. Raises RenderError."""
    match value:
        case str():
            if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
                raise RenderError("render_bad_text", where=where or "/")
        case Mapping():
            for key, each in value.items():
                _refuse_half_characters(each, f"{where}/{key}")
        case list():
            for index, each in enumerate(value):
                _refuse_half_characters(each, f"{where}/{index}")
