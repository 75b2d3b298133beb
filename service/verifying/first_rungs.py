"""Rungs 1 to 3 by format: what is it, is it intact, whose key was it.

Until the content holds nothing is fetched but keys (and for a hosted badge the badge itself).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from service.domain.noun import noun
from service.domain.verification import Presented, RungResult
from service.fetching.result import Fetch
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.contexts import ContextBundle
from service.verifying.data_integrity import IntegrityReport, ProofChecker
from service.verifying.documents import listed, plain, types
from service.verifying.hosted import BadgeReport, check_hosted
from service.verifying.issuer_key import check_issuer_key
from service.verifying.jades import SealReport, check_seals
from service.verifying.jose import check_token, credential_of, read_token
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown
from service.verifying.seal_key import check_seal_key
from service.verifying.signed_badge import check_signed
from service.verifying.status import StatusChecker
from service.verifying.validity import Moment
from service.verifying.xades import check_xml_seal, has_xml_seal, xml_dates

TOKENS = frozenset({"ob3-jwt", "vc1-jwt", "vc2-jwt", "clr2-jwt", "elm3-jwt"})
EMBEDDED = frozenset({"ob3-json", "vc1-json", "vc2-json", "clr2-json", "elm3-jsonld", "vp-json"})
PRESENTATIONS = frozenset({"vp-json", "vp-jwt"})
SEALED_XML = frozenset({"edc2-xml", "elmo-xml"})
UNPROVABLE = frozenset({"ctdl", "case", "pdf", "descriptor"})
BADGES = frozenset({"ob1-json", "ob2-hosted", "ob2-jws"})
FORMATS = TOKENS | EMBEDDED | PRESENTATIONS | SEALED_XML | UNPROVABLE | BADGES | {"elm3-jades"}
"""Formats that the ladder knows."""

MAX_PRESENTATIONS = 5
"""Deepest nesting of presentations that is opened."""
_CREDENTIALS = (TOKENS | EMBEDDED | PRESENTATIONS) - {"elm3-jsonld", "elm3-jwt"}
# VC Data Model 1.1 §4.1 and 2.0 §4.3: the first context is the base context.
_BASE_CONTEXTS = {"https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"}
_BADGE_CONTEXTS = {"https://w3id.org/openbadges/v1", "https://w3id.org/openbadges/v2"}


@noun
class FirstRungs:
    """What the first rungs found; the later ones build on it.

    `document` is what was checked (the inner credential of a token or presentation), `issuer` who
    it names, `claims` those of a JWT. `status` asks for the status when its turn comes.
    """

    content: Outcome
    key: Outcome
    status: Callable[[], Outcome]
    document: Mapping[str, Any] | None
    claims: Mapping[str, Any] | None = None
    issuer: Any = None
    unsigned: tuple[str, ...] = ()


@noun
class Surroundings:
    """What the checks of one credential may use: contexts, worker, the way out, lists at hand."""

    bundle: ContextBundle
    worker: CanonicalPool
    fetch: Fetch
    lists: Mapping[str, bytes]
    when: Moment
    deadline: Deadline

    def proofs(self) -> ProofChecker:
        """A checker of embedded proofs. They are judged by now, also for a day in the past."""
        now = max(self.when.end, datetime.now(UTC))
        return ProofChecker(
            bundle=self.bundle,
            worker=self.worker,
            fetch=self.fetch,
            now=now,
            deadline=self.deadline,
        )


def recognised(presented: Presented, document: Mapping[str, Any] | None) -> Outcome:
    """Rung 1: the format is one of ours, and `document` has what makes it one.

    Outcomes: passed format_known (format); could_not_check format_unknown (format); failed
    context_not_open_badges (url), extension_malformed (name), credential_malformed (field).
    """
    if presented.format not in FORMATS:
        return unknown("format_unknown", format=presented.format[:40])
    if document is not None and presented.format in ("ob2-hosted", "ob2-jws"):
        return _badge_form(presented.format, document)
    if document is not None and presented.format in _CREDENTIALS:
        named = [each for each in listed(document.get("@context")) if isinstance(each, str)]
        if not named or named[0] not in _BASE_CONTEXTS:
            return failed("credential_malformed", field="@context")
        if not {"VerifiableCredential", "EnvelopedVerifiableCredential"} & set(types(document)):
            return failed("credential_malformed", field="type")
    return passed("format_known", format=presented.format)


def _badge_form(form: str, document: Mapping[str, Any]) -> Outcome:
    named = listed(document.get("@context"))
    contexts = [each for each in named if isinstance(each, str)]
    if contexts and not any(each in _BADGE_CONTEXTS for each in contexts):
        return failed("context_not_open_badges", url=contexts[0][:200])
    for name, node in document.items():
        if name.startswith("extensions:") and not _is_extension(node):
            return failed("extension_malformed", name=name[:80])
    return passed("format_known", format=form)


def _is_extension(node: Any) -> bool:
    """Open Badges 2.0, "Extensions": a type Extension, and one that names the extension."""
    names = types(node) if isinstance(node, Mapping) else ()
    own = [name for name in names if name.startswith(("extensions:", "https://", "http://"))]
    return "Extension" in names and bool(own)


def first_rungs(presented: Presented, around: Surroundings) -> FirstRungs:
    """Check content and key of `presented` as its format asks. Raises nothing that is expected."""
    try:
        document = None if presented.document is None else plain(presented.document)
    except ValueError:
        return _unproved(None, unknown("document_unreadable", url=""))
    kind = presented.format
    if kind in TOKENS:
        return _token(presented.raw, document, around)
    if kind in ("ob2-hosted", "ob1-json") and document is not None:
        return _badge(check_hosted(document, around.fetch, around.when.day), document)
    if kind == "ob2-jws":
        return _badge(check_signed(presented.raw, around.fetch, around.when.day), document)
    if kind == "elm3-jades":
        return _sealed(check_seals(presented.raw), document, around.when)
    if kind in SEALED_XML:
        dates = document if document is not None else xml_dates(presented.raw)
        if has_xml_seal(presented.raw):
            return _sealed(check_xml_seal(presented.raw), dates, around.when)
        return _unproved(dates, unknown("unsigned"))
    if kind in EMBEDDED | PRESENTATIONS and document is not None:
        return _embedded(credential_of(document, "vp"), around)
    if kind in UNPROVABLE:
        return _unproved(document, not_applicable("format_without_proof", format=kind))
    return _unproved(document, unknown("document_unreadable", url=""))


def _embedded(document: Mapping[str, Any], around: Surroundings) -> FirstRungs:
    """Check embedded proofs; of a presentation those of its one credential.

    The proof of a presentation shows who holds it now, which a file that was kept cannot show.
    """
    for _ in range(MAX_PRESENTATIONS):
        if "VerifiablePresentation" not in types(document):
            break
        inner = listed(document.get("verifiableCredential"))
        if len(inner) != 1 or not isinstance(inner[0], Mapping | str):
            return _unproved(document, unknown("presentation_not_one", count=len(inner)))
        if isinstance(inner[0], str):
            return _token(inner[0].encode("utf-8", "replace"), None, around)
        document = inner[0]
    else:
        return _unproved(document, unknown("presentation_too_deep", limit=MAX_PRESENTATIONS))
    if "EnvelopedVerifiableCredential" in types(document):
        _, comma, token = str(document.get("id", "")).partition(",")
        if comma:
            return _token(token.encode("utf-8", "replace"), None, around)
    if "proof" not in document:
        return _unproved(document, unknown("unsigned"))
    return _signed(around.proofs().check(document), document, around)


def _token(raw: bytes, document: Mapping[str, Any] | None, around: Surroundings) -> FirstRungs:
    report = check_token(raw, around.fetch)
    try:
        claims: Mapping[str, Any] | None = read_token(raw).payload
    except Outcome:
        claims = None
    credential = credential_of(claims) if claims is not None else document
    return _signed(report, credential or {}, around, claims)


def _signed(
    report: IntegrityReport,
    document: Mapping[str, Any],
    around: Surroundings,
    claims: Mapping[str, Any] | None = None,
) -> FirstRungs:
    if report.content.result is not RungResult.PASSED:
        return _unproved(document, report.content, claims)
    if document.get("issuer") is None and claims is not None and isinstance(claims.get("iss"), str):
        document = {**document, "issuer": claims["iss"]}
    status = StatusChecker(
        fetch=around.fetch, lists=around.lists, check=around.proofs().check, when=around.when
    )
    return FirstRungs(
        content=report.content,
        key=check_issuer_key(document, report.signers),
        status=lambda: status.status(document),
        document=document,
        claims=claims,
        issuer=document.get("issuer"),
        unsigned=report.unsigned,
    )


def _badge(report: BadgeReport, document: Mapping[str, Any] | None) -> FirstRungs:
    return FirstRungs(
        content=report.content,
        key=report.key,
        status=lambda: report.status,
        document=document,
        issuer=report.issuer,
    )


def _sealed(report: SealReport, document: Mapping[str, Any] | None, when: Moment) -> FirstRungs:
    if report.content.result is not RungResult.PASSED:
        return _unproved(document, report.content)
    return FirstRungs(
        content=report.content,
        key=check_seal_key(document, report.certificates[0], when),
        status=lambda: _without_asking(document, unknown("status_type", kind="")),
        document=document,
        issuer=document.get("issuer") if document is not None else None,
    )


def _unproved(
    document: Mapping[str, Any] | None,
    content: Outcome,
    claims: Mapping[str, Any] | None = None,
) -> FirstRungs:
    """Nothing holds: later rungs may look at the dates, but nobody is asked anything."""
    left = unknown("content_not_checked")
    if content.result is RungResult.FAILED:
        left = unknown("content_not_intact")
    return FirstRungs(
        content=content,
        key=left,
        status=lambda: _without_asking(document, left),
        document=document,
        claims=claims,
        issuer=document.get("issuer") if document is not None else None,
    )


def _without_asking(document: Mapping[str, Any] | None, left: Outcome) -> Outcome:
    if document is not None and document.get("credentialStatus"):
        return left
    return not_applicable("no_status")
