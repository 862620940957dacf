"""Glyphs and the strips of lines that they stand in.

A glyph came from a PDF's text layer or from the recognition of an image; both know for each character where it stands.
Lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TypeVar

SAME_LINE = 0.35  # of the type's size: baselines so near are one
SMALL = 0.85  # of the type's size: a mark set above the line is smaller
RAISED, MOST_RAISED = 0.1, 0.7  # of the type's size: so far above the line stand its marks
WIDE = 1.2  # of the type's size: a gap as wide may part columns or cells
CELLS = 2.6  # of the type's size: a gap as wide parts the cells of a row
BLANK, LATIN_BLANK = 0.6, 0.18  # of the type's size: a gap as wide stands for a blank
SHADOW = 0.15  # of the type's size: a character printed again so near is printed bold
DOUBLE_GAP = "  "
"""What stands for a wide gap between the cells of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character as it stands on a page that is read with its lines level, or the characters that one type shows.

    `base` is the height of its line; `box` is left, top, width and height on the page as it is shown, which may be
    turned or tilted. `sure` is how sure its recognition was, from 0 to 1. `blank` says that a blank stands before it,
    `raised` that it is a small mark above its line.
    """

    sign: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    box: tuple[float, float, float, float]
    sure: float = 1.0
    blank: bool = False
    raised: bool = False


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Glyphs on one line, from left to right, without a wide gap between them, or a line of several such strips."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size of most of its type."""
        return Counter(glyph.size for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def base(self) -> float:
        """The height of its baseline."""
        return median(glyph.base for glyph in self.glyphs)

    def is_raised(self, glyph: Glyph) -> bool:
        """Whether a glyph is a small mark above the line."""
        return glyph.raised or (glyph.size < SMALL * self.size and self.base - glyph.base > RAISED * self.size)

    @cached_property
    def words(self) -> str:
        """Its characters, with blanks where there are gaps."""
        return "".join(f"{blanks}{glyph.sign}" for blanks, glyph in self.pieces)

    @property
    def pieces(self) -> Iterator[tuple[str, Glyph]]:
        """Each glyph with the blanks before it."""
        yield "", self.glyphs[0]
        for before, glyph in pairwise(self.glyphs):
            yield _gap(before, glyph), glyph

    def crosses(self, x: float) -> bool:
        """Whether it reaches from one side of a place to the other."""
        return self.left < x < self.right


_PlacedT = TypeVar("_PlacedT", Glyph, Strip)


def _gap(before: Glyph, glyph: Glyph) -> str:
    """The blanks that stand for the gap between two glyphs."""
    gap, size = glyph.left - before.right, max(before.size, glyph.size)
    if gap > CELLS * size:
        return DOUBLE_GAP
    latin = before.sign.isascii() and glyph.sign.isascii()
    return " " if glyph.blank or gap > (LATIN_BLANK if latin else BLANK) * size else ""


def strips_of(glyphs: Iterable[Glyph]) -> list[Strip]:
    """The glyphs in strips, from the top down and from left to right."""
    strips = [strip for row in _levels(glyphs, SAME_LINE) for strip in _split(row)]
    return sorted(_with_raised(strips), key=lambda strip: (strip.base, strip.left))


def _levels(things: Iterable[_PlacedT], near: float) -> list[list[_PlacedT]]:
    """The things from the top down, those together whose baselines are so near to that of the first of them."""
    rows: list[list[_PlacedT]] = []
    for thing in sorted(things, key=lambda thing: (thing.base, thing.left)):
        if rows and thing.base - rows[-1][0].base <= near * min(thing.size, rows[-1][0].size):
            rows[-1].append(thing)
        else:
            rows.append([thing])
    return rows


def _split(row: Iterable[Glyph]) -> Iterator[Strip]:
    """A row cut at its wide gaps; characters that are printed twice to look bold are taken once."""
    strip: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if strip and glyph.left - max(other.right for other in strip[-3:]) > WIDE * max(glyph.size, strip[-1].size):
            yield Strip(glyphs=tuple(strip))
            strip = []
        if not any(_is_shadow(glyph, other) for other in strip[-3:]):
            strip.append(glyph)
    if strip:
        yield Strip(glyphs=tuple(strip))


def _is_shadow(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph is another one printed again beside itself."""
    return glyph.sign == other.sign and abs(glyph.left - other.left) < SHADOW * glyph.size


def _with_raised(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with the small marks that stand above a line's end or within it put into that line."""
    kept: list[Strip] = []
    raised: list[Strip] = []
    for strip in strips:
        (raised if _owner(strip, strips) else kept).append(strip)
    for mark in raised:
        owner = _owner(mark, kept)
        if owner is None:
            kept.append(mark)
            continue
        level = [replace(glyph, base=owner.base, raised=True) for glyph in mark.glyphs]
        glyphs = sorted((*owner.glyphs, *level), key=lambda glyph: glyph.left)
        kept[kept.index(owner)] = Strip(glyphs=tuple(glyphs))
    return kept


def _owner(mark: Strip, strips: Iterable[Strip]) -> Strip | None:
    """The line that a small mark stands above the end of, or within."""
    for strip in strips:
        size = strip.size
        raised = 0 < strip.base - mark.base < MOST_RAISED * size and mark.size < SMALL * size
        if raised and strip.left - size <= mark.left and mark.right <= strip.right + size:
            return strip
    return None


def rows_of(strips: Sequence[Strip], near: float = SAME_LINE) -> list[Strip]:
    """The strips that stand beside each other, as lines; `near` is how far apart their baselines may be."""
    return [_line(row) for row in _levels(strips, near)]


def _line(row: Sequence[Strip]) -> Strip:
    if len(row) == 1:
        return row[0]
    return Strip(glyphs=tuple(sorted((g for strip in row for g in strip.glyphs), key=lambda g: g.left)))


def pitch_of(rows: Sequence[Strip]) -> float:
    """The usual distance of baselines."""
    steps = [after.base - row.base for row, after in pairwise(rows)]
    sizes = [row.size for row in rows]
    likely = [step for step in steps if sizes and step < 2.5 * median(sizes)]
    return median(likely) if likely else 1.5 * median(sizes) if sizes else 0.0
