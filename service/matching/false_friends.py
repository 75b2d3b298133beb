"""The guard against names that promise another award than they are."""

from __future__ import annotations

from service.domain.reference import FalseFriend
from service.domain.text import Statement, say
from service.normalizing.titles import words


def false_friends_in(
    titles: tuple[str, ...], country: str | None, table: tuple[FalseFriend, ...]
) -> tuple[FalseFriend, ...]:
    """Rows of `table` whose term stands in a title as whole words and that hold in `country`.

    Of several terms in one another only the longest counts. Without a country only rows that
    hold everywhere apply.
    """
    found: list[tuple[tuple[str, ...], FalseFriend]] = []
    for row in table:
        if "*" not in row.countries and (country is None or country not in row.countries):
            continue
        term = words(row.term.value)
        if term and any(_contains(words(title), term) for title in titles):
            found.append((term, row))
    return tuple(
        row
        for term, row in found
        if not any(len(other) > len(term) and _contains(other, term) for other, _ in found)
    )


def _contains(heard: tuple[str, ...], term: tuple[str, ...]) -> bool:
    size = len(term)
    return any(heard[i : i + size] == term for i in range(len(heard) - size + 1))


def warning(row: FalseFriend, country: str | None) -> Statement:
    """The row as a statement for the report."""
    return say(f"false_friend.{row.reason}", term=row.term.value, country=country or "")
