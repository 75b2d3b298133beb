"""From the name of a verification method to its key, and to what says whose key it is.

did:key, did:jwk, did:web (W3C registrations), and https URLs as Open Badges 3 allows. Keys are the
only thing that is ever fetched for a document whose signature is not yet checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from service.domain.noun import noun
from service.fetching.result import Fetch
from service.verifying.documents import fetch_object, identifier, listed, read_object
from service.verifying.encoding import from_base64url
from service.verifying.keys import PublicKey, from_jwk, from_method, from_multikey
from service.verifying.outcome import Outcome, failed, unknown

MAX_LENGTH = 8192
"""Longest identifier of a key that is looked at; a did:jwk with an RSA-8192 key needs 2 kB."""


@noun
class FoundKey:
    """A key, who controls it by its own name, and what lists it.

    `source` is "did" where the name is the key itself (did:key, did:jwk), "document" where a
    fetched document of the controller lists it, "fragment" where only the URL of the method spells
    it out: then nothing says that it is the controller's, and `problem` says why.
    `purposes` are the verification relationships that list it, None where nothing lists it.
    """

    key: PublicKey
    controller: str
    source: Literal["did", "document", "fragment"]
    purposes: tuple[str, ...] | None = None
    problem: Outcome | None = None


def find_key(method: str, fetch: Fetch) -> FoundKey:
    """Find the key that `method` names.

    Raises Outcome: failed key_method_malformed (method) where it is no URL at all; could_not_check
    key_method_unsupported (method), key_unusable, key_not_listed (method, controller), or the code
    of a fetch where the name does not spell out its key.
    """
    if len(method) > MAX_LENGTH:
        raise unknown("key_method_unsupported", method=method[:80])
    controller, _, fragment = method.partition("#")
    if controller.startswith("did:key:"):
        own = controller.removeprefix("did:key:")
        if fragment not in ("", own):
            raise unknown("key_not_listed", method=method[:200], controller=controller[:200])
        return FoundKey(key=from_multikey(own), controller=controller, source="did")
    if controller.startswith("did:jwk:"):
        if fragment not in ("", "0"):
            raise unknown("key_not_listed", method=method[:200], controller=controller[:200])
        return FoundKey(key=_from_did_jwk(controller), controller=controller, source="did")
    if controller.startswith("did:web:"):
        return _listed_key(method, controller, did_web_url(controller), fetch)
    if controller.startswith("https://"):
        return _listed_key(method, controller, controller, fetch)
    if ":" not in controller:
        raise failed("key_method_malformed", method=method[:200])
    raise unknown("key_method_unsupported", method=method[:200])


def did_web_url(did: str) -> str:
    """Return where the document of a did:web is (did:web method specification §3.2).

    Only https and the default port; no user, address or path trick is decoded. Raises Outcome
    could_not_check key_method_unsupported (method).
    """
    parts = did.removeprefix("did:web:").split(":")
    host, path = parts[0], [unquote(part) for part in parts[1:]]
    plain_host = host.replace("-", "").replace(".", "")
    sound = (
        host.isascii()
        and plain_host.isalnum()
        and "." in host
        and not host.rsplit(".", 1)[-1].isdigit()
        and all(part and part not in (".", "..") for part in path)
        and not any(c in "/\\?#@%" or c <= " " for part in path for c in part)
    )
    if not sound:
        raise unknown("key_method_unsupported", method=did[:200])
    where = "/".join(path) if path else ".well-known"
    return f"https://{host.lower()}/{where}/did.json"


def _from_did_jwk(did: str) -> PublicKey:
    try:
        return from_jwk(read_object(from_base64url(did.removeprefix("did:jwk:"))))
    except ValueError:
        raise unknown("key_unusable") from None


def _listed_key(method: str, controller: str, url: str, fetch: Fetch) -> FoundKey:
    fragment = method.partition("#")[2]
    try:
        document = fetch_object(url, fetch)
    except Outcome as problem:
        return _from_fragment(fragment, controller, problem)
    if "kty" in document:  # Open Badges 3.0 §8.2.4: `kid` may be the address of a JWK
        return FoundKey(key=from_jwk(document), controller=controller, source="document")
    found = _methods(document, method, controller)
    if identifier(document) not in (controller, method) or found is None:
        missing = unknown("key_not_listed", method=method[:200], controller=controller[:200])
        return _from_fragment(fragment, controller, missing)
    node, purposes = found
    owner = node.get("controller", controller)
    if owner != controller:
        raise unknown("key_not_listed", method=method[:200], controller=controller[:200])
    return FoundKey(
        key=from_method(node), controller=controller, source="document", purposes=purposes
    )


def _from_fragment(fragment: str, controller: str, problem: Outcome) -> FoundKey:
    """Take the key that the fragment itself spells out, as many issuers name their Multikeys."""
    try:
        key = from_multikey(fragment)
    except Outcome:
        raise problem from None
    return FoundKey(key=key, controller=controller, source="fragment", problem=problem)


def _methods(
    document: Mapping[str, Any], method: str, controller: str
) -> tuple[Mapping[str, Any], tuple[str, ...]] | None:
    """Return the node of `method` in a controller document and the relationships that list it."""
    wanted = {method, "#" + method.partition("#")[2]}
    if identifier(document) == method and controller != method:
        wanted.add(method)
    node: Mapping[str, Any] | None = None
    purposes = []
    for name in ("verificationMethod", "publicKey", "assertionMethod", "authentication"):
        for item in listed(document.get(name)):
            if identifier(item) not in wanted:
                continue
            if isinstance(item, Mapping) and node is None:
                node = item
            if name in ("assertionMethod", "authentication"):
                purposes.append(name)
    if node is None and identifier(document) == method:
        node = document
    return None if node is None else (node, tuple(purposes))


def host_of(url: str) -> str | None:
    """Return the host of an https URL or of a did:web in lower case, None for anything else."""
    if url.startswith("did:web:"):
        try:
            url = did_web_url(url.partition("#")[0])
        except Outcome:
            return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return None
    return parts.hostname


def starts_within(url: str, prefix: str) -> bool:
    """Whether `url` lies under `prefix`, compared part by part.

    "https://x.edu" does not allow "https://x.edu.evil.example", "https://x.edu@evil.example" or,
    with a path, "https://x.edu/badges-of-others" for "https://x.edu/badges".
    """
    try:
        inner, outer = urlsplit(url), urlsplit(prefix)
    except ValueError:
        return False
    if inner.username is not None or inner.password is not None or not outer.hostname:
        return False
    if (inner.scheme, inner.hostname, inner.port) != (outer.scheme, outer.hostname, outer.port):
        return False
    path = outer.path if outer.path.endswith("/") or not outer.path else outer.path + "/"
    return not path or inner.path == outer.path or inner.path.startswith(path)
