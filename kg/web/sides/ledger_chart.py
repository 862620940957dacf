"""The ledger of one occurrence as a chart: the figures for each side's people by who gives them, with their bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kg.web.sides.drawing import drawing, length_of

WIDTH, LEFT, RIGHT, ROW, HEAD = 860, 250, 150, 26, 34
END = WIDTH - RIGHT
ARROW = 90
"""How long an arrow is at the least."""
UPWARD = ("at_least", "more_than")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated number in the chart.

    `group` says whose people and which harm, `who` who gives it; `words` is the number with its bound; `denied` that
    whoever is named denies it; `marks` are the numbers of the contradictions it stands in.
    """

    group: str
    who: str
    number: int
    bound: str
    words: str
    href: str
    denied: bool = False
    marks: tuple[int, ...] = ()


def ledger_chart(figures: Sequence[Figure], title: str) -> Markup:
    """The chart, its groups in the order of the figures; each group has a scale of its own, from 0 on."""
    if not figures:
        return Markup("")
    drawn, top = [], 0
    left = max(0.0, max(length_of(one.who) for one in figures) - LEFT + 16)
    for group, rows in groupby(figures, key=lambda one: one.group):
        several = list(rows)
        drawn.append(Markup("").join(_group(group, several, top, left)))
        top += HEAD + len(several) * ROW
    return drawing("ledger", WIDTH, top + 6, title, Markup("").join(drawn), left)


def _group(group: str, figures: Sequence[Figure], top: int, left: float) -> Iterator[Markup]:
    scale = (END - LEFT - ARROW) / max(1, *(one.number for one in figures))
    foot = top + HEAD + len(figures) * ROW
    yield Markup('<text class="group" x="{:.0f}" y="{}">{}</text>').format(-left, top + 22, group)
    yield Markup('<line class="axis" x1="{x}" x2="{x}" y1="{y1}" y2="{y2}"/>').format(x=LEFT, y1=top + HEAD, y2=foot)
    for row, one in enumerate(figures):
        yield _figure(one, LEFT + one.number * scale, top + HEAD + (row + 0.5) * ROW)
    yield from _conflicts(figures, top + HEAD)


def _figure(one: Figure, x: float, y: float) -> Markup:
    above = one.bound in UPWARD  # the arrow goes where the number of others stands
    return Markup(
        '<a href="{href}" class="{kind}"><text x="{who}" y="{ty:.0f}" text-anchor="end">{name}'
        '</text>{shape}<text class="number" x="{nx:.0f}" y="{ny:.0f}">{words}</text></a>'
    ).format(
        href=one.href, kind="denied" if one.denied else "given", who=LEFT - 10,
        ty=y + 4, name=one.who, shape=_shape(one, x, y), nx=x + 9, ny=y - 5 if above else y + 4, words=one.words,
    )  # fmt: skip


def _shape(one: Figure, x: float, y: float) -> Markup:
    """A dot for a number; an arrow from a lower bound up, a line with a stop up to an upper one, a ring for about."""
    bar = Markup('<line class="to" x1="{}" x2="{x:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>').format(LEFT, x=x, y=y)
    ring = "ring" if one.bound in ("about", "more_than") else "dot"
    dot = Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="4.5"/>').format(ring, x, y)
    if one.bound in UPWARD:
        arrow = Markup('<path class="arrow" d="M{x:.1f} {y:.1f}H{e}m-7 -4 7 4-7 4"/>').format(x=x + 4.5, y=y, e=END)
        return arrow + dot
    if one.bound == "at_most":
        stop = Markup('<line class="stop" x1="{x:.1f}" x2="{x:.1f}" y1="{a:.1f}" y2="{b:.1f}"/>').format(
            x=x, a=y - 7, b=y + 7
        )
        return bar + stop
    return bar + dot


def _conflicts(figures: Sequence[Figure], top: int) -> Iterable[Markup]:
    """A bracket on the right for each contradiction between two of the figures."""
    numbers = sorted({mark for one in figures for mark in one.marks})
    for lane, number in enumerate(numbers):
        rows = [row for row, one in enumerate(figures) if number in one.marks]
        x, first, last = END + 10 + lane % 4 * 34, top + (rows[0] + 0.5) * ROW, top + (rows[-1] + 0.5) * ROW
        yield Markup(
            '<a href="#x{n}" class="against"><path d="M{x} {a:.1f}h6V{b:.1f}h-6"/>'
            '<text x="{t}" y="{y:.1f}">≠{n}</text></a>'
        ).format(n=number, x=x, a=first, b=last, t=x + 9, y=(first + last) / 2 + 4)
