"""Read `data/award_words` into domain values."""

from __future__ import annotations

from pathlib import Path

from service.domain.award_word import AwardClass, AwardWord
from service.errors import ContentError
from service.importing.compiled import Read
from service.importing.strict import Fields, numbered, read_yaml


def read_award_words(data: Path, read: Read = read_yaml) -> tuple[AwardWord, ...]:
    """Read data/award_words/award_words.yml. Raises ContentError naming file, row and key."""
    where = "award_words/award_words.yml"
    fields = Fields(read(data / "award_words" / "award_words.yml"), where)
    rows = fields.items("words")
    fields.done()
    found: list[AwardWord] = []
    for place, raw in numbered(rows, where):
        found.extend(_entries(Fields(raw, place)))
    return tuple(found)


def _entries(row: Fields) -> list[AwardWord]:
    """One row names many words of one meaning."""
    languages = row.items("languages")
    countries = row.items("countries")
    kind = row.choice("class", AwardClass)
    low, _, high = row.text("band").partition("-")
    band = (int(low), int(high or low)) if low.isdigit() and (high or low).isdigit() else (0, 0)
    if not 1 <= band[0] <= band[1] <= 8:
        raise ContentError("content_bad_value", where=row.where, key="band", value=f"{low}-{high}")
    since, until = row.day("since"), row.day("until")
    at_start = row.optional("position") == "start"
    row.optional("note")
    spelled = row.items("words")
    row.done()
    return [
        AwardWord(
            word=word,
            languages=languages,
            countries=countries,
            award_class=kind,
            low=band[0],
            high=band[1],
            since=since,
            until=until,
            at_start=at_start,
        )
        for word in spelled
    ]
