"""`paritas frameworks show` and `list` on the shipped frameworks: words, data, dates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from service.commands.frameworks import list_all, show
from service.errors import InputError
from service.pipeline.register import FrameworkFacts
from service.reporting.catalogue_files import LANGUAGES, entries
from service.reporting.framework_page import FrameworkPage, same_language
from service.reporting.json_framework import framework_data
from service.reporting.view import block_phrases
from service.reporting.view_framework import framework_sections
from service.reporting.wording import Wording
from service.settings import Settings

ON = "2026-11-25"
DAYS = (date(1995, 1, 1), date(2012, 6, 1), date(2026, 11, 25))


@pytest.fixture(scope="module")
def facts(settings: Settings) -> FrameworkFacts:
    return FrameworkFacts(settings)


def read(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    language: str = "en",
    on: str = ON,
) -> str:
    monkeypatch.setenv("COLUMNS", "120")
    show(place, language, on, as_json=False)
    return capsys.readouterr().out


def asked(
    capsys: pytest.CaptureFixture[str], place: str, language: str = "en", on: str = ON
) -> dict[str, Any]:
    show(place, language, on, as_json=True)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def unspaced(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("day", DAYS)
def test_every_framework_has_a_page_in_every_language(facts: FrameworkFacts, day: date) -> None:
    for number, framework in enumerate(facts.register.frameworks.values()):
        languages = LANGUAGES if day == DAYS[-1] else (LANGUAGES[number % len(LANGUAGES)],)
        for language in languages:
            wording = Wording(language, facts)
            page = FrameworkPage(
                wording=wording, register=facts.register, framework=framework, on=day
            )
            said = " ".join(
                str(phrase)
                for section in framework_sections(page)
                for block in section.blocks
                for phrase in block_phrases(block)
            )
            assert framework.authority.value in said
            assert "{" not in said
            for kind in facts.register.types_of_framework(framework.id, day):
                assert kind.titles[0].value in said, kind.id
            for level in facts.register.levels(framework.id, day):
                for row in facts.register.descriptors(level):
                    text = page.chosen(row.texts)
                    assert text is not None
                    assert text.value in said


def test_heads_are_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    german = read(capsys, monkeypatch, "DE", "de")
    for head in ("Niveaudeskriptoren", "Rechtsgrundlage", "Entspricht", "Kenntnisse", "Quellen"):
        assert head in german
    assert "seit 1. Mai 2013" in german
    titles = {words[0] for key, words in entries("en").items() if key.startswith("section.")}
    assert not titles & {line.strip() for line in german.splitlines()}


def test_descriptors_in_the_language_asked_for_or_marked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Auf Deutsch nicht vorhanden" not in read(capsys, monkeypatch, "DE", "de")
    arabic = read(capsys, monkeypatch, "FR", "ar")
    assert arabic.count("غير متوفر باللغة العربية؛ ويُعرض باللغة الفرنسية.") == 2
    assert "les acquis élémentaires" in arabic


def test_a_text_in_the_other_chinese_script_is_marked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "以繁体中文显示" in read(capsys, monkeypatch, "HK", "zh")
    assert same_language("zh-Hans", "zh")
    assert not same_language("zh-Hant", "zh")
    assert same_language("de-AT", "de")
    assert not same_language("und", "de")


def test_whose_words_the_descriptors_are_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not the owner’s text" in read(capsys, monkeypatch, "EQF")


def test_missing_languages_are_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(capsys, "GB-SCT")["frameworks"][0]
    assert found["languages"] == ["en", "gd"]
    assert found["languages_missing"] == {"gd": ["descriptors", "type_titles"]}
    gaelic = next(row for row in found["languages_held"] if row["language"] == "gd")
    titles = gaelic["type_titles"]
    line = next(
        line
        for line in read(capsys, monkeypatch, "GB-SCT").splitlines()
        if "Scottish Gaelic" in line and "complete" in line
    )
    expected = f"Scottish Gaelic complete missing {titles['held']} of {titles['total']}"
    assert " ".join(line.split()) == expected


def test_the_day_decides_levels_statements_and_types(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ten = asked(capsys, "UA", on="2019-01-01")["frameworks"][0]
    eight = asked(capsys, "UA")["frameworks"][0]
    assert [row["code"] for row in ten["levels"]] == list("0123456789")
    assert [row["code"] for row in eight["levels"]] == list("12345678")
    assert {row["until"] for row in ten["levels"]} == {"2020-06-24"}
    assert not any(row["descriptors"] for row in ten["levels"])
    assert all(row["descriptors"] for row in eight["levels"])
    out = read(capsys, monkeypatch, "UA", on="2019-01-01")
    assert "The level descriptors held belong to the scale in force since 25 June 2020." in out
    assert "НРК 6 (on the scale in force since 25 June 2020)" in out
    assert "on the scale in force" not in read(capsys, monkeypatch, "UA")


def test_what_is_not_in_force_or_not_yet_awarded_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = read(capsys, monkeypatch, "DE", on="1995-01-01")
    assert "Not in force on 1 January 1995." in out
    assert "No level was in force on 1 January 1995." in out
    assert "first awarded after 1 January 1995" in out
    data = asked(capsys, "DE", on="1995-01-01")["frameworks"][0]
    assert data["in_force"] is False
    assert data["levels"] == []
    later = data["qualification_types_later"]
    assert later + len(data["qualification_types"]) == len(
        asked(capsys, "DE")["frameworks"][0]["qualification_types"]
    )
    assert later > 0


def test_statements_carry_kind_date_source_and_doubt(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = " ".join(read(capsys, monkeypatch, "AU").split())
    assert "EQF: published comparison, not a referencing, since 2016 [2]" in out
    assert "EQF 6 [2] (Confidence: low)" in out
    assert "[2] Comparative Analysis of the AQF and the EQF" in out
    (aqf,) = asked(capsys, "AU")["frameworks"]
    (row,) = [each for each in aqf["levels"][7]["referencings"] if each["to_framework"] == "eqf"]
    assert row["kind"] == "comparison"
    assert row["confidence"] == "low"
    assert row["source"]["title"]


def test_where_nothing_is_stated_or_placed_that_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = read(capsys, monkeypatch, "in_nsqf")
    assert "No published statement is held that relates these levels" in out
    assert "Corresponds to" not in out
    assert "No level descriptors are held for this framework." in out
    assert "Without a level" in out
    assert "Without a level" not in read(capsys, monkeypatch, "US")


def test_an_agreed_absence_is_no_gap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "EQF: agreed to have no counterpart" in read(capsys, monkeypatch, "NZ")
    (nz,) = asked(capsys, "NZ")["frameworks"]
    level = next(each for each in nz["levels"] if each["code"] == "8")
    (row,) = [each for each in level["referencings"] if each["to_framework"] == "eqf"]
    assert row["to_levels"] == []


def test_a_type_says_what_it_takes_and_opens(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = " ".join(read(capsys, monkeypatch, "DE").split())
    assert "Erster Schulabschluss / Hauptschulabschluss (first general school-leaving" in out
    assert (
        "• Magister Artium (Magister Artium degree) academic award · 4.5–5 years full time · "
        "270–300 × credit point · awarded until 2016 [1] opens at home: doctoral study "
        "No longer awarded."
    ) in out
    assert "Confidence: medium" in out


def test_the_data_say_the_same_as_the_page(facts: FrameworkFacts) -> None:
    for identifier in ("de_dqr", "hk_hkqf", "us_degrees", "eqf"):
        framework = facts.register.frameworks[identifier]
        page = FrameworkPage(
            wording=Wording("fr", facts),
            register=facts.register,
            framework=framework,
            on=DAYS[-1],
        )
        data = framework_data(page)
        said = unspaced(
            "".join(
                str(phrase)
                for section in framework_sections(page)
                for block in section.blocks
                for phrase in block_phrases(block)
            )
        )
        for level in data["levels"]:
            assert unspaced(level["title"]["value"]) in said
            for row in level["descriptors"]:
                assert unspaced(row["text"]["value"]) in said
            for row in level["referencings"]:
                assert unspaced(row["source"]["title"]) in said
        for kind in data["qualification_types"]:
            assert unspaced(kind["titles"][0]["value"]) in said
            assert unspaced(kind["source"]["title"]) in said


def test_a_degree_structure_without_levels_has_no_level_sections(facts: FrameworkFacts) -> None:
    def anchors(identifier: str) -> list[str]:
        page = FrameworkPage(
            wording=Wording("en", facts),
            register=facts.register,
            framework=facts.register.frameworks[identifier],
            on=DAYS[-1],
        )
        return [section.anchor for section in framework_sections(page)]

    assert anchors("us_degrees") == ["about", "languages", "types", "sources"]
    assert anchors("eqf") == ["about", "languages", "levels", "descriptors", "sources"]


@pytest.mark.parametrize(
    ("place", "language", "on", "code"),
    [
        ("atlantis", "en", "", "place_unknown"),
        ("DE", "xx", "", "language_unknown"),
        ("DE", "en,de", "", "language_unknown"),
        ("DE", "en", "soon", "date_unreadable"),
    ],
)
def test_what_cannot_be_used_is_refused(place: str, language: str, on: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        show(place, language, on, as_json=False)
    assert caught.value.code == code


def test_the_list_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    list_all("en", as_json=True)
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert set(rows["ie_nfq"]) == {
        "id",
        "country",
        "levels",
        "qualification_types",
        "languages",
        "languages_missing",
        "referenced_to",
    }
    assert rows["ie_nfq"]["languages"] == ["en", "ga"]
    assert "descriptors" in rows["ie_nfq"]["languages_missing"]["ga"]
    assert "en" not in rows["ie_nfq"]["languages_missing"]
    assert rows["us_degrees"]["languages_missing"] == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heads_of_the_list_are_words_of_the_language(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    list_all(language, as_json=False)
    first, *rows = capsys.readouterr().out.splitlines()
    words = entries(language)
    for key in ("column.framework_id", "label.country", "column.type_count", "column.languages"):
        assert words[key][0] in first
    assert any(row.startswith("gb_sct_scqf") and "GB-SCT" in row for row in rows)


def test_the_list_knows_no_other_language() -> None:
    with pytest.raises(InputError, match="language_unknown"):
        list_all("xx", as_json=True)
