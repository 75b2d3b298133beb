"""All published frameworks, looked up. Pure: built once from domain values."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from service.domain.framework import (
    DescriptorDomain,
    Framework,
    FrameworkKind,
    Level,
    LevelDescriptor,
    QualificationType,
    Referencing,
)
from service.domain.noun import noun
from service.domain.text import earliest, holds_on, latest

_COMMON = {"EU": "eqf"}


@noun
class Place:
    """Where a result is wanted: a country, a region, or one framework by its id.

    `key` is the place as reports name it ("IE", "GB-SCT", "eqf"); `framework` is the one in
    which results are stated, `frameworks` all that belong to the place.
    """

    key: str
    country: str | None
    region: str | None
    framework: Framework
    frameworks: tuple[Framework, ...]


class Register:
    """Lookup of frameworks, levels, referencings and qualification types."""

    def __init__(
        self,
        *,
        frameworks: Iterable[Framework],
        levels: Iterable[Level],
        referencings: Iterable[Referencing],
        types: Iterable[QualificationType],
        version: str,
    ) -> None:
        self.version = version
        self.frameworks = {framework.id: framework for framework in frameworks}
        self.types = {kind.id: kind for kind in types}
        self._levels: dict[str, list[Level]] = defaultdict(list)
        for level in levels:
            self._levels[level.framework].append(level)
        self._out: dict[str, list[Referencing]] = defaultdict(list)
        self._in: dict[str, list[Referencing]] = defaultdict(list)
        for row in referencings:
            self._out[row.framework].append(row)
            self._in[row.to_framework].append(row)
        self._types_of: dict[str, list[QualificationType]] = defaultdict(list)
        for kind in self.types.values():
            self._types_of[kind.framework].append(kind)
        self._descriptors: dict[tuple[str, str], list[LevelDescriptor]] = {}

    def described_by(self, descriptors: Iterable[LevelDescriptor]) -> Register:
        """This register with `descriptors` in place of those it had.

        Apart from the constructor, since levels are mapped and compared without them.
        """
        order = list(DescriptorDomain)
        found: dict[tuple[str, str], list[LevelDescriptor]] = defaultdict(list)
        for row in sorted(descriptors, key=lambda row: order.index(row.domain)):
            found[row.framework, row.level].append(row)
        made = copy.copy(self)
        made._descriptors = dict(found)
        return made

    def place(self, text: str) -> Place | None:
        """Resolve "IE", "GB-SCT", "ie_nfq" or "EQF" (case ignored); None where nothing is known.

        "EU", reserved in ISO 3166-1 for the Union, is answered in its common scale, the EQF.
        """
        wanted = _COMMON.get(text.strip().upper(), text.strip())
        by_id = self.frameworks.get(wanted.lower())
        if by_id is not None:
            return Place(
                key=by_id.id,
                country=by_id.country,
                region=by_id.region,
                framework=by_id,
                frameworks=(by_id,),
            )
        code = wanted.upper()
        country, dash, region = code.partition("-")
        if dash and not region:
            return None
        found = [
            framework
            for framework in self.frameworks.values()
            if framework.country == country and framework.region == (code if region else None)
        ]
        if not found and not region:
            # Belgium has frameworks of its communities only: all of them are the country's.
            found = [each for each in self.frameworks.values() if each.country == country]
        if not found:
            return None
        found.sort(key=lambda framework: (not framework.preferred, framework.id))
        return Place(
            key=code,
            country=country,
            region=code if region else None,
            framework=found[0],
            frameworks=tuple(found),
        )

    def places(self) -> tuple[str, ...]:
        """Every country and region key that `place` resolves, sorted."""
        keys = {
            framework.region or framework.country
            for framework in self.frameworks.values()
            if framework.country
        }
        return tuple(sorted(key for key in keys if key))

    def frameworks_on(self, day: date) -> tuple[Framework, ...]:
        """Frameworks in force on `day`, by id."""
        return tuple(
            framework
            for _, framework in sorted(self.frameworks.items())
            if holds_on(day, framework.since, framework.until)
        )

    def levels(self, framework: str, on: date | None = None) -> tuple[Level, ...]:
        """Levels of `framework` in force on `on` (all generations where None), by rank."""
        rows = [
            level
            for level in self._levels.get(framework, [])
            if on is None or holds_on(on, level.since, level.until)
        ]
        return tuple(sorted(rows, key=lambda level: level.rank))

    def level(self, framework: str, code: str, on: date) -> Level | None:
        """The level `code` in the generation that held on `on`.

        A document may be older than the framework: then the first generation that has the code
        is meant, and an ended one only if the day falls in it.
        """
        rows = [level for level in self._levels.get(framework, []) if level.code == code]
        for level in rows:
            if holds_on(on, level.since, level.until):
                return level
        later = [level for level in rows if level.until is None or latest(level.until) >= on]
        return min(later, key=lambda level: level.since, default=None)

    def newest(self, framework: str, code: str) -> Level | None:
        """The level `code` in its newest generation; None where no generation has the code."""
        rows = [level for level in self._levels.get(framework, []) if level.code == code]
        return max(rows, key=lambda level: earliest(level.since), default=None)

    def descriptors(self, level: Level) -> tuple[LevelDescriptor, ...]:
        """Descriptors of `level`: knowledge, then skills, then responsibility and autonomy.

        They speak of the newest generation that has the code, so an older one has none.
        """
        if level != self.newest(level.framework, level.code):
            return ()
        return tuple(self._descriptors.get((level.framework, level.code), ()))

    def referencings(
        self, framework: str, to: str | None = None, on: date | None = None
    ) -> tuple[Referencing, ...]:
        """Statements of `framework`, to one other framework or to all, that hold on `on`.

        All generations where `on` is None.
        """
        return tuple(
            row
            for row in self._out.get(framework, [])
            if (to is None or row.to_framework == to)
            and (on is None or holds_on(on, row.since, row.until))
        )

    def referenced_to(self, framework: str) -> tuple[str, ...]:
        """Ids of the frameworks that `framework` states something about, sorted."""
        return tuple(sorted({row.to_framework for row in self._out.get(framework, [])}))

    def types_of_framework(
        self, framework: str, on: date | None = None
    ) -> tuple[QualificationType, ...]:
        """Qualification types whose home is `framework`, in the order of its file.

        With `on` those that had been awarded by then: documents of ended types stay in use.
        """
        return tuple(
            kind
            for kind in self._types_of.get(framework, [])
            if on is None or kind.since is None or earliest(kind.since) <= on
        )

    def types_of_place(
        self, country: str, region: str | None = None
    ) -> tuple[QualificationType, ...]:
        """Types of a country; with `region` those of the region first, then the others."""
        own, wide = [], []
        for kind in self.types.values():
            if kind.country != country:
                continue
            if kind.region is not None and kind.region == region:
                own.append(kind)
            elif kind.region is None or region is None:
                wide.append(kind)
        return (*own, *sorted(wide, key=lambda kind: kind.region is not None))

    def metas(self) -> tuple[str, ...]:
        """Ids of meta frameworks: EQF first, then QF-EHEA, then the others by id."""
        order = {"eqf": 0, "qf_ehea": 1}
        ids = [f.id for f in self.frameworks.values() if f.kind is FrameworkKind.META]
        return tuple(sorted(ids, key=lambda each: (order.get(each, 2), each)))
