"""Which alignments of an Open Badge are levels of a qualifications framework, and which outcomes.

An alignment (`targetName`, `targetCode`, `targetFramework`, `targetType`, `targetUrl`) may point
at anything. Only what clearly names a framework is a level; CEFR levels measure a language, not a
qualification, and are left alone.
"""

from __future__ import annotations

import re

from service.domain.credential import LearningOutcome, LevelClaim
from service.domain.text import Text
from service.importing.elm_concepts import Concept, eqf_level_of, nqf_level_of, nqf_rows
from service.importing.reading import Node

_EQF = re.compile(r"\bEQF\b|European Qualifications? Framework", re.IGNORECASE)
_EQF_TYPES = {"ext:EQF", "ext:EQFLevel"}
_ANY_FRAMEWORK = re.compile(
    r"qualifications? framework|framework of qualifications|\bNQF\b|qualifikationsrahmen"
    r"|cadre (?:national|européen) des certifications|marco .*cualificaciones|quadro .*qualific",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:\b(?:level|niveau|nivel|livello|nível|stufe|leibhéal)\s*)?([0-9]{1,2}(?:\.[0-9])?[A-Ca-c+]?)",
    re.IGNORECASE,
)
_AUTHORITY = "http://data.europa.eu/snb/"
_ESCO_SKILL = "data.europa.eu/esco/skill/"
_COMPETENCY = "ceasn:Competency"
_PARTS = ("targetFramework", "targetName", "targetCode", "targetType", "targetUrl")


def read_alignments(
    achievement: Node,
) -> tuple[tuple[LevelClaim, ...], tuple[LearningOutcome, ...]]:
    """Pop the alignments that are framework levels or competencies; the others stay unread.

    Outcomes are alignments to ESCO skills and those of type `ceasn:Competency`.
    """
    levels: list[LevelClaim] = []
    outcomes: list[LearningOutcome] = []
    for node in achievement.nodes("alignment"):
        level = _level(node)
        if level is not None:
            levels.append(level)
            words = ", ".join(_part(node, key) for key in _PARTS[:3] if _part(node, key))
            node.reading.quote("levels", node.pointer, words)
            for key in _PARTS:
                node.pop(key)
            continue
        texts = _competency(node)
        if texts:
            outcomes.append(LearningOutcome(texts=texts))
    return tuple(levels), tuple(outcomes)


def _part(node: Node, key: str) -> str:
    value = node.peek(key)
    return value.strip() if isinstance(value, str) else ""


def _level(node: Node) -> LevelClaim | None:
    framework, name, code, kind, url = (_part(node, key) for key in _PARTS)
    concept = Concept(
        address=url.replace("https://data.europa.eu/", "http://data.europa.eu/"),
        notation="",
        label=name,
        label_language="und",
    )
    if url.replace("https:", "http:").startswith(f"{_AUTHORITY}eqf/"):
        return eqf_level_of(concept)
    if url.replace("https:", "http:").startswith(f"{_AUTHORITY}qdr/"):
        return nqf_level_of(concept)
    number = _number(code) or _number(name)
    if number is None:
        return None
    if kind in _EQF_TYPES or _EQF.search(framework) or (not framework and _EQF.search(name)):
        found = eqf_level_of(
            Concept(address="", notation=number, label=framework or name, label_language="und")
        )
        return found
    known = _framework_by_name(framework)
    if known is None and not _ANY_FRAMEWORK.search(framework):
        return None
    return LevelClaim(code=number, framework=known, framework_text=framework)


def _number(text: str) -> str | None:
    found = list(_LEVEL.finditer(text))
    # "EQF 2017 level 6": more than one number is not clearly a level, unless one is so called.
    named = [item for item in found if item.group() != item.group(1)]
    chosen = named or found
    return chosen[0].group(1) if len(chosen) == 1 else None


def _framework_by_name(name: str) -> str | None:
    wanted = name.casefold()
    for row in nqf_rows().values():
        if not row["level"] and row["label"].casefold() == wanted:
            return row["framework"]
    return None


def _competency(node: Node) -> tuple[Text, ...]:
    if _ESCO_SKILL not in _part(node, "targetUrl") and _part(node, "targetType") != _COMPETENCY:
        return ()
    texts = node.texts("targetName", "outcomes")
    if texts:
        for key in ("targetType", "targetUrl", "targetFramework"):
            node.pop(key)
    return texts
