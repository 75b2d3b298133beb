"""Candidate search over award types: embedding ∪ fuzzy text, over every name form.

Many things, cheaply; what a resemblance is worth is decided in `service.matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from service.domain.framework import QualificationType
from service.domain.noun import noun
from service.normalizing.titles import is_latin, latin, words

FloatArray = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], FloatArray]
"""Turns texts into unit vectors, one row a text, in order."""


@noun
class Form:
    """One written form of a type's name. `language` is BCP 47; "und-Latn" for transliterations."""

    kind: str
    text: str
    language: str


@noun
class Resemblance:
    """The best form of one type for one title, by either measure (0–1; None: not measured)."""

    kind: str
    fuzzy: float | None
    fuzzy_form: Form | None
    cosine: float | None
    cosine_form: Form | None


def forms_of(kind: QualificationType) -> tuple[Form, ...]:
    """Native titles, English title, aliases, and transliterations of what is not Latin.

    Aliases with a gap ("Diplom-… (FH)") are patterns, not names, and are left out.
    """
    found: dict[str, Form] = {}
    named = [*kind.titles, *kind.aliases]
    for text in named:
        if "…" not in text.value:
            found.setdefault(
                text.value, Form(kind=kind.id, text=text.value, language=text.language)
            )
    found.setdefault(kind.title_en, Form(kind=kind.id, text=kind.title_en, language="en"))
    for text in kind.titles:
        if not is_latin(text.value):
            plain = latin(text.value)
            found.setdefault(plain, Form(kind=kind.id, text=plain, language="und-Latn"))
    return tuple(found.values())


class TitleIndex:
    """Names of many types, ready to be searched. Vectors are made once, when first asked for."""

    def __init__(self, kinds: Sequence[QualificationType], vectors: Encode | None) -> None:
        self.forms = tuple(form for kind in kinds for form in forms_of(kind))
        self._spelled: dict[int, str] = {}
        self._rows: dict[str, list[int]] = {}
        for row, form in enumerate(self.forms):
            self._rows.setdefault(form.kind, []).append(row)
        self._encode = vectors
        self._matrix: FloatArray | None = None

    def _spell(self, row: int) -> str:
        """The form in comparable words; made when first asked for, as most are never compared."""
        if row not in self._spelled:
            self._spelled[row] = " ".join(words(self.forms[row].text))
        return self._spelled[row]

    def matrix(self) -> FloatArray | None:
        """Unit vectors of all forms, or None where no encoder is in use."""
        if self._encode is not None and self._matrix is None:
            self._matrix = self._encode([form.text for form in self.forms])
        return self._matrix

    def resemblances(
        self, title: str, kinds: Sequence[str], query: FloatArray | None
    ) -> tuple[Resemblance, ...]:
        """How `title` resembles each of `kinds`, in their order.

        `query` is the title's unit vector, or None without an encoder. A title without any word
        (symbols only) resembles nothing: its measures are None, not 0 or 1.
        """
        spelled = " ".join(words(title))
        matrix = self.matrix() if query is not None else None
        return tuple(self._best(kind, spelled, matrix, query) for kind in kinds)

    def nearest(self, title: str, query: FloatArray | None, top: int) -> tuple[str, ...]:
        """Ids of the `top` types of all countries that resemble `title` most, best first.

        Letters alone without an encoder; with one, the mean of both measures of the best form.
        Empty for a title without any word.
        """
        spelled = " ".join(words(title))
        if not spelled:
            return ()
        every = [self._spell(row) for row in range(len(self.forms))]
        scores = process.cdist([spelled], every, scorer=fuzz.token_sort_ratio)[0] / 100
        matrix = self.matrix() if query is not None else None
        if matrix is not None and query is not None:
            scores = (scores + matrix @ query) / 2
        found: dict[str, None] = {}
        for row in np.argsort(-scores, kind="stable"):
            found.setdefault(self.forms[row].kind)
            if len(found) == top:
                break
        return tuple(found)

    def _best(
        self, kind: str, spelled: str, matrix: FloatArray | None, query: FloatArray | None
    ) -> Resemblance:
        rows = self._rows.get(kind, [])
        fuzzy, fuzzy_form = None, None
        if spelled:
            for row in rows:
                # Not token_set_ratio: a title inside another would count as the same (rule 7).
                form = self._spell(row)
                score = fuzz.token_sort_ratio(spelled, form) / 100
                if form and (fuzzy is None or score > fuzzy):
                    fuzzy, fuzzy_form = score, self.forms[row]
        cosine, cosine_form = None, None
        if matrix is not None and query is not None and rows and spelled:
            scores = matrix[rows] @ query
            best = int(scores.argmax())
            cosine, cosine_form = float(scores[best]), self.forms[rows[best]]
        return Resemblance(
            kind=kind,
            fuzzy=None if fuzzy is None else round(fuzzy, 4),
            fuzzy_form=fuzzy_form,
            cosine=None if cosine is None else round(cosine, 4),
            cosine_form=cosine_form,
        )
