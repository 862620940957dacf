"""Which days a stated time comes to: first and last day, or why they are not to be had.

What a text gives only roughly is a `Period` with `vague` set and a reason; no year is invented where neither text nor
context gives one.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace

from kg.knowledge.numerals import date_number
from kg.mentions.anchors import PRECISIONS, Anchors, UnknownTimeError, century, month_with, shifted, year_without
from kg.mentions.date_grammar import DAYS, MONTHS, WEEKS, YEARS, fold
from kg.model.extraction import Period
from kg.model.mention import Mention

ROUGH = {
    "vague": "the text gives the time only roughly",
    "before": "the text gives only a day before which it was",
}
DOUBTFUL = "doubtful"
"""The slot of a date that was hard to read in an image."""
_TWO_READINGS = {
    "unclear": "may be so many days ago or before a day of the month",
    "month": "the day and the month cannot be told apart",
}
_ONE_DAY = datetime.timedelta(days=1)
_ROUGH_PARTS = tuple("初底末中早晚冬")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_FIRST = ("头", "前")
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11)}


def resolve_date(
    mention: Mention,
    *,
    document_date: datetime.date | None,
    previous: Period | None = None,
    roughly: Period | None = None,
    planned: bool = False,
) -> Period:
    """First and last day of a stated time; an open end is None, a rough or unresolvable time is vague with a reason.

    `document_date` is the date of the letter or meeting, `roughly` its month or year where the day is not known;
    `previous` is the time stated just before, in the same
    sentence or the one before: the year of a day or month serves a date without one that follows on it in that year,
    its days serve 当天, 次日 and a bare hour. Otherwise a date without a year is the latest one that does not lie
    after the document, and the next one where it is `planned`.

    >>> from kg.mentions.dates import find_dates
    >>> resolve_date(find_dates("9月13日")[0], document_date=datetime.date(2022, 9, 15)).begin
    datetime.date(2022, 9, 13)
    """
    start = mention.span.start
    said = {k: fold(mention.surface[s.start - start : s.end - start]) for k, s in mention.slots.items()}
    try:
        anchors = Anchors(today=document_date, previous=previous, roughly=roughly, planned=planned)
        period = _resolve(said, anchors)
    except UnknownTimeError as error:
        return Period(vague=True, reason=str(error))
    except (ValueError, OverflowError):
        return Period(vague=True, reason="no such day in the calendar")
    return replace(period, end=None) if "since" in said and "quantity" not in said else period


def _resolve(said: Mapping[str, str], anchors: Anchors) -> Period:
    if DOUBTFUL in said:
        raise UnknownTimeError("the date was hard to read in the image")
    for slot, reason in ROUGH.items():
        if slot in said:
            raise UnknownTimeError(reason)
    if "unclear" in said:
        raise UnknownTimeError(_TWO_READINGS["unclear"])
    if "ago" in said:
        return _ago(date_number(said["quantity"]), said["unit"], anchors.document())
    if "quantity" in said:
        return _lately(date_number(said["quantity"]), said["unit"], anchors.document())
    if said.keys() & {"year", "month", "day"} or said.get("relative") in YEARS:
        return _calendar(said, anchors)
    if "relative" in said or "weekday" in said:
        return _relative(said, anchors)
    previous = anchors.previous
    if previous is None or previous.begin is None or previous.begin != previous.end:
        raise UnknownTimeError("an hour whose day is not stated before it")
    return previous


def _calendar(said: Mapping[str, str], anchors: Anchors) -> Period:
    """A time told by year, month or day, with what it leaves out filled in."""
    numbers = {k: date_number(v) for k, v in said.items() if k.removeprefix("end_") in ("year", "month", "day")}
    _refuse_two_readings(said, numbers)
    year, month = _year_and_month(said.get("relative", ""), numbers, anchors)
    begin, end, precision = _bounds(year, month, numbers.get("day"), said)
    if "end_next" in said:
        end += _ONE_DAY
    if any(k.startswith("end_") for k in numbers):
        end, finer = _end(begin, month, numbers)
        precision = max(precision, finer, key=PRECISIONS.index)
    if end < begin:
        raise UnknownTimeError("the end is written before the beginning")
    return Period(begin=begin, end=end, precision=precision)


def _refuse_two_readings(said: Mapping[str, str], numbers: Mapping[str, int]) -> None:
    """Refuses 05/03/2019, whose day some write first and others second, and 年初, which is no whole year."""
    figures = numbers.get("day", 0), numbers.get("month", 0)
    if "figures" in said and max(figures) <= 12 and figures[0] != figures[1]:
        raise UnknownTimeError(_TWO_READINGS["month"])
    if said.get("part", "").removeprefix("年")[:1] in _ROUGH_PARTS:
        raise UnknownTimeError(ROUGH["vague"])


def _end(begin: datetime.date, month: int | None, numbers: Mapping[str, int]) -> tuple[datetime.date, str]:
    """Last day and precision of a range's end, which may leave out what it shares with the begin."""
    year = numbers.get("end_year", begin.year)
    year += begin.year // 100 * 100 if year < 100 else 0
    month, day = numbers.get("end_month", month if "end_day" in numbers else None), numbers.get("end_day")
    _, end, precision = _bounds(year, month, day, {})
    if end < begin and "end_year" not in numbers:
        _, end, precision = _bounds(year + 1, month, day, {})
    return end, precision


def _year_and_month(relative: str, numbers: Mapping[str, int], anchors: Anchors) -> tuple[int, int | None]:
    """The year and, where one is meant, the month: as written, or told from the document or the time before."""
    if relative in MONTHS:
        return _month_of(relative, anchors)
    year, month, day = (numbers.get(unit) for unit in ("year", "month", "day"))
    if relative:
        year = anchors.of(YEARS[relative], "year").year + YEARS[relative].number
    if year is not None and year < 100:
        year = century(year, anchors)
    if month is None and day is not None:
        previous = anchors.previous
        if previous and previous.begin:
            return previous.begin.year, previous.begin.month
        return month_with(day, anchors)
    return (year_without(month or 1, day, anchors) if year is None else year), month


def _bounds(
    year: int, month: int | None, day: int | None, said: Mapping[str, str]
) -> tuple[datetime.date, datetime.date, str]:
    """First day, last day and precision of a year, a month, a day or a named part of a year or month."""
    if month is None:
        months = _part_of_year(said.get("part", ""))
        first, last = months or (1, 12)
        end = datetime.date(year, last, monthrange(year, last)[1])
        return datetime.date(year, first, 1), end, "month" if months else "year"
    thirds = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, monthrange(year, month)[1])}
    days = (day, day) if day is not None else thirds.get(said.get("month_part", ""))
    first, last = days or (1, monthrange(year, month)[1])
    return datetime.date(year, month, first), datetime.date(year, month, last), "day" if days else "month"


def _part_of_year(part: str) -> tuple[int, int] | None:
    """First and last month of a half, a quarter or a season that lies in one year; None where it is not so exact."""
    if part.startswith(_FIRST):
        months = date_number(part[1]) * (3 if part.endswith("季度") else 1)
        return (1, months) if months <= 12 else None
    if part.endswith("季度"):
        quarter = 4 if "最后" in part else date_number(part[1])
        return 3 * quarter - 2, 3 * quarter
    return _HALVES.get(part) or _SEASONS.get(part[:1])


def _month_of(word: str, anchors: Anchors) -> tuple[int, int]:
    return shifted(anchors.of(MONTHS[word], "month"), MONTHS[word].number)


def _ago(quantity: int, unit: str, today: datetime.date) -> Period:
    """The day, or the whole year, that is so many days or years back from the document's date."""
    if unit != "年":
        return _day(today - quantity * _ONE_DAY)
    begin, end, precision = _bounds(today.year - quantity, None, None, {})
    return Period(begin=begin, end=end, precision=precision)


def _lately(quantity: int, unit: str, today: datetime.date) -> Period:
    """The last so many days, weeks, months or years up to the document's date."""
    if unit in ("天", "日", "周") or unit.endswith("星期"):
        days = quantity * (1 if unit in ("天", "日") else 7)
        return Period(begin=today - days * _ONE_DAY, end=today)
    months = today.year * 12 + today.month - 1 - quantity * (12 if unit == "年" else 1)
    begin = datetime.date(months // 12, months % 12 + 1, 1)
    if unit == "年":
        return Period(begin=begin.replace(month=1), end=datetime.date(today.year, 12, 31), precision="year")
    return Period(begin=begin, end=today.replace(day=monthrange(today.year, today.month)[1]), precision="month")


def _relative(said: Mapping[str, str], anchors: Anchors) -> Period:
    """昨天, 上周四, 本周早些时候, 上个月 and their like."""
    word = said.get("relative", "")
    if word in MONTHS:
        first, last, precision = _bounds(*_month_of(word, anchors), None, said)
        return Period(begin=first, end=last, precision=precision)
    if word in WEEKS or "weekday" in said:
        return _in_week(word, said, anchors.document())
    step = DAYS[word]
    begin = anchors.of(step, "day")
    if step.from_stated and anchors.previous and step.number == 0:
        return anchors.previous if anchors.previous.end else _day(begin)  # the day since which something is
    if step.from_stated and anchors.previous and step.number > 0:
        end = anchors.previous.end or begin
        begin = begin if end - begin == _ONE_DAY else end  # two days are a night: the next day is that of its end
    return _day(begin + step.number * _ONE_DAY)


def _day(day: datetime.date) -> Period:
    return Period(begin=day, end=day)


def _in_week(word: str, said: Mapping[str, str], today: datetime.date) -> Period:
    monday = today + (7 * WEEKS.get(word, 0) - today.weekday()) * _ONE_DAY
    weekday = said.get("weekday", "")
    if weekday == "末":
        return Period(begin=monday + 5 * _ONE_DAY, end=monday + 6 * _ONE_DAY)
    if weekday:
        day = monday + "一二三四五六日天".index(weekday[-1]) % 7 * _ONE_DAY
        day -= 7 * _ONE_DAY if not word and day > today else 0 * _ONE_DAY
        return Period(begin=day, end=day)
    if said.get("part"):
        return Period(begin=monday, end=max(monday, today - _ONE_DAY))
    return Period(begin=monday, end=monday + 6 * _ONE_DAY)
