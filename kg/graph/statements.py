"""What the store holds, as values: claims with all that they say, events as a document tells them, stated figures.

Things are IRIs; notations (acts, harms, types) are their plain words. Everything comes in a fixed order.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox
from rdflib import URIRef

from kg.graph.lookup import Lookup, MentionView, whole_number
from kg.graph.source import Source
from kg.model.frozen import dataclass
from kg.namespaces import DCTERMS, GAF, LKG, OA, ORG, RDF, SEM

HELD = ((URIRef(ORG.member), URIRef(ORG.organization)), (LKG.delegate, LKG.delegationOf))
"""Who holds a post or a seat, and of what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim: who makes it, where, by which act, and what it speaks of.

    `date` is that of the part, else of the document; `sources` are whom the claimant quotes; `quoted_by` are the claims
    about this claim: where there are any, the claimant is a source that others quote and speaks through them alone.
    """

    claim: str
    document: str
    part: str
    date: datetime.date | None
    claimant: str
    act: str
    polarity: str
    uttered_by: str = ""
    about: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    compliance: str = ""
    complier: str = ""
    figures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    quoted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event as one document tells it, with the claims about it.

    `type` is the notation of its type, `precision` day, month or year; an open or unsaid end is None. Agents did it,
    patients suffered it, participants took part evenly.
    """

    event: str
    document: str
    type: str
    begin: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = ""
    places: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyView:
    """A stated number of people.

    `harm` and `bound` are notations (killed, at_least), `victims` the text's own words, `side` whose people they are;
    `part_of` is the figure of the whole, `as_of` the day up to which it counts.
    """

    iri: str
    harm: str
    count: int
    bound: str
    victims: str = ""
    side: str = ""
    event: str = ""
    part_of: str = ""
    as_of: datetime.date | None = None


class Statements:
    """Reads claims, events and casualty figures from a store; keeps what it has read of documents and actors."""

    def __init__(self, store: Source) -> None:
        self.store, self.lookup = store, Lookup(store)
        self._dates: dict[str, datetime.date | None] = {}
        self._sides: dict[str, str] = {}

    def claim(self, claim: str) -> ClaimView:
        """A claim by its IRI."""
        first, objects = self.lookup.first, self.lookup.objects
        part = first(claim, LKG.inPart)
        return ClaimView(
            claim=claim,
            document=first(part, DCTERMS.isPartOf),
            part=part,
            date=self.date(part),
            claimant=first(claim, LKG.claimant),
            act=self.lookup.notation(first(claim, LKG.act)),
            polarity=first(claim, LKG.polarity),
            uttered_by=first(claim, LKG.utteredBy),
            about=tuple(objects(claim, LKG.about)),
            targets=tuple(objects(claim, LKG.target)),
            compliance=self.lookup.notation(first(claim, LKG.compliance)),
            complier=first(claim, LKG.complier),
            figures=tuple(self.counted(objects(claim, LKG.casualties))),
            sources=tuple(objects(claim, LKG.reportedSource)),
            quoted_by=tuple(self.lookup.subjects(LKG.about, claim)),
        )

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The unknown actors: those who speak in documents that do not say who."""
        return frozenset(self.lookup.subjects(RDF.type, str(LKG.UnknownActor)))

    def is_unknown(self, claim: ClaimView) -> bool:
        """Whether a claim is an unknown actor's, or known only from what unknown actors say that others say."""
        outer = [self.lookup.first(one, LKG.claimant) for one in claim.quoted_by]
        return self._speaks_unknown(claim.claimant) or (bool(outer) and all(map(self._speaks_unknown, outer)))

    def _speaks_unknown(self, actor: str) -> bool:
        return actor in self.unknown

    def claims(self, claims: Iterable[str]) -> tuple[ClaimView, ...]:
        """Claims by their IRIs, in the order of date, document and place in it."""
        return tuple(sorted((self.claim(claim) for claim in claims), key=self._order))

    def _order(self, claim: ClaimView) -> tuple[datetime.date, str, int, str]:
        day = claim.date or datetime.date.max
        return day, claim.document, self.start(claim), claim.claim

    def start(self, claim: ClaimView) -> int:
        """The first character of a claim's words in the source."""
        starts = self.lookup.objects(claim.claim, GAF.denotedBy, OA.hasSelector, OA.start)
        return min((number for words in starts if (number := whole_number(words)) is not None), default=0)

    def mentions(self, claim: ClaimView) -> tuple[MentionView, ...]:
        """Where a claim stands written, in order."""
        return tuple(sorted(self.lookup.mentions(claim.claim)))

    def event(self, event: str) -> EventView:
        """An event by its IRI."""
        first, objects = self.lookup.first, self.lookup.objects
        document = next(iter(self._graphs_of(event)), "")
        return EventView(
            event=event,
            document=document,
            type=self.lookup.notation(first(event, LKG.eventType)),
            begin=day_of(first(event, URIRef(SEM.hasBeginTimeStamp))),
            end=day_of(first(event, URIRef(SEM.hasEndTimeStamp))),
            precision=first(event, LKG.datePrecision),
            places=tuple(objects(event, URIRef(SEM.hasPlace))),
            agents=tuple(objects(event, LKG.agent)),
            patients=tuple(objects(event, LKG.patient)),
            participants=tuple(objects(event, LKG.participant)),
            claims=tuple(self.lookup.subjects(LKG.about, event)),
        )

    def _graphs_of(self, event: str) -> list[str]:
        quads = self.store.inner.quads_for_pattern(ox.NamedNode(event), ox.NamedNode(str(LKG.eventType)), None, None)
        return sorted(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))

    def events(self) -> Iterator[EventView]:
        """All events of all documents, by IRI."""
        yield from map(self.event, self.lookup.subjects(RDF.type, str(LKG.Event)))

    def casualty(self, count: str) -> CasualtyView:
        """A stated number of people by its IRI."""
        first = self.lookup.first
        return CasualtyView(
            iri=count,
            harm=self.lookup.notation(first(count, LKG.harm)),
            count=self.lookup.number(count, LKG["count"]) or 0,
            bound=first(count, LKG.bound),
            victims=first(count, LKG.victims),
            side=first(count, LKG.side),
            event=first(count, LKG.ofEvent),
            part_of=first(count, LKG.partOfCount),
            as_of=day_of(first(count, LKG.asOf)),
        )

    def figures_of(self, event: str) -> list[str]:
        """The figures that count those harmed in an event."""
        return self.counted(self.lookup.subjects(LKG.ofEvent, event))

    def counted(self, figures: Iterable[str]) -> list[str]:
        """The figures that have a number; one that a store gives as other words is for `kg validate` to report."""
        return [figure for figure in figures if self.lookup.number(figure, LKG["count"]) is not None]

    def givers(self, figure: str) -> list[str]:
        """The claims that give a figure."""
        return self.lookup.subjects(LKG.casualties, figure)

    def date(self, part: str) -> datetime.date | None:
        """The day on which a part was said or signed: its own, else its document's."""
        if part not in self._dates:
            self._dates[part] = self._date(part)
        return self._dates[part]

    def _date(self, part: str) -> datetime.date | None:
        own = self.lookup.first(part, DCTERMS.date) or self.lookup.first(part, DCTERMS.isPartOf, DCTERMS.date)
        return day_of(own)

    def side(self, actor: str) -> str:
        """The state or body that an actor is of, itself where the store knows none or several.

        Forces and offices by `lkg:belongsTo`, persons by the one state or body whose posts or seats they hold.
        """
        if actor not in self._sides:
            self._sides[actor] = self._side(actor)
        return self._sides[actor]

    def _side(self, actor: str) -> str:
        above = self.lookup.objects(actor, LKG.belongsTo) or self._bodies(actor)
        of = [one for one in above if self.lookup.knows(one)]
        return of[0] if len(of) == 1 else actor

    def _bodies(self, actor: str) -> list[str]:
        """The bodies and states in which a person has a post or a seat, sorted."""
        posts = ((body, post) for holder, body in HELD for post in self.lookup.subjects(holder, actor))
        return sorted({side for body, post in posts for side in self.lookup.objects(post, body)})

    def members(self, side: str) -> list[str]:
        """The actors whose side this is, itself among them, sorted."""
        found = {side, *self.lookup.subjects(LKG.belongsTo, side)}
        for holder, body in HELD:
            found.update(one for post in self.lookup.subjects(body, side) for one in self.lookup.objects(post, holder))
        return sorted(one for one in found if one == side or self.side(one) == side)

    @cached_property
    def within(self) -> dict[str, frozenset[str]]:
        """What each place lies in, near and far, itself too."""
        quads = self.store.inner.quads_for_pattern(None, ox.NamedNode(str(LKG.within)), None, None)
        above: dict[str, set[str]] = {}
        for quad in quads:
            above.setdefault(str(quad.subject.value), set()).add(str(quad.object.value))  # type: ignore[union-attr]
        return {place: frozenset(closure(place, lambda one: above.get(one, ()))) for place in above}


def closure(place: str, above: Callable[[str], Iterable[str]]) -> set[str]:
    """What a place lies in, near and far, itself too, where `above` tells what a place lies in next."""
    reached, waiting = {place}, [place]
    while waiting:
        for higher in set(above(waiting.pop())) - reached:
            reached.add(higher)
            waiting.append(higher)
    return reached


def day_of(words: str) -> datetime.date | None:
    """The day that a literal's words write; None for none, and for other words."""
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError:
        return None
