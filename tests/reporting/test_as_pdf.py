import io
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pypdf
import pytest

from service.domain.credential import Holder
from service.errors import RenderError
from service.reporting import as_pdf, fonts
from service.reporting.as_json import report_data
from service.reporting.as_pdf import report_pdf
from service.reporting.view_data import _pieces
from service.reporting.wording import Wording
from tests.reporting.builders import (
    AWARD,
    SampleFacts,
    chinese_report,
    egyptian_report,
    german_report,
    text,
)

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
ISOLATES = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def made(report, language="en"):
    return report_pdf(report, Wording(language, SampleFacts()))


def read(report, language="en"):
    """The text as `pdftotext` gives it, without directional marks and line breaks."""
    found = subprocess.run(
        ["pdftotext", "-", "-"], input=made(report, language), capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", ISOLATES.sub("", found.stdout.decode()))


def titled(value, language="de"):
    award = replace(AWARD, descriptor=replace(AWARD.descriptor, titles=(text(value, language),)))
    return german_report(award=award)


def test_the_report_is_attached():
    report = german_report()
    reader = pypdf.PdfReader(io.BytesIO(made(report)))
    (content,) = reader.attachments[f"{report.number}.json"]
    assert json.loads(content) == report_data(report)


def test_it_is_tagged_archival_and_named():
    reader = pypdf.PdfReader(io.BytesIO(made(german_report())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == f"Equivalence report {german_report().number}"
    assert len(reader.outline) > 0
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>3<", about)
    assert re.search(r"pdfaid:conformance>A<", about)
    assert re.search(r"pdfuaid:part>1<", about)


def test_all_fonts_are_embedded_and_from_packages():
    reader = pypdf.PdfReader(io.BytesIO(made(chinese_report())))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0])
    assert names <= {"NotoSans", "NotoSansSC", "Amiri"}


@pytest.mark.parametrize("make", [german_report, egyptian_report, chinese_report])
def test_the_same_report_gives_the_same_bytes(make):
    assert made(make()) == made(make())


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar", "zh"])
def test_every_language_can_be_set(language):
    assert made(egyptian_report(), language).startswith(b"%PDF-1.7")


@needs_pdftotext
@pytest.mark.parametrize(
    ("make", "language", "texts"),
    [
        (
            german_report,
            "en",
            ["Diplom-Betriebswirt (FH)", "Versteht Bilanzen <b>und</b> liest sie."],
        ),
        (egyptian_report, "en", ["محمد أحمد عبد الله", "جامعة القاهرة", "بكالوريوس"]),
        (
            egyptian_report,
            "ar",
            ["محمد أحمد عبد الله", "جامعة القاهرة", "تقرير المعادلة"],
        ),
        (chinese_report, "en", ["经济学学士学位证书", "北京示例大学", "王小明"]),
        (
            chinese_report,
            "zh",
            ["经济学学士学位证书", "北京示例大学", "王小明", "资历等值报告"],
        ),
    ],
)
def test_text_can_be_searched_and_copied(make, language, texts):
    found = read(make(), language)
    assert [each for each in texts if each not in found] == []


@needs_pdftotext
@pytest.mark.parametrize(
    "title",
    [
        "#set page(fill: red) $x$ *bold* _it_ `raw` \\u{41} @ref <label> // comment",
        "ευρωπαϊκό Český Łódź İstanbul ığüş Київ ґ",
        "वाणिज्य स्नातक",
        "Zoe\u0308 Muller",
        "<script> & \"quotes\" 'single'",
    ],
)
def test_titles_are_printed_as_they_are(title):
    assert title in read(titled(title))


@needs_pdftotext
def test_a_title_without_spaces_is_broken_and_never_clipped():
    title = "Hochschulabschlussprüfungs" * 20
    assert title in read(titled(title)).replace(" ", "")


@needs_pdftotext
def test_overrides_are_shown():
    assert "\\u{202E}moc" in read(german_report())


@needs_pdftotext
@pytest.mark.parametrize(
    "title", ["დიპლომი", "ศิลปศาสตรบัณฑิต", "학사학위", "תואר בוגר", "ব্যাচেলর", "Բակալավր"]
)
def test_titles_of_further_scripts_can_be_read_back(title):
    assert title in read(titled(title))


@pytest.mark.parametrize(
    ("title", "code"),
    [("Diplom \U00010a60", "U+10A60"), ("ᏣᎳᎩ diploma", "U+13E3"), ("🎓 Bachelor", "U+1F393")],
)
def test_a_missing_glyph_is_an_error_that_names_it(title, code):
    with pytest.raises(RenderError) as caught:
        made(titled(title))
    assert caught.value.code == "render_missing_glyph"
    assert caught.value.slots["code_point"] == code
    assert caught.value.slots["character"] in title
    assert caught.value.where == "award"


def test_a_name_is_checked_too():
    award = replace(AWARD, holder=Holder(names=(text("ᏣᎳᎩ", "chr"),)))
    with pytest.raises(RenderError) as caught:
        made(german_report(award=award))
    assert caught.value.where == "person"


def test_a_font_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGES", {"no_such_fonts": ("no-such-fonts", "*.ttf")})
    fonts.font_files.cache_clear()
    try:
        with pytest.raises(RenderError) as caught:
            fonts.font_files()
    finally:
        fonts.font_files.cache_clear()
    assert caught.value.slots["package"] == "no-such-fonts"


def test_a_failure_of_typst_is_ours(monkeypatch):
    monkeypatch.setattr(as_pdf, "STANDARDS", ["a-1a", "ua-1"])
    with pytest.raises(RenderError) as caught:
        made(german_report())
    assert caught.value.code == "render_pdf_failed"


@pytest.mark.parametrize("value", ["", "short words only", "x" * 100, "a " + "b" * 40 + " c"])
def test_pieces_put_together_are_the_text(value):
    assert "".join(_pieces(value)) == value
    assert all(len(piece) <= 31 or " " in piece for piece in _pieces(value))
