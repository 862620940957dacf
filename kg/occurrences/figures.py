"""Whether two figures of one side's people exclude each other, as far as they can be compared at all.

A part and its whole, a count that goes on rising, or two lower bounds are no contradiction; figures of other people,
another side or another time are not compared.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kg.graph.statements import CasualtyView
from kg.knowledge.schemes import schemes
from kg.knowledge.victims import Victims

ABOUT = 0.1  # how far an approximate number may lie off
SIGNS = {"exact": "", "at_least": "≥", "more_than": ">", "about": "≈", "at_most": "≤"}
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure as it is compared: by whom it is given (a side), of whom, from when to when, as of which day."""

    claim: str
    source: str
    figure: CasualtyView
    side: str
    people: str
    begin: datetime.date | None
    end: datetime.date | None
    said: datetime.date | None

    @property
    def low(self) -> float:
        """The least number that fits."""
        n = self.figure.count
        return {"more_than": n + 1, "about": n * (1 - ABOUT), "at_most": 0}.get(self.figure.bound, n)

    @property
    def high(self) -> float:
        """The greatest number that fits."""
        n = self.figure.count
        open_ended = {"at_least", "more_than"}
        return float("inf") if self.figure.bound in open_ended else n * (1 + ABOUT * (self.figure.bound == "about"))

    @property
    def words(self) -> str:
        """The number with a sign for its bound."""
        return f"{SIGNS.get(self.figure.bound, '')}{self.figure.count}"

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of what is counted, None where one of them is open."""
        return (self.begin, self.end) if self.begin and self.end else None


def clash(one: Counted, two: Counted, victims: Victims) -> str | None:
    """The rule by which two figures exclude each other, None where they do not or cannot be compared."""
    order = compare(one, two, victims) if one.side == two.side else "apart"
    if order == "equal":
        return "figures-apart" if one.low > two.high or two.low > one.high else None
    part, whole = (one, two) if order == "in" else (two, one)
    return "part-above-whole" if order != "apart" and part.low > whole.high else None


def compare(one: Counted, two: Counted, victims: Victims) -> str:
    """Whether two figures count the same (`equal`), one a part of the other (`in`, `out`), or neither (`apart`)."""
    orders = {
        _harms(one.figure.harm, two.figure.harm),
        victims.compare(one.people, two.people),
        _scopes(one, two),
        _times(one, two),
    }
    if orders == {"equal"}:
        return "equal"
    return next((order for order in ("in", "out") if orders <= {"equal", order}), "apart")


def _order(inside: bool, around: bool) -> str:
    return "in" if inside else "out" if around else "apart"


def _harms(one: str, two: str) -> str:
    wider = schemes().wider_harms
    return "equal" if one == two else _order(wider.get(one) == two, wider.get(two) == one)


def _scopes(one: Counted, two: Counted) -> str:
    """How the times of what is counted lie; of two sources, a day's difference at either end is none."""
    if one.figure.event == two.figure.event:
        return "equal"
    if one.days is None or two.days is None:
        return "apart"
    slack = DAY if one.source != two.source else DAY * 0
    if all(abs(first - second) <= slack for first, second in zip(one.days, two.days, strict=True)):
        return "equal"
    return _order(_lies_in(one.days, two.days), _lies_in(two.days, one.days))


def _lies_in(one: tuple[datetime.date, datetime.date], two: tuple[datetime.date, datetime.date]) -> bool:
    return two[0] <= one[0] and one[1] <= two[1]


def _times(one: Counted, two: Counted) -> str:
    """How far two counts have come: one as of an earlier day may be less than one of a later day."""
    if one.figure.as_of is None and two.figure.as_of is None:
        return "equal"
    first, second = (both.figure.as_of or both.said for both in (one, two))
    if first is None or second is None:
        return "apart"
    return "equal" if first == second else _order(first < second, True)
