"""Open Badges 1 and 2 that are signed: a JWS by a key that the issuer's profile lists.

Open Badges 2.0, "Verification" and "RevocationList".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.fetching.result import Fetch
from service.verifying.documents import fetch_object, identifier, listed, read_object
from service.verifying.hosted import BadgeReport, early, issuer_of, verification_of
from service.verifying.jose import read_token, signature_holds
from service.verifying.keys import from_pem
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown


def check_signed(raw: bytes, fetch: Fetch, on: str) -> BadgeReport:
    """Check a signed Open Badges 2 assertion (JWS): signature, key's owner, revocation list.

    The key is the one document fetched before the signature holds. Outcomes as those of tokens;
    of the key: passed key_listed, failed key_not_listed_by_issuer, hosted_not_allowed; of the
    status: failed revoked, passed not_revoked, not_applicable no_status.
    """
    try:
        token = read_token(raw)
        statement = verification_of(token.payload)
        url = identifier(statement.get("creator", statement.get("publicKey", statement.get("url"))))
        if url is None:
            raise unknown("key_unnamed")
        key_document, pem = _key_document(url, fetch)
        if not signature_holds(token, from_pem(pem)):
            raise failed("signature_bad", suite=str(token.header["alg"]))
    except Outcome as outcome:
        return early(outcome)
    content = passed("signature_holds", suites=(str(token.header["alg"]),))
    try:
        issuer = issuer_of(token.payload, fetch)
    except Outcome as cause:
        unreachable = unknown("issuer_unreachable", cause=cause.reason)
        return BadgeReport(content=content, key=unreachable, status=unreachable)
    key = _listed_by(issuer, url, key_document)
    return BadgeReport(
        content=content,
        key=key,
        status=_revocation(token.payload, issuer, fetch, on),
        issuer=issuer,
    )


def _listed_by(issuer: Mapping[str, Any], url: str, key_document: Mapping[str, Any]) -> Outcome:
    """Whether the issuer's profile lists the key, and the key names the profile as its owner."""
    name = identifier(issuer)
    listed_keys = {identifier(each) for each in listed(issuer.get("publicKey"))}
    owner = identifier(key_document.get("owner")) if key_document else name
    if url in listed_keys and owner == name:
        return passed("key_listed")
    return failed("key_not_listed_by_issuer", url=url[:200], issuer=str(name)[:200])


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
    names = _names(document)
    revoked = listing.get("revokedAssertions")
    if not isinstance(revoked, list | dict):
        return unknown("status_list_malformed", url=url)
    # Open Badges 1 wrote an object of reasons by uid.
    items = (
        [{"uid": k, "revocationReason": v} for k, v in revoked.items()]
        if isinstance(revoked, dict)
        else revoked
    )
    for item in items:
        node = {"id": item} if isinstance(item, str) else item
        if isinstance(node, Mapping) and names & _names(node):
            cause = str(node.get("revocationReason", ""))[:300]
            return failed("revoked", on=on, by=url[:200], cause=cause)
    return passed("not_revoked", on=on)


def _names(node: Mapping[str, Any]) -> set[str]:
    found = (identifier(node), node.get("uid"))
    return {each for each in found if isinstance(each, str)}
