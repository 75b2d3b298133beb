"""The guard against names that promise another award than they are."""

from __future__ import annotations

from functools import lru_cache

from service.domain.award_word import AwardClass
from service.domain.reference import FalseFriend
from service.domain.text import Statement, say
from service.normalizing.titles import words

# Kinds of the table that are named otherwise, or more finely, than classes of award words.
_CLASSES: dict[str, frozenset[AwardClass]] = {
    "upper_secondary": frozenset({AwardClass.SCHOOL_UPPER}),
    "lower_secondary": frozenset({AwardClass.SCHOOL_LOWER}),
    "first_professional_degree": frozenset(
        {AwardClass.BACHELOR_LONG, AwardClass.INTEGRATED_MASTER}
    ),
    "bachelor": frozenset({AwardClass.BACHELOR, AwardClass.BACHELOR_LONG}),
    "master": frozenset({AwardClass.MASTER, AwardClass.INTEGRATED_MASTER}),
    "microcredential": frozenset({AwardClass.MICRO_CREDENTIAL}),
    "secondary_vocational": frozenset({AwardClass.VOCATIONAL}),
}


def classes_of_kind(kind: str) -> frozenset[AwardClass]:
    """Classes of award that a kind of the table stands for; empty for kinds without one."""
    if kind in _CLASSES:
        return _CLASSES[kind]
    return frozenset({AwardClass(kind)}) if kind in set(AwardClass) else frozenset()


def vetoes(
    rows: tuple[FalseFriend, ...], benchmark: frozenset[AwardClass]
) -> tuple[FalseFriend, ...]:
    """Rows of the title that forbid to take a benchmark of these classes for what it resembles.

    A row forbids where the benchmark is what the name looks like and not what it is.
    """
    return tuple(
        row
        for row in rows
        if row.veto
        and classes_of_kind(row.looks_like) & benchmark
        and not classes_of_kind(row.is_kind) & benchmark
    )


def false_friends_in(
    titles: tuple[str, ...], country: str | None, table: tuple[FalseFriend, ...]
) -> tuple[FalseFriend, ...]:
    """Rows of `table` whose term stands in a title as whole words and that hold in `country`.

    Of several terms in one another only the longest counts. Without a country only rows that
    hold everywhere apply.
    """
    found: list[tuple[tuple[str, ...], FalseFriend]] = []
    heard = [words(title) for title in titles]
    for row in table:
        if "*" not in row.countries and (country is None or country not in row.countries):
            continue
        term = _term(row.term.value)
        if term and any(_contains(title, term) for title in heard):
            found.append((term, row))
    return tuple(
        row
        for term, row in found
        if not any(len(other) > len(term) and _contains(other, term) for other, _ in found)
    )


@lru_cache(maxsize=4096)
def _term(term: str) -> tuple[str, ...]:
    return words(term)


def _contains(heard: tuple[str, ...], term: tuple[str, ...]) -> bool:
    size = len(term)
    return any(heard[i : i + size] == term for i in range(len(heard) - size + 1))


def warning(row: FalseFriend, country: str | None) -> Statement:
    """The row as a statement for the report."""
    return say(f"false_friend.{row.reason}", term=row.term.value, country=country or "")
