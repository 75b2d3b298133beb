"""Every message that a report, a table or the command line can say.

The id is a stable key; the words of all languages, English too, are in `locale/`.
"""

from __future__ import annotations

from service.reporting.messages import (
    cards,
    errors,
    false_friends,
    findings,
    frameworks,
    home,
    labels,
    layout,
    levels,
    licences,
    match,
    reasons,
    rungs,
)
from service.reporting.slots import Message

TOPICS = (
    labels.MESSAGES,
    layout.MESSAGES,
    home.MESSAGES,
    false_friends.MESSAGES,
    levels.MESSAGES,
    findings.MESSAGES,
    licences.MESSAGES,
    reasons.MESSAGES,
    frameworks.MESSAGES,
    match.MESSAGES,
    cards.MESSAGES,
    rungs.MESSAGES,
    errors.MESSAGES,
)
REGISTRY: dict[str, Message] = {entry.key: entry for topic in TOPICS for entry in topic}
"""Messages by key, in the order in which the catalogues list them."""
