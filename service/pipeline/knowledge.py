"""Everything that is read once and used for every case: frameworks, tables, encoder, index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from service.domain.award_word import AwardClass, FieldGuess, LevelGuess
from service.domain.decision import Precedent
from service.domain.fitted import Logistic
from service.domain.framework import Framework, QualificationType
from service.domain.reference import CreditSystem, FalseFriend, FieldOfStudy
from service.domain.teaching_licence import TeachingLicence, licences_in
from service.domain.text import Quote, Text
from service.importing.award_words import read_award_words
from service.importing.compiled import reader
from service.importing.field_examples import read_field_examples
from service.importing.fitted_data import read_logistic, read_shares
from service.importing.reference_yaml import (
    read_credit_systems,
    read_false_friends,
    read_fields_of_study,
    read_precedents,
)
from service.importing.teaching_yaml import read_teaching_licences
from service.indexing.candidates import Resemblance, TitleIndex
from service.indexing.encoder import Encoder, load_encoder
from service.indexing.fields import FieldIndex, FieldScores
from service.indexing.vectors import CachedEncoder, VectorStore, matrix
from service.matching import field_of_study
from service.matching.award_words import Lexicon
from service.matching.level_estimate import LevelEstimator
from service.matching.official import names_of
from service.normalizing.language import detect_language
from service.pipeline.register import read_register
from service.settings import Settings

FloatArray = npt.NDArray[np.float32]


class Knowledge:
    """Read-only content and, unless switched off, the encoder. One per process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._read = reader(settings.cache)
        self._classes: dict[str, frozenset[AwardClass]] = {}
        # A title seen before is answered at once; four thousand are an admissions list.
        self.field_guesses = lru_cache(maxsize=4096)(self._field_guesses)
        self.register = read_register(settings.frameworks, settings.cache)

    @cached_property
    def systems(self) -> dict[str, CreditSystem]:
        """Credit systems by code."""
        return {
            system.code: system for system in read_credit_systems(self.settings.data, self._read)
        }

    @cached_property
    def fields_of_study(self) -> dict[str, FieldOfStudy]:
        """ISCED-F 2013 by code."""
        return {field.code: field for field in read_fields_of_study(self.settings.data, self._read)}

    @cached_property
    def false_friends(self) -> tuple[FalseFriend, ...]:
        """Names that promise another award than they are."""
        return read_false_friends(self.settings.data, self._read)

    @cached_property
    def precedents(self) -> tuple[Precedent, ...]:
        """Earlier decisions; an office may start from none."""
        return read_precedents(self.settings.data, self._read)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Award words in many languages."""
        return Lexicon(read_award_words(self.settings.data, self._read))

    @cached_property
    def level_estimator(self) -> LevelEstimator:
        """What words of titles say of the level, with its calibration."""
        return LevelEstimator(self.lexicon, read_shares(self.settings.data, "levels"))

    @cached_property
    def field_index(self) -> FieldIndex:
        """Examples of every detailed field, searched by meaning and by letters."""
        examples = read_field_examples(
            self.settings.data, self.fields_of_study.values(), self._read
        )
        encoder = self.encoder
        if encoder is None:
            return FieldIndex(examples, None)

        def shipped(texts: Sequence[str]) -> FloatArray:
            return matrix(encoder, texts, "symmetric", self.settings.cache)

        return FieldIndex(examples, shipped)

    @cached_property
    def field_curve(self) -> Logistic | None:
        """How sure a suggested field is; another curve holds without the encoder."""
        name = "fields_without_model" if self.encoder is None else "fields"
        return read_logistic(self.settings.data, name)

    def _field_guesses(
        self, title: Text, country: str | None, top: int = 3
    ) -> tuple[FieldGuess, ...]:
        """The fields that `title` suggests, best first; empty where it has no readable word.

        Only the first has a confidence. Whoever shows it must be silent below
        `field_of_study.SURE_FROM`.
        """
        if self.lexicon.says_award_only(title.value, country):
            return ()
        found = self.field_scores(title, country)
        if not found:
            return ()
        scores = field_of_study.fused([view for scored in found for view in scored.views])
        order = field_of_study.ranked(scores)[:top]
        sure = field_of_study.confidence(scores, self.field_curve)
        return tuple(
            FieldGuess(
                code=self.field_index.codes[field],
                confidence=sure if place == 0 else None,
                phrase=self._phrase(found[-1], field),
                score=float(scores[field]),
            )
            for place, field in enumerate(order)
        )

    def field_scores(
        self, title: Text, country: str | None, *, but: Collection[int] = ()
    ) -> list[FieldScores]:
        """Scores of the title as it stands and, where that differs, without its award words."""
        bare = self.lexicon.bare(title.value, country)
        both = [title.value] if bare == title.value else [title.value, bare]
        if self.encoder is None:
            read = [self.field_index.scores(text, None, but=but) for text in both]
            return [each for each in read if each is not None]
        language = title.language
        if language == "und":
            language = detect_language(title.value, country=country)
        queries = self.encoder.encode(both, role="symmetric")
        read = [
            self.field_index.scores(text, self.field_index.centred(query, language), but=but)
            for text, query in zip(both, queries, strict=True)
        ]
        return [each for each in read if each is not None]

    def _phrase(self, scored: FieldScores, field: int) -> Quote:
        text = self.field_index.texts[int(scored.rows[field])]
        code = self.field_index.codes[field]
        return Quote(text=text.value, language=text.language, where=f"isced_f/{code}")

    def classes_of(self, kind: QualificationType) -> frozenset[AwardClass]:
        """Classes of award that the names of `kind` announce; kept, as types do not change."""
        known = self._classes.get(kind.id)
        if known is None:
            known = frozenset(
                found
                for name in names_of(kind)
                for found in self.lexicon.classes(name, kind.country)
            )
            self._classes[kind.id] = known
        return known

    def title_classes(self, titles: Sequence[Text], country: str | None) -> frozenset[AwardClass]:
        """Classes of award that the first title which says anything announces."""
        found = (self.lexicon.classes(title.value, country) for title in titles)
        return next((classes for classes in found if classes), frozenset())

    def level_guess(
        self, titles: Sequence[Text], country: str | None, *, on: date | None
    ) -> LevelGuess | None:
        """A model's suggestion of EQF levels for a title, or None: it abstains, or is off."""
        for title in titles:
            guess = self.level_estimator.estimate(title, country, on=on)
            if guess is not None:
                return guess
        return None

    @cached_property
    def licences(self) -> dict[str, TeachingLicence]:
        """What it takes to teach, by id, in the order of the table."""
        found = read_teaching_licences(self.settings.data, self._read)
        return {licence.id: licence for licence in found}

    @cached_property
    def encoder(self) -> Encoder | None:
        """The encoder with its cache of vectors, or None where it is switched off."""
        made = load_encoder(self.settings.model, cache=self.settings.cache)
        if made is None:
            return None
        return CachedEncoder(made, VectorStore(self.settings.cache, made.weights_hash))

    @cached_property
    def index(self) -> TitleIndex:
        """Names of every award type; their vectors are made at set-up and mapped from disk."""
        encoder = self.encoder
        if encoder is None:
            return TitleIndex(tuple(self.register.types.values()), None)

        def shipped(texts: Sequence[str]) -> FloatArray:
            return matrix(encoder, texts, "symmetric", self.settings.cache)

        return TitleIndex(tuple(self.register.types.values()), shipped)

    def framework(self, identifier: str) -> Framework | None:
        """The framework with this id; the lookups here are what `reporting` words facts from."""
        return self.register.frameworks.get(identifier)

    def qualification_type(self, identifier: str) -> QualificationType | None:
        """The qualification type with this id."""
        return self.register.types.get(identifier)

    def credit_system(self, code: str) -> CreditSystem | None:
        """The credit system with this code."""
        return self.systems.get(code)

    def field_of_study(self, code: str) -> FieldOfStudy | None:
        """The field of ISCED-F 2013 with this code."""
        return self.fields_of_study.get(code)

    def teaching_licence(self, identifier: str) -> TeachingLicence | None:
        """The teaching licence with this id."""
        return self.licences.get(identifier)

    def teaching_licences(
        self, country: str, on: date, region: str | None = None
    ) -> tuple[TeachingLicence, ...]:
        """What lets teach in `country` on `on`; none in our tables is unknown, not none needed."""
        return licences_in(self.licences.values(), country, on, region)

    def resemblances(self, title: str, kinds: Sequence[str]) -> tuple[Resemblance, ...]:
        """How `title` resembles each of `kinds` (type ids), in their order."""
        query = self.encoder.encode([title], role="symmetric")[0] if self.encoder else None
        return self.index.resemblances(title, kinds, query)

    def nearest_types(self, title: str, top: int) -> tuple[str, ...]:
        """Ids of the types of all countries whose names resemble `title` most."""
        query = self.encoder.encode([title], role="symmetric")[0] if self.encoder else None
        return self.index.nearest(title, query, top)

    def outcome_vectors(
        self, subject: tuple[str, ...], benchmark: tuple[str, ...]
    ) -> tuple[FloatArray, FloatArray] | None:
        """Unit vectors of two lists of outcomes, or None without an encoder."""
        if self.encoder is None:
            return None
        both = self.encoder.encode([*subject, *benchmark], role="symmetric")
        return both[: len(subject)], both[len(subject) :]
