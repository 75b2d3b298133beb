"""The advisory document: the same facts in every language, with provenance."""

from __future__ import annotations

from service.domain.comparison import Comparison, LevelResult, Purpose
from service.domain.credential import Award
from service.domain.decision import Form
from service.domain.framework import Framework, QualificationType
from service.domain.match import Match
from service.domain.noun import noun
from service.domain.text import Source, Statement


@noun
class HomeFacts:
    """What the award is at home: its type (or None), how that was established, its level there.

    `type_basis` is a statement (`identified.*`); `level` is stated in the home framework with
    its EQF range where a chain reaches it. `rivals` are other types that the title may mean.
    `suggestions` are a model's, each with its measured confidence; they are never facts.
    """

    framework: Framework | None
    qualification_type: QualificationType | None
    type_basis: Statement
    level_framework: str | None
    level: str | None
    eqf: tuple[str, ...] = ()
    level_basis: Statement | None = None
    rivals: tuple[str, ...] = ()
    warnings: tuple[Statement, ...] = ()
    suggestions: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()


@noun
class Result:
    """The proposal for one target. `form` is proposed with reasons; a person decides.

    `declining` reasons stand against the award, `curable` ones would go away with information;
    `supporting` ones stand for it. `considered` are the forms passed over, in order.
    """

    form: Form
    level: LevelResult
    supporting: tuple[Statement, ...] = ()
    declining: tuple[Statement, ...] = ()
    curable: tuple[Statement, ...] = ()
    would_change: tuple[Statement, ...] = ()
    missing: tuple[Statement, ...] = ()
    considered: tuple[tuple[Form, Statement], ...] = ()


@noun
class TargetAssessment:
    """Everything found for one target place (country, region or framework id)."""

    place: str
    framework: Framework
    candidates: tuple[Match, ...]
    comparisons: tuple[Comparison, ...]
    result: Result
    candidate_types: tuple[QualificationType, ...]


@noun
class Provenance:
    """What a second machine needs to reach the same answer."""

    model: str
    model_hash: str
    frameworks_version: str
    software_version: str


@noun
class EquivalenceReport:
    """Advisory document, status "proposal" until a person decides.

    `content_hash` is the SHA-256 of the canonical JSON of everything but itself, the number and
    the languages: every language version carries the same one. `assessed_on` is the day whose
    tables were used, ISO 8601.
    """

    number: str
    status: str
    content_hash: str
    languages: tuple[str, ...]
    assessed_on: str
    purpose: Purpose
    award: Award
    home: HomeFacts
    targets: tuple[TargetAssessment, ...]
    provenance: Provenance
    sources: tuple[Source, ...]
