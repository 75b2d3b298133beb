"""Which languages a framework is held in, and what is missing: counted, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from builders import TODAY, award_type, framework, levels, register, text
from hypothesis import given
from hypothesis import strategies as st

from service.domain.framework import (
    DescriptorDomain,
    Framework,
    Level,
    LevelDescriptor,
    QualificationType,
)
from service.domain.text import Source
from service.pipeline.register import read_register
from service.reporting.framework_coverage import Coverage, Part, coverage, missing
from service.settings import Settings

IRISH = framework("ie_nfq", "IE", languages=("en", "ga"))


def held(
    of: Framework,
    steps: Iterable[Level] = (),
    types: Iterable[QualificationType] = (),
    descriptors: Iterable[LevelDescriptor] = (),
) -> dict[tuple[str, Part], Coverage]:
    found = register([of], steps, types=types).described_by(descriptors)
    return {(row.language, row.part): row for row in coverage(found, of, TODAY)}


def described(code: str, domain: DescriptorDomain, *languages: str) -> LevelDescriptor:
    return LevelDescriptor(
        framework="ie_nfq",
        level=code,
        domain=domain,
        texts=tuple(text(f"words in {language}", language) for language in languages),
        source=Source(title="a source"),
    )


def counts(row: Coverage) -> tuple[int, int]:
    return row.held, row.total


def test_a_level_is_described_in_a_language_when_all_its_descriptors_are() -> None:
    rows = [
        described("1", DescriptorDomain.KNOWLEDGE, "en", "ga"),
        described("1", DescriptorDomain.SKILLS, "en", "ga"),
        described("2", DescriptorDomain.KNOWLEDGE, "en", "ga"),
        described("2", DescriptorDomain.SKILLS, "en"),
    ]
    found = held(IRISH, levels("ie_nfq", "1 2 3"), descriptors=rows)
    assert counts(found["en", Part.DESCRIPTORS]) == (2, 3)
    assert counts(found["ga", Part.DESCRIPTORS]) == (1, 3)


def test_missing_names_the_parts_of_own_languages_and_english_only() -> None:
    german = framework("de_dqr", "DE", languages=("de",))
    steps = levels("de_dqr", "1 2", labels=(text("Niveau", "de"),))
    kinds = [award_type("de_dqr/diplom", text("Diplom", "de"), text("Diplôme", "fr"))]
    found = coverage(register([german], steps, types=kinds), german, TODAY)
    assert missing(found) == {
        "de": (Part.DESCRIPTORS,),
        "en": (Part.LEVEL_TITLES, Part.DESCRIPTORS),
    }
    (french,) = [row for row in found if row.language == "fr" and row.held]
    assert (french.own, french.part) == (False, Part.TYPE_TITLES)


def test_the_english_rendering_of_a_type_is_its_english_title() -> None:
    kind = award_type("de_dqr/diplom", text("Diplom", "de"), title_en="Diplom degree")
    german = framework("de_dqr", "DE", languages=("de",))
    assert counts(held(german, types=[kind])["en", Part.TYPE_TITLES]) == (1, 1)


def test_what_a_framework_does_not_have_is_not_missing() -> None:
    meta = framework("eqf")
    assert missing(coverage(register([meta]), meta, TODAY)) == {}


def test_levels_that_have_ended_do_not_count() -> None:
    old = levels("ie_nfq", "A B", labels=(text("A", "en"),), until="2002")
    new = levels("ie_nfq", "1", labels=(text("1", "ga"),), since="2003")
    found = held(IRISH, [*old, *new])
    assert counts(found["ga", Part.LEVEL_TITLES]) == (1, 1)
    assert counts(found["en", Part.LEVEL_TITLES]) == (0, 1)


def test_a_transliteration_is_no_language_but_serbian_has_two_scripts() -> None:
    serbian = framework("rs_nqfs", "RS", languages=("sr", "mk"))
    titles = (text("Nivo", "sr-Latn"), text("Nivo", "mk-Latn"))
    found = held(serbian, levels("rs_nqfs", "1", labels=titles))
    assert counts(found["sr", Part.LEVEL_TITLES]) == (1, 1)
    assert counts(found["mk", Part.LEVEL_TITLES]) == (0, 1)
    assert {language for language, _ in found} == {"sr", "mk", "en"}


TAGS = st.lists(st.sampled_from(["en", "ga", "fr", "gd"]), max_size=4, unique=True)


@given(titles=st.lists(TAGS, max_size=5))
def test_never_more_is_held_than_there_is_and_nothing_held_is_missing(
    titles: list[list[str]],
) -> None:
    steps = [
        level
        for rank, tags in enumerate(titles)
        for level in levels("ie_nfq", [str(rank)], labels=tuple(text("x", tag) for tag in tags))
    ]
    found = held(IRISH, steps)
    for row in found.values():
        assert 0 <= row.held <= row.total
        assert row.missing is (row.own and row.held != row.total)
    for language in ("en", "ga"):
        expected = sum(language in tags for tags in titles)
        assert counts(found[language, Part.LEVEL_TITLES]) == (expected, len(titles))


def test_the_shipped_languages_missing_are_those_of_the_texts(settings: Settings) -> None:
    shipped = read_register(settings.frameworks, settings.cache)
    for each in shipped.frameworks.values():
        names = missing(coverage(shipped, each, TODAY))
        for level in shipped.levels(each.id, TODAY):
            tags = {label.language for label in level.labels}
            for language in set(each.languages) - tags - {"sr"}:
                assert Part.LEVEL_TITLES in names[language], (each.id, language)
