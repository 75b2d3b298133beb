"""Rung 3: whether the key that signed belongs to the stated issuer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.verifying.data_integrity import SignedBy
from service.verifying.documents import identifier
from service.verifying.identifiers import host_of, starts_within
from service.verifying.outcome import Outcome, failed, passed, unknown, worst


def check_issuer_key(document: Mapping[str, Any], signers: tuple[SignedBy, ...]) -> Outcome:
    """Compare who signed with who is named as issuer.

    One signature by the issuer is enough; others may be endorsements. Outcomes: passed
    key_is_issuer, key_listed, key_under_issuer (url); failed issuer_missing, issuer_key_mismatch
    (issuer, controller), proof_purpose (purpose), key_purpose; could_not_check key_not_listed
    (controller, date), key_not_confirmed (controller, cause), key_unbound (issuer, controller).
    """
    issuer = identifier(document.get("issuer"))
    if issuer is None:
        return failed("issuer_missing")
    outcomes = [_one(issuer, signer) for signer in signers]
    for outcome in outcomes:
        if outcome.result.value == "passed":
            return outcome
    return worst(outcomes)


def _one(issuer: str, signer: SignedBy) -> Outcome:
    found = signer.found
    if signer.purpose != "assertionMethod":
        return failed("proof_purpose", purpose=signer.purpose)
    if found.controller != issuer:
        both_dids = found.controller.startswith("did:") and issuer.startswith("did:")
        both_urls = found.controller.startswith("https:") and issuer.startswith("http")
        if found.source == "document" and starts_within(found.controller, issuer):
            return passed("key_under_issuer", url=found.controller[:200])
        if both_dids or (both_urls and host_of(found.controller) != host_of(issuer)):
            return failed("issuer_key_mismatch", issuer=issuer[:200], controller=found.controller)
        return unknown("key_unbound", issuer=issuer[:200], controller=found.controller)
    if found.source == "did":
        return passed("key_is_issuer")
    if found.source == "document":
        if found.purposes is not None and "assertionMethod" in found.purposes:
            return passed("key_listed")
        return failed("key_purpose")
    cause = found.problem.reason if found.problem is not None else "fetch_offline"
    if cause == "key_not_listed":
        # The usual cause is honest: keys are rotated and old ones removed.
        return unknown("key_not_listed", controller=found.controller, date=signer.created or "")
    return unknown("key_not_confirmed", controller=found.controller, cause=cause)
