"""Which lines belong to one paragraph, by how they are set on their page: indents, distances, type, free room."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.pages import Setting
from kg.structure.lines import Line

WINDOW = 20  # lines before and after, among which the usual distance is taken
FARTHER = 1.25  # of the usual distance of lines: one as much larger parts paragraphs
INDENT = 0.8  # of the type's size: a line that stands in as far is indented
OTHER_SIZE = 0.15  # of the type's size: lines that differ by more are of two types
ROOM, MUCH_ROOM = 2.6, 4.5  # of the type's size: as much free room behind a sentence's end, or in one, ends a paragraph
WIDER = 1.3  # of a column's width: text does not go on from a column into one as much wider


def distances(lines: Sequence[Line]) -> tuple[float, ...]:
    """The usual distance of lines around each, in its type's size; 0 for a line without a setting."""
    gaps = [line.setting.gap / line.setting.size if line.setting else 0.0 for line in lines]
    return tuple(_usual(gaps, at) if line.setting else 0.0 for at, line in enumerate(lines))


def _usual(gaps: Sequence[float], at: int) -> float:
    """The lower quartile: where paragraphs are short, most lines stand apart."""
    near = sorted(gap for gap in gaps[max(0, at - WINDOW) : at + WINDOW + 1] if gap > 0)
    return near[len(near) // 4] if near else 0.0


def parts(before: Sequence[Line], line: Line, usual: float, ended: bool, unfinished: bool) -> bool:
    """Whether a paragraph ends before a line, by how it is set.

    `before` are the paragraph's lines so far; `ended` says that a sentence ends there, `unfinished` that none does.
    """
    last, now = before[-1].setting, line.setting
    if last is None or now is None:
        return False
    if abs(last.size - now.size) > OTHER_SIZE * max(last.size, now.size):
        return True
    if last.column == now.column and now.gap > FARTHER * usual * now.size:
        return True
    if unfinished and (last.room < MUCH_ROOM or now.indent < INDENT):
        return False
    if last.room > (ROOM if ended else MUCH_ROOM):
        return True
    if last.column != now.column:
        return _parts_columns(last, now)
    return _parts_lines(before, last, now, ended)


def _parts_columns(last: Setting, now: Setting) -> bool:
    """Whether a paragraph ends with a column that is filled."""
    widths = (last.last - last.first, now.last - now.first)
    return max(widths) > WIDER * min(widths) or now.indent > INDENT


def _parts_lines(before: Sequence[Line], last: Setting, now: Setting, ended: bool) -> bool:
    """Whether a paragraph ends with a filled line in a column, by where the next one begins."""
    step = (now.left - last.left) / now.size
    if len(before) > 1 and _continues(before):
        return abs(step) > INDENT
    if step > INDENT:  # the first line hangs out, as a number does, or is a paragraph of its own
        return ended
    return ended and step > -INDENT and now.indent > INDENT


def _continues(before: Sequence[Line]) -> bool:
    """Whether the last two lines stand in one column, so that the last is no first line of it."""
    first, last = before[-2].setting, before[-1].setting
    return first is not None and last is not None and first.column == last.column
