"""The process that canonicalises: a poisoned graph can burn its time and memory, not ours.

Run as `python -m service.verifying.canonical_worker`; speaks length-prefixed JSON on its standard
input and output. The first message brings the contexts, each later one a document; see `canonical`.
"""

from __future__ import annotations

import contextlib
import json
import resource
import struct
import sys
from collections.abc import Mapping
from typing import IO, Any

from openvc.proof.ecdsa_sd import EcdsaSdProofSuite
from pyld import jsonld
from pyld.context_resolver import ContextResolver

from service.verifying.statements import uncovered

MEMORY_BYTES = 256 * 1024 * 1024
"""How much the address space may grow beyond what the started process has."""


class Canonicalizer:
    """RDFC-1.0 (URDNA2015) of JSON-LD under one edition of the pinned contexts."""

    def __init__(self, contexts: Mapping[str, Any]) -> None:
        self._contexts = contexts
        # Only what the pinned contexts resolve to may be kept from one document to the next.
        self._resolved: dict[str, Any] = {}

    def _load(self, url: str, options: object = None) -> dict[str, Any]:
        if url not in self._contexts:
            raise LookupError(f"no pinned context {url}")
        document = self._contexts[url]
        return {"contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}

    def _options(self) -> dict[str, Any]:
        kept = {url: found for url, found in self._resolved.items() if url in self._contexts}
        self._resolved = kept
        return {
            # PyLD 3 otherwise resolves relative IRIs against an address of its own, and what no
            # other implementation states would be signed.
            "base": None,
            "documentLoader": self._load,
            "contextResolver": ContextResolver(self._resolved, self._load),
        }

    def quads(self, document: Mapping[str, Any] | list[Any]) -> str:
        """Canonical N-Quads of `document`, expanded or not."""
        options = {**self._options(), "algorithm": "URDNA2015", "format": "application/n-quads"}
        made: str = jsonld.normalize(document, options)
        return made

    def check_derived(self, document: dict[str, Any], jwk: dict[str, Any]) -> None:
        """Check the one ecdsa-sd-2023 proof of `document` (VC-DI ECDSA §3.4), as openvc does.

        Dates and purpose are judged elsewhere. Raises the errors of openvc.
        """
        EcdsaSdProofSuite().verify(
            document,
            public_key_jwk=jwk,
            expected_proof_purpose=None,
            extra_contexts=self._contexts,
            check_temporal=False,
        )

    def expanded(self, document: Mapping[str, Any]) -> tuple[list[Any], list[str]]:
        """Expanded form, and the properties that no context maps (in the order met)."""
        dropped: list[str] = []
        made = jsonld.expand(
            document,
            self._options(),
            on_property_dropped=lambda name: dropped.append(str(name)),
        )
        return made, dropped


def answer(request: Mapping[str, Any], editions: list[Canonicalizer]) -> dict[str, Any]:
    """Canonicalise `document` and each of `proofs` under edition number `edition`.

    With `jwk` the document's selective disclosure proof is checked with that key instead.
    """
    canonicalizer = editions[request["edition"]]
    document = request["document"]
    if "jwk" in request:
        canonicalizer.check_derived(document, request["jwk"])
        return {"holds": True}
    expanded, dropped = canonicalizer.expanded(document)
    return {
        # Expansion is idempotent (JSON-LD 1.1 API §5.1), and the costly half of the work.
        "document": canonicalizer.quads(expanded),
        "proofs": [canonicalizer.quads(proof) for proof in request["proofs"]],
        "dropped": dropped[:20],
        **uncovered(document, expanded),
    }


def read_message(stream: IO[bytes]) -> Any:
    """Read one message; None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    return json.loads(stream.read(size))


def write_message(stream: IO[bytes], message: Any) -> None:
    """Write one message and flush."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def _limit_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main() -> None:
    """Answer requests until the input ends."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    editions = [Canonicalizer(contexts) for contexts in read_message(stdin)]
    with contextlib.suppress(OSError):  # not Linux: the time limit of the parent remains
        _limit_memory()
    write_message(stdout, {"ready": True})
    while (request := read_message(stdin)) is not None:
        try:
            made = answer(request, editions)
        except MemoryError:
            made = {"problem": "memory"}
        except Exception as problem:
            made = {"problem": type(problem).__name__}
        write_message(stdout, made)


if __name__ == "__main__":
    main()
