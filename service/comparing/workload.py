"""Workload: hours by each system's own hours a credit, years beside them, the rule shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from service.domain.comparison import Comparison, Element, Finding, Purpose
from service.domain.credential import CredentialDescriptor
from service.domain.framework import QualificationType, Span
from service.domain.noun import noun
from service.domain.reference import CreditSystem
from service.domain.text import Source, Statement, holds_on, say

# House rule, printed in the report: no convention or manual fixes a number. Below three quarters
# of the benchmark a whole year of a usual degree is missing; a tenth is within rounding.
COMPARABLE_FROM = Decimal("0.90")
SUBSTANTIAL_BELOW = Decimal("0.75")


@noun
class Workload:
    """One side's workload: clock hours and full-time years, each None where unknown.

    `years` counts from `entry`; `total_years` from the end of secondary school. `typical` says
    that the values are those of the award type, not of this file.
    """

    hours: Span | None = None
    years: Span | None = None
    total_years: Span | None = None
    typical: bool = False
    rules: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()


def stated_workload(descriptor: CredentialDescriptor, systems: dict[str, CreditSystem]) -> Workload:
    """Workload as the file states it: hours, else credits in a named system; and years."""
    years = descriptor.duration_years
    span = Span(low=years, high=years) if years is not None else None
    if descriptor.workload_hours is not None:
        hours = descriptor.workload_hours
        rule = say("workload.rule_stated_hours", hours=hours)
        return Workload(hours=Span(low=hours, high=hours), years=span, rules=(rule,))
    rules: list[Statement] = []
    for claim in descriptor.credits:
        system = systems.get(claim.system or "")
        if system is None:
            rules.append(say("workload.unit_missing", as_written=claim.as_written))
            continue
        amount = Span(low=claim.value, high=claim.value)
        made = _hours(amount, system)
        rules.append(_rule(amount, system))
        if made is not None:
            return Workload(hours=made, years=span, rules=tuple(rules), sources=(system.source,))
    return Workload(years=span, rules=tuple(rules))


def typical_workload(
    kind: QualificationType, systems: dict[str, CreditSystem], *, on: date | None
) -> Workload:
    """Usual workload of an award type. Credits of a system not in force on `on` are left out."""
    hours, rules, sources = None, [], [kind.source]
    if kind.credits is not None:
        system = systems.get(kind.credits.system)
        if system is not None and (on is None or holds_on(on, system.since, system.until)):
            hours = _hours(kind.credits.amount, system)
            rules.append(_rule(kind.credits.amount, system))
            sources.append(system.source)
    return Workload(
        hours=hours,
        years=kind.duration_years,
        total_years=kind.total_years,
        typical=True,
        rules=tuple(rules),
        sources=tuple(sources),
    )


def subject_workload(
    descriptor: CredentialDescriptor,
    kind: QualificationType | None,
    systems: dict[str, CreditSystem],
    *,
    on: date | None,
) -> Workload:
    """The file's own workload, completed by the award type's usual values where it is silent.

    Usual years are no help beside stated hours that fall short of the usual ones: a "bachelor" of
    60 credits is not one of three years.
    """
    stated = stated_workload(descriptor, systems)
    if kind is None:
        return stated
    if descriptor.credits and stated.hours is None and stated.years is None:
        # Credits that cannot be read as hours are a statement all the same: no guess replaces it.
        return stated
    usual = typical_workload(kind, systems, on=on)
    years, total = usual.years, usual.total_years
    if (
        stated.hours is not None
        and usual.hours is not None
        and share(stated.hours, usual.hours) < COMPARABLE_FROM
    ):
        years, total = None, None
    if stated.years is not None and usual.total_years is not None and usual.years is not None:
        shift_low = usual.total_years.low - usual.years.low
        shift_high = usual.total_years.high - usual.years.high
        low, high = sorted((stated.years.low + shift_low, stated.years.high + shift_high))
        total = Span(low=low, high=high)
    nothing_stated = stated.hours is None and stated.years is None
    return Workload(
        hours=usual.hours if nothing_stated else stated.hours,
        years=stated.years or years,
        total_years=total,
        typical=nothing_stated,
        rules=(*stated.rules, *(usual.rules if nothing_stated else ())),
        sources=(*stated.sources, *(usual.sources if nothing_stated else (kind.source,))),
    )


def _hours(amount: Span, system: CreditSystem) -> Span | None:
    per = system.hours_per_credit
    return None if per is None else Span(low=amount.low * per.low, high=amount.high * per.high)


def _rule(amount: Span, system: CreditSystem) -> Statement:
    per = system.hours_per_credit
    if per is None:
        return say("workload.rule_no_hours", low=amount.low, high=amount.high, system=system.code)
    return say(
        "workload.rule_credits",
        low=amount.low,
        high=amount.high,
        system=system.code,
        hours_low=per.low,
        hours_high=per.high,
    )


def share(subject: Span, benchmark: Span) -> Decimal:
    """How much of the benchmark the subject reaches: 1 where the ranges overlap.

    Below 1 for a shortfall (best case of the subject over the benchmark's least), above 1 for a
    surplus (least of the subject over the benchmark's most).
    """
    if subject.high < benchmark.low:
        return (subject.high / benchmark.low).quantize(Decimal("0.01"))
    if subject.low > benchmark.high > 0:
        return (subject.low / benchmark.high).quantize(Decimal("0.01"))
    return Decimal(1)


def compare_workload(
    subject: Workload,
    benchmark: Workload,
    *,
    same_entry: bool,
    purpose: Purpose,
    target_system: CreditSystem | None,
) -> Comparison:
    """Compare the two workloads.

    Awards that start from different stages (a five-year specialist after school, a two-year
    master after a bachelor) are compared by total years of higher education, since the hours of
    the programmes themselves would compare unlike things.
    """
    notes = [*subject.rules, *benchmark.rules]
    sources = tuple(dict.fromkeys((*subject.sources, *benchmark.sources)))
    if subject.typical and (subject.hours or subject.years):
        notes.insert(0, say("workload.typical_of_type"))
    years = _years_share(subject, benchmark, same_entry=same_entry)
    if same_entry and subject.hours is not None and benchmark.hours is not None:
        if target_system is not None and target_system.hours_per_credit is not None:
            notes.append(_converted(subject.hours, target_system))
        reached = share(subject.hours, benchmark.hours)
        finding = _finding(reached, purpose)
        if years is not None:
            notes.append(say("workload.years_beside", share=years))
            if finding is Finding.POTENTIALLY_SUBSTANTIAL and years >= COMPARABLE_FROM:
                finding = Finding.DIFFERENT
        return Comparison(
            element=Element.WORKLOAD,
            finding=finding,
            subject_value=_hours_value(subject.hours),
            benchmark_value=_hours_value(benchmark.hours),
            reason=_reason(reached, "hours"),
            notes=tuple(dict.fromkeys(notes)),
            sources=sources,
        )
    if years is not None:
        ours, theirs = _year_spans(subject, benchmark, same_entry=same_entry)
        return Comparison(
            element=Element.WORKLOAD,
            finding=_finding(years, purpose),
            subject_value=_years_value(ours, total=not same_entry),
            benchmark_value=_years_value(theirs, total=not same_entry),
            reason=_reason(years, "years"),
            notes=tuple(dict.fromkeys(notes)),
            sources=sources,
        )
    known = subject.hours or subject.years
    return Comparison(
        element=Element.WORKLOAD,
        finding=Finding.UNKNOWN,
        subject_value=_hours_value(subject.hours) if subject.hours else None,
        benchmark_value=_hours_value(benchmark.hours) if benchmark.hours else None,
        reason=say("workload.unknown_benchmark" if known else "workload.unknown_subject"),
        notes=tuple(dict.fromkeys(notes)),
        sources=sources,
    )


def _year_spans(
    subject: Workload, benchmark: Workload, *, same_entry: bool
) -> tuple[Span | None, Span | None]:
    if same_entry:
        return subject.years, benchmark.years
    return subject.total_years, benchmark.total_years


def _years_share(subject: Workload, benchmark: Workload, *, same_entry: bool) -> Decimal | None:
    ours, theirs = _year_spans(subject, benchmark, same_entry=same_entry)
    return None if ours is None or theirs is None or theirs.high == 0 else share(ours, theirs)


def _finding(reached: Decimal, purpose: Purpose) -> Finding:
    if reached >= COMPARABLE_FROM:
        return Finding.COMPARABLE
    if reached < SUBSTANTIAL_BELOW and purpose is not Purpose.WORK:
        return Finding.POTENTIALLY_SUBSTANTIAL
    return Finding.DIFFERENT


def _reason(reached: Decimal, unit: str) -> Statement:
    if reached < COMPARABLE_FROM:
        return say(f"workload.shorter_{unit}", share=reached, threshold=COMPARABLE_FROM)
    if reached > 1:
        return say(f"workload.longer_{unit}", share=reached)
    return say(f"workload.comparable_{unit}", threshold=COMPARABLE_FROM)


def _hours_value(hours: Span) -> Statement:
    return say("value.hours", low=hours.low, high=hours.high)


def _years_value(years: Span | None, *, total: bool) -> Statement | None:
    if years is None:
        return None
    code = "value.total_years" if total else "value.years"
    return say(code, low=years.low, high=years.high)


def _converted(hours: Span, system: CreditSystem) -> Statement:
    per = system.hours_per_credit
    assert per is not None
    return say(
        "workload.in_target_credits",
        low=(hours.low / per.high).quantize(Decimal(1)),
        high=(hours.high / per.low).quantize(Decimal(1)),
        system=system.code,
    )
