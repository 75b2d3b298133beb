"""What every domain value has in common."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from service.domain.framework import Span
from service.domain.noun import noun


@noun
class Sample:
    """One value with a default."""

    name: str
    size: int = 1


def test_values_are_equal_by_content_and_can_be_keys() -> None:
    assert Sample(name="a") == Sample(name="a", size=1)
    assert len({Sample(name="a"), Sample(name="a"), Sample(name="b")}) == 2


def test_a_value_cannot_be_changed() -> None:
    sample: Any = Sample(name="a")
    with pytest.raises(FrozenInstanceError):
        sample.name = "b"


def test_a_value_has_no_room_for_more_fields() -> None:
    sample = Sample(name="a")
    assert not hasattr(sample, "__dict__")
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(sample, "colour", "red")


def test_fields_are_given_by_name_only() -> None:
    with pytest.raises(TypeError):
        Sample("a")  # type: ignore[call-arg]


def test_pydantic_refuses_unknown_keys() -> None:
    pydantic = pytest.importorskip("pydantic")
    read = pydantic.TypeAdapter(Span).validate_python
    assert read({"low": "1.5", "high": "2"}).high == 2
    with pytest.raises(pydantic.ValidationError, match="hihg"):
        read({"low": "1.5", "high": "2", "hihg": "3"})
