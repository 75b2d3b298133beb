"""Seals of Europass credentials in JSON: JAdES (ETSI TS 119 182-1) in the JWS JSON form.

The seal carries its certificate. A seal that holds proves that the content is as sealed; whether
the certificate is of a trusted service is another question, which needs a trusted list.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from service.domain.noun import noun
from service.verifying.documents import listed, read_object
from service.verifying.encoding import from_base64url
from service.verifying.keys import from_certificate
from service.verifying.outcome import Outcome, failed, passed, unknown, worst
from service.verifying.signatures import ALGORITHMS, holds

MAX_SIGNATURES = 8
# Extensions of JAdES that are understood. Time-stamps and policies only add to what a seal says:
# passing them over lets none hold that does not.
_UNDERSTOOD = {"b64", "sigT", "iat", "adoTst", "x5t#S256", "sigPId", "srCms", "srAts", "sigPl"}


@noun
class SealReport:
    """What the seals of a credential say, and the certificates they were made with."""

    content: Outcome
    certificates: tuple[x509.Certificate, ...] = ()


def check_seals(raw: bytes) -> SealReport:
    """Check every signature of a JWS in JSON form with the certificate in its header.

    Outcomes: passed seal_holds (subject); failed seal_malformed, algorithm_refused, signature_bad,
    critical_unknown, key_kind_wrong; could_not_check certificate_missing, key_unusable,
    proofs_too_many.
    """
    try:
        whole = read_object(raw)
        payload = whole["payload"]
        signatures = listed(whole.get("signatures", [whole]))
        if not isinstance(payload, str) or not signatures:
            raise ValueError
    except (ValueError, KeyError):
        return SealReport(content=failed("seal_malformed"))
    if len(signatures) > MAX_SIGNATURES:
        return SealReport(content=unknown("proofs_too_many", limit=MAX_SIGNATURES))
    outcomes: list[Outcome] = []
    certificates = []
    for signature in signatures:
        try:
            certificates.append(_check_one(payload, signature))
        except Outcome as outcome:
            outcomes.append(outcome)
    if not outcomes:
        outcomes.append(passed("seal_holds", subject=subject_name(certificates[0])))
    return SealReport(content=worst(outcomes), certificates=tuple(certificates))


def subject_name(certificate: x509.Certificate) -> str:
    """Return the organisation of a certificate, else its common name, else its whole subject."""
    for oid in (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME):
        found = certificate.subject.get_attributes_for_oid(oid)
        if found:
            return str(found[0].value)[:200]
    return certificate.subject.rfc4514_string()[:200]


def _check_one(payload: str, signature: Any) -> x509.Certificate:
    if not isinstance(signature, Mapping):
        raise failed("seal_malformed")
    try:
        encoded = signature["protected"]
        header = read_object(from_base64url(encoded))
        value = from_base64url(signature["signature"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise failed("seal_malformed") from None
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise failed("algorithm_refused", algorithm=str(algorithm)[:40])
    critical = {str(name) for name in listed(header.get("crit"))}
    if not critical <= _UNDERSTOOD or "sigD" in header:
        names = tuple(sorted(critical - _UNDERSTOOD)) or ("sigD",)
        raise failed("critical_unknown", names=names)
    # RFC 7797: only a protected `b64: false` changes what is signed.
    if header.get("b64", True) is not False:
        _readable(payload)
    certificate = _certificate(header)
    key = from_certificate(certificate)
    if ALGORITHMS[algorithm] != key.kind:
        raise failed("key_kind_wrong", suite=algorithm, kind=key.kind)
    if not holds(key, value, f"{encoded}.{payload}".encode()):
        raise failed("signature_bad", suite=algorithm)
    return certificate


def _readable(payload: str) -> None:
    try:
        from_base64url(payload)
    except ValueError:
        raise failed("seal_malformed") from None


def _certificate(header: Mapping[str, Any]) -> x509.Certificate:
    chain = listed(header.get("x5c"))
    if not chain or not isinstance(chain[0], str):
        raise unknown("certificate_missing")
    try:
        made = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
    except (ValueError, binascii.Error):
        raise unknown("certificate_missing") from None
    thumb = header.get("x5t#S256")
    if isinstance(thumb, str):
        try:
            same = from_base64url(thumb) == made.fingerprint(SHA256())
        except ValueError:
            same = False
        if not same:
            raise failed("seal_malformed")
    return made
