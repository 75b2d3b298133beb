"""Hand-built reports and facts: an award of every kind of finding, in four scripts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from service.domain.comparison import (
    Comparison,
    Element,
    Finding,
    Hop,
    LevelBasis,
    LevelResult,
    Purpose,
)
from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    Grade,
    Holder,
    LearningOutcome,
    LevelClaim,
    Organisation,
    UnreadField,
)
from service.domain.decision import Form
from service.domain.framework import (
    AwardKind,
    CreditLoad,
    Framework,
    FrameworkKind,
    QualificationType,
    ReferencingKind,
    Span,
    Stage,
    TypeNote,
)
from service.domain.match import CandidateBasis, Evidence, Match
from service.domain.reference import CreditSystem, FieldOfStudy
from service.domain.report import (
    EquivalenceReport,
    HomeFacts,
    Provenance,
    Result,
    TargetAssessment,
)
from service.domain.teaching_licence import ForeignRoute, LicenceForm, TeachingLicence
from service.domain.text import Confidence, Quote, Source, Text, say
from service.reporting.as_json import content_hash, number_for

DQR_REPORT = Source(title="Deutscher EQR-Referenzierungsbericht, BMBF/KMK", date="2013")
NFQ_REPORT = Source(
    title="Referencing of the Irish NFQ to the EQF, NQAI",
    date="2009-06",
    url="https://www.qqi.ie/nfq?a=1&b=2",
)
HRK = Source(
    title="HRK/KMK: Qualifikationsrahmen für deutsche Hochschulabschlüsse", date="2017-02-16"
)
ECTS_GUIDE = Source(title="ECTS Users’ Guide", date="2015")
UNDATED = Source(title="قانون تنظيم الجامعات رقم 49")


def text(value: str, language: str) -> Text:
    return Text(value=value, language=language)


def framework(identifier: str, acronym: str, names: tuple[Text, ...], **more: object) -> Framework:
    values: dict[str, object] = {
        "id": identifier,
        "kind": FrameworkKind.NATIONAL,
        "acronym": acronym,
        "names": names,
        "languages": (names[0].language,),
        "sector": "all",
        "authority": names[0],
        "since": "2003",
        "source": NFQ_REPORT,
        "confidence": Confidence.HIGH,
    }
    return Framework(**{**values, **more})  # type: ignore[arg-type]


DQR = framework(
    "de_dqr",
    "DQR",
    (
        text("Deutscher Qualifikationsrahmen für lebenslanges Lernen", "de"),
        text("German Qualifications Framework for Lifelong Learning", "en"),
    ),
    country="DE",
)
NFQ = framework(
    "ie_nfq",
    "NFQ",
    (
        text("National Framework of Qualifications", "en"),
        text("Creat Náisiúnta na gCáilíochtaí", "ga"),
    ),
    country="IE",
)
EQF = framework(
    "eqf", "EQF", (text("European Qualifications Framework", "en"),), kind=FrameworkKind.META
)
FRAMEWORKS = {each.id: each for each in (DQR, NFQ, EQF)}


def kind(
    identifier: str, titles: tuple[Text, ...], title_en: str, **more: object
) -> QualificationType:
    values: dict[str, object] = {
        "id": identifier,
        "framework": "ie_nfq",
        "country": "IE",
        "level": "8",
        "kind": AwardKind.ACADEMIC,
        "titles": titles,
        "title_en": title_en,
        "access": (Stage.SECOND_CYCLE,),
        "source": NFQ_REPORT,
        "confidence": Confidence.HIGH,
    }
    return QualificationType(**{**values, **more})  # type: ignore[arg-type]


DIPLOM_FH = kind(
    "de_diplom_fh",
    (text("Diplom (FH)", "de"),),
    "diploma of a university of applied sciences",
    framework="de_dqr",
    country="DE",
    level="6",
    notes=(TypeNote.ABOLISHED, TypeNote.FIRST_DEGREE_DESPITE_NAME),
    source=HRK,
)
HONOURS = kind(
    "ie_honours_bachelor",
    (text("Honours Bachelor Degree", "en"), text("Céim Bhaitsiléara Onóracha", "ga")),
    "honours bachelor degree",
    credits=CreditLoad(amount=Span(low=Decimal(180), high=Decimal(240)), system="IE-ECTS"),
)
ORDINARY = kind(
    "ie_ordinary_bachelor",
    (text("Ordinary Bachelor Degree", "en"),),
    "ordinary bachelor degree",
    level="7",
)
OLD = kind("ie_old", (text("National Diploma", "en"),), "national diploma", level="7", until="2003")
BAKALORYUS = kind(
    "eg_bachelor",
    (text("بكالوريوس", "ar"),),
    "bachelor",
    framework="eg_nqf",
    country="EG",
    level=None,
)
XUESHI = kind(
    "cn_bachelor",
    (text("学士学位", "zh-Hans"),),
    "bachelor’s degree",
    framework="cn_degrees",
    country="CN",
    level=None,
)
TYPES = {each.id: each for each in (DIPLOM_FH, HONOURS, ORDINARY, OLD, BAKALORYUS, XUESHI)}


class SampleFacts:
    """Facts of the sample reports."""

    def framework(self, identifier: str) -> Framework | None:
        return FRAMEWORKS.get(identifier)

    def qualification_type(self, identifier: str) -> QualificationType | None:
        return TYPES.get(identifier)

    def credit_system(self, code: str) -> CreditSystem | None:
        if code != "CN-XUEFEN":
            return None
        return CreditSystem(
            code=code,
            names=(text("学分制", "zh-Hans"),),
            units=(text("学分", "zh-Hans"), text("xuefen", "en")),
            country="CN",
            hours_per_credit=None,
            contact_hours_per_credit=Span(low=Decimal(16), high=Decimal(18)),
            credits_per_year=None,
            since=None,
            until=None,
            source=ECTS_GUIDE,
            confidence=Confidence.MEDIUM,
        )

    def field_of_study(self, code: str) -> FieldOfStudy | None:
        labels = (
            text("Business and administration", "en"),
            text("Wirtschaft und Verwaltung", "de"),
            text("إدارة الأعمال والشؤون الإدارية", "ar"),
        )
        return FieldOfStudy(code=code, parent=None, labels=labels) if code == "041" else None

    def teaching_licence(self, identifier: str) -> TeachingLicence | None:
        if identifier != "se_legitimation":
            return None
        return TeachingLicence(
            id=identifier,
            country="SE",
            names=(
                text("Lärarlegitimation", "sv"),
                Text(value="teaching licence", language="en", official=False),
            ),
            form=LicenceForm.LICENCE,
            authority=(
                text("Skolverket", "sv"),
                text("Swedish National Agency for Education", "en"),
            ),
            award_suffices=False,
            routes=(ForeignRoute.ASSESSMENT,),
            since="2011-07-01",
            source=UNDATED,
            confidence=Confidence.HIGH,
        )


def hop(home: str, level: str, to: str, levels: tuple[str, ...], **more: object) -> Hop:
    values: dict[str, object] = {
        "framework": home,
        "level": level,
        "to_framework": to,
        "to_levels": levels,
        "kind": ReferencingKind.REFERENCING,
        "since": "2012-12",
        "source": DQR_REPORT,
        "confidence": Confidence.HIGH,
    }
    return Hop(**{**values, **more})  # type: ignore[arg-type]


LEVEL = LevelResult(
    framework="ie_nfq",
    code="8",
    codes=("7", "8"),
    eqf=("6",),
    qf_ehea=("first",),
    basis=LevelBasis.REFERENCING,
    hops=(
        hop("de_dqr", "6", "eqf", ("6",)),
        hop("ie_nfq", "8", "eqf", ("6",), since="2009", source=NFQ_REPORT, reverse=True),
        hop("nz_nzqcf", "8", "eqf", (), kind=ReferencingKind.COMPARISON),
    ),
    notes=(
        say("level.stated_after_award", framework="de_dqr", since="2012-12"),
        say("level.refined", framework="ie_nfq", levels=("7", "8"), level="8"),
    ),
    sources=(DQR_REPORT, NFQ_REPORT),
)
COMPARISONS = (
    Comparison(
        element=Element.LEVEL,
        finding=Finding.COMPARABLE,
        subject_value=say("value.level", framework="de_dqr", level="6"),
        benchmark_value=say("value.level", framework="ie_nfq", level="8"),
        reason=say("level.same_by_referencing"),
        notes=LEVEL.notes,
        sources=(DQR_REPORT, NFQ_REPORT),
    ),
    Comparison(
        element=Element.WORKLOAD,
        finding=Finding.DIFFERENT,
        subject_value=say("value.hours", low=Decimal(4500), high=Decimal(5400)),
        benchmark_value=say("value.hours", low=Decimal(4800), high=Decimal(7200)),
        reason=say("workload.shorter_hours", share=Decimal("0.88"), threshold=Decimal("0.90")),
        notes=(
            say(
                "workload.rule_credits",
                low=Decimal(180),
                high=Decimal(180),
                system="ECTS",
                hours_low=Decimal(25),
                hours_high=Decimal(30),
            ),
            say("workload.unit_missing", as_written="six"),
        ),
        sources=(ECTS_GUIDE,),
    ),
    Comparison(
        element=Element.QUALITY,
        finding=Finding.UNKNOWN,
        subject_value=say("value.institution", name="Fachhochschule Musterstadt"),
        benchmark_value=say("value.officially_recognised"),
        reason=say("quality.not_checked"),
    ),
    Comparison(
        element=Element.PROFILE,
        finding=Finding.POTENTIALLY_SUBSTANTIAL,
        subject_value=say("value.profile", kind="academic", stages=("second_cycle", "occupation")),
        benchmark_value=say("value.profile", kind="academic", stages=()),
        reason=say("profile.access_narrower", stages=("third_cycle",)),
        notes=(say("profile.field", isced_f="041"),),
        sources=(HRK,),
    ),
    Comparison(
        element=Element.OUTCOMES,
        finding=Finding.UNKNOWN,
        subject_value=say("value.outcomes", count=2),
        benchmark_value=None,
        reason=say("outcomes.benchmark_silent"),
        sources=(),
    ),
)
RESULT = Result(
    form=Form.PARTIAL,
    level=LEVEL,
    supporting=(say("support.level_referencing"),),
    declining=(say("decline.potentially_substantial", element="profile"),),
    curable=(
        say("cure.element_unknown", element="quality"),
        say("cure.level_range", levels=("7", "8")),
    ),
    would_change=(say("change.workload_hours", hours=Decimal(4800)),),
    missing=(say("missing.institution_status"), say("missing.outcomes")),
    considered=(
        (Form.FULL, say("considered.full_substantial")),
        (Form.ALTERNATIVE, say("considered.no_alternative")),
    ),
)


def match(identifier: str, score: float, basis: CandidateBasis = CandidateBasis.OFFICIAL) -> Match:
    title = Quote(text="Diplom-Betriebswirt (FH)", language="de", where="subject.title")
    other = Quote(text=TYPES[identifier].titles[0].value, language="en", where=identifier)
    return Match(
        qualification_type=identifier,
        score=score,
        basis=basis,
        evidence=(
            Evidence(
                feature="level",
                score=1.0,
                note=say("evidence.official_level", framework="ie_nfq", level="8"),
            ),
            Evidence(feature="structure", score=None, note=say("evidence.silent")),
            Evidence(feature="title_fuzzy", score=0.412345678, quotes=(title, other)),
        ),
        warnings=(say("false_friend.same_initials", term="Diplom", country="DE"),),
    )


IRELAND = TargetAssessment(
    place="IE",
    framework=NFQ,
    candidates=(
        match("ie_honours_bachelor", 0.91),
        match("ie_old", 0.333333, CandidateBasis.MODEL),
    ),
    comparisons=COMPARISONS,
    result=RESULT,
    candidate_types=(HONOURS, OLD),
)
AWARD = Award(
    format="open_badges_3",
    descriptor=CredentialDescriptor(
        titles=(text("Diplom-Betriebswirt (FH)", "de"),),
        country="DE",
        awarding_body=Organisation(names=(text("Fachhochschule Musterstadt", "de"),)),
        kind="academic",
        levels=(
            LevelClaim(code="6", framework="de_dqr"),
            LevelClaim(code="B", framework=None, framework_text="Stufe"),
        ),
        credits=(CreditClaim(value=Decimal("180.0"), system="ECTS", as_written="180 ECTS-Punkte"),),
        duration_years=Decimal("3.5"),
        isced_f="041",
        mode="Vollzeit",
        instruction_language="de",
        outcomes=(
            LearningOutcome(texts=(text("Versteht Bilanzen <b>und</b> liest sie.", "de"),)),
            LearningOutcome(texts=(text("Führt ein Team.", "de"),)),
        ),
    ),
    holder=Holder(names=(text("Erika Mustermann", "de"),), birth_date="1979-03-31"),
    awarded_on="2004-07-15",
    completed_on="2004-06",
    grade=Grade(as_written="gut (1,7)", scale="1,0–5,0"),
    proofs=("DataIntegrityProof eddsa-rdfc-2022",),
    unread=(
        UnreadField(pointer="/credentialSubject/image", preview="https://example.org/bild.png"),
        UnreadField(pointer="/x~1y", preview="#set page(fill: red) \u202emoc"),
    ),
)
HOME = HomeFacts(
    framework=DQR,
    qualification_type=DIPLOM_FH,
    type_basis=say("identified.title", title="Diplom-Betriebswirt (FH)", type="de_diplom_fh"),
    level_framework="de_dqr",
    level="6",
    eqf=("6",),
    level_basis=say("home_level.type", framework="de_dqr", level="6", type="de_diplom_fh"),
    rivals=("ie_old",),
    warnings=(
        say("note.abolished", type="de_diplom_fh"),
        say("warning.authenticity_not_checked", proofs=("DataIntegrityProof",)),
    ),
    sources=(HRK,),
)


def sealed(report: EquivalenceReport) -> EquivalenceReport:
    """The report with its hash and number."""
    digest = content_hash(report)
    return replace(report, content_hash=digest, number=number_for(digest, report.assessed_on))


def german_report(**changes: object) -> EquivalenceReport:
    """Diplom (FH) to Ireland, with every kind of finding."""
    values: dict[str, object] = {
        "number": "",
        "status": "proposal",
        "content_hash": "",
        "languages": ("en", "de", "ar"),
        "assessed_on": "2026-11-25",
        "purpose": Purpose.STUDY,
        "award": AWARD,
        "home": HOME,
        "targets": (IRELAND,),
        "provenance": Provenance(
            model="multilingual-e5-small",
            model_hash="0f" * 32,
            frameworks_version="2026-11-20",
            software_version="0.1.0",
        ),
        "sources": (HRK, DQR_REPORT, NFQ_REPORT),
    }
    return sealed(EquivalenceReport(**{**values, **changes}))  # type: ignore[arg-type]


def egyptian_report() -> EquivalenceReport:
    """An Arabic title with Latin letters and digits mixed in; level estimated, type ambiguous."""
    title = text("بكالوريوس التجارة (BCom) 2015 دور مايو", "ar")
    descriptor = replace(
        AWARD.descriptor,
        titles=(title,),
        country="EG",
        levels=(),
        credits=(CreditClaim(value=Decimal(144), system=None, as_written="144 ساعة معتمدة"),),
        awarding_body=Organisation(names=(text("جامعة القاهرة", "ar"),)),
        outcomes=(),
        instruction_language="ar",
    )
    award = replace(
        AWARD,
        descriptor=descriptor,
        holder=Holder(names=(text("محمد أحمد عبد الله", "ar"),)),
        proofs=(),
        unread=(),
    )
    home = HomeFacts(
        framework=None,
        qualification_type=BAKALORYUS,
        type_basis=say("identified.title", title=title.value, type="eg_bachelor"),
        level_framework=None,
        level=None,
        level_basis=say("home_level.no_framework", country="EG"),
        warnings=(say("warning.no_proof"),),
        sources=(UNDATED,),
    )
    level = LevelResult(
        framework="ie_nfq",
        code=None,
        codes=("7", "8"),
        eqf=("6",),
        basis=LevelBasis.STRUCTURAL,
        values=(say("value.isced_2011", levels=("6",)),),
        notes=(say("level.structural", types=("ie_honours_bachelor", "ie_ordinary_bachelor")),),
        sources=(UNDATED,),
    )
    target = replace(IRELAND, result=replace(RESULT, level=level, form=Form.ALTERNATIVE))
    return german_report(award=award, home=home, targets=(target,), sources=(UNDATED, NFQ_REPORT))


def chinese_report() -> EquivalenceReport:
    """A Chinese title, two targets, one without any level; the model switched off."""
    title = text("经济学学士学位证书", "zh-Hans")
    descriptor = replace(
        AWARD.descriptor,
        titles=(title,),
        country="CN",
        levels=(),
        credits=(CreditClaim(value=Decimal(160), system="CN-XUEFEN", as_written="160学分"),),
        awarding_body=Organisation(names=(text("北京示例大学", "zh-Hans"),)),
        outcomes=(),
        instruction_language="zh-Hans",
    )
    award = replace(
        AWARD,
        descriptor=descriptor,
        holder=Holder(names=(text("王小明", "zh-Hans"),)),
        grade=None,
        unread=(),
    )
    home = HomeFacts(
        framework=None,
        qualification_type=XUESHI,
        type_basis=say("identified.title", title=title.value, type="cn_bachelor"),
        level_framework=None,
        level=None,
        level_basis=say("home_level.no_framework", country="CN"),
    )
    nothing = LevelResult(framework="eqf", code=None, basis=None)
    result = Result(
        form=Form.NOT_ENOUGH_INFORMATION, level=nothing, missing=(say("missing.award_date"),)
    )
    eqf = TargetAssessment(
        place="eqf",
        framework=EQF,
        candidates=(),
        comparisons=COMPARISONS[2:],
        result=result,
        candidate_types=(),
    )
    made = Provenance(
        model="none", model_hash="", frameworks_version="2026-11-20", software_version="0.1.0"
    )
    return german_report(award=award, home=home, targets=(IRELAND, eqf), provenance=made)
