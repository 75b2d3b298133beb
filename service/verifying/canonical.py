"""Canonical forms of JSON-LD documents, made in worker processes with hard limits.

RDF canonicalisation can be driven to exponential work by 3 kB of JSON (W3C rdf-canon test 074), so
it runs in processes that are ended after 10 seconds or 256 MB and replaced. They are kept warm.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Mapping
from typing import Any

from service.domain.noun import noun
from service.verifying.canonical_process import CanonicalProcess
from service.verifying.contexts import ContextBundle
from service.verifying.outcome import Outcome, failed, unknown

TIME_LIMIT_SECONDS = 10.0
"""Most time for one credential with all its proofs and lists."""


class Deadline:
    """When the work for one credential, with its lists and all, must be done."""

    def __init__(self, seconds: float = TIME_LIMIT_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - time.monotonic())


@noun
class Canonical:
    """Canonical N-Quads of a document and of each of its proofs, and what they leave out.

    `unsigned_types` are type names that the contexts do not map.
    """

    document: str
    proofs: tuple[str, ...]
    unsigned_types: tuple[str, ...]


class CanonicalPool:
    """Processes that canonicalise, started when first needed and then kept warm. Thread-safe.

    A poisoned document in one of them does not keep the others waiting.
    """

    def __init__(self, bundle: ContextBundle, size: int = 2) -> None:
        self._free: queue.LifoQueue[CanonicalProcess] = queue.LifoQueue()
        self._all = tuple(CanonicalProcess(bundle) for _ in range(size))
        for process in self._all:
            self._free.put(process)

    def canonicalize(
        self,
        document: Mapping[str, Any],
        proofs: list[Mapping[str, Any]],
        edition: int,
        deadline: Deadline,
    ) -> Canonical:
        """Canonicalise `document` and `proofs` under one edition of the contexts.

        Raises Outcome: could_not_check canonical_limit (limit), canonical_problem; failed
        unsigned_data (names), term_disguised (names), nothing_signed.
        """
        made = self._ask({"document": document, "proofs": proofs, "edition": edition}, deadline)
        if "problem" in made:
            raise _problem(made["problem"])
        if made["dropped"] or made["lost"]:
            names = [*made["dropped"], *made["lost"]]
            raise failed("unsigned_data", names=tuple(str(name)[:80] for name in names))
        if made["disguised"]:
            raise failed("term_disguised", names=tuple(made["disguised"]))
        if not made["document"].strip():
            raise failed("nothing_signed")
        return Canonical(
            document=made["document"],
            proofs=tuple(made["proofs"]),
            unsigned_types=tuple(made["types"]),
        )

    def check_derived(
        self,
        document: Mapping[str, Any],
        jwk: Mapping[str, str],
        edition: int,
        deadline: Deadline,
    ) -> None:
        """Check the one ecdsa-sd-2023 proof that `document` carries, with the key `jwk`.

        Raises Outcome: failed signature_bad (suite); could_not_check canonical_limit (limit),
        canonical_problem (also for a base proof, which only its holder can use).
        """
        request = {"document": document, "jwk": dict(jwk), "edition": edition}
        made = self._ask(request, deadline)
        if made.get("problem") == "SignatureInvalid":
            raise failed("signature_bad", suite="ecdsa-sd-2023")
        if "problem" in made:
            raise _problem(made["problem"])

    def close(self) -> None:
        """End all processes."""
        for process in self._all:
            process.end()

    def _ask(self, request: Mapping[str, Any], deadline: Deadline) -> dict[str, Any]:
        if not deadline.left():
            return {"problem": "time"}
        try:
            # The last one used is warm; the deadline also counts the wait for a free one.
            process = self._free.get(timeout=deadline.left())
        except queue.Empty:
            return {"problem": "time"}
        try:
            return process.ask(request, deadline.left())
        finally:
            self._free.put(process)


def _problem(problem: Any) -> Outcome:
    if problem in ("memory", "time"):
        return unknown("canonical_limit", limit=problem)
    return unknown("canonical_problem", problem=str(problem)[:80])
