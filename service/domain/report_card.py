"""What an issuer is told about a credential file: what it states, lacks, and how to mend it."""

from __future__ import annotations

from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Quote, Statement


class Presence(StrEnum):
    """How far a file states something; *partly* always comes with a remark that says why."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


class Criterion(StrEnum):
    """The seven criteria by which micro-credentials are assessed for recognition."""

    QUALITY = "quality"
    VERIFICATION = "verification"
    LEVEL = "level"
    OUTCOMES = "outcomes"
    WORKLOAD = "workload"
    ASSESSMENT = "assessment"
    IDENTIFICATION = "identification"


@noun
class ElementDefinition:
    """One element of Annex I of Council Recommendation 2022/C 243/02.

    `id` is M01–M11 (mandatory) or O01–O05 (optional), `element` our key for its name, `properties`
    the property that states it by family of formats ("open_badges", "elm", "ctdl").
    """

    id: str
    element: str
    mandatory: bool
    properties: tuple[tuple[str, str], ...]


@noun
class ElementFinding:
    """Whether the file states an element, the passages that support it, and what to add if not."""

    definition: ElementDefinition
    presence: Presence
    passages: tuple[Quote, ...] = ()
    fix: Statement | None = None


@noun
class CriterionFinding:
    """What the file offers for one criterion: a pre-filled answer for a person, never a verdict."""

    criterion: Criterion
    presence: Presence
    passages: tuple[Quote, ...] = ()


@noun
class DroppedTerm:
    """A member of a JSON-LD file that no context of it defines: no signature covers it."""

    term: str
    pointer: str


@noun
class ReportCard:
    """The card of one credential: elements in the order of the Annex, criteria, remarks to mend."""

    elements: tuple[ElementFinding, ...]
    criteria: tuple[CriterionFinding, ...]
    remarks: tuple[Statement, ...] = ()

    def count(self, *, mandatory: bool) -> int:
        """How many of the mandatory (or optional) elements are fully present."""
        return sum(
            1
            for found in self.elements
            if found.definition.mandatory is mandatory and found.presence is Presence.PRESENT
        )
