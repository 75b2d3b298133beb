"""Rung 7: whether the credential is in its validity period on a given day or instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.domain.noun import noun
from service.verifying.instants import read_instant
from service.verifying.outcome import Outcome, failed, not_applicable, passed

_FROM = ("validFrom", "issuanceDate", "issuedOn", "issued_on")
_UNTIL = ("validUntil", "expirationDate", "expires")


@noun
class Moment:
    """The time the question is about: an instant, or the whole of a day in UTC."""

    start: datetime
    end: datetime

    @property
    def day(self) -> str:
        """The day as ISO 8601."""
        return self.start.date().isoformat()


def moment(on: date | datetime | None) -> Moment:
    """Make the moment of `on`: None is now; an instant without zone is UTC."""
    if on is None:
        on = datetime.now(UTC)
    if isinstance(on, datetime):
        instant = on.replace(tzinfo=UTC) if on.tzinfo is None else on.astimezone(UTC)
        return Moment(start=instant, end=instant)
    start = datetime.combine(on, datetime.min.time(), UTC)
    return Moment(start=start, end=start + timedelta(days=1, microseconds=-1))


def check_validity(
    document: Mapping[str, Any], when: Moment, claims: Mapping[str, Any] | None = None
) -> Outcome:
    """Check the dates of `document`, and `nbf` and `exp` of a JWT's `claims`.

    A date that is there and cannot be read fails: "not expired" must never come out of a typing
    error. Outcomes: passed in_validity (on), failed date_unreadable (field), dates_reversed,
    not_yet_valid (since, on), expired (until, on), not_applicable no_dates.
    """
    try:
        starts = list(_instants(document, _FROM, end_of_day=False))
        ends = list(_instants(document, _UNTIL, end_of_day=True))
        starts.extend(_numeric(claims, "nbf"))
        ends.extend(_numeric(claims, "exp"))
    except Outcome as outcome:
        return outcome
    since, until = max(starts, default=None), min(ends, default=None)
    if since is not None and until is not None and until < since:
        return failed("dates_reversed", since=_day(since), until=_day(until))
    if until is not None and until < when.start:
        return failed("expired", until=_day(until), on=when.day)
    if since is not None and since > when.end:
        return failed("not_yet_valid", since=_day(since), on=when.day)
    if since is None and until is None:
        return not_applicable("no_dates")
    return passed("in_validity", on=when.day)


def award_day(document: Mapping[str, Any]) -> date | None:
    """Return the day of the award: the earliest date that says from when it holds."""
    found = []
    for name in ("awardedDate", *_FROM):
        instant = _one(document.get(name), name, end_of_day=False)
        if instant is not None:
            found.append(instant.date())
    return min(found, default=None)


def _instants(
    document: Mapping[str, Any], names: Iterable[str], *, end_of_day: bool
) -> Iterable[datetime]:
    for name in names:
        if name not in document:
            continue
        found = _one(document[name], name, end_of_day=end_of_day)
        if found is None:
            raise failed("date_unreadable", field=name)
        yield found


def _one(value: Any, name: str, *, end_of_day: bool) -> datetime | None:
    # Open Badges 1 also writes seconds since 1970.
    if name in ("issuedOn", "expires", "issued_on") and isinstance(value, int):
        return _from_seconds(value)
    return read_instant(value, end_of_day=end_of_day)


def _numeric(claims: Mapping[str, Any] | None, name: str) -> Iterable[datetime]:
    if claims is None or name not in claims:
        return
    found = _from_seconds(claims[name])
    if found is None:
        raise failed("date_unreadable", field=name)
    yield found


def _from_seconds(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _day(instant: datetime) -> str:
    return instant.date().isoformat()
