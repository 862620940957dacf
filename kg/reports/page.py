"""A report page as a value: sections of groups, lines, grids and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What words claim: who says it by which act, the words, where they stand, the claims' IRIs; `under`: on it.

    `at` is the end of `cite`, page and characters: what a line in the same place as the one before has of its own.
    """

    lead: str
    quote: str
    cite: str
    iris: tuple[str, ...]
    notes: tuple[str, ...] = ()
    under: tuple[Line, ...] = ()
    at: str = ""

    @property
    def within(self) -> str:
        """What `cite` has before `at`: document, part and who utters the words."""
        return self.cite.removesuffix(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines of one kind; `more` says what was left out and how it is shown, "" where nothing was."""

    heading: str
    lines: tuple[Line, ...]
    key: str = ""
    notes: tuple[str, ...] = ()
    total: int = 0
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a table, with the key of a group or an IRI that they lead to; `quote`: they are a document's words."""

    words: str
    link: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with its caption; the first cell of a row is its heading; `turned`: how many last columns count."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    turned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page under a heading; `notes` say what it shows, or that there is nothing."""

    key: str
    heading: str
    notes: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in a language: its title, the kind of thing it is on, facts with where they come from, sections.

    `cite_as` is the line by which it is cited.
    """

    language: str
    title: str
    kind: str
    cite_as: str
    iri: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


def key_of(*iris: str) -> str:
    """A key for a group of a page, from IRIs and words.

    >>> key_of("https://w3id.org/letterkg/id/actor/a", "accuse")
    'actor-a-accuse'
    """
    steps = (re.sub(r"^.*?/id/|^\\w+://", "", iri) for iri in iris if iri)
    return re.sub(r"[^\w.-]+", "-", "-".join(steps))
