"""A map as SVG: land and lines from a file of their own, places as marks with a name where there is room for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.web.sides.drawing import length_of

WIDTH, HEIGHT = 1200, 700
UNITS = 10
"""Units of the drawing a degree, as in the file of the land."""
NARROWEST = 2.0
"""Degrees that a map shows from left to right at the least."""
FLATTEST = 70
TALL = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the map: its name there ("" for none of that side's), all names in words, how often it is named."""

    longitude: float
    latitude: float
    name: str
    words: str
    href: str
    mentions: int
    differing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What of the world is drawn, in units: left, top and width, and by how much the east-west scale is narrowed."""

    left: float
    top: float
    width: float
    narrowed: float

    @property
    def unit(self) -> float:
        """Units of a pixel."""
        return self.width / WIDTH

    def at(self, mark: Mark) -> tuple[float, float]:
        """Where a place lies."""
        return mark.longitude * UNITS * self.narrowed, -mark.latitude * UNITS


def frame_of(marks: Sequence[Mark]) -> Frame:
    """A frame with all these places in it, true to scale at their middle latitude."""
    south, north = min(one.latitude for one in marks), max(one.latitude for one in marks)
    west, east = min(one.longitude for one in marks), max(one.longitude for one in marks)
    narrowed = math.cos(math.radians(min(FLATTEST, abs(south + north) / 2)))
    width = max(NARROWEST, east - west) * UNITS * narrowed
    height = max(NARROWEST / 2, north - south) * UNITS
    width = min(max(width * 1.25, height * 1.25 * WIDTH / HEIGHT), 360 * UNITS)
    x, y = (west + east) / 2 * UNITS * narrowed, -(south + north) / 2 * UNITS
    return Frame(left=x - width / 2, top=y - width * HEIGHT / WIDTH / 2, width=width, narrowed=narrowed)


def map_chart(marks: Sequence[Mark], world: str, title: str) -> Markup:
    """The map; `world` is the address of the file with the land. The first of the marks are named first."""
    if not marks:
        return Markup("")
    frame = frame_of(marks)
    shown = _named(marks, frame)
    drawn = Markup("").join(_mark(one, frame, one in shown) for one in reversed(marks))
    return Markup(
        '<svg class="drawing map" viewBox="{x:.2f} {y:.2f} {w:.2f} {h:.2f}" width="{pw}" height="{ph}" role="group"'
        ' aria-label="{t}"><g transform="scale({narrowed:.4f} 1)"><use class="land" href="{world}#land"/>'
        '<use class="lines" href="{world}#lines"/></g>{drawn}</svg>'
    ).format(
        x=frame.left, y=frame.top, w=frame.width, h=frame.width * HEIGHT / WIDTH, pw=WIDTH, ph=HEIGHT, t=title,
        narrowed=frame.narrowed, world=world, drawn=drawn,
    )  # fmt: skip


def _named(marks: Sequence[Mark], frame: Frame) -> list[Mark]:
    """The marks whose names have room."""
    taken: list[tuple[float, float, float]] = []
    shown = []
    for one in marks:
        x, y = (place / frame.unit for place in frame.at(one))
        right = x + 10 + length_of(one.name) * 1.04
        free = all(right < left or x > end or abs(y - other) > TALL for left, end, other in taken)
        if one.name and free:
            taken.append((x, right, y))
            shown.append(one)
    return shown


def _mark(one: Mark, frame: Frame, named: bool) -> Markup:
    x, y = frame.at(one)
    kind = f"place{' differing' if one.differing else ''}{'' if one.name else ' unnamed'}"
    return Markup(
        '<a href="{href}" class="{kind}" transform="translate({x:.3f} {y:.3f}) scale({u:.5f})" data-x="{x:.3f}"'
        ' data-y="{y:.3f}" aria-label="{words}"><circle r="{r:.1f}"/><text x="10" y="4.5"{hidden}>{name}</text>'
        "<title>{words}</title></a>"
    ).format(
        href=one.href, kind=kind, x=x, y=y, u=frame.unit, words=one.words,
        r=min(9, 3 + math.log2(1 + one.mentions) / 1.6),
        hidden="" if named else Markup(' class="crowded"'), name=one.name,
    )  # fmt: skip
