"""What the award is at home: its type, its level there, and what the officer must be warned of."""

from __future__ import annotations

from datetime import date

from service.comparing.level import eqf_of
from service.domain.award_word import AwardClass, LevelGuess
from service.domain.credential import Award, LevelClaim
from service.domain.framework import (
    Framework,
    FrameworkKind,
    Level,
    QualificationType,
    TypeNote,
)
from service.domain.noun import noun
from service.domain.reference import FalseFriend
from service.domain.register import Register
from service.domain.report import HomeFacts
from service.domain.text import Confidence, Source, Statement, holds_on, latest, say
from service.errors import InputError
from service.matching.false_friends import false_friends_in, warning
from service.matching.field_of_study import SURE_FROM
from service.matching.official import Identification, hits, identify
from service.pipeline.knowledge import Knowledge


@noun
class Home:
    """The home side as values for the next stages; `facts` is what the report prints.

    `rivals` are the types that the title may mean where none could be chosen; `guess` is what a
    model makes of a title whose type is not known, `classes` what its words announce.
    """

    facts: HomeFacts
    country: str | None
    kind: QualificationType | None
    level: Level | None
    framework: Framework | None
    rivals: tuple[QualificationType, ...] = ()
    guess: LevelGuess | None = None
    classes: frozenset[AwardClass] = frozenset()
    false_friends: tuple[FalseFriend, ...] = ()


def find_home(award: Award, knowledge: Knowledge, *, on: date, awarded: date | None) -> Home:
    """Identify the award type at home and the level there.

    The level at which the framework's owner places the type outranks a level number printed in
    the file; where they differ both are shown. Raises InputError level_not_in_framework,
    qualification_type_unknown.
    """
    country, region = _where(award, knowledge)
    kinds = _kinds(knowledge, country, region)
    _known_type(award, knowledge)
    identification = _identification(award, kinds, knowledge, country)
    kind = identification.kind
    claims = _claimed_levels(award, knowledge, on=on, awarded=awarded)
    placed = level_at_home(kind, knowledge.register, on)
    prefers_claim = kind is not None and TypeNote.LEVEL_DEPENDS_ON_AWARD in kind.notes
    level = (claims[0] if claims and prefers_claim else None) or placed or next(iter(claims), None)
    framework = knowledge.register.frameworks.get(level.framework) if level else None
    if framework is None and country is not None:
        place = knowledge.register.place(region or country)
        framework = place.framework if place else None
    eqf, referenced = eqf_of(knowledge.register, level, on=on) if level else ((), False)
    sources: list[Source] = []
    if kind is not None:
        sources.append(kind.source)
    if level is not None:
        sources.append(level.source)
    facts = HomeFacts(
        framework=framework,
        qualification_type=kind,
        type_basis=identification.basis,
        level_framework=level.framework if level else None,
        level=level.code if level else None,
        eqf=eqf if referenced else (),
        level_basis=_level_basis(kind, level, placed, framework, country),
        rivals=tuple(rival.id for rival in identification.rivals),
        warnings=_warnings(
            award, identification, claims, placed, knowledge, on=on, country=country
        ),
        suggestions=_suggestions(award, country, knowledge),
        sources=tuple(dict.fromkeys(sources)),
    )
    guess, classes = None, frozenset[AwardClass]()
    if kind is None:
        classes = knowledge.title_classes(award.descriptor.titles, country)
    if kind is None and level is None:
        guess = knowledge.level_guess(award.descriptor.titles, country, on=awarded)
    return Home(
        facts=facts,
        country=country,
        kind=kind,
        level=level,
        framework=framework,
        rivals=identification.rivals if kind is None else (),
        guess=guess,
        classes=classes,
        false_friends=_false_friends(award, knowledge, country),
    )


def _where(award: Award, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """Country and region of the award: stated, else the awarding body's, else its framework's."""
    descriptor = award.descriptor
    claimed = [
        knowledge.register.frameworks[claim.framework]
        for claim in descriptor.levels
        if claim.framework in knowledge.register.frameworks
    ]
    region = descriptor.region or next((f.region for f in claimed if f.region), None)
    country = descriptor.country
    if country is None and descriptor.awarding_body is not None:
        country = descriptor.awarding_body.country
    if country is None:
        country = next((f.country for f in claimed if f.country), None)
    return country, region


def _kinds(
    knowledge: Knowledge, country: str | None, region: str | None
) -> tuple[QualificationType, ...]:
    if country is None:
        return ()
    found = knowledge.register.types_of_place(country, region)
    if region is None:
        # A title without a region is read by the country-wide frameworks; regional ones only
        # come in where no country-wide award has that name.
        return tuple(sorted(found, key=lambda kind: kind.region is not None))
    return found


def _known_type(award: Award, knowledge: Knowledge) -> None:
    stated = award.descriptor.qualification_type
    if stated is not None and stated not in knowledge.register.types:
        raise InputError("qualification_type_unknown", where="qualification_type", type=stated)


def _identification(
    award: Award,
    kinds: tuple[QualificationType, ...],
    knowledge: Knowledge,
    country: str | None,
) -> Identification:
    title = award.descriptor.titles[0].value
    stated = award.descriptor.qualification_type
    if country is None and stated is None:
        return Identification(kind=None, basis=say("identified.country_missing", title=title))
    if stated is not None:
        kinds = (*kinds, knowledge.register.types[stated])
    if not kinds:
        return Identification(
            kind=None, basis=say("identified.country_without_data", country=country or "")
        )
    return identify(award, _sieved(award, kinds))


def _sieved(award: Award, kinds: tuple[QualificationType, ...]) -> tuple[QualificationType, ...]:
    """The types to read the title by, where a country has regional frameworks.

    With a region stated its own types come first; without one the country-wide types, unless a
    regional type bears a longer name ("MA (Hons)" is Scottish, "MA" is not).
    """
    own = tuple(kind for kind in kinds if kind.region is not None)
    wide = tuple(kind for kind in kinds if kind.region is None)
    first, second = (own, wide) if award.descriptor.region is not None else (wide, own)
    for text in award.descriptor.titles:
        longest = [
            max((hit.weight for hit in hits(text.value, each)), default=0)
            for each in (first, second)
        ]
        if any(longest):
            stays = longest[0] >= longest[1] or (longest[0] > 0 and first is own)
            return first if stays else second
    return kinds


def _claimed_levels(
    award: Award, knowledge: Knowledge, *, on: date, awarded: date | None
) -> list[Level]:
    """Levels that the file states, in the generation of the award date; national before EQF."""
    found: list[Level] = []
    for claim in award.descriptor.levels:
        if _unrecognised(claim, award, knowledge):
            continue
        level = _claimed(claim, knowledge, awarded or on) or _claimed(claim, knowledge, on)
        if level is None:
            framework = claim.framework or ""
            codes = [each.code for each in knowledge.register.levels(framework)]
            raise InputError(
                "level_not_in_framework",
                where="level",
                level=claim.code,
                framework=framework,
                known=", ".join(dict.fromkeys(codes)),
            )
        found.append(level)
    meta = {
        framework.id
        for framework in knowledge.register.frameworks.values()
        if framework.kind is FrameworkKind.META
    }
    return sorted(found, key=lambda level: level.framework in meta)


def _unrecognised(claim: LevelClaim, award: Award, knowledge: Knowledge) -> bool:
    """Whether the claim is on a scale that we hold no data on.

    In our own descriptor an unknown id is a slip of the pen and is refused by `_claimed`; files
    of others may name any of Europe's frameworks, and are read all the same.
    """
    known = claim.framework in knowledge.register.frameworks
    return claim.framework is None or (not known and award.format != "paritas_1")


def _claimed(claim: LevelClaim, knowledge: Knowledge, day: date) -> Level | None:
    if claim.framework is None or claim.framework not in knowledge.register.frameworks:
        raise InputError(
            "framework_unknown",
            where="level",
            framework=claim.framework or claim.framework_text,
            known=", ".join(sorted(knowledge.register.frameworks)),
        )
    return knowledge.register.level(claim.framework, claim.code, day)


def level_at_home(kind: QualificationType | None, register: Register, on: date) -> Level | None:
    """The level at which its framework places `kind`; None where it places it on none."""
    if kind is None or kind.level is None:
        return None
    return register.level(kind.framework, kind.level, on)


def _level_basis(
    kind: QualificationType | None,
    level: Level | None,
    placed: Level | None,
    framework: Framework | None,
    country: str | None,
) -> Statement:
    if level is not None and level is placed and kind is not None:
        return say("home_level.type", framework=level.framework, level=level.code, type=kind.id)
    if level is not None:
        return say("home_level.stated", framework=level.framework, level=level.code)
    if framework is not None and framework.kind is FrameworkKind.DEGREE_STRUCTURE:
        return say("home_level.no_framework", country=country or "")
    if kind is not None:
        return say("home_level.none")
    return say("home_level.unknown")


def _warnings(
    award: Award,
    identification: Identification,
    claims: list[Level],
    placed: Level | None,
    knowledge: Knowledge,
    *,
    on: date,
    country: str | None,
) -> tuple[Statement, ...]:
    descriptor, kind = award.descriptor, identification.kind
    found: list[Statement] = []
    reasons: set[str] = set()
    for row in _false_friends(award, knowledge, country):
        if row.reason not in reasons:  # "iQTS" and its long form say the same once
            found.append(warning(row, country))
        reasons.add(row.reason)
    if kind is not None:
        found.extend(say(f"note.{note.value}", type=kind.id) for note in kind.notes)
        if kind.confidence is not Confidence.HIGH:
            found.append(say("warning.low_confidence", type=kind.id))
        if award.awarded_on and not holds_on(latest(award.awarded_on), kind.since, kind.until):
            found.append(say("warning.type_not_awarded_then", type=kind.id, date=award.awarded_on))
    found.extend(
        say("warning.other_award_in_title", type=other.id) for other in identification.others
    )
    found.extend(_contradictions(claims, placed, knowledge, on))
    found.extend(
        say(
            "warning.framework_not_recognised",
            stated=f"{claim.framework_text or claim.framework or ''} {claim.code}".strip(),
        )
        for claim in descriptor.levels
        if _unrecognised(claim, award, knowledge)
    )
    if award.awarded_on is None:
        found.append(say("warning.award_date_missing"))
    if award.expires_on is not None and latest(award.expires_on) < on:
        found.append(say("warning.expired", date=award.expires_on))
    if award.proofs:
        found.append(say("warning.authenticity_not_checked", proofs=award.proofs))
    else:
        found.append(say("warning.no_proof"))
    return tuple(dict.fromkeys(found))


def _false_friends(
    award: Award, knowledge: Knowledge, country: str | None
) -> tuple[FalseFriend, ...]:
    titles = tuple(text.value for text in award.descriptor.titles)
    return false_friends_in(titles, country, knowledge.false_friends)


def _suggestions(award: Award, country: str | None, knowledge: Knowledge) -> tuple[Statement, ...]:
    """The field of study, where the file does not state it: a model's word, or its silence."""
    if award.descriptor.isced_f is not None:
        return ()
    guesses = knowledge.field_guesses(award.descriptor.titles[0], country)
    sure = guesses[0].confidence if guesses else None
    if sure is None or sure < SURE_FROM:
        return (say("model.field_uncertain"),)
    best = guesses[0]
    return (
        # Never 100 %: a measured share of right answers promises nothing of the next one.
        say(
            "model.field",
            field=best.code,
            phrase=best.phrase.text,
            percent=int(min(sure, 0.99) * 100),
        ),
    )


def _contradictions(
    claims: list[Level], placed: Level | None, knowledge: Knowledge, on: date
) -> list[Statement]:
    """Levels printed in the file that are not where the framework places the type."""
    if placed is None:
        return []
    eqf, referenced = eqf_of(knowledge.register, placed, on=on)
    found = []
    for claim in claims:
        # A code of an ended scale (French II) is another number for what may be the same level.
        same_scale = claim.framework == placed.framework and claim.until is None
        same_scale = same_scale and claim.code != placed.code
        other_eqf = claim.framework == "eqf" and referenced and claim.code not in eqf
        if same_scale or other_eqf:
            found.append(
                say(
                    "warning.level_contradiction",
                    framework=claim.framework,
                    level=placed.code if same_scale else ", ".join(eqf),
                    stated=claim.code,
                )
            )
    return found
