"""The time that a report says it covers: what it tells by day or month without a year lies in it where it can."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.knowledge.sentence_rules import ActRule, Rules
from kg.mentions.dates import find_dates
from kg.mentions.masking import fire, mask
from kg.mentions.periods import resolve_date
from kg.model.document import Document, DocumentKind
from kg.model.extraction import Period
from kg.model.mention import Annotated, Kind, Mention

OPENING = 12
"""So many sentences of a part may say what it covers."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The first and the last day that a report covers."""

    begin: datetime.date
    end: datetime.date

    def placed(self, mention: Mention, period: Period, previous: Period | None) -> Period:
        """A time told without a year as one that the report covers, unless its year was named before."""
        if "month" not in mention.slots or "year" in mention.slots or period.vague or period.begin is None:
            return period
        named = previous is not None and previous.begin is not None and previous.begin.year == period.begin.year
        if named or self._holds(period):
            return period
        years = range(self.begin.year - period.begin.year, self.end.year - period.begin.year + 1)
        fitting = [moved for years_on in years if (moved := _moved(period, years_on)) and self._holds(moved)]
        return fitting[0] if len(fitting) == 1 else period

    def _holds(self, period: Period) -> bool:
        return bool(period.begin and self.begin <= period.begin and (period.end or period.begin) <= self.end)


def covered(document: Document, annotated: Sequence[Annotated], rules: Rules) -> Covered | None:
    """The time that a document says it covers, in its first sentences or by the title that a catalogue gives a report.

    None where nothing says so, or several such times are told.
    """
    found = {*_told(annotated, rules)} or {*_titled(document)}
    return found.pop() if len(found) == 1 else None


def _told(annotated: Sequence[Annotated], rules: Rules) -> Iterator[Covered]:
    wanted = tuple(rule for rule in rules.of(ActRule) if "covers" in rule.yields)
    for item in annotated:
        for sentence in item.sentences[:OPENING]:
            for firing in fire(wanted, mask(item, sentence)):
                yield from _between(firing.slots.get("date", ()))


def _titled(document: Document) -> Iterator[Covered]:
    """The one year or month in the title of a report."""
    if document.row and document.kind is DocumentKind.REPORT:
        dates = [date for date in find_dates(document.row.title) if "day" not in date.slots]
        yield from _between(dates) if len(dates) == 1 else ()


def _between(dates: Sequence[Mention]) -> Iterator[Covered]:
    """From the first to the last of dates of which each but the first may leave out the year."""
    periods: list[Period] = []
    for date in (date for date in dates if date.kind is Kind.DATE):
        periods.append(resolve_date(date, document_date=None, previous=periods[-1] if periods else None))
    begin, end = (periods[0].begin, periods[-1].end) if periods else (None, None)
    if begin and end and not any(period.vague for period in periods) and begin < end:
        yield Covered(begin, end)


def _moved(period: Period, years: int) -> Period | None:
    """A time in another year; None of a 29 February that the year lacks."""
    try:
        begin = period.begin and period.begin.replace(year=period.begin.year + years)
        end = period.end and period.end.replace(year=period.end.year + years)
    except ValueError:
        return None
    return replace(period, begin=begin, end=end)
