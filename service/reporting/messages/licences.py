"""What it takes to teach in the target country, who decides, and how foreign teachers get it."""

from __future__ import annotations

from service.reporting.slots import Kind, Message, message

_LICENCE = (Kind.LICENCE, "licence name")
_AUTHORITY = (Kind.AUTHORITY, "licence authority")

NEEDED = (
    message(
        "licence.award_is_none",
        "an academic teacher award; the licence may be a status, registration or examination",
        place=Kind.COUNTRY,
        licence=_LICENCE,
        authority=_AUTHORITY,
    ),
    message(
        "licence.not_carried_over",
        "a licence to teach of another country or part of the country",
        place=Kind.COUNTRY,
        licence=_LICENCE,
        authority=_AUTHORITY,
    ),
    message(
        "licence.award_leads_to",
        "training such as iQTS, after which the licence is given",
        place=Kind.COUNTRY,
        licence=_LICENCE,
        authority=_AUTHORITY,
    ),
    message(
        "licence.another_way",
        "a second licence of the same place, beside the usual one said before",
        place=Kind.COUNTRY,
        licence=_LICENCE,
        authority=_AUTHORITY,
    ),
    message("licence.not_in_tables", "unknown to us, not: none needed", place=Kind.COUNTRY),
)

ROUTES = (
    message("licence_route.assessment", "how a teacher trained abroad gets the licence"),
    message(
        "licence_route.compensation",
        "adaptation period or aptitude test as in Directive 2005/36/EC, article 14",
    ),
    message("licence_route.academic_recognition", "a further step before the licence"),
    message("licence_route.same_as_home", "no other way than everyone's"),
    message("licence_route.reciprocity", "only where their country does the same"),
    message("licence_route.citizens_only", "foreigners cannot get the licence"),
    message("licence_route.unknown", "our sources do not say how"),
)

NOTES = (
    message("licence_note.not_all_schools", "some schools may employ teachers without it"),
    message("licence_note.induction_follows", "a supervised first time after the licence"),
    message("licence_note.each_part_has_its_own", "states, provinces, Länder or nations"),
    message("licence_note.post_by_competition", "the licence is no post"),
    message("licence_note.scope_limited", "for certain subjects, grades or types of school"),
    message("licence_note.must_be_kept_up", "it lapses without membership or renewal"),
    message("licence_note.no_separate_licence", "the home degree is enough there"),
    message("licence_note.rules_in_change", "a reform is under way"),
    message(
        "licence_note.migration_assessment_is_none",
        "a skills assessment for a visa is another thing",
    ),
    message("licence_note.older_certificate_counts", "acquired rights"),
)

MESSAGES: tuple[Message, ...] = (*NEEDED, *ROUTES, *NOTES)
