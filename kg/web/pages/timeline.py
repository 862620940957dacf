"""The page of the timeline: what two or more sides say happened when, each in a lane of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.web.listing import between
from kg.web.render import render
from kg.web.sides.folding import sides_that_speak
from kg.web.sides.period import Period, period_of
from kg.web.sides.time_chart import time_chart
from kg.web.sides.timeline import Span, edges, joined, lane
from kg.web.text.cards import Linked
from kg.web.view import View

FIRST_LANES, MOST_LANES, OFFERED = 3, 8, 200
APART = ","
"""What stands between the sides in an address; their IRIs hold none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of the list below the chart: what each side says, in the order of the lanes."""

    href: str
    words: str
    cells: tuple[tuple[Linked, ...], ...]


def timeline(view: View, asked: Mapping[str, str]) -> str:
    """The page; `asked` gives sides (`sides`, and one to `add`), days and a type of event."""
    period, kind = period_of(asked), asked.get("type", "")
    sides = _sides(view, asked)
    lanes = [lane(view, side, period, kind) for side in sides]
    first, last = edges(lanes, period)
    kept = {"type": kind, "sides": _word(view, sides)}
    chart = time_chart(
        lanes, first, last, view.say("time_title"),
        lambda begin, end: view.links.page("timeline", **kept, **{"from": begin, "until": end}) * view.links.served,
    )  # fmt: skip
    return render(
        view,
        "timeline",
        tab="timeline",
        period=period,
        kind=kind,
        kinds=_kinds(view),
        kept=kept,
        lanes=[(one, _without(view, sides, one.side, period, kind)) for one in lanes],
        offered=[view.number(side) for side, _ in sides_that_speak(view)[:OFFERED] if side not in sides],
        full=len(sides) >= MOST_LANES,
        chart=chart,
        shared=[_told(view, len(lanes), ends) for ends in joined(lanes)],
        rows=sorted(
            (
                (span.first or span.last, span.last, one.name, span)
                for one in lanes
                for span in (*one.spans, *one.undated)
            ),
            key=lambda row: (row[0] == row[1] == "", *row[:3], row[3].event),
        ),
    )


def _sides(view: View, asked: Mapping[str, str]) -> list[int]:
    """The sides that are asked for, by IRI or name; without any those that say most."""
    speaking = sides_that_speak(view)
    named = [word for word in asked.get("sides", "").split(APART) if word]
    chosen = [number for word in named if (number := view.index.number(_iri(view, word)))]
    if not named:
        chosen = [side for side, _ in speaking[:FIRST_LANES]]
    if added := asked.get("add", "").strip():
        chosen += [side for side, _ in speaking if view.number(side) == added][:1]
    return list(dict.fromkeys(chosen))[:MOST_LANES]


def _iri(view: View, word: str) -> str:
    return word if "://" in word else view.store.base + word


def _word(view: View, sides: list[int]) -> str:
    """Sides as an address gives them: by what follows the base of their IRIs."""
    return APART.join(view.index.iri(side).removeprefix(view.store.base) for side in sides)


def _without(view: View, sides: list[int], side: int, period: Period, kind: str) -> str:
    """The page without a lane, "" for the last one."""
    left = [one for one in sides if one != side]
    served = bool(left) and view.links.served  # a folder would need a page for every choice of lanes
    return view.links.page("timeline", type=kind, sides=_word(view, left), **period.asked) if served else ""


def _kinds(view: View) -> list[tuple[str, str]]:
    rows = view.index.remembered(
        ("types",), lambda: view.index.rows("SELECT DISTINCT type FROM event WHERE type != '' ORDER BY type")
    )
    return sorted(((kind, view.wording.concept("EventTypes", kind)) for (kind,) in rows), key=lambda one: one[1])


def _told(view: View, lanes: int, ends: Sequence[tuple[int, Span]]) -> Told:
    """What the sides of so many lanes say of one occurrence, by its accounts in them."""
    cells: list[list[Linked]] = [[] for _ in range(lanes)]
    for place, span in ends:
        cells[place].append(Linked(words=between(view, span.first, span.last), href=span.href))
    types = [span.kind for _, span in ends]
    return Told(
        href=view.link(ends[0][1].occurrence), words=view.wording.several(types), cells=tuple(map(tuple, cells))
    )
