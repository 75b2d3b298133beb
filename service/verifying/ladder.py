"""The trust ladder: all eight rungs of one credential, in the order that keeps us safe.

The signature comes first. Until it holds nothing is fetched but keys, so that an unsigned file can
not make this service ask anybody anything.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from service.domain.noun import noun
from service.domain.verification import (
    Presented,
    Rung,
    RungFinding,
    RungResult,
    Verification,
)
from service.fetching.result import Fetch, offline
from service.verifying.canonical import CanonicalWorker
from service.verifying.contexts import ContextBundle
from service.verifying.data_integrity import IntegrityReport, ProofChecker
from service.verifying.documents import plain, read_object
from service.verifying.hosted import BadgeReport, check_hosted, check_signed
from service.verifying.issuer_identity import identify, recognise
from service.verifying.issuer_key import check_issuer_key
from service.verifying.jades import SealReport, check_seals
from service.verifying.jose import check_token, credential_of, read_token
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown
from service.verifying.recipient import check_recipient
from service.verifying.registry import InstitutionIndex
from service.verifying.seal_key import check_seal_key
from service.verifying.status import StatusChecker
from service.verifying.validity import Moment, award_day, check_validity, moment
from service.verifying.xades import check_xml_seal, has_xml_seal

_LOG = logging.getLogger(__name__)

_TOKENS = {"ob3-jwt", "vc1-jwt", "vc2-jwt", "clr2-jwt"}
_EMBEDDED = {"ob3-json", "vc1-json", "vc2-json", "clr2-json", "elm3-jsonld", "vp-json"}
_SEALED_XML = {"edc2-xml", "elmo-xml"}
_UNPROVABLE = {"ctdl", "case", "pdf", "descriptor"}
FORMATS = frozenset(
    {*_TOKENS, *_EMBEDDED, *_SEALED_XML, *_UNPROVABLE}
    | {"ob1-json", "ob2-hosted", "ob2-jws", "elm3-jades"}
)
"""Formats that the ladder knows."""


@noun
class _Found:
    """What the first rungs found; later ones build on it."""

    content: Outcome
    key: Outcome
    status: Callable[[], Outcome]
    document: Mapping[str, Any] | None
    claims: Mapping[str, Any] | None = None
    issuer: Any = None
    unsigned: tuple[str, ...] = ()


class Verifier:
    """Verifies credentials; keeps one warm process for canonical forms. Thread-safe."""

    def __init__(self, bundle: ContextBundle) -> None:
        self._bundle = bundle
        self._worker = CanonicalWorker(bundle)

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
        when = moment(on)
        try:
            found = self._first(presented, when, fetch, status_lists or {})
        except Exception as problem:
            # A stranger's file must never end a batch; what it is about stays out of the log.
            _LOG.error("verification_problem %s %s", presented.format, type(problem).__name__)
            stopped = unknown("verification_problem", problem=type(problem).__name__)
            return _stopped(presented.format, stopped)
        findings = [passed("format_known", format=presented.format).on(Rung.FORMAT_RECOGNISED)]
        if presented.format not in FORMATS:
            findings = [unknown("format_unknown", format=presented.format[:40]).on(
                Rung.FORMAT_RECOGNISED
            )]
        findings.append(found.content.on(Rung.CONTENT_INTACT))
        findings.append(found.key.on(Rung.ISSUER_KEY))
        findings.extend(_guarded(found, when, recipient, registry))
        return Verification(
            format=presented.format, rungs=tuple(findings), unsigned=found.unsigned
        )

    def _first(
        self, presented: Presented, when: Moment, fetch: Fetch, lists: Mapping[str, bytes]
    ) -> _Found:
        """The rungs that depend on the format: content, key, and how status would be asked."""
        try:
            document = None if presented.document is None else plain(presented.document)
        except ValueError:
            return _unproved(None, unknown("document_unreadable", url=""))
        kind = presented.format
        now = max(when.end, datetime.now(UTC))
        checker = ProofChecker(bundle=self._bundle, worker=self._worker, fetch=fetch, now=now)
        if kind in _TOKENS:
            return self._token(presented.raw, document, checker, when, lists)
        if kind in ("ob2-hosted", "ob1-json") and document is not None:
            return _badge(check_hosted(document, fetch, when.day), document)
        if kind == "ob2-jws":
            return _badge(check_signed(presented.raw, fetch, when.day), document)
        if kind == "elm3-jades":
            return _sealed(check_seals(presented.raw), document, when)
        if kind in _SEALED_XML:
            if has_xml_seal(presented.raw):
                return _sealed(check_xml_seal(presented.raw), document, when)
            return _unproved(document, unknown("unsigned"))
        if kind in _EMBEDDED and document is not None:
            if "proof" not in document:
                return _unproved(document, unknown("unsigned"))
            report = checker.check(document)
            return _signed(report, document, checker, when, lists)
        if kind in _UNPROVABLE:
            return _unproved(document, not_applicable("format_without_proof", format=kind))
        return _unproved(document, unknown("document_unreadable", url=""))

    def _token(
        self,
        raw: bytes,
        document: Mapping[str, Any] | None,
        checker: ProofChecker,
        when: Moment,
        lists: Mapping[str, bytes],
    ) -> _Found:
        report = check_token(raw, checker.fetch)
        try:
            claims: Mapping[str, Any] | None = read_token(raw).payload
        except Outcome:
            claims = None
        credential = credential_of(claims) if claims is not None else document
        return _signed(report, credential or {}, checker, when, lists, claims)


def _signed(
    report: IntegrityReport,
    document: Mapping[str, Any],
    checker: ProofChecker,
    when: Moment,
    lists: Mapping[str, bytes],
    claims: Mapping[str, Any] | None = None,
) -> _Found:
    if report.content.result is not RungResult.PASSED:
        return _unproved(document, report.content, claims)
    issuer = document.get("issuer")
    if issuer is None and claims is not None and isinstance(claims.get("iss"), str):
        document = {**document, "issuer": claims["iss"]}
    status = StatusChecker(fetch=checker.fetch, lists=lists, check=checker.check, when=when)
    return _Found(
        content=report.content,
        key=check_issuer_key(document, report.signers),
        status=lambda: status.status(document),
        document=document,
        claims=claims,
        issuer=document.get("issuer"),
        unsigned=report.unsigned,
    )


def _badge(report: BadgeReport, document: Mapping[str, Any] | None) -> _Found:
    return _Found(
        content=report.content,
        key=report.key,
        status=lambda: report.status,
        document=document,
        issuer=report.issuer,
    )


def _sealed(report: SealReport, document: Mapping[str, Any] | None, when: Moment) -> _Found:
    if report.content.result is not RungResult.PASSED:
        return _unproved(document, report.content)
    return _Found(
        content=report.content,
        key=check_seal_key(document, report.certificates[0], when),
        status=lambda: _no_status(document),
        document=document,
        issuer=document.get("issuer") if document is not None else None,
    )


def _unproved(
    document: Mapping[str, Any] | None,
    content: Outcome,
    claims: Mapping[str, Any] | None = None,
) -> _Found:
    """Nothing holds: later rungs may look at the dates, but nobody is asked anything."""
    open_ = unknown("content_not_checked")
    if content.result is RungResult.FAILED:
        open_ = unknown("content_not_intact")
    return _Found(
        content=content,
        key=open_,
        status=lambda: _no_status(document) if _no_entries(document) else open_,
        document=document,
        claims=claims,
        issuer=document.get("issuer") if document is not None else None,
    )


def _no_entries(document: Mapping[str, Any] | None) -> bool:
    return document is not None and not document.get("credentialStatus")


def _no_status(document: Mapping[str, Any] | None) -> Outcome:
    if document is not None and document.get("credentialStatus"):
        return unknown("status_type", kind="")
    return not_applicable("no_status")


def _guarded(
    found: _Found, when: Moment, recipient: str | None, registry: InstitutionIndex | None
) -> list[RungFinding]:
    """The rungs after content and key; each for itself, so that one problem stops no other."""
    document = found.document
    identity, listings = unknown("issuer_not_identified"), ()
    made: list[RungFinding] = []
    try:
        identity, listings = identify(found.issuer, found.key, registry)
    except Exception as problem:
        identity = _problem(problem)
    made.append(identity.on(Rung.ISSUER_IDENTITY))
    checks: tuple[tuple[Rung, Callable[[], Outcome]], ...] = (
        (
            Rung.ISSUER_RECOGNISED,
            lambda: recognise(listings, award_day(document) if document is not None else None),
        ),
        (Rung.RECIPIENT, lambda: _of(document, lambda each: check_recipient(each, recipient))),
        (
            Rung.VALIDITY,
            lambda: _of(document, lambda each: check_validity(each, when, found.claims)),
        ),
        (Rung.STATUS, found.status),
    )
    for rung, check in checks:
        try:
            made.append(check().on(rung))
        except Outcome as outcome:
            made.append(outcome.on(rung))
        except Exception as problem:
            made.append(_problem(problem).on(rung))
    return made


def _of(
    document: Mapping[str, Any] | None, check: Callable[[Mapping[str, Any]], Outcome]
) -> Outcome:
    return unknown("document_unreadable", url="") if document is None else check(document)


def _problem(problem: Exception) -> Outcome:
    _LOG.error("verification_problem %s", type(problem).__name__)
    return unknown("verification_problem", problem=type(problem).__name__)


def _stopped(format_: str, outcome: Outcome) -> Verification:
    return Verification(format=format_, rungs=tuple(outcome.on(rung) for rung in Rung))


__all__ = ["FORMATS", "Verifier", "failed", "read_object"]
