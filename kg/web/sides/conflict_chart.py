"""Who contradicts whom on one occurrence, drawn as arcs between the sides; each leads to what the two say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.web.sides.drawing import drawing

STEP, RISE, FOOT, HEAD = 170, 38, 34, 16
FORMS = ("polarity", "figures", "actors", "places")
"""The grounds, each with a form of its line; an unknown one is drawn as the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A contradiction between two sides: its ground (a word of FORMS), numbers, and a sentence that tells it."""

    one: str
    two: str
    ground: str
    numbers: tuple[int, ...]
    words: str


def arcs(given: Sequence[Arc], names: Mapping[str, str], title: str) -> Markup:
    """The drawing, with a name for each side in the order of `names`; "" where nothing contradicts anything."""
    if not given:
        return Markup("")
    drawn_sides = [side for side in names if any(side in (arc.one, arc.two) for arc in given)]
    at = {side: (place + 0.5) * STEP for place, side in enumerate(drawn_sides)}
    heights = _heights(given, at)
    floor = max(heights) + HEAD
    drawn = Markup("").join(_arc(arc, at, height, floor) for arc, height in zip(given, heights, strict=True))
    labels = Markup("").join(
        Markup(
            '<circle cx="{x:.0f}" cy="{y}" r="4"/><text x="{x:.0f}" y="{t}" text-anchor="middle">{name}</text>'
        ).format(x=x, y=floor, t=floor + 20, name=names[side])
        for side, x in at.items()
    )
    return drawing("conflicts", len(at) * STEP, floor + FOOT, title, drawn + labels)


def _heights(given: Sequence[Arc], at: Mapping[str, float]) -> list[float]:
    """How high each arc rises: the wider the higher, and those of one pair above each other."""
    made, taken = [], dict[tuple[str, str], int]()
    for arc in given:
        pair = min(arc.one, arc.two), max(arc.one, arc.two)
        taken[pair] = taken.get(pair, 0) + 1
        made.append((abs(at[arc.one] - at[arc.two]) / STEP or 1) * RISE * 0.6 + taken[pair] * RISE * 0.7)
    return made


def _arc(arc: Arc, at: Mapping[str, float], height: float, floor: float) -> Markup:
    left, right = sorted((at[arc.one], at[arc.two]))
    if left == right:
        left, right = left - 22, right + 22
    top = floor - height
    marks = " ".join(f"≠{number}" for number in arc.numbers)
    form = arc.ground if arc.ground in FORMS else FORMS[-1]
    path = f"M{left:.0f} {floor - 6:.0f}C{left:.0f} {top - height * 0.25:.0f} {right:.0f} {top - height * 0.25:.0f}"
    return Markup(
        '<a href="#x{n}"><path class="{form}" d="{path} {right:.0f} {foot:.0f}"/>'
        '<text class="mark" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{marks}</text><title>{words}</title></a>'
    ).format(
        n=arc.numbers[0], words=arc.words, form=form, path=path, right=right, foot=floor - 6, x=(left + right) / 2,
        y=top + 8, marks=marks,
    )  # fmt: skip
