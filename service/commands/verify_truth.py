"""What a collection of credential files is expected to be, and copies of what it points to.

A collection is a folder with MANIFEST.tsv (columns file, expected_truth, shape, …). Truth is in
words there; here it becomes one of a closed list of classes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from service.domain.noun import noun
from service.fetching.result import Fetched, offline

Verdict = Literal[
    "valid",
    "tampered",
    "revoked",
    "expired",
    "not_yet_valid",
    "unsigned",
    "no_badge",
    "status_unusable",
    "could_not_check",
]
"""What a file is judged to be; "could_not_check" is an answer of ours, never an expected truth."""

FROZEN = date(2026, 11, 1)
"""The day on which the truths of the collections hold."""

_UNTIL = re.compile(r"validUntil=(\d{4}-\d\d-\d\d)")
_NO_BADGE = (
    "no openbadge chunk",
    "no badge inside",
    "unbaked",
    "broken JSON",
    "baked with broken JSON",
    "not a real PNG",
    "PNG, no extension",
    "JPEG, no extension",
    "hostile SVG",
)
_NOT_CREDENTIALS = ("type=BadgeClass", "type=Issuer", "type=RevocationList", "type=Endorsement")


@noun
class Expected:
    """One file with its expected verdict; `proved` where the truth was checked offline."""

    path: Path
    verdict: Verdict
    proved: bool


def expected_files(folder: Path) -> Iterator[Expected]:
    """The files of a collection that hold a credential, or a picture that should, with their truth.

    Raises OSError where the manifest cannot be read.
    """
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            verdict = _verdict(row["expected_truth"], row["shape"])
            if verdict is not None:
                yield Expected(
                    path=folder / row["file"],
                    verdict=verdict,
                    proved=_is_proved(row["expected_truth"]),
                )


def _is_proved(truth: str) -> bool:
    return any(mark in truth for mark in ("SIG-OK", "SIG-BAD", "(corrected)"))


def _verdict(truth: str, shape: str) -> Verdict | None:
    if truth.startswith(_NO_BADGE):
        return "no_badge"
    if not truth or not _is_credential(shape):
        return None
    if truth.startswith("unsigned") and "proof=" in shape:
        return None  # the manifest contradicts itself
    if "SIG-BAD" in truth or truth.startswith(("tampered", "invalid")):
        return "tampered"
    if _has_no_proof(shape):
        return "unsigned"
    if "status list" in truth and not truth.startswith("expired status list"):
        return "status_unusable"
    if truth.startswith(("revoked", "schema error")) and "status bit 8 = 0" not in truth:
        return "revoked"
    if "expired" in truth.partition("checked independently")[0] and "SEAL" not in truth:
        return "expired"
    if truth.startswith(("not yet valid", "issued in the future")):
        return "not_yet_valid"
    until = _UNTIL.search(shape)
    if until is not None and until[1] < FROZEN.isoformat():
        return "expired"
    if truth.startswith(("valid", "not revoked", "JAdES")):
        return "valid"
    return "unsigned" if truth.startswith("unsigned") else None


def _is_credential(shape: str) -> bool:
    if shape.startswith(("compact JWS", "PNG baked", "SVG", "JSON object keys=['payload'")):
        return "BAKED" in shape or not shape.startswith("SVG")
    types = ("VerifiableCredential", "type=Assertion", "ClrCredential", "EuropeanDigital")
    return shape.startswith("JSON object") and any(name in shape for name in types)


def _has_no_proof(shape: str) -> bool:
    if not shape.startswith("JSON object") or "payload" in shape or "type=Assertion" in shape:
        return False
    return "proof" not in shape


class LocalCopies:
    """A fetch function over the copies that a collection holds of what its files point to.

    `current` is the badge being verified: hosted badges are served from themselves.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.current = b""

    def __call__(self, url: str) -> Fetched:
        """Answer from a copy, else as a process without network."""
        path = self._path(url.partition("#")[0])
        if path is not None and path.is_file():
            return Fetched(url=url, code="ok", body=path.read_bytes(), status=200)
        if urlsplit(url).hostname == "example.org" and self.current.lstrip()[:1] == b"{":
            return Fetched(url=url, code="ok", body=self.current, status=200)
        return offline(url)

    def _path(self, url: str) -> Path | None:
        parts = urlsplit(url)
        fixtures = self._folder / "dcc-vc-test-fixtures"
        lists = fixtures / "statusLists" / "didkey-ed25519Signature2020"
        name = parts.path.rsplit("/", 1)[-1]
        if parts.hostname == "digitalcredentials.github.io":
            return fixtures / parts.path.removeprefix("/vc-test-fixtures/")
        if parts.hostname == "raw.githubusercontent.com" and "/test-fixtures/status/" in url:
            return lists / name
        if parts.hostname == "raw.githubusercontent.com" and "/resources/" in url:
            return self._folder / "1edtech-validator" / url.partition("/resources/")[2]
        if parts.hostname == "example.org" and name:
            return self._folder / "1edtech-validator" / "ob20" / "assets" / name
        return None
