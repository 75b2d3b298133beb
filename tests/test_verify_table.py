"""The table of judgements: truths out of words, and one class out of eight rungs."""

import pytest

from service.commands.verify_table import table, verdict_of
from service.commands.verify_truth import Expected, LocalCopies, expected_files
from service.domain.verification import Rung, RungFinding, RungResult, Verification

OK = "JSON object keys=['proof'] type=['VerifiableCredential'] proof=eddsa-rdfc-2022"
ROWS = [
    ("a.json", "valid; checked independently by us: SIG-OK", OK, "valid", True),
    ("b.json", "valid (per the name); checked: SIG-BAD", OK, "tampered", True),
    ("c.json", "revoked; expired; issuer in no registry", OK, "revoked", False),
    ("d.json", "expired; issuer in registry", OK, "expired", False),
    ("e.json", "valid; SIG-OK", OK + " [validUntil=2025-12-16T00:00:00Z]", "expired", True),
    ("f.json", "valid (signed*)", OK.replace("proof", "x"), "unsigned", False),
    ("g.json", "status list tampered; SIG-OK", OK, "status_unusable", True),
    ("h.json", "not yet valid; signature holds (corrected)", OK, "not_yet_valid", True),
    ("i.png", "no openbadge chunk: must say so", "PNG no text chunk", "no_badge", False),
    ("j.json", "unsigned sample", OK, None, False),
    ("k.json", "valid (per the name)", "JSON object type=BadgeClass", None, False),
    ("l.json", "", OK, None, False),
    ("m.json", "expired status list; signature holds (corrected)", OK, "expired", True),
]


def test_truths(tmp_path):
    lines = ["file\texpected_truth\tshape", *("\t".join(row[:3]) for row in ROWS)]
    (tmp_path / "MANIFEST.tsv").write_text("\n".join(lines), encoding="utf-8")
    found = {item.path.name: (item.verdict, item.proved) for item in expected_files(tmp_path)}
    assert found == {name: (verdict, proved) for name, _, _, verdict, proved in ROWS if verdict}


def made(**results):
    rungs = []
    for rung in Rung:
        result, reason = results.get(rung.value, ("passed", "x"))
        rungs.append(RungFinding(rung=rung, result=RungResult(result), reason=reason))
    return Verification(format="ob3-json", rungs=tuple(rungs))


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ({}, "valid"),
        ({"content_intact": ("failed", "signature_bad")}, "tampered"),
        ({"content_intact": ("could_not_check", "unsigned")}, "unsigned"),
        ({"content_intact": ("could_not_check", "suite_unknown")}, "could_not_check"),
        ({"status": ("failed", "revoked"), "validity": ("failed", "expired")}, "revoked"),
        ({"validity": ("failed", "expired")}, "expired"),
        ({"validity": ("failed", "not_yet_valid")}, "not_yet_valid"),
        ({"issuer_key": ("failed", "issuer_key_mismatch")}, "tampered"),
        ({"issuer_key": ("could_not_check", "key_not_confirmed")}, "valid"),
        ({"status": ("could_not_check", "status_list_short")}, "status_unusable"),
        ({"status": ("could_not_check", "fetch_offline")}, "status_unusable"),
        ({"status": ("could_not_check", "status_list_other_issuer")}, "valid"),
    ],
)
def test_one_class(results, verdict):
    assert verdict_of(made(**results)) == verdict


def test_an_empty_table():
    assert table([]).row_count == 2


def test_copies_answer_and_nothing_else(tmp_path):
    copies = LocalCopies(tmp_path)
    assert copies("https://uni.example/x").code == "fetch_offline"
    copies.current = b'{"id": "https://example.org/a.json"}'
    assert copies("https://example.org/a.json").body == copies.current
    assert Expected(path=tmp_path, verdict="valid", proved=False).proved is False
