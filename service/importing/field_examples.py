"""Read the example programme names of `data/isced_f/examples` into texts by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from service.domain.reference import FieldOfStudy
from service.domain.text import Text
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.strict import Fields, read_yaml

_DETAILED = 4


def read_field_examples(
    data: Path, fields: Iterable[FieldOfStudy], read: Read = read_yaml
) -> dict[str, tuple[Text, ...]]:
    """Labels and example names by ISCED-F detailed code, each text once, labels first.

    The name of a file is the language of its examples (BCP 47). Raises ContentError naming file
    and key where a code is not a detailed field or an example is no text.
    """
    found: dict[str, dict[str, Text]] = defaultdict(dict)
    for field in fields:
        if len(field.code) == _DETAILED:
            for label in field.labels:
                found[field.code].setdefault(label.value, label)
    known = set(found)
    for path in sorted((data / "isced_f" / "examples").glob("*.yml")):
        where = f"isced_f/examples/{path.name}"
        names = Fields(read(path), where)
        for code in sorted(known):
            for value in names.items(code):
                if not isinstance(value, str) or not value.strip():
                    raise ContentError(
                        "content_bad_value", where=where, key=code, value=repr(value)
                    )
                text = Text(value=value, language=path.stem, official=False)
                found[code].setdefault(value, text)
        names.done()
    return {code: tuple(texts.values()) for code, texts in sorted(found.items())}
