"""Open Badges 3: what the badge says, and nothing that it does not say."""

from __future__ import annotations

from decimal import Decimal

import pytest


def badge(achievement: dict | None = None, subject: dict | None = None, **top: object) -> dict:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {"type": ["Achievement"], "name": "Teamwork", **(achievement or {})},
            **(subject or {}),
        },
        **top,
    }


def aligned(**parts: str) -> dict:
    return badge({"alignment": [{"type": ["Alignment"], **parts}]})


def test_texts_and_their_places(read):
    award = read(
        badge(
            {
                "description": "Works well with others in any group of people.",
                "criteria": {"id": "https://x.example/c", "narrative": "Nominated by peers."},
                "inLanguage": "en-US",
            }
        )
    )
    found = award.descriptor
    assert found.titles[0].language == found.descriptions[0].language == "en-US"
    assert found.instruction_language == "en-US"
    assert found.assessment[0].value == "Nominated by peers."
    assert "assessment ← /credentialSubject/achievement/criteria/narrative" in {
        quote.where for quote in award.passages
    }
    assert award.unread == ()


def test_a_short_title_is_in_the_language_of_its_description(read):
    award = read(badge({"name": "MBA", "description": "Estudios de dirección de empresas."}))
    assert award.descriptor.titles[0].language == "es"


@pytest.mark.parametrize(
    "name", [{"@value": "Teamwork", "@language": "en"}, {"en": "Teamwork"}, [{"en": "Teamwork"}]]
)
def test_names_of_version_2_and_language_maps(read, name):
    [title] = read(badge({"name": name})).descriptor.titles
    assert (title.value, title.language) == ("Teamwork", "en")


def test_title_falls_back_to_the_name_of_the_credential(read, refuse):
    document = badge(name="University Degree")
    document["credentialSubject"] = {"type": ["AchievementSubject"]}
    assert read(document).descriptor.titles[0].value == "University Degree"
    del document["name"]
    assert refuse(document).code == "input_no_title"


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("BachelorDegree", "academic"),
        ("MicroCredential", "microcredential"),
        ("License", "professional_licence"),
        ("SecondarySchoolDiploma", "school"),
        ("Certificate", None),
        ("ext:Anything", None),
        (["Degree"], None),
    ],
)
def test_kind_only_where_the_term_promises_one(read, term, kind):
    award = read(badge({"achievementType": term}))
    assert award.descriptor.kind == kind
    pointers = [field.pointer for field in award.unread]
    assert pointers == ([] if kind else ["/credentialSubject/achievement/achievementType"])


def test_credits_have_no_system_and_earned_come_before_available(read):
    award = read(badge({"creditsAvailable": 36}, {"creditsEarned": 4.5}))
    assert [(c.value, c.system, c.as_written) for c in award.descriptor.credits] == [
        (Decimal("4.5"), None, "4.5")
    ]
    assert [field.pointer for field in award.unread] == [
        "/credentialSubject/achievement/creditsAvailable"
    ]
    only = read(badge({"creditsAvailable": 36})).descriptor.credits
    assert [(c.value, c.system) for c in only] == [(Decimal(36), None)]


def test_ects_and_hours_of_the_dutch_extension(read):
    award = read(badge({"ECTS": 3.0, "timeInvestment": 84, "participationType": "online"}))
    found = award.descriptor
    assert [(c.value, c.system) for c in found.credits] == [(Decimal("3.0"), "ECTS")]
    assert (found.workload_hours, found.mode) == (84, "online")


@pytest.mark.parametrize("credits", [0, -1, "many", 1e300, True, [3]])
def test_bad_credits(refuse, credits):
    assert refuse(badge({"creditsAvailable": credits})).code == "input_bad_credits"


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"targetFramework": "European Qualifications Framework", "targetCode": "5"}, ("eqf", "5")),
        ({"targetType": "ext:EQF", "targetName": "EQF level 4"}, ("eqf", "4")),
        ({"targetType": "ext:EQFLevel", "targetCode": "6"}, ("eqf", "6")),
        ({"targetUrl": "https://data.europa.eu/snb/eqf/7", "targetName": "L 7"}, ("eqf", "7")),
        (
            {"targetUrl": "http://data.europa.eu/snb/qdr/c_218a7e54", "targetName": "IE NQF 8"},
            ("ie_nfq", "8"),
        ),
        (
            {
                "targetFramework": "Irish National Framework of Qualifications",
                "targetName": "Level 8",
            },
            ("ie_nfq", "8"),
        ),
        (
            {"targetFramework": "Atlantis Qualifications Framework", "targetCode": "Level 3"},
            (None, "3"),
        ),
    ],
)
def test_alignments_that_are_levels(read, parts, level):
    award = read(aligned(**parts))
    assert [(v.framework, v.code) for v in award.descriptor.levels] == [level]
    assert award.unread == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"targetFramework": "CEFR", "targetName": "B2", "targetCode": "B2"},
        {"targetFramework": "EQF", "targetCode": "9"},
        {"targetFramework": "EQF", "targetName": "EQF levels 4 and 5"},
        {"targetFramework": "University Course Catalog", "targetCode": "101"},
        {"targetName": "Requirements Analysis", "targetUrl": "https://x.example/20229"},
    ],
)
def test_alignments_that_are_no_level_stay_unread(read, parts):
    award = read(aligned(**parts))
    assert award.descriptor.levels == ()
    assert len(award.unread) == len(parts)


def test_alignments_that_are_outcomes(read):
    award = read(
        badge(
            {
                "alignment": [
                    {"targetType": "ceasn:Competency", "targetName": "Clean data sets"},
                    {
                        "targetName": "analyse big data",
                        "targetUrl": "http://data.europa.eu/esco/skill/47a49cd6",
                    },
                ]
            }
        )
    )
    outcomes = award.descriptor.outcomes
    assert [outcome.texts[0].value for outcome in outcomes] == [
        "Clean data sets",
        "analyse big data",
    ]
    assert award.unread == ()


def test_the_issuer_as_an_address_or_a_profile(read):
    did = read(badge(issuer="did:key:z6Mk")).descriptor.awarding_body
    assert did is not None and (did.names, did.identifiers) == ((), ("did:key:z6Mk",))
    profile = {
        "id": "https://u.example",
        "name": "Example University",
        "address": {"addressCountryCode": "NL", "addressLocality": "Utrecht"},
        "otherIdentifier": [{"identifier": "42NB", "identifierType": "ext:BRIN"}],
    }
    award = read(badge(issuer=profile))
    body = award.descriptor.awarding_body
    assert body is not None and award.descriptor.country == "NL"
    assert body.identifiers == ("https://u.example", "ext:BRIN:42NB")
    assert [field.pointer for field in award.unread] == ["/issuer/address/addressLocality"]


def test_a_country_that_is_none_stays_unread(read):
    award = read(badge(issuer={"name": "U", "address": {"addressCountryCode": "XX"}}))
    assert award.descriptor.country is None
    assert [field.preview for field in award.unread] == ["XX"]


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ({"name": "Jane Doe"}, ["Jane Doe"]),
        (
            {"identifier": {"identityType": "name", "identityHash": "P. Pearl", "hashed": False}},
            ["P. Pearl"],
        ),
        (
            {"identifier": [{"identityType": "name", "identityHash": "sha256$ab", "hashed": True}]},
            [],
        ),
        ({"identifier": [{"identityType": "name", "identityHash": "sha256$ab"}]}, []),
        (
            {"identifier": [{"identityType": "email", "identityHash": "a@b.c", "hashed": False}]},
            [],
        ),
    ],
)
def test_only_what_is_written_as_a_name_is_a_name(read, subject, names):
    holder = read(badge(subject=subject)).holder
    assert [name.value for name in holder.names] == names
    assert all(name.language == "und" for name in holder.names)


def test_dates_of_both_versions_and_of_the_award(read):
    older = read(badge(issuanceDate="2010-01-01T00:00:00Z", expirationDate="2020-01-01T00:00:00Z"))
    newer = read(badge(validFrom="2010-01-01T00:00:00Z", validUntil="2020-01-01T00:00:00Z"))
    assert older.awarded_on == newer.awarded_on == "2010-01-01"
    assert older.expires_on == newer.expires_on == "2020-01-01"
    both = read(badge(awardedDate="2009-12-01T00:00:00Z", validFrom="2010-01-01T00:00:00Z"))
    assert both.awarded_on == "2009-12-01"
    assert [field.pointer for field in both.unread] == ["/validFrom"]


def test_an_unreadable_expiry_is_never_no_expiry(refuse):
    assert refuse(badge(validUntil="not-a-date")).code == "input_bad_date"


def test_award_before_the_start_of_the_activity(refuse):
    document = badge(
        subject={"activityStartDate": "2024-02-01T00:00:00Z"}, awardedDate="2024-01-01T00:00:00Z"
    )
    assert refuse(document).code == "input_bad_date"


def test_one_result_is_the_grade_with_its_scale(read):
    description = {
        "id": "urn:r:1",
        "name": "Final grade",
        "resultType": "RawScore",
        "valueMin": "1",
        "valueMax": "10",
    }
    result = {"resultDescription": "urn:r:1", "value": "8.5"}
    award = read(badge({"resultDescription": [description]}, {"result": [result]}))
    assert award.grade is not None
    assert (award.grade.as_written, award.grade.scale) == ("8.5", "RawScore 1–10")
    many = read(badge(subject={"result": [result, {"value": "A"}]}))
    assert many.grade is None
    assert [field.pointer for field in many.unread] == ["/credentialSubject/result"]


@pytest.mark.parametrize("result", [[{"status": "Completed"}], [{"value": None}], "A", [[]], {}])
def test_results_without_a_value_are_no_grade(read, result):
    assert read(badge(subject={"result": result})).grade is None


def test_evidence_endorsement_and_tags_stay_unread(read):
    award = read(badge({"tag": ["a"]}, evidence=[{"id": "x"}], endorsement=[{}]))
    assert [field.pointer for field in award.unread] == [
        "/evidence",
        "/endorsement",
        "/credentialSubject/achievement/tag",
    ]


@pytest.mark.parametrize("key", ["credentialSubject", "achievement"])
def test_several_awards_in_one_badge(refuse, key):
    document = badge()
    if key == "credentialSubject":
        document[key] = [document[key]] * 3
    else:
        document["credentialSubject"][key] = [{"name": "A"}] * 3
    error = refuse(document)
    assert (error.code, error.slots["count"]) == ("input_several_awards", 3)


def test_isced_f_only_as_a_code(read):
    assert read(badge({"fieldOfStudy": "0612"})).descriptor.isced_f == "0612"
    award = read(badge({"fieldOfStudy": "Research"}))
    assert award.descriptor.isced_f is None
    assert [field.preview for field in award.unread] == ["Research"]
