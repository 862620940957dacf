"""When each date mention of a document is, in the order of the text, and when each part is said."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

import regex

from kg.linking.covered import Covered
from kg.linking.times_before import Before
from kg.mentions.dates import is_compared, is_planned, lasts_to_now
from kg.mentions.periods import DOUBTFUL, ROUGH, resolve_date
from kg.model.document import Document, PartKind
from kg.model.extraction import Period
from kg.model.frozen import dataclass
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Problem, Span

_COUNCIL = regex.compile(r"S/([0-9]{4})/([0-9]{1,4})")
_A_YEAR = 1000
_SLACK = datetime.timedelta(days=60)
_LINE_BEGINS, _LINE_ENDS = regex.compile(r"(?<=(?:^|\n)[ \t\u3000]*)"), regex.compile(r"[ \t\u3000]*(?:\n|\Z)")
_BESIDE_A_DATE = regex.compile(r"[\s，,：:。.、（）()\[\]—–-]+")
_NUMBER = regex.compile(r"\s*(?:[（(]?\w{1,3}[）).．、])?\s*[-–—•·]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When the date mentions of a document are, by part and span, and the day on which each part is said.

    `headings` are the days that stand above a sentence, by part and sentence, as in a list of what happened day by day.
    `roughly` is the document's month or year, where a catalogue tells no more; of a year the part that it may be of.
    """

    periods: Mapping[tuple[int, Span], Period]
    days: Mapping[int, datetime.date | None]
    headings: Mapping[tuple[int, Span], Period] = field(default_factory=dict)
    roughly: Period | None = None
    problems: tuple[Problem, ...] = ()

    def day(self, part: int) -> datetime.date | None:
        """The day on which a part is said."""
        return self.days[part]

    def period(self, part: int, mention: Mention, previous: Period | None = None) -> Period:
        """When a date mention is; one inside a longer name is resolved by itself, or after the one before it there."""
        known = self.periods.get((part, mention.span))
        return known or resolve_date(mention, document_date=self.day(part), previous=previous, roughly=self.roughly)


def calendar(document: Document, annotated: Sequence[Annotated], within: Covered | None = None) -> Calendar:
    """The calendar of a document; `within` is the time that it says it covers."""
    unsure = _unsure(annotated)
    said = {item.part.order: item.part.date or document.date for item in annotated}
    days = {part: None if day in unsure else day for part, day in said.items()}
    roughly = _roughly(document)
    headings: dict[tuple[int, Span], Period] = {}
    dated = {
        (item.part.order, mention.span): period
        for item in annotated
        for mention, period in _dated(item, days[item.part.order], roughly, within, headings)
    }
    problems = tuple(_problems(annotated, dated))
    return Calendar(periods=dated, days=days, headings=headings, roughly=roughly, problems=problems)


def _unsure(annotated: Sequence[Annotated]) -> set[datetime.date | None]:
    """The days that are told by no words but such as were hard to read: none of them is the day of a letter."""
    days: dict[bool, set[datetime.date | None]] = {True: set(), False: set()}
    for item in annotated:
        for mention in item.mentions:
            if mention.kind is Kind.DATE and "year" in mention.slots:
                slots = {name: span for name, span in mention.slots.items() if name != DOUBTFUL}
                told = resolve_date(replace(mention, slots=slots), document_date=None)
                days[DOUBTFUL in mention.slots].add(told.begin)
    return days[True] - days[False] - {None}


def _roughly(document: Document) -> Period | None:
    """The month or year that a catalogue gives a document without a day."""
    if document.date or document.row is None or not document.row.date:
        return None
    year, *month = map(int, document.row.date.split("-"))
    if month:
        begin, end = datetime.date(year, month[0], 1), datetime.date(year, month[0], monthrange(year, month[0])[1])
    else:
        begin, end = _about(year, document.row.symbols)
    return Period(begin=begin, end=end, precision="month" if month else "year")


def _about(year: int, symbols: Sequence[str]) -> tuple[datetime.date, datetime.date]:
    """The part of a year that a document's symbol leaves: the Council numbers about a thousand documents a year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    number = next((int(m[2]) for symbol in symbols if (m := _COUNCIL.fullmatch(symbol)) and int(m[1]) == year), None)
    if number is None:
        return first, last
    day = min(last, first + datetime.timedelta(days=number * 365 // _A_YEAR))
    return max(first, day - _SLACK), min(last, day + _SLACK)


def _problems(annotated: Sequence[Annotated], dated: Mapping[tuple[int, Span], Period]) -> Iterator[Problem]:
    """The days that nobody can tell; a time that the text gives only roughly is none, nor is an hour."""
    for item in annotated:
        for mention in item.mentions:
            period = dated.get((item.part.order, mention.span))
            if (
                period
                and period.vague
                and period.reason not in ROUGH.values()
                and mention.slots.keys() - {"since"} != {"time"}
            ):
                where = item.part.text.origin(mention.span)
                yield Problem(
                    stage="dates", code="day-unknown", message=period.reason, quote=mention.surface, span=where
                )


def _dated(
    item: Annotated,
    day: datetime.date | None,
    roughly: Period | None,
    within: Covered | None,
    headings: dict[tuple[int, Span], Period],
) -> Iterator[tuple[Mention, Period]]:
    """When each date mention of a part is; what leaves something out follows the date before it.

    That date is at most a sentence away. A bare year heads the months that are named after it, in whatever order, until
    another year is named or two sentences in a row name no time. A date that stands alone as a paragraph heads the
    dates and hours with which the paragraphs after it open, and if it is a day that is not the part's own, in
    `headings`, what is told in them.
    """
    before, undated = Before(), _undated(item, day)
    for number, sentence in enumerate(item.sentences):
        before = before.until(number)
        first = bisect_left(item.mentions, sentence.span.start, key=lambda mention: mention.span.start)
        last = bisect_left(item.mentions, sentence.span.end, key=lambda mention: mention.span.start)
        times = [m for m in item.mentions[first:last] if m.kind is Kind.DATE and sentence.span.covers(m.span)]
        row = _opens_row(item, sentence.span, times)
        alone = row is not None and _stands_alone(item, sentence.span, times)
        before = before.above(row, alone)
        title = None
        for mention in times:
            previous = before.of(mention, opens=mention is row)
            period = resolve_date(
                mention,
                document_date=_today(undated, day, within, mention),
                previous=previous,
                roughly=undated or roughly,
                planned=is_planned(item.part.text.characters, mention.span),
            )
            period = within.placed(mention, period, previous) if within else period
            yield mention, period
            title = title or _as_title(period)
            if not is_compared(item.part.text.characters, mention.span):
                before = before.then(mention, period, number, lasts_to_now(item.part.text.slice(sentence.span)))
        if alone:
            before = replace(before, title=title, period=None)
        elif before.title and before.title.precision == "day" and before.title.begin != day:
            headings[item.part.order, sentence.span] = before.title


def _undated(item: Annotated, day: datetime.date | None) -> Period | None:
    """The time in which an annex without a day of its own was written, as far as its letter's day tells: before that.

    Yesterday is not told from it, but the year of a month is.
    """
    own = item.part.kind is not PartKind.ANNEX or item.part.date
    return None if own or day is None else Period(begin=day, end=day, precision="month")


def _today(
    undated: Period | None, day: datetime.date | None, within: Covered | None, mention: Mention
) -> datetime.date | None:
    """The day from which a time is told; none in an annex without a day."""
    return None if undated else day or _last(within, mention)


def _last(within: Covered | None, mention: Mention) -> datetime.date | None:
    """The last day that a report of no known day covers, from which the year of a month is told."""
    return within.end if within and "month" in mention.slots and "relative" not in mention.slots else None


def _stands_alone(item: Annotated, span: Span, times: Sequence[Mention]) -> bool:
    """Whether a sentence that opens a paragraph is a paragraph of nothing but dates."""
    words = item.part.text.characters
    starts, ends = (m.span.end for m in times), (*(m.span.start for m in times[1:]), span.end)
    between = "".join(words[start:end] for start, end in zip(starts, ends, strict=True))
    return not _BESIDE_A_DATE.sub("", between) and _LINE_ENDS.match(words, span.end) is not None


def _opens_row(item: Annotated, span: Span, times: Sequence[Mention]) -> Mention | None:
    """The date that opens a paragraph, behind its number."""
    words = item.part.text.characters
    opens = times and _LINE_BEGINS.match(words, span.start)
    return times[0] if opens and _NUMBER.fullmatch(words[span.start : times[0].span.start]) else None


def _as_title(period: Period | None) -> Period | None:
    """A time that can stand above others: one year, one month or one day."""
    if period is None or period.vague or period.begin is None or period.end is None:
        return None
    same = {
        "year": period.begin.year == period.end.year,
        "month": (period.begin.year, period.begin.month) == (period.end.year, period.end.month),
        "day": period.begin == period.end,
    }
    return period if same[period.precision] else None


def whole(period: Period) -> Period:
    """The day, month or year in which an open time begins: what is since then as what happened then."""
    if period.begin is None or period.end is not None or period.precision == "day":
        return replace(period, end=period.end or period.begin)
    year, month = period.begin.year, period.begin.month if period.precision == "month" else 12
    return replace(period, end=datetime.date(year, month, monthrange(year, month)[1]))


def dates_within(mention: Mention) -> tuple[Mention, ...]:
    """The dates in a mention's own words (`the ceasefire of 9 May 1994`) that may be known: no hour, no rough time."""
    return tuple(date for date in mention.dates if not {"vague", "time"} & date.slots.keys() or "year" in date.slots)
