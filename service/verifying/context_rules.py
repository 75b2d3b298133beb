"""What a credential may say in its own @context.

JSON-LD signatures cover statements, not the JSON that readers see; a context added after signing
can therefore make one name stand for another. Unknown contexts are not fetched, and inline ones
may add terms but never give a known term another meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.verifying.contexts import ContextBundle
from service.verifying.outcome import failed, unknown

MAX_CONTEXTS = 64
"""Most @context entries in one document; real ones have at most 12."""

# Keywords in an inline context that change the meaning of names at large.
_FAR_REACHING = ("@vocab", "@base", "@import", "@propagate", "@protected")


def check_contexts(document: Mapping[str, Any], bundle: ContextBundle) -> None:
    """Check every @context in `document`.

    Raises Outcome: could_not_check context_missing, context_unknown (url), context_too_many;
    failed context_redefines (term).
    """
    if "@context" not in document:
        raise unknown("context_missing")
    urls: list[str] = []
    inline: list[Mapping[str, Any]] = []
    for entry in _entries(document):
        if len(urls) + len(inline) > MAX_CONTEXTS:
            raise unknown("context_too_many", limit=MAX_CONTEXTS)
        if isinstance(entry, str):
            if not bundle.knows(entry):
                raise unknown("context_unknown", url=entry[:300])
            urls.append(entry)
        elif isinstance(entry, Mapping):
            inline.append(entry)
        else:
            raise failed("context_redefines", term="@context")
    if not inline:
        return
    known: dict[str, list[Any]] = {}
    for url in urls:
        for edition in bundle.editions:
            for term, meaning in _terms(edition[url].get("@context")):
                known.setdefault(term, []).append(meaning)
    for entry in inline:
        _check_inline(entry, known)


def _check_inline(entry: Mapping[str, Any], known: Mapping[str, list[Any]]) -> None:
    for term in _FAR_REACHING:
        if term in entry:
            raise failed("context_redefines", term=term)
    for term, meaning in _terms(entry):
        if term in known and meaning not in known[term]:
            raise failed("context_redefines", term=term[:80])


def _entries(value: Any) -> Iterator[Any]:
    """Every entry of every @context in the document, wherever it stands."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            for key, inner in item.items():
                if key == "@context":
                    yield from inner if isinstance(inner, list) else [inner]
                else:
                    waiting.append(inner)
        elif isinstance(item, list):
            waiting.extend(item)


def _terms(context: Any) -> Iterator[tuple[str, Any]]:
    """Terms and their definitions in a context, with those of its scoped contexts."""
    waiting = [context]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, Mapping):
            for term, meaning in item.items():
                if not term.startswith("@"):
                    yield term, meaning
                if isinstance(meaning, Mapping) and "@context" in meaning:
                    waiting.append(meaning["@context"])
