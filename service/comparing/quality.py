"""Quality: was the awarding body or programme recognised at the award date?

No registry of institutions is consulted yet, so this says what the file claims and that it
could not be checked. Absence from a voluntary register would prove nothing either.
"""

from __future__ import annotations

from service.domain.comparison import Comparison, Element, Finding
from service.domain.credential import CredentialDescriptor
from service.domain.framework import AwardKind, QualificationType
from service.domain.text import Statement, say


def compare_quality(descriptor: CredentialDescriptor, kind: QualificationType | None) -> Comparison:
    """Compare quality assurance; unknown except where the award type itself is not official."""
    body = descriptor.awarding_body
    value: Statement | None = None
    if body is not None and body.names:
        value = say("value.institution", name=body.names[0].value)
    notes = []
    for text in descriptor.quality_assurance:
        notes.append(say("quality.statement_in_file", text=text.value))
    if kind is not None and kind.kind is AwardKind.OWN_TITLE:
        return Comparison(
            element=Element.QUALITY,
            finding=Finding.POTENTIALLY_SUBSTANTIAL,
            subject_value=value,
            benchmark_value=say("value.officially_recognised"),
            reason=say("quality.own_title"),
            notes=tuple(notes),
            sources=(kind.source,),
        )
    reason = say("quality.not_checked") if value else say("quality.institution_missing")
    return Comparison(
        element=Element.QUALITY,
        finding=Finding.UNKNOWN,
        subject_value=value,
        benchmark_value=say("value.officially_recognised"),
        reason=reason,
        notes=tuple(notes),
        sources=(),
    )
