"""Vectors of others: W3C, Wycheproof, web5, and the real files against their manifest."""

import json
from datetime import date

import pytest

from service.commands.verify_table import judge, verdict_of
from service.domain.verification import Rung
from service.importing.presenting import present as present_file
from service.settings import read_settings
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.contexts import load_contexts
from service.verifying.encoding import from_base64url
from service.verifying.jose import Token, signature_holds
from service.verifying.keys import from_jwk, from_pem
from service.verifying.outcome import Outcome
from service.verifying.signatures import ALGORITHMS, holds
from tests.verifying.signing import present, result

DAY = date(2026, 11, 1)
WYCHEPROOF = "suites/wycheproof-subset/testvectors_v1"
# Valid by the letter of the algorithm, refused by us on purpose: keys of small order.
STRICT_FLAGS = {"SmallOrder", "InvalidEncoding"}


def groups(shared, name):
    return json.loads((shared / WYCHEPROOF / name).read_text(encoding="utf-8"))["testGroups"]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ed25519_test.json", 80),
        ("ecdsa_secp256r1_sha256_p1363_test.json", 150),
        ("ecdsa_secp384r1_sha384_p1363_test.json", 150),
        ("rsa_signature_2048_sha256_test.json", 5),
    ],
)
def test_wycheproof_signatures(shared, name, least):
    """Every forged signature is refused; every valid one that our rules allow holds."""
    held = 0
    for group in groups(shared, name):
        try:
            key = from_pem(group["publicKeyPem"])
        except Outcome:
            assert all(each["result"] != "valid" for each in group["tests"])
            continue
        for case in group["tests"]:
            good = holds(key, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
            if case["result"] == "invalid":
                assert not good, case
            if case["result"] == "valid":
                assert good, case
            held += good
    assert held >= least


def test_wycheproof_jws(shared):
    held = forged = 0
    for group in groups(shared, "json_web_signature_test.json"):
        public = group.get("public")
        for case in group["tests"]:
            good = jws_holds(case["jws"], public)
            if case["result"] == "invalid":
                forged += good
            held += good
    assert forged == 0
    assert held >= 3


def jws_holds(text, public):
    parts = text.split(".") if isinstance(text, str) else []
    if len(parts) != 3 or public is None:
        return False
    try:
        key = from_jwk(public)
        header = json.loads(from_base64url(parts[0]))
        signature = from_base64url(parts[2])
        from_base64url(parts[1])
        if header.get("alg") not in ALGORITHMS or "crit" in header:
            return False
        if public.get("alg", header["alg"]) != header["alg"]:
            return False
        signed = ".".join(parts[:2]).encode()
        token = Token(header=header, payload={}, signing_input=signed, signature=signature)
        return signature_holds(token, key)
    except (ValueError, Outcome):
        return False


W3C = [
    "w3c-vc-di-ecdsa-vectors/TestVectors/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
    "w3c-vc-di-ecdsa-vectors/TestVectors/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
    "w3c-vc-di-ecdsa-vectors/TestVectors/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "w3c-vc-di-ecdsa-vectors/TestVectors/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/Ed25519Signature2020/signedEdSig.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/eddsa-jcs-2022/signedJCS.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/eddsa-rdfc-2022/signedDataInt.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/proof-set-chain/signedProofSet1.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/proof-set-chain/signedProofSet2.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/proof-set-chain/signedProofChain1.json",
    "w3c-vc-di-eddsa-vectors/TestVectors/proof-set-chain/signedProofChain2.json",
]


@pytest.mark.parametrize("name", W3C)
def test_w3c_vectors(wide_verifier, shared, name):
    document = json.loads((shared / "suites" / name).read_text(encoding="utf-8"))
    whole = wide_verifier.verify(present(document, "vc2-json"), on=DAY)
    assert result(whole, Rung.CONTENT_INTACT) == ("passed", "signature_holds")
    tampered = {**document, "name": document["name"] + "x"}
    whole = wide_verifier.verify(present(tampered, "vc2-json"), on=DAY)
    assert result(whole, Rung.CONTENT_INTACT) == ("failed", "signature_bad")


def test_web5_tokens(verifier, shared):
    path = shared / "suites/web5-vectors/test-vectors/vc_jwt/verify.json"
    wrong = []
    for case in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
        raw = case["input"].encode()
        whole = verifier.verify(present(raw, "vc1-jwt"), on=DAY)
        accepted = verdict_of(whole) == "valid"
        if accepted and case.get("errors"):
            wrong.append(case["description"])
    # VC Data Model 1.1 §6.3.1 lets `iss` stand for the issuer; this suite does not.
    assert wrong == ["empty issuer"]


def test_the_w3c_poison_ends(shared):
    """B7: the clique of ten blank nodes of the rdf-canon suite, as JSON-LD."""
    path = shared / "suites/w3c-rdf-canon-tests/tests/rdfc10/test074-in.nq"
    graph = []
    for line in path.read_text(encoding="utf-8").splitlines():
        subject, predicate, other, _ = line.split()
        graph.append({"@id": subject, predicate.strip("<>"): {"@id": other}})
    worker = CanonicalPool(load_contexts())
    try:
        with pytest.raises(Outcome) as ended:
            worker.canonicalize({"@context": {}, "@graph": graph}, [], 0, Deadline(2.0))
    finally:
        worker.close()
    assert ended.value.reason == "canonical_limit"


# What cannot be judged offline, and why; see the reasons that `verify_table` prints.
OPEN = {
    "legacyRegistry-noStatus-noExpiry-oldDCCExample.json": "needs a context of scripts/contexts",
    "complete.json": "its revocation list is not at hand",
    "credential-status-revoked.json": "its revocation list is not at hand",
    "simple.jwt": "its key is named nowhere but in its own header, or not at all",
    "simple-jwt.svg": "its key stands only in its own header",
    "simple-jwt_v1.png": "its key stands only in its own header",
    "simple-not-revoked.jwt": "its key is not at hand",
    "simple_old_safesigned.json": "a draft context that nobody serves",
    "simple-err-proof-method-unknown-did-method.json": "did:example may be anything",
    "simple-err-proof-method-unknown-scheme.json": "a scheme that we do not know",
    "simple-err-proof-method.json": "the issuer's document would have to be asked",
    "LER-RS_V2_UC008_portability.json": "RsaSignature2018, key not at hand",
    "LER-RS_V2_UC010_applying.json": "RsaSignature2018, key not at hand",
    "LER-RS_V2_VCwrapper.json": "RsaSignature2018, key not at hand",
    "signedECDSAP384.json": "the citizenship context is in no package",
    "addSignedSDBase.json": "the citizenship context is in no package",
    "derivedRevealDocument.json": "the citizenship context is in no package",
    "signedDataInt.json": "the citizenship context is in no package",
}


@pytest.mark.parametrize("collection", ["a_badges", "b_elm_europass"])
def test_real_files(shared, collection):
    contexts = (read_settings().contexts, shared / "suites")
    judged = list(judge(shared / "files" / collection, contexts))
    assert judged
    accepted = [
        item.expected.path.name for item in judged if item.verdict == "valid" and not item.right
    ]
    assert accepted == []
    wrong = {item.expected.path.name for item in judged if not item.right}
    assert wrong - set(OPEN) == set()
    proved = [item for item in judged if item.expected.proved and not item.right]
    assert {item.expected.path.name for item in proved} <= {
        "complete.json",
        "credential-status-revoked.json",
    }


def test_no_file_of_any_kind_ends_the_verifier(wide_verifier, shared):
    """Every file of the two collections, whatever it is: eight rungs or a refusal in words."""
    from service.errors import InputError

    count = 0
    for folder in ("a_badges", "b_elm_europass"):
        for path in sorted((shared / "files" / folder).rglob("*")):
            if not path.is_file() or path.suffix in (".png", ".xlsx"):
                continue
            try:
                presented = present_file(path.read_bytes(), path.name)
            except InputError:
                continue
            whole = wide_verifier.verify(presented, on=DAY)
            assert [finding.rung for finding in whole.rungs] == list(Rung)
            assert "verification_problem" not in {finding.reason for finding in whole.rungs}, path
            count += 1
    assert count > 100
