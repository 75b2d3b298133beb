"""Whose certificate a seal was made with, and how far that is the stated issuer's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cryptography import x509

from service.verifying.jades import subject_name
from service.verifying.outcome import Outcome, failed, unknown
from service.verifying.validity import Moment

_ORGANIZATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")


def check_seal_key(
    document: Mapping[str, Any] | None, certificate: x509.Certificate, when: Moment
) -> Outcome:
    """Compare the certificate of a seal with the issuer that the credential names.

    Without a trusted list (ETSI TS 119 612) nothing says who stands behind a certificate, so this
    never passes. Outcomes: failed issuer_key_mismatch (issuer, controller) where both state an
    eIDAS identifier and they differ; could_not_check certificate_expired (subject, until),
    certificate_untrusted (subject).
    """
    stated = _eidas_identifier(document)
    own = certificate.subject.get_attributes_for_oid(_ORGANIZATION_IDENTIFIER)
    if stated is not None and own and str(own[0].value) != stated:
        return failed(
            "issuer_key_mismatch", issuer=stated[:200], controller=str(own[0].value)[:200]
        )
    until = certificate.not_valid_after_utc
    if until < when.start:
        return unknown(
            "certificate_expired", subject=subject_name(certificate), until=until.date().isoformat()
        )
    return unknown("certificate_untrusted", subject=subject_name(certificate))


def _eidas_identifier(document: Mapping[str, Any] | None) -> str | None:
    issuer = document.get("issuer") if document is not None else None
    found = issuer.get("eIDASIdentifier") if isinstance(issuer, Mapping) else None
    value = found.get("notation") if isinstance(found, Mapping) else None
    return value if isinstance(value, str) else None
