"""Which lines belong to one paragraph: by indents, short lines, closing signs and blank lines, before any joining."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.layout import Layout

FULL, HALF = 0.85, 0.6
UNWRAPPED = 160  # columns: no page is as wide, so a line is a paragraph
SPACED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands in the source, without its line end."""

    characters: str
    origins: tuple[int, ...]

    @property
    def indent(self) -> int:
        """How many blanks stand before its first sign."""
        return len(self.characters) - len(self.characters.lstrip())

    @property
    def width(self) -> int:
        """How many columns its words take, a Chinese sign two.

        >>> Line(characters=" 甲国 a ", origins=tuple(range(6))).width
        6
        """
        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in self.characters.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a document's lines are set: the usual width, whether blank lines stand between all, whether lines wrap."""

    width: int
    spaced: bool
    wrapped: bool


def page_of(lines: Sequence[Line]) -> Page:
    """How the lines are set."""
    widths = sorted(line.width for line in lines if line.width)
    if not widths:
        return Page(width=0, spaced=False, wrapped=False)
    followed = sum(1 for line, after in pairwise(lines) if line.width and not after.width)
    return Page(
        width=widths[int(0.85 * (len(widths) - 1))],
        spaced=followed > SPACED * len(widths),
        wrapped=widths[-1] <= UNWRAPPED,
    )


def group(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The lines of each paragraph, blank ones left out."""
    page = page_of(lines)
    groups: list[list[Line]] = []
    gap = False
    for line in lines:
        if not line.width:
            gap = True
            continue
        if not groups or _parts(groups[-1][-1], line, gap, page, layout):
            groups.append([])
        groups[-1].append(line)
        gap = False
    return groups


def _parts(last: Line, line: Line, gap: bool, page: Page, layout: Layout) -> bool:
    """Whether a paragraph ends between two lines."""
    before, after = last.characters.strip(), line.characters.strip()
    if not page.wrapped or layout.match("paragraph-start", after) or layout.search("row", before):
        return True
    if layout.search("unfinished", before):
        return False
    full = last.width >= FULL * page.width
    if page.spaced:
        return line.indent > 0 or not full
    if layout.search("sentence-end", before):
        return gap or line.indent > 0 or not full
    return last.width < HALF * page.width
