"""European Learning Model 3: texts in all their forms, concepts of the EU lists, the main claim."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest

from service.importing.elm import main_claim
from service.importing.elm_concepts import (
    Concept,
    credit_system_of,
    isced_f_of,
    nqf_level_of,
    nqf_rows,
)

SNB = "http://data.europa.eu/snb"
AUTHORITY = "http://publications.europa.eu/resource/authority"


def concept(address: str = "", notation: str = "", label: str = "") -> Concept:
    return Concept(address=address, notation=notation, label=label, label_language="en")


def credential(claim: dict | list, **top: object) -> dict:
    return {
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialSubject": {"type": "Person", "hasClaim": claim},
        **top,
    }


def achievement(spec: dict | None = None, **more: object) -> dict:
    made = {"type": "LearningAchievement", "title": {"en": "Welding"}, **more}
    return {**made, "specifiedBy": {"type": "Qualification", **spec}} if spec else made


# B41: one title, many ways to write it.
@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Certificate in Welding", [("Certificate in Welding", "en")]),
        ({"en": "Welding"}, [("Welding", "en")]),
        ({"en": ["Welding", "Metalwork"]}, [("Welding", "en"), ("Metalwork", "en")]),
        ({"@none": "Soudage industriel"}, [("Soudage industriel", "fr")]),
        ({"fr": "Soudage", "@none": "MIG"}, [("Soudage", "fr"), ("MIG", "und")]),
        ([{"@value": "Soldadura", "@language": "es"}], [("Soldadura", "es")]),
        ([{"en": "Welding"}, {"en": "Metalwork"}], [("Welding", "en"), ("Metalwork", "en")]),
        ({"id": "Pengelasan"}, [("Pengelasan", "id")]),
    ],
)
def test_titles_in_every_form(read, title, texts):
    found = read(credential(achievement() | {"title": title})).descriptor.titles
    assert [(text.value, text.language) for text in found] == texts


@pytest.mark.parametrize("title", [None, "", {}, {"en": ""}, [], {"id": "urn:x:1"}, 5, {"en": 5}])
def test_an_award_without_words_for_it_is_refused(refuse, title):
    error = refuse(credential(achievement() | {"title": title}))
    assert (error.code, error.where) == (
        "input_no_title",
        "x:/credentialSubject/hasClaim/title",
    )


def test_title_falls_back_to_the_specification_and_then_the_heading(read):
    claim = achievement({"title": {"en": "Welding B"}})
    del claim["title"]
    assert read(credential(claim)).descriptor.titles[0].value == "Welding B"
    award = read(credential([], displayParameter={"title": {"de": "Zeugnis"}}))
    assert award.passages[0].where == "titles ← /displayParameter/title/de"


def test_a_differing_title_of_the_specification_stays_unread_and_a_repeated_one_does_not(read):
    same = read(credential(achievement({"title": {"en": "Welding"}})))
    other = read(credential(achievement({"title": {"en": "Programme W"}})))
    assert same.unread == ()
    assert [field.pointer for field in other.unread] == [
        "/credentialSubject/hasClaim/specifiedBy/title"
    ]


def test_levels_credits_field_and_workload(read):
    spec = {
        "eqfLevel": {"id": f"{SNB}/eqf/6", "type": "Concept", "prefLabel": {"en": "Level 6"}},
        "nqfLevel": {"id": f"{SNB}/qdr/c_218a7e54", "type": "Concept"},
        "thematicArea": [{"id": f"{SNB}/isced-f/003"}, {"id": f"{SNB}/isced-f/0688"}],
        "creditPoint": {
            "framework": {"id": f"{SNB}/education-credit/6fcec5c5af", "type": "Concept"},
            "point": "4,5",
        },
        "volumeOfLearning": "PT60H",
        "language": {"id": f"{AUTHORITY}/language/GLE", "notation": "language"},
        "mode": {"prefLabel": {"en": "Blended"}},
    }
    award = read(credential(achievement(spec)))
    found = award.descriptor
    assert [(v.framework, v.code) for v in found.levels] == [("ie_nfq", "8"), ("eqf", "6")]
    assert found.levels[0].framework_text == "IE NQF Level 8"
    assert [(c.value, c.system, c.as_written) for c in found.credits] == [
        (Decimal("4.5"), "ECTS", "4,5")
    ]
    assert (found.isced_f, found.workload_hours) == ("0688", Decimal(60))
    assert (found.instruction_language, found.mode) == ("ga", "Blended")
    assert [field.pointer for field in award.unread] == [
        "/credentialSubject/hasClaim/specifiedBy/thematicArea/0"
    ]


@pytest.mark.parametrize("point", ["six", "0", "-5", "NaN", "1e999", "½", True, {"a": 1}])
def test_bad_credits(refuse, point):
    error = refuse(credential(achievement({"creditPoint": [{"point": point}]})))
    assert (error.code, error.where) == (
        "input_bad_credits",
        "x:/credentialSubject/hasClaim/specifiedBy/creditPoint/0/point",
    )


def test_credits_without_framework_have_no_system(read):
    award = read(credential(achievement({"creditPoint": {"point": 5}})))
    assert award.descriptor.credits[0].system is None


def test_received_credits_come_first_and_a_repetition_is_not_listed(read):
    point = {"framework": {"notation": "ECTS"}, "point": "5"}
    claim = achievement({"creditPoint": [point]}, creditReceived=[point])
    award = read(credential(claim))
    assert [c.value for c in award.descriptor.credits] == [5]
    assert award.unread == ()
    claim["creditReceived"] = [point | {"point": "3"}]
    award = read(credential(claim))
    assert [c.value for c in award.descriptor.credits] == [3]
    assert [f.pointer.rsplit("/", 1)[1] for f in award.unread] == ["creditPoint"]


def test_sixty_months_are_not_sixty_minutes(read):
    award = read(credential(achievement({"volumeOfLearning": "P60M", "maximumDuration": "P36M"})))
    assert (award.descriptor.workload_hours, award.descriptor.duration_years) == (None, None)
    assert [field.preview for field in award.unread] == ["P60M", "P36M"]


def test_a_duration_that_is_none_is_refused(refuse):
    error = refuse(credential(achievement({"volumeOfLearning": "6 months"})))
    assert (error.code, error.slots["field"]) == ("input_bad_duration", "workload_hours")


def test_outcomes_conditions_and_quality(read):
    spec = {
        "learningOutcome": [
            {"title": {"en": "Weld aluminium", "de": "Aluminium schweißen"}},
            {"relatedESCOSkill": {"id": "http://data.europa.eu/esco/skill/1"}},
        ],
        "entryRequirement": {"type": "Note", "noteLiteral": {"en": "Safety course"}},
        "accreditation": {"accreditingAgent": {"legalName": {"en": "An Agency"}}},
    }
    claim = achievement(spec, entitlesTo=[{"title": {"en": "Further study"}}])
    found = read(credential(claim)).descriptor
    assert [[t.value for t in outcome.texts] for outcome in found.outcomes] == [
        ["Weld aluminium", "Aluminium schweißen"]
    ]
    assert found.entry_requirement[0].value == "Safety course"
    assert found.quality_assurance[0].value == "An Agency"
    assert found.rights[0].value == "Further study"


def test_one_grade_is_the_grade_and_several_are_none(read):
    proof = {"type": "LearningAssessment", "grade": {"noteLiteral": {"en": "B+"}}}
    graded = read(credential(achievement({"x": 1}, provenBy=[proof])))
    assert graded.grade is not None and graded.grade.as_written == "B+"
    many = read(credential(achievement({"x": 1}, provenBy=[proof, deepcopy(proof)])))
    assert many.grade is None
    assert [f.pointer for f in many.unread if f.pointer.endswith("grade")] == [
        "/credentialSubject/hasClaim/provenBy/0/grade",
        "/credentialSubject/hasClaim/provenBy/1/grade",
    ]


def test_awarding_body_country_and_identifiers(read):
    country = {"id": f"{AUTHORITY}/country/GRC", "notation": "country"}
    body = {
        "id": "urn:epass:org:1",
        "legalName": {"el": "Πανεπιστήμιο", "en": "University"},
        "location": [{"address": {"countryCode": country}}],
        "vatIdentifier": {"notation": "654321", "spatial": country},
    }
    claim = achievement(awardedBy={"awardingBody": body, "awardingDate": "2022-07-15T00:00:00Z"})
    award = read(credential(claim, issuer=body, validFrom="2025-01-01T00:00:00Z"))
    found = award.descriptor.awarding_body
    assert found is not None
    assert ([n.value for n in found.names], found.country) == (["Πανεπιστήμιο", "University"], "GR")
    assert found.identifiers == ("vatIdentifier:654321",)
    assert (award.descriptor.country, award.awarded_on) == ("GR", "2022-07-15")
    # The issuer is the same organisation once more; the date of issue is another fact.
    assert [field.pointer for field in award.unread] == ["/validFrom"]


def test_without_an_awarding_body_the_issuer_is_it(read):
    award = read(credential(achievement(), issuer={"id": "did:web:example.org"}))
    found = award.descriptor.awarding_body
    assert found is not None
    assert (found.names, found.identifiers) == ((), ("did:web:example.org",))


def test_dates_fall_back_to_the_issue_and_are_quoted_from_there(read):
    award = read(credential(achievement(), issued="2024-05-01T10:00:00Z", validUntil="2030-01-01"))
    assert (award.awarded_on, award.expires_on) == ("2024-05-01", "2030-01-01")
    assert "awarded_on ← /issued" in {quote.where for quote in award.passages}


@pytest.mark.parametrize("value", ["not-a-date", "", "20250101", "2025-01-01T00:00:00+00:00Z"])
def test_an_unreadable_expiry_is_never_no_expiry(refuse, value):
    error = refuse(credential(achievement(), validUntil=value))
    assert (error.code, error.where) == ("input_bad_date", "x:/validUntil")


def test_a_null_expiry_is_shown_as_unread(read):
    award = read(credential(achievement(), validUntil=None))
    assert [(f.pointer, f.preview) for f in award.unread] == [("/validUntil", "null")]


def test_award_before_birth(refuse):
    document = credential(achievement(), issued="1990-01-01")
    document["credentialSubject"]["dateOfBirth"] = "1991-02-03"
    error = refuse(document)
    assert (error.code, error.where) == ("input_bad_date", "x:/issued")


@pytest.mark.parametrize(
    ("person", "names", "unread"),
    [
        ({"fullName": {"en": "Ana Ruiz"}, "givenName": {"en": "Ana"}}, ["Ana Ruiz"], []),
        (
            {"fullName": {"en": "Ana Ruiz"}, "givenName": {"en": "Anita"}},
            ["Ana Ruiz"],
            ["/credentialSubject/givenName"],
        ),
        ({"givenName": {"en": "Ana"}, "familyName": {"en": "Ruiz"}}, ["Ana Ruiz"], []),
        ({"familyName": "Sukarno"}, ["Sukarno"], []),
        ({}, [], []),
        ({"fullName": "Zoe\u0308 \u202eX"}, ["Zoe\u0308 \u202eX"], []),
    ],
)
def test_names_of_the_person(read, person, names, unread):
    document = credential(achievement())
    document["credentialSubject"] |= person
    award = read(document)
    assert [name.value for name in award.holder.names] == names
    assert [field.pointer for field in award.unread] == unread


def test_main_claim_is_the_qualification_and_the_others_stay_unread(read):
    claims = [
        {"type": "LearningActivity", "title": {"en": "Lecture"}},
        {"type": "LearningAchievement", "title": {"en": "Module"}, "awardedBy": {}},
        achievement({"eqfLevel": {"notation": "4"}}),
        achievement({"eqfLevel": {"notation": "5"}}),
    ]
    assert main_claim(claims) == 2
    assert (main_claim(claims[:2]), main_claim(claims[:1]), main_claim([])) == (1, 0, 0)
    assert main_claim([5, {"type": ["LearningActivity"]}]) == 1
    award = read(credential(claims))
    assert award.descriptor.levels[0].code == "4"
    assert [field.pointer for field in award.unread] == [
        f"/credentialSubject/hasClaim/{index}" for index in (0, 1, 3)
    ]


@pytest.mark.parametrize(
    ("types", "claim", "heading", "kind"),
    [
        (["EuropeanHigherEducationMicrocredential"], "LearningAchievement", "", "microcredential"),
        (["EuropeanHigherEducationDiploma"], "LearningAchievement", "", "academic"),
        (["EuropeanUpperSecondaryEducationCertificate"], "LearningAchievement", "", "school"),
        ([], "LearningActivity", "", "attendance"),
        ([], "LearningAchievement", "Micro-Credential", "microcredential"),
        ([], "LearningAchievement", "Diploma", None),
    ],
)
def test_kind_is_what_the_file_claims(read, types, claim, heading, kind):
    document = credential(
        {"type": claim, "title": {"en": "Welding"}}, displayParameter={"title": {"en": heading}}
    )
    document["type"] += types
    assert read(document).descriptor.kind == kind


def test_a_proof_of_enrolment_is_not_an_award(refuse):
    document = credential(achievement())
    document["type"].append("EuropeanHigherEducationProofOfEnrolment")
    assert refuse(document).code == "input_not_an_award"


def test_several_persons_are_several_awards(refuse):
    document = credential(achievement())
    document["credentialSubject"] = [document["credentialSubject"]] * 2
    error = refuse(document)
    assert (error.code, error.slots["count"]) == ("input_several_awards", 2)


def test_proofs_are_named(read):
    proofs = [{"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023"}, {"a": 1}, "x"]
    assert read(credential(achievement(), proof=proofs)).proofs == (
        "DataIntegrityProof ecdsa-sd-2023",
        "?",
        "?",
    )
    assert read(credential(achievement())).proofs == ()


@pytest.mark.parametrize(
    ("given", "system"),
    [
        (None, None),
        (concept(f"{SNB}/education-credit/6fcec5c5af"), "ECTS"),
        (concept(f"{SNB}/education-credit/60b314e826"), "ECVET"),
        # A real file uses the address of ECVET for another system: its words win.
        (
            concept(f"{SNB}/education-credit/60b314e826", label="Spanish Health System Credits"),
            "Spanish Health System Credits",
        ),
        (concept(notation="ECTS"), "ECTS"),
        (concept(label="European Credit Transfer System"), "ECTS"),
        (concept(label="Leistungspunkte"), "Leistungspunkte"),
    ],
)
def test_credit_systems(given, system):
    assert credit_system_of(given) == system


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (concept(f"{SNB}/qdr/c_c392e7a2"), ("gb_rqf", "6")),
        (concept(f"{SNB}/qdr/c_c2700f4e"), ("nl_nlqf", "4+")),
        (concept(f"{SNB}/qdr/c_0f11cfc1"), ("mk_mqf", "7A")),
        (concept(f"{SNB}/qdr/c_00000000", label="XQF Level 7.1"), (None, "7.1")),
        (concept(notation="6", label="Spanish NQF Level 6"), (None, "6")),
        (concept(label="Niveau avancé"), (None, "Niveau avancé")),
    ],
)
def test_national_levels(given, level):
    claim = nqf_level_of(given)
    assert (claim.framework, claim.code) == level
    assert claim.framework_text


def test_the_list_of_national_levels_is_sound():
    rows = nqf_rows().values()
    assert len(rows) == 415
    pairs = [(row["framework"], row["level"]) for row in rows]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (concept(f"{SNB}/isced-f/0688"), "0688"),
        (concept(notation="061"), "061"),
        (concept("http://other.example/list/0688", notation="0688"), None),
        (concept(notation="Education"), None),
    ],
)
def test_fields_of_study(given, code):
    assert isced_f_of(given) == code
