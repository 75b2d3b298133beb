"""Scored, explained proposals that two descriptions resemble each other."""

from __future__ import annotations

from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Quote, Statement


class CandidateBasis(StrEnum):
    """Why a candidate is proposed; OFFICIAL outranks PRECEDENT outranks MODEL."""

    OFFICIAL = "official"
    PRECEDENT = "precedent"
    MODEL = "model"


@noun
class Evidence:
    """One observed reason: what was compared, how alike (0–1, not a probability), what was read.

    `score` is None where either side is silent: no evidence, never a difference.
    """

    feature: str
    score: float | None
    quotes: tuple[Quote, ...] = ()
    note: Statement | None = None


@noun
class Match:
    """A qualification type that resembles the subject. `score` is 0–1 and not calibrated."""

    qualification_type: str
    score: float
    basis: CandidateBasis
    evidence: tuple[Evidence, ...]
    warnings: tuple[Statement, ...] = ()
