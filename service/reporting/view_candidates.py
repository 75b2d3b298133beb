"""Awards at the target that come closest, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.framework import QualificationType
from service.domain.match import Evidence, Match
from service.domain.report import TargetAssessment
from service.reporting.names import code_phrase, level_phrase, list_phrase, titled
from service.reporting.phrase import Phrase, plain, quoted
from service.reporting.view import Block, Cell, Grid, Heading, Words
from service.reporting.wording import Wording


def candidate_blocks(wording: Wording, target: TargetAssessment) -> Iterator[Block]:
    """The table of candidates with what was compared and read for each."""
    title = wording.say("section.candidates")
    yield Heading(text=title)
    if not target.candidates:
        yield Words(text=wording.say("candidates.none"))
        return
    yield from match_blocks(wording, target.candidates, target.candidate_types)


def match_blocks(
    wording: Wording, matches: tuple[Match, ...], types: tuple[QualificationType, ...]
) -> Iterator[Block]:
    """The table of `matches` whose types are `types`, and what the score means."""
    if not matches:
        return
    title = wording.say("section.candidates")
    kinds = {kind.id: kind for kind in types}
    names = ("candidate", "level", "why", "score", "evidence")
    yield Grid(
        caption=title,
        columns=tuple(wording.say(f"column.{name}") for name in names),
        rows=tuple(
            _candidate(wording, match, kinds.get(match.qualification_type)) for match in matches
        ),
        widths=(25, 10, 14, 12, 39),
    )
    yield Words(text=wording.say("candidates.score"), quiet=True)


def _candidate(wording: Wording, match: Match, kind: QualificationType | None) -> tuple[Cell, ...]:
    name, level = code_phrase(wording, match.qualification_type), plain("–")
    quiet: tuple[Phrase, ...] = ()
    if kind is not None:
        name, quiet = titled(wording, kind), _until(wording, kind)
        level = wording.say("value.no_level")
        if kind.level is not None:
            level = level_phrase(wording, kind.framework, (kind.level,))
    warnings = tuple(wording.say(each) for each in match.warnings)
    return (
        Cell(lines=(name,), quiet=(*quiet, *warnings)),
        Cell(lines=(level,)),
        Cell(
            lines=(wording.say(f"candidate_basis.{match.basis.value}"),),
            mark=f"candidate-{match.basis.value}",
        ),
        Cell(lines=(plain(wording.score(match.score)),)),
        _evidence(wording, match.evidence),
    )


def _until(wording: Wording, kind: QualificationType) -> tuple[Phrase, ...]:
    return (wording.say("candidates.until", date=kind.until),) if kind.until else ()


def _evidence(wording: Wording, evidence: tuple[Evidence, ...]) -> Cell:
    """One line a feature that was compared; what could not be is named in one last line."""
    lines = [_feature(wording, item, item.score) for item in evidence if item.score is not None]
    silent = tuple(
        wording.say(f"feature.{item.feature}") for item in evidence if item.score is None
    )
    if silent:
        label = wording.say("candidates.silent")
        parts = {"label": label, "value": list_phrase(wording, silent)}
        lines.append(wording.fill("pattern.label", parts))
    return Cell(quiet=tuple(lines))


def _feature(wording: Wording, item: Evidence, score: float) -> Phrase:
    """What was compared, how alike, and what was found or read."""
    label, value = wording.say(f"feature.{item.feature}"), plain(wording.score(score))
    line = wording.fill("pattern.label", {"label": label, "value": value})
    if item.note is not None:
        line = wording.fill("pattern.remark", {"text": line, "remark": wording.say(item.note)})
    if len(item.quotes) == 2:
        ours, theirs = (quoted(quote.text, quote.language) for quote in item.quotes)
        pair = wording.fill("pattern.pair", {"subject": ours, "benchmark": theirs})
        line = wording.fill("pattern.remark", {"text": line, "remark": pair})
    return line
