"""What a time is told from that leaves something out, and the year or month that it is then of."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass

from kg.mentions.date_grammar import Step
from kg.model.extraction import Period

PRECISIONS = ("day", "month", "year")


class UnknownTimeError(Exception):
    """A stated time without a day to be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What a time may be told from: the document's date, and the time stated before; `planned` lies ahead."""

    today: datetime.date | None
    previous: Period | None
    roughly: Period | None = None
    planned: bool = False

    @property
    def latest(self) -> datetime.date | None:
        """The document's day, or the last one of the month or year that is known of it."""
        return self.today or (self.roughly.end if self.roughly else None)

    @property
    def earliest(self) -> datetime.date | None:
        """The document's day, or the first one of the month or year that is known of it."""
        return self.today or (self.roughly.begin if self.roughly else None)

    def document(self, unit: str = "day") -> datetime.date:
        """The document's day, or one that tells its month or year, where no more is asked for than is known."""
        coarse = self.roughly is not None and PRECISIONS.index(unit) >= PRECISIONS.index(self.roughly.precision)
        day = self.latest if coarse else self.today
        if day is None:
            raise UnknownTimeError("told from the document's date, which is unknown")
        return day

    def stated(self, unit: str) -> datetime.date:
        """The first day of the time stated before; a day is told only from a day."""
        previous = self.previous
        if previous is None or previous.begin is None or (unit == "day" and previous.precision != "day"):
            raise UnknownTimeError(f"told from a {unit} that is not stated before it")
        return previous.begin

    def of(self, step: Step, unit: str) -> datetime.date:
        """The day from which a step is made."""
        return self.stated(unit) if step.from_stated else self.document(unit)


def year_without(month: int, day: int | None, anchors: Anchors) -> int:
    """The year of a date that names none: the previous one's, if the date follows on it, or the latest past year."""
    carried = _carried_year(month, day, anchors)
    if carried is not None:
        return carried
    today = anchors.document("year")
    if anchors.planned:
        today, last = anchors.earliest or today, day or monthrange(today.year, month)[1]
        return today.year + ((month, last) < (today.month, today.day))
    return today.year - (_first(today.year, month, day) > today)


def _first(year: int, month: int, day: int | None) -> datetime.date:
    return datetime.date(year, month, min(day or 1, monthrange(year, month)[1]))


def _carried_year(month: int, day: int | None, anchors: Anchors) -> int | None:
    """The year of the time stated before, if that lies in one year and the date follows on it, and not after today.

    A bare year before, no open one, serves months (`of the activities in 2024: in February …`), not days, which seldom
    belong to it. What is planned, or follows on what lies ahead, may lie after today.
    """
    previous, today = anchors.previous, anchors.latest
    if previous is None or previous.begin is None or previous.begin.year != (previous.end or previous.begin).year:
        return None
    if previous.precision == "year" and (day is not None or previous.end is None):
        return None
    year = previous.begin.year
    if today is None:
        return year
    ahead = anchors.planned or previous.begin > today
    follows = (month, day or 31) >= (previous.begin.month, previous.begin.day)
    return year if follows and (ahead or _first(year, month, day) <= today) else None


def month_with(day: int, anchors: Anchors) -> tuple[int, int]:
    """The month of a bare day: the document's, or the one before (the next, if it is planned) where that lies wrong."""
    today = anchors.document("month")
    if anchors.planned:
        return shifted(today, int(day < today.day))
    return shifted(today, -int(day > today.day))


def century(year: int, anchors: Anchors) -> int:
    """The latest year that ends in two figures and is no more than a year after the document."""
    latest = anchors.document("year").year + 1
    return latest - (latest - year) % 100


def shifted(day: datetime.date, number: int) -> tuple[int, int]:
    """Year and month so many months after a day."""
    months = day.year * 12 + day.month - 1 + number
    return months // 12, months % 12 + 1
