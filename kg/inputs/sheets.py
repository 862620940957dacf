"""A page as it is shown, and as it is read: turned so that its lines are level."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.inputs.glyphs import Glyph

QUARTER = math.pi / 2
LEAST_TILT = math.radians(0.1)
VERTICAL = 0.5  # of the steps from character to character: as many lead downwards, and the type is vertical
DOWN = (0.7, 2.5)  # of the type's size: so far is the next character below, not farther than SIDE to the side
SIDE = 0.3
BASE = 0.38  # of the type's size: so far below its middle stands a character's baseline

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Char:
    """A character, or those that one type shows, in a PDF's coordinates: box, origin, its line's angle in radians."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    angle: float
    blank: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size as it is shown, its box in the file's coordinates, the quarter turns by which it is turned."""

    width: float
    height: float
    box: tuple[float, float, float, float]
    turns: int

    def shown(self, x: float, y: float) -> Point:
        """A place of the file's coordinates on the page as it is shown, from its top left corner.

        >>> Sheet(842, 595, (0, 0, 595, 842), 1).shown(0, 0)
        (0, 0)
        """
        left, bottom, right, top = self.box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]

    def way(self, angle: float) -> int:
        """Which way a line runs on the page as it is shown: 0 to the right, 1 down, 2 to the left, 3 up."""
        return (self.turns - round(angle / QUARTER)) % 4

    def level(self, point: Point, way: int) -> Point:
        """A place of the page as it is shown, on the page turned so that lines of that way run to the right."""
        x, y = point
        return ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))[way]

    def height_of(self, way: int) -> float:
        """How high the page is when it is turned so."""
        return self.width if way % 2 else self.height

    def glyphs(self, chars: Sequence[Char], way: int) -> list[Glyph]:
        """Characters of lines of one way, on the page turned and tilted so that these are level."""
        tilt = tilt_of(math.remainder(char.angle, QUARTER) for char in chars)
        if _is_vertical(chars):
            return [self._glyph(char, (way + 1) % 4, tilt, vertical=True) for char in chars]
        return [self._glyph(char, way, tilt) for char in chars]

    def _glyph(self, char: Char, way: int, tilt: float, vertical: bool = False) -> Glyph:
        corners = [self.shown(char.left, char.bottom), self.shown(char.right, char.top)]
        (x1, y1), (x2, y2) = corners
        box = (min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        middle = untilted(self.level(((x1 + x2) / 2, (y1 + y2) / 2), way), tilt)
        wide, high = box[2:] if way % 2 == 0 else (box[3], box[2])
        origin = untilted(self.level(self.shown(char.x, char.y), way), tilt)
        return Glyph(
            sign=char.sign,
            left=middle[0] - wide / 2,
            right=middle[0] + wide / 2,
            top=middle[1] - high / 2,
            bottom=middle[1] + high / 2,
            base=middle[1] + BASE * char.size if vertical else origin[1],
            size=char.size,
            box=box,
            blank=char.blank,
        )


def tilt_of(angles: Iterable[float]) -> float:
    """By how much lines are tilted, anticlockwise in radians; 0 for hardly."""
    tilt = median(angles)
    return tilt if abs(tilt) > LEAST_TILT else 0.0


def untilted(point: Point, tilt: float) -> Point:
    """A place of a page whose lines are tilted, on the page turned about its top left corner until they are level."""
    if not tilt:
        return point
    (x, y), sine, cosine = point, math.sin(tilt), math.cos(tilt)
    return (x * cosine - y * sine, x * sine + y * cosine)


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Whether most characters stand below the one before, upright themselves, as in old type."""
    steps = [_is_down(before, char) for before, char in pairwise(chars)]
    return sum(steps) > VERTICAL * len(steps) > 0


def _is_down(before: Char, char: Char) -> bool:
    """Whether a character stands below the one before it, as the line's own direction has it."""
    sine, cosine = math.sin(before.angle), math.cos(before.angle)
    x, y = char.x - before.x, char.y - before.y
    along, up = x * cosine + y * sine, y * cosine - x * sine
    return DOWN[0] * before.size < -up < DOWN[1] * before.size and abs(along) < SIDE * before.size
