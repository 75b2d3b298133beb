"""The pinned contexts: believed by their hash, wherever they come from."""

import json
import re

import pytest

from service.verifying.context_pins import PINS
from service.verifying.context_rules import MAX_CONTEXTS, check_contexts
from service.verifying.contexts import fingerprint, load_contexts
from service.verifying.outcome import Outcome
from tests.verifying.signing import OB3, VC2


def test_what_the_packages_bring():
    bundle = load_contexts()
    for url in (VC2, OB3, "https://www.w3.org/2018/credentials/v1"):
        assert bundle.knows(url)
    for edition in bundle.editions:
        assert set(edition) == set(bundle.editions[0])
        for url, document in edition.items():
            assert fingerprint(document) in PINS[url]


def test_pins_are_hashes_of_https_addresses():
    for url, hashes in PINS.items():
        assert url.startswith("https://")
        assert hashes
        assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in hashes)


def test_a_changed_file_is_not_believed(tmp_path):
    bundle = load_contexts()
    document = json.loads(json.dumps(bundle.editions[0][VC2]))
    (tmp_path / "same.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
    document["@context"]["name"] = "https://evil.example/name"
    (tmp_path / "changed.json").write_text(json.dumps({VC2: document}), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert load_contexts((tmp_path,)).editions == bundle.editions


def test_a_folder_may_bring_more(shared):
    wide = load_contexts((shared / "suites",))
    assert wide.knows("https://www.w3.org/ns/credentials/examples/v2")
    assert set(load_contexts().editions[0]) < set(wide.editions[0])


@pytest.mark.parametrize(
    ("contexts", "reason"),
    [
        ([VC2] * (MAX_CONTEXTS + 2), "context_too_many"),
        ([VC2, 7], "context_redefines"),
        ([VC2, None], "context_redefines"),
        ("https://unheard.example/", "context_unknown"),
    ],
)
def test_contexts_that_are_refused(contexts, reason):
    with pytest.raises(Outcome) as raised:
        check_contexts({"@context": contexts}, load_contexts())
    assert raised.value.reason == reason


def test_none_at_all():
    with pytest.raises(Outcome) as raised:
        check_contexts({"name": "x"}, load_contexts())
    assert raised.value.reason == "context_missing"
