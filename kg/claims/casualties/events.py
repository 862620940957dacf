"""The event whose victims a stated number counts: told in its sentence or just before, else the one spoken of.

Where the words leave it open no event is chosen, and the reason is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.claims.casualties.count_contexts import CountContext
from kg.claims.casualties.finder import CasualtyFinding
from kg.claims.events.finding import UNTYPED, EventFinding, related
from kg.claims.sentence import SentenceFindings
from kg.knowledge.schemes import Ranked, schemes
from kg.model.extraction import Event, Period

Place = tuple[int, int]
MINES = "MineExplosion"
NEAR = 2  # sentences before, in the same paragraph
CURRENT = 60  # days before the day of speaking
WEEK = 7  # days after an event in which its victims are still being counted
ATTRIBUTE = 3  # characters between a figure and the event that it describes: `the clash that killed 5`
REASONS = {  # these words stand in the graphs
    "general-total": "a total over a longer time is of no single event",
    "several-events": "several events told before fit it",
    "no-event": "nothing told before tells which event it is of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOfCount:
    """The key of the event of each figure, by the places of sentence and figure, and the reasons for no event.

    Reasons are keys of `REASONS`.
    """

    of: Mapping[Place, str]
    open: Mapping[Place, str]


def events_of_counts(
    found: Sequence[SentenceFindings], events: Sequence[Event], days: Mapping[int, datetime.date | None]
) -> EventOfCount:
    """The events of all figures of a document; `days` are the days of speaking, by part."""
    search = _Search(found, {event.key: event for event in events}, days)
    for place, item in enumerate(found):
        for number in range(len(item.casualties)):
            search.settle(place, number)
    return EventOfCount(of=search.of, open=search.open)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure, what is said of it, and the types of event that it may be of."""

    place: int
    figure: CasualtyFinding
    said: CountContext
    kinds: Ranked

    def rank(self, event_type: str) -> int | None:
        """How likely a figure is of such an event, 0 first; None where it cannot be."""
        return next((rank for rank, kinds in enumerate(self.kinds) if event_type in kinds), None)


class _Search:
    """The figures of a document in order, those already settled among them."""

    def __init__(
        self, found: Sequence[SentenceFindings], events: Mapping[str, Event], days: Mapping[int, datetime.date | None]
    ) -> None:
        self.found, self.events, self.days = found, events, days
        self.of: dict[Place, str] = {}
        self.open: dict[Place, str] = {}

    def settle(self, place: int, number: int) -> None:
        """Finds the event of a figure, or why there is none."""
        item = self.found[place]
        figure, said = item.casualties[number], item.contexts.figures[number]
        kinds = schemes().harm_events[figure.harm]
        kinds = (frozenset({MINES}),) if MINES in said.means and MINES in kinds[0] else kinds
        asked = _Asked(place, figure, said, kinds)
        keys = self._keys(asked)
        reason = self._reason(asked, keys)
        if reason:
            self.open[place, number] = reason
        else:
            self.of[place, number] = keys[0]

    def _keys(self, asked: _Asked) -> tuple[str, ...]:
        """The events that a figure may be of: told with it, of its days, meant by its sentence, or told around it."""
        if asked.said.earlier:
            return ()
        keys = self._own(asked) or self._dated(asked)
        if keys or asked.said.general or self.found[asked.place].contexts.times:
            return keys
        keys = self._meant(asked) or self._near(asked) or self._amid(asked)
        return keys or (self._running(asked) if asked.said.follows else ())

    def _reason(self, asked: _Asked, keys: tuple[str, ...]) -> str | None:
        """Why a figure is of none of these events; None where it is of the one that there is."""
        if not keys:
            return "general-total" if asked.said.general else "no-event"
        if all(_is_over(self.events[key], asked.said.as_of) for key in keys):
            return "general-total"
        return "several-events" if len(keys) > 1 else None

    def _own(self, asked: _Asked) -> tuple[str, ...]:
        """The event told, else denied, in the figure's sentence; of several the one that it follows or describes."""
        told = self._told(asked, asked.place) or self._untyped(asked) or self._told(asked, asked.place, "negative")
        return (min(told, key=lambda pair: _gap(asked.figure, pair[0]))[1],) if told else ()

    def _told(self, asked: _Asked, place: int, polarity: str = "positive") -> list[tuple[EventFinding, str]]:
        """The events that a sentence tells, as far as the figure may be of them; only the likeliest."""
        ranked = [(asked.rank(f.type), f, key) for f, key in self.found[place].events if f.polarity == polarity]
        best = min((rank for rank, _, _ in ranked if rank is not None), default=None)
        return [(f, key) for rank, f, key in ranked if rank == best and rank is not None]

    def _untyped(self, asked: _Asked) -> list[tuple[EventFinding, str]]:
        """The one happening of no other type that the figure's sentence tells before it."""
        told = [(f, key) for f, key in self.found[asked.place].events if f.type == UNTYPED and f.polarity == "positive"]
        before = [(f, key) for f, key in told if f.span.start < asked.figure.span.start]
        return before if len({key for _, key in told}) == 1 else []

    def _dated(self, asked: _Asked) -> tuple[str, ...]:
        """The events of the very days that the figure's sentence names."""
        times = self.found[asked.place].contexts.times
        fitting = (e for e in self._spoken_of(asked) if e.period and any(_same(e.period, time) for time in times))
        return self._likeliest(asked, fitting)

    def _spoken_of(self, asked: _Asked) -> Iterator[Event]:
        """The events that a figure may be of by type and side, those told before in its part, else all."""
        before = {key for place in self._back(asked.place) for _, key in self.found[place].events}
        fitting = [e for e in self.events.values() if asked.rank(e.type) is not None and _fits(e, asked.figure.side)]
        told = [event for event in fitting if event.key in before]
        yield from told or fitting

    def _likeliest(self, asked: _Asked, events: Iterator[Event]) -> tuple[str, ...]:
        ranked = [(asked.rank(event.type), event.key) for event in events]
        best = min((rank for rank, _ in ranked if rank is not None), default=None)
        return tuple(key for rank, key in ranked if rank == best)

    def _meant(self, asked: _Asked) -> tuple[str, ...]:
        """The event that the sentence names by its type alone: told last in the part, else the main one."""
        wanted = [t for t in asked.said.means if asked.rank(t) is not None]
        if not wanted:
            return ()
        last = self._last(asked, wanted)
        return (last,) if last else self._main(asked, wanted)

    def _main(self, asked: _Asked, wanted: Sequence[str]) -> tuple[str, ...]:
        """The current event of one of the types of which the document speaks most, the first type first.

        What only another speaker tells, and later, is not meant.
        """
        voice = self.found[asked.place].voice
        told = {
            key for at, one in enumerate(self.found) if at < asked.place or one.voice == voice for _, key in one.events
        }
        for event_type in wanted:
            current = [
                e
                for e in self.events.values()
                if e.type == event_type
                and e.key in told
                and self._current(e, asked.place)
                and _fits(e, asked.figure.side)
            ]
            if current:
                return (max(current, key=lambda e: (len(e.evidence), e.key)).key,)
        return ()

    def _near(self, asked: _Asked) -> tuple[str, ...]:
        """The event told in the sentences just before, or that of the figures there."""
        for place in self._back(asked.place, NEAR):
            keys = tuple(dict.fromkeys(key for _, key in self._told(asked, place)))
            suited = tuple(key for key in keys if _fits(self.events[key], asked.figure.side))
            if keys:
                return suited or keys
            run = dict.fromkeys(self.of[p] for p in sorted(self.of) if p[0] == place)
            fitting = tuple(key for key in run if asked.rank(self.events[key].type) is not None)
            if fitting:
                return fitting
        return ()

    def _amid(self, asked: _Asked) -> tuple[str, ...]:
        """The event of which the sentences just before and just after speak, whatever paragraph they are in."""
        places = [p for p in self._back(asked.place) if asked.place - p <= NEAR]
        before = dict.fromkeys(key for place in places for _, key in self._told(asked, place))
        after = {key for place in self._ahead(asked.place) for _, key in self._told(asked, place)}
        return tuple(key for key in before if key in after)

    def _running(self, asked: _Asked) -> tuple[str, ...]:
        """The event of which the part goes on speaking, else the fighting that the document is about."""
        last = self._last(asked, None)
        return (last,) if last else self._main(asked, ("ArmedClash",) if asked.rank("ArmedClash") is not None else ())

    def _last(self, asked: _Asked, wanted: Sequence[str] | None) -> str | None:
        """The current event that the part told last, or any that the same paragraph told."""
        paragraph = set(self._back(asked.place, len(self.found)))
        for place in self._back(asked.place):
            for finding, key in reversed(self._told(asked, place)):
                event = self.events[key]
                typed = wanted is None or finding.type in wanted
                if typed and _fits(event, asked.figure.side) and (place in paragraph or self._current(event, place)):
                    return key
        return None

    def _back(self, place: int, paragraph: int | None = None) -> Iterator[int]:
        """The places of the sentences before one in its part, or of so many in its paragraph, the nearest first."""
        if paragraph is not None and self.found[place].opens:
            return
        for before in range(place - 1, -1, -1):
            if self.found[before].voice != self.found[place].voice:
                return
            if paragraph is not None and place - before > paragraph:
                return
            yield before
            if paragraph is not None and self.found[before].opens:
                return

    def _ahead(self, place: int) -> Iterator[int]:
        """The places of the sentences just after one in its part."""
        for after in range(place + 1, min(place + NEAR + 1, len(self.found))):
            if self.found[after].voice == self.found[place].voice:
                yield after

    def _current(self, event: Event, place: int) -> bool:
        """Whether an event began not long before the day of speaking."""
        day = self.days.get(self.found[place].voice.part)
        begin = event.period.begin if event.period and not event.period.vague else None
        return day is not None and begin is not None and 0 <= (day - begin).days <= CURRENT


def _gap(figure: CasualtyFinding, finding: EventFinding) -> tuple[int, int]:
    """How far an event stands from a figure: one that it describes is nearest, then those before it."""
    after = finding.span.start - figure.span.end
    if 0 <= after <= ATTRIBUTE:
        return 0, after
    return (2, after) if after > 0 else (1, max(0, figure.span.start - finding.span.end))


def _fits(event: Event, side: str | None) -> bool:
    """Whether people of a side may have come to harm in an event: it suffers or takes part, or no one else does."""
    if side is None:
        return True
    hurt = (*event.patients, *event.participants)
    return related((side,), hurt) if hurt else not related((side,), event.agents)


def _is_over(event: Event, as_of: datetime.date | None) -> bool:
    """Whether an event ended long before the day up to which a figure counts, so that this sums up more than it."""
    end = event.period.end if event.period and not event.period.vague else None
    return as_of is not None and end is not None and (as_of - end).days > WEEK


def _same(period: Period, time: Period) -> bool:
    """Whether an event's time is the stated one, or the stated days lie in it."""
    if time.begin is None or time.end is None or period.begin is None:
        return period.begin is not None and period.begin == time.begin
    return period.begin <= time.begin and time.end <= (period.end or time.end) and time.precision == "day"
