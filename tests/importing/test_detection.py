"""What a file is, is told by its content; what is no credential is refused by name."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest

from service.errors import InputError
from service.importing.detection import read_award
from service.importing.safe_json import MAX_DEPTH, MAX_VALUES, parse_json
from service.importing.safe_yaml import parse_yaml

DESCRIPTOR = {"paritas": 1, "title": {"en": "Bachelor of Arts"}}
BADGE = {
    "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "credentialSubject": {"achievement": {"name": "Teamwork at sea"}},
}
ELM = {
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "credentialSubject": {"hasClaim": {"type": "LearningAchievement", "title": {"en": "Welding"}}},
}


@pytest.mark.parametrize(
    ("document", "form"),
    [(DESCRIPTOR, "paritas_1"), (BADGE, "open_badges_3"), (ELM, "elm_3")],
)
def test_each_format_is_told_by_its_content(read, document, form):
    assert read(document).format == form


def test_the_name_of_the_file_decides_nothing(tmp_path: Path):
    path = tmp_path / "photo.png"
    path.write_text(json.dumps(BADGE))
    assert read_award(path).format == "open_badges_3"


@pytest.mark.parametrize("types", ["OpenBadgeCredential", ["AchievementCredential"]])
def test_type_may_be_a_string_or_a_list(read, types):
    assert read({**BADGE, "type": types}).descriptor.titles[0].value == "Teamwork at sea"


def test_a_badge_type_without_context_and_achievement_is_not_a_badge(refuse):
    assert refuse({"type": "AchievementCredential"}).code == "input_format_unknown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_and_without_bom(read, encoding):
    document = json.dumps({**DESCRIPTOR, "title": "Õppekava"}, ensure_ascii=False)
    assert read(document.encode(encoding)).descriptor.titles[0].value == "Õppekava"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "input_png_damaged"),
        (b"%PDF-1.7\n%\xe2\xe3", "input_pdf_damaged"),
        (b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln", "input_format_unknown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "input_image_without_credential"),
        (b'{"type": ["VerifiableCredential", "ClrCredential"]}', "input_nothing_inside"),
        (b'{"type": "Assertion"}', "input_no_title"),
        (b'{"type": "Assertion", "recipient": {"identity": "x"}}', "input_missing_key"),
        (b'{"type": ["VerifiablePresentation"]}', "input_nothing_inside"),
        (b'{"type": "VerifiableCredential"}', "input_not_an_award"),
        (b"<!DOCTYPE html><html><body>502</body></html>", "input_web_page"),
        (b"\xff\xd8\xff\xe0\x00JFIF", "input_image_without_credential"),
        (b"\x1f\x8b\x08\x00{}", "input_bad_compression"),
    ],
)
def test_files_that_hold_no_award_say_why(refuse, data, code):
    assert refuse(data).code == code


def test_a_token_with_disclosures_is_named(refuse):
    error = refuse(b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln~WyJzIl0~")
    assert (error.code, error.slots["seen"]) == ("input_format_not_yet", "SD-JWT")


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"PK\x03\x04\x14\x00", "ZIP (DOCX, XLSX)"),
        (b'<?xml version="1.0"?><elmo/>', "XML <elmo>"),
        (b"\x00\x01\x02paritas", "binary"),
        (b"-----BEGIN PUBLIC KEY-----", "PEM"),
        (b"[]", "JSON []"),
        (b"- paritas", "YAML []"),
        (b"# Heading\n\tand: text: of: others", "text"),
        (b"@prefix a: <b> .", "Turtle"),
        (b'"x"', "text"),
        (b"null", "text"),
        (b"1", "text"),
        (b"{}", "JSON {}"),
        (b'{"gpa": 4}', "JSON {gpa}"),
        (b'{"$schema": "x", "type": "object"}', "JSON Schema"),
        (b'{"@context": {}}', "JSON-LD context"),
        (b'{"id": "did:x:y", "verificationMethod": []}', "DID document"),
        (b'{"type": "Spell"}', "JSON, type: Spell"),
    ],
)
def test_what_is_no_credential_is_named_with_what_is_accepted(refuse, data, seen):
    error = refuse(data)
    assert (error.code, error.slots["seen"]) == ("input_format_unknown", seen)
    assert "Open Badges" in str(error.slots["accepted"])


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe \x00"])
def test_empty_files(refuse, data):
    assert refuse(data).code == "input_empty"


def test_bytes_that_are_not_utf8_are_placed(refuse):
    error = refuse("paritas: 1\ntitle: Lizenciat für Räte".encode("latin-1"))
    assert (error.code, error.slots["position"]) == ("input_not_utf8", 29)


def test_missing_folder_and_unreadable(tmp_path: Path):
    for path, code in (
        (tmp_path / "nothing.json", "input_missing"),
        (tmp_path, "input_is_folder"),
        (Path("/dev/zero"), "input_not_a_file"),
        (tmp_path / ("x" * 5000), "input_unreadable"),
        (Path("a\0.json"), "input_unreadable"),
    ):
        with pytest.raises(InputError) as caught:
            read_award(path)
        assert caught.value.code == code


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError) as caught:
        read_award(tmp_path / "pipe")
    assert caught.value.code == "input_not_a_file"


def test_a_file_over_the_limit_is_refused(tmp_path: Path):
    path = tmp_path / "big.json"
    path.write_text(json.dumps(DESCRIPTOR))
    with pytest.raises(InputError) as caught:
        read_award(path, limit_bytes=10)
    assert caught.value.code == "input_too_large"
    assert caught.value.slots == {"size": path.stat().st_size, "limit": 10}


def test_malformed_json_is_placed_by_line_and_column(refuse):
    error = refuse(b'{\n  "paritas": 1,\n  "title" "x"\n}')
    assert error.code == "input_not_json"
    assert (error.slots["format"], error.slots["line"], error.slots["column"]) == ("JSON", 3, 11)
    assert error.where == "x:3:11"


def test_malformed_yaml_is_placed_by_line_and_column(refuse):
    error = refuse("paritas: 1\ntitle: [a\n")
    assert (error.code, error.slots["format"]) == ("input_not_json", "YAML")
    assert error.slots["line"] == 3


@pytest.mark.parametrize(
    ("text", "key", "where"),
    [
        ('{"paritas": 1, "title": "a", "title": "b"}', "title", "x:"),
        ('{"paritas": 1, "a/b": [{"c": 1, "c": 1}]}', "c", "x:/a~1b/0"),
        ("paritas: 1\ntitle: a\ntitle: b", "title", "x:"),
        ("paritas: 1\nholder:\n  name: a\n  name: b", "name", "x:/holder"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_its_place(refuse, text, key, where):
    error = refuse(text)
    assert (error.code, error.slots["key"], error.where) == ("input_duplicate_key", key, where)


@pytest.mark.parametrize(
    "number", ["NaN", "-Infinity", "1" * 100_000, "1." + "0" * 5000, "1e99999999999999999999"]
)
def test_numbers_that_are_none_or_endless(refuse, number):
    assert refuse(f'{{"paritas": 1, "x": {number}}}').code == "input_bad_number"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"paritas": 1, "title": "a\\u0000b"}', "U+0000"),
        ('{"paritas": 1, "title": {"en": ["\\ud800"]}}', "U+D800"),
        ('{"paritas": 1, "\\udfff": 1}', "U+DFFF"),
        ('paritas: 1\ntitle: "a\\0b"', "U+0000"),
    ],
)
def test_characters_that_cannot_be_stored_are_refused(refuse, text, code):
    error = refuse(text)
    assert (error.code, error.slots["character"]) == ("input_bad_character", code)


def test_a_pair_of_surrogates_is_one_character(read):
    assert (
        read('{"paritas": 1, "title": "\\ud83c\\udf93 BA"}').descriptor.titles[0].value == "🎓 BA"
    )


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_depth_is_bounded_before_anything_recurses(opening):
    with pytest.raises(InputError) as caught:
        parse_json(opening * 100_000, "x")
    assert caught.value.code == "input_too_deep"
    parse_json("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x")


def test_brackets_inside_strings_are_no_depth():
    assert parse_json(json.dumps(["[" * 1000, '\\"{{{']), "x") == ["[" * 1000, '\\"{{{']


def test_depth_of_yaml_is_bounded():
    for text in ("[" * 200, "\n".join(" " * i + "a:" for i in range(100))):
        with pytest.raises(InputError) as caught:
            parse_yaml(text, "x")
        assert caught.value.code == "input_too_deep"
    with pytest.raises(InputError):  # here the scanner's own bound comes first
        parse_yaml("[" * 100_000, "x")


def test_the_number_of_values_is_bounded():
    for text, parse in (
        (f"[{','.join('1' * (MAX_VALUES + 1))}]", parse_json),
        ("- 1\n" * (2 * MAX_VALUES + 1), parse_yaml),
    ):
        with pytest.raises(InputError) as caught:
            parse(text, "x")
        assert caught.value.code == "input_too_many_values"


def test_yaml_aliases_cannot_multiply(refuse):
    laughs = "paritas: 1\na: &a [x, x]\nb: [*a, *a]"
    error = refuse(laughs)
    assert (error.code, error.where) == ("input_yaml_alias", "x:3:5")


def test_yaml_keeps_every_scalar_as_text():
    text = "a: NO\nb: 7.10\nc: null\nd: 0o17\ne: !!int 5\nf: 2003-07-25\ng:\n"
    values = ["NO", "7.10", "null", "0o17", "5", "2003-07-25", ""]
    assert list(parse_yaml(text, "x").values()) == values


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2", "? [a]\n: b", "a: b: c", "\ta: 1"])
def test_yaml_that_is_more_or_less_than_one_plain_document(text):
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "x")
    assert caught.value.code == "input_not_json"


def test_python_tags_make_no_objects():
    assert parse_yaml("a: !!python/object/apply:os.system [ls]", "x") == {"a": ["ls"]}


def wrapped(payload: str, header: dict | None = None) -> dict:
    return {"payload": payload, "signatures": [{"protected": "e30", "header": header or {}}]}


@pytest.mark.parametrize("as_text", [True, False])
def test_a_seal_in_json_form_is_opened_and_named_but_not_verified(read, as_text):
    text = json.dumps(ELM)
    encoded = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    award = read(wrapped(text if as_text else encoded, {"etsiU": []}))
    assert award.proofs == ("JAdES",)
    assert award.passages[0].where == "titles ← /payload/credentialSubject/hasClaim/title/en"


def test_a_seal_around_a_badge_and_plain_jws(read):
    award = read({"payload": json.dumps(BADGE), "signature": "x", "protected": "y"})
    assert (award.format, award.proofs) == ("open_badges_3", ("JWS",))


def test_broken_payloads_are_refused(refuse):
    assert refuse(wrapped("ÿ%%")).code == "input_bad_payload"
    assert refuse(wrapped('{"a": 1, "a": 2}')).where == "x:/payload"
    error = refuse(wrapped('{"a": }'))
    assert (error.code, error.where) == ("input_not_json", "x:/payload:1:7")


def test_the_json_parsing_suite(shared: Path):
    folder = shared / "suites" / "json-parsing-testsuite" / "test_parsing"
    files = sorted(folder.glob("*.json"))
    assert len(files) > 300
    wrong = []
    for path in files:
        try:
            parse_json(path.read_bytes().decode("utf-8"), path.name)
            accepted = True
        except (InputError, UnicodeDecodeError) as problem:
            accepted = False
            # Stricter on purpose: what stands twice and what cannot be stored.
            if getattr(problem, "code", "") in {"input_duplicate_key", "input_bad_character"}:
                continue
        if (path.name.startswith("y_") and not accepted) or (
            path.name.startswith("n_") and accepted
        ):
            wrong.append(path.name)
    assert wrong == []
