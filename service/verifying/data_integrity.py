"""Embedded proofs: Data Integrity (W3C VC-DI 1.0, EdDSA and ECDSA suites) and Ed25519Signature2020.

Every proof of a set is looked at. Content is intact only where no proof is bad and none of the
proofs is of a kind that we cannot check.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from service.domain.noun import noun
from service.fetching.result import Fetch
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.context_rules import check_contexts
from service.verifying.contexts import ContextBundle
from service.verifying.documents import identifier, listed
from service.verifying.identifiers import FoundKey, find_key
from service.verifying.instants import read_instant
from service.verifying.keys import PublicKey
from service.verifying.outcome import Outcome, failed, passed, unknown, worst
from service.verifying.suites import SUITES, Form, Rdf, check_jcs, suite_of

MAX_PROOFS = 16
"""Most proofs of one document that are checked."""
CLOCK_SKEW = timedelta(minutes=5)


@noun
class SignedBy:
    """A key whose signature holds, and the purpose that the proof states for it."""

    found: FoundKey
    purpose: str
    created: str | None = None


@noun
class IntegrityReport:
    """What the signatures of a credential say: the outcome, who signed, what is not covered."""

    content: Outcome
    signers: tuple[SignedBy, ...] = ()
    unsigned: tuple[str, ...] = ()


@noun
class ProofChecker:
    """What every check of embedded proofs needs."""

    bundle: ContextBundle
    worker: CanonicalPool
    fetch: Fetch
    now: datetime
    deadline: Deadline

    def check(self, document: Mapping[str, Any]) -> IntegrityReport:
        """Check all proofs of `document`.

        Outcomes: passed signature_holds (suites); failed signature_bad, proof_empty, proof_missing
        (previous), proof_expired, proof_in_future, proof_bound_elsewhere, context_redefines,
        unsigned_data, term_disguised, nothing_signed; could_not_check suite_unknown (suite),
        proof_malformed, proofs_too_many, and those of keys, contexts and canonical forms.
        """
        proofs = listed(document.get("proof"))
        whole = [proof for proof in proofs if isinstance(proof, Mapping) and _has_value(proof)]
        if not whole:
            return IntegrityReport(content=failed("proof_empty"))
        if len(whole) > MAX_PROOFS:
            return IntegrityReport(content=unknown("proofs_too_many", limit=MAX_PROOFS))
        outcomes, signers, unsigned = [], [], set[str]()
        for proof in whole:
            try:
                signer, types = self._check_one(document, proof, whole)
                signers.append(signer)
                unsigned.update(types)
            except Outcome as outcome:
                outcomes.append(outcome)
        if not outcomes:
            suites = tuple(dict.fromkeys(suite_of(proof) for proof in whole))
            outcomes.append(passed("signature_holds", suites=suites))
        return IntegrityReport(
            content=worst(outcomes), signers=tuple(signers), unsigned=tuple(sorted(unsigned))
        )

    def _check_one(
        self,
        document: Mapping[str, Any],
        proof: Mapping[str, Any],
        proofs: list[Mapping[str, Any]],
    ) -> tuple[SignedBy, tuple[str, ...]]:
        suite = suite_of(proof)
        if suite not in SUITES:
            raise unknown("suite_unknown", suite=suite[:80])
        form, kinds = SUITES[suite]
        method = identifier(proof.get("verificationMethod"))
        if method is None or not isinstance(proof.get("proofValue"), str):
            raise unknown("proof_malformed", suite=suite)
        self._check_dates(proof)
        found = find_key(method, self.fetch)
        if found.key.kind not in kinds:
            raise failed("key_kind_wrong", suite=suite, kind=found.key.kind)
        unsecured = _unsecured(document, proof, proofs)
        types: tuple[str, ...] = ()
        if form == "jcs":
            check_jcs(unsecured, proof, found.key)
        else:
            check_contexts(unsecured, self.bundle)
            check_contexts({"@context": document.get("@context"), **proof}, self.bundle)
            types = self._in_any_edition(unsecured, proof, found.key, form)
        created = proof.get("created")
        signer = SignedBy(
            found=found,
            purpose=str(proof.get("proofPurpose", ""))[:80],
            created=created if isinstance(created, str) else None,
        )
        return signer, types

    def _in_any_edition(
        self, unsecured: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey, form: Form
    ) -> tuple[str, ...]:
        """Check under each edition of the contexts that differs; the first problem counts."""
        problem: Outcome | None = None
        for number, contexts in enumerate(self.bundle.editions):
            if number and not self._differs(unsecured, contexts):
                break
            rdf = Rdf(worker=self.worker, edition=number, deadline=self.deadline)
            try:
                if form == "sd":
                    return rdf.check_derived(unsecured, proof, key)
                return rdf.check(unsecured, proof, key)
            except Outcome as outcome:
                problem = problem or outcome
        assert problem is not None
        raise problem

    def _differs(
        self, document: Mapping[str, Any], contexts: Mapping[str, Mapping[str, Any]]
    ) -> bool:
        first = self.bundle.editions[0]
        urls = [url for url in listed(document.get("@context")) if isinstance(url, str)]
        return any(url in contexts and contexts[url] is not first[url] for url in urls)

    def _check_dates(self, proof: Mapping[str, Any]) -> None:
        if "expires" in proof:
            expires = read_instant(proof["expires"])
            if expires is None:
                raise failed("date_unreadable", field="proof.expires")
            if expires < self.now:
                raise failed("proof_expired", date=expires.date().isoformat())
        if "created" in proof:
            created = read_instant(proof["created"])
            if created is not None and created > self.now + CLOCK_SKEW:
                raise failed("proof_in_future", date=created.date().isoformat())
        if "challenge" in proof or "domain" in proof:
            raise failed("proof_bound_elsewhere")


def _has_value(proof: Mapping[str, Any]) -> bool:
    return any(name in proof for name in ("proofValue", "jws", "signatureValue"))


def _unsecured(
    document: Mapping[str, Any], proof: Mapping[str, Any], proofs: list[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what `proof` is about: the document without proofs, but with those it builds on.

    A proof chain (VC-DI §4.4) signs the earlier proofs too.
    """
    made = {key: value for key, value in document.items() if key != "proof"}
    before = listed(proof.get("previousProof"))
    if before:
        matching = [each for each in proofs if each.get("id") in before and each is not proof]
        if len(matching) != len(before):
            raise failed("proof_missing", previous=str(before[0])[:200])
        made["proof"] = matching
    return made
