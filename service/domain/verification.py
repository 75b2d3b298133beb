"""Results of independent rungs on an award (see product specification, trust ladder)."""

from __future__ import annotations

from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Statement


class RungResult(StrEnum):
    """Four different words, never collapsed into one tick."""

    PASSED = "passed"
    FAILED = "failed"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"


@noun
class Rung:
    """One check on an award: `number` 1–8 as in the trust ladder, with its reason."""

    number: int
    result: RungResult
    reason: Statement
