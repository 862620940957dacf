"""Lanes of time as SVG. Days stand in its attributes too, so that the page's module can draw a part of it larger."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from kg.graph.days import first_day, last_day
from kg.web.charts import Bar, periods
from kg.web.sides.drawing import drawing, length_of, linked
from kg.web.sides.timeline import Lane, Span, joined

WIDTH, LEFT, ROW, GAP, AXIS = 1200, 150, 22, 14, 26
BARS = 70
FADE = 46
Link = Callable[[str, str], str]
"""The address of the page for a shorter time, by its first and its last day; "" where there is none."""

STOP = '<stop offset="{}" stop-color="#33628f" stop-opacity="{}"/>'
FADES = '<defs><linearGradient id="fade-out">{}</linearGradient><linearGradient id="fade-in">{}</linearGradient></defs>'
SHADING = Markup(FADES).format(*(Markup(STOP.format(0, one) + STOP.format(1, 1 - one)) for one in (1, 0)))
"""What an end that nobody states fades into."""
LANES = Markup(
    '<g class="lanes" data-first="{}" data-last="{}" data-left="{}" data-width="{}" data-height="{:.0f}">'
    '<g class="ticks">{}</g>{}{}</g>'
)
SAME = Markup('<line class="same" data-a="{}" data-b="{}" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days (ordinals) to places from left to right."""

    first: int
    last: int

    def x(self, day: float) -> float:
        """Where a day begins."""
        return LEFT + (day - self.first) / max(1, self.last - self.first) * (WIDTH - LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A span in a row of its lane, with its ends, where its label is held, and at which end of that."""

    span: Span
    row: int
    left: float
    right: float
    at: float
    held: str


def ordinal(day: str) -> int:
    """A day as a number."""
    return datetime.date.fromisoformat(day).toordinal()


def time_chart(lanes: Sequence[Lane], first: str, last: str, title: str, link: Link) -> Markup:
    """The chart of these days; "" where there are none."""
    if not (first and last):
        return Markup("")
    low, high = ordinal(first), ordinal(last) + 1
    pad = max(1, (high - low) // 40)
    scale = Scale(first=low - pad, last=high + pad)
    drawn, places, top = [], dict[tuple[int, int], float](), float(AXIS)
    for place, one in enumerate(lanes):
        rows = list(_packed(one, scale))
        height = max(BARS if one.counted else 0, (max((each.row for each in rows), default=0) + 1) * ROW + 4) + GAP
        places |= {(place, each.span.event): top + GAP / 2 + (each.row + 0.5) * ROW for each in rows}
        drawn.append(_lane(one, rows, scale, top, height, link))
        top += height
    ties = Markup("").join(_tie(ends, places, scale) for ends in joined(lanes))
    ends = scale.first, scale.last, LEFT, WIDTH, top
    whole = LANES.format(*ends, _ticks(scale, top), ties, Markup("").join(drawn))
    return drawing("timeline", WIDTH, top + 6, title, SHADING + whole)


def _packed(one: Lane, scale: Scale) -> Iterator[Placed]:
    """Each span in the first row that has room for it and its label."""
    ends: list[float] = []
    for span in one.spans:
        left, right = _ends(span, scale)
        length = length_of(span.words) + 8
        tight = left + length > WIDTH
        start = min(left, right - length) if tight else left
        row = next((n for n, end in enumerate(ends) if end < start), len(ends))
        ends[row : row + 1] = [max(right, start + length) + 8]
        held = "end" if tight else "start"
        yield Placed(span=span, row=row, left=left, right=right, at=right if tight else left, held=held)


def _ends(span: Span, scale: Scale) -> tuple[float, float]:
    """The left and the right end of a span; one without an end is as long as its fading is."""
    if span.first and span.last:
        left = max(LEFT, scale.x(ordinal(span.first)))
        return left, max(min(WIDTH, scale.x(ordinal(span.last) + 1)), left + 6)
    at = max(LEFT, scale.x(ordinal(span.first or span.last)))
    return (at, at + FADE) if span.first else (at - FADE, at)


def _lane(one: Lane, rows: Sequence[Placed], scale: Scale, top: float, height: float, link: Link) -> Markup:
    middle = top + GAP / 2
    counted = _bars(one, scale, top + height - GAP / 2, link) if one.counted else Markup("")
    spans = Markup("").join(_span(each, middle) for each in rows)
    return Markup(
        '<g class="lane"><line class="axis" x1="0" x2="{w}" y1="{y:.0f}" y2="{y:.0f}"/><a href="{href}">'
        '<text class="who" x="0" y="{t:.0f}">{name}</text></a><text class="count" x="0" y="{c:.0f}">{total}</text>'
        "{counted}{spans}</g>"
    ).format(
        w=WIDTH, y=top + height, href=one.href, t=middle + 15, name=one.name, c=middle + 31, total=one.total,
        counted=counted, spans=spans,
    )  # fmt: skip


def _span(each: Placed, top: float) -> Markup:
    span, y = each.span, top + each.row * ROW
    open_end = "" if span.first and span.last else "fade-out" if span.first else "fade-in"
    drawn = Markup(
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="8" rx="2"/><text x="{at:.1f}" y="{ty:.1f}"'
        ' text-anchor="{held}">{words}</text><title>{label}</title>'
    ).format(
        x=each.left, y=y + 13, w=each.right - each.left, at=each.at, ty=y + 11, held=each.held, words=span.words,
        label=span.label,
    )  # fmt: skip
    kind = " ".join(filter(None, ("span", span.exact, span.stand, open_end)))
    days = {"a": ordinal(span.first) if span.first else "", "b": ordinal(span.last) + 1 if span.last else ""}
    return linked(span.href, kind, drawn, **days)


def _tie(ends: Sequence[tuple[int, Span]], places: dict[tuple[int, int], float], scale: Scale) -> Markup:
    """A line through the accounts of one event in several lanes."""
    drawn = []
    for (place, one), (other, two) in pairwise(ends):
        if place != other:
            days = [ordinal(span.first or span.last) for span in (one, two)]
            heights = places[place, one.event] + 6, places[other, two.event] + 6
            drawn.append(SAME.format(*days, *(max(LEFT, scale.x(day)) for day in days), *heights))
    return Markup("").join(drawn)


def _bars(one: Lane, scale: Scale, foot: float, link: Link) -> Markup:
    """How many events there are in each period; a bar leads to its period."""
    most = max(bar.number for bar in one.counted)
    drawn = (_bar(one.name, bar, bar.number / most, scale, foot, link) for bar in one.counted if bar.number)
    return Markup("").join(drawn)


def _bar(who: str, bar: Bar, share: float, scale: Scale, foot: float, link: Link) -> Markup:
    first, last = first_day(bar.label), last_day(bar.label)
    begin, end = first.toordinal(), last.toordinal() + 1
    left, right, height = max(LEFT, scale.x(begin)), scale.x(end), share * (BARS - 14)
    words = f"{who} {bar.label}: {bar.number}"
    drawn = Markup('<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/><title>{words}</title>').format(
        x=left, y=foot - height, w=max(1.5, right - left - 1), h=height, words=words
    )
    return linked(link(first.isoformat(), last.isoformat()), "bar", drawn, a=begin, b=end)


def _ticks(scale: Scale, height: float) -> Markup:
    """Years, months or days, whichever have room."""
    drawn = []
    for day, words in ticks(scale.first, scale.last):
        x = scale.x(day)
        drawn.append(
            Markup('<line x1="{x:.1f}" x2="{x:.1f}" y1="{a}" y2="{h:.0f}"/><text x="{t:.1f}" y="14">{w}</text>').format(
                x=x, t=x + 3, a=AXIS - 8, h=height, w=words
            )
        )
    return Markup("").join(drawn)


STEPS = ((1, 10), (2, 10), (7, 10), (31, 7), (92, 7), (183, 7), (366, 4), (731, 4), (1827, 4), (3653, 4))
"""How many days lie between two marks at the least, and how much of a date a mark then shows."""
LATEST = datetime.date.max.toordinal()
"""The last day that there is a date for; the edges of a chart may lie beyond."""


def ticks(first: int, last: int, most: int = 12) -> list[tuple[int, str]]:
    """Marks between two days, as days and words, no more than `most`.

    >>> ticks(ordinal("1995-01-15"), ordinal("1995-04-01"), 3)
    [(728325, '1995-02'), (728353, '1995-03')]
    """
    step, length = next((one for one in STEPS if (last - first) / one[0] <= most), STEPS[-1])
    found: list[tuple[int, str]] = []
    begin, end = (datetime.date.fromordinal(min(max(1, day), LATEST)) for day in (first, last))
    for words in periods(begin, end, length):
        day = first_day(words).toordinal()
        if first <= day < last and (not found or day - found[-1][0] >= step * 0.9):
            found.append((day, words))
    return found
