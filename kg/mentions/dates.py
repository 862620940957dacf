"""Dates as Chinese documents write them, found with their parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kg.knowledge.numerals import date_number
from kg.mentions.date_grammar import DAYS, fold, grammar
from kg.model.mention import Kind, Mention
from kg.model.text import Span

RULE = "date"
NEAR = 40  # so many characters beside a date may say that it lies ahead


def find_dates(text: str) -> tuple[Mention, ...]:
    """All stated times in the text, in order, not overlapping; spans and slots count the text's characters.

    Slots: `year`, `month`, `day`, `end_year`, `end_month`, `end_day`, `end_next` (…至次日), `figures` (22/2/1995),
    `relative` (a word such as 昨天), `quantity` and `unit` (过去两天; 三天前 with `ago`), `unclear` (what may be two
    things), `weekday`, `part` (of a year), `month_part`, `time`, `since` (open end), `before`, `vague`.

    >>> [m.surface for m in find_dates("2021年1月11日和11月26日")]
    ['2021年1月11日', '11月26日']
    """
    return tuple(_finds(text, fold(text)))


def _finds(text: str, folded: str) -> Iterator[Mention]:
    patterns, at = grammar(), 0
    while found := patterns.core.search(folded, at):
        slots = {name: Span(*found.span(name)) for name, value in found.groupdict().items() if value}
        start, at, core = found.start(), found.end(), slots.pop("core").start
        slots.pop("sign", None)
        while "day" in slots and "before" not in slots and (joined := patterns.joined_day.match(folded, at)):
            day, last = Span(*joined.span("day")), slots.get("end_day", slots["day"])
            next_day = date_number(folded[day.start : day.end]) == date_number(folded[last.start : last.end]) + 1
            apart = patterns.each.search(folded, 0, start) or patterns.so_often.match(folded, joined.end())
            if next_day and not apart:
                slots["end_day"] = day
            else:
                yield _mention(text, start, at, slots)
                start, core, slots = day.start, day.start, {"day": day}
            at = joined.end()
        at = _tail(folded, slots, at)
        yield _mention(text, core if "open" in slots and "since" not in slots else start, at, slots)


def _tail(folded: str, slots: dict[str, Span], at: int) -> int:
    """The end of a date with the hour, `以来` and `之前` that follow on it, which go into the slots."""
    if slots.keys() & {"vague", "quantity", "unclear"}:
        return at
    at = _hour(folded, slots, at)
    if any(name.startswith("end_") for name in slots):
        slots.pop("since", None)
        return at
    for name, pattern in (("since", grammar().since), ("before", grammar().before)):
        if found := pattern.match(folded, at):
            slots[name] = Span(*found.span())
            return found.end()
    return at


def _hour(folded: str, slots: dict[str, Span], at: int) -> int:
    """The end of a day with the day of the week and the hour that follow on it."""
    relative = slots.get("relative")
    daily = relative is not None and folded[relative.start : relative.end] in DAYS
    found = grammar().time.match(folded, at) if daily or slots.keys() & {"day", "end_day", "weekday"} else None
    if not found:
        return at
    if found["time"]:
        slots["time"] = Span(*found.span("time"))
    return found.end() if found[0].strip() else at


def hour_of(date: Mention) -> int | None:
    """The hour of the day that a date states, from 0 to 24.

    >>> [hour_of(date) for date in find_dates("5月2日下午3时、5月2日")]
    [15, None]
    """
    span = date.slots.get("time")
    found = grammar().hour.search(fold(date.surface), *_inside(date, span)) if span else None
    if not found:
        return None
    hour = date_number(found["hour"])
    return hour + 12 if found["late"] and hour < 12 else hour


def _inside(date: Mention, span: Span) -> tuple[int, int]:
    return span.start - date.span.start, span.end - date.span.start


def is_planned(text: str, date: Span) -> bool:
    """Whether the words of its clause put a date ahead of the day on which they are said: 将于…, 计划在…, …将举行.

    >>> is_planned("双方将于3月5日会晤。", Span(4, 8))
    True
    """
    before, after = grammar().planned
    near = text[max(0, date.start - NEAR) : date.start]
    return bool(before.search(near) or after.match(text, date.end, date.end + NEAR))


def is_compared(text: str, date: Span) -> bool:
    """Whether a date is only what another one is compared with: nothing is told of it."""
    before, after = grammar().compared
    near = text[max(0, date.start - NEAR) : date.start]
    return bool(before.search(near) or after.match(text, date.end, date.end + NEAR))


def lasts_to_now(sentence: str) -> bool:
    """Whether a sentence says of what it tells that it goes on."""
    return bool(grammar().to_now.search(sentence))


def _mention(text: str, start: int, end: int, slots: Mapping[str, Span]) -> Mention:
    kept = {name: span for name, span in slots.items() if name not in ("open", "as_of")}
    slots = MappingProxyType(kept)
    return Mention(span=Span(start, end), surface=text[start:end], kind=Kind.DATE, rule=RULE, slots=slots)


def dates_in(span: Span, dates: Sequence[Mention]) -> tuple[Mention, ...]:
    """What of a text's dates, in order, stands inside a span; of a date that goes beyond it, the parts inside."""
    first = bisect_right(dates, span.start, key=lambda date: date.span.end)
    last = bisect_left(dates, span.end, key=lambda date: date.span.start)
    return tuple(inside for date in dates[first:last] if date.span.overlaps(span) if (inside := _clipped(date, span)))


def _clipped(date: Mention, span: Span) -> Mention | None:
    if span.covers(date.span):
        return date
    slots = {name: slot for name, slot in date.slots.items() if span.covers(slot)}
    both = Span(max(date.span.start, span.start), min(date.span.end, span.end))
    words = both.shift(-date.span.start)
    return replace(date, span=both, surface=date.surface[words.start : words.end], slots=slots) if slots else None
