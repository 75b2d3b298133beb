"""What a file is, by its content and never by its name, and everything that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from service.domain.credential import Award
from service.domain.credential_file import CredentialFile
from service.domain.verification import Presented
from service.errors import InputError
from service.importing.case import read_case_package
from service.importing.clr import read_clr
from service.importing.confirmation import without_unconfirmed
from service.importing.contents import Contents
from service.importing.ctdl import read_ctdl_credentials
from service.importing.descriptor import read_descriptor
from service.importing.edc_xml import read_edc_xml
from service.importing.elm import read_elm
from service.importing.elmo import read_elmo
from service.importing.json_format import json_format
from service.importing.ler_rs import is_ler_rs, read_ler_rs
from service.importing.open_badges import read_open_badge
from service.importing.open_badges_2 import Linked, read_open_badge_2
from service.importing.pdf import read_pdf
from service.importing.presenting import Opened, enveloped_token, open_file, open_jwt
from service.importing.reading import Reading
from service.importing.safe_text import read_bytes, unknown
from service.importing.verifiable_credential import (
    read_presentation,
    read_verifiable_credential,
)

LIMIT_BYTES = 32_000_000
"""Largest file: a scan of many pages. Text, JSON and XML have their own, smaller limit."""
MAX_DEPTH = 5
"""Deepest nesting of credentials in presentations and records."""


def read_credential_file(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> CredentialFile:
    """Read a file of any accepted format. Raises InputError: those of `read_bytes` and
    `read_credential`.
    """
    return read_credential(read_bytes(path, limit_bytes), str(path))


def read_credential(data: bytes, name: str, *, linked: Linked | None = None) -> CredentialFile:
    """Read everything that a file holds; nothing is fetched and nothing is verified.

    `name` is what errors call the file, `linked` holds documents that the file points to, by their
    address (badge class and issuer of Open Badges 2). Raises InputError with `where` as
    "file:pointer": those of `open_file` and of the reader of the format.
    """
    opened = open_file(data, name)
    contents = _Reader(name, linked or {}).contents(opened, 1)
    return CredentialFile(
        presented=opened.presented,
        awards=contents.awards,
        descriptors=contents.descriptors,
        associations=contents.associations,
        binding=contents.binding,
        links=contents.links,
        notes=contents.notes,
        unread=contents.unread,
    )


def read_award(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> Award:
    """Read the one award of a file, for assessment. Raises InputError as `read_award_bytes`."""
    return read_award_bytes(read_bytes(path, limit_bytes), str(path))


def read_award_bytes(data: bytes, name: str) -> Award:
    """Read the one award (or the one description, then without holder) that the bytes hold.

    Raises InputError: those of `read_credential`, input_several_awards (count),
    input_part_elsewhere (address) where the title stands at another address, input_no_title.
    """
    return only_award(read_credential(data, name), name)


def only_award(file: CredentialFile, name: str) -> Award:
    """Return the one award of a file that was read, for assessment.

    What a scan leaves to be confirmed is taken out. Raises InputError as `read_award_bytes`.
    """
    awards = file.awards or tuple(
        Award(format=file.presented.format, descriptor=descriptor, unread=file.unread)
        for descriptor in file.descriptors
    )
    if len(awards) > 1:
        raise InputError("input_several_awards", where=name, count=len(awards))
    award = without_unconfirmed(awards[0])
    if not award.descriptor.titles:
        if file.links:
            raise InputError("input_part_elsewhere", where=name, address=file.links[0])
        raise InputError("input_no_title", where=name)
    return award


class _Reader:
    """One file being read; credentials inside credentials come back to it."""

    def __init__(self, name: str, linked: Mapping[str, Any]) -> None:
        self.name = name
        self.linked = linked

    def contents(self, opened: Opened, depth: int) -> Contents:
        """Read what was opened, by its format."""
        reading, form = Reading(self.name), opened.presented.format
        if opened.xml is not None:
            reader = read_elmo if form == "elmo-xml" else read_edc_xml
            return reader(opened.xml, reading)
        if opened.pdf is not None:
            return read_pdf(opened.presented.raw, opened.pdf, reading)
        raw = dict(opened.credential or {})
        pointer, proofs = opened.pointer, opened.proofs
        if form == "ctdl":
            return read_ctdl_credentials(raw, pointer, reading)
        if form == "case":
            return read_case_package(raw, pointer, reading)
        if form.startswith(("ob1-", "ob2-")):
            return read_open_badge_2(raw, pointer, proofs, reading, self.linked)
        if form.startswith("clr2-"):
            return read_clr(raw, pointer, reading, self._inner, depth)
        token = enveloped_token(raw)
        if token is not None:
            return self._inner(token, pointer, depth + 1)
        if form == "vp-json" or form == "vp-jwt":
            return read_presentation(raw, pointer, reading, self._inner, depth)
        if form.startswith(("vc1-", "vc2-")) and is_ler_rs(raw):
            return read_ler_rs(raw, pointer, reading, self._inner, depth)
        return Contents(awards=(self._award(raw, opened, reading),))

    def _award(self, raw: dict[str, Any], opened: Opened, reading: Reading) -> Award:
        form, pointer, proofs = opened.presented.format, opened.pointer, opened.proofs
        if form == "descriptor":
            return read_descriptor(raw, reading)
        if form.startswith("elm3-"):
            return read_elm(raw, pointer, proofs, reading)
        if form.startswith("ob3-"):
            return read_open_badge(raw, pointer, proofs, reading)
        return read_verifiable_credential(raw, pointer, proofs, reading)

    def _inner(self, raw: Any, pointer: str, depth: int) -> Contents:
        """Read a credential that stands inside another, as JSON or as a token."""
        if depth > MAX_DEPTH:
            raise InputError(
                "input_credentials_too_deep", where=f"{self.name}:{pointer}", limit=MAX_DEPTH
            )
        if isinstance(raw, str):
            opened = open_jwt(raw.strip(), self.name)
            # The pointer goes through the token: what stands in it was encoded in the file.
            return self.contents(replace(opened, pointer=f"{pointer}{opened.pointer}"), depth)
        form = json_format(raw, False, "JSON", f"{self.name}:{pointer}")
        if not isinstance(raw, dict):
            raise unknown(f"{self.name}:{pointer}", "JSON []")
        presented = Presented(format=form, document=raw, raw=b"")
        return self.contents(Opened(presented=presented, credential=raw, pointer=pointer), depth)
