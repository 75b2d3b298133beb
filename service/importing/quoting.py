"""Numbers of a file with their passage and their error, for every format alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.domain.credential import CreditClaim
from service.importing.amounts import MOST_CREDITS, read_amount
from service.importing.reading import Reading


def quoted_amount(raw: Any, field: str, pointer: str, most: Decimal, reading: Reading) -> Decimal:
    """Read a positive number of at most `most` and quote it as `field`.

    Raises InputError input_bad_credits (value) for the field "credits", input_bad_number
    (field, value) for any other.
    """
    try:
        if not isinstance(raw, str | int | Decimal):
            raise ValueError(raw)
        made = read_amount(raw, most)
    except ValueError:
        value = str(raw)[:80]
        if field == "credits":
            raise reading.error("input_bad_credits", pointer, value=value) from None
        raise reading.error("input_bad_number", pointer, field=field, value=value) from None
    reading.quote(field, pointer, raw)
    return made


def credit_claim(raw: Any, system: str | None, pointer: str, reading: Reading) -> CreditClaim:
    """Make the claim of `raw` credits; `system` None where the file names no unit."""
    value = quoted_amount(raw, "credits", pointer, MOST_CREDITS, reading)
    return CreditClaim(value=value, system=system, as_written=str(raw))
