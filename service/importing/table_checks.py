"""Checks of the tables below data/ against the frameworks, and of what lies beside those."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from service.domain.framework import QualificationType
from service.domain.reference import FieldOfStudy
from service.domain.teaching_licence import TeachingLicence
from service.importing.checked_content import Content, overlap


def e121(content: Content) -> Iterator[str]:
    """Something lies in frameworks/ that is not read: give it a framework.yml, or move it away."""
    yield from content.strays


def e122(content: Content) -> Iterator[str]:
    """A field of study has a parent that does not exist, or is its own ancestor."""
    by_code = {field.code: field for field in content.fields}
    for field in content.fields:
        if not _ends_at_a_root(field, by_code):
            yield field.code


def _ends_at_a_root(field: FieldOfStudy, by_code: dict[str, FieldOfStudy]) -> bool:
    seen = {field.code}
    while field.parent is not None:
        parent = by_code.get(field.parent)
        if parent is None or parent.code in seen:
            return False
        seen.add(parent.code)
        field = parent
    return True


def e123(content: Content) -> Iterator[str]:
    """A teaching licence stands for a country that has no folder in frameworks/."""
    at_home = _at_home(content)
    for licence in content.licences:
        if licence not in at_home:
            yield f"{licence.id}:{licence.country}"


def e124(content: Content) -> Iterator[str]:
    """The same teaching licence of one place stands twice for overlapping dates."""
    for one, other in combinations(content.licences, 2):
        if _same(one) == _same(other) and overlap(one, other):
            yield f"{one.id}/{other.id}"


def _same(licence: TeachingLicence) -> tuple[str, tuple[str, ...]]:
    return licence.place, licence.qualification_types or (licence.names[0].value,)


def e125(content: Content) -> Iterator[str]:
    """A teaching licence names an award type that does not exist or is of another country."""
    kinds = _kinds(content)
    for licence in _at_home(content):
        for identifier in dict.fromkeys((*licence.qualification_types, *licence.needs_types)):
            kind = kinds.get(identifier)
            if kind is None or kind.country != licence.country:
                yield f"{licence.id}:{identifier}"


def _at_home(content: Content) -> tuple[TeachingLicence, ...]:
    """Licences of countries that have a folder; E123 names the others once."""
    countries = {folder.framework.country for folder in content.folders}
    return tuple(each for each in content.licences if each.country in countries)


def _kinds(content: Content) -> dict[str, QualificationType]:
    return {kind.id: kind for folder in content.folders for kind in folder.types}


def e126(content: Content) -> Iterator[str]:
    """A teaching licence has a level that its framework lacks, or another than its award type."""
    kinds = _kinds(content)
    codes = {f.framework.id: {level.code for level in f.levels} for f in content.folders}
    for licence in _at_home(content):
        if licence.level is not None and licence.level not in codes.get(
            licence.framework or "", ()
        ):
            yield f"{licence.id}:{licence.framework}:{licence.level}"
            continue
        for kind in (kinds[each] for each in licence.qualification_types if each in kinds):
            if kind.level != licence.level:
                yield f"{licence.id}:{licence.level or '-'}/{kind.level or '-'}"


def e127(content: Content) -> Iterator[str]:
    """A teaching licence or its authority is named not in English, or in no language of its own."""
    own: dict[str, set[str]] = {}
    for folder in content.folders:
        languages = {language.partition("-")[0] for language in folder.framework.languages}
        own.setdefault(folder.framework.country or "", set()).update(languages)
    for licence in content.licences:
        home = own.get(licence.country)
        for texts in (licence.names, licence.authority, licence.decides_on_foreign):
            spoken = {text.language.partition("-")[0] for text in texts}
            if "en" not in spoken or (home and not spoken & home):
                yield licence.id
                break


def e128(content: Content) -> Iterator[str]:
    """What leads to a teaching licence leads to none in the table, or back to itself."""
    known = {licence.id: licence for licence in content.licences}
    for licence in content.licences:
        at, seen = licence, {licence.id}
        while at.leads_to is not None:
            if at.leads_to not in known or at.leads_to in seen:
                yield f"{licence.id}→{at.leads_to}"
                break
            seen.add(at.leads_to)
            at = known[at.leads_to]


def e129(content: Content) -> Iterator[str]:
    """An academic award is said to be enough to teach, and none is named."""
    for licence in content.licences:
        if licence.award_suffices and licence.needs_stage is None and not licence.needs_types:
            yield licence.id
