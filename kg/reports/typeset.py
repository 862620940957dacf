"""A page as Markdown or as one self-contained HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kg.errors import QueryError
from kg.graph.export.escapes import markdown
from kg.graph.export.formats import shorten
from kg.knowledge.wording import Wording
from kg.reports.page import Cell, Grid, Line, Page, key_of
from kg.resources import shipped

FORMATS = ("md", "html")
DOCUMENT_AND_PART = 2
"""The steps of a place that tell where its characters are counted."""


def page_format(kind: str) -> str:
    """The name of a format for pages; raises QueryError for another."""
    if kind not in FORMATS:
        raise QueryError(f"{kind!r} is no format of a report; choose one of {', '.join(FORMATS)}")
    return kind


def typeset(page: Page, kind: str, wording: Wording) -> str:
    """The page as text in one of the formats, ending in a line break."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=kind == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": markdown, "short": shorten}
    text = environment.get_template(f"page.{kind}.j2").render(
        page=page,
        say=wording.say,
        open=wording.say("open_quote"),
        close=wording.say("close_quote"),
        colon=wording.say("colon"),
        keys=frozenset(keys(page)),
        number=_Numbers(),
        blocks=blocks,
        on_paper=_OnPaper(page, wording),
        comma=wording.say("cite_comma"),
        unbroken=_unbroken,
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def keys(page: Page) -> Iterator[str]:
    """What a table's numbers may lead to on the page: its groups."""
    yield from (group.key for section in page.sections for group in section.groups if group.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What a line is on its page: the number of its claim, the key of the claim's first line, "" for a later one.

    `quoted` is the number under which a line above has the same words, 0 where none has; `beside` says that the line
    before, of the same group, has told the document, the part and who speaks.
    """

    number: int
    key: str
    quoted: int
    beside: bool


class _Numbers:
    """Numbers a page's claims in the order of their first lines; on paper, words stand once and are referred to."""

    def __init__(self) -> None:
        self._claims: dict[str, int] = {}
        self._words: dict[tuple[str, str], int] = {}
        self._within = ""

    def __call__(self, line: Line, first: bool) -> Numbered:
        """The next line's number; a later line of a claim has that of the first, and no key: an id stands once.

        `first` is whether the line is the first of its group.
        """
        iri, words = line.iris[0], (line.quote, line.cite)
        key = "" if iri in self._claims else key_of(iri)
        number = self._claims.setdefault(iri, len(self._claims) + 1)
        quoted = self._words.get(words, 0)
        self._words.setdefault(words, number)
        beside = not first and line.within == self._within
        self._within = "" if quoted else line.within
        return Numbered(number=number, key=key, quoted=quoted, beside=beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words that only a table has, as paper has them below it: under their own number, with their place."""

    number: int
    words: str
    cite: str


class _OnPaper:
    """What tables have on paper in the place of words: their number, and where in its part each stands.

    Words stand once: in the line of a claim, or below the first table that has them, numbered on from the claims.
    """

    def __init__(self, page: Page, wording: Wording) -> None:
        numbers, self._wording = _Numbers(), wording
        self._lines: dict[str, tuple[int, str]] = {}
        self._own: dict[int, list[Quoted]] = {}
        last = 0
        for line in _lines(page):
            number = numbers(line, first=True).number
            self._lines.setdefault(_bare(line.quote), (number, line.within))
            last = max(last, number)
        for grid in (grid for section in page.sections for grid in section.grids):
            for words, cite in _quotations(grid):
                if self._line(words) is None:
                    last += 1
                    self._lines[_bare(words)] = last, cite
                    self._own.setdefault(id(grid), []).append(Quoted(number=last, words=words, cite=cite))

    def __call__(self, row: Sequence[Cell]) -> tuple[str | None, ...]:
        """For each cell of a row what paper has in its place, None for a cell that paper has as it is."""
        told: list[str | None] = [None] * len(row)
        for at, cell in enumerate(row):
            if cell.quote and (found := self._line(cell.words)):
                number, within = found
                told[at] = self._wording.say("line_number", number=number)
                if at + 1 < len(row):
                    told[at + 1] = self._rest(row[at + 1].words, within)
        return tuple(told)

    def below(self, grid: Grid) -> list[Quoted]:
        """The words that stand below a table."""
        return self._own.get(id(grid), [])

    def _rest(self, cite: str, within: str) -> str | None:
        """What a place has beyond the document and the part that are told already, None where it is in another."""
        comma = self._wording.say("cite_comma")
        own, known = cite.split(comma), within.split(comma)
        same = next((at for at, (one, other) in enumerate(zip(own, known, strict=False)) if one != other), len(known))
        return comma.join(own[min(same, len(own) - 1) :]) if same >= DOCUMENT_AND_PART else None

    def _line(self, words: str) -> tuple[int, str] | None:
        """The number of the line that has these words, and its document and part."""
        bare = _bare(words)
        if not bare:
            return None
        holding = (line for quote, line in self._lines.items() if bare in quote)
        return self._lines.get(bare) or next(holding, None)


def _quotations(grid: Grid) -> Iterator[tuple[str, str]]:
    """The words that a table quotes, each with its place, which the cell after them has."""
    for row in grid.rows:
        for cell, after in pairwise(row):
            if cell.quote and _bare(cell.words):
                yield cell.words, after.words


def _unbroken(cell: Cell) -> bool:
    """Whether a cell has but a day or a number."""
    return re.fullmatch(r"[0-9-]{1,10}", cell.words) is not None


def _lines(page: Page) -> Iterator[Line]:
    """The lines of a page in the order in which it has them."""

    def with_those_under(line: Line) -> Iterator[Line]:
        yield line
        for one in line.under:
            yield from with_those_under(one)

    for section in page.sections:
        for group in section.groups:
            for line in group.lines:
                yield from with_those_under(line)


def _bare(words: str) -> str:
    """Words without blanks and line breaks, which a sentence in a table has not."""
    return re.sub(r"\s+", "", words)


def blocks(grid: Grid) -> list[list[tuple[Cell, ...]]]:
    """The rows of a table, those together that follow each other with the same first cell."""
    return [list(rows) for _, rows in groupby(grid.rows, key=lambda row: row[0])]
