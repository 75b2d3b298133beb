"""Print requirements.lock: every installed distribution that pyproject's closure needs, pinned."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]


def name_of(requirement: str) -> str:
    """Return the normalised name of a requirement line."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def closure(names: list[str]) -> dict[str, str]:
    """Return name → version of `names` and all that they need, as installed here."""
    seen: dict[str, str] = {}
    while names:
        name = name_of(names.pop())
        if name in seen:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # needed on other platforms only
        seen[name] = found.version.partition("+")[0]
        for line in found.requires or []:
            if "extra ==" not in line:
                names.append(line)
    return seen


wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"], "setuptools", "wheel"]
print("# Made by `make lock`; install with scripts/install (torch first, CPU build).")
for name, version in sorted(closure(wanted).items()):
    print(f"{name}=={version}")
