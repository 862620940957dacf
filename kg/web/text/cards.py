"""A claim as a card: who says it, by which act, of whom and of what, whom it quotes, and which rule found it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.statements import CasualtyView, EventView, day_of
from kg.web.pages.words import act_word
from kg.web.text.kept import Figure, Said, Told
from kg.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Words that lead somewhere."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A claim that contradicts another: words that say who makes it, its page, and why the two cannot both hold."""

    words: str
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


def cards_of(view: View, claims: Sequence[Said]) -> dict[int, Card]:
    """The claims of a document that are shown, by their places in it; numbered from 1 on."""
    shown = [(place, one) for place, one in enumerate(claims) if one.claim not in view.store.hidden]
    numbers = {one.claim: view.index.number(one.claim) for _, one in shown}
    against = against_of(view, numbers.values())
    return {
        place: _card(view, number, one, against.get(numbers[one.claim], ()))
        for number, (place, one) in enumerate(shown, 1)
    }


def _card(view: View, number: int, one: Said, against: Sequence[Against]) -> Card:
    wording = view.wording
    return Card(
        number=number,
        iri=one.claim,
        href=view.links.thing(one.claim),
        start=one.start,
        end=one.end,
        who=linked(view, one.claimants),
        act=wording.concept("Compliance", one.compliance) if one.compliance else act_word(view, one.act),
        notation=one.act or one.compliance,
        negative=one.negative,
        targets=linked(view, one.targets),
        uttered_by=linked(view, one.uttered_by),
        sources=linked(view, one.sources),
        through=linked(view, one.through),
        events=tuple(Linked(words=_event(view, told), href=view.links.thing(told.event)) for told in one.events),
        agreements=linked(view, one.agreements),
        others=tuple(_other(view, thing, claim=claim) for thing, claim in one.others),
        compliers=linked(view, one.compliers),
        figures=tuple(_figure(view, figure) for figure in one.figures),
        distance=tuple(one.distance),
        rules=tuple(one.rules),
        against=tuple(against),
    )


def _other(view: View, thing: str, *, claim: bool) -> Linked:
    """What else a claim is about; another claim by what it is."""
    return Linked(words=view.say("claim") if claim else view.name(thing), href=view.links.thing(thing))


def _event(view: View, told: Told) -> str:
    event = EventView(
        event=told.event,
        document="",
        type=told.type,
        begin=day_of(told.begin),
        end=day_of(told.end),
        places=tuple(told.places),
        agents=tuple(told.agents),
        patients=tuple(told.patients),
        participants=tuple(told.participants),
    )
    type_, phrasing = view.wording.concept("EventTypes", told.type), view.phrasing
    return view.say("event_of_card", type=type_, when=phrasing.when(event), roles=phrasing.roles(event))


def _figure(view: View, figure: Figure) -> str:
    return view.phrasing.figure(
        CasualtyView(
            iri="",
            harm=figure.harm,
            count=figure.number,
            bound=figure.bound,
            victims=figure.victims,
            side=figure.side,
            as_of=day_of(figure.as_of),
        )
    )


def linked(view: View, things: Iterable[str]) -> tuple[Linked, ...]:
    """Things by their names, each once."""
    return tuple(Linked(words=view.name(thing), href=view.links.thing(thing)) for thing in dict.fromkeys(things))


def against_of(view: View, claims: Iterable[int]) -> dict[int, list[Against]]:
    """What contradicts each of some claims, by their numbers in the index; without those that nothing contradicts."""
    rows = view.index.rows(
        f"SELECT own.claim, other.claim, others.iri, contradiction.{view.language} FROM against AS own"
        " JOIN against AS other ON other.contradiction = own.contradiction AND other.claim != own.claim"
        " JOIN contradiction ON contradiction.thing = own.contradiction"
        " JOIN thing AS node ON node.id = own.contradiction JOIN thing AS others ON others.id = other.claim"
        " WHERE own.claim IN (SELECT value FROM json_each(?)) ORDER BY own.claim, node.iri, others.iri",
        json.dumps([*claims]),
    )
    found = defaultdict[int, list[Against]](list)
    for own, other, iri, why in rows:
        words = view.contradicted(other)
        found[own].append(Against(words=words, href=view.links.thing(iri), why=why))
    return found
