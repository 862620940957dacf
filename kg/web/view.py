"""What a page is made from: a store and its index, a language, and the addresses of other pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import SKOS

from kg.graph.export.formats import shorten
from kg.graph.lookup import Lookup, MentionView
from kg.graph.statements import ClaimView, Statements
from kg.graph.store import Store
from kg.knowledge.wording import LANGUAGES, Wording
from kg.reports.phrasing import Named, Phrasing
from kg.web.index.index import Index
from kg.web.links import Links

if TYPE_CHECKING:
    from kg.web.judging import Judging

PHRASES = "web"
"""The folder of `templates` that holds the pages and their phrases."""


def wordings() -> dict[str, Wording]:
    """The pages' phrases in every language."""
    return {language: Wording(language, PHRASES) for language in LANGUAGES}


_NOTATION = ox.NamedNode(str(SKOS.notation))


class _IndexedLookup(Lookup):
    """Takes names from the index: in a large store a name stands in thousands of graphs; keeps what it has read."""

    def __init__(self, store: Store, index: Index) -> None:
        self._index = index
        super().__init__(store)
        self._objects, self._mention = cache(self._every_object), cache(super().mention)

    def objects(self, subject: str, *predicates: URIRef) -> list[str]:
        """As Lookup has it."""
        return list(self._objects(subject, *predicates))

    def _every_object(self, subject: str, *predicates: URIRef) -> tuple[str, ...]:
        return tuple(super().objects(subject, *predicates))

    def mention(self, mention: str) -> MentionView:
        """As Lookup has it."""
        return self._mention(mention)

    def _name(self, thing: str, language: str = "zh") -> str:
        return self._index.label(thing, language) or thing

    def _notation(self, concept: str) -> str:
        """A concept's notation from the first graph that tells it; all of them tell the same."""
        about = ox.NamedNode(concept) if concept else None
        quads = self.store.inner.quads_for_pattern(about, _NOTATION, None, None) if about else iter(())
        return next((str(getattr(quad.object, "value", "")) for quad in quads), "")


class _Statements(Statements):
    """Keeps the claims that it has read: a dispute's page tells of each several times."""

    def __init__(self, store: Store, lookup: Lookup) -> None:
        super().__init__(store)
        self.lookup = lookup
        self._claim = cache(super().claim)

    def claim(self, iri: str) -> ClaimView:
        """As Statements has it."""
        return self._claim(iri)


class _IndexedPhrasing(Phrasing):
    """Takes from the index where a document names actors and places."""

    def __init__(self, view: View) -> None:
        self._index = view.index
        super().__init__(view.statements, view.wording)

    def _names(self, document: str) -> Iterator[Named]:
        rows = self._index.rows(
            "SELECT start, end, thing.iri, EXISTS (SELECT 1 FROM kind WHERE kind.thing = mention.thing"
            " AND kind = 'Place') FROM mention JOIN thing ON thing.id = mention.thing"
            " JOIN document ON document.graph = mention.graph WHERE document.thing = ? AND EXISTS (SELECT 1 FROM kind"
            " WHERE kind.thing = mention.thing AND kind IN ('Place', 'Actor')) ORDER BY start, end",
            self._index.number(document),
        )
        for (start, end), same in groupby(rows, key=lambda row: (row[0], row[1])):
            things, places = zip(*((iri, place) for _, _, iri, place in same), strict=True)
            yield Named(start=start, end=end, things=frozenset(things), place=any(places))


class View:
    """What a page is made from; made for one page, since it keeps what it has read."""

    def __init__(
        self, store: Store, index: Index, wording: Wording, links: Links, judging: Judging | None = None
    ) -> None:
        self.store, self.index, self.wording, self.links = store, index, wording, links
        self.lookup = _IndexedLookup(store, index)
        self.statements = _Statements(store, self.lookup)
        self.phrasing = _IndexedPhrasing(self)
        self.say, self.judging = wording.say, judging
        self.name, self.contradicted = cache(self._name), cache(self._contradicted)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.wording.language

    def _name(self, thing: str) -> str:
        """A thing's name, on an English page in Latin script too, but for documents; without one, its IRI in short."""
        label = self.index.label(thing, self.language)
        if label and self.language == "en" and "Document" not in self.index.kinds(thing):
            return self.phrasing.name(thing)
        return label or shorten(thing)

    def number(self, number: int | None) -> str:
        """The name of a thing by its number in the index, "" for none."""
        return self.name(self.index.iri(number)) if number else ""

    def _contradicted(self, claim: int) -> str:
        """That a claim contradicts another, and who makes it, by its number in the index."""
        rows = self.index.rows(
            "SELECT DISTINCT who.iri FROM claim JOIN role ON role.claim = claim.id AND role = 'claimant'"
            " JOIN thing AS who ON who.id = role.thing WHERE claim.thing = ? ORDER BY who.iri",
            claim,
        )
        return self.say("contradicts", who=self.phrasing.names(iri for (iri,) in rows))

    def link(self, number: int | None) -> str:
        """The page of a thing by its number in the index."""
        return self.links.thing(self.index.iri(number))
