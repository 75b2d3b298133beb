import shutil

import pytest
from babel.messages.catalog import Catalog

from service.reporting import catalogue_checks, catalogue_files, catalogues, cldr
from service.reporting.catalogue_checks import check_catalogue
from service.reporting.catalogue_files import LANGUAGES, english_note, forms_of, read_catalog
from service.reporting.messages import REGISTRY, TOPICS
from service.reporting.slots import Kind, message, placeholders


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language):
    assert check_catalogue(read_catalog(language), language) == []


def test_no_key_is_declared_twice():
    assert sum(len(topic) for topic in TOPICS) == len(REGISTRY)


def test_every_message_tells_the_translator_something():
    assert [key for key, entry in REGISTRY.items() if not entry.comment.strip()] == []


def test_the_other_message_of_an_empty_list_needs_no_more_data():
    for entry in REGISTRY.values():
        if entry.when_empty is not None:
            assert REGISTRY[entry.when_empty].data < entry.data


def test_plural_messages_count_something_they_carry():
    for entry in REGISTRY.values():
        assert entry.plural is None or entry.plural in entry.data


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A registry of three messages and an empty folder of catalogues."""
    entries = (
        message("a.plain", "comment"),
        message("a.slot", "comment", text=Kind.TEXT),
        message("a.count", "comment", plural="count", count=Kind.NUMBER),
    )
    registry = {entry.key: entry for entry in entries}
    monkeypatch.setattr(catalogues, "REGISTRY", registry)
    monkeypatch.setattr(catalogue_checks, "REGISTRY", registry)
    monkeypatch.setattr(catalogue_files, "LOCALE", tmp_path)
    english = Catalog(locale="en")
    english.add("a.plain", "Plain words")
    english.add("a.slot", "Words with {text}")
    english.add(("a.count", "a.count"), ("{count} thing", "{count} things"))
    save(english, "en")
    catalogues.update()
    return registry


def save(catalog, language):
    path = catalogue_files.po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogues._written(catalog, language))


def translated(language):
    """A right catalogue of the small registry."""
    catalog = read_catalog(language)
    catalog.get("a.plain").string = "Schlichte Wörter"
    catalog.get("a.slot").string = "Wörter mit {text}"
    forms = len(cldr.plural_tags(language))
    catalog.get("a.count").string = ("{count} Dinge",) * forms
    return catalog


@pytest.mark.parametrize("language", ["de", "fr", "ar", "zh"])
def test_a_right_catalogue_has_no_faults(small, language):
    save(translated(language), language)
    assert check_catalogue(read_catalog(language), language) == []


def broken(catalog, how):
    if how == "C02":
        catalog.delete("a.plain")
    elif how == "C03":
        catalog.get("a.plain").string = ""
    elif how == "C04":
        catalog.get("a.plain").flags.add("fuzzy")
    elif how == "C05":
        gone = catalog.get("a.plain").clone()
        catalog.obsolete["a.gone"] = gone
        gone.id = "a.gone"
    elif how == "C06":
        catalog.get("a.slot").string = "Wörter ohne"
    elif how == "C07":
        catalog.get("a.count").string = ("{count} Ding",)
    elif how == "C08":
        catalog.get("a.plain").string = "Plain words"
    elif how == "C09":
        catalog.get("a.plain").auto_comments = ["comment", "en: Old words"]
    elif how == "C10":
        catalog.add("a.unknown", "Wörter")
    elif how == "C11":
        catalog.get("a.plain").string = "Wörter \u202e"


@pytest.mark.parametrize("code", [f"C{number:02d}" for number in range(2, 12)])
def test_each_fault_is_found_by_its_code(small, code):
    catalog = translated("de")
    broken(catalog, code)
    faults = check_catalogue(catalog, "de")
    assert {fault[:3] for fault in faults} == {code}


def test_an_unknown_placeholder_is_found(small):
    catalog = translated("de")
    catalog.get("a.slot").string = "Wörter mit {txet}"
    assert any("{txet}" in fault for fault in check_catalogue(catalog, "de"))


def test_one_and_two_may_leave_the_number_out_but_many_may_not(small):
    catalog = translated("ar")
    forms = ["{count} شيء"] * 6
    forms[2] = "شيئان"
    catalog.get("a.count").string = tuple(forms)
    assert check_catalogue(catalog, "ar") == []
    forms[4] = "أشياء"
    catalog.get("a.count").string = tuple(forms)
    assert [fault[:3] for fault in check_catalogue(catalog, "ar")] == ["C06"]


def test_words_that_are_rightly_the_same_carry_a_flag(small):
    catalog = translated("de")
    catalog.get("a.plain").string = "Plain words"
    catalog.get("a.plain").flags.add("same")
    save(catalog, "de")
    assert check_catalogue(read_catalog("de"), "de") == []


def test_update_changes_nothing_the_second_time(small):
    save(translated("ar"), "ar")
    catalogues.update()
    before = catalogue_files.po_path("ar").read_bytes()
    catalogues.update()
    assert catalogue_files.po_path("ar").read_bytes() == before


def test_update_marks_what_english_has_changed(small):
    save(translated("de"), "de")
    english = read_catalog("en")
    english.get("a.plain").string = "New words"
    save(english, "en")
    catalogues.update()
    german = read_catalog("de")
    assert german.get("a.plain").fuzzy
    assert not german.get("a.slot").fuzzy
    assert [fault[:3] for fault in check_catalogue(german, "de")] == ["C04"]


def test_update_keeps_what_is_gone_as_obsolete(small):
    save(translated("de"), "de")
    del small["a.plain"]
    catalogues.update()
    german = read_catalog("de")
    assert german.get("a.plain") is None
    assert [fault[:3] for fault in check_catalogue(german, "de")] == ["C05"]


def test_long_english_words_stay_on_one_comment_line(small):
    english = read_catalog("en")
    english.get("a.plain").string = "Many words. " * 40
    save(english, "en")
    catalogues.update()
    save(translated("de"), "de")
    assert check_catalogue(read_catalog("de"), "de") == []


def test_a_missing_catalogue_is_one_fault(small):
    shutil.rmtree(catalogue_files.po_path("fr").parent)
    assert any(fault.startswith("fr: C01") for fault in catalogues.check())


def test_check_exits_with_one_on_faults(small, capsys):
    assert catalogues.main(["check"]) == 1
    assert "C03 a.plain" in capsys.readouterr().out
    assert catalogues.main(["nonsense"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_counts_plural_forms_as_cldr_does(language):
    assert read_catalog(language).num_plurals == len(cldr.plural_tags(language))


def test_english_notes_name_each_form():
    assert english_note(("one", "many")) == ["en[0]: one", "en[1]: many"]
    assert forms_of("x") == ("x",)
    assert placeholders("{b} {a} {b}") == ("a", "b", "b")
