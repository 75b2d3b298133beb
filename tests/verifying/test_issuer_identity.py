"""Who the issuer is: threats D1–D5, report B43."""

from datetime import date

import pytest

from service.domain.institution import Institution
from service.domain.text import Source, Text
from service.domain.verification import Rung
from service.normalizing.skeleton import mixed_script, skeleton
from service.verifying.registry import InstitutionIndex
from tests.verifying.signing import Signer, Web, badge, present, prove, result, token

DAY = date(2026, 11, 1)


def institution(name="University of Probe", domain="probe.example", **changes):
    made = {
        "id": name,
        "names": (Text(value=name, language="en"),),
        "country": "IE",
        "listing": "eche",
        "source": Source(title="Probe list"),
        "domains": (domain,) if domain else (),
        "since": "2021-01-01",
        "until": "2029-12-31",
    }
    made.update(changes)
    return Institution(**made)


@pytest.fixture(scope="module")
def registry():
    return InstitutionIndex([institution(), institution("Софийски университет", "sofia.example")])


def issued(verifier, signer, registry, did="did:web:probe.example", **changes):
    """A badge by a did:web whose document lists the key."""
    method = f"{did}#1"
    host = did.removeprefix("did:web:")
    page = {
        "id": did,
        "verificationMethod": [{"id": method, "controller": did, "publicKeyJwk": signer.jwk}],
        "assertionMethod": [method],
    }
    web = Web({f"https://{host}/.well-known/did.json": page})
    raw = token(badge(did, **changes), signer, kid=method)
    return verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=web, registry=registry)


def test_a_listed_issuer(verifier, signer, registry):
    whole = issued(verifier, signer, registry)
    assert result(whole, Rung.ISSUER_IDENTITY) == ("passed", "issuer_registered")
    assert whole.of(Rung.ISSUER_IDENTITY).get("name") == "University of Probe"
    assert result(whole, Rung.ISSUER_RECOGNISED) == ("passed", "issuer_recognised")


def test_a_subdomain_is_of_the_institution(verifier, signer, registry):
    whole = issued(verifier, signer, registry, "did:web:badges.probe.example")
    assert result(whole, Rung.ISSUER_IDENTITY)[0] == "passed"


@pytest.mark.parametrize(
    "host", ["probe.example.evil.example", "notprobe.example", "probe-example.evil.example"]
)
def test_a_domain_that_only_looks_alike(verifier, signer, registry, host):
    whole = issued(verifier, signer, registry, f"did:web:{host}")
    assert result(whole, Rung.ISSUER_IDENTITY) == ("could_not_check", "issuer_claimed")


@pytest.mark.parametrize(
    ("validity", "expected"),
    [
        ("2024-05-01T00:00:00Z", ("passed", "issuer_recognised")),
        ("2018-05-01T00:00:00Z", ("could_not_check", "recognition_later")),
    ],
)
def test_recognition_counts_on_the_day_of_the_award(verifier, signer, registry, validity, expected):
    whole = issued(verifier, signer, registry, validFrom=validity)
    assert result(whole, Rung.ISSUER_RECOGNISED) == expected


def test_recognition_that_ended_before_the_award(verifier, signer):
    ended = InstitutionIndex([institution(until="2023-06-30")])
    whole = issued(verifier, signer, ended)
    assert result(whole, Rung.ISSUER_IDENTITY)[0] == "passed"
    assert result(whole, Rung.ISSUER_RECOGNISED) == ("failed", "recognition_ended")


def test_a_made_up_university(verifier, worker, registry):
    """D1, B43: an attacker's did:key with the name of a known university."""
    signer = Signer()
    document = badge(signer.did)
    document["issuer"]["name"] = "University of Probe"
    whole = verifier.verify(present(prove(document, signer, worker)), on=DAY, registry=registry)
    assert result(whole, Rung.CONTENT_INTACT)[0] == "passed"
    assert result(whole, Rung.ISSUER_KEY)[0] == "passed"
    identity = whole.of(Rung.ISSUER_IDENTITY)
    assert (identity.result.value, identity.reason) == ("could_not_check", "issuer_claimed")
    assert identity.get("name") == "University of Probe"
    assert identity.get("similar") == ("University of Probe",)
    assert result(whole, Rung.ISSUER_RECOGNISED) == ("could_not_check", "issuer_not_identified")


def test_an_address_without_its_key(verifier, worker, signer, registry):
    """D1: the issuer's id is an address of the university, the key is anybody's."""
    signed = prove(badge("https://probe.example/issuer"), signer, worker)
    whole = verifier.verify(present(signed), on=DAY, registry=registry)
    assert result(whole, Rung.ISSUER_KEY) == ("could_not_check", "key_unbound")
    assert result(whole, Rung.ISSUER_IDENTITY) == ("could_not_check", "issuer_key_open")
    method = f"https://probe.example/issuer#{signer.multikey}"
    signed = prove(badge("https://probe.example/issuer"), signer, worker, verificationMethod=method)
    whole = verifier.verify(present(signed), on=DAY, registry=registry)
    assert result(whole, Rung.CONTENT_INTACT)[0] == "passed"
    assert result(whole, Rung.ISSUER_KEY) == ("could_not_check", "key_not_confirmed")
    assert result(whole, Rung.ISSUER_IDENTITY) == ("could_not_check", "issuer_key_open")


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Univеrsity of Probe", True),
        ("Ｕniversity of Probe", False),
        ("Uni\u200bversity of Probe", True),
        ("Uni\u00adversity of Probe", True),
        ("\u202eUniversity of Probe", True),
        ("Universitу of Probe", True),
        ("Úniversity of Prob\u00e9", False),
        ("UNIVERSITY OF PROBE", False),
    ],
)
def test_homographs_are_found_and_never_accepted(verifier, worker, registry, name, mixed):
    """D3."""
    signer = Signer()
    document = badge(signer.did)
    document["issuer"]["name"] = name
    whole = verifier.verify(present(prove(document, signer, worker)), on=DAY, registry=registry)
    identity = whole.of(Rung.ISSUER_IDENTITY)
    assert identity.result.value == "could_not_check"
    assert identity.get("similar") == ("University of Probe",)
    assert identity.get("mixed") is mixed


@pytest.mark.parametrize(
    "name", ["University of Probes", "Probe University College", "University of Porbe"]
)
def test_names_that_are_near_are_others(verifier, worker, registry, name):
    """D5: a skeleton is for look-alikes, not for spelling."""
    signer = Signer()
    document = badge(signer.did)
    document["issuer"]["name"] = name
    whole = verifier.verify(present(prove(document, signer, worker)), on=DAY, registry=registry)
    assert whole.of(Rung.ISSUER_IDENTITY).get("similar") == ()


def test_without_registry(verifier, signer):
    whole = issued(verifier, signer, None)
    assert result(whole, Rung.ISSUER_IDENTITY) == ("could_not_check", "registry_missing")


def test_listed_by_its_identifier(verifier, worker):
    signer = Signer()
    listed = InstitutionIndex([institution(domain=None, identifiers=(signer.did,))])
    whole = verifier.verify(
        present(prove(badge(signer.did), signer, worker)), on=DAY, registry=listed
    )
    assert result(whole, Rung.ISSUER_IDENTITY) == ("passed", "issuer_registered")


def test_two_institutions_at_one_domain(verifier, signer):
    both = InstitutionIndex([institution(), institution("Instituto Prova", country="PT")])
    whole = issued(verifier, signer, both)
    assert result(whole, Rung.ISSUER_IDENTITY) == ("could_not_check", "issuer_ambiguous")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cофийски университет", "Софийски университет"),
        ("Οxford", "Oxford"),
        ("ｏｘｆｏｒｄ", "OXFORD"),
        ("Université", "Universite"),
    ],
)
def test_skeletons_of_what_looks_alike(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    "name", ["東京大学 University", "جامعة القاهرة", "Universität Köln", "高校ガク", ""]
)
def test_scripts_that_belong_together(name):
    assert not mixed_script(name)
