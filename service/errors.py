"""Errors that a person can mend: a code plus data, worded by the message catalogues.

No sentence is kept here. `service.reporting.wording` turns `error.<code>` with the slots into
one line that says what is wrong, where, and what to do.
"""

from __future__ import annotations


class RecognitionError(Exception):
    """Something the user or operator can put right.

    `code` names the catalogue entry `error.<code>`; `where` is a file, option or JSON pointer;
    `slots` fill the entry's placeholders.
    """

    def __init__(self, code: str, *, where: str = "", **slots: object) -> None:
        self.code = code
        self.where = where
        self.slots = slots
        details = ", ".join(f"{name}={value!r}" for name, value in slots.items())
        super().__init__(f"{code} [{where}] {details}".strip())


class InputError(RecognitionError):
    """A file, option or value that was handed in cannot be used as it is."""


class ContentError(RecognitionError):
    """Shipped or local content (frameworks/, data/) is not sound."""


class ModelError(RecognitionError):
    """The embedding model cannot be found, read or trusted."""


class RenderError(RecognitionError):
    """A report cannot be set in the requested language or format."""
