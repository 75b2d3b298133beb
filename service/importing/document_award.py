"""Lines of a document into an award: a Diploma Supplement by its sections, a diploma by its words.

Text on paper is evidence, never verified data: every value comes with the line that it was read
from, and what is not clearly named stays unread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    Grade,
    Holder,
    LevelClaim,
    Organisation,
    ScannedValue,
    UnreadField,
)
from service.domain.text import Text
from service.importing.codes import language_code
from service.importing.document_labels import all_labels, find_credits, find_day
from service.importing.document_values import (
    find_institution,
    find_levels,
    find_years,
    is_not_stated,
)
from service.importing.pdf_text import PageLine, PdfText
from service.importing.quoting import credit_claim
from service.importing.reading import Reading, preview
from service.importing.supplement_sections import Section, find_sections
from service.normalizing.language import detect_language

FORMAT = "document"

_MAPPED = {
    *("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.5"),
    *("3.1", "3.2", "3.3", "4.1", "4.5", "5.1", "5.2", "7.1"),
}
_TITLE_LENGTH = 90
_NUMERIC = {"grade", "credits", "duration_years", "levels", "holder.birth_date", "awarded_on"}
_LEAST_CONFIDENCE = 80


def read_document(lines: PdfText, reading: Reading) -> Award:
    """Read the award that a document states.

    Raises InputError: input_document_no_award where no title of an award is named.
    """
    sections = find_sections(lines.laid) or find_sections(lines.plain)
    award = _Document(lines, sections, reading).award()
    scanned = _scanned(reading, {line.pointer: line for line in lines.laid})
    return replace(award, scanned=scanned)


class _Document:
    """A document being read: its lines, its sections, and what was quoted."""

    def __init__(self, text: PdfText, sections: dict[str, Section], reading: Reading) -> None:
        self.lines = list(text.plain)
        self.sections = sections
        self.reading = reading
        self.used: set[str] = set()

    def award(self) -> Award:
        """Everything that is clearly named."""
        title = self._titles()
        if not title:
            raise self.reading.error("input_document_no_award", "/pages/1")
        body = self._body()
        years, credits = self._length()
        awarded = self._awarded_on()
        return Award(
            format=FORMAT,
            descriptor=CredentialDescriptor(
                titles=title,
                awarding_body=body,
                levels=self._levels(),
                credits=credits,
                duration_years=years,
                descriptions=self._texts("2.2", "descriptions"),
                mode=self._one("4.1", "mode"),
                instruction_language=self._language(),
                entry_requirement=self._texts("3.3", "entry_requirement"),
                rights=self._texts("5.1", "rights") + self._texts("5.2", "rights"),
            ),
            holder=self._holder(),
            awarded_on=awarded,
            grade=self._grade(),
            passages=tuple(self.reading.passages),
            unread=tuple(self._unread()),
        )

    def _quote(self, field: str, line: PageLine, text: str, language: str = "und") -> None:
        self.reading.quote(field, line.pointer, text, language)
        self.used.add(line.pointer)

    def _section(self, number: str) -> Section | None:
        section = self.sections.get(number)
        return section if section and section.values else None

    def _one(self, number: str, field: str) -> str | None:
        section = self._section(number)
        if section is None or is_not_stated(section.text):
            return None
        value, line = section.values[0]
        self._quote(field, line, value)
        return value

    def _texts(self, number: str, field: str) -> tuple[Text, ...]:
        section = self._section(number)
        if section is None or is_not_stated(section.text):
            return ()
        language = detect_language(section.text)
        for value, line in section.values:
            self._quote(field, line, value, language)
        return (Text(value=section.text, language=language),)

    def _titles(self) -> tuple[Text, ...]:
        section = self._section("2.1")
        found: list[tuple[str, PageLine]] = []
        if section is not None:
            found = list(section.values[:1])
            # A second short line without a full stop is the title in another language.
            found += [
                item
                for item in section.values[1:2]
                if len(item[0]) <= _TITLE_LENGTH and not item[0].endswith((".", ","))
            ]
        else:
            after = self._after([p for labels in all_labels() for p in labels.title_after])
            found = [after] if after else []
        made = []
        for value, line in found:
            language = detect_language(value)
            self._quote("titles", line, value, language)
            made.append(Text(value=value.strip(" ,;"), language=language))
        return tuple(made)

    def _after(self, phrases: list[str]) -> tuple[str, PageLine] | None:
        """The words behind the first phrase, on its line or the next."""
        for phrase in sorted(phrases, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){re.escape(phrase)}\s*(.*)$", re.IGNORECASE)
            for index, line in enumerate(self.lines):
                found = pattern.search(line.text)
                if found is None:
                    continue
                if found[1].strip():
                    if phrase.endswith(":") and len(found[1]) <= _TITLE_LENGTH:
                        return found[1].strip(), line
                    continue  # the phrase inside a sentence names nothing by itself
                for following in self.lines[index + 1 : index + 2]:
                    if following.page == line.page and len(following.text) <= _TITLE_LENGTH:
                        return following.text.strip(), following
        return None

    def _body(self) -> Organisation | None:
        section = self._section("2.3")
        if section is not None:
            value, line = section.values[0]
            name = re.split(r",\s|;|\s\(|\.\s|\.$", value)[0].strip()
            self._quote("awarding_body", line, name)
            return Organisation(names=(Text(value=name, language=detect_language(name)),))
        found = find_institution([line.text for line in self.lines])
        if found is None:
            return None
        self._quote("awarding_body", self.lines[found[1]], found[0])
        return Organisation(names=(Text(value=found[0], language=detect_language(found[0])),))

    def _levels(self) -> tuple[LevelClaim, ...]:
        section = self._section("3.1")
        if section is not None:
            found = find_levels(section.text)
            for value, line in section.values:
                self._quote("levels", line, value)
            return found or (LevelClaim(code=section.text[:_TITLE_LENGTH], framework=None),)
        for line, text in self._sentences():
            found = find_levels(text)
            if found:
                self._quote("levels", line, text)
                return found
        return ()

    def _sentences(self) -> list[tuple[PageLine, str]]:
        """Each line with the one after it, so that a phrase over a line break is found."""
        pairs = zip(self.lines, [*self.lines[1:], None], strict=True)
        return [
            (line, f"{line.text} {after.text}" if after and after.page == line.page else line.text)
            for line, after in pairs
        ]

    def _length(self) -> tuple[Decimal | None, tuple[CreditClaim, ...]]:
        section = self._section("3.2")
        texts = [(line, value) for value, line in section.values] if section else []
        whole = [(texts[0][0], " ".join(value for _, value in texts))] if texts else []
        years: Decimal | None = None
        claims: tuple[CreditClaim, ...] = ()
        for line, text in whole:
            found = find_years(text)
            if found:
                years = found[0]
                self._quote("duration_years", line, found[1])
            claims = self._claims(line, text)
        if not claims:
            claims = self._totals()
        if section is None and years is None:
            years = self._stated_years(claims)
        return years, claims

    def _claims(self, line: PageLine, text: str) -> tuple[CreditClaim, ...]:
        for number, system, _passage in find_credits(text):
            # The first amount is the programme's; a credit a year or a week stands behind it.
            return (credit_claim(number, system, self._mark(line), self.reading),)
        return ()

    def _mark(self, line: PageLine) -> str:
        self.used.add(line.pointer)
        return line.pointer

    def _totals(self) -> tuple[CreditClaim, ...]:
        """Total credits behind a word that names them; in a supplement, of the programme."""
        for labels in all_labels():
            for phrase in sorted(labels.total_credits, key=len, reverse=True):
                pattern = re.compile(
                    rf"(?<!\w){re.escape(phrase)}\s*([0-9]{{2,3}}(?:[.,][0-9])?)\s*(.*)$"
                )
                for line, text in self._sentences():
                    found = pattern.search(text)
                    if found is None:
                        continue
                    claims = list(find_credits(f"{found[1]} {found[2]}"))
                    system = claims[0][1] if claims else self._unit_in(phrase)
                    return (credit_claim(found[1], system, self._mark(line), self.reading),)
        return ()

    def _unit_in(self, phrase: str) -> str | None:
        return "ECTS" if "ECTS" in phrase else None

    def _stated_years(self, claims: tuple[CreditClaim, ...]) -> Decimal | None:
        """The length in the line that also states the credits."""
        for line, text in self._sentences():
            found = find_years(text)
            if found and claims and claims[0].as_written in text:
                self._quote("duration_years", line, found[1])
                return found[0]
        return None

    def _language(self) -> str | None:
        section = self._section("2.5")
        if section is None:
            return None
        value, line = section.values[0]
        # Several languages ("English, Norwegian") are no one language of instruction.
        code = language_code(value.strip(" .")) if re.fullmatch(r"\W*\w+\W*", value) else None
        if code is not None:
            self._quote("instruction_language", line, value)
        return code

    def _holder(self) -> Holder:
        family, given = self._one("1.1", "holder.names"), self._one("1.2", "holder.names")
        identifier = self._one("1.4", "holder.identifiers")
        words = " ".join(part for part in (given, family) if part)
        names: tuple[Text, ...] = (Text(value=words, language="und"),) if words else ()
        birth = self._section_day("1.3", "holder.birth_date")
        if not self.sections:
            names, birth = self._born()
        return Holder(
            names=names,
            birth_date=birth,
            identifiers=(f"student:{identifier}",) if identifier else (),
        )

    def _section_day(self, number: str, field: str) -> str | None:
        section = self.sections.get(number)
        if section is None:
            return None
        for value, line in [*section.values, (section.label.text, section.label)]:
            found = find_day(value, day_first=True)  # the supplement's own label says day/month
            if found:
                self._quote(field, line, value)
                return found
        return None

    def _born(self) -> tuple[tuple[Text, ...], str | None]:
        """The holder stands on the line before "born …"."""
        for index, line in enumerate(self.lines):
            for phrase in [word for labels in all_labels() for word in labels.born]:
                found = re.match(rf"\s*{re.escape(phrase)}\s+(.*)$", line.text, re.IGNORECASE)
                day = find_day(found[1]) if found else None
                if day is None:
                    continue
                self._quote("holder.birth_date", line, line.text)
                before = self.lines[index - 1] if index else None
                if before is None or before.page != line.page:
                    return (), day
                self._quote("holder.names", before, before.text)
                return (Text(value=before.text.strip(), language="und"),), day
        return (), None

    def _awarded_on(self) -> str | None:
        """The day of the award where a word says so, else the day of the supplement."""
        phrases = [word for labels in all_labels() for word in labels.awarded]
        for phrase in sorted(phrases, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)(.*)$", re.IGNORECASE)
            for line in self.lines:
                found = pattern.search(line.text)
                day = find_day(found[1]) if found else None
                if day is None and found and len(phrase) > 6:
                    day = find_day(line.text[: found.start()])  # "has 20 December been awarded"
                if day:
                    self._quote("awarded_on", line, line.text)
                    return day
        return self._section_day("7.1", "awarded_on")

    def _grade(self) -> Grade | None:
        section = self._section("4.5")
        if section is None or is_not_stated(section.text):
            return None
        value, line = section.values[0]
        self._quote("grade", line, value)
        return Grade(as_written=value)

    def _unread(self) -> list[UnreadField]:
        """Sections that nobody mapped; of a document without sections, its unused pages."""
        if self.sections:
            return [
                UnreadField(pointer=section.label.pointer, preview=preview(section.label.text))
                for number, section in self.sections.items()
                if section.label.pointer not in self.used
                and not any(line.pointer in self.used for _, line in section.values)
                and (section.values or number not in _MAPPED)
            ]
        pages = sorted({line.page for line in self.lines})
        made = []
        for page in pages:
            rest = [
                line.text
                for line in self.lines
                if line.page == page and line.pointer not in self.used
            ]
            if rest:
                made.append(UnreadField(pointer=f"/pages/{page}", preview=preview(" ".join(rest))))
        return made


def _scanned(reading: Reading, lines: dict[str, PageLine]) -> tuple[ScannedValue, ...]:
    """The passages of a scan with box and confidence; numbers and doubtful words to confirm."""
    made = []
    for quote in reading.passages:
        field, _, pointer = quote.where.partition(" ← ")
        line = lines.get(pointer)
        if line is None or line.box is None or line.confidence is None:
            continue
        has_digits = any(character.isdigit() for character in quote.text)
        made.append(
            ScannedValue(
                field=field,
                text=quote.text,
                page=line.page,
                box=line.box,
                confidence=Decimal(line.confidence),
                to_confirm=field in _NUMERIC or has_digits or line.confidence < _LEAST_CONFIDENCE,
            )
        )
    return tuple(made)
