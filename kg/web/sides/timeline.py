"""What several sides say happened when: an event stands in the lane of each side that tells of it, as it dates it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.days import first_day
from kg.web.charts import Bar, by_time
from kg.web.index.index import placeholders
from kg.web.listing import between, types_of
from kg.web.pages.words import act_word
from kg.web.sides.folding import of_side
from kg.web.sides.period import FIRST, LAST, Period
from kg.web.view import View

WISHES = ("request", "offer")
"""Acts that do not say of what they speak that it is or was."""
MOST = 160
"""Events that a lane shows one by one; of more, it shows how many there are in each period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An event in a lane: its days as stated (either may be missing), how exactly they are known, how the side stands.

    `kind` is its type, `words` the type as the side tells it, `label` that with the days. `exact` is `day`, `month` or
    `year`; `stand` is "denied", or "wished" where the side only asks for it or promises it; `occurrence` is the number
    of that of which it is an account, 0 for none.
    """

    event: int
    first: str
    last: str
    exact: str
    kind: str
    words: str
    label: str
    href: str
    stand: str
    occurrence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one side tells of a period: events one by one or, where they are too many, counted; those without a day."""

    side: int
    name: str
    href: str
    spans: tuple[Span, ...]
    counted: tuple[Bar, ...]
    total: int
    undated: tuple[Span, ...]


def lane(view: View, side: int, period: Period, kind: str = "") -> Lane:
    """The lane of a side within a period; of a type of event (its notation), or of all."""
    rows = _rows(view, side, period, kind)
    dated = [row for row in rows if row[2] or row[3]]
    total, counted = len(dated), list[Bar]()
    if total > MOST:
        counted = by_time(Counter(str(row[2] or row[3]) for row in dated))
        dated = []
    together = _occurrences(view, [row[0] for row in dated])
    return Lane(
        side=side,
        name=view.number(side),
        href=view.link(side),
        spans=tuple(_span(view, *row, together.get(row[0], 0)) for row in dated),
        counted=tuple(counted),
        total=total,
        undated=tuple(_span(view, *row, 0) for row in rows if not (row[2] or row[3])),
    )


def _rows(
    view: View, side: int, period: Period, kind: str
) -> list[tuple[int, str, str | None, str | None, str, int, int, str]]:
    """The events of which a side speaks, each once.

    Number, type, days, precision, whether it only denies it, whether it only wishes it, and its first act.
    """
    held, actors = of_side(view, "who.thing", side)
    first, last = period.bounds
    undated = "" if period.first or period.last else " OR COALESCE(event.first, event.last) IS NULL"
    return view.index.rows(
        "SELECT event.thing, event.type, event.first, event.last, event.exact,"
        " MIN(claim.act = 'deny' OR claim.polarity = 'negative'),"
        f" MIN(claim.act IN ({placeholders(WISHES)})), MIN(claim.act) FROM role AS who"
        " JOIN role AS told ON told.claim = who.claim AND told.role = 'about' JOIN event ON event.thing = told.thing"
        f" JOIN claim ON claim.id = who.claim WHERE {held} AND who.role = 'claimant'"
        " AND ((COALESCE(event.last, event.first) >= ? AND COALESCE(event.first, event.last) <= ?)"
        f"{undated}) AND (? = '' OR event.type = ?) GROUP BY event.thing"
        " ORDER BY COALESCE(event.first, event.last), event.last, event.thing",
        *WISHES,
        *actors,
        first,
        last,
        kind,
        kind,
    )


def _occurrences(view: View, events: Iterable[int]) -> dict[int, int]:
    """Of which occurrence each event is an account."""
    accounts: dict[int, int] = view.index.remembered(
        ("accounts",), lambda: dict(view.index.rows("SELECT event, dispute FROM account ORDER BY dispute DESC"))
    )
    return {event: accounts[event] for event in events if event in accounts}


def _span(
    view: View, event: int, kind: str, first: str | None, last: str | None, exact: str, denied: int, wished: int,
    act: str, occurrence: int,
) -> Span:  # fmt: skip
    types = types_of(view, kind)
    stand = "denied" if denied else "wished" if wished else ""
    words = view.say("time_stand", act=act_word(view, "deny" if denied else act), words=types) if stand else types
    return Span(
        event=event,
        first=first or "",
        last=last or "",
        exact=exact if exact in ("month", "year") else "day",
        kind=types,
        words=words,
        label=f"{words} {between(view, first, last)}",
        href=view.link(event),
        stand=stand,
        occurrence=occurrence,
    )


def joined(lanes: Sequence[Lane]) -> list[list[tuple[int, Span]]]:
    """The accounts of one occurrence in two lanes or more, each with the place of its lane, in the order of lanes."""
    together: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for place, one in enumerate(lanes):
        for span in one.spans:
            if span.occurrence:
                together[span.occurrence].append((place, span))
    return [ends for _, ends in sorted(together.items()) if len({place for place, _ in ends}) > 1]


def edges(lanes: Sequence[Lane], period: Period) -> tuple[str, str]:
    """The first and the last day that is drawn: those of the period, else those of what the lanes show."""
    days = [day for one in lanes for span in one.spans for day in (span.first, span.last) if day]
    days += [first_day(bar.label).isoformat() for one in lanes for bar in one.counted]
    first = period.first or min(days, default="")
    last = period.last or max(days, default="")
    return (first, last) if first and last and FIRST < first <= last < LAST else ("", "")
