"""Which proofs a credential carries. They are named here; nothing is verified."""

from __future__ import annotations

from service.importing.reading import Node, preview


def proof_kinds(top: Node) -> tuple[str, ...]:
    """Pop `proof` (one or a list) and return the kind of each, with its cryptosuite.

    "DataIntegrityProof eddsa-rdfc-2022", "Ed25519Signature2020"; "?" where a proof names no type.
    """
    raw = top.pop("proof")
    if raw is None:
        return ()
    kinds = []
    for item in raw if isinstance(raw, list) else [raw]:
        named = [item.get("type"), item.get("cryptosuite")] if isinstance(item, dict) else []
        words = [preview(word) for word in named if isinstance(word, str) and word.strip()]
        kinds.append(" ".join(words) or "?")
    return tuple(kinds)
