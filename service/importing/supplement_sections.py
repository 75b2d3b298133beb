"""The numbered sections of a Diploma Supplement, found on the page in any language.

Standard: the Diploma Supplement of the European Commission, the Council of Europe and UNESCO, whose
sections are numbered 1.1 to 8 the same everywhere. Values stand behind a colon, in a column of
their own beside the label, or on the lines below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from service.domain.noun import noun
from service.importing.pdf_text import PageLine

SECTIONS = (
    *("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3"),
    *("4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "6.1", "6.2", "7.1", "7.2", "7.3", "7.4"),
)
_NUMBERED = re.compile(r"^(?P<before>.*?)(?P<number>[1-7]\.[1-5])\.?\s*(?P<label>[^\W\d_].*)$")
_HEADING = re.compile(r"^\s*[1-8]\.?\s+(?P<first>[^\W\d_])[^\W\d_][^:]*$")
_FOOTER = re.compile(
    r"^\s*(?:\W*\s*)?(?:page|side|sida(?:/page)?|seite|strona|sivu|pagina|página)\s*[0-9]*\s*"
    r"(?:of|av|von|/|de|di|z)?\s*[0-9]*\W*[0-9]*\W*$|^\s*[0-9]+\s*/\s*[0-9]+\s*$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}")
_MOST_LINES = 60


@noun
class Section:
    """One section: its number, the line of its label, and its values with the line of each."""

    number: str
    label: PageLine
    values: tuple[tuple[str, PageLine], ...]

    @property
    def text(self) -> str:
        """The values as one text."""
        return " ".join(value for value, _ in self.values)


def find_sections(lines: Iterable[PageLine]) -> dict[str, Section]:
    """Return the sections by number; the first of a number counts. Empty where it is none.

    A document is a supplement where at least four of its sections stand in rising order.
    """
    found: dict[str, Section] = {}
    open_: _Open | None = None
    for line in lines:
        match = _NUMBERED.match(line.text)
        number = match["number"] if match else None
        starts = match is not None and number in SECTIONS and number not in found
        if match is not None and starts and _begins(match["before"]):
            if open_ is not None:
                found[open_.number] = open_.closed()
            open_ = _Open(number or "", line, match)
        elif open_ is not None:
            heading = _HEADING.match(line.text)
            if heading and heading["first"].isupper() and not open_.in_column(line.text):
                found[open_.number] = open_.closed()
                open_ = None
            elif not _FOOTER.match(line.text):
                open_.add(line)
    if open_ is not None:
        found[open_.number] = open_.closed()
    order = [SECTIONS.index(number) for number in found]
    rising = sum(1 for a, b in pairwise(order) if a < b)
    return found if rising >= 3 else {}


def _begins(before: str) -> bool:
    """Whether a section begins here: nothing before it, or the end of the value before."""
    return not before.strip() or (bool(re.search(r"[^\W_]$", before)) and len(before) < 80)


class _Open:
    """A section that is still being read."""

    def __init__(self, number: str, line: PageLine, match: re.Match[str]) -> None:
        self.number, self.label = number, line
        self.values: list[tuple[str, PageLine]] = []
        self.column: int | None = None
        label = match["label"]
        gap = _GAP.search(label)
        colon = label.find(":")
        self.done = colon >= 0
        if gap and label[gap.end() :].strip():
            self.column = match.start("label") + gap.end()
            self._take(label[gap.end() :], line)
            self.done = True
        elif colon >= 0 and label[colon + 1 :].strip():
            self._take(label[colon + 1 :], line)

    def in_column(self, text: str) -> bool:
        """Whether a line stands in the column of values."""
        return self.column is not None and not text[: max(0, self.column - 3)].strip()

    def _take(self, text: str, line: PageLine) -> None:
        if text.strip() and len(self.values) < _MOST_LINES:
            self.values.append((text.strip(), line))

    def add(self, line: PageLine) -> None:
        """Take a line that follows."""
        text = line.text
        if self.column is not None:
            edge = max(0, self.column - 3)
            self._take(text[edge:] if len(text) > edge else "", line)
            return
        if not self.done and not self.values and ":" in text[-2:]:
            self.done = True  # the label went on, and ends here
            return
        self._take(text, line)

    def closed(self) -> Section:
        """The section as read."""
        return Section(number=self.number, label=self.label, values=tuple(self.values))
