"""The automatic numbers of an OpenDocument text's lists, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml.etree import _Element

from kg.inputs.numbering import SAMPLES, number, numeral

OFFICE, STYLE, TEXT, TABLE, DRAW, XML = (
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}",
    "{http://www.w3.org/XML/1998/namespace}",
)


def named(element: _Element, namespace: str) -> str:
    """The name of a style."""
    return str(element.get(f"{namespace}name"))


@dataclass(slots=True)
class _List:
    """A list that is open, its level from 1 on; `counted` are the numbers of its levels so far."""

    style: str
    level: int
    counted: dict[int, int]
    fresh: bool = False  # whether a member has begun whose number is not yet printed
    given: str = field(default="")  # the number that the file itself gives


class Lists:
    """Counts the members of lists as they come."""

    def __init__(self, *roots: _Element) -> None:
        self.levels = {
            (named(style, STYLE), number(level.get(f"{TEXT}level"), 1)): level
            for root in roots
            for style in root.iter(f"{TEXT}list-style")
            for level in style.iter(f"{TEXT}list-level-style-number")
        }
        self.open: list[_List] = []
        self.kept: dict[str, dict[int, int]] = {}  # the numbers that a list ended with, by its name and its style

    @contextmanager
    def inside(self, element: _Element) -> Iterator[None]:
        """The list while it is read; one inside another goes on with its style, one that continues with its numbers."""
        above = self.open[-1] if self.open else None
        style = element.get(f"{TEXT}style-name") or (above.style if above else "")
        goes_on = element.get(f"{TEXT}continue-list") or ""
        if not goes_on and element.get(f"{TEXT}continue-numbering") == "true":
            goes_on = style
        counted = above.counted if above and above.style == style else dict(self.kept.get(goes_on, {}))
        level = above.level + 1 if above else 1
        if above and above.style == style:
            counted.pop(level, None)
        self.open.append(_List(style, level, counted))
        yield
        ended = self.open.pop()
        for name in (element.get(f"{XML}id") or "", style):
            self.kept[name] = ended.counted

    def begin_item(self, element: _Element) -> None:
        """Counts a member of the list; a header is not counted."""
        if not self.open or element.tag != f"{TEXT}list-item":
            return
        now = self.open[-1]
        style = self.levels.get((now.style, now.level))
        first = number(style.get(f"{TEXT}start-value"), 1) if style is not None else 1
        counted = now.counted.get(now.level, first - 1) + 1
        now.counted[now.level] = number(element.get(f"{TEXT}start-value"), counted)
        given = element.find(f"{TEXT}number")
        now.fresh, now.given = True, "".join(given.itertext()).strip() if given is not None else ""

    def label(self, paragraph: _Element) -> str:
        """What is printed before a paragraph: only the first of a member has a number."""
        if not self.open or not self.open[-1].fresh:
            return ""
        now = self.open[-1]
        now.fresh = False
        style = self.levels.get((now.style, now.level))
        if now.given or style is None:
            return f"{now.given} " if now.given else ""
        shown = number(style.get(f"{TEXT}display-levels"), 1)
        numbers = [self._numeral(now, level) for level in range(max(1, now.level - shown + 1), now.level + 1)]
        if not numbers[-1]:
            return ""
        return f"{style.get(f'{STYLE}num-prefix') or ''}{'.'.join(numbers)}{style.get(f'{STYLE}num-suffix') or ''} "

    def _numeral(self, now: _List, level: int) -> str:
        style = self.levels.get((now.style, level))
        sample = (style.get(f"{STYLE}num-format") or "") if style is not None else ""
        return numeral(now.counted.get(level, 1), SAMPLES.get(sample[:1], "decimal")) if sample else ""
