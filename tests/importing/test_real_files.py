"""Every real file gives an award with a title or a coded refusal; none crashes, nor any mutant."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.credential import Award
from service.errors import InputError
from service.importing.detection import read_award, read_award_bytes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "samples").glob("*.json*"))
DC4EU = "b_elm_europass/dc4eu/formal-education/examples"
ELM = "b_elm_europass/elm/Credentials/JSON-LD_Examples_ELM_v3_"


def outcome(path: Path) -> str:
    try:
        award = read_award(path)
    except InputError as error:
        assert error.where.startswith(str(path)), error.where
        return error.code
    check(award)
    return award.format


def check(award: Award) -> None:
    assert award.descriptor.titles
    assert all(title.value.strip() for title in award.descriptor.titles)
    assert all(" ← /" in quote.where for quote in award.passages)
    assert all(field.pointer.startswith("/") for field in award.unread)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("a_badges", {"open_badges_3": 94}),
        ("b_elm_europass", {"elm_3": 13}),
        ("c_ctdl_case", {}),
        ("d_elmo_transcripts", {}),
    ],
)
def test_every_real_file(shared, kind, expected):
    files = [path for path in sorted((shared / "files" / kind).rglob("*")) if path.is_file()]
    assert len(files) > 40
    found = Counter(outcome(path) for path in files)
    assert {form: n for form, n in found.items() if not form.startswith("input_")} == expected


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
            "input_no_title",
        ),
        ("a_badges/1edtech-validator/ob30/simple-json.png", "input_format_not_yet"),
        ("a_badges/1edtech-validator/ob30/simple-err-type.json", "input_format_unknown"),
        ("a_badges/1edtech-validator/ob30/simple.1ob", "open_badges_3"),
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


DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in SAMPLES]
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
        award = read_award_bytes(text.encode("ascii"), "x")
    except InputError as error:
        assert error.code.startswith("input_") and error.where.startswith("x")
    else:
        check(award)
