"""Published scales of levels, what refers to what, and the award types of national systems."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from service.domain.noun import noun
from service.domain.text import Confidence, Source, Text


class FrameworkKind(StrEnum):
    """NATIONAL: a country's framework. META: a reference framework that awards nothing.

    DEGREE_STRUCTURE: award types of a country that has no framework (no levels).
    """

    NATIONAL = "national"
    META = "meta"
    DEGREE_STRUCTURE = "degree_structure"


class AwardKind(StrEnum):
    """What sort of thing is awarded. A licence or status is never an academic award."""

    SCHOOL = "school"
    VOCATIONAL = "vocational"
    ACADEMIC = "academic"
    PROFESSIONAL_LICENCE = "professional_licence"
    ATTENDANCE = "attendance"
    MICROCREDENTIAL = "microcredential"
    OWN_TITLE = "own_title"
    EXAMINATION = "examination"


class Stage(StrEnum):
    """A stage of education that an award asks for at entry, or opens."""

    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    VOCATIONAL_TRAINING = "vocational_training"
    POST_SECONDARY = "post_secondary"
    SHORT_CYCLE = "short_cycle"
    FIRST_CYCLE = "first_cycle"
    FIRST_CYCLE_RESTRICTED = "first_cycle_restricted"
    FIRST_CYCLE_LATER_YEAR = "first_cycle_later_year"
    SECOND_CYCLE = "second_cycle"
    SECOND_CYCLE_CONDITIONAL = "second_cycle_conditional"
    THIRD_CYCLE = "third_cycle"
    THIRD_CYCLE_CONDITIONAL = "third_cycle_conditional"
    HIGHER_VOCATIONAL = "higher_vocational"
    OCCUPATION = "occupation"
    REGULATED_PROFESSION = "regulated_profession"
    TEACHING = "teaching"
    ACADEMIC_CAREER = "academic_career"
    NONE_AUTOMATIC = "none_automatic"


class TypeNote(StrEnum):
    """What an officer must know about an award type and its name does not say."""

    ABOLISHED = "abolished"
    SUPERSEDED = "superseded"
    EQUATED_BY_LAW = "equated_by_law"
    FIRST_DEGREE_DESPITE_NAME = "first_degree_despite_name"
    SECOND_CYCLE_DESPITE_NAME = "second_cycle_despite_name"
    NOT_A_DEGREE = "not_a_degree"
    NOT_A_FIRST_CYCLE_DEGREE = "not_a_first_cycle_degree"
    NOT_A_SECOND_CYCLE_DEGREE = "not_a_second_cycle_degree"
    NOT_A_DOCTORATE = "not_a_doctorate"
    NOT_A_RESEARCH_DOCTORATE = "not_a_research_doctorate"
    STATUS_WITHOUT_LEVEL = "status_without_level"
    NO_LICENCE = "no_licence"
    LEADS_TO_LICENCE = "leads_to_licence"
    LEVEL_DEPENDS_ON_AWARD = "level_depends_on_award"
    NEEDS_SECOND_DOCUMENT = "needs_second_document"
    NO_FRAMEWORK_LEVEL = "no_framework_level"
    INSTITUTION_OWN_TITLE = "institution_own_title"
    SAME_INITIALS_OTHER_AWARD = "same_initials_other_award"
    INTERMEDIATE_AWARD = "intermediate_award"
    SECOND_DEGREE = "second_degree"
    EXAMINATION_ONLY = "examination_only"
    SECOND_RESEARCH_DEGREE = "second_research_degree"


class DescriptorDomain(StrEnum):
    """The three columns of a level descriptor (EQF 2017, Annex II)."""

    KNOWLEDGE = "knowledge"
    SKILLS = "skills"
    AUTONOMY = "responsibility_and_autonomy"


class ReferencingKind(StrEnum):
    """REFERENCING and SELF_CERTIFICATION are official statements of level; COMPARISON is not.

    A comparison (AQF–EQF 2016, NZQA's bilateral pages) is published and cited, ranks below a
    referencing, and is worded as a comparison.
    """

    REFERENCING = "referencing"
    SELF_CERTIFICATION = "self_certification"
    COMPARISON = "comparison"


@noun
class Span:
    """A closed range of exact numbers; `low == high` for a single one."""

    low: Decimal
    high: Decimal


@noun
class Framework:
    """A published scale of levels with owner, legal basis and dates in force.

    `id` is the folder's name. `country` is ISO 3166-1 alpha-2 (None for a meta framework),
    `region` ISO 3166-2. `sector` is "all", "higher_education" or "vocational". `preferred`
    marks the framework in which results for the country are stated when several exist.
    """

    id: str
    kind: FrameworkKind
    country: str | None = None
    region: str | None = None
    acronym: str
    names: tuple[Text, ...]
    languages: tuple[str, ...]
    sector: str
    preferred: bool = True
    authority: Text
    legal_basis: str | None = None
    website: str | None = None
    schooling_years: int | None = None
    since: str | None
    until: str | None = None
    source: Source
    confidence: Confidence


@noun
class Level:
    """One step of one framework: an opaque `code`, and `rank` *inside that framework* only.

    `isced_2011` lists the ISCED 2011 levels that are typical of it, as text.
    """

    framework: str
    code: str
    rank: int
    labels: tuple[Text, ...]
    isced_2011: tuple[str, ...] = ()
    since: str
    until: str | None = None
    source: Source
    confidence: Confidence


@noun
class LevelDescriptor:
    """What holders of awards at a level know, can do or answer for: one statement, one domain.

    It speaks of the scale in force today, not of an ended one that used the same code.

    `texts` hold one text a language; `official` on a text says whether the owner published it,
    otherwise the words are ours.
    """

    framework: str
    level: str
    domain: DescriptorDomain
    texts: tuple[Text, ...]
    source: Source


@noun
class Referencing:
    """A dated statement that `level` of `framework` corresponds to `to_levels` of `to_framework`.

    It is a relation: several levels on either side are usual. Empty `to_levels` means that the
    two sides agreed that there is no corresponding level (NZQCF 8 and the EQF).
    """

    framework: str
    level: str
    to_framework: str
    to_levels: tuple[str, ...]
    kind: ReferencingKind
    since: str
    until: str | None = None
    source: Source
    confidence: Confidence


@noun
class CreditLoad:
    """Credits of a programme in one credit system (code of data/credit_systems)."""

    amount: Span
    system: str


@noun
class QualificationType:
    """A class of qualifications of a national system.

    `level` is a code of `framework`, or None where the system places the award on no level.
    `titles` are in the country's own languages, `title_en` is the usual English rendering,
    `aliases` are further names and `abbreviations` short forms met on documents.
    `duration_years` counts full-time years from `entry` to the award; `total_years` counts
    full-time years of higher education from the end of secondary school. `isced_2011` are
    ISCED 2011 levels. `fields` are ISCED-F 2013 codes to which the type is limited (a state
    examination in law), empty for a type of any field. `since`/`until`: period of award.
    """

    id: str
    framework: str
    country: str | None
    region: str | None = None
    level: str | None
    kind: AwardKind
    titles: tuple[Text, ...]
    title_en: str
    aliases: tuple[Text, ...] = ()
    abbreviations: tuple[str, ...] = ()
    entry: Stage | None = None
    access: tuple[Stage, ...] = ()
    duration_years: Span | None = None
    total_years: Span | None = None
    credits: CreditLoad | None = None
    isced_2011: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    notes: tuple[TypeNote, ...] = ()
    since: str | None = None
    until: str | None = None
    source: Source
    confidence: Confidence
