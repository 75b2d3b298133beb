"""Reasons for the proposed form, what is missing, what would change it, and evidence."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

SUPPORT = (
    message("support.level_referencing", "reason for the award"),
    message("support.level_comparison", "reason for the award"),
    message("support.level_precedent", "reason for the award"),
    message("support.level_structural", "reason for the award"),
    message("support.level_model", "reason for the award, the weakest"),
    message("support.licence_to_competent_authority", "purpose work: who decides"),
    message("support.credits_stated", "the file states credits"),
    message("support.microcredential_credits", "its credits may count towards a programme"),
)

DECLINE = (
    message("decline.type_not_identified", "reason against"),
    message("decline.level_unknown", "reason against"),
    message("decline.no_benchmark", "reason against"),
    message("decline.potentially_substantial", "an officer decides", element=Kind.ELEMENT),
    message("decline.published_form", "what is usual there", form=Kind.FORM),
    message("decline.licence_is_national", "a licence holds only where it was issued"),
    message(
        "decline.teaching_licence_needed",
        "purpose work: the award trains teachers and is no licence to teach",
        place=Kind.COUNTRY,
        licence=(Kind.LICENCE, "licence name"),
        authority=(Kind.AUTHORITY, "licence authority"),
    ),
    message("decline.licence_not_academic", "a status, not an academic award"),
    message("decline.own_title", "outside the official system of the country"),
    message("decline.not_a_qualification", "attendance or an examination alone"),
    message("decline.part_of_a_qualification", "smaller than a whole qualification"),
)

CURE = (
    message("cure.element_unknown", "information would settle it", element=Kind.ELEMENT),
    message("cure.level_estimated", "an official basis would settle it"),
    message("cure.level_compared", "an official basis would settle it"),
    message("cure.level_range", "further facts would narrow it", levels=Kind.CODES),
)

MISSING = (
    message("missing.official_title", "item in a list of what the applicant should send"),
    message("missing.award_date", "item in a list of what the applicant should send"),
    message("missing.institution", "item in a list of what the applicant should send"),
    message("missing.institution_status", "proof of recognition at the award date"),
    message("missing.workload", "item in a list of what the applicant should send"),
    message("missing.outcomes", "item in a list of what the applicant should send"),
    message("missing.second_document", "this award is proved by two documents"),
    message("missing.underlying_award", "the award on which the licence rests"),
    message("missing.credit_unit", "the file has a number only", as_written=Kind.TEXT),
)

CHANGE = (
    message("change.identify_type", "what would change the result"),
    message("change.level_stated", "what would change the result"),
    message("change.institution_not_recognised", "what would change the result"),
    message("change.precedent_or_referencing", "what would change the result"),
    message(
        "change.workload_hours", "what would change the result", plural="hours", hours=Kind.NUMBER
    ),
)

CONSIDERED = (
    message("considered.unknown", "why a form was passed over"),
    message("considered.full_substantial", "why full recognition was passed over"),
    message("considered.licence_needed", "why full recognition was passed over"),
    message("considered.no_alternative", "why recognition as another award was passed over"),
    message("considered.no_parts", "why partial recognition was passed over"),
    message("considered.no_condition", "why conditional recognition was passed over"),
    message("considered.published_form", "why a form was passed over"),
    message("considered.nature_of_award", "why a form was passed over", kind=Kind.AWARD_KIND),
)

EVIDENCE = (
    message("evidence.official_level", "the award here", level=(Kind.LEVEL, "framework level")),
    message("evidence.same_kind", "both awards", kind=Kind.AWARD_KIND),
    message("evidence.precedent", "a published outcome or earlier decision names the award here"),
    message("evidence.same_words", "both names announce one class of award"),
    message("evidence.structure", "length, access and rights alike"),
    message("evidence.not_awarded_any_more", "the award here is historical"),
    message("evidence.silent", "nothing to compare is no difference"),
)

MESSAGES: tuple[Message, ...] = (
    *SUPPORT,
    *DECLINE,
    *CURE,
    *MISSING,
    *CHANGE,
    *CONSIDERED,
    *EVIDENCE,
)
