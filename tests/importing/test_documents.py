"""PDF documents: the sections of a Diploma Supplement, the words of a diploma, and scans."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from decimal import Decimal

import pytest
from credential_builders import SUPPLEMENT, pdf

from service.errors import InputError
from service.importing.detection import (
    read_award_bytes,
    read_credential,
    read_credential_file,
)
from service.importing.document_labels import all_labels, find_credits, find_day
from service.importing.document_values import find_levels, find_years
from service.importing.pdf_text import PageLine
from service.importing.supplement_sections import find_sections


def read(*pages):
    return read_credential(pdf(*pages), "x").awards[0]


def test_a_supplement_by_its_sections():
    award = read(SUPPLEMENT)
    found = award.descriptor
    assert [t.value for t in found.titles] == ["Bachelor of Nautical Science"]
    assert found.awarding_body.names[0].value == "Harbour School"
    assert [(v.framework, v.code) for v in found.levels] == [("eqf", "6"), ("qf_ehea", "first")]
    assert [(c.value, c.system) for c in found.credits] == [(Decimal(180), "ECTS")]
    assert (found.duration_years, found.instruction_language) == (3, "en")
    assert (award.holder.names[0].value, award.holder.birth_date) == ("Ada Rowe", "1999-04-01")
    assert (award.awarded_on, award.grade.as_written) == ("2021-07-12", "1,7")
    assert award.scanned == ()
    cited = {quote.where.partition(" ← ")[0]: quote for quote in award.passages}
    assert cited["titles"].where == "titles ← /pages/1/lines/9"
    assert cited["grade"].text == "1,7"


def test_a_column_of_values_beside_the_labels():
    lines = [
        "2.1 Name of qualification and title conferred (in    Filosofian maisteri",
        "original language):                                   Master of Arts",
        "2.3 Name and status of awarding institution:          Harbour School, private",
        "3.1 Level of qualification:                           second cycle",
        "3.2 Official length of programme:                     2 years, 120 ECTS",
    ]
    sections = find_sections(
        PageLine(page=1, line=at, text=text) for at, text in enumerate(lines, 1)
    )
    assert [value for value, _ in sections["2.1"].values] == [
        "Filosofian maisteri",
        "Master of Arts",
    ]
    assert sections["3.2"].text == "2 years, 120 ECTS"


def test_a_list_with_numbers_is_no_supplement():
    assert find_sections([PageLine(page=1, line=1, text="2.1 Scope")]) == {}


def test_a_diploma_by_its_words():
    award = read(
        ["DIPLOMA", "University of Harbour", "Ada Rowe", "born 1 April 1999"],
        [
            "has 20 December 2021 been awarded the degree",
            "Master of Nautical Science",
            "The nominal length is 2 years and it comprises 120 ECTS credits.",
        ],
    )
    assert [t.value for t in award.descriptor.titles] == ["Master of Nautical Science"]
    assert award.descriptor.awarding_body.names[0].value == "University of Harbour"
    assert (award.holder.names[0].value, award.holder.birth_date) == ("Ada Rowe", "1999-04-01")
    assert award.awarded_on == "2021-12-20"
    assert [(c.value, c.system) for c in award.descriptor.credits] == [(Decimal(120), "ECTS")]
    assert award.unread[0].pointer == "/pages/1"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. september 2018", "2018-09-03"),
        ("10th September 2018", "2018-09-10"),
        ("le 1er mars 2020", "2020-03-01"),
        ("2 de mayo de 2022", "2022-05-02"),
        ("12.12.2014", "2014-12-12"),
        ("31/08/2018", "2018-08-31"),
        ("2015\u00ad10\u00ad21", "2015-10-21"),
        ("03/04/2018", None),
        ("31 February 2018", None),
        ("May 2018", None),
        ("4711", None),
    ],
)
def test_days_are_read_and_never_guessed(text, day):
    assert find_day(text) == day


def test_a_label_that_says_day_first_settles_the_order():
    assert find_day("03/04/2018", day_first=True) == "2018-04-03"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("at least 120 credits", [("120", None)]),
        ("180 studiepoeng", [("180", "studiepoeng")]),
        ("4,5 ECTS", [("4,5", "ECTS")]),
        ("1,7 credits", [("1,7", None)]),
        ("section 3.120 credits", []),
        ("credits", []),
    ],
)
def test_credits_in_a_sentence(text, amounts):
    assert [(number, system) for number, system, _ in find_credits(text)] == amounts


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Second-cycle QF-EHEA SeQF 7/EQF 7.", {("eqf", "7"), (None, "7"), ("qf_ehea", "second")}),
        ("Level 6, Norwegian Qualifications Framework", {(None, "6")}),
        ("Polish Qualifications Framework level six", {(None, "6")}),
        ("See 8, second-cycle university degree", {("qf_ehea", "second")}),
        ("a high level of learning", set()),
    ],
)
def test_levels_in_a_sentence(text, levels):
    assert {(v.framework, v.code) for v in find_levels(text)} == levels


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 years/180 ECTS", Decimal(3)),
        ("3-year studies", Decimal(3)),
        ("6 semesters", Decimal(3)),
        ("48 Months (240 ECTS)", Decimal(4)),
        ("a few years", None),
    ],
)
def test_the_length_of_a_programme(text, years):
    found = find_years(text)
    assert (found[0] if found else None) == years


def test_every_language_of_labels_names_twelve_different_months():
    assert len(all_labels()) >= 11
    for labels in all_labels():
        assert len({month.casefold() for month in labels.months}) == 12


# What the documents say that lie beside the repository, in words of theirs that name no person.
REAL = {
    "Finland/Diploma-Example-Finland-01.pdf": ("Filosofian maisteri", "Vaasan yliopisto", "2018"),
    "Norway/Bachelor-Diploma-Example-Norway.pdf": ("Bachelor i", "Universitetet i Oslo", "2017"),
    "Norway/Bachelor-Diploma-Supplement-Norway.pdf": ("Bachelor i", "Universitetet i Os", "2017"),
    "Norway/Master-Diploma-Example-Norway.pdf": ("Master of Phil", "University of Oslo", "2011"),
    "Norway/Master-Diploma-Supplement-Norway.pdf": ("Master i", "Universitetet i Oslo", "2011"),
    "Norway/PHD-Diploma-Supplement-Norway.pdf": ("Philosophiae", "Universitetet i Oslo", "2017"),
    "Poland/Bachelor-Diploma-Example-Poland.pdf": ("licencjat", "Uniwersytet Warszaw", "2018"),
    "Sweden/Diploma-Example-Sweden.pdf": ("Civilingenjörsexamen", "Linköpings univ", "2020"),
}


@pytest.mark.parametrize(("name", "expected"), REAL.items())
def test_real_diplomas(shared, name, expected):
    folder = shared / "files" / "d_elmo_transcripts" / "emrex-standard"
    award = read_credential_file(folder / name).awards[0]
    title, body, year = expected
    assert award.descriptor.titles[0].value.startswith(title)
    assert award.descriptor.awarding_body.names[0].value.startswith(body)
    assert award.awarded_on.startswith(year)
    assert award.descriptor.levels or award.descriptor.credits
    cited = {quote.where.partition(" ← ")[0] for quote in award.passages}
    assert {"titles", "awarding_body", "awarded_on"} <= cited
    assert cited & {"levels", "credits"}


# Scans

WORDS = [
    *("2.1 Name of qualification and title conferred:", "Bachelor of Nautical Science"),
    *("2.3 Name and status of awarding institution:", "Harbour School, private"),
    *("3.1 Level of qualification:", "EQF 6", "3.2 Official length of programme:"),
    *("3 years, 180 ECTS", "4.5 Overall classification of the qualification:", "117"),
]


def tesseract_that_says(lines: list[str], folder) -> str:
    """A program that prints tesseract's table for `lines`, every word sure but the last."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = ["\t".join(head.split())]
    for at, line in enumerate(lines):
        left = 100
        for number, word in enumerate(line.split()):
            conf = "41.5" if at == len(lines) - 1 else "96.0"
            fields = [5, 1, 1, 1, at, number, left, 50 * at, 10 * len(word), 20, conf, word]
            rows.append("\t".join(str(field) for field in fields))
            left += 10 * len(word) + 8
    table = folder / "table.tsv"
    table.write_text("\n".join(rows), "utf-8")
    program = folder / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; else /bin/cat > /dev/null; '
        f'/bin/cat "{table}"; fi\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(folder)


def test_a_scan_keeps_box_and_confidence_and_numbers_are_to_confirm(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", tesseract_that_says(WORDS, tmp_path))
    file = read_credential(pdf([]), "x")
    award = file.awards[0]
    assert [note.code for note in file.notes] == ["read.scan_recognised"]
    by_field = {value.field: value for value in award.scanned}
    assert set(by_field) >= {"titles", "awarding_body", "levels", "credits", "grade"}
    assert by_field["titles"].box == (100, 50, 374, 70)
    assert (by_field["titles"].page, by_field["titles"].confidence) == (1, 96)
    assert not by_field["titles"].to_confirm
    # "117" was "1,7" on paper: whatever the engine says, a person confirms it.
    assert by_field["grade"].to_confirm and by_field["grade"].text == "117"
    assert by_field["credits"].to_confirm and by_field["levels"].to_confirm


def test_what_is_to_confirm_never_reaches_an_assessment(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", tesseract_that_says(WORDS, tmp_path))
    award = read_award_bytes(pdf([]), "x")
    found = award.descriptor
    assert [title.value for title in found.titles] == ["Bachelor of Nautical Science"]
    assert (found.credits, found.levels, found.duration_years, award.grade) == ((), (), None, None)
    assert {"117", "180"} <= {field.preview for field in award.unread}
    assert not any(quote.text == "117" for quote in award.passages)


def test_pages_beyond_the_limit_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", tesseract_that_says(WORDS, tmp_path))
    notes = read_credential(pdf(*[[]] * 5), "x").notes
    assert [(note.code, note.get("pages")) for note in notes] == [
        ("read.scan_recognised", 3),
        ("read.pages_not_recognised", 2),
    ]


def test_a_tesseract_that_fails_is_no_crash(tmp_path, monkeypatch):
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; else exit 1; fi\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as caught:
        read_credential(pdf([]), "x")
    assert caught.value.code == "input_pdf_too_heavy"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_real_scan_through_tesseract(shared):
    languages = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, check=True, env=os.environ
    )
    if b"eng" not in languages.stdout:
        pytest.skip("tesseract lacks English")
    folder = shared / "files" / "d_elmo_transcripts" / "emrex-standard" / "Netherlands"
    award = read_credential_file(folder / "Diploma-Example-Netherlands.pdf").awards[0]
    assert "Bachelor of Business Administration" in [t.value for t in award.descriptor.titles]
    assert award.descriptor.awarding_body.names[0].value == "Hanzehogeschool Groningen"
    assert ("eqf", "6") in [(v.framework, v.code) for v in award.descriptor.levels]
    assert all(value.to_confirm for value in award.scanned if value.field == "credits")
