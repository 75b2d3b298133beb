"""Checks of words: no level of the EQF that nobody stated, no missing language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from service.domain.framework import Referencing
from service.domain.text import Text
from service.importing.checked_content import Content, Dated, overlap
from service.importing.framework_yaml import FrameworkFolder

# The EQF as the languages of Europe shorten it; whole words, as written.
_NAMES = (
    "European Qualifications Framework|EQF|EQR|CEC|MEC|QEQ|ERK|EKR|EKK|EKKR|EKO|EKI|EOK|AYÇ"
    "|ΕΠΕΠ|ЕКР|ЄРК|ЕРК"
)
_NAME = re.compile(rf"(?<![^\W\d_])(?:{_NAMES})(?![^\W\d_])")
_JOINED = r"\s*(?:[-–/,+&]|and|or|to|und|oder|bis|et|ou|à|y|o|a|e|i)\s*"
_LEVELS = rf"([1-8](?:{_JOINED}[1-8])*)(?!\d|[.,]\d)"
# "EQF 6", "EQF level 5-6", "EQR-Niveau 7"; else "level 6 of the EQF", "poziom 4 ERK".
_AFTER = re.compile(rf"[\s\-–:()]*(?:[^\W\d_]+\.?[\s\-–:]*)?{_LEVELS}")
_AHEAD = re.compile(rf"(?<![\d.,]){_LEVELS}[.\s]+(?:[^\W\d_]{{1,5}}\s+){{0,2}}$")


def eqf_levels_in(text: str) -> tuple[str, ...]:
    """Levels of the EQF that `text` states, in the order in which it does.

    A number counts where it stands right beside the framework's name or short form.
    """
    found: dict[str, None] = {}
    for name in _NAME.finditer(text):
        stated = _AFTER.match(text, name.end()) or _AHEAD.search(text[: name.start()])
        if stated is not None:
            found.update(dict.fromkeys(re.findall(r"[1-8]", stated.group(1))))
    return tuple(found)


def e118(content: Content) -> Iterator[str]:
    """A text states a level of the EQF that no statement of that time gives to its level."""
    of_eqf = {f.framework.id: f for f in content.folders}.get("eqf")
    for folder in content.folders:
        rows = (*folder.referencing, *(of_eqf.referencing if of_eqf is not None else ()))
        own = folder.framework
        for name, code, dates, texts in _worded(folder):
            stated = set(eqf_levels_in(_APART.join(texts)))
            if stated and not stated <= _reached(own.id, code, dates, rows):
                yield f"{name}: EQF {', '.join(sorted(stated))}"


_APART = " \0 "
_Worded = tuple[str, str | None, Dated | None, tuple[str, ...]]


def _worded(folder: FrameworkFolder) -> Iterator[_Worded]:
    """What bears texts, with the level it stands at (None: none) and its dates (None: any).

    Titles of sources are left out: they are the words of others.
    """
    own = folder.framework
    if own.id != "eqf":
        fixed = (own.acronym, own.legal_basis or "", own.authority.value)
        yield own.id, None, None, (*fixed, *_values(own.names))
    for level in folder.levels:
        yield f"{own.id}:{level.code}", level.code, level, (level.code, *_values(level.labels))
    for kind in folder.types:
        names = (*_values(kind.titles), kind.title_en, *_values(kind.aliases), *kind.abbreviations)
        yield kind.id, kind.level, kind, names
    for row in folder.descriptors:
        yield f"{own.id}:{row.level}:{row.domain}", row.level, None, _values(row.texts)


def _values(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(text.value for text in texts)


def _reached(
    framework: str, code: str | None, dates: Dated | None, rows: Iterable[Referencing]
) -> set[str]:
    """Levels of the EQF that a referencing or comparison ties `code` to at its time."""
    if framework == "eqf":
        return set() if code is None else {code}
    found: set[str] = set()
    for row in rows:
        if code is None or (dates is not None and not overlap(row, dates)):
            continue
        if (row.framework, row.level, row.to_framework) == (framework, code, "eqf"):
            found.update(row.to_levels)
        if (row.framework, row.to_framework) == ("eqf", framework) and code in row.to_levels:
            found.add(row.level)
    return found


def e119(content: Content) -> Iterator[str]:
    """A level or qualification type is named in no language of its framework."""
    for folder in content.folders:
        own = _primary(folder.framework.languages)
        for level in folder.levels:
            if level.labels and not _spoken(level.labels) & own:
                yield f"{folder.framework.id}:{level.code}"
        for kind in folder.types:
            titles = _spoken(kind.titles)
            # Some laws name an award in English (MAS, MSc CGE); then another name is at home.
            in_english = titles == {"en"} and bool(_spoken(kind.aliases) & own)
            if not titles & own and not in_english:
                yield kind.id


def e120(content: Content) -> Iterator[str]:
    """A translation is called official, but its source has neither date nor web address."""
    for folder in content.folders:
        own = _primary(folder.framework.languages)
        for row in folder.descriptors:
            translated = [t for t in row.texts if not _spoken((t,)) & own]
            known = row.source.date or row.source.url
            if not known and any(text.official for text in translated):
                yield f"{folder.framework.id}:{row.level}:{row.domain}"
    for licence in content.licences:
        known = licence.source.date or licence.source.url
        texts = (licence.names, licence.authority, licence.foreign_authority, licence.register)
        if not known and any(text.official for each in texts for text in each[1:]):
            yield licence.id


def _primary(languages: Iterable[str]) -> set[str]:
    return {language.partition("-")[0] for language in languages}


def _spoken(texts: Iterable[Text]) -> set[str]:
    return _primary(text.language for text in texts)
