"""The canonicalising process: right answers, and an end to poisoned graphs (B7)."""

import json

import pytest

from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.contexts import load_contexts
from service.verifying.outcome import Outcome


def poison(size):
    """A clique of blank nodes: the work grows with the factorial of its size."""
    names = [f"_:b{index}" for index in range(size)]
    return {
        "@context": {"p": {"@id": "https://example.org/p", "@type": "@id"}},
        "@graph": [{"@id": one, "p": [other for other in names if other != one]} for one in names],
    }


@pytest.fixture
def hasty():
    worker = CanonicalPool(load_contexts())
    yield worker
    worker.close()


def test_poison_ends_and_the_next_document_is_served(hasty):
    with pytest.raises(Outcome) as ended:
        hasty.canonicalize(poison(12), [], 0, Deadline(1.0))
    assert ended.value.detail == {"limit": "time"}
    harmless = hasty.canonicalize(poison(3), [], 0, Deadline(1.0))
    assert harmless.document.count("\n") == 6


def test_statements_are_canonical_whatever_the_names(hasty):
    one = hasty.canonicalize(poison(4), [], 0, Deadline(1.0))
    renamed = poison(4)
    text = json.dumps(renamed).replace("_:b", "_:other")
    again = hasty.canonicalize(json.loads(text), [], 0, Deadline(1.0))
    assert one.document == again.document


def test_an_empty_form_is_refused(hasty):
    with pytest.raises(Outcome) as ended:
        hasty.canonicalize({"@context": {}}, [], 0, Deadline(1.0))
    assert ended.value.reason == "nothing_signed"


def test_memory_is_bounded(hasty):
    vast = poison(2)
    vast["@graph"] = [{"@id": f"_:n{i}", "https://example.org/v": "x" * 50} for i in range(200_000)]
    with pytest.raises(Outcome) as ended:
        hasty.canonicalize(vast, [], 0, Deadline(30.0))
    assert ended.value.detail == {"limit": "memory"}


def test_relative_iris_state_nothing(hasty):
    """They would be statements about an address that PyLD makes up."""
    document = {"@context": {"p": "https://example.org/p"}, "@id": "urn:a:b", "p": "v"}
    plain = hasty.canonicalize(document, [], 0, Deadline(1.0))
    typed = hasty.canonicalize({**document, "@type": "Relative"}, [], 0, Deadline(1.0))
    assert typed.document == plain.document
    assert typed.unsigned_types == ("Relative",)


def test_a_poisoned_document_does_not_hold_up_the_others(hasty):
    """The quick one is served by the second process while the first is burning."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as threads:
        slow = threads.submit(hasty.canonicalize, poison(14), [], 0, Deadline(600.0))
        quick = hasty.canonicalize(poison(3), [], 0, Deadline(600.0))
        assert quick.document
        assert not slow.done()
        hasty.close()
        with pytest.raises(Outcome):
            slow.result()


def test_nothing_is_started_without_time_left(hasty):
    with pytest.raises(Outcome) as ended:
        hasty.canonicalize(poison(3), [], 0, Deadline(0.0))
    assert ended.value.detail == {"limit": "time"}
