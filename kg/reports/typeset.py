"""A page as Markdown or as one self-contained HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.errors import QueryError
from kg.graph.export.escapes import markdown
from kg.graph.export.formats import shorten
from kg.knowledge.wording import Wording
from kg.reports.page import Cell, Grid, Line, Page, key_of
from kg.resources import shipped

FORMATS = ("md", "html")


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


def blocks(grid: Grid) -> list[list[tuple[Cell, ...]]]:
    """The rows of a table, those together that follow each other with the same first cell."""
    return [list(rows) for _, rows in groupby(grid.rows, key=lambda row: row[0])]
