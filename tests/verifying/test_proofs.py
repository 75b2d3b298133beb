"""Embedded proofs: every suite, every way to tamper (threats B1–B9)."""

import copy
import json
from datetime import date

import pytest

from service.domain.verification import Rung
from tests.verifying.signing import OB3, VC2, Signer, Web, badge, present, prove, result

DAY = date(2026, 11, 1)
SUITES = [
    ("eddsa-rdfc-2022", "Ed25519"),
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
    ("ecdsa-jcs-2019", "P-384"),
]
ED2020 = "https://w3id.org/security/suites/ed25519-2020/v1"


def content(verifier, document, **more):
    return result(verifier.verify(present(document), on=DAY, **more), Rung.CONTENT_INTACT)


@pytest.mark.parametrize(("suite", "kind"), SUITES)
def test_a_suite_holds_and_its_tampering_does_not(verifier, worker, suite, kind):
    signer = Signer(kind)
    signed = prove(badge(signer.did), signer, worker, suite)
    whole = verifier.verify(present(signed), on=DAY)
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "signature_holds")
    assert result(whole, Rung.ISSUER_KEY) == ("passed", "key_is_issuer")
    assert content(verifier, {**signed, "name": "Introduction to Soil Sciencf"}) == (
        "failed",
        "signature_bad",
    )


def test_ed25519_signature_2020(verifier, worker, signer):
    document = badge(signer.did, **{"@context": [VC2, OB3, ED2020]})
    signed = prove(document, signer, worker, "Ed25519Signature2020")
    assert content(verifier, signed) == ("passed", "signature_holds")
    assert content(verifier, {**signed, "name": "x"})[0] == "failed"


def strings(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("proof", "@context"):
                yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))
    elif isinstance(value, str):
        yield path


@pytest.mark.parametrize("path", list(strings(badge("did:key:zX"))), ids=str)
def test_every_string_is_covered(verifier, worker, signer, path):
    """B06: deleting one character of any field must show."""
    signed = prove(badge(signer.did), signer, worker)
    tampered = copy.deepcopy(signed)
    place = tampered
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = place[path[-1]][:-1]
    assert content(verifier, tampered)[0] != "passed"


def test_only_the_order_of_keys_and_white_space_changed(verifier, worker, signer):
    for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        signed = prove(badge(signer.did), signer, worker, suite)
        turned = json.loads(json.dumps(dict(reversed(signed.items())), indent=3))
        assert content(verifier, turned) == ("passed", "signature_holds")


def test_jcs_counts_numbers_by_value(verifier, worker, signer):
    document = badge(signer.did, **{"@context": [VC2]})
    document["credentialSubject"] = {"hours": 1}
    signed = prove(document, signer, worker, "eddsa-jcs-2022")
    signed["credentialSubject"] = {"hours": 1.0}
    assert content(verifier, signed)[0] == "passed"
    signed["credentialSubject"] = {"hours": 1.5}
    assert content(verifier, signed) == ("failed", "signature_bad")


@pytest.mark.parametrize(
    "added",
    [
        {"name": "https://schema.org/description"},
        {"issuer": "https://example.org/other"},
        {"credentialSubject": {"@id": "https://example.org/subject"}},
        {"@vocab": "https://example.org/vocab#"},
        {"@base": "https://example.org/"},
    ],
    ids=str,
)
def test_inline_contexts_may_not_redefine(verifier, worker, signer, added):
    """B1."""
    signed = prove(badge(signer.did), signer, worker)
    signed["@context"] = [*signed["@context"], added]
    assert content(verifier, signed) == ("failed", "context_redefines")


def test_inline_contexts_may_add_a_term(verifier, worker, signer):
    document = badge(signer.did, campus="North")
    document["@context"] = [VC2, OB3, {"campus": "https://example.org/campus"}]
    signed = prove(document, signer, worker)
    assert content(verifier, signed)[0] == "passed"
    assert content(verifier, {**signed, "campus": "South"})[0] == "failed"


def test_swapped_terms(verifier, worker, signer):
    """B1: two terms re-mapped so that the statements stay the same."""
    signed = prove(badge(signer.did, description="Grade: poor"), signer, worker)
    signed["name"], signed["description"] = signed["description"], signed["name"]
    signed["@context"] = [
        *signed["@context"],
        {"name": "https://schema.org/description", "description": "https://schema.org/name"},
    ]
    assert content(verifier, signed) == ("failed", "context_redefines")


@pytest.mark.parametrize("nested", [False, True])
def test_unmapped_data_fails(verifier, worker, signer, nested):
    """B2, B08: what no context maps is not signed; added or changed, the badge is not intact."""
    signed = prove(badge(signer.did), signer, worker)
    target = signed["credentialSubject"] if nested else signed
    target["gpa"] = "4.0"
    whole = verifier.verify(present(signed), on=DAY)
    finding = whole.of(Rung.CONTENT_INTACT)
    assert (finding.result.value, finding.reason) == ("failed", "unsigned_data")
    assert finding.get("names") == ("gpa",)


def test_unmapped_type_names_are_listed(verifier, worker, signer):
    document = badge(signer.did)
    achievement = document["credentialSubject"]["achievement"]
    achievement["criteria"]["type"] = "NoSuchType"
    signed = prove(document, signer, worker)
    whole = verifier.verify(present(signed), on=DAY)
    assert result(whole, Rung.CONTENT_INTACT)[0] == "passed"
    assert whole.unsigned == ("NoSuchType",)


@pytest.mark.parametrize("name", ["not-a-uri", "has space:x", ""])
def test_statements_about_no_iri_fall_away(verifier, worker, signer, name):
    """B3, B07: a node whose id is no IRI loses its statements."""
    signed = prove(badge(signer.did, id=name), signer, worker)
    assert content(verifier, signed)[0] == "failed"


def test_policy_terms_may_not_hide(verifier, worker, signer):
    """An expiry spelled as an IRI, or moved to a second description, keeps the statements."""
    expired = badge(signer.did, validUntil="2025-01-01T00:00:00Z")
    signed = prove(expired, signer, worker)
    until = signed.pop("validUntil")
    spelled = {
        **signed,
        "https://www.w3.org/2018/credentials#validUntil": {
            "type": "http://www.w3.org/2001/XMLSchema#dateTime",
            "@value": until,
        },
    }
    assert content(verifier, spelled) == ("failed", "term_disguised")
    decoy = {**spelled, "validUntil": None}
    assert content(verifier, decoy) == ("failed", "term_disguised")
    document = badge(
        signer.did, validUntil=until, evidence=[{"id": "urn:x:y", "type": ["Evidence"]}]
    )
    moved = prove(document, signer, worker)
    moved["evidence"].append({"id": moved["id"], "validUntil": moved.pop("validUntil")})
    assert content(verifier, moved)[0] == "failed"


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_key_of_somebody_else(verifier, worker, signer, suite):
    """B4, B09: signed by Y, issuer X."""
    other = Signer()
    signed = prove(badge(other.did), signer, worker, suite)
    whole = verifier.verify(present(signed), on=DAY)
    assert result(whole, Rung.CONTENT_INTACT)[0] == "passed"
    finding = whole.of(Rung.ISSUER_KEY)
    assert finding.reason == "issuer_key_mismatch"
    assert finding.get("issuer") == other.did
    assert finding.get("controller") == signer.did


@pytest.mark.parametrize(
    ("options", "rung", "reason"),
    [
        ({"proofPurpose": "keyAgreement"}, Rung.ISSUER_KEY, "proof_purpose"),
        ({"proofPurpose": "authentication"}, Rung.ISSUER_KEY, "proof_purpose"),
        ({"created": "2999-01-01T00:00:00Z"}, Rung.CONTENT_INTACT, "proof_in_future"),
        ({"expires": "2025-01-01T00:00:00Z"}, Rung.CONTENT_INTACT, "proof_expired"),
        ({"expires": "soon"}, Rung.CONTENT_INTACT, "date_unreadable"),
        ({"domain": "bank.example"}, Rung.CONTENT_INTACT, "proof_bound_elsewhere"),
        ({"challenge": "1234"}, Rung.CONTENT_INTACT, "proof_bound_elsewhere"),
    ],
)
def test_proofs_made_for_something_else(verifier, worker, signer, options, rung, reason):
    signed = prove(badge(signer.did), signer, worker, "eddsa-jcs-2022", **options)
    assert result(verifier.verify(present(signed), on=DAY), rung) == ("failed", reason)


def test_proof_sets(verifier, worker, signer):
    """B5: one bad proof fails the set; one of an unknown kind leaves it open."""
    good = prove(badge(signer.did), signer, worker, "eddsa-jcs-2022")
    both = prove(good, signer, worker)
    assert content(verifier, both)[0] == "passed"
    bad = copy.deepcopy(both)
    bad["proof"][1]["proofValue"] = bad["proof"][0]["proofValue"]
    assert content(verifier, bad) == ("failed", "signature_bad")
    strange = copy.deepcopy(both)
    strange["proof"][1]["cryptosuite"] = "bbs-2035"
    assert content(verifier, strange) == ("could_not_check", "suite_unknown")
    assert content(verifier, {**good, "proof": []}) == ("failed", "proof_empty")
    assert content(verifier, {**good, "proof": {}}) == ("failed", "proof_empty")
    many = {**good, "proof": [good["proof"]] * 40}
    assert content(verifier, many) == ("could_not_check", "proofs_too_many")


def test_a_chain_that_lacks_its_first_proof(verifier, worker, signer):
    signed = prove(badge(signer.did), signer, worker, previousProof="urn:uuid:gone")
    assert content(verifier, signed) == ("failed", "proof_missing")


def test_unsigned_is_not_checked(verifier, signer):
    assert content(verifier, badge(signer.did)) == ("could_not_check", "unsigned")


@pytest.mark.parametrize("where", ["top", "nested"])
def test_unknown_contexts_are_never_fetched(verifier, worker, signer, where):
    """A4."""
    url = "https://attacker.example/context.json"
    signed = prove(badge(signer.did), signer, worker)
    if where == "top":
        signed["@context"] = [*signed["@context"], url]
    else:
        signed["credentialSubject"]["@context"] = url
    web = Web({url: {"@context": {}}})
    assert content(verifier, signed, fetch=web) == ("could_not_check", "context_unknown")
    assert url not in web.asked


def test_an_import_is_never_followed(verifier, worker, signer):
    signed = prove(badge(signer.did), signer, worker)
    url = "https://attacker.example/x"
    signed["@context"] = [*signed["@context"], {"@import": url}]
    web = Web()
    assert content(verifier, signed, fetch=web) == ("failed", "context_redefines")
    assert url not in web.asked


def test_nothing_but_keys_is_fetched_before_the_signature(verifier, worker, signer):
    """A6, B31: an unsigned or tampered badge names many addresses; none is asked."""
    names = {
        "credentialStatus": {
            "id": "https://canary.example/s#1",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "1",
            "statusListCredential": "https://canary.example/s",
        },
        "credentialSchema": [
            {"id": "https://canary.example/schema", "type": "1EdTechJsonSchemaValidator2019"}
        ],
        "image": {"id": "https://canary.example/image.png", "type": "Image"},
    }
    web = Web()
    verifier.verify(present(badge("https://canary.example/issuer", **names)), on=DAY, fetch=web)
    signed = prove(badge(signer.did, **names), signer, worker)
    verifier.verify(present({**signed, "name": "x"}), on=DAY, fetch=web)
    assert web.asked == []
    verifier.verify(present(signed), on=DAY, fetch=web)
    assert web.asked == ["https://canary.example/s"]


def test_presentations_are_opened_and_bounded(verifier, worker, signer):
    """B6."""
    signed = prove(badge(signer.did), signer, worker)

    def wrapped(depth):
        document = signed
        for _ in range(depth):
            document = {
                "@context": [VC2],
                "type": ["VerifiablePresentation"],
                "verifiableCredential": [document],
            }
        return document

    def of(document):
        return result(verifier.verify(present(document, "vp-json"), on=DAY), Rung.CONTENT_INTACT)

    assert of(wrapped(1)) == ("passed", "signature_holds")
    assert of(wrapped(12)) == ("could_not_check", "presentation_too_deep")
    two = {**wrapped(1), "verifiableCredential": [signed, signed]}
    assert of(two) == ("could_not_check", "presentation_not_one")
    holder = verifier.verify(present(wrapped(1), "vp-json"), on=DAY, recipient="a@b.example")
    assert holder.of(Rung.RECIPIENT).result.value == "could_not_check"


def test_too_deep(verifier):
    document = badge("did:key:z6Mk")
    deep = {}
    document["credentialSubject"] = deep
    for _ in range(500):
        deep["a"] = {}
        deep = deep["a"]
    assert content(verifier, document) == ("could_not_check", "document_unreadable")
