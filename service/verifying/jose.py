"""Compact JWS and JWT: VC-JOSE (VC 2.0), VC-JWT 1.1, Open Badges 2 and 3 signed badges.

The algorithms are a closed list bound to the kind of key; keys come from the issuer's own
identifier or document. `jwk`, `jku`, `x5u` and `x5c` of a header are never used: whoever wrote the
token wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.noun import noun
from service.fetching.result import Fetch
from service.verifying.data_integrity import IntegrityReport, SignedBy
from service.verifying.documents import identifier, listed, read_object
from service.verifying.encoding import from_base64url
from service.verifying.identifiers import FoundKey, find_key
from service.verifying.instants import read_instant
from service.verifying.keys import PublicKey
from service.verifying.outcome import Outcome, failed, passed, unknown
from service.verifying.signatures import ALGORITHMS, holds

MAX_TOKEN_BYTES = 2_000_000
MAX_HEADER_BYTES = 32_768

_HEADER_KEYS = ("jwk", "jku", "x5u", "x5c")


@noun
class Token:
    """A compact JWS taken apart: nothing in it is believed yet."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signing_input: bytes
    signature: bytes


def read_token(raw: bytes) -> Token:
    """Take a compact JWS apart (RFC 7515 §5.2) without checking its signature.

    Raises Outcome: failed token_malformed, algorithm_refused (algorithm), critical_unknown (names).
    """
    text = raw.strip()
    if len(text) > MAX_TOKEN_BYTES or not text.isascii():
        raise failed("token_malformed")
    parts = text.decode("ascii").split(".")
    if len(parts) != 3 or len(parts[0]) > MAX_HEADER_BYTES:
        raise failed("token_malformed")
    try:
        header = read_object(from_base64url(parts[0]))
        payload = read_object(from_base64url(parts[1]))
        signature = from_base64url(parts[2])
    except ValueError:
        raise failed("token_malformed") from None
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise failed("algorithm_refused", algorithm=str(algorithm)[:40])
    # RFC 7515 §4.1.11: an extension that must be understood and is not makes the JWS invalid. The
    # unencoded payload of RFC 7797 has no meaning in a compact credential.
    if "crit" in header or header.get("b64", True) is not True:
        names = tuple(str(each)[:40] for each in listed(header.get("crit", "b64")))
        raise failed("critical_unknown", names=names)
    return Token(
        header=header,
        payload=payload,
        signing_input=f"{parts[0]}.{parts[1]}".encode("ascii"),
        signature=signature,
    )


def signature_holds(token: Token, key: PublicKey) -> bool:
    """Whether the token's signature holds for `key` under the algorithm of its header.

    Raises Outcome failed key_kind_wrong (suite, kind) where the algorithm is for another kind.
    """
    algorithm = str(token.header["alg"])
    if ALGORITHMS[algorithm] != key.kind:
        raise failed("key_kind_wrong", suite=algorithm, kind=key.kind)
    return holds(key, token.signature, token.signing_input)


def check_token(raw: bytes, fetch: Fetch) -> IntegrityReport:
    """Check the signature of a credential in JWT form and that its claims agree.

    Outcomes: passed signature_holds (suites); failed token_malformed, algorithm_refused,
    critical_unknown, key_kind_wrong, signature_bad, claims_contradict (name, one, other);
    could_not_check key_unnamed, key_only_in_header, and those of `find_key`.
    """
    try:
        token = read_token(raw)
        found = _find_key(token, fetch)
        if not signature_holds(token, found.key):
            raise failed("signature_bad", suite=str(token.header["alg"]))
        _check_claims(token.payload)
    except Outcome as outcome:
        return IntegrityReport(content=outcome)
    return IntegrityReport(
        content=passed("signature_holds", suites=(str(token.header["alg"]),)),
        signers=(SignedBy(found=found, purpose="assertionMethod"),),
    )


def credential_of(payload: Mapping[str, Any], claim: str = "vc") -> Mapping[str, Any]:
    """Return what a JWT's claims carry: `vc` (or `vp`) of VC-JWT 1.1, or the claims themselves."""
    inner = payload.get(claim)
    return inner if isinstance(inner, Mapping) else payload


def _find_key(token: Token, fetch: Fetch) -> FoundKey:
    issuer = token.payload.get("iss")
    if not isinstance(issuer, str):
        issuer = identifier(credential_of(token.payload).get("issuer"))
    name = token.header.get("kid")
    if isinstance(name, str) and (name.startswith(("did:", "https://"))):
        return find_key(name, fetch)
    if issuer is not None and issuer.startswith(("did:key:", "did:jwk:")):
        return find_key(issuer.partition("#")[0], fetch)
    if issuer is not None and isinstance(name, str) and issuer.startswith(("did:", "https://")):
        return find_key(f"{issuer.partition('#')[0]}#{name.removeprefix('#')}", fetch)
    if any(each in token.header for each in _HEADER_KEYS):
        raise unknown("key_only_in_header")
    raise unknown("key_unnamed")


def _check_claims(payload: Mapping[str, Any]) -> None:
    """Compare claims that say the same thing twice (VC Data Model 1.1 §6.3.1)."""
    credential = credential_of(payload)
    subject = credential.get("credentialSubject")
    single = subject if isinstance(subject, Mapping) else None
    _agree("issuer", payload.get("iss"), identifier(credential.get("issuer")))
    if single is not None:
        _agree("credentialSubject.id", payload.get("sub"), identifier(single))
    if credential is not payload:
        _agree("id", payload.get("jti"), identifier(credential.get("id")))
    dates = (("nbf", ("issuanceDate", "validFrom")), ("exp", ("expirationDate", "validUntil")))
    for claim, names in dates:
        value = payload.get(claim)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise failed("date_unreadable", field=claim)
        for name in names:
            stated = read_instant(credential.get(name))
            if stated is not None and abs(stated.timestamp() - value) >= 1:
                raise failed(
                    "claims_contradict", name=name, one=str(value), other=str(credential[name])[:80]
                )


def _agree(name: str, claim: Any, stated: str | None) -> None:
    if claim is not None and stated is not None and claim != stated:
        raise failed("claims_contradict", name=name, one=str(claim)[:200], other=stated[:200])
