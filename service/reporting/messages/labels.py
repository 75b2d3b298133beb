"""Words for values of closed lists, and patterns that put words together."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message


def _labels(prefix: str, comment: str, values: str) -> tuple[Message, ...]:
    return tuple(message(f"{prefix}.{value}", comment) for value in values.split())


PATTERNS = (
    message(
        "pattern.range",
        "a range of numbers; written from right to left, use words: a dash swaps the two",
        low=Kind.TEXT,
        high=Kind.TEXT,
    ),
    message(
        "pattern.gloss",
        "a name followed by its explanation or short form",
        text=Kind.TEXT,
        gloss=Kind.TEXT,
    ),
    message("pattern.field", "field of study with its code", label=Kind.TEXT, code=Kind.TEXT),
    message("pattern.dated", "a source with its date", text=Kind.TEXT, date=Kind.TEXT),
    message("pattern.label", "a label in front of its value", label=Kind.TEXT, value=Kind.TEXT),
    message(
        "pattern.amount", "a number of units, such as credits", amount=Kind.TEXT, unit=Kind.TEXT
    ),
    message("pattern.remark", "a short text with a remark", text=Kind.TEXT, remark=Kind.TEXT),
    message("pattern.pair", "two quoted titles", subject=Kind.TEXT, benchmark=Kind.TEXT),
)

NAMES = (
    message("acronym.eqf", "usual short form of the European Qualifications Framework"),
    message("acronym.qf_ehea", "usual short form of the framework of the EHEA (Bologna)"),
    message("framework.eqf", "official name of the EQF in this language"),
    message("framework.qf_ehea", "usual name of the Qualifications Framework of the EHEA"),
    message("credit_unit.ects", "unit of the ECTS, singular"),
    message("language.name", "name of this language in itself, as a switch shows it"),
)

MESSAGES: tuple[Message, ...] = (
    *PATTERNS,
    *NAMES,
    *_labels(
        "element",
        "one of the five elements of comparison",
        "level workload quality profile outcomes",
    ),
    *_labels(
        "finding",
        "finding on one element; beside a mark in a table",
        "comparable different potentially_substantial unknown",
    ),
    *_labels(
        "basis",
        "on what a level rests, strongest first; short label",
        "referencing comparison precedent structural model none",
    ),
    *_labels(
        "basis_note",
        "one sentence that says how far this basis carries",
        "referencing comparison precedent structural model none",
    ),
    *_labels(
        "candidate_basis",
        "why an award here is proposed; short label",
        "official precedent model",
    ),
    *_labels(
        "form",
        "form of recognition; use the terms of the Lisbon Recognition Convention",
        "full alternative partial conditional not_recognised not_enough_information",
    ),
    *_labels("purpose", "what recognition is wanted for", "study work title"),
    *_labels("status", "status of the report", "proposal"),
    *_labels(
        "kind",
        "kind of award, in lower case as inside a sentence",
        "school vocational academic professional_licence attendance microcredential own_title "
        "examination",
    ),
    *_labels(
        "stage",
        "stage of education that an award opens, inside a sentence after 'opens'",
        "lower_secondary upper_secondary vocational_training post_secondary short_cycle "
        "first_cycle first_cycle_restricted first_cycle_later_year second_cycle "
        "second_cycle_conditional third_cycle third_cycle_conditional higher_vocational "
        "occupation regulated_profession teaching academic_career none_automatic",
    ),
    *_labels("cycle", "cycle of the QF-EHEA (Bologna)", "short first second third"),
    *_labels("confidence", "how far a fact can be trusted", "high medium low"),
    *_labels(
        "referencing_kind",
        "kind of published statement between two frameworks",
        "referencing self_certification comparison",
    ),
    *_labels(
        "rung",
        "result of one check on a file; four different words",
        "passed failed could_not_check not_applicable",
    ),
    *_labels(
        "feature",
        "what was compared between two award descriptions; label in a table",
        "title_fuzzy title_embedding level structure kind workload still_awarded field precedent "
        "award_words",
    ),
    *_labels(
        "format",
        "format of the file that was read",
        "paritas_1 elm_3 open_badges_3",
    ),
)
