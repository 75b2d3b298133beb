"""Stand-in catalogues: every message has words of the right script and its placeholders."""

from __future__ import annotations

from service.reporting import cldr
from service.reporting.catalogue_files import entries
from service.reporting.slots import placeholders

_WORDS = {
    "ar": "نصّ تجريبي للإلكترونيات والمؤهلات الأعلى",
    "zh": "“示例”文字，用于检查版面和字体",
    "de": "Übersetzungsplatzhalter",
    "fr": "Texte d’essai à l’œuvre",
    "es": "Texto de prueba en español",
}


def pseudo_entries(language: str) -> dict[str, tuple[str, ...]]:
    """Words for every message of the registry: markers where the real ones are missing."""
    tags = cldr.plural_tags(language)
    made = {}
    for key, english in entries("en").items():
        slots = " ".join(f"{{{name}}}" for name in dict.fromkeys(placeholders(english[-1])))
        words = _WORDS[language] if len(english[-1]) > 30 else _WORDS[language].split()[0]
        text = english[-1] if key.startswith("pattern.") else f"{words} {slots}".strip()
        forms = len(tags) if len(english) > 1 else 1
        made[key] = (text,) * forms
    return made
