"""Values of a scan that a person has not confirmed are kept out of an assessment.

Text recognition drops decimal marks ("1,7" becomes "117"): an unconfirmed number would be compared
as if it were a fact. It is taken out and listed as unread; unknown is right where wrong is worse.
"""

from __future__ import annotations

from dataclasses import replace

from service.domain.credential import Award, UnreadField
from service.importing.reading import ARROW, preview

_MEASURED = {
    *("credits", "levels", "duration_years", "workload_hours", "awarded_on", "completed_on"),
    *("expires_on", "grade", "holder.birth_date"),
}
"""Fields that a comparison reckons with."""


def without_unconfirmed(award: Award) -> Award:
    """Return the award without the values of its scan that are to be confirmed."""
    taken = {value.field for value in award.scanned if value.to_confirm} & _MEASURED
    if not taken:
        return award
    found, holder = award.descriptor, award.holder
    places = [(*quote.where.partition(ARROW)[::2], quote) for quote in award.passages]
    return replace(
        award,
        descriptor=replace(
            found,
            credits=() if "credits" in taken else found.credits,
            levels=() if "levels" in taken else found.levels,
            duration_years=None if "duration_years" in taken else found.duration_years,
            workload_hours=None if "workload_hours" in taken else found.workload_hours,
        ),
        holder=replace(
            holder, birth_date=None if "holder.birth_date" in taken else holder.birth_date
        ),
        awarded_on=None if "awarded_on" in taken else award.awarded_on,
        completed_on=None if "completed_on" in taken else award.completed_on,
        expires_on=None if "expires_on" in taken else award.expires_on,
        grade=None if "grade" in taken else award.grade,
        passages=tuple(quote for field, _, quote in places if field not in taken),
        unread=award.unread
        + tuple(
            UnreadField(pointer=pointer, preview=preview(quote.text))
            for field, pointer, quote in places
            if field in taken
        ),
    )
