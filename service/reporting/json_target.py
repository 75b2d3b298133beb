"""One target of a report as plain JSON values."""

from __future__ import annotations

from typing import Any

from service.domain.comparison import Comparison, Hop, LevelResult
from service.domain.framework import QualificationType
from service.domain.match import Evidence, Match
from service.domain.report import Result, TargetAssessment
from service.domain.text import Statement
from service.reporting.json_values import score, source_data, statement_data, text_data


def target_data(target: TargetAssessment) -> dict[str, Any]:
    """Candidates, comparisons and result for one place."""
    kinds = {kind.id: kind for kind in target.candidate_types}
    return {
        "country": target.place,
        "framework": target.framework.id,
        "candidates": [
            candidate_data(match, kinds.get(match.qualification_type))
            for match in target.candidates
        ],
        "comparisons": [_comparison(each) for each in target.comparisons],
        "result": _result(target.result),
    }


def candidate_data(match: Match, kind: QualificationType | None) -> dict[str, Any]:
    """One candidate with its evidence; `kind` is its type, None where it is no longer known."""
    title = kind.titles[0] if kind is not None else None
    return {
        "qualification_type": match.qualification_type,
        "title": title.value if title is not None else match.qualification_type,
        "title_language": title.language if title is not None else None,
        "titles": [text_data(text) for text in kind.titles] if kind is not None else [],
        "title_en": kind.title_en if kind is not None else None,
        "level": kind.level if kind is not None else None,
        "score": score(match.score),
        "basis": match.basis.value,
        "evidence": [_evidence(item) for item in match.evidence],
        "warnings": _statements(match.warnings),
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "feature": item.feature,
        "score": score(item.score),
        "quotes": [
            {"text": quote.text, "language": quote.language, "where": quote.where}
            for quote in item.quotes
        ],
        "note": statement_data(item.note) if item.note is not None else None,
    }


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "element": found.element.value,
        "finding": found.finding.value,
        "subject_value": _optional(found.subject_value),
        "benchmark_value": _optional(found.benchmark_value),
        "reason": statement_data(found.reason),
        "notes": _statements(found.notes),
        "sources": [source_data(source) for source in found.sources],
    }


def _result(result: Result) -> dict[str, Any]:
    level = result.level
    return {
        "form": result.form.value,
        "level": _level(level),
        "eqf": _range(level.eqf),
        "eqf_levels": list(level.eqf),
        "qf_ehea": list(level.qf_ehea),
        "reasons": _statements((*result.supporting, *result.declining, *result.curable)),
        "supporting": _statements(result.supporting),
        "declining": _statements(result.declining),
        "curable": _statements(result.curable),
        "would_change": _statements(result.would_change),
        "missing": _statements(result.missing),
        "considered": [
            {"form": form.value, "reason": statement_data(reason)}
            for form, reason in result.considered
        ],
    }


def _level(level: LevelResult) -> dict[str, Any]:
    return {
        "framework": level.framework,
        "code": level.code,
        "codes": list(level.codes),
        "basis": level.basis.value if level.basis is not None else None,
        "hops": [hop_data(hop) for hop in level.hops],
        "values": _statements(level.values),
        "notes": _statements(level.notes),
        "sources": [source_data(source) for source in level.sources],
    }


def hop_data(hop: Hop) -> dict[str, Any]:
    """A statement as its owner makes it; `reverse` says that it was read from its end."""
    return {
        "framework": hop.framework,
        "level": hop.level,
        "to_framework": hop.to_framework,
        "to_levels": list(hop.to_levels),
        "kind": hop.kind.value,
        "since": hop.since,
        "reverse": hop.reverse,
        "confidence": hop.confidence.value,
        "source": source_data(hop.source),
    }


def _range(levels: tuple[str, ...]) -> str | None:
    """One level as it is, several as first-last; null where there is none."""
    if not levels:
        return None
    return levels[0] if len(levels) == 1 else f"{levels[0]}-{levels[-1]}"


def _optional(statement: Statement | None) -> dict[str, Any] | None:
    return None if statement is None else statement_data(statement)


def _statements(statements: tuple[Statement, ...]) -> list[dict[str, Any]]:
    return [statement_data(each) for each in statements]
