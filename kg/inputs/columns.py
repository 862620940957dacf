"""Columns: where a gutter parts running text, and in which order the blocks on both sides of it are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from kg.inputs.glyphs import Strip, pitch_of, rows_of

BESIDE = 0.75  # of the type's size: lines of columns so near stand beside each other
GAP = 0.8  # of the type's size: no gutter is narrower
FEWEST_ROWS = 4  # on each side of a gutter; of one that an earlier page had, one is enough
FULL, NEARLY_FULL = 0.6, 0.45  # of a column's width: what its lines reach in running text, what cells do at most
KNOWN_FULL = 0.3  # of the width of a column that an earlier page had
APART = 1.6  # of the pitch of the lines: a gap as large parts what stands above and below it
HEADING = 2  # lines: a heading has no more
HANGING = 20  # lines: of as many, one may hang out of its column
NEAR = 3.0  # points: edges of one column on several pages stand no farther apart

Gutters = list[tuple[float, float]]
"""The gutters of the pages read so far, each with the left edge of the column behind it."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines under one another in one column.

    `column` tells on which side of which gutters it is (`rl`: right of the first, left of the second); what reaches
    over the whole page has the empty one.
    """

    lines: tuple[Strip, ...]
    column: str = ""

    @cached_property
    def edges(self) -> tuple[float, float]:
        """Where its lines begin at the earliest and end at the latest, but for the few of many that hang out."""
        lefts = sorted(line.left for line in self.lines)
        rights = sorted(line.right for line in self.lines)
        hanging = len(lefts) // HANGING
        return lefts[hanging], rights[-1 - hanging]


@dataclass(frozen=True, kw_only=True)
class _Cut:
    """A gutter: what stands above it, on both sides of it, and below it."""

    x: float
    above: list[Strip]
    left: list[Strip]
    right: list[Strip]
    below: list[Strip]

    @cached_property
    def lines(self) -> int:
        """How many lines the shorter side has."""
        return min(len(rows_of(self.left)), len(rows_of(self.right)))

    @property
    def edge(self) -> float:
        """The left edge of the column behind it."""
        return min(strip.left for strip in self.right)


def blocks_of(strips: Sequence[Strip], gutters: Gutters, unsure: list[str], column: str = "") -> Iterator[Block]:
    """The strips as blocks in reading order, cut at gutters as long as there are any."""
    if not strips:
        return
    cut = _best_cut(strips, gutters, unsure)
    if cut is None:
        yield Block(lines=tuple(rows_of(strips)), column=column)
        return
    if all(abs(cut.edge - edge) > NEAR for _, edge in gutters):
        gutters.append((cut.x, cut.edge))
    yield from blocks_of(cut.above, gutters, unsure, column)
    yield from blocks_of(cut.left, gutters, unsure, f"{column}l")
    yield from blocks_of(cut.right, gutters, unsure, f"{column}r")
    yield from blocks_of(cut.below, gutters, unsure, column)


def _best_cut(strips: Sequence[Strip], gutters: Gutters, unsure: list[str]) -> _Cut | None:
    """The gutter with the most lines on both sides of it; what may be one or a table's gap goes into `unsure`."""
    best: _Cut | None = None
    doubts: list[str] = []
    for x, edge in _candidates(strips, gutters):
        for run in _runs(strips, x):
            cut = _cut(strips, run, x)
            if best and cut.lines <= best.lines:
                continue
            fill = _fill(cut, strips)
            if _is_gutter(cut, fill, edge):
                best = cut
            elif cut.lines >= FEWEST_ROWS and fill >= NEARLY_FULL:
                doubts.append(cut.right[0].words)
    unsure += [] if best else doubts
    return best


def _is_gutter(cut: _Cut, fill: float, edge: float | None) -> bool:
    """Whether running text stands on both sides; where an earlier page had the gutter, less of it tells so."""
    if edge is None:
        return cut.lines >= FEWEST_ROWS and fill >= FULL
    return fill >= KNOWN_FULL or abs(cut.edge - edge) <= NEAR


def _candidates(strips: Sequence[Strip], gutters: Gutters) -> Iterator[tuple[float, float | None]]:
    """Places where a gutter may be: those of earlier pages, with the edge, then the gaps between strips on one line."""
    yield from gutters
    seen: set[int] = set()
    for at, strip in enumerate(strips):
        for other in strips[at + 1 :]:
            if other.base - strip.base > strip.size:
                break
            left, right = (strip, other) if strip.left < other.left else (other, strip)
            x = (left.right + right.left) / 2
            if right.left - left.right > GAP * min(strip.size, other.size) and round(x / NEAR) not in seen:
                seen.add(round(x / NEAR))
                yield x, None


def _runs(strips: Sequence[Strip], x: float) -> Iterator[list[Strip]]:
    """The strips from the top down, in runs that none crosses a place, those with something on both sides of it."""
    run: list[Strip] = []
    for strip in (*strips, None):
        if strip is not None and not strip.crosses(x):
            run.append(strip)
            continue
        if any(s.right <= x for s in run) and any(s.left >= x for s in run):
            yield run
        run = []


def _cut(strips: Sequence[Strip], run: Sequence[Strip], x: float) -> _Cut:
    """The strips cut at a gutter that reaches along a run of them."""
    first, last = strips.index(run[0]), strips.index(run[-1])
    above, below = list(strips[:first]), list(strips[last + 1 :])
    left, right = [s for s in run if s.right <= x], [s for s in run if s.left >= x]
    left, tail = _without_tail(left, right, bool(below))
    return _Cut(x=x, above=above, left=left, right=right, below=[*tail, *below])


def _without_tail(left: list[Strip], right: list[Strip], ended: bool) -> tuple[list[Strip], list[Strip]]:
    """The left column without the short line that begins what stands below both columns."""
    end = max(strip.base for strip in right)
    at = next((n for n, strip in enumerate(left) if strip.base > end), len(left))
    if not ended or not 0 < at < len(left):
        return left, []
    pitch = pitch_of(rows_of(left))
    if len(left) - at <= HEADING and left[at].base - left[at - 1].base > APART * pitch:
        return left[:at], left[at:]
    return left, []


def _fill(cut: _Cut, strips: Sequence[Strip]) -> float:
    """How much of its column's width a line usually takes, on the side where it is less."""
    left = cut.edge - min(strip.left for strip in strips)
    right = max(strip.right for strip in strips) - cut.edge
    return min(_inked(cut.left) / max(left, 1.0), _inked(cut.right) / max(right, 1.0))


def _inked(side: Sequence[Strip]) -> float:
    """The width that most lines fill with type."""
    return median(sum(glyph.right - glyph.left for glyph in line.glyphs) for line in rows_of(side, BESIDE))
