"""Every real file gives an award with a title or a coded refusal; none crashes, nor any mutant."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

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
    itxt,
    png,
    presentation,
    svg,
    token,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.credential import Award
from service.errors import InputError
from service.importing.detection import (
    read_award,
    read_credential,
    read_credential_file,
)

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "samples").glob("*.json*"))
DC4EU = "b_elm_europass/dc4eu/formal-education/examples"
ELM = "b_elm_europass/elm/Credentials/JSON-LD_Examples_ELM_v3_"


def outcome(path: Path) -> str:
    """The format of a file that is read (with the picture around it), or the code of a refusal."""
    try:
        file = read_credential_file(path)
    except InputError as error:
        assert error.where.startswith(str(path)), error.where
        return error.code
    assert file.awards or file.descriptors
    for award in file.awards:
        assert award.descriptor.titles or award.courses or file.links or file.notes
        check(award)
    for descriptor in file.descriptors:
        assert descriptor.titles
    assert all(field.pointer.startswith("/") for field in file.all_unread())
    presented = file.presented
    inside = "" if presented.container == "none" else f" in {presented.container}"
    return f"{presented.format}{inside}"


def check(award: Award) -> None:
    assert all(title.value.strip() for title in award.descriptor.titles)
    assert all(" ← /" in quote.where for quote in award.passages)
    assert all(field.pointer.startswith("/") for field in award.unread)


READ = {
    "a_badges": {
        "ob3-json": 94,
        "ob3-json in png": 1,
        "ob3-json in svg": 1,
        "ob3-jwt": 1,
        "ob3-jwt in png": 1,
        "ob3-jwt in svg": 1,
        "vc1-json": 2,
        "clr2-json": 4,
        "clr2-jwt": 1,
        "ob2-hosted": 36,
        "ob2-hosted in png": 1,
        "ob2-jws": 3,
        "ob1-json": 2,
        "ob1-json in png": 1,
    },
    "b_elm_europass": {"elm3-jsonld": 14, "elm3-jades": 1, "edc2-xml": 1, "vc1-json": 1},
    "c_ctdl_case": {"ctdl": 50, "case": 9, "vc1-json": 6},
    "d_elmo_transcripts": {"elmo-xml": 5, "pdf": 8},
}
"""How many files of each format the folders hold; the scan is apart (it needs tesseract)."""


@pytest.mark.parametrize(("kind", "expected"), READ.items())
def test_every_real_file(shared, kind, expected):
    files = [path for path in sorted((shared / "files" / kind).rglob("*")) if path.is_file()]
    assert len(files) > 40
    scan = "Diploma-Example-Netherlands.pdf"
    found = Counter(outcome(path) for path in files if path.name != scan)
    assert {form: n for form, n in found.items() if not form.startswith("input_")} == expected


def manifest(shared: Path, kind: str) -> list[tuple[Path, dict[str, str]]]:
    folder = shared / "files" / kind
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return [(folder / row["file"], row) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize("kind", READ)
def test_what_is_read_agrees_with_the_manifest(shared, kind):
    wrong, compared = [], 0
    for path, row in manifest(shared, kind):
        if path.suffix == ".pdf":
            continue  # the documents have a test of their own
        found, truth, shape = outcome(path), row["expected_truth"], row["shape"]
        wanted: set[str] = set()
        if "no openbadge chunk" in truth or truth == "no badge inside":
            wanted = {"input_image_without_credential"}
        elif "invalid json" in row["flags_notes"] or truth in ("broken JSON", "JSON Schema"):
            wanted = {"input_not_json", "input_format_unknown", "input_duplicate_key"}
        elif row["flags_notes"] == "empty":
            wanted = {"input_empty"}
        elif truth in ("baked OB 1.x",):
            wanted = {"ob1-json in png"}
        elif "'OpenBadgeCredential'" in shape and shape.startswith("JSON"):
            wanted = {"ob3-json"}
        elif "'ClrCredential'" in shape and shape.startswith("JSON"):
            wanted = {"clr2-json"}
        elif shape.startswith("compact JWS"):
            wanted = {"ob2-jws", "ob3-jwt", "clr2-jwt"}
        elif shape.startswith("JPEG"):
            wanted = {"input_image_without_credential"}
        if wanted:
            compared += 1
            if found not in wanted:
                wrong.append((str(path), found, truth))
    assert wrong == []
    assert compared or kind == "d_elmo_transcripts"


@pytest.mark.parametrize("kind", ["a_badges", "b_elm_europass"])
def test_holder_and_proofs_agree_with_the_manifest(shared, kind):
    compared = 0
    for path, row in manifest(shared, kind):
        found = outcome(path)
        if found.startswith("input_") or found.startswith("clr2"):
            continue
        awards = read_credential_file(path).awards
        if "-john-doe" in path.name:
            assert [name.value for name in awards[0].holder.names] == ["John Doe"]
            compared += 1
        if "proof=" in row["shape"] and awards:
            kind_of_proof = row["shape"].partition("proof=")[2].split()[0]
            assert kind_of_proof.split(",")[0] in " ".join(awards[0].proofs), path
            compared += 1
    assert compared > 10


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"{DC4EU}/EUUSC/euusc-uppersecondary-certificate-john-doe.json", "input_not_json"),
        (
            f"{DC4EU}/EUHEPOE/euhepoe-highereducation-proofofenrollment-john-doe.json",
            "input_not_an_award",
        ),
        (
            f"{DC4EU}/EUUSTOR/euustor-uppersecondaryeducation-transcriptofrecords-john-doe.json",
            "elm3-jsonld",
        ),
        ("a_badges/1edtech-validator/ob30/simple-json.png", "ob3-json in png"),
        ("a_badges/1edtech-validator/ob30/simple-err-type.json", "input_not_an_award"),
        ("a_badges/1edtech-validator/ob30/simple.1ob", "ob3-json"),
        ("a_badges/badgr-server/backpack/tests/testfiles/bad_image.png", "input_format_unknown"),
        ("a_badges/badgr-server/issuer/testfiles/300x300.png", "input_image_without_credential"),
        ("a_badges/1edtech-validator/ob20/assets/beths-robot-work.html", "input_empty"),
        ("a_badges/mozilla-bakery/bad-json.svg", "input_not_json"),
    ],
)
def test_chosen_files(shared, path, expected):
    assert outcome(shared / "files" / path) == expected


def test_the_commissions_own_micro_credential(shared):
    award = read_award(shared / "files" / ELM / "Sample-MC-Annex1-unsigned.jsonld")
    found = award.descriptor
    assert (found.country, found.kind, found.isced_f) == ("IE", "microcredential", "0688")
    assert [(v.framework, v.code) for v in found.levels] == [("gb_rqf", "6"), ("eqf", "6")]
    assert [(c.as_written, c.system) for c in found.credits] == [("2", "ECTS")]
    assert (found.workload_hours, len(found.outcomes)) == (60, 2)
    assert [name.value for name in award.holder.names] == ["Ana Andromeda"]
    # The file writes midnight in Brussels as 22:00 of the day before; the day is not corrected.
    assert award.holder.birth_date == "1999-10-01"
    assert "1999-10-01T22:00:00Z" in {quote.text for quote in award.passages}


def test_the_commissions_own_sealed_certificate(shared):
    award = read_award(shared / "files" / ELM / "Sample-CertOfPart-signed.jsonld")
    assert (award.proofs, award.descriptor.kind) == (("JAdES",), "attendance")
    assert award.descriptor.workload_hours == 2
    previews = {field.pointer: field.preview for field in award.unread}
    assert previews["/payload/credentialSubject/hasClaim/specifiedBy/volumeOfLearning"] == "P2M"


def places(value: object, at: tuple = ()) -> list[tuple]:
    found = [at]
    items = value.items() if isinstance(value, dict) else []
    items = enumerate(value) if isinstance(value, list) else items
    for key, item in items:
        found += places(item, (*at, key))
    return found


def replaced(value: object, at: tuple, new: object) -> object:
    if not at:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at[0]] = replaced(value[at[0]], at[1:], new)
    return copy


DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in SAMPLES] + [
    badge(),
    badge_2(),
    clr(),
    presentation(badge(), badge_2(), token(badge())),
    degree_credential(),
    ctdl(),
    case_package(),
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "id", "type", "@value", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_no_mutant_of_a_credential_crashes_a_reader(data):
    document = data.draw(st.sampled_from(DOCUMENTS))
    at = data.draw(st.sampled_from(places(document)))
    text = json.dumps(replaced(document, at, data.draw(ANYTHING)))
    try:
        file = read_credential(text.encode("ascii"), "x")
    except InputError as error:
        assert error.code.startswith("input_") and error.where.startswith("x")
    else:
        for award in file.awards:
            check(award)


BYTES = [
    elmo(),
    EDC.encode(),
    png(itxt(json.dumps(badge()).encode(), packed=True)),
    svg(f"<openbadges:assertion>{json.dumps(badge_2())}</openbadges:assertion>"),
    token(badge()).encode(),
    gzip.compress(elmo()),
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_no_damaged_file_crashes_a_reader(data):
    whole = bytearray(data.draw(st.sampled_from(BYTES)))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(0, 4))
        whole[at : at + length] = data.draw(st.binary(max_size=4))
    try:
        file = read_credential(bytes(whole), "x")
    except InputError as error:
        assert error.code.startswith("input_") and error.where.startswith("x")
    else:
        for award in file.awards:
            check(award)
