"""Open Badges 1 and 2 that live at their own address.

Open Badges 2.0, "Verification": a hosted assertion is what its URL answers, on a host that its
issuer allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from service.domain.noun import noun
from service.fetching.result import Fetch
from service.verifying.documents import fetch_object, identifier, listed, read_object
from service.verifying.identifiers import host_of, starts_within
from service.verifying.outcome import Outcome, failed, passed, unknown


@noun
class BadgeReport:
    """What the badge's own address or its signature says, rung by rung."""

    content: Outcome
    key: Outcome
    status: Outcome
    issuer: Mapping[str, Any] | None = None


NOT_REACHED = unknown("content_not_checked")


def check_hosted(document: Mapping[str, Any], fetch: Fetch, on: str) -> BadgeReport:
    """Ask the assertion's own URL for it, and its issuer whether that URL may speak.

    Nothing else in the document is fetched before its own address has confirmed it. Outcomes of
    the content: passed hosted_same; failed hosted_differs, hosted_elsewhere (one, other);
    could_not_check assertion_unnamed, hosted_unreadable and the codes of fetches. Of the key:
    passed hosted_allowed; failed hosted_not_allowed (url, issuer); could_not_check
    issuer_unreachable (cause). Of the status: failed revoked (on, cause); passed not_revoked.
    """
    url = _address(document)
    if url is None:
        return early(unknown("assertion_unnamed"))
    got = fetch(url)
    if got.code == "fetch_gone":
        return early(
            unknown("fetch_gone", url=url),
            failed("revoked", on=on, by=url[:200], cause=_why(got.body)),
        )
    if got.code != "ok":
        return early(unknown(got.code, url=url))
    try:
        live = read_object(got.body)
    except ValueError:
        return early(unknown("hosted_unreadable", url=url))
    if live.get("revoked") is True:
        cause = str(live.get("revocationReason", ""))[:300]
        return early(
            passed("hosted_same", url=url), failed("revoked", on=on, by=url[:200], cause=cause)
        )
    stated = identifier(live)
    if stated is not None and stated != url:
        return early(failed("hosted_elsewhere", one=url[:200], other=stated[:200]))
    if not same_statement(live, document):
        return early(failed("hosted_differs", url=url))
    key, issuer = _allowed(live, url, fetch)
    return BadgeReport(
        content=passed("hosted_same", url=url),
        key=key,
        status=passed("not_revoked", on=on),
        issuer=issuer,
    )


def same_statement(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two assertions say the same; the order of keys and the @context do not count."""
    first, second = ({k: v for k, v in each.items() if k != "@context"} for each in (one, other))
    return first == second


def early(content: Outcome, status: Outcome | None = None) -> BadgeReport:
    """Report on a badge whose content ended the check; later rungs were not reached."""
    return BadgeReport(content=content, key=NOT_REACHED, status=status or NOT_REACHED)


def _address(document: Mapping[str, Any]) -> str | None:
    statement = verification_of(document)
    url = identifier(document) or identifier(statement.get("url"))
    return url if url is not None and url.startswith(("https://", "http://")) else None


def verification_of(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how a badge or issuer says that it is verified; empty where it does not."""
    found = document.get("verification", document.get("verify"))
    return found if isinstance(found, Mapping) else {}


def _why(body: bytes) -> str:
    try:
        return str(read_object(body).get("revocationReason", ""))[:300]
    except ValueError:
        return ""


def issuer_of(document: Mapping[str, Any], fetch: Fetch) -> Mapping[str, Any]:
    """Follow an assertion to its badge class and on to the profile of its issuer.

    Raises Outcome: failed hosted_elsewhere (one, other) where a document says that it lives on
    another host; could_not_check document_unreadable and the codes of fetches.
    """
    badge = _followed(document.get("badge"), fetch)
    return _followed(badge.get("issuer"), fetch)


def _followed(value: Any, fetch: Fetch) -> Mapping[str, Any]:
    if isinstance(value, Mapping) and len(value) > 1:
        return value
    url = identifier(value)
    if url is None:
        raise unknown("document_unreadable", url="")
    found = fetch_object(url, fetch)
    stated = identifier(found)
    if stated not in (None, url) and host_of(str(stated)) != host_of(url):
        raise failed("hosted_elsewhere", one=url[:200], other=str(stated)[:200])
    return {**found, "id": stated or url}


def _allowed(
    live: Mapping[str, Any], url: str, fetch: Fetch
) -> tuple[Outcome, Mapping[str, Any] | None]:
    try:
        issuer = issuer_of(live, fetch)
    except Outcome as cause:
        return unknown("issuer_unreachable", cause=cause.reason), None
    name = identifier(issuer) or identifier(issuer.get("url"))
    policy = verification_of(issuer)
    prefixes = [each for each in listed(policy.get("startsWith")) if isinstance(each, str)]
    origins = [each for each in listed(policy.get("allowedOrigins")) if isinstance(each, str)]
    if name is None:
        return unknown("issuer_unreachable", cause="issuer_missing"), issuer
    host = urlsplit(url).hostname
    good = not prefixes or any(starts_within(url, prefix) for prefix in prefixes)
    if origins:
        good = good and any(host == (urlsplit(f"//{each}").hostname or each) for each in origins)
    elif not prefixes:
        good = host == urlsplit(name).hostname
    if not good:
        return failed("hosted_not_allowed", url=url[:200], issuer=name[:200]), issuer
    return passed("hosted_allowed", issuer=name[:200]), issuer
