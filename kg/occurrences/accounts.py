"""A store's accounts as they are compared: actors by their sides, places in what they lie, instruments, claimants."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef

from kg.graph.statements import EventView, day_of
from kg.graph.told import NAMES
from kg.knowledge.schemes import schemes
from kg.namespaces import LKG, PLACE_TYPE
from kg.occurrences.clustering import Account
from kg.occurrences.relations import Comparable, Site
from kg.occurrences.told import ToldStatements

STATES = frozenset({"State", "DisputedEntity"})


class Accounts:
    """Makes what is compared of a store's accounts."""

    def __init__(self, statements: ToldStatements) -> None:
        self.statements, self.lookup = statements, statements.lookup

    def account(self, event: EventView) -> Account:
        """An event as it is compared; who denies it is a claimant of it only where nobody else is."""
        side = self.statements.side
        asserted = [one for one in event.claims if self.lookup.first(one, LKG.polarity) != "negative"]
        comparable = Comparable(
            type=event.type,
            begin=event.begin,
            end=event.end,
            precision=event.precision,
            sites=frozenset(map(self._site, event.places)),
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
            above=self.statements.above(place) - {place},
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
        last = event.end or event.begin
        for agreement in self.lookup.objects(event.event, URIRef(NAMES)):
            days = map(day_of, self.lookup.objects(agreement, LKG.dateSigned))
            if any(day is not None and event.begin <= day <= last for day in days):
                yield agreement
