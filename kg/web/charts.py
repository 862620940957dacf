"""Small charts as SVG, drawn where the page is made: without scripts, and with no style but that of the page."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.graph.days import first_day

WIDTH, HEIGHT, FOOT = 720, 120, 18
YEARS, MONTHS = 4 * 366, 100
"""From so many days on, bars stand for years, and for months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: what it stands for, how many, and where it leads ("" for nowhere)."""

    label: str
    number: int
    href: str = ""


def by_time(days: Mapping[str, int], href: Callable[[str], str] = lambda period: "") -> list[Bar]:
    """Counts by day as bars of days, months or years, whichever is readable; periods without any are bars too.

    >>> [(bar.label, bar.number) for bar in by_time({"1995-02-27": 2, "1995-03-01": 1})]
    [('1995-02-27', 2), ('1995-02-28', 0), ('1995-03-01', 1)]
    """
    known = sorted(datetime.date.fromisoformat(day) for day in days)
    if not known:
        return []
    length = _readable((known[-1] - known[0]).days)
    numbers: dict[str, int] = dict.fromkeys(periods(known[0], known[-1], length), 0)
    for day, number in days.items():
        numbers[day[:length]] += number
    return [Bar(label=period, number=number, href=href(period) if number else "") for period, number in numbers.items()]


def _readable(days: int) -> int:
    """The length, as `periods` takes it, of the periods that so many days are shown in."""
    return 4 if days > YEARS else 7 if days > MONTHS else 10


def periods(first: datetime.date, last: datetime.date, length: int) -> list[str]:
    """The years, months or days from one day to another, in as many characters of ISO 8601 as `length` says."""
    if length == 4:
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    every = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    return list(dict.fromkeys(day.isoformat()[:length] for day in every))


def bars(given: Sequence[Bar], title: str) -> Markup:
    """A chart of bars under a title that says what it shows; "" where there is nothing to show."""
    if not given:
        return Markup("")
    top = max(bar.number for bar in given) or 1
    step = WIDTH / max(len(given), 12)
    drawn = Markup("").join(_bar(bar, at * step, step, top) for at, bar in enumerate(given))
    labels = Markup("").join(_ticks([bar.label for bar in given], step))
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="{role}" aria-label="{title}"><title>{title}</title>'
        '<line class="axis" x1="0" x2="{w}" y1="{y}" y2="{y}"/>{bars}{labels}</svg>'
    ).format(
        w=WIDTH, h=HEIGHT + FOOT, y=HEIGHT, title=title, bars=drawn, labels=labels,
        role="group" if any(bar.href for bar in given) else "img",
    )  # fmt: skip


def _bar(bar: Bar, left: float, step: float, top: int) -> Markup:
    height = bar.number / top * (HEIGHT - 14)
    words = f"{bar.label}: {bar.number}"
    drawn = Markup('<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"><title>{t}</title></rect>').format(
        x=left + step * 0.1, y=HEIGHT - height, w=step * 0.8, h=height, t=words
    )
    if not bar.href or not bar.number:
        return drawn
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(bar.href, words, drawn)


def _ticks(labels: Sequence[str], step: float) -> Iterable[Markup]:
    """As many labels below the axis as have room."""
    every = max(1, round(max(map(len, labels)) * 9 / step + 0.5))
    for at in range(0, len(labels), every):
        x = (at + 0.5) * step
        anchor = "start" if at == 0 else "middle"
        left = at * step if at == 0 else x
        yield Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(left, HEIGHT + 14, anchor, labels[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Something on a line of time: its days (ISO 8601; either may be missing), a label, where it leads, a class."""

    first: str | None
    last: str | None
    label: str
    href: str
    kind: str = "event"


ROW, ROOM = 18, 110


def line_of_time(ticks: Sequence[Tick], title: str) -> Markup:
    """Things in the order of time on a line, in as many rows as they need; open ends fade out."""
    dated = [tick for tick in ticks if tick.first or tick.last]
    if not dated:
        return Markup("")
    spans = [_span(tick) for tick in dated]
    low, high = min(first for first, _ in spans), max(last for _, last in spans)
    pad = max(1, (high - low) // 20)
    low, high = low - pad, high + pad
    scale = WIDTH / max(1, high - low)
    drawn, ends = [], list[float]()
    for tick, (first, last) in sorted(zip(dated, spans, strict=True), key=lambda one: one[1]):
        left, right = (first - low) * scale, max((last + 1 - low) * scale, (first - low) * scale + 7)
        row = next((n for n, end in enumerate(ends) if end < left), len(ends))
        ends[row : row + 1] = [right + 4]
        drawn.append(_tick(tick, left, right, row))
    height = len(ends) * ROW
    axis = Markup("").join(_years(low, high, scale, height))
    return Markup(
        '<svg class="chart time" viewBox="0 0 {w} {h}" role="group" aria-label="{t}"><title>{t}</title>{axis}{drawn}'
        "</svg>"
    ).format(w=WIDTH, h=height + FOOT, t=title, axis=axis, drawn=Markup("").join(drawn))


def _span(tick: Tick) -> tuple[int, int]:
    first, last = tick.first or tick.last or "", tick.last or tick.first or ""
    one, two = datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()
    return min(one, two), max(one, two)


def _tick(tick: Tick, left: float, right: float, row: int) -> Markup:
    kind = tick.kind + (" open" if not (tick.first and tick.last) else "")
    return Markup(
        '<a href="{href}" aria-label="{label}"><rect class="{kind}" x="{x:.1f}" y="{y}" width="{w:.1f}" height="{h}"'
        ' rx="2"><title>{label}</title></rect></a>'
    ).format(href=tick.href, label=tick.label, kind=kind, x=left, y=row * ROW + 3, w=right - left, h=ROW - 6)


def _years(low: int, high: int, scale: float, height: int) -> Iterable[Markup]:
    """Marks of time below, of years, months or days, as many as have room."""
    first, last = datetime.date.fromordinal(low), datetime.date.fromordinal(high)
    after = 0.0
    for mark in periods(first, last, _readable(high - low)):
        x = (first_day(mark).toordinal() - low) * scale
        if after <= x <= WIDTH - ROOM:
            after = x + ROOM
            yield Markup(
                '<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{h}"/><text x="{t:.1f}" y="{y}">{mark}</text>'
            ).format(x=x, t=x + 2, h=height, y=height + 14, mark=mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """Somebody round the middle of a small network: a name, how many claims tie the two, their sign, a link."""

    label: str
    number: int
    sign: int
    href: str


def star(middle: str, spokes: Sequence[Spoke], title: str) -> Markup:
    """A thing in the middle and those tied to it around; the thicker the line, the more claims."""
    if not spokes:
        return Markup("")
    top = max(spoke.number for spoke in spokes)
    drawn = Markup("").join(_spoke(spoke, at / len(spokes), top) for at, spoke in enumerate(spokes))
    return Markup(
        '<svg class="chart star" viewBox="-330 -170 660 340" role="group" aria-label="{t}"><title>{t}</title>{drawn}'
        '<circle r="7" class="middle"/><text y="-12" text-anchor="middle" class="middle">{middle}</text></svg>'
    ).format(t=title, drawn=drawn, middle=middle)


def _spoke(spoke: Spoke, turn: float, top: int) -> Markup:
    x, y = 210 * math.cos(2 * math.pi * turn), 135 * math.sin(2 * math.pi * turn)
    kind = {-1: "against", 0: "neither", 1: "for"}[spoke.sign]
    anchor = "start" if x > 1 else "end" if x < -1 else "middle"
    return Markup(
        '<line class="{kind}" x2="{x:.0f}" y2="{y:.0f}" stroke-width="{w:.1f}"/><a href="{href}"><circle cx="{x:.0f}"'
        ' cy="{y:.0f}" r="5"/><text x="{tx:.0f}" y="{ty:.0f}" text-anchor="{anchor}">{label} {n}</text></a>'
    ).format(
        kind=kind, x=x, y=y, w=1 + 7 * spoke.number / top, href=spoke.href, tx=x + 9 * ((x > 1) - (x < -1)),
        ty=y + (4 if anchor != "middle" else 18 if y > 0 else -9), anchor=anchor, label=spoke.label, n=spoke.number,
    )  # fmt: skip


BESIDE = 190
"""The width that labels beside bars have."""


def ranked(given: Sequence[Bar], title: str) -> Markup:
    """Numbers as bars below each other, each with its label to the left; "" where there is nothing to show."""
    if not given:
        return Markup("")
    top = max(bar.number for bar in given) or 1
    drawn = Markup("").join(_ranked(bar, row, (WIDTH - BESIDE - 50) / top) for row, bar in enumerate(given))
    return Markup(
        '<svg class="chart ranked" viewBox="0 0 {w} {h}" role="img" aria-label="{t}"><title>{t}</title>{drawn}</svg>'
    ).format(w=WIDTH, h=len(given) * ROW + 4, t=title, drawn=drawn)


def _ranked(bar: Bar, row: int, scale: float) -> Markup:
    label = bar.label if len(bar.label) < 17 else f"{bar.label[:15]}…"
    return Markup(
        '<text x="{left}" y="{base}" text-anchor="end">{label}</text>'
        '<rect x="{x}" y="{y}" width="{w:.1f}" height="{h}"><title>{whole}: {n}</title></rect>'
        '<text x="{after:.1f}" y="{base}">{n}</text>'
    ).format(
        left=BESIDE - 6, base=row * ROW + 13, label=label, x=BESIDE, y=row * ROW + 3, w=max(bar.number, 0) * scale,
        h=ROW - 5, whole=bar.label, n=bar.number, after=BESIDE + max(bar.number, 0) * scale + 5,
    )  # fmt: skip
