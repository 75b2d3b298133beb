"""Sources of a report, numbered once and cited by number everywhere else."""

from __future__ import annotations

from service.domain.report import EquivalenceReport
from service.domain.text import Source
from service.reporting.phrase import Phrase, Run, joined, plain, quoted
from service.reporting.view import Cell, Points, Section
from service.reporting.wording import Wording

ANCHOR = "source"


class Citations:
    """Numbers of the sources of one report, in the order in which they are listed."""

    def __init__(self, report: EquivalenceReport) -> None:
        found: dict[Source, None] = dict.fromkeys(report.sources)
        for target in report.targets:
            for comparison in target.comparisons:
                found.update(dict.fromkeys(comparison.sources))
            found.update(dict.fromkeys(target.result.level.sources))
            found.update(dict.fromkeys(hop.source for hop in target.result.level.hops))
        found.update(dict.fromkeys(report.home.sources))
        self.sources = tuple(found)
        self._numbers = {source: index for index, source in enumerate(self.sources, 1)}

    def cite(self, sources: tuple[Source, ...]) -> Phrase:
        """Numbers of `sources` as links to the list."""
        numbers = sorted({self._numbers[source] for source in sources if source in self._numbers})
        links = tuple(
            Phrase(runs=(Run(text=f"[{each}]", href=f"#{ANCHOR}-{each}"),)) for each in numbers
        )
        return joined(links, " ")


class SourceList:
    """Sources numbered in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """What was cited, in the order of the numbers, which begin at 1."""
        return tuple(self._numbers)

    def cite(self, source: Source) -> Phrase:
        """The number of `source` in square brackets, given out at its first citation."""
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        return Phrase(runs=(Run(text=f"[{number}]", href=f"#{ANCHOR}-{number}"),))


def source_phrase(wording: Wording, source: Source) -> Phrase:
    """Title of a source, linked where it has a web address, with its date."""
    title = quoted(source.title, "", source.url)
    date = wording.label("source.no_date")
    if source.date is not None:
        date = wording.date(source.date)
    return wording.fill("pattern.dated", {"text": title, "date": plain(date)})


def sources_section(wording: Wording, citations: Citations) -> Section:
    """The numbered list of sources."""
    items = tuple(Cell(lines=(source_phrase(wording, each),)) for each in citations.sources)
    blocks = (Points(items=items, ordered=True, anchors=ANCHOR),) if items else ()
    return Section(anchor="sources", title=wording.say("section.sources"), blocks=blocks)
