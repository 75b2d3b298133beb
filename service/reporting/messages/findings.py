"""Reasons and notes on workload, quality, profile and learning outcomes."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_SPAN = (Kind.SPAN, "low high")

WORKLOAD = (
    message(
        "workload.rule_stated_hours",
        "hours as the file states them",
        plural="hours",
        hours=Kind.NUMBER,
    ),
    message(
        "workload.rule_credits",
        "credits times hours; {system} is a unit such as ECTS credit",
        plural="hours_high",
        amount=_SPAN,
        system=Kind.CREDIT_SYSTEM,
        hours=(Kind.SPAN, "hours_low hours_high"),
    ),
    message(
        "workload.rule_no_hours",
        "only contact hours are published for this credit system",
        amount=_SPAN,
        system=Kind.CREDIT_SYSTEM,
    ),
    message("workload.unit_missing", "never guessed", as_written=Kind.TEXT),
    message("workload.typical_of_type", "values not from this file"),
    message("workload.years_beside", "note beside hours", share=Kind.PERCENT),
    message(
        "workload.in_target_credits",
        "converted; {system} is a unit such as ECTS credit",
        amount=_SPAN,
        system=Kind.CREDIT_SYSTEM,
    ),
    message(
        "workload.shorter_hours",
        "the threshold is a rule of this house, not of law",
        share=Kind.PERCENT,
        threshold=Kind.PERCENT,
    ),
    message(
        "workload.shorter_years",
        "the threshold is a rule of this house, not of law",
        share=Kind.PERCENT,
        threshold=Kind.PERCENT,
    ),
    message("workload.longer_hours", "surplus", share=Kind.PERCENT),
    message("workload.longer_years", "surplus", share=Kind.PERCENT),
    message("workload.comparable_hours", "house rule named", threshold=Kind.PERCENT),
    message("workload.comparable_years", "house rule named", threshold=Kind.PERCENT),
    message("workload.unknown_subject", "nothing to compare on the foreign side"),
    message("workload.unknown_benchmark", "nothing to compare on the side here"),
)

QUALITY = (
    message("quality.statement_in_file", "the file's own words", text=Kind.TEXT),
    message("quality.own_title", "an institution's own title outside the official system"),
    message("quality.not_checked", "nothing was looked up; no reproach"),
    message("quality.institution_missing", "no awarding body in the file"),
)

PROFILE = (
    message("profile.unknown", "a side is missing"),
    message("profile.same_kind", "both are of one kind", kind=Kind.AWARD_KIND),
    message(
        "profile.kind_differs",
        "kinds differ",
        subject_kind=Kind.AWARD_KIND,
        benchmark_kind=Kind.AWARD_KIND,
    ),
    message("profile.incomplete_cycle", "a certificate or diploma within a cycle, no degree"),
    message("profile.access_lost", "rights at home compared (note)", stages=Kind.STAGES),
    message("profile.access_narrower", "rights at home compared (reason)", stages=Kind.STAGES),
    message("profile.access_conditional", "the right exists on conditions", stages=Kind.STAGES),
    message("profile.field", "field of study of the award", isced_f=Kind.ISCED_F),
)

_PAIR = {"benchmark": Kind.TEXT, "subject": Kind.TEXT, "score": Kind.NUMBER}

OUTCOMES = (
    message("outcomes.no_model", "outcomes on both sides, nothing to align them with"),
    message("outcomes.model_only", "a model's alignment proves nothing alone"),
    message("outcomes.subject_silent", "no outcomes in the file"),
    message("outcomes.benchmark_silent", "award types carry no outcomes; a programme's would help"),
    message(
        "outcomes.aligned",
        "alignment by a model with the threshold used",
        plural="total",
        covered=Kind.NUMBER,
        partly=Kind.NUMBER,
        total=Kind.NUMBER,
        threshold=Kind.NUMBER,
    ),
    message("outcomes.pair_covered", "one benchmark outcome with its nearest", **_PAIR),
    message("outcomes.pair_partly", "one benchmark outcome with its nearest", **_PAIR),
    message("outcomes.pair_not_covered", "one benchmark outcome with its nearest", **_PAIR),
)

MESSAGES: tuple[Message, ...] = (*WORKLOAD, *QUALITY, *PROFILE, *OUTCOMES)
