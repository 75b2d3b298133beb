"""`paritas frameworks map`, on the shipped frameworks: what a person and a program read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.commands.frameworks_map import run_map
from service.errors import InputError

ON = "2026-11-25"


def asked(capsys: pytest.CaptureFixture[str], text: str, to: str, on: str = ON) -> Any:
    run_map(text, to, on, True)
    return json.loads(capsys.readouterr().out)


def read(capsys: pytest.CaptureFixture[str], text: str, to: str, on: str = ON) -> str:
    run_map(text, to, on, False)
    return capsys.readouterr().out


def test_the_json_holds_what_a_program_needs(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "DE:6", "IE")
    assert found["from"] == {"framework": "de_dqr", "level": "6", "qualification_type": None}
    assert found["to"] == {"framework": "ie_nfq"}
    assert (found["levels"], found["level"]) == (["7", "8"], None)
    assert (found["basis"], found["status"]) == ("referencing", "range")
    assert found["notes"] == []
    first = found["hops"][0]
    assert first["source"].pop("title")
    assert first == {
        "framework": "de_dqr",
        "level": "6",
        "to_framework": "eqf",
        "to_levels": ["6"],
        "kind": "referencing",
        "since": "2012-12",
        "source": {"date": "2013", "url": None},
        "confidence": "high",
        "reverse": False,
    }
    assert [hop["reverse"] for hop in found["hops"][1:]] == [True, True]


GOLDEN = {
    ("GB-SCT:7", "EQF"): ("mapped", ["5"], "referencing"),
    ("gb_rqf:7", "eqf"): ("mapped", ["7"], "referencing"),
    ("gb_rqf:4", "eqf"): ("mapped", ["5"], "referencing"),
    ("IE:8", "EQF"): ("mapped", ["6"], "referencing"),
    ("DE:6", "EQF"): ("mapped", ["6"], "referencing"),
    ("IE:8", "DE"): ("mapped", ["6"], "referencing"),
    ("AU:7", "EQF"): ("mapped", ["6"], "comparison"),
    ("NZ:8", "EQF"): ("no_agreed_level", [], "none"),
    ("NZ:8", "IE"): ("no_agreed_level", [], "none"),
    ("NZ:7", "IE"): ("range", ["7", "8"], "comparison"),
    ("ID:8", "MY"): ("mapped", ["7"], "referencing"),
    ("ID:8", "DE"): ("unknown", [], "none"),
    ("FR:6", "EQF"): ("mapped", ["6"], "referencing"),
    ("FR:I", "EQF"): ("range", ["7", "8"], "referencing"),
    ("es_meces:3", "EQF"): ("mapped", ["7"], "referencing"),
    ("NL:4+", "DE"): ("mapped", ["4"], "referencing"),
    ("NL:Entry", "EQF"): ("no_agreed_level", [], "none"),
    ("DE:6", "US"): ("unknown", [], "none"),
    ("DE:6", "DE"): ("mapped", ["6"], "referencing"),
    ("EQF:6", "qf_ehea"): ("mapped", ["first"], "referencing"),
}


@pytest.mark.parametrize(("text", "to"), GOLDEN, ids=[" to ".join(pair) for pair in GOLDEN])
def test_what_is_published(text: str, to: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, text, to)
    assert (found["status"], found["levels"], found["basis"]) == GOLDEN[text, to]
    assert found["level"] == (found["levels"][0] if found["status"] == "mapped" else None)
    assert all(hop["source"]["title"] for hop in found["hops"])


@pytest.mark.parametrize(
    ("text", "to", "on", "status"),
    [
        ("DE:6", "EQF", "2012-11-30", "unknown"),
        ("DE:6", "EQF", "2012-12-01", "mapped"),
        ("FR:II", "EQF", "2015-06-01", "mapped"),
        ("ES:6", "EQF", "2024-10-31", "unknown"),
        ("ES:6", "EQF", "2024-11-01", "mapped"),
    ],
)
def test_statements_hold_from_their_day(
    text: str, to: str, on: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, text, to, on)["status"] == status


def test_a_person_reads_words_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    out = read(capsys, "DE:6", "IE")
    assert "DQR 6 → NFQ 7 or 8" in out
    assert "official referencing" in out
    assert "NQAI" in out
    assert "de_dqr" not in out


def test_a_person_reads_that_an_absence_was_agreed(capsys: pytest.CaptureFixture[str]) -> None:
    out = read(capsys, "NZ:8", "EQF")
    assert "NZQCF 8 → agreed to have no counterpart" in out
    assert "Joint Technical Report" in out


def test_a_person_reads_that_nothing_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown" in read(capsys, "ID:8", "DE")
    assert "no levels in this country’s system" in read(capsys, "DE:6", "US")


def test_a_comparison_is_never_called_a_referencing(capsys: pytest.CaptureFixture[str]) -> None:
    out = read(capsys, "AU:8", "EQF")
    assert "published comparison, not a referencing" in out
    assert "official" not in out
    assert "low" in out


@pytest.mark.parametrize(
    ("text", "to", "on", "code", "where"),
    [
        ("XX:6", "IE", ON, "place_unknown", "LEVEL"),
        ("DE:6", "XX", ON, "place_unknown", "--to"),
        ("", "IE", ON, "place_unknown", "LEVEL"),
        ("DE:9", "IE", ON, "level_not_in_framework", "LEVEL"),
        ("DE", "IE", ON, "level_not_in_framework", "LEVEL"),
        ("US:6", "IE", ON, "level_not_in_framework", "LEVEL"),
        ("DE:6", "IE", "soon", "date_unreadable", "--on"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, to: str, on: str, code: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        run_map(text, to, on, False)
    assert (caught.value.code, caught.value.where) == (code, where)


def test_the_refusal_of_a_level_names_the_levels(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError) as caught:
        run_map("NL:9", "IE", ON, False)
    assert caught.value.slots["known"] == "Entry, 1, 2, 3, 4, 4+, 5, 6, 7, 8"


@pytest.mark.parametrize(
    ("text", "to", "level"),
    [
        ("US:bachelor", "IE", "8"),
        ("us_degrees/bachelor", "DE", "6"),
        ("JP:bachelor", "EQF", None),
        ("CN:bachelor_degree", "FR", "6"),
    ],
)
def test_a_type_without_published_level_is_estimated_and_says_so(
    text: str, to: str, level: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, text, to)
    if level is None:  # a meta framework has no award types to compare with
        assert (found["status"], found["levels"], found["basis"]) == ("unknown", [], "none")
        return
    assert (found["status"], found["basis"]) == ("estimated", "structural")
    assert found["level"] == level
    assert "value.isced_2011" in {value["code"] for value in found["values"]}
    assert [note["code"] for note in found["notes"]] == ["level.structural"]
    assert all(source["title"] for source in found["sources"])
    assert found["hops"] == []


def test_a_type_with_a_published_level_is_never_estimated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = asked(capsys, "DE:meister", "IE")
    assert (found["status"], found["basis"]) == ("range", "referencing")
    assert found["from"] == {
        "framework": "de_dqr",
        "level": "6",
        "qualification_type": "de_dqr/meister",
    }


def test_a_code_of_two_frameworks_names_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "CH:1", "EQF")
    assert found["from"]["framework"] == "ch_nqf_hs"
    assert found["same_code"] == [{"framework": "ch_nqr_bb", "level": "1"}]
    assert "ch_nqr_bb:1" in read(capsys, "CH:1", "EQF")
    assert asked(capsys, "ch_nqr_bb:1", "EQF")["same_code"] == []
