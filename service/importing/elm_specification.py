"""What the specification of an ELM achievement says: level, credits, outcomes, conditions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from service.domain.credential import CreditClaim, Grade, LearningOutcome, LevelClaim
from service.domain.text import Text
from service.importing.amounts import read_hours, read_years
from service.importing.elm_concepts import (
    concepts,
    eqf_level_of,
    isced_f_of,
    language_of,
    nqf_level_of,
)
from service.importing.elm_parts import credit_points, labels, notes, pop_concepts
from service.importing.reading import Node

_FIELD_KEYS = ("ISCEDFCode", "thematicArea", "educationSubject")


class Specification:
    """The nodes that may state a property of the achievement, the most specific first.

    These are the Qualification nested in a specification (DC4EU), the specification, and the
    achievement itself. A property is taken from the first node that has it.
    """

    def __init__(self, main: Node) -> None:
        spec = main.node("specifiedBy")
        qualification = spec.node("qualification") if spec else None
        self.nodes = [node for node in (qualification, spec, main) if node is not None]
        self.inner = [node for node in (spec, qualification) if node is not None]
        self.main = main

    def _holding(self, key: str) -> Node | None:
        return next((node for node in self.nodes if key in node), None)

    def texts(self, key: str, field: str) -> tuple[Text, ...]:
        """Pop a text of the specification, not of the achievement."""
        for node in self.inner:
            found = node.texts(key, field)
            if found:
                return found
        return ()

    def notes(self, key: str, field: str) -> tuple[Text, ...]:
        """Pop the texts of Note objects."""
        node = self._holding(key)
        return notes(node, key, field) if node else ()

    def drop_repeated_title(self, titles: tuple[Text, ...]) -> None:
        """Use up a title that only repeats the achievement's; a different one stays unread."""
        known = {title.value for title in titles}
        for node in self.inner:
            raw = node.peek("title")
            values = list(raw.values()) if isinstance(raw, dict) else [raw]
            if raw is not None and all(isinstance(v, str) and v in known for v in values):
                node.pop("title")

    def levels(self) -> tuple[LevelClaim, ...]:
        """Pop `eqfLevel` and `nqfLevel`."""
        found: list[LevelClaim] = []
        for key, reader in (("nqfLevel", nqf_level_of), ("eqfLevel", eqf_level_of)):
            node = self._holding(key)
            if node is None:
                continue
            made = [(concept, reader(concept)) for concept in pop_concepts(node, key)]
            for concept, claim in made:
                node.reading.quote("levels", node.place(key), concept.words, concept.label_language)
                # An EQF level outside 1-8 is kept as the words that it is.
                found.append(claim or nqf_level_of(concept))
        return tuple(found)

    def credits(self) -> tuple[CreditClaim, ...]:
        """Pop the credits that the person received, else those of the specification."""
        received = credit_points(self.main, "creditReceived")
        node = self._holding("creditPoint")
        if node is None:
            return received
        if not received:
            return credit_points(node, "creditPoint")
        if node.peek("creditPoint") is not None and _points(node) == [
            claim.as_written for claim in received
        ]:
            node.pop("creditPoint")  # the same figures once more
        return received

    def workload_hours(self) -> Decimal | None:
        """Pop `volumeOfLearning` or `workload` where it is a number of clock hours."""
        return self._duration(("workload", "volumeOfLearning"), "workload_hours", read_hours)

    def duration_years(self) -> Decimal | None:
        """Pop DC4EU's `duration` ("P3Y", or an object with that) where it is exact in years."""
        node = self._holding("duration")
        if node is not None and isinstance(node.peek("duration"), dict):
            node = node.node("duration")
        if node is None:
            return None
        return _duration(node, "duration", "duration_years", read_years)

    def _duration(
        self, keys: tuple[str, ...], field: str, reader: Callable[[str], Decimal | None]
    ) -> Decimal | None:
        for key in keys:
            node = self._holding(key)
            found = _duration(node, key, field, reader) if node else None
            if found is not None:
                return found
        return None

    def isced_f(self) -> str | None:
        """Pop the field of study: the longest ISCED-F code, the first among equals."""
        for key in _FIELD_KEYS:
            node = self._holding(key)
            raw = node.peek(key) if node else None
            items = raw if isinstance(raw, list) else [raw]
            codes = [_isced_f(item) for item in items]
            best = max(codes, key=lambda code: len(code or ""), default=None)
            if node is None or best is None:
                continue
            index = codes.index(best)
            node.pop(key)
            place = f"{node.place(key)}/{index}" if isinstance(raw, list) else node.place(key)
            node.reading.quote("isced_f", place, best)
            node.leave(key, [(i, item) for i, item in enumerate(items) if i != index])
            return best
        return None

    def outcomes(self) -> tuple[LearningOutcome, ...]:
        """Pop the titles of `learningOutcome`, else the summary of the outcomes."""
        node = self._holding("learningOutcome")
        made = []
        for item in node.nodes("learningOutcome") if node else []:
            texts = item.texts("title", "outcomes") or notes(item, "additionalNote", "outcomes")
            if texts:
                made.append(LearningOutcome(texts=texts))
        if not made:
            summary = self.notes("learningOutcomeSummary", "outcomes")
            made = [LearningOutcome(texts=summary)] if summary else []
        return tuple(made)

    def mode(self) -> str | None:
        """Pop the modes of learning and the schedule, as words."""
        words: list[str] = []
        for key in ("mode", "learningSchedule"):
            node = self._holding(key)
            words += [text.value for text in labels(node, key, "mode")] if node else []
        return ", ".join(words) or None

    def language(self) -> str | None:
        """Pop the language of instruction where it is one; several stay unread."""
        node = self._holding("language")
        raw = node.peek("language") if node else None
        if node is None or (isinstance(raw, list) and len(raw) != 1):
            return None
        for concept in pop_concepts(node, "language"):
            node.reading.quote("instruction_language", node.place("language"), concept.words)
            return language_of(concept) or concept.words
        return None

    def quality_assurance(self) -> tuple[Text, ...]:
        """Pop accreditations: their titles, kinds and the names of the agencies."""
        found: tuple[Text, ...] = ()
        for node in self.nodes:
            for item in node.nodes("accreditation"):
                found += item.texts("title", "quality_assurance")
                found += labels(item, "dcType", "quality_assurance")
                for agent in item.nodes("accreditingAgent"):
                    found += agent.texts("legalName", "quality_assurance")
        return found


def grade_and_assessment(main: Node, spec: Specification) -> tuple[Grade | None, tuple[Text, ...]]:
    """Read how the achievement was assessed and, where there is one grade, that grade.

    Grades of several assessments have no common value: they stay unread.
    """
    assessment: tuple[Text, ...] = ()
    grade: Grade | None = None
    proofs = main.nodes("provenBy")
    for item in proofs:
        detail = item.node("specifiedBy")
        assessment += item.texts("title", "assessment")
        assessment += labels(item, "idVerification", "assessment")
        for key in ("dcType", "mode"):
            assessment += labels(detail, key, "assessment") if detail else ()
        if len(proofs) == 1:
            scheme = detail.node("gradingScheme") if detail else None
            grade = _grade(item, "grade", scheme)
    for node in spec.inner if grade is None else []:
        if "overallClassification" in node:
            grade = _grade(node, "overallClassification", node.node("gradingScheme"))
    return grade, tuple(dict.fromkeys(assessment))


def _grade(node: Node, key: str, scheme: Node | None) -> Grade | None:
    written = notes(node, key, "grade")
    if not written:
        return None
    scale = scheme.texts("title", "grade") if scheme else ()
    return Grade(as_written=written[0].value, scale=scale[0].value if scale else None)


def _duration(
    node: Node, key: str, field: str, reader: Callable[[str], Decimal | None]
) -> Decimal | None:
    raw = node.peek(key)
    if raw is None:
        return None
    try:
        value = reader(raw) if isinstance(raw, str) else None
    except ValueError:
        raise node.reading.error(
            "input_bad_duration", node.place(key), field=field, value=str(raw)[:80]
        ) from None
    if value is not None:
        node.pop(key)
        node.reading.quote(field, node.place(key), raw)
    return value


def _isced_f(raw: Any) -> str | None:
    found = concepts(raw) if raw is not None else []
    return isced_f_of(found[0]) if found else None


def _points(node: Node) -> list[str]:
    raw = node.peek("creditPoint")
    items = raw if isinstance(raw, list) else [raw]
    return [str(item.get("point")) for item in items if isinstance(item, dict)]
