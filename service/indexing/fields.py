"""Fields of study searched by example: labels and programme names in many languages.

Every field is many texts; the one that resembles a title most is the explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from service.domain.noun import noun
from service.domain.text import Text
from service.normalizing.titles import words

FloatArray = npt.NDArray[np.float32]
_NEAREST = 5
"""How many examples of a field are averaged beside the nearest one."""


@noun
class FieldScores:
    """Scores of one title for every field, in the order of `codes`, and the rows that won.

    `views` are the best cosine (−1 to 1) and the mean of the five nearest examples, or, without
    an encoder, the best likeness of letters (0–1). `rows` say which of `FieldIndex.texts` won.
    """

    views: tuple[FloatArray, ...]
    rows: npt.NDArray[np.int64]


class FieldIndex:
    """Examples of every field, grouped by field, with their vectors."""

    def __init__(
        self,
        examples: Mapping[str, Sequence[Text]],
        vectors: Callable[[Sequence[str]], FloatArray] | None,
    ) -> None:
        """`examples` by ISCED-F code; `vectors` gives unit vectors of texts, None: no encoder."""
        self.codes = tuple(sorted(examples))
        self.texts = tuple(text for code in self.codes for text in examples[code])
        sizes = [len(examples[code]) for code in self.codes]
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self._ends = np.cumsum(sizes)
        self._vectors = vectors
        self._matrix: FloatArray | None = None
        self._spelled: list[str] | None = None

    def matrix(self) -> FloatArray | None:
        """Unit vectors of all examples; made (or mapped from disk) when first asked for."""
        if self._vectors is not None and self._matrix is None:
            self._matrix = self._vectors([text.value for text in self.texts])
        return self._matrix

    def scores(self, title: str, query: FloatArray | None) -> FieldScores | None:
        """Scores of `title` whose unit vector is `query`; None where it has no readable word."""
        spelled = " ".join(words(title))
        if not spelled:
            return None
        matrix = self.matrix() if query is not None else None
        if matrix is None or query is None:
            likeness = self._letters(spelled)
            best = np.maximum.reduceat(likeness, self._starts)
            return FieldScores(views=(best,), rows=self._winners(likeness))
        cosines = matrix @ query
        best = np.maximum.reduceat(cosines, self._starts)
        return FieldScores(views=(best, self._means(cosines)), rows=self._winners(cosines))

    def _means(self, cosines: FloatArray) -> FloatArray:
        found = []
        for start, end in zip(self._starts, self._ends, strict=True):
            own = cosines[start:end]
            if len(own) > _NEAREST:
                own = np.partition(own, len(own) - _NEAREST)[-_NEAREST:]
            found.append(own.mean())
        return np.asarray(found, np.float32)

    def _winners(self, scores: FloatArray) -> npt.NDArray[np.int64]:
        pairs = zip(self._starts, self._ends, strict=True)
        return np.asarray([start + int(scores[start:end].argmax()) for start, end in pairs])

    def _letters(self, spelled: str) -> FloatArray:
        if self._spelled is None:
            self._spelled = [" ".join(words(text.value)) for text in self.texts]
        # Not token_set_ratio: a word inside a longer name would count as the whole (rule 7).
        scores = process.cdist([spelled], self._spelled, scorer=fuzz.token_sort_ratio)[0]
        return np.asarray(scores / 100, np.float32)
