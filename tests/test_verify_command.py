"""`paritas verify`: the ladder of a real badge, offline, in words and as JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from service.commands.verify import run
from service.errors import InputError

SHARED = Path(os.environ.get("SHARED_DIR", "../shared"))
BADGES = SHARED / "files" / "a_badges" / "dcc-vc-test-fixtures"


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARITAS_OFFLINE", "1")


def _badge() -> Path:
    if not BADGES.is_dir():
        pytest.skip("SHARED_DIR holds no badges")
    found = [
        path
        for path in sorted(BADGES.rglob("*.json"))
        if '"eddsa-rdfc-2022"' in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found
    return found[0]


def test_every_rung_is_told_for_itself(capsys: pytest.CaptureFixture[str]) -> None:
    run(str(_badge()), "", "2026-11-01", "en", as_json=True)
    found = json.loads(capsys.readouterr().out)
    rungs = {each["rung"]: each["result"] for each in found["rungs"]}
    assert list(rungs) == [
        "format_recognised",
        "content_intact",
        "issuer_key",
        "issuer_identity",
        "issuer_recognised",
        "recipient",
        "validity",
        "status",
    ]
    assert rungs["content_intact"] in ("passed", "could_not_check")
    assert rungs["issuer_identity"] != "passed"  # no register is held
    assert isinstance(found["unread"], list)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_no_code_reaches_a_reader(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(str(_badge()), "", "", language, as_json=False)
    told = capsys.readouterr().out
    assert "rung_" not in told and "could_not_check" not in told
    assert len(told.splitlines()) >= 16


def test_what_is_no_credential_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    with pytest.raises(InputError) as error:
        run(str(empty), "", "", "en", as_json=True)
    assert error.value.code == "input_empty"


def test_a_link_is_not_followed_offline() -> None:
    with pytest.raises(InputError) as error:
        run("https://example.org/badge.json", "", "", "en", as_json=True)
    assert error.value.code == "input_unreadable"
