"""Which lines belong to one paragraph: by indents, short lines, closing signs and blank lines, before any joining."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.inputs.glyphs import DOUBLE_GAP
from kg.knowledge.layout import Layout
from kg.structure.heads import head_end
from kg.structure.lines import Line
from kg.structure.settings import distances, parts

FULL, NEARLY = 0.85, 0.78  # of the usual width: a line as wide is full, one narrower ended early
BROKEN = 0.33  # of the wider lines: where as many end in mid-sentence, lines are wrapped
SPACED = 0.6  # of the lines: where as many are followed by a blank one, blank lines part no paragraphs
WINDOW = 20  # lines before and after, among which the usual width is taken
NARROWEST, WIDEST = 40, 160  # columns: no column of text is set narrower, no page wider
TITLE_LINES = 4
BEGINNINGS = ("numbered", "organ-alone", "preambular")  # of a paragraph, after a blank line
SYMBOL = 30  # signs: no document symbol is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a document's lines are set: the usual width around each, blank lines between all of them, lines wrapped.

    `distances` are the usual ones of the lines around each where these have settings.
    """

    widths: tuple[int, ...]
    distances: tuple[float, ...]
    spaced: bool
    wrapped: bool


def page_of(lines: Sequence[Line], layout: Layout, *, whole: bool = False) -> Page:
    """How the lines are set; a first page is often set wider than the columns that follow, so widths are local.

    Where the lines are whole paragraphs, none is wrapped.
    """
    plain = _plain(lines, layout)
    wide = [line for line, width in zip(lines, plain, strict=True) if width >= NARROWEST]
    return Page(
        widths=tuple(map(_usual, _windows(plain))),
        distances=distances(lines),
        spaced=_is_spaced(lines, plain),
        wrapped=not whole and _count([_breaks_off(line, layout) for line in wide]) > BROKEN * len(wide),
    )


def is_spaced(lines: Sequence[Line], layout: Layout) -> bool:
    """Whether blank lines stand between all lines."""
    return _is_spaced(lines, _plain(lines, layout))


def _is_spaced(lines: Sequence[Line], plain: Sequence[int]) -> bool:
    followed = sum(1 for line, after in pairwise(lines) if line.width and not after.width)
    return followed > SPACED * _count(plain)


def _plain(lines: Sequence[Line], layout: Layout) -> list[int]:
    """The lines' widths, 0 for the rows of a table."""
    return [0 if layout.search("row", line.characters) else line.width for line in lines]


def _count(things: Sequence[object]) -> int:
    """How many of them are true or not zero."""
    return sum(1 for thing in things if thing)


def _breaks_off(line: Line, layout: Layout) -> bool:
    """Whether a line ends in mid-sentence, and is no title."""
    punctuated = unicodedata.category(line.words[-1]).startswith("P")
    return not punctuated and not layout.match("paragraph-whole", line.squeezed)


def _windows(widths: Sequence[int]) -> Iterator[Sequence[int]]:
    """For each place the widths around it, sorted, without blank lines: one list, which the next place changes."""
    near = sorted(width for width in widths[:WINDOW] if width)
    for place in range(len(widths)):
        if place + WINDOW < len(widths) and (new := widths[place + WINDOW]):
            insort(near, new)
        if place > WINDOW and (old := widths[place - WINDOW - 1]):
            del near[bisect_left(near, old)]
        yield near


def _usual(near: Sequence[int]) -> int:
    """The width that most of some lines reach, whose widths are sorted."""
    return max(NARROWEST, near[int(0.85 * (len(near) - 1))] if near else 0)


def group(lines: Sequence[Line], layout: Layout, *, whole: bool = False) -> list[list[Line]]:
    """The lines of each paragraph, blank ones left out; where they are whole paragraphs, each is one."""
    page = page_of(lines, layout, whole=whole)
    groups: list[list[Line]] = []
    gap = False
    head_ends = 0
    for place, line in enumerate(lines):
        if not line.width:
            gap = True
            continue
        of_head = place < head_ends
        head_ends = head_ends if of_head else head_end(lines, place, layout) or _title_end(lines, place, layout)
        begins = head_ends > place or (gap and any(layout.match(rule, line.squeezed) for rule in BEGINNINGS))
        starts = not groups or begins or _parts(groups[-1], place, line, gap, page, layout)
        if starts and not of_head:
            groups.append([])
        groups[-1].append(line)
        gap = False
    return groups


def _title_end(lines: Sequence[Line], place: int, layout: Layout) -> int:
    """The place after the last line of a letter's title whose day stands on a line of its own, 0 if none begins."""
    if layout.match("letter-day", lines[place].squeezed) is None:
        return 0
    words = ""
    for after, line in enumerate(lines[place : place + TITLE_LINES], place + 1):
        words += line.squeezed
        if not line.width or layout.match("letter-title", line.squeezed):
            return 0
        if layout.match("letter-title", words):
            return after
    return 0


def _parts(before: Sequence[Line], place: int, line: Line, gap: bool, page: Page, layout: Layout) -> bool:
    """Whether a paragraph ends before a line."""
    last, usual = before[-1], page.widths[place]
    if not gap and layout.search("symbol-broken", f"{last.words[-SYMBOL:]}\n{line.words[:SYMBOL]}"):
        return False
    if line.setting:
        return _set_apart(before, line, page.distances[place], layout)
    if not page.wrapped or max(last.width, line.width) > WIDEST:
        return True
    ended, short = bool(layout.search("sentence-end", last.words)), last.width < NEARLY * usual
    sure = _sure(before, line, ended or short, layout)
    if sure is not None:
        return sure
    full, indented = last.width >= FULL * usual, line.indent > 0
    if ended:
        return not full or indented or (gap and not page.spaced)
    return not full and (indented or short) if page.spaced else short


def _set_apart(before: Sequence[Line], line: Line, usual: float, layout: Layout) -> bool:
    """Whether a paragraph ends before a line that has its setting; its words tell where that does not."""
    words = before[-1].words
    if any(DOUBLE_GAP in each.words for each in (before[-1], line)):
        return True
    title = _of_title(before, line, layout)
    if layout.search("row", words) or title is not None:
        return title is not False
    ended, unfinished = (bool(layout.search(rule, words)) for rule in ("sentence-end", "unfinished"))
    found = parts(before, line, usual, ended, unfinished)
    return found or ((ended or unfinished) and layout.match("paragraph-start", line.squeezed) is not None)


def _sure(before: Sequence[Line], line: Line, closed: bool, layout: Layout) -> bool | None:
    """What the words alone say: True that a paragraph ends, False that it goes on, None where they say nothing."""
    last = before[-1]
    if _is_heading(last) or _is_heading(line) or layout.search("row", last.words):
        return True
    title = _of_title(before, line, layout)
    if title is not None:
        return title
    if layout.match("paragraph-start", line.squeezed):
        return True
    if layout.search("unfinished", last.words):
        return False
    return True if closed and layout.match("paragraph-start-cut", line.squeezed) else None


def _of_title(before: Sequence[Line], line: Line, layout: Layout) -> bool | None:
    """What the lines of a title, wrapped or not, tell: True that it ends before the line, False that it goes on."""
    so_far = "".join(each.squeezed for each in before)
    if len(before) >= TITLE_LINES or len(so_far) > WIDEST:
        return None
    if layout.match("paragraph-whole", so_far):
        return True
    whole = layout.match("letter-title", so_far + line.squeezed)
    return bool(layout.match("letter-title", line.squeezed)) if whole else None


def _is_heading(line: Line) -> bool:
    """Whether Markdown marks the line as a heading."""
    return line.words.startswith("#") and line.words.lstrip("#").startswith(" ")
