"""What wording asks of the rest of Paritas: names that are data, not messages."""

from __future__ import annotations

from typing import Protocol

from service.domain.framework import Framework, QualificationType
from service.domain.reference import CreditSystem, FieldOfStudy
from service.domain.teaching_licence import TeachingLicence
from service.domain.text import Text


class Facts(Protocol):
    """Lookup of shipped content by id. Each answers None where nothing is known."""

    def framework(self, identifier: str) -> Framework | None:
        """Return the framework with this id."""

    def qualification_type(self, identifier: str) -> QualificationType | None:
        """Return the qualification type with this id."""

    def credit_system(self, code: str) -> CreditSystem | None:
        """Return the credit system with this code."""

    def field_of_study(self, code: str) -> FieldOfStudy | None:
        """Return the field of ISCED-F 2013 with this code."""

    def teaching_licence(self, identifier: str) -> TeachingLicence | None:
        """Return the teaching licence with this id."""


class NoFacts:
    """Facts of a process that has read no content: ids are then printed as they are."""

    def framework(self, identifier: str) -> Framework | None:
        """Return None."""
        return None

    def qualification_type(self, identifier: str) -> QualificationType | None:
        """Return None."""
        return None

    def credit_system(self, code: str) -> CreditSystem | None:
        """Return None."""
        return None

    def field_of_study(self, code: str) -> FieldOfStudy | None:
        """Return None."""
        return None

    def teaching_licence(self, identifier: str) -> TeachingLicence | None:
        """Return None."""
        return None


def in_language(texts: tuple[Text, ...], language: str) -> Text | None:
    """The text in `language`: exactly, else by primary subtag but not transliterated, else None."""
    exact = next((text for text in texts if text.language == language), None)
    if exact is not None:
        return exact
    primary = language.split("-")[0]
    return next(
        (
            text
            for text in texts
            if text.language.split("-")[0] == primary and "-Latn" not in text.language
        ),
        None,
    )


def in_language_or_own(texts: tuple[Text, ...], language: str, own: tuple[str, ...]) -> Text | None:
    """The text in `language`, else in the first of the languages `own` that has one, else any.

    None only where there is no text at all.
    """
    found = (in_language(texts, each) for each in (language, *own))
    return next((text for text in found if text is not None), texts[0] if texts else None)
