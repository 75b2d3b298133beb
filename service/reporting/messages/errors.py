"""One line for each error that a person can mend: what is wrong, and what to do.

The line is printed after the place (file, option, pointer), so the words do not repeat it. A
message names only the details that it prints; the error may carry more.
"""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_INPUT = "a file or value that the user handed in"
_CONTENT = "a file of ours or of the office under frameworks/ or data/"
_MODEL = "the language model for matching"
_REPORT = "a report that cannot be set"

MESSAGES: tuple[Message, ...] = (
    message("error.unknown", "an error without words of its own", code=Kind.CODE),
    message("error.content_unreadable", _CONTENT, problem=Kind.TEXT),
    message("error.content_not_yaml", _CONTENT, problem=Kind.TEXT),
    message("error.content_not_mapping", _CONTENT),
    message("error.content_missing_key", _CONTENT, key=Kind.CODE),
    message("error.content_unknown_key", _CONTENT, key=Kind.CODE),
    message("error.content_bad_value", _CONTENT, key=Kind.CODE, value=Kind.TEXT),
    message("error.content_folder_missing", _CONTENT),
    message("error.content_unknown_source", _CONTENT, key=Kind.CODE),
    message("error.content_id_not_folder", _CONTENT, key=Kind.CODE, name=Kind.CODE),
    message("error.input_missing", _INPUT),
    message("error.input_is_folder", _INPUT),
    message("error.input_not_a_file", _INPUT),
    message("error.input_unreadable", _INPUT, problem=Kind.TEXT),
    message("error.input_empty", _INPUT),
    message("error.input_too_large", _INPUT, size=Kind.NUMBER, limit=Kind.NUMBER),
    message("error.input_not_utf8", _INPUT, position=Kind.NUMBER),
    message("error.input_bad_character", _INPUT, character=Kind.CODE),
    message("error.input_not_json", _INPUT, format=Kind.CODE, problem=Kind.TEXT),
    message("error.input_bad_number", _INPUT, value=Kind.TEXT),
    message("error.input_duplicate_key", _INPUT, key=Kind.TEXT),
    message("error.input_too_deep", _INPUT, limit=Kind.NUMBER),
    message("error.input_too_many_values", _INPUT, limit=Kind.NUMBER),
    message("error.input_yaml_alias", _INPUT),
    message("error.input_format_unknown", _INPUT, accepted=Kind.TEXT),
    message("error.input_format_not_yet", _INPUT, seen=Kind.TEXT),
    message("error.input_bad_date", _INPUT, field=Kind.CODE, value=Kind.TEXT),
    message("error.input_bad_credits", _INPUT, value=Kind.TEXT),
    message("error.input_bad_duration", _INPUT, field=Kind.CODE, value=Kind.TEXT),
    message("error.input_bad_value", _INPUT, field=Kind.CODE, value=Kind.TEXT),
    message("error.input_bad_choice", _INPUT, field=Kind.CODE, value=Kind.TEXT, accepted=Kind.TEXT),
    message("error.input_unknown_country", _INPUT, field=Kind.CODE, value=Kind.TEXT),
    message("error.input_unknown_language", _INPUT, field=Kind.CODE, value=Kind.TEXT),
    message("error.input_bad_region", _INPUT, value=Kind.CODE, country=Kind.CODE),
    message("error.input_wrong_type", _INPUT, field=Kind.CODE, expected=Kind.CODE),
    message("error.input_missing_key", _INPUT, key=Kind.CODE),
    message("error.input_no_title", _INPUT),
    message("error.input_too_many", _INPUT, field=Kind.CODE, count=Kind.NUMBER, limit=Kind.NUMBER),
    message("error.input_version_unknown", _INPUT, seen=Kind.TEXT, accepted=Kind.CODE),
    message("error.input_not_an_award", _INPUT, seen=Kind.TEXT),
    message("error.input_several_awards", _INPUT, count=Kind.NUMBER),
    message("error.input_bad_payload", _INPUT),
    message("error.language_unknown", _INPUT, value=Kind.TEXT, known=Kind.TEXT),
    message("error.format_unknown", _INPUT, value=Kind.TEXT, known=Kind.TEXT),
    message("error.purpose_unknown", _INPUT, value=Kind.TEXT, known=Kind.TEXT),
    message("error.date_unreadable", _INPUT, value=Kind.TEXT),
    message("error.output_unwritable", "the folder for the results", problem=Kind.TEXT),
    message("error.gold_unreadable", "a table of labelled cases", problem=Kind.TEXT),
    message("error.gold_columns", "a table of labelled cases", missing=Kind.TEXT),
    message("error.place_unknown", _INPUT, place=Kind.CODE, known=Kind.TEXT),
    message("error.framework_unknown", _INPUT, framework=Kind.CODE, known=Kind.TEXT),
    message(
        "error.level_not_in_framework",
        _INPUT,
        level=Kind.CODE,
        framework=Kind.CODE,
        known=Kind.TEXT,
    ),
    message("error.qualification_type_unknown", _INPUT, type=Kind.CODE),
    message("error.model_not_found", _MODEL, remedy=Kind.CODE),
    message("error.model_unreadable", _MODEL, problem=Kind.TEXT, remedy=Kind.CODE),
    message("error.model_weights_changed", _MODEL, remedy=Kind.CODE),
    message("error.model_damaged", _MODEL, remedy=Kind.CODE),
    message("error.model_cache_unwritable", _MODEL, problem=Kind.TEXT, remedy=Kind.CODE),
    message("error.model_package_missing", _MODEL, remedy=Kind.CODE),
    message("error.render_unknown_language", _REPORT, language=Kind.CODE, known=Kind.TEXT),
    message("error.render_unknown_message", _REPORT, key=Kind.CODE),
    message("error.render_missing_slot", _REPORT, key=Kind.CODE, slot=Kind.CODE),
    message("error.render_extra_slot", _REPORT, key=Kind.CODE, slot=Kind.CODE),
    message("error.render_bad_slot", _REPORT, kind=Kind.CODE, value=Kind.TEXT),
    message("error.render_untranslated", _REPORT, key=Kind.CODE, language=Kind.CODE),
    message("error.render_missing_glyph", _REPORT, character=Kind.TEXT, code_point=Kind.CODE),
    message("error.render_fonts_missing", _REPORT, package=Kind.CODE),
    message("error.render_pdf_failed", _REPORT, problem=Kind.TEXT),
    message("error.render_bad_text", _REPORT),
)
