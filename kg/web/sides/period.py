"""The days that a page is narrowed to, as its address gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import QueryError
from kg.graph.days import first_day, last_day

FIRST, LAST = "0000", "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The first and the last day (ISO 8601), "" where there is none; `since` and `until` as they were given.

    `faulty` are those given that are no date and bound nothing.
    """

    since: str
    until: str
    first: str
    last: str
    faulty: tuple[str, ...]

    @property
    def bounds(self) -> tuple[str, str]:
        """Both days, far ones where there are none, for comparing with days."""
        return self.first or FIRST, self.last or LAST

    @property
    def asked(self) -> dict[str, str]:
        """What an address says of it."""
        return {name: value for name, value in (("from", self.since), ("until", self.until)) if value}


def period_of(asked: Mapping[str, str]) -> Period:
    """The period of a page's query: `from` and `until`, each a day, a month or a year."""
    since, until = asked.get("from", "").strip(), asked.get("until", "").strip()
    first, last = _day(since, first_day), _day(until, last_day)
    faulty = tuple(given for given, day in ((since, first), (until, last)) if given and not day)
    return Period(since=since, until=until, first=first, last=last, faulty=faulty)


def _day(words: str, read: Callable[[str], object]) -> str:
    try:
        return str(read(words)) if words else ""
    except (QueryError, ValueError):
        return ""
