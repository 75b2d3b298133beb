"""How a level was reached, and the values of elements."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_LEVEL = (Kind.LEVEL, "framework level")
_SPAN = (Kind.SPAN, "low high")

LEVELS = (
    message("level.same_framework", "nothing to convert", level=_LEVEL),
    message(
        "level.not_agreed",
        "an agreed absence, not a gap",
        level=_LEVEL,
        to_framework=Kind.FRAMEWORK,
    ),
    message(
        "level.stated_after_award",
        "the statement is younger than the award",
        framework=Kind.FRAMEWORK,
        since=Kind.DATE,
    ),
    message(
        "level.confidence",
        "how well this step is founded",
        framework=Kind.FRAMEWORK,
        to_framework=Kind.FRAMEWORK,
        confidence=Kind.CONFIDENCE,
    ),
    message("level.precedent", "id of an earlier decision or published outcome", id=Kind.CODE),
    message("level.structural", "types here that are built alike", types=Kind.TYPES),
    message("level.model", "types here whose texts resemble", types=Kind.TYPES),
    message(
        "level.refined",
        "one level proposed inside the range of the referencing",
        levels=(Kind.LEVELS, "framework levels"),
        level=_LEVEL,
    ),
    message(
        "level.same_code",
        "a second framework of the place has this code; code: how to name that one",
        level=_LEVEL,
        code=Kind.CODE,
    ),
    message(
        "level.of_rivals", "types that the title may mean; the range covers all", types=Kind.TYPES
    ),
    message(
        "level.from_words",
        "a model's suggestion with its measured confidence; words: quoted from the title",
        eqf=(Kind.SPAN, "low high"),
        words=Kind.TEXTS,
        percent=Kind.NUMBER,
    ),
    message(
        "level.from_words_uncalibrated",
        "the same without a measured confidence",
        eqf=(Kind.SPAN, "low high"),
        words=Kind.TEXTS,
    ),
    message("level.none_at_home", "reason why no level here"),
    message("level.no_basis", "none of the five bases holds"),
    message("level.no_benchmark", "no award here to compare with"),
    message("level.same_structure", "the target country has no framework of levels"),
    message("level.same_by_referencing", "official"),
    message("level.same_by_comparison", "published comparison, not a referencing"),
    message("level.same_by_precedent", "earlier decision"),
    message("level.same_by_structure", "estimate, not official"),
    message("level.same_by_model", "suggestion of a model, no evidence of level"),
    message(
        "level.other_than_found",
        "benchmark and result stand at different levels",
        level=_LEVEL,
        found=(Kind.LEVELS, "framework found"),
    ),
)

VALUES = (
    message("value.level", "a level as a value in the table", level=_LEVEL),
    message("value.no_level", "value in the table"),
    message("value.isced_2011", "value in the table", levels=Kind.CODES),
    message("value.hours", "hours of learner effort", plural="high", amount=_SPAN),
    message("value.years", "full-time years of the programme", plural="high", amount=_SPAN),
    message(
        "value.total_years",
        "full-time years of higher education after secondary school",
        plural="high",
        amount=_SPAN,
    ),
    message(
        "value.schooling_years",
        "years of school before higher education",
        plural="years",
        years=Kind.NUMBER,
    ),
    message("value.access", "rights that the award gives at home", stages=Kind.STAGES),
    message(
        "value.profile",
        "kind of award and what it opens at home",
        when_empty="value.profile_without_access",
        kind=Kind.AWARD_KIND,
        stages=Kind.STAGES,
    ),
    message("value.profile_without_access", "kind of award alone", kind=Kind.AWARD_KIND),
    message("value.institution", "name as the file has it, not confirmed", name=Kind.TEXT),
    message("value.officially_recognised", "what the benchmark requires"),
    message("value.outcomes", "number of learning outcomes", plural="count", count=Kind.NUMBER),
)

MESSAGES: tuple[Message, ...] = (*LEVELS, *VALUES)
