"""Parts of an ELM achievement: a transcript's courses, as ELM 3 and DC4EU write them.

ELM 3 nests parts as `hasPart`; DC4EU's transcripts and supplements list them as `wasDerivedFrom`.
A grade stays the words that it is.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.domain.credential import Course, Grade
from service.importing.amounts import read_hours
from service.importing.days import read_day
from service.importing.elm_concepts import eqf_level_of, nqf_level_of
from service.importing.elm_parts import credit_points, notes, pop_concepts
from service.importing.reading import Node

_PARTS = ("wasDerivedFrom", "hasPart")
MOST_COURSES = 5000


def read_courses(main: Node, within: str | None = None) -> tuple[Course, ...]:
    """Pop every part of an achievement, parts of parts after the part that holds them.

    Raises InputError: input_too_many (field, count, limit), input_bad_date, input_bad_credits.
    """
    made: list[Course] = []
    waiting = [(node, within) for key in _PARTS for node in main.nodes(key)]
    while waiting:
        node, holder = waiting.pop(0)
        if len(made) >= MOST_COURSES:
            raise node.reading.error(
                "input_too_many",
                node.pointer,
                field=_PARTS[0],
                count=len(made) + 1,
                limit=MOST_COURSES,
            )
        course = _course(node, holder)
        made.append(course)
        name = course.titles[0].value if course.titles else holder
        waiting += [(inner, name) for key in _PARTS for inner in node.nodes(key)]
    return tuple(made)


def _course(node: Node, within: str | None) -> Course:
    spec = node.node("specifiedBy")
    scheme = node.node("gradingScheme")
    scale = scheme.texts("title", "grade") if scheme else ()
    written = notes(node, "grade", "courses")
    for proof in node.nodes("provenBy") if not written else []:
        written = written or notes(proof, "grade", "courses")
    started, completed = _period(node)
    titles = node.texts("title", "courses") or (spec.texts("title", "courses") if spec else ())
    earned = credit_points(node, "creditReceived") or credit_points(node, "creditPoint")
    return Course(
        titles=titles,
        within=within,
        credits=earned or (credit_points(spec, "creditPoint") if spec else ()),
        grade=Grade(as_written=written[0].value, scale=scale[0].value if scale else None)
        if written
        else None,
        levels=tuple(
            eqf_level_of(concept) or nqf_level_of(concept)
            for concept in (pop_concepts(spec, "eqfLevel") if spec else [])
        ),
        hours=_hours(spec),
        started_on=started,
        completed_on=completed,
    )


def _period(node: Node) -> tuple[str | None, str | None]:
    for period in node.nodes("temporal"):
        days = []
        for key in ("startDate", "endDate"):
            raw: Any = period.pop(key)
            place = period.place(key)
            days.append(read_day(raw, "courses", place, node.reading) if raw else None)
        return days[0], days[1]
    return None, None


def _hours(spec: Node | None) -> Decimal | None:
    raw = spec.peek("volumeOfLearning") if spec else None
    try:
        value = read_hours(raw) if isinstance(raw, str) else None
    except ValueError:
        return None  # stays unread
    if spec is not None and value is not None:
        spec.pop("volumeOfLearning")
    return value
