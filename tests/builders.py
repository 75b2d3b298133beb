"""Small values for tests: what a test does not name is filled in and means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    LevelClaim,
    Organisation,
)
from service.domain.decision import Precedent
from service.domain.framework import (
    AwardKind,
    CreditLoad,
    Framework,
    FrameworkKind,
    Level,
    QualificationType,
    Referencing,
    ReferencingKind,
    Span,
)
from service.domain.reference import CreditSystem, FalseFriend
from service.domain.register import Place, Register
from service.domain.teaching_licence import ForeignRoute, LicenceForm, TeachingLicence
from service.domain.text import Confidence, Source, Text

TODAY = date(2026, 11, 25)
SOURCE = Source(title="a source")


def text(value: str, language: str = "en") -> Text:
    return Text(value=value, language=language)


def source(title: str) -> Source:
    return Source(title=title)


def span(low: str | int, high: str | int | None = None) -> Span:
    return Span(low=Decimal(low), high=Decimal(low if high is None else high))


def framework(identifier: str, country: str | None = None, **more: Any) -> Framework:
    values: dict[str, Any] = {
        "id": identifier,
        "kind": FrameworkKind.NATIONAL if country else FrameworkKind.META,
        "country": country,
        "acronym": identifier.upper(),
        "names": (text(identifier),),
        "languages": ("en",),
        "sector": "all",
        "authority": text("an authority"),
        "since": "2000",
        "source": SOURCE,
        "confidence": Confidence.HIGH,
    }
    return Framework(**{**values, **more})


def levels(of: str, codes: str | Iterable[str], **more: Any) -> list[Level]:
    """Levels in rising order, from "1 2 3"."""
    listed = codes.split() if isinstance(codes, str) else list(codes)
    values: dict[str, Any] = {
        "since": "2000",
        "labels": (),
        "source": SOURCE,
        "confidence": Confidence.HIGH,
    }
    return [
        Level(**{**values, "framework": of, "code": code, "rank": rank, **more})
        for rank, code in enumerate(listed, start=1)
    ]


def rows(of: str, to: str, pairs: Mapping[str, str], **more: Any) -> list[Referencing]:
    """Statements of `of` about `to`, from {"7": "6", "9": "7 8", "8": ""}; "" is agreed absence."""
    values: dict[str, Any] = {
        "kind": ReferencingKind.REFERENCING,
        "since": "2010",
        "source": source(f"{of} to {to}"),
        "confidence": Confidence.HIGH,
    }
    return [
        Referencing(
            **{
                **values,
                "framework": of,
                "level": code,
                "to_framework": to,
                "to_levels": tuple(codes.split()),
                **more,
            }
        )
        for code, codes in pairs.items()
    ]


def compared(of: str, to: str, pairs: Mapping[str, str], **more: Any) -> list[Referencing]:
    return rows(of, to, pairs, kind=ReferencingKind.COMPARISON, **more)


def register(
    frameworks: Iterable[Framework],
    steps: Iterable[Level] = (),
    statements: Iterable[Referencing] = (),
    types: Iterable[QualificationType] = (),
) -> Register:
    return Register(
        frameworks=frameworks, levels=steps, referencings=statements, types=types, version="test"
    )


def place(of: Framework, *others: Framework, key: str | None = None) -> Place:
    return Place(
        key=key or of.region or of.country or of.id,
        country=of.country,
        region=of.region,
        framework=of,
        frameworks=(of, *others),
    )


def award_type(identifier: str, *titles: str | Text, **more: Any) -> QualificationType:
    """An award type "framework/local"; its country is that of the id ("de_dqr": DE)."""
    of = identifier.partition("/")[0]
    named = [each if isinstance(each, Text) else text(each) for each in titles]
    values: dict[str, Any] = {
        "framework": of,
        "country": of[:2].upper(),
        "level": None,
        "kind": AwardKind.ACADEMIC,
        "titles": tuple(named) or (text(identifier),),
        "title_en": named[0].value if named else identifier,
        "source": source(identifier),
        "confidence": Confidence.HIGH,
    }
    return QualificationType(id=identifier, **{**values, **more})


def load(system: str, low: str | int, high: str | int | None = None) -> CreditLoad:
    return CreditLoad(amount=span(low, high), system=system)


def system(code: str, per: Span | None, **more: Any) -> CreditSystem:
    values: dict[str, Any] = {
        "names": (text(code),),
        "units": (text("credit"),),
        "country": None,
        "contact_hours_per_credit": None,
        "credits_per_year": None,
        "since": None,
        "until": None,
        "source": source(code),
        "confidence": Confidence.HIGH,
    }
    return CreditSystem(code=code, hours_per_credit=per, **{**values, **more})


def descriptor(*titles: str | Text, **more: Any) -> CredentialDescriptor:
    named = [each if isinstance(each, Text) else text(each, "und") for each in titles]
    return CredentialDescriptor(titles=tuple(named) or (text("a title"),), **more)


def award(*titles: str | Text, awarded_on: str | None = None, **more: Any) -> Award:
    """An award whose descriptor takes `more`."""
    return Award(format="test", descriptor=descriptor(*titles, **more), awarded_on=awarded_on)


def credit(value: str | int, of: str | None) -> CreditClaim:
    return CreditClaim(value=Decimal(value), system=of, as_written=f"{value} {of or '?'}")


def claim(framework_id: str, code: str) -> LevelClaim:
    return LevelClaim(code=code, framework=framework_id)


def body(name: str) -> Organisation:
    return Organisation(names=(text(name),))


def precedent(identifier: str, kind: str, of: str, level: str, **more: Any) -> Precedent:
    values: dict[str, Any] = {"place": of[:2].upper(), "source": source(identifier)}
    return Precedent(
        id=identifier, qualification_type=kind, framework=of, levels=(level,), **{**values, **more}
    )


def false_friend(term: str, *countries: str, **more: Any) -> FalseFriend:
    values: dict[str, Any] = {
        "id": term,
        "looks_like": "bachelor",
        "is_kind": "school",
        "qualification_type": None,
        "veto": True,
        "reason": "other_award",
        "source": SOURCE,
    }
    return FalseFriend(term=text(term, "und"), countries=countries, **{**values, **more})


def licence(identifier: str, **more: Any) -> TeachingLicence:
    """A licence to teach; its country is that of the id ("aa_one_licence": AA)."""
    values: dict[str, Any] = {
        "country": identifier[:2].upper(),
        "names": (text("a licence"),),
        "form": LicenceForm.LICENCE,
        "authority": (text("an authority"),),
        "award_suffices": False,
        "routes": (ForeignRoute.ASSESSMENT,),
        "since": None,
        "source": Source(title=identifier, date="2000"),
        "confidence": Confidence.HIGH,
    }
    return TeachingLicence(id=identifier, **{**values, **more})
