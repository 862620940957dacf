"""A page as Markdown or as one self-contained HTML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError
from kg.graph.export.escapes import markdown
from kg.graph.export.formats import shorten
from kg.knowledge.wording import Wording
from kg.reports.page import Line, Page, key_of
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
    anchors = _Anchors()
    text = environment.get_template(f"page.{kind}.j2").render(
        page=page,
        say=wording.say,
        open=wording.say("open_quote"),
        close=wording.say("close_quote"),
        colon=wording.say("colon"),
        keys=frozenset(keys(page)),
        anchor=anchors,
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def keys(page: Page) -> Iterator[str]:
    """What a table's numbers may lead to on the page: its groups."""
    yield from (group.key for section in page.sections for group in section.groups if group.key)


class _Anchors:
    """A claim's anchor, for its first line on a page alone: an id stands once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, line: Line) -> str:
        iri = line.iris[0]
        if iri in self._seen:
            return ""
        self._seen.add(iri)
        return key_of(iri)
