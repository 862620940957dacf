"""The automatic numbers of a Word document's paragraphs, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from docx.oxml.ns import qn
from lxml.etree import _Element

from kg.inputs.numbering import SILENT, number, numeral

LEVELS = 9
_PLACE = regex.compile(r"%([1-9])")


def value(element: _Element | None, *path: str) -> str:
    """The value of the element at a path below another, "" where there is none."""
    for name in path:
        element = element.find(qn(name)) if element is not None else None
    return str(element.get(qn("w:val"), "")) if element is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How a level of a list counts: where it begins, in which format, and what is printed."""

    start: int
    format_: str
    text: str
    suffix: str
    legal: bool  # whether all levels are printed as figures
    restarts: bool

    @staticmethod
    def of(element: _Element) -> Level:
        """The level that a `w:lvl` describes."""
        return Level(
            start=number(value(element, "w:start"), 1),
            format_=value(element, "w:numFmt") or "decimal",
            text=value(element, "w:lvlText"),
            suffix="" if value(element, "w:suff") == "nothing" else " ",
            legal=element.find(qn("w:isLgl")) is not None,
            restarts=value(element, "w:lvlRestart") != "0",
        )


def _levels(element: _Element) -> dict[int, Level]:
    found = ((number(str(one.get(qn("w:ilvl"), "")), 0), Level.of(one)) for one in element.findall(qn("w:lvl")))
    return {at: level for at, level in found if at < LEVELS}


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.list_of: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}  # that an instance of a list sets for itself
        self.styles = {str(one.get(qn("w:styleId"))): one for one in _each(styles, "w:style")}
        self.counted: dict[str, dict[int, int]] = {}
        for one in _each(numbering, "w:abstractNum"):
            self.levels[str(one.get(qn("w:abstractNumId")))] = _levels(one)
        for one in _each(numbering, "w:num"):
            self._add(str(one.get(qn("w:numId"))), one)

    def _add(self, name: str, element: _Element) -> None:
        """Adds an instance of a list, with what it sets for itself."""
        self.list_of[name] = value(element, "w:abstractNumId")
        for one in element.findall(qn("w:lvlOverride")):
            at = number(str(one.get(qn("w:ilvl"), "")), 0)
            if start := value(one, "w:startOverride"):
                self.starts[name, at] = number(start, 1)
            if own := _levels(one):
                self.levels.setdefault(f"own {name}", dict(self.levels.get(self.list_of[name], {}))).update(own)

    def label(self, properties: _Element | None) -> str:
        """What is printed before a paragraph of these properties, with what parts it from the words."""
        name, at = self._place(properties)
        levels = self.levels.get(f"own {name}") or self.levels.get(self.list_of.get(name, ""), {})
        if at not in levels:
            return ""
        counted = self._count(name, at, levels)

        def printed(match: regex.Match[str]) -> str:
            place = int(match[1]) - 1
            level = levels.get(place, levels[at])
            return numeral(counted.get(place, level.start), "decimal" if levels[at].legal else level.format_)

        if levels[at].format_ in SILENT:
            return ""
        label = _PLACE.sub(printed, levels[at].text)
        return label + levels[at].suffix if label else ""

    def _count(self, name: str, at: int, levels: dict[int, Level]) -> dict[int, int]:
        """Counts one more paragraph of a level; the levels below begin anew."""
        counted = self.counted.setdefault(self.list_of[name], {})
        start = self.starts.pop((name, at), None)
        counted[at] = counted[at] + 1 if start is None and at in counted else start or levels[at].start
        for below in [place for place in counted if place > at and (place not in levels or levels[place].restarts)]:
            del counted[below]
        return counted

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        """The list and the level of a paragraph, by its own properties or those of its style."""
        own = properties.find(qn("w:numPr")) if properties is not None else None
        name, level = value(own, "w:numId"), value(own, "w:ilvl")
        style = value(properties, "w:pStyle")
        for element in self._chain(style) if not name else ():
            name = value(element, "w:pPr", "w:numPr", "w:numId")
            level = level or value(element, "w:pPr", "w:numPr", "w:ilvl")
            if name:
                break
        return name, number(level, 0)

    def _chain(self, style: str) -> Iterator[_Element]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value(self.styles[style], "w:basedOn")


def _each(element: _Element | None, name: str) -> list[_Element]:
    return element.findall(qn(name)) if element is not None else []
