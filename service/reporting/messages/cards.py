"""Words of the issuer's report card and of what is said about reading a file."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_CARD = "the report card that an issuer gets for a credential file"
_READ = "what is said about the reading of a file"
_ELEMENTS = (
    *("learner", "title", "country", "awarding_body", "date_of_issuing", "learning_outcomes"),
    *("workload", "level", "assessment", "participation", "quality_assurance", "prerequisites"),
    *("supervision", "grade", "stackability", "further_information"),
)
_CRITERIA = (
    *("quality", "verification", "level", "outcomes", "workload", "assessment"),
    "identification",
)

MESSAGES: tuple[Message, ...] = (
    *(message(f"card_element.{name}", "an element of a micro-credential") for name in _ELEMENTS),
    *(message(f"card_criterion.{name}", "a criterion of assessment") for name in _CRITERIA),
    *(message(f"presence.{name}", _CARD) for name in ("present", "partly", "absent")),
    message("card.summary", _CARD, mandatory=Kind.NUMBER, optional=Kind.NUMBER),
    message("card.add_property", _CARD, element=Kind.CODE, property=Kind.CODE),
    message("card.no_property", _CARD, element=Kind.CODE),
    message("card.term_dropped", _CARD, term=Kind.CODE, place=Kind.CODE),
    message("card.months_meant", _CARD, value=Kind.CODE, count=Kind.NUMBER, place=Kind.CODE),
    message("card.duration_without_hours", _CARD, value=Kind.CODE, place=Kind.CODE),
    message("card.credits_without_unit", _CARD, value=Kind.TEXT),
    message("card.missing_level", _CARD),
    message("card.missing_workload", _CARD),
    message("card.missing_learning_outcomes", _CARD),
    message("card.issuer_unnamed", _CARD),
    message("read.part_unread", _READ, problem=Kind.CODE, place=Kind.CODE),
    message("read.document_evidence", _READ),
    message("read.scan_recognised", _READ, pages=Kind.NUMBER),
    message("read.pages_not_recognised", _READ, pages=Kind.NUMBER),
    message("read.to_confirm", _READ, field=Kind.CODE, value=Kind.TEXT),
    message("read.unread_count", _READ, count=Kind.NUMBER),
)
