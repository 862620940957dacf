"""Dates as Chinese documents write them: found with their parts, then resolved to first and last day.

The grammar of dates is closed, so its words stand here and not in Turtle. What a text gives only roughly is a `Period`
with `vague` set and a reason; no year is invented where neither text nor context gives one.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import cn2an

from kg.mentions.date_grammar import FOLD, THIS_DAY, THIS_MONTH, THIS_YEAR, grammar
from kg.model.extraction import Period
from kg.model.mention import Kind, Mention
from kg.model.text import Span

RULE = "date"
PRECISIONS = ("day", "month", "year")
SOON = datetime.timedelta(days=31)
_ONE_DAY = datetime.timedelta(days=1)
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def find_dates(text: str) -> tuple[Mention, ...]:
    """All stated times in the text, in order, not overlapping; spans and slots count the text's characters.

    Slots: `year`, `month`, `day`, `end_year`, `end_month`, `end_day`, `relative` (a word such as 昨天), `quantity`
    and `unit` (过去两天), `weekday`, `part` (of a year), `month_part`, `time`, `since` (open end), `before`, `vague`.

    >>> [m.surface for m in find_dates("2021年1月11日和11月26日")]
    ['2021年1月11日', '11月26日']
    """
    return tuple(_finds(text, text.translate(FOLD)))


def _finds(text: str, folded: str) -> Iterator[Mention]:
    patterns, at = grammar(), 0
    while found := patterns.core.search(folded, at):
        slots = {name: Span(*found.span(name)) for name, value in found.groupdict().items() if value}
        start, at, core = found.start(), found.end(), slots.pop("core").start
        while "day" in slots and "before" not in slots and (joined := patterns.joined_day.match(folded, at)):
            day, last = Span(*joined.span("day")), slots.get("end_day", slots["day"])
            if _integer(folded[day.start : day.end]) == _integer(folded[last.start : last.end]) + 1:
                slots["end_day"] = day
            else:
                yield _mention(text, start, at, slots)
                start, core, slots = day.start, day.start, {"day": day}
            at = joined.end()
        at = _tail(folded, slots, at)
        yield _mention(text, core if "open" in slots and "since" not in slots else start, at, slots)


def _tail(folded: str, slots: dict[str, Span], at: int) -> int:
    """The end of a date with the hour, `以来` and `之前` that follow on it, which go into the slots."""
    patterns = grammar()
    ranged = any(name.startswith("end_") for name in slots)
    if "vague" in slots or "quantity" in slots:
        return at
    relative = slots.get("relative")
    dayly = relative is not None and folded[relative.start : relative.end] in THIS_DAY
    if (dayly or not slots.keys().isdisjoint(("day", "end_day", "weekday"))) and (
        time := patterns.time.match(folded, at)
    ):
        if time["time"]:
            slots["time"] = Span(*time.span("time"))
        at = time.end() if time[0].strip() else at
    if ranged:
        slots.pop("since", None)
        return at
    if since := patterns.since.match(folded, at):
        slots["since"] = Span(*since.span())
        return since.end()
    if before := patterns.before.match(folded, at):
        slots["before"] = Span(*before.span())
        return before.end()
    return at


def _mention(text: str, start: int, end: int, slots: Mapping[str, Span]) -> Mention:
    kept = {name: span for name, span in slots.items() if name not in ("open", "as_of")}
    slots = MappingProxyType(kept)
    return Mention(span=Span(start, end), surface=text[start:end], kind=Kind.DATE, rule=RULE, slots=slots)


def dates_in(span: Span, dates: Iterable[Mention]) -> tuple[Mention, ...]:
    """What of a text's dates stands inside a span of it: of a date that goes beyond it, the parts that lie in it."""
    return tuple(inside for date in dates if date.span.overlaps(span) if (inside := _clipped(date, span)))


def _clipped(date: Mention, span: Span) -> Mention | None:
    if span.covers(date.span):
        return date
    slots = {name: slot for name, slot in date.slots.items() if span.covers(slot)}
    both = Span(max(date.span.start, span.start), min(date.span.end, span.end))
    words = both.shift(-date.span.start)
    return replace(date, span=both, surface=date.surface[words.start : words.end], slots=slots) if slots else None


def _integer(numeral: str) -> int:
    """The number that an Arabic or Chinese numeral of a date writes."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if len(numeral) == 4:
        return int(numeral.translate(_DIGITS))
    return int(cn2an.cn2an(numeral.replace("两", "二"), "smart"))


def resolve_date(mention: Mention, *, document_date: datetime.date | None, previous: Period | None = None) -> Period:
    """First and last day of a stated time; an open end is None, a rough or unresolvable time is vague with a reason.

    `document_date` is the date of the letter or meeting; `previous` is the time stated just before, in the same
    sentence or the one before: the year of a day or month serves a date without one that follows on it in that year,
    its days serve 当天, 次日 and a bare hour. Otherwise a date without a year is the latest one that is not more than
    31 days after the document.

    >>> resolve_date(find_dates("9月13日")[0], document_date=datetime.date(2022, 9, 15)).begin
    datetime.date(2022, 9, 13)
    """
    shift = -mention.span.start
    values = {}
    for name, span in mention.slots.items():
        place = span.shift(shift)
        values[name] = mention.surface[place.start : place.end].translate(FOLD)
    try:
        return _resolve(values, document_date, previous)
    except _UnknownTimeError as error:
        return Period(vague=True, reason=str(error))
    except (ValueError, OverflowError):
        return Period(vague=True, reason="no such day in the calendar")


class _UnknownTimeError(Exception):
    """A stated time without a day to be had."""


def _resolve(values: Mapping[str, str], today: datetime.date | None, previous: Period | None) -> Period:
    if "vague" in values:
        raise _UnknownTimeError("the text gives the time only roughly")
    if "before" in values:
        raise _UnknownTimeError("the text gives only a day before which it was")
    if "quantity" in values:
        return _lately(_integer(values["quantity"]), values["unit"], _need(today))
    if "month" in values or "year" in values or "day" in values or values.get("relative") in THIS_YEAR:
        period = _calendar(values, today, previous)
    elif "relative" in values or "weekday" in values:
        period = _relative(values, today, previous)
    elif previous is not None and previous.begin is not None and previous.begin == previous.end:
        period = previous
    else:
        raise _UnknownTimeError("an hour whose day is not stated before it")
    return replace(period, end=None) if "since" in values else period


def _need(day: datetime.date | None) -> datetime.date:
    if day is None:
        raise _UnknownTimeError("told from the document's date, which is unknown")
    return day


def _calendar(values: Mapping[str, str], today: datetime.date | None, previous: Period | None) -> Period:
    """A time told by year, month or day, with what it leaves out filled in."""
    number = {k: _integer(v) for k, v in values.items() if k.removeprefix("end_") in ("year", "month", "day")}
    year, month, day = (number.get(k) for k in ("year", "month", "day"))
    relative = values.get("relative", "")
    if relative in THIS_MONTH:
        year, month = _month_of(relative, today, previous)
    elif relative:
        year = _year_of(relative, today, previous)
    if month is None and day is not None:
        anchor = previous.begin if previous and previous.begin else _need(today)
        year, month = anchor.year, anchor.month
    if year is None:
        year = _year_without(month or 1, day, today, previous)
    begin, end, precision = _bounds(year, month, day, values)
    if any(k.startswith("end_") for k in number):
        end_year = number.get("end_year", year)
        end_year += year // 100 * 100 if end_year < 100 else 0
        end_month = number.get("end_month", month if "end_day" in number else None)
        last = _bounds(end_year, end_month, number.get("end_day"), {})
        if last[1] < begin and "end_year" not in number:
            last = _bounds(end_year + 1, end_month, number.get("end_day"), {})
        end, precision = last[1], max(precision, last[2], key=PRECISIONS.index)
    if end < begin:
        raise _UnknownTimeError("the end is written before the beginning")
    return Period(begin=begin, end=end, precision=precision)


def _bounds(
    year: int, month: int | None, day: int | None, values: Mapping[str, str]
) -> tuple[datetime.date, datetime.date, str]:
    """First day, last day and precision of a year, a month, a day or a named part of a year or month."""
    if month is None:
        months = _part_of_year(values.get("part", ""))
        first, last = months or (1, 12)
        end = datetime.date(year, last, monthrange(year, last)[1])
        return datetime.date(year, first, 1), end, "month" if months else "year"
    days = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, monthrange(year, month)[1])}.get(
        values.get("month_part", "")
    )
    if day is not None:
        days = (day, day)
    first, last = days or (1, monthrange(year, month)[1])
    return datetime.date(year, month, first), datetime.date(year, month, last), "day" if days else "month"


def _part_of_year(part: str) -> tuple[int, int] | None:
    """First and last month of a half, a quarter or a season that lies in one year; None where it is not so exact."""
    if part.endswith("半年"):
        return (1, 6) if part[0] == "上" else (7, 12)
    if part.endswith("季度"):
        quarter = _integer(part[1])
        return 3 * quarter - 2, 3 * quarter
    return {"春": (3, 5), "夏": (6, 8), "秋": (9, 11)}.get(part[:1])


def _year_without(month: int, day: int | None, today: datetime.date | None, previous: Period | None) -> int:
    """The year of a date that names none: the previous one's, if the date follows on it, or the latest past year.

    A bare year before, no open one, serves months (`of the activities in 2024: in February …`), not days, which seldom
    belong to it.
    """
    carried = None
    if previous and previous.precision == "year" and (day is not None or previous.end is None):
        previous = None
    if previous is not None and previous.begin is not None:
        end = previous.end or previous.begin
        if previous.begin.year == end.year and (
            today is None or (month, day or 31) >= (previous.begin.month, previous.begin.day)
        ):
            carried = end.year
    if carried is not None and (today is None or carried <= today.year):
        return carried
    day_of = _need(today)
    candidate = datetime.date(day_of.year, month, min(day or 1, monthrange(day_of.year, month)[1]))
    return day_of.year if candidate <= day_of + SOON else day_of.year - 1


def _year_of(word: str, today: datetime.date | None, previous: Period | None) -> int:
    steps = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
    if word in steps:
        return _need(today).year + steps[word]
    if previous is None or previous.begin is None:
        raise _UnknownTimeError("told from a year that is not stated before it")
    return previous.begin.year + (1 if word in ("次年", "翌年") else 0)


def _month_of(word: str, today: datetime.date | None, previous: Period | None) -> tuple[int, int]:
    if word == "同月":
        if previous is None or previous.begin is None:
            raise _UnknownTimeError("told from a month that is not stated before it")
        return previous.begin.year, previous.begin.month
    day = _need(today)
    months = day.year * 12 + day.month - 1 + {"上": -1, "下": 1}.get(word[0], 0)
    return months // 12, months % 12 + 1


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


def _relative(values: Mapping[str, str], today: datetime.date | None, previous: Period | None) -> Period:
    """昨天, 上周四, 本周早些时候, 上个月 and their like."""
    word = values.get("relative", "")
    if word in THIS_MONTH:
        first, last, precision = _bounds(*_month_of(word, today, previous), None, {})
        return Period(begin=first, end=last, precision=precision)
    if "周" in word or "weekday" in values:
        return _in_week(word, values, _need(today))
    steps = {"昨": -1, "今": 0, "明": 1, "前天": -2, "后天": 2}
    step = steps.get(word, steps.get(word[:1]))
    if step is not None:
        day = _need(today) + step * _ONE_DAY
        return Period(begin=day, end=day)
    if previous is None or previous.begin is None or previous.precision != "day":
        raise _UnknownTimeError("told from a day that is not stated before it")
    if word == "前一天":
        return Period(begin=previous.begin - _ONE_DAY, end=previous.begin - _ONE_DAY)
    if word in ("次日", "翌日", "第二天"):
        day = (previous.end or previous.begin) + _ONE_DAY
        return Period(begin=day, end=day)
    return previous


def _in_week(word: str, values: Mapping[str, str], today: datetime.date) -> Period:
    monday = today - today.weekday() * _ONE_DAY + {"上": -7, "下": 7}.get(word[:1], 0) * _ONE_DAY
    weekday = values.get("weekday", "")
    if weekday == "末":
        return Period(begin=monday + 5 * _ONE_DAY, end=monday + 6 * _ONE_DAY)
    if weekday:
        day = monday + "一二三四五六日天".index(weekday[-1]) % 7 * _ONE_DAY
        day -= 7 * _ONE_DAY if not word and day > today else 0 * _ONE_DAY
        return Period(begin=day, end=day)
    if values.get("part"):
        return Period(begin=monday, end=max(monday, today - _ONE_DAY))
    return Period(begin=monday, end=monday + 6 * _ONE_DAY)
