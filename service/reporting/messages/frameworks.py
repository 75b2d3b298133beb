"""Words around what nations publish: one framework shown, or all of them listed."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_LABEL = "label in front of a value; no colon"
_COLUMN = "heading of a table column"
_TITLE = "heading of a section"
_STANDING = "standing sentence"

ABOUT = (
    message("label.framework_kind", _LABEL),
    message("framework_kind.national", "kind of framework; a value, in lower case"),
    message("framework_kind.meta", "such as the EQF: it places frameworks, not awards"),
    message("framework_kind.degree_structure", "a country without a framework of levels"),
    message("label.owner", "who is responsible for a framework; label, no colon"),
    message("label.legal_basis", _LABEL),
    message("label.in_force", _LABEL),
    message("label.scope", "which education a framework covers; label, no colon"),
    message("scope.all", "value of the label for the scope"),
    message("scope.higher_education", "value of the label for the scope"),
    message("scope.vocational", "value of the label for the scope"),
    message("label.website", _LABEL),
    message("label.confidence", "how far a fact can be trusted; label, no colon"),
    message("framework.not_in_force", _STANDING, date=Kind.DATE),
    message("period.since", "beginning of validity; a value", since=Kind.DATE),
    message("period.until", "end of validity; a value", until=Kind.DATE),
    message("period.between", "whole validity; a value", since=Kind.DATE, until=Kind.DATE),
    message("period.not_stated", "value where no date is published"),
)

LANGUAGES = (
    message("section.content_languages", "in which languages we hold texts; heading"),
    message("column.level_titles", _COLUMN),
    message("column.descriptors", "knowledge, skills, responsibility and autonomy; column"),
    message("column.type_titles", _COLUMN),
    message("coverage.complete", "all texts are held in this language; in a cell"),
    message("coverage.missing", "no text is held in this language; in a cell"),
    message(
        "coverage.partial",
        "some texts are held in this language; in a cell",
        held=Kind.NUMBER,
        total=Kind.NUMBER,
    ),
    message(
        "language_shown.other",
        "above texts that are not in the reader's language",
        asked=Kind.LANGUAGE,
        shown=Kind.LANGUAGE,
    ),
)

LEVELS = (
    message("section.levels_on", _TITLE, date=Kind.DATE),
    message("levels.none", _STANDING, date=Kind.DATE),
    message("levels.no_statement", _STANDING),
    message("column.isced_2011", _COLUMN),
    message("column.corresponds_to", "levels of other frameworks; column"),
    message(
        "referencing.line",
        "which framework a statement is about, its kind, and since when it holds",
        framework=Kind.TEXT,
        statement=Kind.TEXT,
        period=Kind.TEXT,
    ),
    message("section.descriptors", _TITLE),
    message("descriptor.knowledge", "domain of a level descriptor; words of the EQF"),
    message("descriptor.skills", "domain of a level descriptor; words of the EQF"),
    message(
        "descriptor.responsibility_and_autonomy", "domain of a level descriptor; words of the EQF"
    ),
    message("descriptors.own_words", "whose words they are; under the heading"),
    message("descriptors.own_mark", "behind a text that is no quotation, in brackets"),
    message("descriptors.owner_words", "whose words they are; under the heading"),
    message("descriptors.none", _STANDING),
    message("descriptors.none_for", _STANDING, levels=(Kind.LEVELS, "framework levels")),
    message("descriptors.other_scale", "the scale has changed", since=Kind.DATE),
)

TYPES = (
    message("section.types", _TITLE),
    message("types.none", _STANDING),
    message("types.without_level", "heading over types that the framework places at no level"),
    message(
        "types.other_scale",
        "behind a level: the types were placed on another scale than that of the date",
        period=Kind.TEXT,
    ),
    message("types.later", _STANDING, plural="count", count=Kind.NUMBER, date=Kind.DATE),
    message("awarded.since", "when a type of award began", since=Kind.DATE),
    message("awarded.between", "when a type was awarded", since=Kind.DATE, until=Kind.DATE),
)

LIST = (
    message("column.framework_id", "id of a framework; column"),
    message("column.level_count", "number of levels; column"),
    message("column.type_count", "number of types of award; column"),
    message("column.languages", _COLUMN),
    message("column.referenced_to", "frameworks that this one speaks of; column"),
)

MESSAGES: tuple[Message, ...] = (*ABOUT, *LANGUAGES, *LEVELS, *TYPES, *LIST)
