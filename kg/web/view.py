"""What a page is made from: a store and its index, a language, and the addresses of other pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.graph.export.formats import shorten
from kg.graph.lookup import Lookup
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.knowledge.wording import Wording
from kg.reports.phrasing import Phrasing
from kg.web.index.index import Index
from kg.web.links import Links

if TYPE_CHECKING:
    from kg.web.judging import Judging

PHRASES = "web"
"""The folder of `templates` that holds the pages and their phrases."""


class _IndexedLookup(Lookup):
    """Takes names from the index: in a large store a name stands in thousands of graphs."""

    def __init__(self, store: Store, index: Index) -> None:
        self._index = index
        super().__init__(store)

    def _name(self, thing: str, language: str = "zh") -> str:
        return self._index.label(thing, language) or thing


class View:
    """What a page is made from; made for one page, since it keeps what it has read."""

    def __init__(
        self, store: Store, index: Index, wording: Wording, links: Links, judging: Judging | None = None
    ) -> None:
        self.store, self.index, self.wording, self.links = store, index, wording, links
        self.statements = Statements(store)
        self.statements.lookup = self.lookup = _IndexedLookup(store, index)
        self.phrasing = Phrasing(self.statements, wording)
        self.say, self.judging = wording.say, judging
        self.name = cache(self._name)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.wording.language

    def _name(self, thing: str) -> str:
        """A thing's name; without one, its IRI in short."""
        return self.index.label(thing, self.language) or shorten(thing)

    def number(self, number: int | None) -> str:
        """The name of a thing by its number in the index, "" for none."""
        return self.name(self.index.iri(number)) if number else ""

    def link(self, number: int | None) -> str:
        """The page of a thing by its number in the index."""
        return self.links.thing(self.index.iri(number))
