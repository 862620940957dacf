"""A page's lines in reading order: the rows at its head and foot, which may run through, the blocks between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from kg.inputs.columns import NEAR, Block, Gutters, blocks_of
from kg.inputs.glyphs import Strip, pitch_of, rows_of

EDGE_GAP, EDGE_GAP_ALIKE = 1.5, 2.2  # of the pitch: so far are running heads from the text, those in its own type
EDGE_ROWS = 2  # lines: a running head or foot has no more
EDGE_ZONE = 0.12  # of the page's height, at its top and at its foot
ALIKE = 0.05  # of the type's size: types that differ by less are of one size


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

    gutters: Gutters = field(default_factory=list)
    edges: set[tuple[str, int]] = field(default_factory=set)

    def has_edge(self, row: Strip) -> bool:
        """Whether a row of the same words stands as high on an earlier page."""
        words, step = edge_key(row)
        return not self.edges.isdisjoint({(words, step - 1), (words, step), (words, step + 1)})


def edge_words(row: Strip) -> str:
    """What is the same in a running head on all pages: its words in any order, without their numbers.

    Left and right pages have the same words in another order.
    """
    cells = regex.split(r"\s{2,}", row.words)
    return " ".join(sorted(regex.sub(r"\d+", "0", "".join(cell.split())) for cell in cells))


def edge_key(row: Strip) -> tuple[str, int]:
    """A running head's words and height, the height in steps of `NEAR`."""
    return edge_words(row), round(row.base / NEAR)


def arranged(strips: Sequence[Strip], height: float, known: Known) -> PageLines:
    """A page's strips as lines in reading order; `known` learns of the page."""
    head, foot, body = _edges(strips, height, known)
    unsure: list[str] = []
    blocks = tuple(blocks_of(body, known.gutters, unsure))
    return PageLines(head=head, blocks=blocks, foot=foot, unsure=next(iter(unsure), ""))


def _edges(
    strips: Sequence[Strip], height: float, known: Known
) -> tuple[tuple[Strip, ...], tuple[Strip, ...], list[Strip]]:
    """The rows at a page's head and foot that may be running ones, and the strips between them."""
    rows = rows_of(strips)
    pitch = pitch_of(rows)
    top = _edge(rows, [row for row in rows if row.base < EDGE_ZONE * height], pitch, known)
    rest = rows[top:]
    low = [row for row in reversed(rest) if row.base > (1 - EDGE_ZONE) * height]
    bottom = _edge(rest[::-1], low, pitch, known)
    head, foot = rows[:top], rest[len(rest) - bottom :]
    known.edges.update(edge_key(row) for row in (*head, *foot))
    edges = {glyph for row in (*head, *foot) for glyph in row.glyphs}
    return tuple(head), tuple(foot), [strip for strip in strips if strip.glyphs[0] not in edges]


def _edge(rows: Sequence[Strip], zone: Sequence[Strip], pitch: float, known: Known) -> int:
    """How many of the rows, from the edge inwards, may be running: known ones, or a few with a gap behind them."""
    number = 0
    for at, row in enumerate(zone):
        if known.has_edge(row):
            number = at + 1
    for at, (row, after) in enumerate(pairwise(rows[: EDGE_ROWS + 1])):
        far = EDGE_GAP if abs(after.size - row.size) > ALIKE * row.size else EDGE_GAP_ALIKE
        if at < len(zone) and abs(after.base - row.base) > far * pitch:
            number = max(number, at + 1)
            break
    return number
