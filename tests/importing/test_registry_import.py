"""Registries of institutions: every layout, nothing lost, hosts of many left out."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from service.domain.institution import Institution
from service.domain.text import Source, Text
from service.errors import ContentError, InputError
from service.importing.institution_files import institutions_csv, load_institutions
from service.importing.registry_import import import_registry, site_domain

SOURCE = Source(title="Probe list", date="2026-04-08")


def read(data, where="x"):
    return import_registry(data, where, listing="eche", source=SOURCE)


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROW = ["101", "D  PROBE01", 999000111, "E10", "Universität Probe", "Weg 1", "1", "Probe", "DE"]
LAYOUTS = {
    "2022": workbook(
        [
            "Proposal Number",
            "Erasmus Code",
            "PIC",
            "OID",
            "Organisation Legal Name",
            "Street",
            "Postal Code",
            "City",
            "Country",
            "Webpage",
            "ECHE Start Date",
            "ECHE End Date",
        ],
        [*ROW[:8], "Germany", "www.probe.example", datetime(2021, 1, 1), datetime(2029, 12, 31)],
    ),
    "2023": workbook(
        [
            "Proposal number",
            "Eramus Code",
            "Pic",
            "OID",
            "Legal Name",
            "Street",
            "Post Cd",
            "City",
            "Country Cd",
            "Website Url",
            "Erasmus Eche Start",
            "Erasmus Eche End",
        ],
        [*ROW, "http://www.probe.example ", "01-01-2021", "31-12-2029"],
    ),
    "2026-02": workbook(
        [None] * 12,
        [
            "Proposal Number",
            "Erasmus Code",
            "Pic",
            "OID",
            "Legal Name",
            "Street",
            "Post Cd",
            "City",
            "Country Cd",
            "Website Url",
            " Eche Start",
            " Eche End",
        ],
        ["101", "D\xa0 PROBE01", *ROW[2:], "probe.example", datetime(2021, 1, 1), "2029-12-31"],
    ),
    "2026-04": workbook(
        [None] * 12,
        [
            "Proposal number",
            "Erasmus Code",
            "PIC",
            "OID",
            "Legal Name",
            "Street",
            "Post Cd",
            "City",
            "Country Cd",
            "Website Url",
            "Erasmus Eche Start",
            "Erasmus Eche End",
        ],
        [*ROW, "https://probe.example/de/", datetime(2021, 1, 1), datetime(2029, 12, 31)],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_the_eche_lists(layout):
    made = read(LAYOUTS[layout])
    assert made.skipped == ()
    assert made.institutions == (
        Institution(
            id="erasmus:D PROBE01",
            names=(Text(value="Universität Probe", language="und"),),
            country="DE",
            city="Probe",
            listing="eche",
            source=SOURCE,
            identifiers=("erasmus:D PROBE01", "pic:999000111", "oid:E10"),
            domains=("probe.example",),
            since="2021-01-01",
            until="2029-12-31",
        ),
    )


def test_deqar_style():
    text = (
        "deqar_id;name_primary;name_english;country;website_link;valid_from;valid_to\n"
        "DEQARINST0001;Πανεπιστήμιο Δοκιμής;University of Probe;EL;https://probe.example;"
        "2017-05-01;2022-05-01\n"
    )
    (made,) = read(text.encode("utf-8-sig")).institutions
    assert made.id == "DEQARINST0001"
    assert [name.value for name in made.names] == ["Πανεπιστήμιο Δοκιμής", "University of Probe"]
    assert (made.country, made.since, made.until) == ("GR", "2017-05-01", "2022-05-01")


def test_verified_names_with_their_language():
    text = (
        '"erasmusCode","pic","organisationLegalName","organisationLegalNameLang","city"\n'
        '"IRLPROBE01",1,"Ollscoil Phrofa","ga","Probe"\n"PL PROBE01",2,"Uczelnia","pl","Probe"\n'
    )
    made = read(text.encode()).institutions
    assert made[0].names == (Text(value="Ollscoil Phrofa", language="ga"),)
    assert made[1].country == "PL"


def test_rows_that_cannot_be_used_are_listed():
    text = "name,city,until\nA,X,2029-12-31\n,Y,\nB,Z,31/31/2029\nC,Z,never\n"
    made = read(text.encode())
    assert [each.names[0].value for each in made.institutions] == ["A"]
    assert [(row.line, row.field, row.value) for row in made.skipped] == [
        (3, "name", ""),
        (4, "until", "31/31/2029"),
        (5, "until", "never"),
    ]


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("www.probe.example", "probe.example"),
        ("HTTP://WWW.Probe.Example/en/index.html", "probe.example"),
        ("https://sites.example/schools/7", None),
        ("https://facebook.example/probe", None),
        ("https://[", None),
        ("probe", None),
        ("http:// probe.example", None),
        ("münchen.example", None),
        ("", None),
    ],
)
def test_domains_of_their_own(website, domain):
    assert site_domain(website) == domain


def test_a_domain_of_many_is_nobodys():
    rows = "\n".join(f"School {n},portal.example" for n in range(5))
    made = read(f"name,website\n{rows}\nOne,one.example\n".encode()).institutions
    assert {each.domains for each in made} == {(), ("one.example",)}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input_empty"),
        (b"a,b\n1,2\n", "input_missing_key"),
        (b"PK\x03\x04 no archive", "input_not_json"),
        (b'name,city\n"open', "input_not_json"),
        (b"\xff\xff\xff", "input_not_utf8"),
        (b"name,city\n" + b"x,y\n" * 200_001, "input_too_many_values"),
    ],
)
def test_what_is_no_registry(data, code):
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.code == code


def test_a_workbook_that_bursts():
    """E2, B33: refused by what its parts declare, before any is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 150_000_000)
    with pytest.raises(InputError) as caught:
        read(out.getvalue())
    assert caught.value.code == "input_too_large"


NAMES = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="|@'"), min_size=1, max_size=20
)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=5))
def test_our_own_table_is_read_back(pairs):
    institutions = tuple(
        Institution(
            id=f"x{number}",
            names=(Text(value=name, language="en"), Text(value=alias, language="de")),
            country="IE",
            listing="office",
            source=SOURCE,
            identifiers=(f"did:web:u{number}.example",),
            domains=(f"u{number}.example",),
            city="Probe",
            since="2020",
            until=None,
        )
        for number, (name, alias) in enumerate(pairs)
    )
    made = read(institutions_csv(institutions).encode())
    assert made.institutions == institutions


def test_cells_that_a_spreadsheet_would_run():
    """E6."""
    institution = Institution(
        id="1", names=(Text(value="=1+1", language="en"),), country=None, listing="x", source=SOURCE
    )
    text = institutions_csv([institution])
    assert "'=1+1" in text
    assert read(text.encode()).institutions[0].names[0].value == "=1+1"


def test_the_folder(tmp_path):
    assert load_institutions(tmp_path) == ()
    folder = tmp_path / "institutions"
    folder.mkdir()
    (folder / "office.csv").write_text("id,name,since\n1,Probe,2020\n", encoding="utf-8")
    (made,) = load_institutions(tmp_path)
    assert (made.listing, made.since) == ("office", "2020")
    (folder / "office.csv").write_text("id,name,since\n1,Probe,soon\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_institutions(tmp_path)
    assert caught.value.where.endswith("office.csv:2")


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("20231114_List_of_Accredited_HEIs_within_the_Erasmus+_Programme_2021-2027.xlsx", 5638),
        ("List-Accredited-HEIs_within-Erasmus-Programme-2021-2027-10022026_0.xlsx", 6136),
        ("accredited-HEIs-Erasmus-2021-2027_08042026.xlsx", 6142),
        ("accredited-heis-erasmus-2021-2027-mar22_en.xlsx", 5209),
        ("verified/verified.PL.csv", 277),
    ],
)
def test_real_lists(shared, name, least):
    path = shared / "files/g_institutions/eche/data" / name
    made = read(path.read_bytes(), name)
    assert len(made.institutions) == least
    assert len(made.skipped) <= 1
    assert all(each.country for each in made.institutions)
