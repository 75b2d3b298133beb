import pytest

from service.reporting.phrase import Phrase, direction_of, joined, plain, quoted, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a\\u{202E}b"),
        ("a\u2066b\u2069", "a\\u{2066}b\\u{2069}"),
        ("zero\u200bwidth\ufeff", "zero\\u{200B}width\\u{FEFF}"),
        ("half \ud800", "half \\u{D800}"),
        ("tag \U000e0041", "tag \\u{E0041}"),
        ("bell \x07", "bell \\u{0007}"),
        ("two\nlines\tone", "two lines one"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "a\\u{200C}b"),
        ("क्\u200dष", "क्\u200dष"),
        ("Zoë Müller 东 й", "Zoë Müller 东 й"),
        ("e\u0301", "e\u0301"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_acting_characters_are_shown(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("abc", "ltr"),
        ("(12) بكالوريوس BCom", "rtl"),
        ("(2015) BCom بكالوريوس", "ltr"),
        ("12", "ltr"),
        ("עברית", "rtl"),
    ],
)
def test_direction_is_that_of_the_first_strong_character(text, wanted):
    assert direction_of(text) == wanted


@pytest.mark.parametrize("tag", ["und", "", 'en" onload="x', "<b>", "x" * 9])
def test_unknown_language_tags_are_empty(tag):
    assert quoted("text", tag).runs[0].lang == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc", "https://a b", 'https://x\n"']
)
def test_only_web_addresses_become_links(address):
    assert quoted("text", "en", address).runs[0].href is None


def test_web_addresses_become_links():
    assert quoted("text", "en", "https://example.org/?a=1&b=2").runs[0].href is not None


def test_isolates_stand_around_runs_with_a_direction_only():
    phrase = joined((plain("عنوان"), quoted("Diplom", "de")), " ")
    assert phrase.isolated() == "عنوان \u2066Diplom\u2069"
    assert str(phrase) == "عنوان Diplom"
    assert Phrase().isolated() == ""
