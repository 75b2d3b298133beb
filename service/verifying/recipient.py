"""Rung 6: whether the credential is bound to the person whose e-mail address was typed in.

The address is compared and forgotten: it is in no finding, no log and no cache.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from typing import Any

from service.domain.noun import noun
from service.verifying.documents import identifier, listed
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown

_HASHES = ("sha256", "sha512")
_EMAIL_TYPES = {"email", "emailaddress", "ext:emailaddress"}


@noun
class Identity:
    """One statement of who the recipient is: a plain or hashed e-mail address."""

    value: str
    salt: str
    hashed: bool


def check_recipient(document: Mapping[str, Any], recipient: str | None) -> Outcome:
    """Compare the credential's recipient with `recipient`, an e-mail address.

    Outcomes: passed recipient_matches; failed recipient_differs; could_not_check
    recipient_not_given (the credential names one, nobody said who asks), recipient_is_key (bound to
    a key of the holder, who would have to prove it), recipient_hash_unknown, recipient_unnamed
    (an address was given, the credential names none); not_applicable recipient_unnamed.
    """
    identities = list(_identities(document))
    if not identities:
        if any(_is_key(subject) for subject in listed(document.get("credentialSubject"))):
            return unknown("recipient_is_key")
        if recipient:
            return unknown("recipient_unnamed")
        return not_applicable("recipient_unnamed")
    if not recipient or not recipient.strip():
        return unknown("recipient_not_given")
    results = [_matches(identity, recipient.strip()) for identity in identities]
    if True in results:
        return passed("recipient_matches")
    if None in results:
        return unknown("recipient_hash_unknown")
    return failed("recipient_differs")


def _is_key(subject: Any) -> bool:
    name = identifier(subject)
    return name is not None and name.startswith("did:")


def _identities(document: Mapping[str, Any]) -> Iterator[Identity]:
    for subject in listed(document.get("credentialSubject")):
        if isinstance(subject, Mapping):
            for item in listed(subject.get("identifier")):
                if isinstance(item, Mapping) and _is_email(item.get("identityType")):
                    yield from _identity(item, item.get("identityHash"))
    recipient = document.get("recipient")
    if isinstance(recipient, str):
        salt = document.get("salt")
        hashed = "$" in recipient
        if hashed or "@" in recipient:
            text = salt if isinstance(salt, str) else ""
            yield Identity(value=recipient, salt=text, hashed=hashed)
    elif isinstance(recipient, Mapping) and _is_email(recipient.get("type", "email")):
        yield from _identity(recipient, recipient.get("identity"))


def _identity(item: Mapping[str, Any], value: Any) -> Iterator[Identity]:
    if isinstance(value, str) and value:
        salt = item.get("salt")
        yield Identity(
            value=value,
            salt=salt if isinstance(salt, str) else "",
            hashed=item.get("hashed") is True or value.partition("$")[0] in _HASHES,
        )


def _is_email(kind: Any) -> bool:
    return any(isinstance(each, str) and each.lower() in _EMAIL_TYPES for each in listed(kind))


def _matches(identity: Identity, recipient: str) -> bool | None:
    """Whether the address is the recipient's; None where the hash is of no kind we know.

    Issuers hash the address as they had it: as typed, and in lower case.
    """
    spellings = {recipient, recipient.lower()}
    if not identity.hashed:
        return identity.value.strip().lower() == recipient.lower()
    name, dollar, digest = identity.value.partition("$")
    if not dollar or name not in _HASHES:
        return None
    made = (
        hashlib.new(name, (each + identity.salt).encode("utf-8")).hexdigest() for each in spellings
    )
    return any([hmac.compare_digest(each, digest.lower()) for each in made if digest.isascii()])
