"""Canonical forms of JSON-LD documents, made in a worker process with hard limits.

RDF canonicalisation can be driven to exponential work by 3 kB of JSON (W3C rdf-canon test 074), so
it runs in a process that is ended after 10 seconds or 256 MB and replaced. One warm worker is kept.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.domain.noun import noun
from service.verifying.canonical_worker import read_message, write_message
from service.verifying.contexts import ContextBundle
from service.verifying.outcome import Outcome, failed, unknown

TIME_LIMIT_SECONDS = 10.0
"""Most time for one credential with all its proofs and lists."""
START_LIMIT_SECONDS = 60.0
"""Most time for a worker to start; a busy machine imports slowly."""


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


class CanonicalWorker:
    """A worker process and the lock that lets one thread at a time speak to it."""

    def __init__(self, bundle: ContextBundle) -> None:
        self._bundle = bundle
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

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
        """End the worker."""
        with self._lock:
            self._end()

    def _ask(self, request: Mapping[str, Any], deadline: Deadline) -> dict[str, Any]:
        if not deadline.left():
            return {"problem": "time"}
        with self._lock:
            try:
                if self._process is None or self._process.poll() is not None:
                    self._start()
                process = self._process
                assert process is not None and process.stdin is not None
                write_message(process.stdin, request)
                return self._read(deadline.left())
            except (OSError, ValueError, struct.error):
                self._end()
                return {"problem": "memory"}
            except TimeoutError:
                self._end()
                return {"problem": "time"}

    def _start(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "service.verifying.canonical_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert self._process.stdin is not None
        write_message(self._process.stdin, [dict(edition) for edition in self._bundle.editions])
        self._read(START_LIMIT_SECONDS)

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process is not None and self._process.stdout is not None
        stream = self._process.stdout
        with selectors.DefaultSelector() as waiting:
            waiting.register(stream, selectors.EVENT_READ)
            if not waiting.select(seconds):
                raise TimeoutError
        # The worker writes an answer whole once it is made, so only the wait above can be long.
        answer = read_message(stream)
        if not isinstance(answer, dict):
            raise OSError("worker ended")
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._process = None


def _problem(problem: Any) -> Outcome:
    if problem in ("memory", "time"):
        return unknown("canonical_limit", limit=problem)
    return unknown("canonical_problem", problem=str(problem)[:80])
