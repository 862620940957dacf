"""A claim as a card: who says it, by which act, of whom and of what, whom it quotes, and which rule found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDFS

from kg.graph.statements import CasualtyView, EventView, day_of
from kg.namespaces import LKG, SEM
from kg.web.index.reading import GraphRows, Stretch
from kg.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Words that lead somewhere."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A claim that contradicts another: who makes it, where it stands, and why the two cannot both hold."""

    who: str
    href: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim on a page; `number` is its place among those of its document, `act` says what is done in words.

    `through` are those through whose claims alone it is known.
    """

    number: int
    iri: str
    href: str
    start: int
    end: int
    who: tuple[Linked, ...]
    act: str
    notation: str
    negative: bool
    targets: tuple[Linked, ...]
    uttered_by: tuple[Linked, ...]
    sources: tuple[Linked, ...]
    through: tuple[Linked, ...]
    events: tuple[Linked, ...]
    agreements: tuple[Linked, ...]
    others: tuple[Linked, ...]
    compliers: tuple[Linked, ...]
    figures: tuple[str, ...]
    distance: tuple[str, ...]
    rules: tuple[str, ...]
    against: tuple[Against, ...]


def cards_of(view: View, rows: GraphRows) -> list[Card]:
    """The claims of a document in the order of their places, numbered from 1 on."""
    return _Cards(view, rows).all()


class _Cards:
    def __init__(self, view: View, rows: GraphRows) -> None:
        self.view, self.rows = view, rows
        self.quoting: dict[str, list[str]] = {}
        for claim in rows.of_class("Claim"):
            for thing in rows.values(claim, f"{LKG}about"):
                if "Claim" in rows.classes.get(thing, ()):
                    self.quoting.setdefault(thing, []).append(claim)

    def all(self) -> list[Card]:
        placed = [
            (at[0].start, at[0].end, claim, at)
            for claim in self.rows.of_class("Claim")
            if claim not in self.view.store.hidden and (at := self.rows.stretches(claim))
        ]
        return [self._card(n, claim, at) for n, (_, _, claim, at) in enumerate(sorted(placed, key=lambda p: p[:3]), 1)]

    def _card(self, number: int, claim: str, at: list[Stretch]) -> Card:
        rows = self.rows
        act, compliance = rows.notation(claim, f"{LKG}act"), rows.notation(claim, f"{LKG}compliance")
        events, agreements, others = self._about(claim)
        return Card(
            number=number,
            iri=claim,
            href=self.view.links.thing(claim),
            start=at[0].start,
            end=at[0].end,
            who=self._said(claim, "claimant"),
            act=self.view.wording.concept("Compliance", compliance) if compliance else self._act(act),
            notation=act or compliance,
            negative=rows.first(claim, f"{LKG}polarity") == "negative",
            targets=self._said(claim, "target"),
            uttered_by=self._said(claim, "utteredBy"),
            sources=self._said(claim, "reportedSource"),
            through=self._through(claim),
            events=tuple(Linked(words=self._event(event), href=self.view.links.thing(event)) for event in events),
            agreements=linked(self.view, agreements),
            others=self._others(others),
            compliers=self._said(claim, "complier"),
            figures=tuple(self._figure(figure) for figure in rows.values(claim, f"{LKG}casualties")),
            distance=tuple(map(rows.words, rows.values(claim, f"{LKG}keepsDistanceFrom"))),
            rules=tuple(dict.fromkeys(one.rule for one in at if one.rule)),
            against=tuple(against_of(self.view, claim)),
        )

    def _said(self, claim: str, name: str) -> tuple[Linked, ...]:
        return linked(self.view, self.rows.values(claim, LKG + name))

    def _about(self, claim: str) -> tuple[list[str], list[str], list[str]]:
        """The events, the agreements with their provisions, and whatever else a claim is about."""
        events, agreements, others = list[str](), list[str](), list[str]()
        for thing in self.rows.values(claim, f"{LKG}about"):
            kinds = {*self.rows.classes.get(thing, ())}
            (events if "Event" in kinds else agreements if {"Agreement", "Provision"} & kinds else others).append(thing)
        return events, agreements, others

    def _through(self, claim: str) -> tuple[Linked, ...]:
        """Those who pass a claim on in the part where it stands."""
        part = self.rows.first(claim, f"{LKG}inPart")
        passing = (one for one in self.quoting.get(claim, ()) if self.rows.first(one, f"{LKG}inPart") == part)
        return linked(self.view, (who for one in passing for who in self.rows.values(one, f"{LKG}claimant")))

    def _act(self, act: str) -> str:
        return self.view.wording.concept("Acts", act) if act else self.view.say("no_act")

    def _others(self, things: Iterable[str]) -> tuple[Linked, ...]:
        """What else a claim is about; another claim by what it is."""
        said = self.view.say("claim")
        return tuple(
            Linked(
                words=said if "Claim" in self.rows.classes.get(thing, ()) else self.view.name(thing),
                href=self.view.links.thing(thing),
            )
            for thing in things
        )

    def _event(self, event: str) -> str:
        phrasing, view = self.view.phrasing, event_view(self.rows, event)
        type_ = self.view.wording.concept("EventTypes", view.type)
        return self.view.say("event_of_card", type=type_, when=phrasing.when(view), roles=phrasing.roles(view))

    def _figure(self, figure: str) -> str:
        rows = self.rows
        return self.view.phrasing.figure(
            CasualtyView(
                iri=figure,
                harm=rows.notation(figure, f"{LKG}harm"),
                count=rows.number(figure, f"{LKG}count") or 0,
                bound=rows.first(figure, f"{LKG}bound") or "exact",
                victims=rows.first(figure, f"{LKG}victims") or "",
                side=rows.first(figure, f"{LKG}side") or "",
                as_of=day_of(rows.first(figure, f"{LKG}asOf") or ""),
            )
        )


def linked(view: View, things: Iterable[str]) -> tuple[Linked, ...]:
    """Things by their names, each once."""
    return tuple(Linked(words=view.name(thing), href=view.links.thing(thing)) for thing in dict.fromkeys(things))


def event_view(rows: GraphRows, event: str) -> EventView:
    """An event as its document tells it."""
    return EventView(
        event=event,
        document=rows.graph,
        type=rows.notation(event, f"{LKG}eventType"),
        begin=day_of(rows.first(event, f"{SEM}hasBeginTimeStamp") or ""),
        end=day_of(rows.first(event, f"{SEM}hasEndTimeStamp") or ""),
        precision=rows.first(event, f"{LKG}datePrecision") or "",
        places=tuple(rows.values(event, f"{SEM}hasPlace")),
        agents=tuple(rows.values(event, f"{LKG}agent")),
        patients=tuple(rows.values(event, f"{LKG}patient")),
        participants=tuple(rows.values(event, f"{LKG}participant")),
    )


def against_of(view: View, claim: str) -> Iterator[Against]:
    """The claims that contradict a claim, each with the reason."""
    lookup = view.lookup
    for node in lookup.subjects(LKG.between, claim):
        for other in lookup.objects(node, LKG.between):
            if other != claim:
                who = view.phrasing.names(lookup.objects(other, LKG.claimant))
                why = lookup.said(node, RDFS.comment, view.language)
                yield Against(who=who, href=view.links.thing(other), why=why)
