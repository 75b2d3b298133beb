"""Coded checks of our own content. A check's docstring is its message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from service.domain.framework import FrameworkKind, ReferencingKind, Span
from service.domain.noun import noun
from service.domain.text import earliest, latest
from service.importing import framework_check_relations as relations
from service.importing import framework_check_texts as texts
from service.importing import table_checks as tables
from service.importing.checked_content import Check, Content, overlap


@noun
class Fault:
    """One breach: the check's code, its message, and the place."""

    code: str
    message: str
    where: str


def _e101(content: Content) -> Iterator[str]:
    """A level code stands twice in one framework for overlapping dates."""
    for folder in content.folders:
        for one, other in combinations(folder.levels, 2):
            if one.code == other.code and overlap(one, other):
                yield f"{folder.framework.id}:{one.code}"


def _e102(content: Content) -> Iterator[str]:
    """Two levels of one framework share a rank for overlapping dates."""
    for folder in content.folders:
        for one, other in combinations(folder.levels, 2):
            if one.rank == other.rank and overlap(one, other):
                yield f"{folder.framework.id}:{one.code}/{other.code}"


def _e103(content: Content) -> Iterator[str]:
    """A referencing starts from a level that its framework lacks."""
    for folder in content.folders:
        codes = {level.code for level in folder.levels}
        for row in folder.referencing:
            if row.level not in codes:
                yield f"{folder.framework.id}:{row.level}→{row.to_framework}"


def _e104(content: Content) -> Iterator[str]:
    """A referencing points to a framework or level that does not exist."""
    known = {f.framework.id: {level.code for level in f.levels} for f in content.folders}
    for folder in content.folders:
        for row in folder.referencing:
            if row.to_framework not in known:
                yield f"{folder.framework.id}:{row.level}→{row.to_framework}"
                continue
            for code in row.to_levels:
                if code not in known[row.to_framework]:
                    yield f"{folder.framework.id}:{row.level}→{row.to_framework}:{code}"


def _e105(content: Content) -> Iterator[str]:
    """A qualification type stands at a level that its framework lacks."""
    for folder in content.folders:
        codes = {level.code for level in folder.levels}
        for kind in folder.types:
            if kind.level is not None and kind.level not in codes:
                yield f"{kind.id}:{kind.level}"


def _e106(content: Content) -> Iterator[str]:
    """Two qualification types of one framework share an id."""
    for folder in content.folders:
        for identifier, count in Counter(kind.id for kind in folder.types).items():
            if count > 1:
                yield identifier


def _e107(content: Content) -> Iterator[str]:
    """A qualification type counts credits in a system that data/credit_systems lacks."""
    for folder in content.folders:
        for kind in folder.types:
            if kind.credits is not None and kind.credits.system not in content.credit_systems:
                yield f"{kind.id}:{kind.credits.system}"


def _e108(content: Content) -> Iterator[str]:
    """A period ends before it begins."""
    for folder in content.folders:
        own = folder.framework
        rows = [
            ("framework", own.since, own.until),
            *((f"level {level.code}", level.since, level.until) for level in folder.levels),
            *((row.level, row.since, row.until) for row in folder.referencing),
            *((kind.id, kind.since, kind.until) for kind in folder.types),
        ]
        for name, since, until in rows:
            if _backwards(since, until):
                yield f"{folder.framework.id}:{name}"
    for licence in content.licences:
        if _backwards(licence.since, licence.until):
            yield licence.id


def _backwards(since: str | None, until: str | None) -> bool:
    return since is not None and until is not None and latest(until) < earliest(since)


def _e109(content: Content) -> Iterator[str]:
    """A level is tied to one framework by a comparison and by a referencing for the same time."""
    for folder in content.folders:
        for one, other in combinations(folder.referencing, 2):
            pair = (one.level, one.to_framework)
            compared = {row.kind is ReferencingKind.COMPARISON for row in (one, other)}
            if (
                pair == (other.level, other.to_framework)
                and len(compared) == 2
                and overlap(one, other)
            ):
                yield f"{folder.framework.id}:{one.level}→{one.to_framework}"


def _e110(content: Content) -> Iterator[str]:
    """A framework has no level, or a degree structure has one."""
    for folder in content.folders:
        structure = folder.framework.kind is FrameworkKind.DEGREE_STRUCTURE
        if bool(folder.levels) == structure:
            yield folder.framework.id


def _e111(content: Content) -> Iterator[str]:
    """The framework's name is missing in English or in all of its own languages."""
    for folder in content.folders:
        named = {text.language.partition("-")[0] for text in folder.framework.names}
        own = {language.partition("-")[0] for language in folder.framework.languages}
        if "en" not in named or (own and not named & own):
            yield folder.framework.id


def _e112(content: Content) -> Iterator[str]:
    """The total years of higher education of a type are less than its own length."""
    for folder in content.folders:
        for kind in folder.types:
            own, total = kind.duration_years, kind.total_years
            if own is not None and total is not None and _more(own, total):
                yield kind.id


def _more(own: Span, total: Span) -> bool:
    return own.low > total.low or own.high > total.high


def _e113(content: Content) -> Iterator[str]:
    """Notes and dates disagree: an abolished type has no end, or one that ended no such note."""
    for folder in content.folders:
        for kind in folder.types:
            if (kind.until is not None) != ("abolished" in kind.notes):
                yield kind.id


def _e114(content: Content) -> Iterator[str]:
    """A level descriptor speaks of a level that its framework lacks, or in no language of it."""
    for folder in content.folders:
        codes = {level.code for level in folder.levels}
        own = {language.partition("-")[0] for language in folder.framework.languages} | {"en"}
        for row in folder.descriptors:
            spoken = {text.language.partition("-")[0] for text in row.texts}
            if row.level not in codes or not spoken & own:
                yield f"{folder.framework.id}:{row.level}:{row.domain}"


CHECKS: dict[str, Check] = {
    "E101": _e101,
    "E102": _e102,
    "E103": _e103,
    "E104": _e104,
    "E105": _e105,
    "E106": _e106,
    "E107": _e107,
    "E108": _e108,
    "E109": _e109,
    "E110": _e110,
    "E111": _e111,
    "E112": _e112,
    "E113": _e113,
    "E114": _e114,
    "E115": relations.e115,
    "E116": relations.e116,
    "E117": relations.e117,
    "E118": texts.e118,
    "E119": texts.e119,
    "E120": texts.e120,
    "E121": tables.e121,
    "E122": tables.e122,
    "E123": tables.e123,
    "E124": tables.e124,
    "E125": tables.e125,
    "E126": tables.e126,
    "E127": tables.e127,
    "E128": tables.e128,
    "E129": tables.e129,
}


def faults(content: Content) -> tuple[Fault, ...]:
    """Run every check; the faults in order of code, then place as found."""
    return tuple(
        Fault(code=code, message=(check.__doc__ or "").strip(), where=where)
        for code, check in CHECKS.items()
        for where in check(content)
    )
