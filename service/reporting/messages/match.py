"""What `paritas match` says of a list of candidates."""

from __future__ import annotations

from service.reporting.slots import Message, message

MESSAGES: tuple[Message, ...] = (
    message("match.uncertain", "candidates are listed, but none rests on more than resemblance"),
    message("match.none", "no candidate at all"),
)
