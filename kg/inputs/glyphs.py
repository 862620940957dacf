"""Glyphs as lines in reading order: columns, heads across them, running heads, rows of tables, footnotes.

What is read here came from a PDF's text layer or from the recognition of an image; both know for each character where
it stands. Lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import regex

SAME_LINE = 0.35  # of the type's size: baselines so near are one
BESIDE = 0.75  # of the type's size: lines of columns so near stand beside each other
SMALL = 0.85  # of the type's size: a mark set above the line is smaller
RAISED, MOST_RAISED = 0.1, 0.7  # of the type's size: so far above the line stand its marks
WIDE = 1.2  # of the type's size: a gap as wide may part columns or cells
BLANK, LATIN_BLANK = 0.6, 0.18  # of the type's size: a gap as wide stands for a blank
SHADOW = 0.15  # of the type's size: a character printed again so near is printed bold
DOUBLE_GAP = "  "
"""What stands for a wide gap between the cells of a row."""
FEWEST_ROWS = 4  # on each side of a gutter; of one that an earlier page had, one is enough
FULL, NEARLY_FULL = 0.6, 0.45  # of a column's width: what its lines reach in running text, what cells do at most
KNOWN_FULL = 0.3  # of the width of a column that an earlier page had
APART = 1.6  # of the pitch of the lines: a gap as large parts what stands above and below it
EDGE_GAP, EDGE_GAP_ALIKE = 1.5, 2.2  # of the pitch: so far are running heads from the text, those in its own type
HEADING = 2  # lines: a heading has no more
EDGE_ROWS = 2  # lines: a running head or foot has no more
EDGE_ZONE = 0.12  # of the page's height, at its top and at its foot
FOOT = 0.93  # of the type's size of a page: footnotes are set smaller
HANGING = 20  # lines: of as many, one may hang out of its column
ALIKE = 0.05  # of the type's size: types that differ by less are of one size
NEAR = 3.0  # points: running heads of several pages stand no farther apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character as it stands on a page that is read with its lines level.

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
class PageLines:
    """A page's lines in reading order: the rows at its edges, and between them the blocks.

    `unsure` are the words beside a gap that may part columns or a table's cells.
    """

    head: tuple[Strip, ...] = ()
    blocks: tuple[Block, ...] = ()
    foot: tuple[Strip, ...] = ()
    unsure: str = ""


@dataclass(slots=True)
class Known:
    """What the pages read so far show: gutters, each with the left edge of the column behind it, and edges' words."""

    gutters: list[tuple[float, float]] = field(default_factory=list)
    edges: list[tuple[str, float]] = field(default_factory=list)

    def has_edge(self, row: Strip) -> bool:
        """Whether a row of the same words stands as high on an earlier page."""
        signature = edge_words(row)
        return any(words == signature and abs(base - row.base) <= NEAR for words, base in self.edges)


def _gap(before: Glyph, glyph: Glyph) -> str:
    """The blanks that stand for the gap between two glyphs."""
    gap, size = glyph.left - before.right, max(before.size, glyph.size)
    if gap > WIDE * size:
        return DOUBLE_GAP
    latin = before.sign.isascii() and glyph.sign.isascii()
    return " " if glyph.blank or gap > (LATIN_BLANK if latin else BLANK) * size else ""


def edge_words(row: Strip) -> str:
    """What is the same in a running head on all pages: its words in any order, without their numbers.

    Left and right pages have the same words in another order.
    """
    cells = regex.split(r"\s{2,}", row.words)
    return " ".join(sorted(regex.sub(r"\d+", "0", "".join(cell.split())) for cell in cells))


def strips_of(glyphs: Iterable[Glyph]) -> list[Strip]:
    """The glyphs in strips, from the top down and from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if rows and glyph.base - rows[-1][0].base <= SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    strips = [strip for row in rows for strip in _split(row)]
    return sorted(_with_raised(strips), key=lambda strip: (strip.base, strip.left))


def _split(row: Iterable[Glyph]) -> Iterator[Strip]:
    """A row cut at its wide gaps; characters that are printed twice to look bold are taken once."""
    strip: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if strip and glyph.left - max(other.right for other in strip[-3:]) > WIDE * max(glyph.size, strip[-1].size):
            yield Strip(glyphs=tuple(strip))
            strip = []
        strip.append(glyph)
    if strip:
        yield Strip(glyphs=tuple(strip))


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


def arranged(strips: Sequence[Strip], height: float, known: Known) -> PageLines:
    """A page's strips as lines in reading order; `known` learns of the page."""
    head, foot, body = _edges(strips, height, known)
    unsure: list[str] = []
    blocks = tuple(_blocks(body, known, unsure))
    return PageLines(head=head, blocks=blocks, foot=foot, unsure=next(iter(unsure), ""))


def _edges(
    strips: Sequence[Strip], height: float, known: Known
) -> tuple[tuple[Strip, ...], tuple[Strip, ...], list[Strip]]:
    """The rows at a page's head and foot that may be running ones, and the strips between them."""
    rows = _rows(strips)
    pitch = _pitch(rows)
    top = _edge(rows, [row for row in rows if row.base < EDGE_ZONE * height], pitch, known)
    rest = rows[top:]
    low = [row for row in reversed(rest) if row.base > (1 - EDGE_ZONE) * height]
    bottom = _edge(rest[::-1], low, pitch, known)
    head, foot = rows[:top], rest[len(rest) - bottom :]
    known.edges += [(edge_words(row), row.base) for row in (*head, *foot)]
    edges = {glyph for row in (*head, *foot) for glyph in row.glyphs}
    return tuple(head), tuple(foot), [strip for strip in strips if strip.glyphs[0] not in edges]


def _edge(rows: Sequence[Strip], zone: Sequence[Strip], pitch: float, known: Known) -> int:
    """How many of the rows, from the edge inwards, may be running: known ones, or a few with a gap behind them."""
    number = 0
    for at, row in enumerate(zone):
        if known.has_edge(row):
            number = at + 1
    for at, (row, after) in enumerate(zip(rows[:EDGE_ROWS], rows[1:], strict=False)):
        far = EDGE_GAP if abs(after.size - row.size) > ALIKE * row.size else EDGE_GAP_ALIKE
        if at < len(zone) and abs(after.base - row.base) > far * pitch:
            number = max(number, at + 1)
            break
    return number


def _rows(strips: Sequence[Strip], near: float = SAME_LINE) -> list[Strip]:
    """The strips that stand beside each other, as lines; `near` is how far apart their baselines may be."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: (strip.base, strip.left)):
        if rows and strip.base - rows[-1][0].base <= near * min(strip.size, rows[-1][0].size):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [_line(row) for row in rows]


def _line(row: Sequence[Strip]) -> Strip:
    if len(row) == 1:
        return row[0]
    return Strip(glyphs=tuple(sorted((g for strip in row for g in strip.glyphs), key=lambda g: g.left)))


def _pitch(rows: Sequence[Strip]) -> float:
    """The usual distance of baselines."""
    steps = [after.base - row.base for row, after in pairwise(rows)]
    sizes = [row.size for row in rows]
    likely = [step for step in steps if sizes and step < 2.5 * median(sizes)]
    return median(likely) if likely else 1.5 * median(sizes) if sizes else 0.0


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
        return min(len(_rows(self.left)), len(_rows(self.right)))

    @property
    def edge(self) -> float:
        """The left edge of the column behind it."""
        return min(strip.left for strip in self.right)


def _blocks(strips: Sequence[Strip], known: Known, unsure: list[str], column: str = "") -> Iterator[Block]:
    """The strips as blocks in reading order, cut at gutters as long as there are any."""
    if not strips:
        return
    cut = _best_cut(strips, known, unsure)
    if cut is None:
        yield Block(lines=tuple(_rows(strips)), column=column)
        return
    if all(abs(cut.edge - edge) > NEAR for _, edge in known.gutters):
        known.gutters.append((cut.x, cut.edge))
    yield from _blocks(cut.above, known, unsure, column)
    yield from _blocks(cut.left, known, unsure, f"{column}l")
    yield from _blocks(cut.right, known, unsure, f"{column}r")
    yield from _blocks(cut.below, known, unsure, column)


def _best_cut(strips: Sequence[Strip], known: Known, unsure: list[str]) -> _Cut | None:
    """The gutter with the most lines on both sides of it; what may be one or a table's gap goes into `unsure`."""
    best: _Cut | None = None
    doubts: list[str] = []
    for x, edge in _candidates(strips, known):
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


def _candidates(strips: Sequence[Strip], known: Known) -> Iterator[tuple[float, float | None]]:
    """Places where a gutter may be: those of earlier pages, with the edge, then the gaps between strips on one line."""
    yield from known.gutters
    seen: set[int] = set()
    for at, strip in enumerate(strips):
        for other in strips[at + 1 :]:
            if other.base - strip.base > strip.size:
                break
            left, right = (strip, other) if strip.left < other.left else (other, strip)
            x = (left.right + right.left) / 2
            if right.left - left.right > 0.8 * min(strip.size, other.size) and round(x / NEAR) not in seen:
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
    pitch = _pitch(_rows(left))
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
    return median(sum(glyph.right - glyph.left for glyph in line.glyphs) for line in _rows(side, BESIDE))
