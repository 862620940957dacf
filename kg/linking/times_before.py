"""The time named before in a text, from which one that leaves something out is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.mentions.periods import DOUBTFUL
from kg.model.extraction import Period
from kg.model.mention import Mention

_NARRATED = 3
"""So many sentences further a year holds that a date has carried on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The time named before, in which sentence, and the bare year under which months are named.

    `title` is the time that stands alone above what follows. `carried` tells that the time was named without a year
    and had that of the time before it: then its year (it is `far`) still serves some sentences further on. `day` is
    the day named last, in the sentence of the number `named`: that same night is its, some sentences further on too.
    `ongoing` tells of a time that has lasted since: a bare day that follows need not lie in the month of its beginning.
    """

    period: Period | None = None
    sentence: int = 0
    heading: Period | None = None
    title: Period | None = None
    carried: bool = False
    far: bool = False
    ongoing: bool = False
    day: Period | None = None
    named: int = 0

    def until(self, sentence: int) -> Before:
        """What of it still holds in a later sentence."""
        gap = sentence - self.sentence
        heading = self.heading if gap <= 2 else None
        day = self.day if sentence - self.named <= _NARRATED else None
        if gap <= 1 or (self.carried and gap <= _NARRATED):
            return replace(self, heading=heading, far=gap > 1, day=day)
        return replace(self, period=None, heading=heading, day=day)

    def then(self, mention: Mention, period: Period, sentence: int, to_now: bool = False) -> Before:
        """The same after a further date; a rough time is none, and after one that was hard to read nothing is sure.

        `to_now` tells whether the sentence says that it goes on.
        """
        if DOUBTFUL in mention.slots:
            return Before()
        heading = _heading(mention, period, self.heading)
        if period.vague:
            return replace(self, heading=heading)
        carried = "year" not in mention.slots and _one_year(self.period, period)
        day, named = (period, sentence) if period.precision == "day" else (self.day, self.named)
        told = replace(self, period=period, sentence=sentence, heading=heading, carried=carried, far=False)
        told = replace(told, ongoing="since" in mention.slots and (to_now or period.precision != "day"))
        return replace(told, day=day, named=named)

    def above(self, row: Mention | None, alone: bool) -> Before:
        """What of it still holds in a paragraph that a date opens, or that is a date alone."""
        if alone and row:
            return Before(title=self.title if "year" not in row.slots else None)
        ends = (
            row and row.slots.keys().isdisjoint(("time", "relative")) and self.title and self.title.precision == "day"
        )
        return replace(self, title=None) if ends else self

    def _is_open(self, mention: Mention) -> bool:
        """Whether a mention need not follow on the time before: that is too far or long, or has gone on since."""
        whole_year = self.period is not None and self.period.precision == "year"
        return self.far or ((whole_year or self.ongoing) and "day" in mention.slots)

    def of(self, mention: Mention, opens: bool) -> Period | None:
        """The time that a mention follows: the title, if it `opens` a row or no other is near; no day, a whole year."""
        if self.title and (opens or (self.period is None and self.title.precision != "day")):
            return _first_day(self.title)
        headed = self.heading if mention.slots.keys() == {"month"} else None
        near = self.period if "month" in mention.slots or not self._is_open(mention) else None
        return headed or near or ((self.title or self.day) if "relative" in mention.slots else None)


def _one_year(one: Period | None, other: Period) -> bool:
    """Whether two times begin in one year."""
    return bool(one and one.begin and other.begin and one.begin.year == other.begin.year)


def _first_day(title: Period) -> Period:
    """The first day of a year or month that stands above a list, for the days below follow on it; a day as it is."""
    return replace(title, end=title.begin, precision="day")


def _heading(mention: Mention, period: Period, heading: Period | None) -> Period | None:
    """The bare year under which months are named after this mention."""
    if "year" not in mention.slots:
        return heading
    one_year = period.precision == "year" and period.begin and period.end and period.begin.year == period.end.year
    return period if one_year else None
