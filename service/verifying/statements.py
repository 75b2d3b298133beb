"""Which parts of a JSON-LD document its statements do not carry.

A signature over RDF covers statements. What no context maps, what has a relative IRI and what is
said of the credential under another spelling or elsewhere in the file is read by people and
programs that look at the JSON, but is not what was signed. Runs in the canonicalising process.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

# What RDF conversion keeps (JSON-LD 1.1 API §8): statements with another subject, predicate or
# object are left out without a word.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*|_:\S+")

_CRED = "https://www.w3.org/2018/credentials#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_STATUS_2021 = "https://w3id.org/vc/status-list#"

# IRIs that later checks read, each with the one JSON key under which they read it.
POLICY_TERMS: dict[str, str] = {
    _CRED + "issuer": "issuer",
    _CRED + "validFrom": "validFrom",
    _CRED + "validUntil": "validUntil",
    _CRED + "issuanceDate": "issuanceDate",
    _CRED + "expirationDate": "expirationDate",
    _CRED + "credentialStatus": "credentialStatus",
    _STATUS + "statusPurpose": "statusPurpose",
    _STATUS + "statusListIndex": "statusListIndex",
    _STATUS + "statusListCredential": "statusListCredential",
    _STATUS_2021 + "statusPurpose": "statusPurpose",
    _STATUS_2021 + "statusListIndex": "statusListIndex",
    _STATUS_2021 + "statusListCredential": "statusListCredential",
}
_UNSIGNED_KEYWORDS = ("@index", "@direction", "@reverse", "@included")


def uncovered(document: Mapping[str, Any], expanded: list[Any]) -> dict[str, list[str]]:
    """Compare a document with its expanded form.

    Returns `types`: type names that no context maps (a label without a statement); `lost`: IRIs or
    keywords whose statements fall away; `disguised`: terms that later checks read but which stand
    under another spelling or at a second description of the credential itself.
    """
    types: list[str] = []
    lost: list[str] = []
    for node in _nodes(expanded):
        _inspect(node, types, lost)
    return {
        "types": sorted(set(types))[:20],
        "lost": sorted(set(lost))[:20],
        "disguised": _disguised(document, expanded),
    }


def _inspect(node: Mapping[str, Any], types: list[str], lost: list[str]) -> None:
    name = node.get("@id")
    if isinstance(name, str) and not _IRI.fullmatch(name):
        lost.append(name[:80])
    for key, value in node.items():
        if key in _UNSIGNED_KEYWORDS or key.startswith("_:"):
            lost.append(key[:80])
        elif key == "@type" and "@value" not in node:
            names = value if isinstance(value, list) else [value]
            types.extend(str(each)[:80] for each in names if not _IRI.fullmatch(str(each)))


def _disguised(document: Mapping[str, Any], expanded: list[Any]) -> list[str]:
    written = Counter(_written_keys(document))
    stated: Counter[str] = Counter()
    top = expanded[0] if expanded else {}
    found = []
    for node in _nodes(expanded):
        again = node is not top and "@id" in node and node.get("@id") == top.get("@id")
        for iri in node:
            if iri in POLICY_TERMS:
                stated[POLICY_TERMS[iri]] += 1
                if again:
                    found.append(POLICY_TERMS[iri])
    found.extend(term for term, count in stated.items() if count > written[term])
    return sorted(set(found))


def _nodes(expanded: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [expanded]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, Mapping):
            yield item
            if item.get("@type") != "@json":
                waiting.extend(item.values())


def _written_keys(document: Any) -> Iterator[str]:
    """Keys of the JSON that stand for a statement: one whose value is empty states nothing."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, Mapping):
            for key, value in item.items():
                if key != "@context" and not _void(value):
                    yield key
                    waiting.append(value)


def _void(value: Any) -> bool:
    if isinstance(value, list):
        return all(_void(item) for item in value)
    if isinstance(value, Mapping):
        return "@value" in value and value["@value"] is None
    return value is None
