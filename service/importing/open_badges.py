"""Open Badges 3.0 in JSON: OpenBadgeCredential and AchievementCredential, on VC 1.1 and 2.0.

Standard: 1EdTech Open Badges 3.0. The badge says *how many* credits and never of which system, so
`creditsEarned` and `creditsAvailable` have no system. Of the extension that Dutch education uses
(EducredentialAchievement) the credits in ECTS, hours, participation and assessment are read.
Evidence, endorsements, tags and results of parts stay unread.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    Grade,
    Holder,
    Organisation,
)
from service.domain.framework import AwardKind
from service.domain.text import Text
from service.importing.alignments import read_alignments
from service.importing.amounts import MOST_HOURS
from service.importing.codes import country_code, language_code
from service.importing.days import check_order, read_day
from service.importing.proofs import proof_kinds
from service.importing.quoting import credit_claim, quoted_amount
from service.importing.reading import Node, Reading
from service.importing.texts import language_texts
from service.normalizing.language import UNKNOWN

FORMAT = "open_badges_3"

_KINDS: dict[str, AwardKind] = {
    "AssociateDegree": AwardKind.ACADEMIC,
    "BachelorDegree": AwardKind.ACADEMIC,
    "Degree": AwardKind.ACADEMIC,
    "DoctoralDegree": AwardKind.ACADEMIC,
    "MasterDegree": AwardKind.ACADEMIC,
    "ProfessionalDoctorate": AwardKind.ACADEMIC,
    "ResearchDoctorate": AwardKind.ACADEMIC,
    "SecondarySchoolDiploma": AwardKind.SCHOOL,
    "GeneralEducationDevelopment": AwardKind.SCHOOL,
    "ApprenticeshipCertificate": AwardKind.VOCATIONAL,
    "JourneymanCertificate": AwardKind.VOCATIONAL,
    "MasterCertificate": AwardKind.VOCATIONAL,
    "License": AwardKind.PROFESSIONAL_LICENCE,
    "MicroCredential": AwardKind.MICROCREDENTIAL,
    "Assessment": AwardKind.EXAMINATION,
}
"""Kinds for terms of `achievementType` that promise one. Certificate, Diploma, Badge, Course and
the like are used for anything and promise none: they stay unread."""
_AWARD_DATES = ("awardedDate", "validFrom", "issuanceDate")


def read_open_badge(
    raw: dict[str, Any], pointer: str, proofs: tuple[str, ...], reading: Reading
) -> Award:
    """Read one badge. `pointer` is its place in the file, `proofs` those of its wrapper.

    Raises InputError: input_several_awards (count), input_no_title, input_bad_date,
    input_bad_credits, input_bad_number.
    """
    top = Node(raw, pointer, reading)
    subject = _only(top, "credentialSubject")
    achievement = _only(subject, "achievement")
    body = _issuer(top, "issuer")
    descriptor = _descriptor(achievement, subject, top, body)
    if any(top.peek("name") == title.value for title in descriptor.titles):
        top.pop("name")  # the same words once more
    awarded_on, place = _first_day(top, _AWARD_DATES, "awarded_on")
    started_on, _ = _first_day(subject, ("activityStartDate",), "started_on")
    completed_on, completed_place = _first_day(subject, ("activityEndDate",), "completed_on")
    check_order(started_on, completed_on, "completed_on", completed_place, reading)
    check_order(started_on, awarded_on, "awarded_on", place, reading)
    return Award(
        format=FORMAT,
        descriptor=descriptor,
        holder=_holder(subject),
        awarded_on=awarded_on,
        completed_on=completed_on,
        expires_on=_first_day(top, ("validUntil", "expirationDate"), "expires_on")[0],
        grade=_grade(subject, achievement),
        identifier=top.string("id", "identifier"),
        proofs=proofs + proof_kinds(top),
        passages=tuple(reading.passages),
        unread=tuple(top.unread()),
    )


def read_achievement(achievement: Node) -> CredentialDescriptor:
    """Read an achievement that stands alone: what can be awarded, by its creator, to nobody yet.

    Raises InputError: input_no_title, input_bad_credits, input_bad_number.
    """
    return _descriptor(achievement, None, None, _issuer(achievement, "creator"))


def _descriptor(
    achievement: Node, subject: Node | None, top: Node | None, body: Organisation | None
) -> CredentialDescriptor:
    stated = _language(achievement)
    levels, outcomes = read_alignments(achievement)
    descriptions = _texts(achievement, "description", "descriptions", stated)
    likely = stated or _one_language(descriptions)
    titles = _texts(achievement, "name", "titles", stated, likely)
    if not titles and top is not None:
        titles = _texts(top, "name", "titles", stated, likely)
    if not titles:
        raise achievement.reading.error("input_no_title", achievement.place("name"))
    return CredentialDescriptor(
        titles=titles,
        country=body.country if body else None,
        awarding_body=body,
        kind=_kind(achievement),
        levels=levels,
        credits=_credits(subject, achievement),
        workload_hours=_hours(achievement),
        isced_f=_isced_f(achievement),
        descriptions=descriptions,
        outcomes=outcomes,
        mode=achievement.string("participationType", "mode"),
        instruction_language=stated,
        assessment=_assessment(achievement, stated),
    )


def _only(parent: Node, key: str) -> Node:
    raw = parent.peek(key)
    if isinstance(raw, list) and len(raw) > 1:
        raise parent.reading.error("input_several_awards", parent.place(key), count=len(raw))
    return parent.node(key) or Node({}, parent.place(key), parent.reading)


def _texts(
    node: Node, key: str, field: str, stated: str | None, likely: str | None = None
) -> tuple[Text, ...]:
    """Pop texts in the language that `inLanguage` names, where they do not say another.

    `likely` stands in where the text alone does not tell: a short title is in the language of the
    description beside it.
    """
    placed = language_texts(node.peek(key), node.place(key), node.reading.country, stated)
    if not placed:
        return ()
    node.pop(key)
    made = []
    for pointer, text in placed:
        if text.language == UNKNOWN and likely:
            text = Text(value=text.value, language=likely)
        node.reading.quote(field, pointer, text.value, text.language)
        made.append(text)
    return tuple(made)


def _one_language(texts: tuple[Text, ...]) -> str | None:
    languages = {text.language for text in texts} - {UNKNOWN}
    return languages.pop() if len(languages) == 1 else None


def _language(achievement: Node) -> str | None:
    raw = achievement.peek("inLanguage")
    code = language_code(raw) if isinstance(raw, str) else None
    if code is not None:
        achievement.string("inLanguage", "instruction_language")
    return code


def _issuer(top: Node, key: str) -> Organisation | None:
    """Read the issuer as the file claims it; a bare address or DID is an organisation unnamed."""
    if isinstance(top.peek(key), str):
        identifier = top.string(key, "awarding_body.identifiers")
        return Organisation(names=(), identifiers=(identifier,)) if identifier else None
    node = top.node(key)
    if node is None:
        return None
    country = _country(node)
    for parent in [] if country else node.nodes("parentOrg"):
        country = _country(parent)
    top.reading.country = country
    identifiers = []
    identifier = node.string("id", "awarding_body.identifiers")
    if identifier is not None:
        identifiers.append(identifier)
    for item in node.nodes("otherIdentifier"):
        value = item.string("identifier", "awarding_body.identifiers")
        kind = item.pop("identifierType") if value else None
        if value is not None:
            identifiers.append(f"{kind}:{value}" if isinstance(kind, str) else value)
    return Organisation(
        names=node.texts("name", "awarding_body"), country=country, identifiers=tuple(identifiers)
    )


def _country(profile: Node) -> str | None:
    for address in profile.nodes("address"):
        for key in ("addressCountryCode", "addressCountry"):
            raw = address.peek(key)
            code = country_code(raw) if isinstance(raw, str) else None
            if code is not None:
                address.string(key, "country")
                return code
    return None


def _kind(achievement: Node) -> str | None:
    raw = achievement.peek("achievementType")
    kind = _KINDS.get(raw) if isinstance(raw, str) else None
    if kind is None:
        return None
    achievement.string("achievementType", "kind")
    return kind.value


def _credits(subject: Node | None, achievement: Node) -> tuple[CreditClaim, ...]:
    """Read what was earned, else what is offered, and ECTS where an extension states them."""
    made: list[CreditClaim] = []
    offers: tuple[tuple[Node | None, str, str | None], ...] = (
        (achievement, "ECTS", "ECTS"),
        (subject, "creditsEarned", None),
        (achievement, "creditsAvailable", None),
    )
    for node, key, system in offers:
        if node and key in node and not (key == "creditsAvailable" and made):
            made.append(credit_claim(node.pop(key), system, node.place(key), node.reading))
    return tuple(made)


def _hours(achievement: Node) -> Decimal | None:
    for key in ("SBU", "timeInvestment"):
        if key in achievement:
            place = achievement.place(key)
            raw = achievement.pop(key)
            return quoted_amount(raw, "workload_hours", place, MOST_HOURS, achievement.reading)
    return None


def _isced_f(achievement: Node) -> str | None:
    raw = achievement.peek("fieldOfStudy")
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and 2 <= len(raw) <= 4:
        return achievement.string("fieldOfStudy", "isced_f")
    return None


def _assessment(achievement: Node, stated: str | None) -> tuple[Text, ...]:
    found: tuple[Text, ...] = ()
    for criteria in achievement.nodes("criteria"):
        found += _texts(criteria, "narrative", "assessment", stated)
    for key in ("assessmentType", "supervisionType"):
        found += achievement.texts(key, "assessment")
    return found


def _holder(subject: Node) -> Holder:
    """Read a name only where it is written as one: `name`, or an unhashed identity of that type.

    Every other identity, hashed or not, and the subject's own id are identifiers. A salt is used
    up with its hash.
    """
    names = subject.names("name", "holder.names")
    identifiers = []
    identifier = subject.string("id", "holder.identifiers")
    if identifier:
        identifiers.append(identifier)
    for identity in subject.nodes("identifier"):
        kind, hashed = identity.peek("identityType"), identity.peek("hashed")
        if kind == "name" and hashed is False and not names:
            names = identity.names("identityHash", "holder.names")
        else:
            value = identity.string("identityHash", "holder.identifiers")
            if value is None:
                continue
            identifiers.append(f"{kind}:{value}" if isinstance(kind, str) else value)
        for key in ("identityType", "hashed", "salt"):
            identity.pop(key)
    return Holder(names=names, identifiers=tuple(identifiers))


def _grade(subject: Node, achievement: Node) -> Grade | None:
    """Read the result where there is just one with a value; several have no common value."""
    raw = subject.peek("result")
    results = raw if isinstance(raw, list) else [raw]
    if len(results) != 1 or not isinstance(results[0], dict) or "value" not in results[0]:
        return None
    [result] = subject.nodes("result")
    value = result.pop("value")
    if isinstance(value, dict | list | bool) or not str(value or "").strip():
        return None
    result.reading.quote("grade", result.place("value"), value)
    wanted = result.pop("resultDescription")
    scale = None
    for description in achievement.nodes("resultDescription"):
        if description.peek("id") == wanted:
            scale = _scale(description)
    return Grade(as_written=str(value), scale=scale)


def _scale(description: Node) -> str | None:
    low, high = description.pop("valueMin"), description.pop("valueMax")
    bounds = f"{low}–{high}" if low is not None and high is not None else ""
    kind = description.pop("resultType")
    words = [kind if isinstance(kind, str) else "", bounds]
    return " ".join(word for word in words if word) or None


def _first_day(node: Node, keys: tuple[str, ...], field: str) -> tuple[str | None, str]:
    for key in keys:
        if key in node:
            place = node.place(key)
            return read_day(node.pop(key), field, place, node.reading), place
    return None, node.place(keys[0])
