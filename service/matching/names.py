"""How alike two names of people or bodies are: an explained score, never an identity.

Words are set side by side whatever their order; what stays over on a side, what sounds alike, and
numbers that differ are features of their own. A logistic combination kept as data weighs them
(`data/weights/names.json`). The score ranks and warns; that two names are one person is for a
person to say.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from service.domain.fitted import Logistic
from service.domain.name_forms import NameForms
from service.domain.noun import noun
from service.normalizing.names import FORM_MARK, mark_forms, name_words, sound

_UNPAIRED_BELOW = 0.30
_INITIAL_ALIKE = 0.75
_SHORT_FORM_ALIKE = 0.85
_PARTICLE = 0.3
_OWN_WORDS_ALIKE = 0.75
_ROMAN = re.compile("[ivxlc]+")
_LONG_WORD = 6

FEATURES = (
    "words_alike",
    "words_covered",
    "weakest_pair",
    "weakest_pair_squared",
    "joined_alike",
    "sorted_alike",
    "start_alike",
    "left_over_less",
    "left_over_more",
    "left_over_difference",
    "one_inside_other",
    "first_alike",
    "last_alike",
    "other_order",
    "other_order_person",
    "edits",
    "one_edit",
    "two_edits",
    "numbers_differ",
    "body",
    "body_words_alike",
    "body_weakest_pair",
    "body_left_over",
    "forms_differ",
    "same_words",
    "single_word",
    "weakest_pair_complete",
    "same_sound",
    "scripts_differ",
    "short_name",
)


@noun
class NameLikeness:
    """Score 0–1 (not calibrated), its features by name, and the words paired with their likeness.

    `score` is None where a name has no readable word: nothing to compare, not unlike. `against`
    are codes of what forbids to take two bodies for one, however alike: "number_differs",
    "own_word_left_over", "own_words_differ".
    """

    score: float | None
    against: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    pairs: tuple[tuple[str, str, float], ...] = ()
    left_over: tuple[str, ...] = ()


def _numerals(words: tuple[str, ...]) -> list[str]:
    """Numbers and Roman numerals of a name, sorted: "Paris VII" is not "Paris XIII"."""
    return sorted(word for word in words if word.isdigit() or _ROMAN.fullmatch(word))


class _Side(NamedTuple):
    words: tuple[str, ...]
    forms: frozenset[str]
    joined: str


class NameComparer:
    """Compares names with the data and weights given; keeps what it read of a name."""

    def __init__(self, forms: NameForms, weights: Logistic | None) -> None:
        self._forms = forms
        self._weights = weights
        self._side = lru_cache(maxsize=65536)(self._read)
        self._pair = lru_cache(maxsize=262144)(self._words_alike)
        self._weight = lru_cache(maxsize=65536)(self._weigh)

    def compare(self, one: str, other: str, *, body: bool) -> NameLikeness:
        """Compare two names of a body (university, company) or, if not `body`, of a person."""
        a, b = self._side(one, body), self._side(other, body)
        if not a.words or not b.words:
            return NameLikeness(score=None)
        pairs = self._align(a.words, b.words)
        values = self._features(
            a, b, pairs, body=body, ascii_alike=one.isascii() == other.isascii()
        )
        paired = {i for _, i, _ in pairs}, {j for _, _, j in pairs}
        over = [
            word
            for side, seen in zip((a.words, b.words), paired, strict=True)
            for at, word in enumerate(side)
            if at not in seen
        ]
        return NameLikeness(
            score=self._score(values),
            features=tuple(zip(FEATURES, values, strict=True)),
            against=self._against(a, b, pairs, over) if body else (),
            pairs=tuple((a.words[i], b.words[j], score) for score, i, j in pairs),
            left_over=tuple(over),
        )

    def same_body(self, one: str, other: str) -> bool | None:
        """Whether two names may be proposed as one institution; None: nothing to compare.

        A score alone never says so (York is inside New York in Prague): nothing may speak against
        it, and without fitted weights nothing is proposed.
        """
        found = self.compare(one, other, body=True)
        if found.score is None:
            return None
        enough = self._weights is not None and found.score >= self._weights.threshold
        return enough and not found.against

    def _against(
        self, a: _Side, b: _Side, pairs: list[tuple[float, int, int]], over: list[str]
    ) -> tuple[str, ...]:
        codes = []
        if _numerals(a.words) != _numerals(b.words):
            codes.append("number_differs")
        if any(self._own(word) for word in over):
            codes.append("own_word_left_over")
        if any(
            score < _OWN_WORDS_ALIKE and (self._own(a.words[i]) or self._own(b.words[j]))
            for score, i, j in pairs
        ):
            codes.append("own_words_differ")
        return tuple(codes)

    def _own(self, word: str) -> bool:
        """Whether a word tells one body from others of its kind."""
        forms = self._forms
        return len(word) > 1 and word not in forms.kinds_of_body and word not in forms.particles

    def score(self, one: str, other: str, *, body: bool) -> float | None:
        """The score of `compare` alone, which is what ranking thousands of names needs."""
        values = self.values(one, other, body=body)
        return None if values is None else self._score(values)

    def values(self, one: str, other: str, *, body: bool) -> list[float] | None:
        """The features in the order of FEATURES, for fitting; None where nothing is readable."""
        a, b = self._side(one, body), self._side(other, body)
        if not a.words or not b.words:
            return None
        alike = one.isascii() == other.isascii()
        return self._features(a, b, self._align(a.words, b.words), body=body, ascii_alike=alike)

    def _score(self, values: list[float]) -> float:
        if self._weights is None:
            return round(values[1] * values[4], 4)  # words covered × joined alike: plain, unfitted
        return round(self._weights.score(values), 4)

    def _read(self, name: str, body: bool) -> _Side:
        words = name_words(name)
        if body:
            words = mark_forms(words, self._forms.forms)
        forms = frozenset(word for word in words if word.startswith(FORM_MARK))
        # A name of nothing but a legal form is compared as it is.
        kept = tuple(word for word in words if word not in forms) or words
        return _Side(words=kept, forms=forms, joined="".join(kept))

    def _align(self, a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[float, int, int]]:
        """Pairs of words, the most alike first, each word once."""
        alike = self._pair
        found = [(alike(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)]
        found.sort(key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2]))
        seen_a: set[int] = set()
        seen_b: set[int] = set()
        pairs = []
        for score, i, j in found:
            if score < _UNPAIRED_BELOW:
                break
            if i in seen_a or j in seen_b:
                continue
            seen_a.add(i)
            seen_b.add(j)
            pairs.append((score, i, j))
        return pairs

    def _words_alike(self, x: str, y: str) -> float:
        if x == y:
            return 1.0
        score = float(OSA.normalized_similarity(x, y))
        if sound(x) == sound(y):
            score = max(score, (score + 1) / 2)
        if (len(x) == 1 or len(y) == 1) and x[0] == y[0]:
            score = max(score, _INITIAL_ALIKE)
        groups = self._forms.given_names
        if x in groups and y in groups and groups[x] & groups[y]:
            score = max(score, _SHORT_FORM_ALIKE)
        return score

    def _weigh(self, word: str) -> float:
        if len(word) == 1:
            return 0.2
        size = min(len(word), _LONG_WORD) / _LONG_WORD
        return size * (_PARTICLE if word in self._forms.particles else 1.0)

    def _features(
        self,
        a: _Side,
        b: _Side,
        pairs: list[tuple[float, int, int]],
        *,
        body: bool,
        ascii_alike: bool,
    ) -> list[float]:
        heavy = [(s, max(self._weight(a.words[i]), self._weight(b.words[j]))) for s, i, j in pairs]
        paired = sum(weight for _, weight in heavy)
        alike = sum(score * weight for score, weight in heavy)
        over_a = self._over(a.words, {i for _, i, _ in pairs})
        over_b = self._over(b.words, {j for _, _, j in pairs})
        words = alike / (paired + 1e-4)
        weakest = min((s for s, weight in heavy if weight > _PARTICLE), default=0.0)
        edits = OSA.distance(a.joined, b.joined)
        crossed = any(
            (p[1] - q[1]) * (p[2] - q[2]) < 0 for at, p in enumerate(pairs) for q in pairs[:at]
        )
        same = sum(score == 1 for score, _, _ in pairs)
        longest = max(len(a.words), len(b.words))
        complete = not over_a and not over_b
        org = float(body)
        numbers = [[word for word in side if word.isdigit()] for side in (a.words, b.words)]
        return [
            words,
            alike / (paired + over_a + over_b + 1e-4),
            weakest,
            weakest**2,
            float(OSA.normalized_similarity(a.joined, b.joined)),
            fuzz.token_sort_ratio(" ".join(a.words), " ".join(b.words)) / 100,
            float(JaroWinkler.similarity(a.joined, b.joined)),
            min(over_a, over_b),
            max(over_a, over_b),
            abs(over_a - over_b),
            float((not over_a) != (not over_b)),
            self._pair(a.words[0], b.words[0]),
            self._pair(a.words[-1], b.words[-1]),
            float(crossed),
            float(crossed and not body),
            math.log1p(edits),
            float(edits <= 1),
            float(edits <= 2),
            float(numbers[0] != numbers[1]),
            org,
            org * words,
            org * weakest,
            org * max(over_a, over_b),
            float(bool(a.forms) and bool(b.forms) and a.forms != b.forms),
            same / longest,
            float(len(a.words) == 1 or len(b.words) == 1),
            weakest * complete,
            float(sound(a.joined) == sound(b.joined)),
            float(not ascii_alike),
            min(len(a.joined), len(b.joined), 40) / 20,
        ]

    def _over(self, words: tuple[str, ...], seen: set[int]) -> float:
        return sum(self._weight(word) for at, word in enumerate(words) if at not in seen)
