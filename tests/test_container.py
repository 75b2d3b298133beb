"""The Dockerfile names what exists and runs what `make setup` runs, as another user than root."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()


def test_every_copied_path_exists() -> None:
    copied = [
        path
        for line in LINES
        if line.startswith("COPY ") and "--from" not in line
        for path in line.split()[1:-1]
    ]
    assert "requirements.lock" in copied
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_it_installs_as_make_setup_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (run,) = [line for line in LINES if line.startswith("RUN TORCH_INDEX")]
    for step in ("scripts/install", "paritas setup"):
        assert step in run
        assert step in makefile


def test_it_does_not_run_as_root_and_tells_its_health() -> None:
    user = max(index for index, line in enumerate(LINES) if line.startswith("USER "))
    entry = next(index for index, line in enumerate(LINES) if line.startswith("ENTRYPOINT"))
    assert LINES[user] != "USER root"
    assert user < entry
    assert any(line.startswith("HEALTHCHECK") for line in LINES)
