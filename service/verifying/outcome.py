"""What one check found, before it is put on its rung; also raised to end a check early."""

from __future__ import annotations

from service.domain.text import Slot
from service.domain.verification import Rung, RungFinding, RungResult


class Outcome(Exception):
    """A result with its reason code and details.

    It is an exception so that a check can stop where it stands; most are simply returned.
    """

    def __init__(self, result: RungResult, reason: str, detail: dict[str, Slot]) -> None:
        super().__init__(f"{result.value}: {reason}")
        self.result = result
        self.reason = reason
        self.detail = detail

    def on(self, rung: Rung) -> RungFinding:
        """Put this outcome on `rung`."""
        return RungFinding(
            rung=rung,
            result=self.result,
            reason=self.reason,
            detail=tuple(sorted(self.detail.items())),
        )


def passed(reason: str, **detail: Slot) -> Outcome:
    """The check was made and held."""
    return Outcome(RungResult.PASSED, reason, detail)


def failed(reason: str, **detail: Slot) -> Outcome:
    """The check was made and did not hold."""
    return Outcome(RungResult.FAILED, reason, detail)


def unknown(reason: str, **detail: Slot) -> Outcome:
    """The check could not be made: never a pass, never a failure."""
    return Outcome(RungResult.COULD_NOT_CHECK, reason, detail)


def not_applicable(reason: str, **detail: Slot) -> Outcome:
    """The credential holds nothing that this check is about."""
    return Outcome(RungResult.NOT_APPLICABLE, reason, detail)


def worst(outcomes: list[Outcome]) -> Outcome:
    """The outcome that counts where several are about one rung: failed, then unknown, then passed.

    The first of the worst kind is kept. Raises ValueError for an empty list.
    """
    order = (RungResult.FAILED, RungResult.COULD_NOT_CHECK, RungResult.PASSED)
    for result in order:
        for outcome in outcomes:
            if outcome.result is result:
                return outcome
    if not outcomes:
        raise ValueError("no outcome")
    return outcomes[0]
