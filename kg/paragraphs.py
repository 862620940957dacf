"""Which lines belong to one paragraph: by indents, short lines, closing signs and blank lines, before any joining."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.layout import Layout

FULL, NEARLY = 0.85, 0.78
UNWRAPPED = 160  # columns: no page is as wide, so a line is a paragraph
SPACED = 0.6
WINDOW = 20
NARROWEST = 40  # columns: no page or column of text is set narrower
STARTS = ("paragraph-start", "opening", "narration", "meeting-time", "meeting-place", "record-mark")


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
    """How a document's lines are set: the usual width around each, blank lines between all of them, lines wrapped."""

    widths: tuple[int, ...]
    spaced: bool
    wrapped: bool


def page_of(lines: Sequence[Line], layout: Layout) -> Page:
    """How the lines are set; a first page is often set wider than the columns that follow, so widths are local."""
    plain = [0 if layout.search("row", line.characters) else line.width for line in lines]
    filled = [width for width in plain if width]
    followed = sum(1 for line, after in pairwise(lines) if line.width and not after.width)
    return Page(
        widths=tuple(_usual(plain, place) for place in range(len(lines))),
        spaced=followed > SPACED * len(filled),
        wrapped=max(filled, default=0) <= UNWRAPPED,
    )


def _usual(widths: Sequence[int], place: int) -> int:
    """The width that most lines around a place reach."""
    near = sorted(width for width in widths[max(0, place - WINDOW) : place + WINDOW + 1] if width)
    return max(NARROWEST, near[int(0.85 * (len(near) - 1))] if near else 0)


def group(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The lines of each paragraph, blank ones left out."""
    page = page_of(lines, layout)
    groups: list[list[Line]] = []
    gap = False
    for place, line in enumerate(lines):
        if not line.width:
            gap = True
            continue
        if not groups or _parts(groups[-1][-1], line, gap, page, page.widths[place], layout):
            groups.append([])
        groups[-1].append(line)
        gap = False
    return groups


def _parts(last: Line, line: Line, gap: bool, page: Page, usual: int, layout: Layout) -> bool:
    """Whether a paragraph ends between two lines."""
    before, after = last.characters.strip(), line.characters.strip()
    starts = any(layout.match(name, after) for name in STARTS)
    if not page.wrapped or starts or layout.search("row", before):
        return True
    if layout.search("unfinished", before):
        return False
    full = last.width >= FULL * usual
    if page.spaced:
        return line.indent > 0 or not full
    if layout.search("sentence-end", before):
        return gap or line.indent > 0 or not full
    return last.width < NEARLY * usual
