"""What a file says: a descriptor, and one person's award of it."""

from __future__ import annotations

from decimal import Decimal

from service.domain.noun import noun
from service.domain.text import Quote, Text


@noun
class LearningOutcome:
    """One statement of what a learner knows, understands and can do."""

    texts: tuple[Text, ...]


@noun
class Organisation:
    """An awarding body as the file states it: *claimed* until a registry confirms it."""

    names: tuple[Text, ...]
    country: str | None = None
    identifiers: tuple[str, ...] = ()


@noun
class LevelClaim:
    """A level that the file itself states. `framework` is our id, or None where not recognised.

    `framework_text` keeps the words of the file.
    """

    code: str
    framework: str | None
    framework_text: str = ""


@noun
class CreditClaim:
    """Credits as the file states them: the exact value, the system's code, and the source string.

    `system` is None where the file names no unit: then the workload is unknown, never guessed.
    """

    value: Decimal
    system: str | None
    as_written: str


@noun
class Grade:
    """A grade exactly as written, with the scale if the file names one."""

    as_written: str
    scale: str | None = None


@noun
class Holder:
    """The person named on the award. Names stay in their script; nothing is inferred.

    `identifiers` are those that the file states, as "kind:value" ("email:sha256$…", "did:key:…").
    """

    names: tuple[Text, ...] = ()
    birth_date: str | None = None
    identifiers: tuple[str, ...] = ()


@noun
class Course:
    """One part of a transcript, as the file states it; the grade stays the text that it is.

    `kind` is the file's own word (Course, Module), `code` its local code, `within` the title of the
    part that holds this one. `hours` are clock hours, dates ISO 8601 at the precision given.
    """

    titles: tuple[Text, ...]
    code: str | None = None
    kind: str | None = None
    within: str | None = None
    credits: tuple[CreditClaim, ...] = ()
    grade: Grade | None = None
    levels: tuple[LevelClaim, ...] = ()
    hours: Decimal | None = None
    started_on: str | None = None
    completed_on: str | None = None
    status: str | None = None


@noun
class ScannedValue:
    """A value that optical character recognition took from a picture of a page.

    `page` counts from 1; `box` is left, top, right, bottom in pixels of the page image;
    `confidence` is the engine's own 0–100. Grades and numbers are always `to_confirm`: recognition
    drops decimal marks, so a person must look before such a value is used.
    """

    field: str
    text: str
    page: int
    box: tuple[int, int, int, int]
    confidence: Decimal
    to_confirm: bool


@noun
class CredentialDescriptor:
    """The description of something that can be awarded, as its publisher states it.

    No personal data. `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2 (GB-SCT).
    `duration_years` are full-time years, `workload_hours` clock hours of learner effort.
    `isced_f` is a code of ISCED-F 2013 (2–4 digits). `qualification_type` is our type id where
    the file names it. `kind` is what the file claims, one of `AwardKind`'s values.
    """

    titles: tuple[Text, ...]
    country: str | None = None
    region: str | None = None
    awarding_body: Organisation | None = None
    qualification_type: str | None = None
    kind: str | None = None
    levels: tuple[LevelClaim, ...] = ()
    credits: tuple[CreditClaim, ...] = ()
    duration_years: Decimal | None = None
    workload_hours: Decimal | None = None
    isced_f: str | None = None
    descriptions: tuple[Text, ...] = ()
    outcomes: tuple[LearningOutcome, ...] = ()
    mode: str | None = None
    instruction_language: str | None = None
    entry_requirement: tuple[Text, ...] = ()
    rights: tuple[Text, ...] = ()
    assessment: tuple[Text, ...] = ()
    quality_assurance: tuple[Text, ...] = ()


@noun
class UnreadField:
    """A field of the file that we did not use: its JSON pointer and the start of its value."""

    pointer: str
    preview: str


@noun
class Award:
    """One person's credential as read from one file.

    Dates are ISO 8601 at the precision that the file gave. `proofs` names the kinds of proof
    that the file carries (nothing is verified here). `passages` says where each field was read.
    `courses` are the parts of a transcript; `scanned` is filled where a scan was recognised.
    """

    format: str
    descriptor: CredentialDescriptor
    holder: Holder = Holder()
    awarded_on: str | None = None
    completed_on: str | None = None
    expires_on: str | None = None
    grade: Grade | None = None
    identifier: str | None = None
    proofs: tuple[str, ...] = ()
    courses: tuple[Course, ...] = ()
    scanned: tuple[ScannedValue, ...] = ()
    passages: tuple[Quote, ...] = ()
    unread: tuple[UnreadField, ...] = ()
