"""Rungs 4 and 5: who the issuer is by a registry, and whether it was listed when it awarded.

A name proves nothing: anybody can write it. Only a key or address that belongs to the issuer and
that a registry lists for an institution identifies it; otherwise the name is *claimed*.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.domain.institution import Institution
from service.domain.verification import RungResult
from service.normalizing.skeleton import mixed_script
from service.verifying.documents import identifier
from service.verifying.identifiers import host_of
from service.verifying.outcome import Outcome, failed, passed, unknown
from service.verifying.registry import InstitutionIndex, listed_on


def identify(
    issuer: Any, key: Outcome, registry: InstitutionIndex | None
) -> tuple[Outcome, tuple[Institution, ...]]:
    """Find the issuer in the registry.

    Outcomes: passed issuer_registered (name, listing); could_not_check registry_missing,
    issuer_claimed (name, similar, mixed), issuer_key_open (name), issuer_ambiguous (names).
    With a pass, also the listings of the institution.
    """
    name = issuer_name(issuer)
    if registry is None or len(registry) == 0:
        return unknown("registry_missing", name=name), ()
    stated = identifier(issuer)
    found = _listings(stated, registry)
    if not found:
        similar = tuple(dict.fromkeys(_title(each) for each in registry.look_alikes(name)))
        return unknown("issuer_claimed", name=name, similar=similar, mixed=mixed_script(name)), ()
    if key.result is not RungResult.PASSED:
        # Anybody can write an address of a listed institution; only its key shows that it is they.
        return unknown("issuer_key_open", name=name), ()
    names = tuple(dict.fromkeys(_title(each) for each in found))
    if len(names) > 1 and len({each.country for each in found}) > 1:
        return unknown("issuer_ambiguous", names=names[:5]), ()
    return passed("issuer_registered", name=names[0], listing=found[0].listing), found


def recognise(listings: tuple[Institution, ...], awarded: date | None) -> Outcome:
    """Check whether one of the issuer's listings held on the day of the award.

    Outcomes: passed issuer_recognised (listing, source, on); failed recognition_ended (until, on);
    could_not_check issuer_not_identified, award_date_missing, recognition_later (since, on). A
    listing that begins after the award proves nothing about the time before it.
    """
    if not listings:
        return unknown("issuer_not_identified")
    if awarded is None:
        return unknown("award_date_missing")
    on = awarded.isoformat()
    holding = listed_on(listings, awarded)
    if holding:
        best = holding[0]
        return passed("issuer_recognised", listing=best.listing, source=best.source.title, on=on)
    ended = [each.until for each in listings if each.until is not None and each.until < on]
    if ended and len(ended) == len(listings):
        return failed("recognition_ended", until=max(ended), on=on)
    since = min((each.since for each in listings if each.since is not None), default="")
    return unknown("recognition_later", since=since, on=on)


def issuer_name(issuer: Any) -> str:
    """Return the name that the credential states for its issuer; its id where there is none."""
    if isinstance(issuer, Mapping):
        for key in ("name", "legalName", "prefLabel", "altLabel"):
            text = _text(issuer.get(key))
            if text:
                return text[:200]
    return (identifier(issuer) or "")[:200]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        for item in value.values():
            if _text(item):
                return _text(item)
    if isinstance(value, list):
        for item in value:
            if _text(item):
                return _text(item)
    return ""


def _listings(stated: str | None, registry: InstitutionIndex) -> tuple[Institution, ...]:
    if stated is None:
        return ()
    found = registry.by_identifier(stated)
    if found:
        return found
    host = host_of(stated)
    return registry.by_host(host) if host is not None else ()


def _title(institution: Institution) -> str:
    return institution.names[0].value
