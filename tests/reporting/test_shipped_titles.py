"""Every title and name that we ship can be set in a PDF: a missing glyph is an error there."""

from __future__ import annotations

from service.pipeline.register import read_register
from service.reporting.fonts import characters
from service.settings import read_settings


def test_the_fonts_have_every_character_of_every_shipped_name() -> None:
    register = read_register(read_settings().frameworks)
    names = [
        *(text.value for kind in register.types.values() for text in kind.titles),
        *(kind.title_en for kind in register.types.values()),
        *(text.value for each in register.frameworks.values() for text in each.names),
        *(each.authority.value for each in register.frameworks.values()),
    ]
    assert len(names) > 1000
    have = characters()
    # Joiners have no glyph of their own; the font's shaping takes them.
    joiners = {"\u200c", "\u200d"}
    missing = {
        (name, letter)
        for name in names
        for letter in name
        if ord(letter) not in have and not letter.isspace() and letter not in joiners
    }
    assert missing == set()
