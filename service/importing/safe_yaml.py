"""YAML of strangers: every scalar is text, nothing is shared, nothing recurses.

The document is built from parser events, not by PyYAML's recursive constructor, so a deep or
self-multiplying file ("billion laughs") ends in a refusal and not in a full memory.
"""

from __future__ import annotations

from typing import Any

import yaml

from service.errors import InputError
from service.importing.safe_json import MAX_DEPTH, MAX_VALUES, check_values, join


class _Open:
    """A list or mapping that is still being read."""

    def __init__(self, made: dict[str, Any] | list[Any], pointer: str) -> None:
        self.made = made
        self.pointer = pointer
        self.key: str | None = None

    def place(self) -> str:
        """Pointer of the value that is added next."""
        if isinstance(self.made, list):
            return join(self.pointer, len(self.made))
        return join(self.pointer, self.key or "")

    def add(self, value: Any) -> None:
        """Append an item, or set the value of the waiting key."""
        if isinstance(self.made, list):
            self.made.append(value)
        else:
            self.made[self.key or ""] = value
            self.key = None

    def wants_key(self) -> bool:
        """Whether the next scalar is a key."""
        return isinstance(self.made, dict) and self.key is None


def parse_yaml(text: str, where: str) -> Any:
    """Parse one YAML 1.1 document into dicts, lists and text; an empty value is "".

    Text and nothing else, because a credential may hold the country NO, the level 7.10 and a
    person called Null. Raises InputError: input_not_json (format, line, column, problem),
    input_yaml_alias, input_duplicate_key (key), input_too_deep, input_too_many_values,
    input_bad_character.
    """
    try:
        made = _build(text, where)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = str(getattr(problem, "problem", None) or getattr(problem, "reason", problem))
        raise _refusal(where, line, column, words) from None
    check_values(made, where)
    return made


def _build(text: str, where: str) -> Any:
    stack: list[_Open] = []
    root: Any = None
    documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if count > 2 * MAX_VALUES:
            raise InputError("input_too_many_values", where=where, limit=MAX_VALUES)
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise InputError(
                "input_yaml_alias", where=f"{where}:{line}:{column}", line=line, column=column
            )
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refusal(where, line, column, "second document")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if stack and stack[-1].wants_key():
                raise _refusal(where, line, column, "key is not text")
            if len(stack) >= MAX_DEPTH:
                raise InputError("input_too_deep", where=f"{where}:{line}", limit=MAX_DEPTH)
            empty: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            pointer = stack[-1].place() if stack else ""
            root = _attach(stack, empty, root)
            stack.append(_Open(empty, pointer))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            if stack and stack[-1].wants_key():
                _take_key(stack[-1], event.value, where)
            else:
                root = _attach(stack, event.value, root)
    return root


def _attach(stack: list[_Open], value: Any, root: Any) -> Any:
    if not stack:
        return value
    stack[-1].add(value)
    return root


def _take_key(open_: _Open, key: str, where: str) -> None:
    if key in open_.made:
        raise InputError("input_duplicate_key", where=f"{where}:{open_.pointer}", key=key)
    open_.key = key


def _refusal(where: str, line: int, column: int, problem: str) -> InputError:
    return InputError(
        "input_not_json",
        where=f"{where}:{line}:{column}",
        format="YAML",
        line=line,
        column=column,
        problem=problem,
    )
