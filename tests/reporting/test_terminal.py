import pytest
from rich.console import Console

from service.errors import InputError, ModelError, RenderError
from service.reporting.as_table import report_table
from service.reporting.error_words import error_line
from service.reporting.wording import Wording
from tests.reporting.builders import SampleFacts, chinese_report, german_report


def printed(report, language="en"):
    console = Console(width=160, record=True, file=None, force_terminal=False)
    with console.capture() as captured:
        console.print(report_table(report, Wording(language, SampleFacts())))
    return captured.get()


def test_the_table_says_target_result_level_basis_and_findings():
    table = printed(german_report())
    for words in ("Ireland", "partial", "NFQ 8", "official", "EQF 6"):
        assert words in table
    assert "▲ potentially substantial difference: Profile" in " ".join(
        table.replace("│", " ").split()
    )


def test_a_target_without_a_level_has_a_row():
    table = printed(chinese_report())
    assert "not enough" in table
    assert "unknown" in table


def test_markup_of_the_terminal_is_not_read():
    from dataclasses import replace

    from tests.reporting.builders import AWARD, text

    title = text("[bold red]Diplom[/] \x1b[31m", "de")
    award = replace(AWARD, descriptor=replace(AWARD.descriptor, titles=(title,)))
    assert "[bold red]Diplom[/] \\u{001B}[31m" in printed(german_report(award=award))


def test_isolates_only_where_the_language_runs_from_right_to_left():
    assert "\u2066" in printed(german_report(), "ar")
    assert "\u2066" not in printed(german_report(), "en")


def test_an_error_says_where_what_and_what_to_do():
    problem = InputError("place_unknown", where="--to", place="XX", known="AT, DE")
    assert error_line(problem) == "--to: The place XX is not known. Use one of: AT, DE."


def test_an_error_is_worded_with_details_that_are_missing_or_too_many():
    problem = InputError("input_too_large", where="a.json", size=5_000_000, more="x")
    assert error_line(problem).startswith("a.json: The file has 5,000,000 bytes; at most ?")


@pytest.mark.parametrize("language", ["xx", "", "en"])
def test_an_error_never_hides_another(language):
    problem = ModelError("no_such_code", where="x\u202ey")
    line = error_line(problem, language)
    assert line.startswith("x\\u{202E}y: ")
    assert "no_such_code" in line


def test_errors_of_rendering_are_worded():
    problem = RenderError("render_missing_glyph", where="award", character="დ", code_point="U+10D3")
    assert "“დ” (U+10D3)" in error_line(problem)


def test_an_error_in_another_language_falls_back_to_english(monkeypatch):
    from service.reporting import wording
    from service.reporting.catalogue_files import entries

    monkeypatch.setattr(
        wording, "entries", lambda language: entries("en") if language == "en" else {}
    )
    assert error_line(InputError("input_empty", where="f"), "de").startswith("f: The file is empty")
