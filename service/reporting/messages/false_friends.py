"""Why a name must not be read as the award that it looks like.

The reasons are the closed list at the head of data/false_friends/false_friends.yml.
"""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_REASONS = (
    "school_leaving_not_degree degree_not_school_leaving degree_not_licence degree_not_diploma "
    "first_degree_not_master first_degree_not_licentiate master_level_despite_name "
    "licentiate_below_doctorate doctorate_despite_name doctor_title_not_doctorate "
    "professional_doctorate_not_research second_doctorate_not_phd two_year_not_bachelor "
    "vocational_not_academic_degree certificate_not_master course_not_degree "
    "own_title_not_official honorary_title title_without_study intermediate_not_degree "
    "graduation_without_degree attendance_only examination_not_award licence_not_academic "
    "academic_not_licence same_initials same_name_other_award name_changed_meaning "
    "profession_not_discipline"
)

MESSAGES: tuple[Message, ...] = tuple(
    message(
        f"false_friend.{reason}",
        "a warning beside a title; {term} is the misleading name",
        term=Kind.TEXT,
        country=Kind.COUNTRY,
    )
    for reason in _REASONS.split()
)
