"""The trust ladder: all eight rungs of one credential, in the order that keeps us safe.

The signature comes first, so that an unsigned file can not make this service ask anybody anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from service.domain.institution import Institution
from service.domain.verification import Presented, Rung, RungFinding, Verification
from service.fetching.result import Fetch, Fetched, offline
from service.settings import read_settings
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.contexts import ContextBundle, load_contexts
from service.verifying.first_rungs import FirstRungs, Surroundings, first_rungs, recognised
from service.verifying.issuer_identity import identify, recognise
from service.verifying.outcome import Outcome, unknown
from service.verifying.recipient import check_recipient
from service.verifying.registry import InstitutionIndex
from service.verifying.validity import Moment, award_day, check_validity, moment

FETCH_SECONDS = 4.5
"""What one fetch may take at most (`service.fetching.limits`, and what it takes to give up)."""
_LOG = logging.getLogger(__name__)


class Verifier:
    """Verifies credentials; keeps one warm process for canonical forms. Thread-safe."""

    def __init__(self, bundle: ContextBundle) -> None:
        self._bundle = bundle
        self._worker = CanonicalPool(bundle)

    def close(self) -> None:
        """End the worker process."""
        self._worker.close()

    def verify(
        self,
        presented: Presented,
        *,
        on: date | datetime | None = None,
        recipient: str | None = None,
        registry: InstitutionIndex | None = None,
        fetch: Fetch = offline,
        status_lists: Mapping[str, bytes] | None = None,
    ) -> Verification:
        """Check all eight rungs of `presented`; never raises.

        `on` is the day or instant that validity, status and recognition are about, None for now.
        `recipient` is an e-mail address; it is compared and forgotten. `status_lists` are lists
        at hand by URL, which are then not fetched.
        """
        when, deadline = moment(on), Deadline()
        around = Surroundings(
            bundle=self._bundle,
            worker=self._worker,
            fetch=_in_time(fetch, deadline),
            lists=status_lists or {},
            when=when,
            deadline=deadline,
        )
        try:
            found = first_rungs(presented, around)
            first = recognised(presented, found.document)
        except Exception as problem:
            # A stranger's file must never end a batch.
            stopped = _problem(problem)
            return Verification(
                format=presented.format, rungs=tuple(stopped.on(rung) for rung in Rung)
            )
        findings = [
            first.on(Rung.FORMAT_RECOGNISED),
            found.content.on(Rung.CONTENT_INTACT),
            found.key.on(Rung.ISSUER_KEY),
            *_later_rungs(found, when, recipient, registry),
        ]
        return Verification(format=presented.format, rungs=tuple(findings), unsigned=found.unsigned)


def _in_time(fetch: Fetch, deadline: Deadline) -> Fetch:
    """Start no fetch that might end after the deadline of the credential."""

    def ask(url: str) -> Fetched:
        if deadline.left() < FETCH_SECONDS:
            return Fetched(url=url, code="fetch_timeout")
        return fetch(url)

    return ask


def verify(
    presented: Presented,
    *,
    on: date | datetime | None = None,
    recipient: str | None = None,
    registry: InstitutionIndex | None = None,
    fetch: Fetch = offline,
    status_lists: Mapping[str, bytes] | None = None,
) -> Verification:
    """Check all eight rungs with the contexts of this installation; see `Verifier.verify`."""
    return default_verifier().verify(
        presented,
        on=on,
        recipient=recipient,
        registry=registry,
        fetch=fetch,
        status_lists=status_lists,
    )


@lru_cache(maxsize=1)
def default_verifier() -> Verifier:
    """The verifier of this process, made at its first use."""
    return Verifier(load_contexts((read_settings().contexts,)))


def _later_rungs(
    found: FirstRungs, when: Moment, recipient: str | None, registry: InstitutionIndex | None
) -> list[RungFinding]:
    """Rungs 4 to 8; each for itself, so that a problem with one stops no other."""
    document = found.document
    listings: tuple[Institution, ...] = ()
    try:
        identity, listings = identify(found.issuer, found.key, registry)
    except Exception as problem:
        identity = _problem(problem)
    awarded = award_day(document) if document is not None else None
    checks: tuple[tuple[Rung, Callable[[], Outcome]], ...] = (
        (Rung.ISSUER_RECOGNISED, lambda: recognise(listings, awarded)),
        (Rung.RECIPIENT, lambda: check_recipient(_there(document), recipient)),
        (Rung.VALIDITY, lambda: check_validity(_there(document), when, found.claims)),
        (Rung.STATUS, found.status),
    )
    made = [identity.on(Rung.ISSUER_IDENTITY)]
    for rung, check in checks:
        try:
            outcome = check()
        except Outcome as raised:
            outcome = raised
        except Exception as problem:
            outcome = _problem(problem)
        made.append(outcome.on(rung))
    return made


def _there(document: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if document is None:
        raise unknown("document_unreadable", url="")
    return document


def _problem(problem: Exception) -> Outcome:
    # Only its kind: what the file says is nobody's business in a log.
    _LOG.error("verification_problem %s", type(problem).__name__)
    return unknown("verification_problem", problem=type(problem).__name__)
