"""Pages that are images, recognised: characters with their boxes and how sure each is.

RapidOCR runs PaddleOCR's models for simplified and traditional Chinese, which come with its package, by ONNX Runtime on
one processor: nothing is fetched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median
from typing import cast

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from kg.inputs.glyphs import Glyph
from kg.inputs.sheets import BASE, tilt_of, untilted

_Word = tuple[str, float, Sequence[Sequence[float]]]
"""A character, how sure it is, the corners of its box."""
Image = NDArray[np.uint8]
"""Rows, columns and three colours."""

SETTINGS = {
    "Global.log_level": "error",
    "Global.max_side_len": 6000,
    "Global.text_score": 0.0,
    "Global.use_cls": False,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
LEGIBLE = 0.5  # of a line's mean sureness: a line below is a stamp, a figure or a stain
POOR = 0.75  # of a page's: one below may lie on its side or stand on its head
TALL = 1.5  # of the width: lines as high run from top to bottom
WIDE = 1.5  # of the type's size: characters so far apart have a gap between them
SPARSE = 0.5  # of as many characters as a line is long in its own height: on its head, one has fewer
NARROW = 0.55  # of the type's size: how wide a Latin letter or a figure is
FEW = 6  # characters: of fewer, the height of their line's box tells the size
ALIKE, ALIKE_SHORT = 0.1, 0.4  # of the type's size: lines, long and short ones, that differ by less are of one size
STOPS = {",": "\uff0c", ":": "\uff1a", ";": "\uff1b"}
DARK = 0.5  # between a box's darkest and lightest: what is darker is ink
MARK = 0.2  # of a line's height: the ink of a mark above the line ends so much above that of the line


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read in an image: glyphs in points, by how many quarter turns to the right it had to be turned.

    Type that runs from top to bottom is recognised as lines of a page that lies on its side. `marks` is how many places
    looked like type and could not be read; `vertical` says that lines run downwards and no turn made them legible.
    """

    glyphs: tuple[Glyph, ...]
    turns: int = 0
    marks: int = 0
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was recognised: the corners of its box from the top left one on, its characters with their boxes."""

    corners: tuple[tuple[float, float], ...]
    chars: tuple[tuple[str, float, tuple[float, float, float, float]], ...]

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])

    @property
    def angle(self) -> float:
        """By how much it is tilted, anticlockwise."""
        (x1, y1), (x2, y2) = self.corners[:2]
        return -math.atan2(y2 - y1, x2 - x1)

    @property
    def sure(self) -> float:
        """How sure its characters are on the whole."""
        return sum(sure for _, sure, _ in self.chars) / len(self.chars) if self.chars else 0.0

    @property
    def size(self) -> float:
        """The size of its type by its width."""
        return self.width / sum(NARROW if sign.isascii() else 1.0 for sign, _, _ in self.chars)


@cache
def engine() -> RapidOCR:
    """The models, loaded once a process."""
    return RapidOCR(params=SETTINGS)


def recognised(image: Image, zoom: float) -> Recognised:
    """What is read in an image that shows a page `zoom` times as large, in the page's points."""
    found = _lines(image)
    turns = 0
    if found and (_is_tall(found) or _sureness(found) < POOR):
        turned = {by: _lines(np.ascontiguousarray(np.rot90(image, -by))) for by in (1, 2, 3)}
        best = max(turned, key=lambda by: _sureness(turned[by]))
        if _sureness(turned[best]) > max(POOR, _sureness(found)):
            turns, found = best, turned[best]
    legible = [line for line in found if line.sure >= LEGIBLE]
    if _is_tall(found):
        return Recognised(glyphs=(), vertical=True)
    height, width = (length / zoom for length in image.shape[:2])
    glyphs = _glyphs(legible, np.rot90(image, -turns), zoom)
    shown = (replace(glyph, box=_turned_back(glyph.box, turns, width, height)) for glyph in glyphs)
    return Recognised(glyphs=tuple(shown), turns=turns, marks=len(found) - len(legible))


def _turned_back(
    box: tuple[float, float, float, float], turns: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box of a page that was turned to the right so many times, on the page as it is shown."""
    x, y, wide, high = box
    return (
        (x, y, wide, high),
        (y, height - x - wide, high, wide),
        (width - x - wide, height - y - high, wide, high),
        (width - y - high, x, high, wide),
    )[turns]


def _lines(image: Image) -> list[_Line]:
    result = engine()(image)
    if not isinstance(result, RapidOCROutput) or result.boxes is None or not result.word_results:
        return []
    lines = []
    for box, words in zip(result.boxes, cast(Sequence[Sequence[_Word]], result.word_results), strict=True):
        chars = tuple((word, float(sure), _box_of(corners)) for word, sure, corners in words if word.strip())
        lines.append(_Line(tuple((float(x), float(y)) for x, y in box), chars))
    return [line for line in lines if line.chars]


def _box_of(corners: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a character."""
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _is_tall(lines: Sequence[_Line]) -> bool:
    """Whether most characters stand in lines that run from top to bottom."""
    tall = sum(len(line.chars) for line in lines if line.height > TALL * line.width and len(line.chars) > 1)
    return 2 * tall > sum(len(line.chars) for line in lines)


def _sureness(lines: Sequence[_Line]) -> float:
    """How sure the characters are on the whole; those of lines that run downwards, or that have too few, hardly."""
    level = [line for line in lines if line.height <= TALL * line.width]
    signs = sum(max(len(line.chars), SPARSE * line.width / line.height) for line in level)
    signs += sum(len(line.chars) for line in lines if line not in level)
    return sum(line.sure * len(line.chars) for line in level) / signs if signs else 0.0


def _glyphs(lines: Sequence[_Line], image: Image, zoom: float) -> Iterator[Glyph]:
    """The characters of lines on the page turned until they are level."""
    if not lines:
        return
    long = [line for line in lines if len(line.chars) >= FEW] or lines
    tilt = tilt_of(line.angle for line in long)
    usual = median(line.size for line in long)
    height = median(line.height for line in long)
    for line in lines:
        short = len(line.chars) < FEW
        size = usual * line.height / height if short else line.size
        alike = abs(size - usual) < (ALIKE_SHORT if short else ALIKE) * usual
        yield from _of_line(line, image, tilt, usual if alike else size, zoom)


def _of_line(line: _Line, image: Image, tilt: float, size: float, zoom: float) -> Iterator[Glyph]:
    boxes = [box for _, _, box in line.chars]
    middles = [untilted(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), tilt) for box in boxes]
    base = median(y for _, y in middles) + BASE * size
    edges = _edges(line, [x for x, _ in middles], size)
    signs = _wide(line)
    for sign, (_, sure, box), (left, right), raised in zip(signs, line.chars, edges, _raised(line, image), strict=True):
        yield Glyph(
            sign=sign,
            left=left / zoom,
            right=right / zoom,
            top=(base - size) / zoom,
            bottom=base / zoom,
            base=base / zoom,
            size=round(size / zoom, 1),
            box=(box[0] / zoom, box[1] / zoom, (box[2] - box[0]) / zoom, (box[3] - box[1]) / zoom),
            sure=sure,
            raised=raised,
        )


def _wide(line: _Line) -> Iterator[str]:
    """The characters, a narrow comma, colon or semicolon behind a Chinese one wide: Chinese type has no other."""
    before = ""
    for sign, _, _ in line.chars:
        yield STOPS.get(sign, sign) if before and not before.isascii() else sign
        before = sign


def _edges(line: _Line, middles: Sequence[float], size: float) -> list[tuple[float, float]]:
    """Left and right of each character: neighbours' middles tell more than its own box, but where there is a gap."""
    halves = [(NARROW if sign.isascii() else 1.0) * size / 2 for sign, _, _ in line.chars]
    lefts, rights = [middles[0] - halves[0]], []
    for (one, other), (half, next_half) in zip(pairwise(middles), pairwise(halves), strict=True):
        apart = other - one > WIDE * size + half
        border = (one * next_half + other * half) / (half + next_half)
        rights.append(one + half if apart else border)
        lefts.append(other - next_half if apart else border)
    rights.append(middles[-1] + halves[-1])
    return list(zip(lefts, rights, strict=True))


def _raised(line: _Line, image: Image) -> Iterator[bool]:
    """For each character whether it is a figure whose ink ends well above that of the others: a footnote's mark."""
    if not any(sign.isdecimal() for sign, _, _ in line.chars):
        yield from (False for _ in line.chars)
        return
    ends = [_end_of_ink(image, box) for _, _, box in line.chars]
    usual = median(ends)
    yield from (sign.isdecimal() and end < usual - MARK for (sign, _, _), end in zip(line.chars, ends, strict=True))


def _end_of_ink(image: Image, box: tuple[float, float, float, float]) -> float:
    """How far down in its box a character reaches; its middle is looked at, for its neighbours reach into the box."""
    left, top, right, bottom = box
    aside = (right - left) / 4
    shown = image[max(0, round(top)) : round(bottom), max(0, round(left + aside)) : round(right - aside)]
    if not shown.size:
        return 1.0
    light = shown.mean(axis=2)
    darkest, lightest = light.min(), light.max()
    ink = np.flatnonzero((light <= darkest + DARK * (lightest - darkest)).any(axis=1))
    return float(ink[-1] + 1) / len(light)
