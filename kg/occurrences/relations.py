"""Whether two accounts tell of one occurrence: how their times, places, sides and instruments relate.

What it means is for the rules of `kg.occurrences.rules` to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

LONG = datetime.timedelta(days=10)
TIMES = ("equal", "days", "next", "within", "period", "open", "apart")
PLACES = ("same", "along", "wider", "open", "apart")
ACTORS = ("same", "some", "shared", "mirrored", "open", "apart")
INSTRUMENTS = ("same", "open", "apart")
TYPES = ("same", "other")
POLARITIES = ("told", "denied", "both-denied")
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "onTime": TIMES, "onPlace": PLACES, "onActors": ACTORS, "onInstrument": INSTRUMENTS, "onType": TYPES,
    "onPolarity": POLARITIES,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place of an account: what it lies in; whether it is a state, or a line between two (border, contact line)."""

    place: str
    above: frozenset[str] = frozenset()
    is_state: bool = False
    is_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """What an account says, as far as it is compared; actors are sides (states, bodies), instruments agreements.

    `denied` marks an occurrence that every claim about it says there was not.
    """

    type: str
    begin: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = "day"
    sites: frozenset[Site] = frozenset()
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    denied: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """All who have a part."""
        return self.agents | self.patients | self.participants

    @property
    def brief(self) -> bool:
        """Whether it is dated to the day and lasts no longer than ten days."""
        known = self.begin is not None and self.end is not None and self.precision == "day"
        return known and self.end - self.begin <= LONG  # type: ignore[operator]


def relate(one: Comparable, two: Comparable) -> dict[str, str]:
    """How two accounts relate, by the names of `RELATIONS`; the order of the two does not matter."""
    return {
        "onTime": _time(one, two),
        "onPlace": _place(one, two),
        "onActors": _actors(one, two),
        "onInstrument": _sets(one.instruments, two.instruments),
        "onType": "same" if one.type == two.type else "other",
        "onPolarity": POLARITIES[one.denied + two.denied],
    }


def differ(one: Comparable, two: Comparable) -> bool:
    """Whether two accounts differ in time, place or in who did what to whom, as far as both say it."""
    roles = ((one.agents, two.agents), (one.patients, two.patients), (one.participants, two.participants))
    unlike = any(first and second and first != second for first, second in roles)
    return unlike or _time(one, two) != "equal" or _place(one, two) != "same"


def _time(one: Comparable, two: Comparable) -> str:
    if one.begin is None or two.begin is None:
        return "open"
    if (one.begin, one.end, one.precision) == (two.begin, two.end, two.precision):
        return "equal" if one.brief else "period"
    far = datetime.date.max
    gap = max(one.begin, two.begin) - min(one.end or far, two.end or far)
    if one.brief and two.brief:
        nearness = ("days", "next") if gap <= datetime.timedelta(days=1) else ("apart", "apart")
        return nearness[gap > datetime.timedelta()]
    return "within" if gap <= datetime.timedelta() else "apart"


def _place(one: Comparable, two: Comparable) -> str:
    if not (one.sites and two.sites):
        return "open"
    found = {_site(p, q) for p in one.sites for q in two.sites}
    return next(relation for relation in PLACES if relation in found)


def _site(one: Site, two: Site) -> str:
    if one.place == two.place:
        return "same"
    inner, outer = (one, two) if two.place in one.above else (two, one)
    if outer.place in inner.above:
        return "wider" if outer.is_state else "same"
    return "along" if one.is_line or two.is_line else "apart"


def _actors(one: Comparable, two: Comparable) -> str:
    if not (one.sides and two.sides):
        return "open"
    if not one.sides & two.sides:
        return "apart"
    crossed = (one.agents & two.patients) | (two.agents & one.patients)
    straight = (one.agents & two.agents) | (one.patients & two.patients)
    if crossed and not straight:
        return "mirrored"
    if one.sides == two.sides:
        return "same"
    return "some" if one.sides < two.sides or two.sides < one.sides else "shared"


def _sets(one: frozenset[str], two: frozenset[str]) -> str:
    if not (one and two):
        return "open"
    return "same" if one & two else "apart"
