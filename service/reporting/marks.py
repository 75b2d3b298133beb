"""Marks: small shapes beside words, so that no meaning hangs on colour.

Findings are round or pointed, bases are square: full means official, half a published
comparison, an outline an estimate, dots a model.
"""

from __future__ import annotations

GREEN, AMBER, RED, GREY, INK = "#1b6b3a", "#7a5500", "#9c2f1f", "#55606e", "#0b5566"

_SHAPES = {
    "finding-comparable": (GREEN, '<circle cx="8" cy="8" r="6.5" fill="{c}"/>'),
    "finding-different": (
        AMBER,
        '<circle cx="8" cy="8" r="5.7" fill="none" stroke="{c}" stroke-width="1.6"/>'
        '<path d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" fill="{c}"/>',
    ),
    "finding-potentially_substantial": (RED, '<path d="M8 1.2 15.4 14.4H.6z" fill="{c}"/>'),
    "finding-unknown": (
        GREY,
        '<circle cx="8" cy="8" r="5.7" fill="none" stroke="{c}" stroke-width="1.6" '
        'stroke-dasharray="3.4 1.8"/>',
    ),
    "basis-referencing": (INK, '<rect x="2" y="2" width="12" height="12" fill="{c}"/>'),
    "basis-comparison": (
        INK,
        '<rect x="2.8" y="2.8" width="10.4" height="10.4" fill="none" stroke="{c}" '
        'stroke-width="1.6"/><path d="M2 14 14 2v12z" fill="{c}"/>',
    ),
    "basis-precedent": (
        INK,
        '<rect x="2.8" y="2.8" width="10.4" height="10.4" fill="none" stroke="{c}" '
        'stroke-width="1.6"/><rect x="5.5" y="5.5" width="5" height="5" fill="{c}"/>',
    ),
    "basis-structural": (
        GREY,
        '<rect x="2.8" y="2.8" width="10.4" height="10.4" fill="none" stroke="{c}" '
        'stroke-width="1.6"/>',
    ),
    "basis-model": (
        GREY,
        '<rect x="2.8" y="2.8" width="10.4" height="10.4" fill="none" stroke="{c}" '
        'stroke-width="1.6" stroke-dasharray="1.6 1.9"/>',
    ),
    "basis-none": (GREY, '<path d="M3 8h10" stroke="{c}" stroke-width="1.8"/>'),
    "warning": (
        RED,
        '<path d="M8 1.6 15 14.2H1z" fill="none" stroke="{c}" stroke-width="1.5" '
        'stroke-linejoin="round"/><path d="M8 6.2v3.8M8 11.4v1.4" stroke="{c}" '
        'stroke-width="1.6"/>',
    ),
}
_SAME_AS = {
    "candidate-official": "basis-referencing",
    "candidate-precedent": "basis-precedent",
    "candidate-model": "basis-model",
}


def mark_svg(name: str) -> str:
    """The drawing of a mark, hidden from screen readers: the word beside it says the same."""
    colour, shape = _SHAPES[_SAME_AS.get(name, name)]
    return (
        '<svg class="mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" '
        f'height="16" aria-hidden="true" focusable="false">{shape.format(c=colour)}</svg>'
    )


def mark_names() -> tuple[str, ...]:
    """Names of all marks."""
    return (*_SHAPES, *_SAME_AS)
