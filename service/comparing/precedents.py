"""Basis (3): an earlier decision or published outcome for this award type in this place."""

from __future__ import annotations

from datetime import date

from service.domain.comparison import LevelBasis, LevelResult
from service.domain.decision import Precedent
from service.domain.framework import QualificationType
from service.domain.register import Place
from service.domain.text import holds_on, say


def fitting(
    precedents: tuple[Precedent, ...],
    kind: QualificationType,
    place: Place,
    *,
    awarded: date | None,
) -> tuple[Precedent, ...]:
    """Precedents for `kind` in `place` that cover the award date, in the order of their file.

    Without an award date only those that cover every date fit.
    """
    frameworks = {framework.id for framework in place.frameworks}
    keys = {place.key, place.region or place.country, *frameworks}
    return tuple(
        one
        for one in precedents
        if one.qualification_type == kind.id
        and one.place in keys
        and one.framework in frameworks
        and (
            holds_on(awarded, one.award_since, one.award_until)
            if awarded is not None
            else one.award_since is None and one.award_until is None
        )
    )


def precedent_level(found: tuple[Precedent, ...]) -> LevelResult | None:
    """The level that the precedents give; a range where they differ, None where they give none."""
    found = tuple(one for one in found if one.levels)
    if not found:
        return None
    found = tuple(one for one in found if one.framework == found[0].framework)
    codes = tuple(dict.fromkeys(code for one in found for code in one.levels))
    return LevelResult(
        framework=found[0].framework,
        code=codes[0] if len(codes) == 1 else None,
        codes=codes,
        basis=LevelBasis.PRECEDENT,
        notes=tuple(say("level.precedent", id=one.id) for one in found),
        sources=tuple(dict.fromkeys(one.source for one in found)),
    )
