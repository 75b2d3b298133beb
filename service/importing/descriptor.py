"""Our own plain descriptor: one person's award, written by hand in YAML or JSON.

The published form is `schemas/descriptor.schema.json` (JSON Schema 2020-12); `KEYS` below and the
schema name the same keys, which a test holds together. Keys that are not listed are no error:
they come back as `unread`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from service.domain.credential import (
    Award,
    CredentialDescriptor,
    CreditClaim,
    Grade,
    Holder,
    LearningOutcome,
    LevelClaim,
    Organisation,
)
from service.domain.framework import AwardKind
from service.importing.amounts import MOST_HOURS, MOST_YEARS
from service.importing.days import check_order
from service.importing.descriptor_form import Form
from service.importing.quoting import credit_claim
from service.importing.reading import Node, Reading
from service.importing.texts import NOT_DETECTED

FORMAT = "paritas_1"
VERSION = "1"
KEYS: dict[str, tuple[str, ...]] = {
    "": (
        *("paritas", "title", "title_language", "country", "region", "institution"),
        *("qualification_type", "kind", "level", "credits", "duration_years", "workload_hours"),
        *("isced_f", "description", "outcomes", "mode", "language_of_instruction"),
        *("entry_requirement", "rights", "assessment", "quality_assurance", "holder"),
        *("started_on", "completed_on", "awarded_on", "expires_on", "grade", "identifier"),
    ),
    "institution": ("name", "country", "identifiers"),
    "level": ("framework", "code"),
    "credits": ("value", "system"),
    "holder": ("name", "birth_date"),
    "grade": ("value", "scale"),
}
"""Every key that is read, by the mapping in which it stands ("" is the top)."""

_FRAMEWORK_ID = r"[a-z]+(?:_[a-z0-9]+)*"


def read_descriptor(raw: dict[str, Any], reading: Reading) -> Award:
    """Read a descriptor that `parse_yaml` or `parse_json` made.

    `awarded_on` must not lie before `started_on` or the birth date, nor `expires_on` before
    `awarded_on`. The country of the award is that of its institution, else of its region, where
    only that is stated. `started_on` is checked and quoted, and otherwise unused. A framework
    that is not written as one of our ids stays as `framework_text`.

    Raises InputError: input_version_unknown, input_no_title, input_bad_date, input_bad_credits,
    input_bad_number, input_bad_value, input_bad_choice, input_unknown_country, input_bad_region,
    input_unknown_language, input_missing_key, input_wrong_type, input_too_many.
    """
    top = Node(raw, "", reading)
    form = Form(top)
    version = form.value("paritas")
    if str(version) != VERSION or isinstance(version, bool):
        raise reading.error(
            "input_version_unknown", "/paritas", seen=str(version)[:80], accepted=VERSION
        )
    country = form.country("country", "country")
    reading.country = country
    region = form.matching("region", "region", r"[A-Z]{2}-[A-Z0-9]{1,3}")
    body = _institution(form)
    country = country or (body.country if body else None) or (region[:2] if region else None)
    if region is not None and region[:2] != country:
        raise reading.error("input_bad_region", "/region", value=region, country=country)
    reading.country = country
    descriptor = _descriptor(form, country, region, body)
    holder, award = _holder(form), _dates(form)
    check_order(holder.birth_date, award["awarded_on"], "awarded_on", "/awarded_on", reading)
    return Award(
        format=FORMAT,
        descriptor=descriptor,
        holder=holder,
        awarded_on=award["awarded_on"],
        completed_on=award["completed_on"],
        expires_on=award["expires_on"],
        grade=_grade(form),
        identifier=form.scalar("identifier", "identifier"),
        passages=tuple(reading.passages),
        unread=tuple(top.unread()),
    )


def _descriptor(
    form: Form, country: str | None, region: str | None, body: Organisation | None
) -> CredentialDescriptor:
    titles = form.texts("title", "titles", form.language("title_language", "title_language"))
    if not titles:
        raise form.reading.error("input_no_title", "/title")
    return CredentialDescriptor(
        titles=titles,
        country=country,
        region=region,
        awarding_body=body,
        qualification_type=form.matching(
            "qualification_type", "qualification_type", rf"{_FRAMEWORK_ID}/[a-z0-9_]+"
        ),
        kind=form.choice("kind", "kind", AwardKind),
        levels=_levels(form),
        credits=_credits(form),
        duration_years=form.number("duration_years", "duration_years", MOST_YEARS),
        workload_hours=form.number("workload_hours", "workload_hours", MOST_HOURS),
        isced_f=_isced_f(form),
        descriptions=form.texts("description", "descriptions"),
        outcomes=_outcomes(form),
        mode=form.scalar("mode", "mode"),
        instruction_language=form.language("language_of_instruction", "instruction_language"),
        entry_requirement=form.texts("entry_requirement", "entry_requirement"),
        rights=form.texts("rights", "rights"),
        assessment=form.texts("assessment", "assessment"),
        quality_assurance=form.texts("quality_assurance", "quality_assurance"),
    )


def _institution(form: Form) -> Organisation | None:
    inner = form.form("institution")
    if inner is None:
        return None
    if isinstance(inner, str):
        names = form.words(inner, "institution", "/institution", "awarding_body")
        return Organisation(names=names)
    country = inner.country("country", "awarding_body.country")
    form.reading.country = form.reading.country or country
    return Organisation(
        names=inner.texts("name", "awarding_body"),
        country=country,
        identifiers=tuple(
            _plain(inner, item, place, "awarding_body.identifiers")
            for place, item in inner.items("identifiers")
        ),
    )


def _isced_f(form: Form) -> str | None:
    if isinstance(form.node.peek("isced_f"), int | Decimal):
        # 0611 as a JSON number has already lost the zero that says which field it is.
        raise form.wrong("isced_f", "text")
    return form.matching("isced_f", "isced_f", r"[0-9]{2,4}")


def _levels(form: Form) -> tuple[LevelClaim, ...]:
    made = []
    for place, item in form.forms("level"):
        if not isinstance(item, Form):
            made.append(LevelClaim(code=_plain(form, item, place, "levels"), framework=None))
            continue
        stated, code = item.scalar("framework", "levels") or "", item.scalar("code", "levels")
        if code is None:
            raise form.reading.error("input_missing_key", place, key="code")
        known = re.fullmatch(_FRAMEWORK_ID, stated)
        made.append(
            LevelClaim(code=code, framework=stated if known else None, framework_text=stated)
        )
    return tuple(made)


def _credits(form: Form) -> tuple[CreditClaim, ...]:
    made = []
    for place, item in form.forms("credits"):
        if isinstance(item, Form):
            system = item.scalar("system", "credits")
            raw = item.value("value")
            if raw is None:
                raise form.reading.error("input_missing_key", place, key="value")
            place = item.node.place("value")
        else:
            raw, system = item, None
        made.append(credit_claim(raw, system, place, form.reading))
    return tuple(made)


def _outcomes(form: Form) -> tuple[LearningOutcome, ...]:
    made = []
    for place, item in form.items("outcomes"):
        if isinstance(item, list) or (
            isinstance(item, dict) and any(not isinstance(text, str) for text in item.values())
        ):
            # {en: [a, b]} would be one outcome for one reader and two for another.
            raise form.reading.error(
                "input_wrong_type", place, field="outcomes", expected="text, {language: text}"
            )
        texts = form.words(item, "outcomes", place, "outcomes")
        if texts:
            made.append(LearningOutcome(texts=texts))
    return tuple(made)


def _holder(form: Form) -> Holder:
    inner = form.form("holder")
    if inner is None:
        return Holder()
    if isinstance(inner, str):
        names = form.words(inner, "holder", "/holder", "holder.names", NOT_DETECTED)
        return Holder(names=names)
    return Holder(
        names=inner.texts("name", "holder.names", NOT_DETECTED),
        birth_date=inner.day("birth_date", "holder.birth_date"),
    )


def _dates(form: Form) -> dict[str, str | None]:
    found = {
        key: form.day(key, key)
        for key in ("started_on", "completed_on", "awarded_on", "expires_on")
    }
    for earlier, later in (
        ("started_on", "completed_on"),
        ("started_on", "awarded_on"),
        ("awarded_on", "expires_on"),
    ):
        check_order(found[earlier], found[later], later, f"/{later}", form.reading)
    return found


def _grade(form: Form) -> Grade | None:
    if isinstance(form.node.peek("grade"), int | Decimal):
        written = form.scalar("grade", "grade")
        return Grade(as_written=written) if written else None
    inner = form.form("grade")
    if inner is None:
        return None
    if isinstance(inner, str):
        return Grade(as_written=_plain(form, inner, "/grade", "grade"))
    value, scale = inner.scalar("value", "grade"), inner.scalar("scale", "grade")
    return None if value is None else Grade(as_written=value, scale=scale)


def _plain(form: Form, item: Any, place: str, field: str) -> str:
    if isinstance(item, bool) or not isinstance(item, str | int | Decimal):
        raise form.reading.error("input_wrong_type", place, field=field, expected="text")
    form.reading.quote(field, place, item)
    return str(item)
