"""What each reader takes out of a small file of its format, and what it lists as unread."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from credential_builders import (
    EDC,
    badge,
    badge_2,
    case_package,
    clr,
    ctdl,
    degree_credential,
    elmo,
    presentation,
    token,
)

from service.errors import InputError
from service.importing.detection import only_award, read_credential


def read(file, **linked):
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    return read_credential(data, "x", linked=linked.get("linked"))


def refused(file) -> InputError:
    with pytest.raises(InputError) as caught:
        read(file)
    return caught.value


def title(award) -> str:
    return award.descriptor.titles[0].value


# Open Badges 1 and 2


def test_an_assertion_with_everything_inside():
    [award] = read(badge_2(narrative="Well done")).awards
    assert (award.format, title(award)) == ("open_badges_2", "Knots and splices")
    assert (award.awarded_on, award.expires_on) == ("2023-02-01", "2030-02-01")
    assert award.holder.identifiers == ("email:sha256$cd",) and award.holder.names == ()
    assert award.descriptor.awarding_body.names[0].value == "Harbour School"
    assert [text.value for text in award.descriptor.assessment] == ["All eight knots hold."]
    assert award.proofs == ("hosted",)
    assert [field.pointer for field in award.unread] == ["/narrative"]


def test_parts_that_stand_elsewhere_are_links_and_are_read_when_handed_in():
    whole = badge_2()
    inner = whole.pop("badge")
    issuer = inner.pop("issuer")
    address, owner = inner["id"], issuer["id"]
    apart = {**whole, "badge": address}
    file = read(apart)
    assert (file.links, file.awards[0].descriptor.titles) == ((address,), ())
    with pytest.raises(InputError) as caught:
        only_award(file, "x")
    assert (caught.value.code, caught.value.slots["address"]) == ("input_part_elsewhere", address)
    file = read(apart, linked={address: {**inner, "issuer": owner}})
    assert file.links == (owner,)
    file = read(apart, linked={address: {**inner, "issuer": owner}, owner: issuer})
    assert file.links == () and title(file.awards[0]) == "Knots and splices"
    assert file.awards[0].descriptor.awarding_body.names[0].value == "Harbour School"


def test_the_first_badges():
    old = {
        "recipient": "sha256$ab",
        "salt": "s",
        "issued_on": "2011-12-31",
        "badge": {
            "version": "0.5.0",
            "name": "Rower",
            "image": "i",
            "description": "Rows.",
            "criteria": "http://x",
            "issuer": {"origin": "http://x", "name": "Harbour School"},
        },
    }
    [award] = read(old).awards
    assert (award.format, title(award), award.awarded_on) == (
        "open_badges_1",
        "Rower",
        "2011-12-31",
    )
    seconds = {**old, "issued_on": 1325289600}
    assert read(seconds).awards[0].awarded_on == "2011-12-31"


def test_a_badge_class_is_a_description_without_a_person():
    file = read(badge_2()["badge"])
    assert (file.awards, file.descriptors[0].titles[0].value) == ((), "Knots and splices")


@pytest.mark.parametrize("kind", ["Issuer", "RevocationList", "Endorsement"])
def test_other_documents_of_open_badges_are_no_award(kind):
    error = refused({"@context": "https://w3id.org/openbadges/v2", "type": kind, "id": "x"})
    assert (error.code, error.slots["seen"]) == ("input_not_an_award", kind)


# Tokens, CLR, presentations


def test_registered_claims_stand_in_where_the_credential_is_silent():
    inner = badge()
    for key in ("validFrom", "id", "issuer"):
        del inner[key]
    payload = {"vc": inner, "iss": "did:example:i", "jti": "urn:j", "nbf": 1714644000}
    [award] = read(token({**payload, "exp": 1900000000}).encode()).awards
    assert (award.awarded_on, award.expires_on) == ("2024-05-02", "2030-03-17")
    assert (award.identifier, award.proofs) == ("urn:j", ("JWT",))
    assert award.descriptor.awarding_body.identifiers == ("did:example:i",)
    assert any(quote.where.startswith("titles ← /payload/vc/") for quote in award.passages)


def test_every_achievement_of_a_record_is_read_and_how_they_hang_together():
    file = read(clr())
    assert [title(award) for award in file.awards] == ["Seamanship", "Knots"]
    assert [item.titles[0].value for item in file.descriptors] == ["Rowing"]
    [edge] = file.associations
    assert (edge.kind, edge.source, edge.target) == ("isPartOf", "urn:2", "urn:1")
    assert {a.identifier for a in file.awards} == {"urn:1", "urn:2"}


def test_one_unreadable_part_of_a_record_does_not_hide_the_others():
    record = clr()
    record["credentialSubject"]["verifiableCredential"][0]["validFrom"] = "yesterday"
    file = read(record)
    assert [title(award) for award in file.awards] == ["Knots"]
    [note] = file.notes
    assert (note.code, note.get("problem")) == ("read.part_unread", "input_bad_date")
    assert str(note.get("place")).endswith("/verifiableCredential/0/validFrom")


def test_who_presents_is_stated_apart_from_whose_the_award_is():
    file = read(presentation(badge(), token(degree_credential())))
    assert file.binding.holder == "did:example:sailor"
    assert file.binding.proofs == ("DataIntegrityProof eddsa-rdfc-2022",)
    assert [award.format for award in file.awards] == ["open_badges_3", "verifiable_credential"]
    assert file.awards[0].proofs == ()


def test_an_enveloped_credential_is_opened():
    enveloped = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+jwt,{token(badge())}",
    }
    assert title(read(enveloped).awards[0]) == "Teamwork at sea"
    assert title(read(presentation(enveloped)).awards[0]) == "Teamwork at sea"


def test_a_presentation_of_nothing_readable_says_what_it_was():
    assert refused(presentation()).code == "input_nothing_inside"
    assert refused(presentation({"type": ["VerifiableCredential"]})).code == "input_not_an_award"


# Plain verifiable credentials


def test_a_degree_in_a_plain_credential():
    [award] = read(degree_credential(extra=1)).awards
    assert (title(award), award.descriptor.kind) == ("Bachelor of Nautical Science", "academic")
    assert [name.value for name in award.holder.names] == ["Ada Rowe"]
    assert award.holder.identifiers == ("did:example:sailor",)
    assert [field.pointer for field in award.unread] == ["/extra"]


def test_ctdl_inside_a_credential():
    subject = {
        "achievement": [
            {"type": "ceterms:BachelorDegree", "ceterms:name": {"en": "Nautical Science"}},
            {"type": "ceasn:Competency", "ceasn:competencyText": "Plots a course."},
        ]
    }
    [award] = read(degree_credential(credentialSubject=subject)).awards
    assert (title(award), award.descriptor.kind) == ("Nautical Science", "academic")
    assert [o.texts[0].value for o in award.descriptor.outcomes] == ["Plots a course."]


@pytest.mark.parametrize(
    "subject", [{}, [], None, "did:x", {"alumniOf": {"name": "X"}}, {"degree": []}]
)
def test_a_credential_without_education_is_named_by_its_types(subject):
    error = refused(degree_credential(credentialSubject=subject))
    assert error.code in {"input_not_an_award", "input_no_title"}


def education(status: str, **extra) -> dict:
    degree = {"name": "Bachelor of Commerce", "degreeGrantedStatus": status, "date": "2000"}
    place = {"name": "Harbour School", "communication": {"address": [{"countryCode": "US"}]}}
    return {"institution": place, "educationDegrees": [degree], **extra}


def test_the_degrees_of_a_learning_and_employment_record():
    verified = degree_credential(
        credentialSubject={"id": "did:x", "educationAndLearning": education("Granted")},
        issuer="https://harbour.example",
    )
    record = degree_credential(
        credentialSubject={
            "person": {"name": {"formattedName": "Ada Rowe"}},
            "educationAndLearnings": [
                education("Granted"),
                education("In Progress"),
                {"verifications": [verified]},
            ],
        }
    )
    file = read(record)
    assert [(title(a), a.awarded_on, a.descriptor.country) for a in file.awards] == [
        ("Bachelor of Commerce", "2000", "US")
    ] * 2
    assert file.awards[0].holder.names[0].value == "Ada Rowe"
    assert file.awards[1].holder.identifiers == ("did:x",)
    [note] = file.notes  # a degree in progress is no award
    assert note.get("problem") == "input_not_an_award"


# XML


def test_elmo_degree_with_its_courses():
    [award] = read(elmo()).awards
    found = award.descriptor
    assert (title(award), found.country, found.isced_f) == (
        "Bachelor of Nautical Science",
        "FI",
        "1041",
    )
    assert [(c.value, c.system) for c in found.credits] == [(Decimal(180), "ECTS")]
    assert [(v.framework, v.code) for v in found.levels] == [("eqf", "6")]
    assert (award.awarded_on, award.holder.birth_date) == ("2023-06-15", "1999-04-01")
    [course] = award.courses
    assert (course.code, course.within, course.hours) == (
        "NAV1",
        "Bachelor of Nautical Science",
        Decimal(30),
    )
    assert (course.grade.as_written, course.grade.scale) == ("4,5", "0 to 5")
    assert [field.pointer for field in read(elmo()).all_unread()] == [
        "/elmo/generatedDate",
        "/elmo/report/issuer/url",
    ]


@pytest.mark.parametrize(
    ("written", "value"), [("4,5", Decimal("4.5")), ("4.5", Decimal("4.5")), ("4", Decimal(4))]
)
def test_a_decimal_comma_in_elmo_is_never_cut_off(written, value):
    [claim] = read(elmo(written)).awards[0].courses[0].credits
    assert (claim.value, claim.as_written) == (value, written)


def test_credits_that_are_no_number_stay_unread():
    file = read(elmo("four"))
    assert file.awards[0].courses[0].credits == ()
    assert any(field.preview == "four" for field in file.all_unread())


def test_elmo_2_names_the_birth_date_anew():
    data = elmo().replace(b"tree/v1", b"tree/v2").replace(b"bday", b"dateOfBirth")
    assert read(data).awards[0].holder.birth_date == "1999-04-01"


def test_europass_in_xml():
    [award] = read(EDC.encode()).awards
    found = award.descriptor
    assert (award.format, title(award), found.kind) == ("elm_2", "Tides", "microcredential")
    assert (found.country, found.awarding_body.names[0].value) == ("IE", "Harbour School")
    assert (found.workload_hours, [c.system for c in found.credits]) == (50, ["ECTS"])
    assert [(v.framework, v.code) for v in found.levels] == [("eqf", "5")]
    assert [o.texts[0].value for o in found.outcomes] == ["Reads tide tables."]
    assert (award.awarded_on, award.grade.as_written) == ("2022-02-28", "very good")
    assert [name.value for name in award.holder.names] == ["Ada Rowe"]


# Descriptions


@pytest.mark.parametrize(
    "wrapped", [ctdl(), ctdl()["@graph"], {"decoded_resource": ctdl(), "envelope_id": "e"}]
)
def test_ctdl_describes_what_can_be_awarded(wrapped):
    file = read(wrapped)
    [found] = file.descriptors
    assert (file.awards, found.titles[0].value) == ((), "Bachelor of Nautical Science")
    assert (found.kind, found.awarding_body.names[0].value) == ("academic", "Harbour School")
    assert [(c.value, c.system) for c in found.credits] == [(Decimal(180), None)]
    assert [o.texts[0].value for o in found.outcomes] == ["Plots a course by hand."]
    assert any(field.pointer.endswith("/ceterms:ctid") for field in file.unread)


def test_a_case_package_is_a_list_of_outcomes():
    file = read(case_package())
    [found] = file.descriptors
    assert found.titles[0].value == "Seamanship standard"
    assert [o.texts[0].value for o in found.outcomes] == ["Ties knots.", "Ties a bowline."]
    assert [(a.kind, a.source, a.target) for a in file.associations] == [("isChildOf", "i2", "i1")]


def test_one_description_can_be_assessed_like_an_award_without_holder():
    award = only_award(read(ctdl()), "x")
    assert (title(award), award.holder.names) == ("Bachelor of Nautical Science", ())
    with pytest.raises(InputError) as caught:
        only_award(read(clr()), "x")
    assert (caught.value.code, caught.value.slots["count"]) == ("input_several_awards", 2)
