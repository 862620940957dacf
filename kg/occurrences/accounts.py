"""A store's accounts as they are compared: actors by their sides, places in what they lie, instruments, claimants."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import takewhile

import pyoxigraph as ox
from rdflib import RDF

from kg.graph.statements import EventView, Statements, day_of
from kg.knowledge.schemes import schemes
from kg.namespaces import GAF, LKG, OA, PLACE_TYPE
from kg.occurrences.clustering import Account
from kg.occurrences.relations import Comparable, Site

DENOTED = ox.NamedNode(str(GAF.denotedBy))
STATES = frozenset({"State", "DisputedEntity"})


class Accounts:
    """Makes what is compared of a store's accounts; keeps what it has learnt of places and agreements."""

    def __init__(self, statements: Statements) -> None:
        self.statements, self.lookup = statements, statements.lookup
        self.site = cache(self._site)

    def all(self) -> Iterator[Account]:
        """All accounts of the store, by IRI."""
        for event in self.statements.events():
            yield self.account(event)

    def account(self, event: EventView) -> Account:
        """An event as it is compared; who denies it is a claimant of it only where nobody else is."""
        side = self.statements.side
        asserted = [one for one in event.claims if self.lookup.first(one, LKG.polarity) != "negative"]
        comparable = Comparable(
            type=event.type,
            begin=event.begin,
            end=event.end,
            precision=event.precision,
            sites=frozenset(map(self.site, event.places)),
            agents=frozenset(map(side, event.agents)),
            patients=frozenset(map(side, event.patients)),
            participants=frozenset(map(side, event.participants)),
            instruments=frozenset(self._instruments(event)),
            denied=bool(event.claims) and not asserted,
        )
        claimants = frozenset(side(self.lookup.first(claim, LKG.claimant)) for claim in asserted or event.claims)
        return Account(event=event.event, document=event.document, comparable=comparable, claimants=claimants)

    def _site(self, place: str) -> Site:
        return Site(
            place=place,
            above=self.statements.within.get(place, frozenset()) - {place},
            is_state=not STATES.isdisjoint(self.lookup.classes(place)),
            is_line=any(
                kind.removeprefix(str(PLACE_TYPE)) in schemes().linear_places
                for kind in self.lookup.objects(place, LKG.placeType)
            ),
        )

    def _instruments(self, event: EventView) -> Iterator[str]:
        """The agreements dated within the event's time that its own words name, of an event that makes agreements."""
        if event.begin is None or event.type not in schemes().making_instruments:
            return
        first = bisect_left(self.dates, (event.begin, ""))
        last = event.end or event.begin
        dated = takewhile(lambda item: item[0] <= last, self.dates[first:])
        own = list(self._spans(event.event, event.document))
        for agreement in sorted({agreement for _, agreement in dated}):
            named = self._spans(agreement, event.document)
            if any(start < until and begin < end for start, end in named for begin, until in own):
                yield agreement

    def _spans(self, thing: str, document: str) -> Iterator[tuple[int, int]]:
        """Where a thing is mentioned in a document."""
        graph = ox.NamedNode(document)
        denoted = self.statements.store.inner.quads_for_pattern(ox.NamedNode(thing), DENOTED, None, graph)
        for quad in denoted:
            mention = str(getattr(quad.object, "value", ""))
            start, end = (self.lookup.number(mention, OA.hasSelector, at) for at in (OA.start, OA.end))
            if start is not None and end is not None:
                yield start, end

    @cached_property
    def dates(self) -> list[tuple[datetime.date, str]]:
        """The days on which agreements were signed, as documents say, with the agreement, in order."""
        agreements = self.lookup.subjects(RDF.type, str(LKG.Agreement))
        dated = ((day, agreement) for agreement in agreements for day in self.lookup.objects(agreement, LKG.dateSigned))
        return sorted((day, agreement) for words, agreement in dated if (day := day_of(words)))
