"""Read `data/names` into domain values."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from service.domain.name_forms import NameForms
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.strict import Fields, read_yaml


def read_name_forms(data: Path, read: Read = read_yaml) -> NameForms:
    """Read data/names/name_forms.yml. Raises ContentError naming file and key."""
    path = data / "names" / "name_forms.yml"
    fields = Fields(read(path), "names/name_forms.yml")
    forms: dict[tuple[str, ...], str] = {}
    for row in fields.take("forms"):
        for written in row:
            words = tuple(written.split())
            if words in forms:
                raise ContentError(
                    "content_bad_value", where=fields.where, key="forms", value=written
                )
            forms[words] = row[0]
    particles = frozenset(fields.take("particles"))
    given: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(fields.take("given_names")):
        for name in row:
            given[name].add(number)
    kinds = frozenset(fields.take("kinds_of_body"))
    fields.done()
    return NameForms(
        forms=forms,
        particles=particles,
        kinds_of_body=kinds,
        given_names={name: frozenset(groups) for name, groups in given.items()},
    )
