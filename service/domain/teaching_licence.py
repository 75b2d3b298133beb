"""What it takes to teach in a country's schools: a right that no academic award gives by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from service.domain.framework import QualificationType, Stage
from service.domain.noun import noun
from service.domain.text import Confidence, Source, Text, holds_on

TEACHER_TRAINING = "011"
"""Narrow field "Education" of ISCED-F 2013: education science and the training of teachers."""


class LicenceForm(StrEnum):
    """What sort of thing carries the right to teach.

    DEGREE: no paper of its own, the home degree is enough. PREPARATION: training or an assessment
    that leads to a licence and is none.
    """

    STATUS = "status"
    REGISTRATION = "registration"
    LICENCE = "licence"
    EXAMINATION = "examination"
    COMPETITION = "competition"
    AUTHORISATION = "authorisation"
    DEGREE = "degree"
    PREPARATION = "preparation"


class ForeignRoute(StrEnum):
    """How a teacher trained abroad gets the right. UNKNOWN: our sources do not say."""

    ASSESSMENT = "assessment"
    COMPENSATION = "compensation"
    ACADEMIC_RECOGNITION = "academic_recognition"
    SAME_AS_HOME = "same_as_home"
    RECIPROCITY = "reciprocity"
    CITIZENS_ONLY = "citizens_only"
    UNKNOWN = "unknown"


class LicenceNote(StrEnum):
    """What an officer must know about a licence and its name does not say."""

    NOT_ALL_SCHOOLS = "not_all_schools"
    INDUCTION_FOLLOWS = "induction_follows"
    EACH_PART_HAS_ITS_OWN = "each_part_has_its_own"
    POST_BY_COMPETITION = "post_by_competition"
    SCOPE_LIMITED = "scope_limited"
    MUST_BE_KEPT_UP = "must_be_kept_up"
    NO_SEPARATE_LICENCE = "no_separate_licence"
    RULES_IN_CHANGE = "rules_in_change"
    MIGRATION_ASSESSMENT_IS_NONE = "migration_assessment_is_none"
    OLDER_CERTIFICATE_COUNTS = "older_certificate_counts"


@noun
class TeachingLicence:
    """The right to teach in one country, or in one part of it, as the law there has it.

    `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2. `names`, `authority` (who gives it),
    `foreign_authority` (who decides on teachers trained abroad; empty: the same) and `register`
    (who keeps the register of teachers; empty: there is none or it is not known) stand in the
    owner's language first. `qualification_types` are ids of our award types for the licence
    itself. `award_suffices`: whether the academic award of this country is enough at home;
    `needs_stage` and `needs_types` (award types of this country, any of them) are the academic
    award that it takes. `level` is a code of `framework`; both are None where the licence has no
    level. `leads_to` is the id of the licence that this one ends in: then it is none itself.
    `since` is the first day that the source vouches for, None where it names none.
    """

    id: str
    country: str
    region: str | None = None
    names: tuple[Text, ...]
    form: LicenceForm
    qualification_types: tuple[str, ...] = ()
    authority: tuple[Text, ...]
    foreign_authority: tuple[Text, ...] = ()
    register: tuple[Text, ...] = ()
    award_suffices: bool
    needs_stage: Stage | None = None
    needs_types: tuple[str, ...] = ()
    framework: str | None = None
    level: str | None = None
    leads_to: str | None = None
    routes: tuple[ForeignRoute, ...]
    notes: tuple[LicenceNote, ...] = ()
    since: str | None
    until: str | None = None
    source: Source
    route_source: Source | None = None
    confidence: Confidence

    @property
    def decides_on_foreign(self) -> tuple[Text, ...]:
        """Who decides on teachers trained abroad, in the owner's language first."""
        return self.foreign_authority or self.authority

    @property
    def place(self) -> str:
        """The region where the licence is one of a region, else the country."""
        return self.region or self.country


def is_teacher_award(kind: QualificationType) -> bool:
    """Whether `kind` trains teachers or lets them teach: by its rights, else by its field alone.

    A field beside others (early childhood and social work) does not make one.
    """
    fields = kind.fields
    return Stage.TEACHING in kind.access or (
        bool(fields) and all(field.startswith(TEACHER_TRAINING) for field in fields)
    )


def licences_in(
    licences: Iterable[TeachingLicence], country: str, on: date, region: str | None = None
) -> tuple[TeachingLicence, ...]:
    """Licences that let teach in `country` on `on`, in the order of the table.

    With `region` those of the region and those of the whole country; without one all of the
    country, each part having its own. What only leads to a licence is left out.
    """
    return tuple(
        each
        for each in licences
        if each.country == country
        and (region is None or each.region in (None, region))
        and each.leads_to is None
        and holds_on(on, each.since, each.until)
    )
