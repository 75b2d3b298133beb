"""A report in one language as sections of phrases, ready to be laid out."""

from __future__ import annotations

from service.domain.report import EquivalenceReport
from service.reporting.names import code_phrase, list_phrase
from service.reporting.phrase import Phrase, plain
from service.reporting.sources import Citations, sources_section
from service.reporting.view import Cell, Pairs, Section, View, Words
from service.reporting.view_award import award_section, person_section, unread_section
from service.reporting.view_home import home_section
from service.reporting.view_target import summary_grid, target_name, target_section
from service.reporting.wording import Wording


def report_view(report: EquivalenceReport, wording: Wording) -> View:
    """Build the full layout of `report` in the words of `wording`.

    Raises RenderError where a statement has no words.
    """
    citations = Citations(report)
    sections = [
        _summary(wording, report),
        person_section(wording, report.award),
        award_section(wording, report.award, report.home.qualification_type),
        home_section(wording, report, citations),
        *(target_section(wording, report, target, citations) for target in report.targets),
        _appeal(wording),
        unread_section(wording, report.award),
        sources_section(wording, citations),
        _provenance(wording, report),
    ]
    return View(
        tag=wording.tag,
        direction=wording.direction,
        title=wording.say("report.title"),
        subtitle=wording.say("report.subtitle"),
        advice=wording.say("report.advice"),
        facts=_facts(wording, report),
        sections=tuple(sections),
        number=report.number,
        content_hash=report.content_hash,
        page_words=_page_words(wording),
    )


def _facts(wording: Wording, report: EquivalenceReport) -> Pairs:
    places = list_phrase(wording, tuple(target_name(wording, each) for each in report.targets))
    values = {
        "number": code_phrase(wording, report.number),
        "assessed_on": plain(wording.date(report.assessed_on)),
        "targets": places,
        "purpose": wording.say(f"purpose.{report.purpose.value}"),
        "status": wording.say(f"status.{report.status}"),
        "language": wording.say("language.name"),
        "content_hash": code_phrase(wording, report.content_hash),
    }
    same = (wording.say("report.same_facts"),)
    return Pairs(
        rows=tuple(
            (
                wording.say(f"label.{name}"),
                Cell(lines=(value,), quiet=same if name == "content_hash" else ()),
            )
            for name, value in values.items()
            if value.runs
        )
    )


def _summary(wording: Wording, report: EquivalenceReport) -> Section:
    grid = summary_grid(wording, report)
    return Section(anchor="summary", title=wording.say("section.summary"), blocks=(grid,))


def _appeal(wording: Wording) -> Section:
    words = Words(text=wording.say("appeal.placeholder"))
    return Section(anchor="appeal", title=wording.say("section.appeal"), blocks=(words,))


def _provenance(wording: Wording, report: EquivalenceReport) -> Section:
    made = report.provenance
    values: dict[str, Phrase] = {
        "frameworks_version": code_phrase(wording, made.frameworks_version),
        "model": wording.say("model.switched_off"),
    }
    if made.model not in ("", "none"):
        values["model"] = code_phrase(wording, made.model)
        values["model_hash"] = code_phrase(wording, made.model_hash)
    values["software_version"] = code_phrase(wording, made.software_version)
    rows = tuple(
        (wording.say(f"label.{name}"), Cell(lines=(value,))) for name, value in values.items()
    )
    return Section(
        anchor="versions", title=wording.say("section.provenance"), blocks=(Pairs(rows=rows),)
    )


def _page_words(wording: Wording) -> tuple[str, str, str]:
    """The words before, between and after the page numbers of a footer."""
    mark = plain("\x00")
    made = str(wording.fill("page.of", {"page": mark, "pages": mark}))
    before, between, after = made.split("\x00")
    return before, between, after
