"""The ladder as a whole: always eight rungs, never an exception, nothing kept."""

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.verification import Presented, Rung, RungResult
from service.verifying.first_rungs import FORMATS
from tests.verifying.signing import Web, badge, present, prove, token

DAY = date(2026, 11, 1)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "type",
                    "issuer",
                    "proof",
                    "@context",
                    "credentialStatus",
                    "credentialSubject",
                    "validUntil",
                    "recipient",
                    "verification",
                    "verifiableCredential",
                    "badge",
                    "x",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(FORMATS)), JSON, st.binary(max_size=60))
def test_anything_gives_eight_rungs(verifier, form, value, raw):
    document = value if isinstance(value, dict) else None
    presented = Presented(format=form, document=document, raw=raw)
    whole = verifier.verify(presented, on=DAY, recipient="a@b.example", fetch=Web())
    assert [finding.rung for finding in whole.rungs] == list(Rung)
    assert whole.of(Rung.CONTENT_INTACT).result is not RungResult.PASSED
    assert "verification_problem" not in {finding.reason for finding in whole.rungs}


def test_an_unknown_format(verifier):
    whole = verifier.verify(Presented(format="unheard", document={}, raw=b""), on=DAY)
    assert whole.of(Rung.FORMAT_RECOGNISED).reason == "format_unknown"
    assert whole.of(Rung.CONTENT_INTACT).result is RungResult.COULD_NOT_CHECK


def test_a_fetch_that_raises_ends_nothing(verifier, signer):
    def broken(url):
        raise RuntimeError("secret")

    raw = token(badge("did:web:uni.example"), signer, kid="did:web:uni.example#1")
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=broken)
    assert {finding.reason for finding in whole.rungs} == {"verification_problem"}
    assert "secret" not in repr(whole)


def test_no_fetch_starts_after_the_deadline(verifier, signer, monkeypatch):
    from service.verifying.canonical import Deadline

    monkeypatch.setattr(Deadline, "left", lambda self: 1.0)
    web = Web()
    raw = token(badge("did:web:uni.example"), signer, kid="did:web:uni.example#1")
    whole = verifier.verify(present(raw, "vc2-jwt"), on=DAY, fetch=web)
    assert whole.of(Rung.CONTENT_INTACT).reason == "fetch_timeout"
    assert web.asked == []


def test_enveloped_credentials(verifier, signer):
    """VC 2.0 §4.13: the token stands in a data: address."""
    raw = token(badge(signer.did), signer)
    document = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": "data:application/vc+jwt," + raw.decode(),
        "type": "EnvelopedVerifiableCredential",
    }
    whole = verifier.verify(present(document, "vc2-json"), on=DAY)
    assert whole.of(Rung.CONTENT_INTACT).reason == "signature_holds"


def test_one_verifier_for_many_threads(verifier, worker, signer):
    from concurrent.futures import ThreadPoolExecutor

    signed = prove(badge(signer.did), signer, worker)
    with ThreadPoolExecutor(max_workers=8) as pool:
        made = pool.map(lambda _: verifier.verify(present(signed), on=DAY), range(40))
        assert {each.of(Rung.CONTENT_INTACT).reason for each in made} == {"signature_holds"}


SERVICE = Path(__file__).resolve().parents[2] / "service" / "verifying"


def reasons():
    for path in sorted(SERVICE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", "")
                first = node.args[0]
                if name in ("passed", "failed", "unknown", "not_applicable") and isinstance(
                    first, ast.Constant
                ):
                    yield path.name, first.value, {k.arg for k in node.keywords}


REASONS = sorted({reason for _, reason, _ in reasons()})


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_message(reason):
    from service.reporting.messages import REGISTRY

    entry = REGISTRY[f"rung_reason.{reason}"]
    needed = {name for slot in entry.slots for name in slot.reads}
    for file, found, carried in reasons():
        if found == reason:
            assert needed <= carried, f"{file}: {reason} lacks {needed - carried}"
