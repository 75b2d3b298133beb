"""The frameworks alone: enough for listing and showing, without encoder or index."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from service.domain.framework import Framework, QualificationType
from service.domain.reference import CreditSystem, FieldOfStudy
from service.domain.register import Register
from service.domain.teaching_licence import TeachingLicence
from service.importing.compiled import reader
from service.importing.framework_yaml import content_version, read_folders
from service.importing.reference_yaml import read_credit_systems
from service.importing.strict import read_yaml
from service.settings import Settings


def read_register(frameworks: Path, cache: Path | None = None) -> Register:
    """Read all frameworks into one lookup, parsed files kept below `cache`. Raises ContentError."""
    folders = read_folders(frameworks, reader(cache) if cache else read_yaml)
    register = Register(
        frameworks=[folder.framework for folder in folders],
        levels=[level for folder in folders for level in folder.levels],
        referencings=[row for folder in folders for row in folder.referencing],
        types=[kind for folder in folders for kind in folder.types],
        version=content_version(frameworks)[:16],
    )
    return register.described_by(row for folder in folders for row in folder.descriptors)


class FrameworkFacts:
    """The names that words about frameworks need; units of credits are read when first asked."""

    def __init__(self, settings: Settings) -> None:
        self.register = read_register(settings.frameworks, settings.cache)
        self._settings = settings

    @cached_property
    def _systems(self) -> dict[str, CreditSystem]:
        rows = read_credit_systems(self._settings.data, reader(self._settings.cache))
        return {system.code: system for system in rows}

    def framework(self, identifier: str) -> Framework | None:
        """The framework with this id."""
        return self.register.frameworks.get(identifier)

    def qualification_type(self, identifier: str) -> QualificationType | None:
        """The qualification type with this id."""
        return self.register.types.get(identifier)

    def credit_system(self, code: str) -> CreditSystem | None:
        """The credit system with this code."""
        return self._systems.get(code)

    def teaching_licence(self, identifier: str) -> TeachingLicence | None:
        """None: a framework names no licence."""
        return None

    def field_of_study(self, code: str) -> FieldOfStudy | None:
        """None: a framework names no field of study by its label."""
        return None
