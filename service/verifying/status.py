"""Rung 8: whether the credential was revoked or suspended.

A status list is itself a credential: it counts only where its own signature and dates hold, and it
clears a credential only where it is its issuer's. All else is "could not check"; nothing else is
"not revoked".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.domain.noun import noun
from service.domain.verification import RungResult
from service.fetching.result import Fetch
from service.verifying.data_integrity import IntegrityReport
from service.verifying.documents import fetch_object, identifier, listed, read_object, types
from service.verifying.identifiers import host_of
from service.verifying.issuer_key import check_issuer_key
from service.verifying.jose import check_token, credential_of, read_token
from service.verifying.outcome import Outcome, failed, not_applicable, passed, unknown, worst
from service.verifying.status_list import RECOMMENDED_BITS, bit, read_index, unpack
from service.verifying.validity import Moment, check_validity

MAX_ENTRIES = 16
_KINDS = {
    "BitstringStatusListEntry": ("BitstringStatusListCredential", "BitstringStatusList"),
    "StatusList2021Entry": ("StatusList2021Credential", "StatusList2021"),
}
_PURPOSES = {"revocation": "revoked", "suspension": "suspended"}


@noun
class StatusChecker:
    """What a check of the status needs: where lists come from, and how their proofs are checked.

    `lists` are lists at hand, by URL; `check` verifies embedded proofs of a list.
    """

    fetch: Fetch
    lists: Mapping[str, bytes]
    check: Callable[[Mapping[str, Any]], IntegrityReport]
    when: Moment

    def status(self, document: Mapping[str, Any]) -> Outcome:
        """Check every `credentialStatus` of a credential whose signature holds.

        Outcomes: passed not_revoked (on), not_revoked_short_list (on, bits); failed revoked or
        suspended (on, by, cause); not_applicable no_status; could_not_check status_malformed,
        status_type (kind), status_purpose, status_index, status_list_* and the codes of fetches.
        """
        entries = listed(document.get("credentialStatus"))
        if not entries:
            return not_applicable("no_status")
        if len(entries) > MAX_ENTRIES:
            return unknown("status_malformed")
        outcomes = []
        for entry in entries:
            try:
                outcomes.append(self._one(document, entry))
            except Outcome as outcome:
                outcomes.append(outcome)
        return worst(outcomes)

    def _one(self, document: Mapping[str, Any], entry: Any) -> Outcome:
        if not isinstance(entry, Mapping):
            raise unknown("status_malformed")
        kinds = types(entry)
        for kind in _KINDS:
            if kind in kinds:
                return self._listed(document, entry, kind)
        if "1EdTechRevocationList" in kinds:
            return self._named(document, entry)
        raise unknown("status_type", kind=", ".join(kinds)[:80])

    def _listed(self, document: Mapping[str, Any], entry: Mapping[str, Any], kind: str) -> Outcome:
        purpose = entry.get("statusPurpose")
        if purpose not in _PURPOSES or entry.get("statusSize", 1) not in (1, "1"):
            raise unknown("status_purpose", purpose=str(purpose)[:40])
        index = read_index(entry.get("statusListIndex"))
        url = identifier(entry.get("statusListCredential"))
        if url is None:
            raise unknown("status_malformed")
        listing = self._list(url, document, kind)
        subject = listing.get("credentialSubject")
        if not isinstance(subject, Mapping):
            raise unknown("status_list_malformed", url=url)
        if _KINDS[kind][1] not in types(subject):
            raise unknown("status_list_type", url=url)
        if purpose not in listed(subject.get("statusPurpose")):
            raise unknown("status_purpose", purpose=str(purpose)[:40])
        bits = unpack(subject.get("encodedList"), bare=kind == "StatusList2021Entry")
        by = identifier(listing.get("issuer")) or ""
        if bit(bits, index):
            return failed(_PURPOSES[purpose], on=self.when.day, by=by[:200], cause="")
        if not _may_speak(by, url, identifier(document.get("issuer"))):
            # The issuer signed the list's address; whose list it is, nobody said. It can warn, it
            # can not clear.
            return unknown("status_list_other_issuer", url=url, by=by[:200])
        if len(bits) * 8 < RECOMMENDED_BITS:
            return passed("not_revoked_short_list", on=self.when.day, bits=len(bits) * 8)
        return passed("not_revoked", on=self.when.day)

    def _list(self, url: str, document: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
        """Fetch a list and check it as the credential that it is."""
        raw = self.lists.get(url)
        if raw is None:
            got = self.fetch(url)
            if got.code != "ok":
                raise unknown(got.code, url=url)
            raw = got.body
        listing, report = self._read(raw, url)
        if report.content.result is RungResult.FAILED:
            raise unknown("status_list_tampered", url=url, cause=report.content.reason)
        if report.content.result is not RungResult.PASSED:
            raise unknown("status_list_unchecked", url=url, cause=report.content.reason)
        if _KINDS[kind][0] not in types(listing):
            raise unknown("status_list_type", url=url)
        dates = check_validity(listing, self.when)
        if dates.result is RungResult.FAILED:
            raise unknown("status_list_dates", url=url, cause=dates.reason)
        if check_issuer_key(listing, report.signers).result is RungResult.FAILED:
            raise unknown("status_list_tampered", url=url, cause="issuer_key_mismatch")
        return listing

    def _read(self, raw: bytes, url: str) -> tuple[Mapping[str, Any], IntegrityReport]:
        if raw.lstrip()[:1] != b"{":
            report = check_token(raw, self.fetch)
            if report.content.result is RungResult.FAILED:
                raise unknown("status_list_unreadable", url=url)
            return credential_of(read_token(raw).payload), report
        try:
            listing = read_object(raw)
        except ValueError:
            raise unknown("status_list_unreadable", url=url) from None
        if "proof" not in listing:
            raise unknown("status_list_unsigned", url=url)
        return listing, self.check(listing)

    def _named(self, document: Mapping[str, Any], entry: Mapping[str, Any]) -> Outcome:
        """Look the credential up in a 1EdTech revocation list (Open Badges 3.0, B.12)."""
        url = identifier(entry)
        if url is None:
            raise unknown("status_malformed")
        if url in self.lists:
            try:
                listing: Mapping[str, Any] = read_object(self.lists[url])
            except ValueError:
                raise unknown("status_list_unreadable", url=url) from None
        else:
            listing = fetch_object(url, self.fetch)
        stated = identifier(listing.get("issuer"))
        if stated != identifier(document.get("issuer")):
            raise unknown("status_list_other_issuer", url=url, by=str(stated)[:200])
        name = identifier(document)
        for item in listed(listing.get("revokedCredential")):
            if identifier(item) == name and name is not None:
                if isinstance(item, Mapping) and item.get("revoked") is False:
                    continue
                cause = item.get("revocationReason", "") if isinstance(item, Mapping) else ""
                by = str(stated)[:200]
                return failed("revoked", on=self.when.day, by=by, cause=str(cause)[:300])
        if "revokedCredential" not in listing:
            raise unknown("status_list_malformed", url=url)
        return passed("not_revoked", on=self.when.day)


def _may_speak(lister: str, url: str, issuer: str | None) -> bool:
    """Whether the list is the issuer's: of the same issuer, or served from the issuer's host."""
    if issuer is None:
        return False
    host = host_of(issuer)
    return lister == issuer or (host is not None and host == host_of(url))
