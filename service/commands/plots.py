"""Reliability and abstention curves as plain SVG, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from service.commands.measures import curve, reliability

_SIZE, _EDGE = 320, 40


def write_plots(folder: Path, sure: Sequence[float], right: Sequence[bool]) -> None:
    """Write reliability.svg and abstention.svg into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    points = [(said, true) for said, true, _ in reliability(sure, right)]
    _write(folder / "reliability.svg", points, "confidence", "share right", diagonal=True)
    _write(folder / "abstention.svg", curve(sure, right), "coverage", "accuracy", diagonal=False)


def _write(
    path: Path, points: Sequence[tuple[float, float]], across: str, up: str, *, diagonal: bool
) -> None:
    def at(x: float, y: float) -> str:
        return f"{_EDGE + x * _SIZE:.1f},{_EDGE + (1 - y) * _SIZE:.1f}"

    whole = _SIZE + 2 * _EDGE
    line = " ".join(at(x, y) for x, y in points)
    told = "; ".join(f"{x:.2f}: {y:.2f}" for x, y in points[:: max(1, len(points) // 10)])
    marks = "".join(
        f'<circle cx="{at(x, y).split(",")[0]}" cy="{at(x, y).split(",")[1]}" r="3.5"/>'
        for x, y in (points if diagonal else points[-1:])
    )
    guide = ""
    if diagonal:
        guide = f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke-dasharray="4 4"/>'
    ticks = "".join(
        f'<text x="{_EDGE + v * _SIZE:.0f}" y="{whole - 22}" text-anchor="middle">{v}</text>'
        f'<text x="{_EDGE - 6}" y="{_EDGE + (1 - v) * _SIZE + 4:.0f}" text-anchor="end">{v}</text>'
        for v in (0, 0.5, 1)
    )
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img">'
        f"<title>{across} × {up}</title><desc>{told}</desc>"
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIZE}" height="{_SIZE}" fill="none" '
        'stroke="#888"/>'
        f'<g fill="none" stroke="#222" stroke-width="1.5">{guide}<polyline points="{line}"/></g>'
        f'<g fill="#222">{marks}</g>'
        f'<g font-family="sans-serif" font-size="12" fill="#222">{ticks}'
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">{across}</text>'
        f'<text x="14" y="{whole / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {whole / 2})">{up}</text></g></svg>\n',
        encoding="utf-8",
    )
