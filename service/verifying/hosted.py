"""Open Badges 1 and 2: badges that live at their own address, and signed ones.

Open Badges 2.0, "Verification": a hosted assertion is what its URL answers, on a host that its
issuer allows; a signed one is a JWS by a key that its issuer's profile lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from service.domain.noun import noun
from service.fetching.result import Fetch
from service.verifying.documents import fetch_object, identifier, listed, read_object
from service.verifying.jose import read_token, signature_holds
from service.verifying.keys import from_pem
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown


@noun
class BadgeReport:
    """What the badge's own address or its signature says, rung by rung."""

    content: Outcome
    key: Outcome
    status: Outcome
    issuer: Mapping[str, Any] | None = None


_NOT_REACHED = unknown("content_not_checked")


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
        return _early(unknown("assertion_unnamed"))
    got = fetch(url)
    if got.code == "fetch_gone":
        return _early(unknown("fetch_gone", url=url), failed("revoked", on=on, by=url[:200], cause=_why(got.body)))
    if got.code != "ok":
        return _early(unknown(got.code, url=url))
    try:
        live = read_object(got.body)
    except ValueError:
        return _early(unknown("hosted_unreadable", url=url))
    if live.get("revoked") is True:
        cause = str(live.get("revocationReason", ""))[:300]
        return _early(passed("hosted_same", url=url), failed("revoked", on=on, by=url[:200], cause=cause))
    stated = identifier(live)
    if stated is not None and stated != url:
        return _early(failed("hosted_elsewhere", one=url[:200], other=stated[:200]))
    if not same_statement(live, document):
        return _early(failed("hosted_differs", url=url))
    key, issuer = _allowed(live, url, fetch)
    return BadgeReport(
        content=passed("hosted_same", url=url),
        key=key,
        status=passed("not_revoked", on=on),
        issuer=issuer,
    )


def check_signed(raw: bytes, fetch: Fetch, on: str) -> BadgeReport:
    """Check a signed Open Badges 2 assertion (JWS): signature, key's owner, revocation list.

    The key is the one document fetched before the signature holds. Outcomes as those of tokens;
    of the key: passed key_listed, failed key_not_listed_by_issuer, hosted_not_allowed; of the
    status: failed revoked, passed not_revoked, not_applicable no_status.
    """
    try:
        token = read_token(raw)
        statement = _verification(token.payload)
        url = identifier(statement.get("creator", statement.get("publicKey", statement.get("url"))))
        if url is None:
            raise unknown("key_unnamed")
        key_document, pem = _key_document(url, fetch)
        if not signature_holds(token, from_pem(pem)):
            raise failed("signature_bad", suite=str(token.header["alg"]))
    except Outcome as outcome:
        return _early(outcome)
    content = passed("signature_holds", suites=(str(token.header["alg"]),))
    try:
        issuer = _issuer_of(token.payload, fetch)
    except Outcome as cause:
        unreachable = unknown("issuer_unreachable", cause=cause.reason)
        return BadgeReport(content=content, key=unreachable, status=unreachable)
    keys = {identifier(each) for each in listed(issuer.get("publicKey"))}
    if url not in keys or (key_document and identifier(key_document.get("owner")) is None):
        key = failed("key_not_listed_by_issuer", url=url, issuer=str(identifier(issuer))[:200])
    elif key_document and identifier(key_document.get("owner")) != identifier(issuer):
        key = failed("key_not_listed_by_issuer", url=url, issuer=str(identifier(issuer))[:200])
    else:
        key = passed("key_listed")
    return BadgeReport(
        content=content, key=key, status=_revocation(token.payload, issuer, fetch, on), issuer=issuer
    )


def same_statement(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two assertions say the same; the order of keys and the @context do not count."""
    first, second = ({k: v for k, v in each.items() if k != "@context"} for each in (one, other))
    return first == second


def starts_within(url: str, prefix: str) -> bool:
    """Whether `url` lies under `prefix`, compared part by part.

    "https://x.edu" does not allow "https://x.edu.evil.example", "https://x.edu@evil.example" or,
    with a path, "https://x.edu/badges-of-others" for "https://x.edu/badges".
    """
    try:
        inner, outer = urlsplit(url), urlsplit(prefix)
    except ValueError:
        return False
    if inner.username is not None or inner.password is not None or not outer.hostname:
        return False
    if (inner.scheme, inner.hostname, inner.port) != (outer.scheme, outer.hostname, outer.port):
        return False
    path = outer.path if outer.path.endswith("/") or not outer.path else outer.path + "/"
    return not path or inner.path == outer.path or inner.path.startswith(path)


def _early(content: Outcome, status: Outcome | None = None) -> BadgeReport:
    return BadgeReport(content=content, key=_NOT_REACHED, status=status or _NOT_REACHED)


def _address(document: Mapping[str, Any]) -> str | None:
    statement = _verification(document)
    url = identifier(document) or identifier(statement.get("url"))
    return url if url is not None and url.startswith(("https://", "http://")) else None


def _verification(document: Mapping[str, Any]) -> Mapping[str, Any]:
    found = document.get("verification", document.get("verify"))
    return found if isinstance(found, Mapping) else {}


def _why(body: bytes) -> str:
    try:
        return str(read_object(body).get("revocationReason", ""))[:300]
    except ValueError:
        return ""


def _key_document(url: str, fetch: Fetch) -> tuple[Mapping[str, Any], str]:
    """Fetch a CryptographicKey, or a bare PEM as Open Badges 1 allowed."""
    got = fetch(url)
    if got.code != "ok":
        raise unknown(got.code, url=url)
    if got.body.lstrip().startswith(b"-----BEGIN"):
        return {}, got.body.decode("ascii", "replace")
    try:
        document = read_object(got.body)
    except ValueError:
        raise unknown("document_unreadable", url=url) from None
    pem = document.get("publicKeyPem")
    if not isinstance(pem, str) or identifier(document) != url:
        raise unknown("key_unusable")
    return document, pem


def _issuer_of(document: Mapping[str, Any], fetch: Fetch) -> Mapping[str, Any]:
    badge = _followed(document.get("badge"), fetch)
    return _followed(badge.get("issuer"), fetch)


def _followed(value: Any, fetch: Fetch) -> Mapping[str, Any]:
    if isinstance(value, Mapping) and len(value) > 1:
        return value
    url = identifier(value)
    if url is None:
        raise unknown("document_unreadable", url="")
    found = fetch_object(url, fetch)
    if identifier(found) not in (None, url):
        raise failed("hosted_elsewhere", one=url[:200], other=str(identifier(found))[:200])
    return {**found, "id": url}


def _allowed(
    live: Mapping[str, Any], url: str, fetch: Fetch
) -> tuple[Outcome, Mapping[str, Any] | None]:
    try:
        issuer = _issuer_of(live, fetch)
    except Outcome as cause:
        return unknown("issuer_unreachable", cause=cause.reason), None
    name = identifier(issuer) or identifier(issuer.get("url"))
    policy = _verification(issuer)
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


def _revocation(
    document: Mapping[str, Any], issuer: Mapping[str, Any], fetch: Fetch, on: str
) -> Outcome:
    url = identifier(issuer.get("revocationList"))
    if url is None:
        return not_applicable("no_status")
    try:
        listing = fetch_object(url, fetch)
    except Outcome as outcome:
        return outcome
    names = {identifier(document), document.get("uid")} - {None}
    revoked = listing.get("revokedAssertions")
    if not isinstance(revoked, list | dict):
        return unknown("status_list_malformed", url=url)
    # Open Badges 1 wrote an object of reasons by uid.
    items = [{"uid": k, "revocationReason": v} for k, v in revoked.items()] if isinstance(
        revoked, dict
    ) else revoked
    for item in items:
        stated = {item} if isinstance(item, str) else set()
        if isinstance(item, Mapping):
            stated = {identifier(item), item.get("uid")} - {None}
        if names & stated:
            cause = item.get("revocationReason", "") if isinstance(item, Mapping) else ""
            return failed("revoked", on=on, by=url[:200], cause=str(cause)[:300])
    return passed("not_revoked", on=on)
