"""The award type at home: by the names that its own country gives it, never by resemblance.

A type is found where one of its official or usual names stands in the title as whole words; the
longest name wins, so that "International PGCE" is not a PGCE. Names that several types share
stay ambiguous unless level, dates or length in the file decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from service.domain.credential import Award
from service.domain.framework import QualificationType, Span
from service.domain.noun import noun
from service.domain.text import Statement, earliest, holds_on, latest, say
from service.normalizing.titles import undotted, words

_GAP = "…"
# "BA", "MA", "Ad", "P": short forms are words of many languages, so their case must agree.
_CASE_MATTERS_UP_TO = 3


@noun
class Hit:
    """A name of `kind` found in the title at words `start`..`end`; `weight` in characters."""

    kind: QualificationType
    name: str
    start: int
    end: int
    weight: int


@noun
class Identification:
    """The award type at home or None, how it was established, and what else the title names.

    `rivals` are types that the same name may mean; `others` are further awards in the title
    (a PGCE "with QTS").
    """

    kind: QualificationType | None
    basis: Statement
    name: str | None = None
    rivals: tuple[QualificationType, ...] = ()
    others: tuple[QualificationType, ...] = ()


@lru_cache(maxsize=65536)
def _pattern(name: str) -> tuple[str, ...]:
    return words(name.replace("...", _GAP), keep=_GAP)


def names_of(kind: QualificationType) -> tuple[str, ...]:
    """Every full-length name of `kind`: titles, English title, aliases."""
    return (
        *(text.value for text in kind.titles),
        kind.title_en,
        *(text.value for text in kind.aliases),
    )


def hits(title: str, kinds: Iterable[QualificationType]) -> list[Hit]:
    """All names of `kinds` in `title`, longest first; a name inside a longer one is dropped."""
    heard = words(title)
    said = frozenset(heard)
    bare = undotted(title)
    found: list[Hit] = []
    for kind in kinds:
        best: Hit | None = None
        for name in names_of(kind):
            pattern = _pattern(name)
            if not pattern or (pattern[0] not in said and _GAP not in pattern[0]):
                continue  # most names: their first word is not in the title
            place = _find(pattern, heard)
            if place is not None:
                best = _longer(best, _hit(kind, name, place, heard))
        for name in kind.abbreviations:
            place = _find(_pattern(name), heard)
            if place is not None and _case_agrees(name, bare):
                best = _longer(best, _hit(kind, name, place, heard))
        if best is not None:
            found.append(best)
    found.sort(key=lambda hit: -hit.weight)
    return [hit for hit in found if not any(_covers(other, hit) for other in found)]


def _covers(other: Hit, hit: Hit) -> bool:
    """Whether `hit` lies inside `other`: "Diplom-Ingenieur" in "Diplom … (FH)", a longer span."""
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and (other.end - other.start, other.weight) > (hit.end - hit.start, hit.weight)


def _hit(kind: QualificationType, name: str, place: tuple[int, int], heard: tuple[str, ...]) -> Hit:
    weight = sum(len(word.strip(_GAP)) for word in _pattern(name))
    return Hit(kind=kind, name=name, start=place[0], end=place[1], weight=weight)


def _longer(one: Hit | None, other: Hit) -> Hit:
    return other if one is None or other.weight > one.weight else one


def _case_agrees(name: str, bare_title: str) -> bool:
    short = name.replace(".", "").strip()
    if len(short) > _CASE_MATTERS_UP_TO or not short.isascii():
        return True
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", bare_title) is not None


def _find(pattern: tuple[str, ...], heard: tuple[str, ...]) -> tuple[int, int] | None:
    """Place of `pattern` in `heard` as [start, end).

    "…" standing alone is any number of words ("Diplom … (FH)"); written onto a word it is the
    rest of that word ("Diplom…" is Diplomingenieur), as German and Dutch write compounds.
    """
    if not pattern:
        return None
    parts: list[list[str]] = [[]]
    for word in pattern:
        if word == _GAP:
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    position, start = 0, None
    for part in parts:
        place = _run(part, heard, position)
        if place is None:
            return None
        start = place if start is None else start
        position = place + len(part)
    return None if start is None else (start, position)


def _run(part: list[str], heard: tuple[str, ...], position: int) -> int | None:
    for index in range(position, len(heard) - len(part) + 1):
        if all(_same(word, heard[index + at]) for at, word in enumerate(part)):
            return index
    return None


def _same(pattern: str, word: str) -> bool:
    if pattern.endswith(_GAP):
        return word.startswith(pattern[:-1])
    if pattern.startswith(_GAP):
        return word.endswith(pattern[1:])
    return pattern == word


def identify(award: Award, kinds: tuple[QualificationType, ...]) -> Identification:
    """Find the award type of `award` among `kinds`, the types of its country."""
    descriptor = award.descriptor
    if descriptor.qualification_type is not None:
        stated = next((k for k in kinds if k.id == descriptor.qualification_type), None)
        if stated is not None:
            return Identification(kind=stated, basis=say("identified.stated", type=stated.id))
    title = descriptor.titles[0].value
    found: list[Hit] = []
    for text in descriptor.titles:
        found = hits(text.value, kinds)
        if found:
            title = text.value
            break
    if not found:
        return _by_kind(award, kinds, title)
    top = [hit for hit in found if hit.weight == found[0].weight]
    chosen, decided = _decide(top, award)
    overlapping = [hit for hit in found if hit is not chosen]
    if chosen is None:
        return _ambiguous(top, title)
    code = "identified.title_and_facts" if decided else "identified.title"
    return Identification(
        kind=chosen.kind,
        basis=say(code, title=title, type=chosen.kind.id),
        name=chosen.name,
        rivals=tuple(hit.kind for hit in top if hit is not chosen),
        others=tuple(
            hit.kind
            for hit in overlapping
            if hit not in top and (hit.end <= chosen.start or hit.start >= chosen.end)
        ),
    )


def _ambiguous(top: list[Hit], title: str) -> Identification:
    """Several types bear this name: none is chosen unless they agree in all that counts here.

    A Dutch "BSc" is of a university or a university of applied sciences, but at one level and of
    one kind either way: it is compared as the first of them, and both are named.
    """
    kinds = tuple(hit.kind for hit in top)
    types = tuple(kind.id for kind in kinds)
    first = kinds[0]
    alike = {(k.framework, k.level, k.kind, k.isced_2011, k.entry) for k in kinds}
    if len(alike) == 1 and first.level is not None:
        basis = say(
            "identified.same_level",
            title=title,
            types=types,
            framework=first.framework,
            level=first.level,
        )
        return Identification(kind=first, basis=basis, name=top[0].name, rivals=kinds[1:])
    basis = say("identified.ambiguous", title=title, types=types)
    return Identification(kind=None, basis=basis, name=top[0].name, rivals=kinds)


def _by_kind(award: Award, kinds: tuple[QualificationType, ...], title: str) -> Identification:
    """A file may say what sort of award it is: enough where the country has just one such type."""
    stated = award.descriptor.kind
    of_kind = [kind for kind in kinds if kind.kind == stated]
    if stated == "microcredential" and len(of_kind) == 1:
        kind = of_kind[0]
        return Identification(kind=kind, basis=say("identified.kind", kind=stated, type=kind.id))
    return Identification(kind=None, basis=say("identified.none", title=title))


def _decide(top: list[Hit], award: Award) -> tuple[Hit | None, bool]:
    """The only hit, or the one that the facts of the file single out; None where they do not."""
    if len(top) == 1:
        return top[0], False
    scored = sorted(((agreement(hit.kind, award), hit) for hit in top), key=lambda p: -p[0])
    if scored[0][0] > scored[1][0]:
        return scored[0][1], True
    return None, False


def agreement(kind: QualificationType, award: Award) -> int:
    """How many facts of the file speak for `kind` minus those against it; silence is nothing."""
    descriptor, points = award.descriptor, 0
    for claim in descriptor.levels:
        if claim.framework == kind.framework and kind.level is not None:
            points += 2 if claim.code == kind.level else -2
    if award.awarded_on is not None:
        # A year alone speaks against a type only where no day of it fits.
        too_late = not holds_on(earliest(award.awarded_on), None, kind.until)
        too_early = not holds_on(latest(award.awarded_on), kind.since, None)
        points += -2 if too_late or too_early else 0
    if descriptor.duration_years is not None and kind.duration_years is not None:
        points += _agrees(descriptor.duration_years, kind.duration_years)
    for credit in descriptor.credits:
        if kind.credits is not None and _same_system(credit.system, kind.credits.system):
            points += _agrees(credit.value, kind.credits.amount)
    if descriptor.kind is not None:
        points += 1 if descriptor.kind == kind.kind else -1
    return points


def _same_system(ours: str | None, theirs: str) -> bool:
    """Whether two credit systems count alike; the national forms of ECTS do."""
    return ours == theirs or (ours is not None and _is_ects(ours) and _is_ects(theirs))


def _is_ects(code: str) -> bool:
    return ("ECTS" in code or "AKTS" in code) and not code.endswith("-OLD")


def _agrees(value: Decimal, span: Span) -> int:
    return 1 if span.low <= value <= span.high else -1
