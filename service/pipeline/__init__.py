"""The order of the work, readable top to bottom: a file in, a report out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service import __version__
from service.domain.comparison import Purpose
from service.domain.credential import Award
from service.domain.noun import noun
from service.domain.register import Place
from service.domain.report import EquivalenceReport, Provenance
from service.domain.text import Source, earliest
from service.errors import InputError
from service.pipeline.home import find_home
from service.pipeline.knowledge import Knowledge
from service.pipeline.target import assess_target
from service.reporting.as_json import content_hash, number_for


@noun
class Question:
    """What is asked of an award: where, for what, on which day's tables, in which languages.

    `benchmark` may hold a programme to compare with outcome by outcome.
    """

    places: tuple[Place, ...]
    purpose: Purpose = Purpose.STUDY
    on: date
    languages: tuple[str, ...]
    benchmark: Award | None = None


def resolve_places(knowledge: Knowledge, names: Sequence[str]) -> tuple[Place, ...]:
    """Turn "IE", "GB-SCT", "ie_nfq" or "EQF" into places.

    Raises InputError place_unknown, naming the places that are known.
    """
    found = []
    for name in names:
        place = knowledge.register.place(name)
        if place is None:
            raise InputError(
                "place_unknown",
                where="--to",
                place=name,
                known=", ".join(knowledge.register.places()),
            )
        found.append(place)
    return tuple(dict.fromkeys(found))


def assess(award: Award, question: Question, knowledge: Knowledge) -> EquivalenceReport:
    """Assess one award for every place asked for; the report stays a proposal.

    Raises InputError where the file contradicts the published frameworks outright (a level that
    its framework lacks).
    """
    awarded = earliest(award.awarded_on) if award.awarded_on else None
    home = find_home(award, knowledge, on=question.on, awarded=awarded)
    targets = tuple(
        assess_target(award, home, place, question=question, knowledge=knowledge)
        for place in question.places
    )
    sources: dict[Source, None] = dict.fromkeys(home.facts.sources)
    for target in targets:
        for comparison in target.comparisons:
            sources.update(dict.fromkeys(comparison.sources))
        sources.update(dict.fromkeys(target.result.level.sources))
    encoder = knowledge.encoder
    draft = EquivalenceReport(
        number="",
        status="proposal",
        content_hash="",
        languages=question.languages,
        assessed_on=question.on.isoformat(),
        purpose=question.purpose,
        award=award,
        home=home.facts,
        targets=targets,
        provenance=Provenance(
            model=encoder.name if encoder is not None else "none",
            model_hash=encoder.weights_hash if encoder is not None else "",
            frameworks_version=knowledge.register.version,
            software_version=__version__,
        ),
        sources=tuple(sources),
    )
    digest = content_hash(draft)
    return replace(draft, content_hash=digest, number=number_for(digest, draft.assessed_on))
