"""What the award is at home: how its type was identified, its level, warnings and notes."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_LEVEL = (Kind.LEVEL, "framework level")
_NOTES = (
    "abolished superseded equated_by_law first_degree_despite_name second_cycle_despite_name "
    "not_a_degree not_a_first_cycle_degree not_a_second_cycle_degree not_a_doctorate "
    "not_a_research_doctorate status_without_level no_licence leads_to_licence "
    "level_depends_on_award needs_second_document no_framework_level institution_own_title "
    "same_initials_other_award intermediate_award second_degree examination_only "
    "second_research_degree"
)

MODEL = (
    message(
        "model.field",
        "a model's suggestion with its measured confidence; phrase: the example it resembles",
        field=Kind.ISCED_F,
        phrase=Kind.TEXT,
        percent=Kind.NUMBER,
    ),
    message("model.field_uncertain", "the model abstains: not enough information"),
)

IDENTIFIED = (
    message("identified.stated", "how the home award type was established", type=Kind.TYPE),
    message(
        "identified.title",
        "found by an official or usual name in the title",
        title=Kind.TEXT,
        type=Kind.TYPE,
    ),
    message(
        "identified.title_and_facts",
        "several types fit the title; other facts of the file decide for one",
        title=Kind.TEXT,
        type=Kind.TYPE,
    ),
    message(
        "identified.ambiguous",
        "a person must decide between the types",
        title=Kind.TEXT,
        types=Kind.TYPES,
    ),
    message(
        "identified.same_level",
        "several types fit, but all are at one level and of one kind",
        title=Kind.TEXT,
        types=Kind.TYPES,
        level=_LEVEL,
    ),
    message(
        "identified.kind",
        "only one award type of the country is of the kind that the file states",
        kind=Kind.AWARD_KIND,
        type=Kind.TYPE,
    ),
    message("identified.none", "nothing found in the title", title=Kind.TEXT),
    message("identified.country_missing", "the file names no country", title=Kind.TEXT),
    message("identified.country_without_data", "we hold no data yet", country=Kind.COUNTRY),
)

HOME_LEVEL = (
    message("home_level.stated", "the file states the level", level=_LEVEL),
    message(
        "home_level.type",
        "the home framework places the type there",
        level=_LEVEL,
        type=Kind.TYPE,
    ),
    message("home_level.none", "the home system places the award on no level"),
    message("home_level.no_framework", "no framework of levels", country=Kind.COUNTRY),
    message("home_level.unknown", "nothing tells the level at home"),
)

WARNINGS = (
    message(
        "warning.level_contradiction",
        "file and framework differ; both are shown",
        level=_LEVEL,
        stated=Kind.TEXT,
    ),
    message("warning.framework_not_recognised", "framework unknown to us", stated=Kind.TEXT),
    message(
        "warning.type_not_awarded_then", "the dates do not fit", type=Kind.TYPE, date=Kind.DATE
    ),
    message("warning.award_date_missing", "the day of assessment stands in for the award date"),
    message("warning.expired", "the file itself gives this last day", date=Kind.DATE),
    message("warning.low_confidence", "our data are weak here", type=Kind.TYPE),
    message("warning.other_award_in_title", "two awards in one title", type=Kind.TYPE),
    message(
        "warning.authenticity_not_checked",
        "signatures are in the file, unverified",
        proofs=Kind.TEXTS,
    ),
    message("warning.no_proof", "no signature in the file"),
)

MESSAGES: tuple[Message, ...] = (
    *IDENTIFIED,
    *MODEL,
    *HOME_LEVEL,
    *WARNINGS,
    *(
        message(f"note.{value}", "what the name of an award type does not say", type=Kind.TYPE)
        for value in _NOTES.split()
    ),
)
