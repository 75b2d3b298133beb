from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from service.reporting.as_html import css_string, report_html
from service.reporting.marks import mark_names, mark_svg
from service.reporting.wording import Wording
from tests.reporting.builders import (
    AWARD,
    SampleFacts,
    chinese_report,
    egyptian_report,
    german_report,
    text,
)

VOID = {"meta", "link", "br", "col", "img", "hr", "input"}
DRAWING = {"path", "circle", "rect"}


class Page(HTMLParser):
    """Elements with attributes, text by element, and whether every element is closed."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.open, self.wrong = [], [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        opened = self.open.pop()[0]
        if opened != tag:
            self.wrong.append((opened, tag))

    def handle_data(self, data):
        self.words.append((self.open[-1] if self.open else None, data))

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(params=["en", "de", "ar", "zh"])
def page(request):
    return Page(report_html(german_report(), Wording(request.param, SampleFacts())))


def english(report):
    return report_html(report, Wording("en", SampleFacts()))


def test_elements_are_nested_and_closed(page):
    assert page.wrong == []
    assert page.open == []


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    inside = [a["href"][1:] for a in page.named("a") if a["href"].startswith("#")]
    assert inside
    assert [name for name in inside if name not in ids] == []
    labelled = [a["aria-labelledby"] for a in page.named("section")]
    assert [name for name in labelled if name not in ids] == []


def test_nothing_is_fetched_and_nothing_runs(page):
    assert page.named("script") == page.named("link") == page.named("img") == []
    assert [a for _, a in page.elements if any(name.startswith("on") for name in a)] == []
    styles = "".join(words for at, words in page.words if at and at[0] == "style")
    assert "url(" not in styles
    assert "@import" not in styles


def test_tables_have_captions_and_heads(page):
    tables = page.named("table")
    assert len(page.named("caption")) == len(tables) > 3
    assert {a["scope"] for a in page.named("th")} == {"col", "row"}


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [("en", "en", "ltr"), ("ar", "ar", "rtl"), ("zh", "zh-Hans", "ltr")],
)
def test_the_page_names_its_language_and_direction(language, tag, direction):
    page = Page(report_html(german_report(), Wording(language, SampleFacts())))
    assert page.named("html") == [{"lang": tag, "dir": direction}]


def test_quoted_titles_keep_their_language_and_direction():
    page = Page(english(egyptian_report()))
    quotes = {
        (at[1].get("lang"), at[1].get("dir"))
        for at, words in page.words
        if at and "بكالوريوس" in words
    }
    assert quotes == {("ar", "rtl"), ("", "rtl")}


def test_markup_in_a_file_is_printed_and_never_acts():
    title = text('<script>alert(1)</script> "><img src=x onerror=y> {{ 7*7 }} &amp;', "de")
    award = replace(AWARD, descriptor=replace(AWARD.descriptor, titles=(title,)))
    page = Page(english(german_report(award=award)))
    assert page.named("script") == page.named("img") == []
    assert any(title.value == words for _, words in page.words)


def test_overrides_in_a_file_are_shown():
    made = english(german_report())
    assert "\\u{202E}moc" in made
    assert "\u202e" not in made


def test_every_finding_has_a_word_and_a_mark():
    page = Page(english(german_report()))
    words = "".join(words for _, words in page.words)
    for finding in (
        "comparable",
        "different, not substantial",
        "potentially substantial difference",
        "unknown",
        "official referencing",
        "not a probability",
    ):
        assert finding in words
    assert all(a["aria-hidden"] == "true" for a in page.named("svg"))


@pytest.mark.parametrize(
    ("make", "strength"),
    [
        (german_report, "result official"),
        (egyptian_report, "result estimate"),
        (chinese_report, "result none"),
    ],
)
def test_an_estimate_never_looks_official(make, strength):
    page = Page(english(make()))
    assert strength in [a.get("class") for a in page.named("div")]


def test_a_model_that_is_off_is_named_so():
    assert "switched off" in english(chinese_report())
    assert "multilingual-e5-small" in english(german_report())


def test_the_same_report_gives_the_same_bytes():
    assert english(german_report()) == english(german_report())


def test_marks_are_drawn():
    assert all(mark_svg(name).startswith("<svg") for name in mark_names())


def test_css_strings_cannot_be_left():
    assert css_string('a"; } </style>') == '"a\\22 \\3b \\20 \\7d \\20 \\3c \\2f style\\3e "'
