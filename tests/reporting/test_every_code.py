"""Every statement and error that service/ can make has a message with the same data."""

import ast
import re
from pathlib import Path

import pytest

from service.reporting.messages import REGISTRY

SERVICE = Path(__file__).resolve().parents[2] / "service"
ERRORS = ("InputError", "ContentError", "ModelError", "RenderError", "error")
# Errors made in one place from a code that is handed in: their calls are scanned where they are.
PASSED_ON = ("reading.py",)


def calls(*names):
    for path in sorted(SERVICE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in names:
                    yield path, node


def patterns(node):
    """The codes that an expression can be, as regular expressions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return patterns(node.body) + patterns(node.orelse)
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_]+"
            for part in node.values
        ]
        return ["".join(parts)]
    return []


def keywords(node):
    """Names of the data, or None where they are not all written out."""
    names = {keyword.arg for keyword in node.keywords}
    return None if None in names else names


STATEMENTS = [
    pytest.param(pattern, keywords(node), id=f"{path.name}:{node.lineno}:{pattern}")
    for path, node in calls("say")
    if "reporting" not in path.parts
    for pattern in patterns(node.args[0])
]
RAISED = [
    pytest.param(pattern, keywords(node), id=f"{path.name}:{node.lineno}:{pattern}")
    for path, node in calls(*ERRORS)
    if path.name not in PASSED_ON
    for pattern in patterns(node.args[0])
    if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", pattern)
]

FALSE_FRIENDS = SERVICE.parent / "data/false_friends/false_friends.yml"
KEYS = sorted(
    {
        node.value
        for path in SERVICE.rglob("*.py")
        if "reporting" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(?:licence|decline|support|considered)\.[a-z0-9_]*[a-z0-9]", node.value)
    }
)
REASONS = sorted(
    set(re.findall(r"\breason: ([a-z_]+)", FALSE_FRIENDS.read_text(encoding="utf-8")))
    if FALSE_FRIENDS.is_file()
    else ()
)
# Reasons of rungs are no errors: tests/verifying/test_ladder.py finds their words.
RUNGS = {"verifying", "verification.py", "verify_table.py"}
NOT_CODES = {"content_hash", "content_only"}
NAMED = sorted(
    {
        node.value
        for path in SERVICE.rglob("*.py")
        if "reporting" not in path.parts and not RUNGS.intersection(path.parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(
            r"(?:input|content|render)_[a-z0-9_]+|[a-z]+_(?:unknown|unreadable|unwritable)",
            node.value,
        )
    }
    - NOT_CODES
)


@pytest.mark.parametrize(("pattern", "data"), STATEMENTS)
def test_a_statement_has_words_for_its_data(pattern, data):
    found = [entry for key, entry in REGISTRY.items() if re.fullmatch(pattern, key)]
    assert found, f"no message {pattern}"
    if data is not None:
        assert [entry.key for entry in found if entry.data != data] == []


@pytest.mark.parametrize(("code", "data"), RAISED)
def test_an_error_has_words_that_need_no_other_data(code, data):
    entry = REGISTRY.get(f"error.{code}")
    assert entry is not None, f"no message error.{code}"
    if data is not None:
        assert entry.data <= data


@pytest.mark.parametrize("code", NAMED)
def test_a_code_that_is_handed_on_has_words(code):
    assert f"error.{code}" in REGISTRY


@pytest.mark.parametrize("key", KEYS)
def test_a_reason_that_is_handed_on_has_words(key):
    assert key in REGISTRY


@pytest.mark.parametrize("reason", REASONS)
def test_a_false_friend_has_words(reason):
    assert f"false_friend.{reason}" in REGISTRY


def test_the_scan_sees_the_service():
    assert len(STATEMENTS) > 40
    assert len(RAISED) > 20
    assert {"licence.award_is_none", "decline.teaching_licence_needed"} <= set(KEYS)
