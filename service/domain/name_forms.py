"""Words of names that carry little, as data tells them to the comparison of names."""

from __future__ import annotations

from collections.abc import Mapping

from service.domain.noun import noun


@noun
class NameForms:
    """What `data/names` says, in lower-case ASCII.

    `forms`: words of a legal form ("gesellschaft mit beschrankter haftung") to its short sign;
    `particles`: words that link or address ("von", "bin", "dr"); `given_names`: a given name to
    the group numbers of names that one person may bear in turn ("ted": Edward and Theodore);
    `kinds_of_body`: words that say what a body is and not which ("university").
    """

    forms: Mapping[tuple[str, ...], str]
    particles: frozenset[str]
    given_names: Mapping[str, frozenset[int]]
    kinds_of_body: frozenset[str] = frozenset()


NO_NAME_FORMS = NameForms(forms={}, particles=frozenset(), given_names={})
