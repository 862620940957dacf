"""Which of a sentence's dates is an event's: the stated ones round its trigger, joined or spread."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.alphabet import LETTERS
from kg.mentions.dates import resolve_date
from kg.model.document import Document
from kg.model.extraction import Period
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Span

_DATE, _AGREEMENT = LETTERS[Kind.DATE], LETTERS[Kind.AGREEMENT]


_GROUP = regex.compile(rf"{_DATE}(?:(?:、|和|与|及|以及|至|到|-|－|—)?{_DATE})*")


_RANGE = regex.compile("[至到－—-]")


_CLAUSE = regex.compile("[，。；：！？;!?\n]")


_SINCE = regex.compile("以来|以后|之后|后|起")


_AFTER = regex.compile(
    rf"[^，。；：{_DATE}]{{0,16}}?(?:(?<=签署|签订|生效|达成|停火|声明|协议|协定|结束|{_AGREEMENT})(?:之?后|以来|以后))"
)


_SINCE_AGREEMENT = regex.compile(rf"{_AGREEMENT}(?:[^，。；：]{{0,4}}(?:签署|生效|达成))?(?:之?后|以来|以后)")


_FOREIGN = regex.compile(rf"的?[^，。；{_DATE}]{{0,6}}{_AGREEMENT}")


_RELATION = regex.compile("之?[前后]|期间|以来|时")


_LEAD = 4


_LEADING = ("于", "在", "至", "到", "为", "是", "（", "(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When the date mentions of a document are, by part and span, and the day on which each part is said."""

    periods: Mapping[tuple[int, Span], Period]
    days: Mapping[int, datetime.date | None]

    def day(self, part: int) -> datetime.date | None:
        """The day on which a part is said."""
        return self.days[part]

    def period(self, part: int, mention: Mention, previous: Period | None = None) -> Period:
        """When a date mention is; one inside a longer name is resolved by itself, or after the one before it there."""
        known = self.periods.get((part, mention.span))
        return known or resolve_date(mention, document_date=self.day(part), previous=previous)


def calendar(document: Document, annotated: Sequence[Annotated]) -> Calendar:
    """The calendar of a document."""
    days = {item.part.order: item.part.date or document.date for item in annotated}
    return Calendar(periods=dict(date_periods(document, annotated)), days=days)


def date_periods(document: Document, annotated: Sequence[Annotated]) -> Iterator[tuple[tuple[int, Span], Period]]:
    """When each date mention (by part and span) is; what leaves something out follows the date before it.

    That date is at most a sentence away. A bare year heads the months that are told after it, in whatever order, until
    another year is named or two sentences in a row name no time.
    """
    for item in annotated:
        previous: Period | None = None
        heading: Period | None = None
        told = 0
        day = item.part.date or document.date
        for number, sentence in enumerate(item.sentences):
            previous = previous if number - told <= 1 else None
            heading = heading if number - told <= 2 else None
            for mention in item.mentions:
                if mention.kind is Kind.DATE and sentence.span.covers(mention.span):
                    before = heading if heading and mention.slots.keys() == {"month"} else previous
                    period = resolve_date(mention, document_date=day, previous=before)
                    yield (item.part.order, mention.span), period
                    heading = _heading(mention, period, heading)
                    previous, told = (previous, told) if period.vague else (period, number)


def _heading(mention: Mention, period: Period, heading: Period | None) -> Period | None:
    """The bare year under which months are told after this mention."""
    if "year" not in mention.slots:
        return heading
    one_year = period.precision == "year" and period.begin and period.end and period.begin.year == period.end.year
    return period if one_year else None


def whole(period: Period) -> Period:
    """The day, month or year in which an open time begins: what is since then as what happened then."""
    if period.begin is None or period.end is not None or period.precision == "day":
        return replace(period, end=period.end or period.begin)
    year, month = period.begin.year, period.begin.month if period.precision == "month" else 12
    return replace(period, end=datetime.date(year, month, monthrange(year, month)[1]))


def _adjacent(one: Period, other: Period) -> bool:
    """Whether the one is the day before the other."""
    if one.precision != "day" or one.end is None or other.begin is None:
        return False
    return one.end + datetime.timedelta(days=1) == other.begin


def dates_within(mention: Mention) -> tuple[Mention, ...]:
    """The dates in a mention's own words (`the ceasefire of 9 May 1994`) that may be known: no hour, no rough time."""
    return tuple(date for date in mention.dates if not {"vague", "time"} & date.slots.keys() or "year" in date.slots)
