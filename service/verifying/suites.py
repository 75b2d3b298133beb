"""The suites of embedded proofs: what each signs, in which canonical form, by which kinds of key.

VC Data Integrity 1.0 with its EdDSA and ECDSA suites; Ed25519Signature2020 (CCG draft), which most
badges of the Digital Credentials Consortium carry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import rfc8785

from service.domain.noun import noun
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.encoding import from_multibase
from service.verifying.keys import KeyKind, PublicKey, to_jwk
from service.verifying.outcome import failed, unknown
from service.verifying.signatures import holds

Form = Literal["rdfc", "jcs", "sd"]
"""RDF canonical form, RFC 8785 form, or selective disclosure."""

SUITES: dict[str, tuple[Form, tuple[KeyKind, ...]]] = {
    "eddsa-rdfc-2022": ("rdfc", ("Ed25519",)),
    # What drafts before July 2023 called eddsa-rdfc-2022.
    "eddsa-2022": ("rdfc", ("Ed25519",)),
    "eddsa-jcs-2022": ("jcs", ("Ed25519",)),
    "ecdsa-rdfc-2019": ("rdfc", ("P-256", "P-384")),
    "ecdsa-jcs-2019": ("jcs", ("P-256", "P-384")),
    "ecdsa-sd-2023": ("sd", ("P-256",)),
    "Ed25519Signature2020": ("rdfc", ("Ed25519",)),
}
"""Suites that are checked, their form, and the kinds of key that each allows."""


def suite_of(proof: Mapping[str, Any]) -> str:
    """Return the suite that a proof names: its cryptosuite, or the type of an older proof."""
    kind = proof.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind == "DataIntegrityProof":
        return str(proof.get("cryptosuite", "?"))
    return kind if isinstance(kind, str) else "?"


def check_jcs(unsecured: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey) -> None:
    """Check a proof over RFC 8785 forms.

    Raises Outcome: failed signature_bad (suite); could_not_check canonical_problem (problem).
    """
    data = _joined([_jcs(_options(proof)), _jcs(unsecured)], key)
    if not holds(key, _signature(proof), data):
        raise failed("signature_bad", suite=suite_of(proof))


@noun
class Rdf:
    """Proofs over statements, canonicalised by `worker` under one edition of the contexts."""

    worker: CanonicalPool
    edition: int
    deadline: Deadline

    def check(
        self, unsecured: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey
    ) -> tuple[str, ...]:
        """Check a proof over RDF canonical forms; return type names that are not covered.

        Raises Outcome failed signature_bad (suite) and those of `CanonicalPool.canonicalize`.
        """
        options = {"@context": unsecured.get("@context"), **_options(proof)}
        made = self.worker.canonicalize(unsecured, [options], self.edition, self.deadline)
        texts = (made.proofs[0], made.document)
        data = _joined([text.encode("utf-8") for text in texts], key)
        if not holds(key, _signature(proof), data):
            raise failed("signature_bad", suite=suite_of(proof))
        return made.unsigned_types

    def check_derived(
        self, unsecured: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey
    ) -> tuple[str, ...]:
        """Check a derived selective disclosure proof; it covers whatever the document shows.

        Raises Outcome as `CanonicalPool.check_derived` does.
        """
        document = {**unsecured, "proof": dict(proof)}
        self.worker.check_derived(document, to_jwk(key), self.edition, self.deadline)
        return ()


def _options(proof: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in proof.items() if key != "proofValue"}


def _joined(texts: list[bytes], key: PublicKey) -> bytes:
    digest = hashlib.sha384 if key.kind == "P-384" else hashlib.sha256
    return b"".join(digest(text).digest() for text in texts)


def _signature(proof: Mapping[str, Any]) -> bytes:
    try:
        return from_multibase(proof["proofValue"])
    except ValueError:
        raise failed("signature_bad", suite=suite_of(proof)) from None


def _jcs(value: Mapping[str, Any]) -> bytes:
    try:
        return rfc8785.dumps(dict(value))
    except (rfc8785.CanonicalizationError, ValueError, RecursionError) as problem:
        raise unknown("canonical_problem", problem=type(problem).__name__) from None
