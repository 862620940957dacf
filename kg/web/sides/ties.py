"""The ties of a projection as the index has them: by pair, by month, and the claims behind a pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.analysis.networks.measures import majority
from kg.analysis.networks.network import Network, Tie, to_graph
from kg.analysis.networks.nodes import Nodes
from kg.web.index.index import placeholders
from kg.web.index.ties import Maker, Ties
from kg.web.sides.period import Period
from kg.web.view import View

ENDS = "FROM tie JOIN thing AS one ON one.id = tie.source JOIN thing AS two ON two.id = tie.target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """All ties of two nodes (in one direction): the claims for, against and neither, and the first and last day."""

    source: str
    target: str
    favourable: int
    against: int
    neither: int
    first: str
    last: str

    @property
    def number(self) -> int:
        """How many claims, or other evidence, tie the two."""
        return self.favourable + self.against + self.neither

    @property
    def sign(self) -> int:
        """What most of the signed claims are, 0 where neither are more."""
        return majority(self.favourable, self.against)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which ties a page shows: those of a projection, by a kind of nodes."""

    projection: str
    nodes: str

    def pairs(self, view: View, period: Period) -> list[Pair]:
        """One pair for all ties between two nodes, the strongest first; what ties a node to itself is none."""
        dated, days = _dated(period)
        rows = view.index.rows(
            f"SELECT one.iri, two.iri, sign, COUNT(DISTINCT evidence), MIN(NULLIF(date, '')), MAX(date) {ENDS}"
            f" WHERE projection = ? AND nodes = ? AND source != target{dated} GROUP BY source, target, sign",
            self.projection,
            self.nodes,
            *days,
        )
        held = defaultdict[tuple[str, str], list[tuple[int, int, str, str]]](list)
        for source, target, sign, number, first, last in rows:
            held[source, target].append((sign, number, first or "", last))
        made = [_pair(*ends, several) for ends, several in held.items()]
        return sorted(made, key=lambda one: (-one.number, one.source, one.target))

    def months(self, view: View, nodes: Sequence[str]) -> list[list[object]]:
        """Between some nodes, by their places in the list: month, sign, and how many ties there are."""
        place = {view.index.number(iri): at for at, iri in enumerate(nodes)}
        some = placeholders(nodes)
        rows = view.index.rows(
            "SELECT source, target, SUBSTR(date, 1, 7), sign, COUNT(DISTINCT evidence) FROM tie"
            f" WHERE projection = ? AND nodes = ? AND source != target AND source IN ({some}) AND target IN ({some})"
            " GROUP BY 1, 2, 3, 4",
            self.projection,
            self.nodes,
            *place,
            *place,
        )
        return sorted([place[source], place[target], *counted] for source, target, *counted in rows)

    def claims(self, view: View, period: Period, ends: Iterable[tuple[str, str]]) -> list[str]:
        """The claims that tie two nodes in a period, by day and place."""
        dated, days = _dated(period)
        found = {
            row
            for source, target in ends
            for row in view.index.rows(
                "SELECT date, graph.iri, start, thing.iri FROM tie JOIN claim ON claim.thing = tie.claim"
                " JOIN graph ON graph.id = claim.graph JOIN thing ON thing.id = claim.thing"
                f" WHERE projection = ? AND nodes = ? AND source = ? AND target = ?{dated}",
                self.projection,
                self.nodes,
                view.index.number(source),
                view.index.number(target),
                *days,
            )
        }
        return [claim for *_, claim in sorted(found, key=lambda row: (row[0], row[1], row[2] or 0, row[3]))]

    def left_out(self, view: View) -> list[tuple[str, int]]:
        """The ties that are left out, by reason."""
        asked = "SELECT reason, number FROM left_out WHERE projection = ? AND nodes = ? ORDER BY reason"
        return view.index.rows(asked, self.projection, self.nodes)

    def ties(self, view: View) -> Ties:
        """All ties with all that is known of them."""
        return Maker(view.index.connection, view.store).made(self.projection, self.nodes)


def _dated(period: Period) -> tuple[str, tuple[str, ...]]:
    """A condition of SQL that a tie is of a period, and its values; without a period all are, the undated too."""
    if not (period.first or period.last):
        return "", ()
    return " AND date != '' AND date BETWEEN ? AND ?", period.bounds


def within(found: Ties, period: Period) -> list[Tie]:
    """The ties of a period; without one all, the undated too."""
    if not (period.first or period.last):
        return list(found.ties)
    first, last = period.bounds
    return [tie for tie in found.ties if tie.date and first <= tie.date <= last]


def _pair(source: str, target: str, several: Iterable[tuple[int, int, str, str]]) -> Pair:
    signs, firsts, lasts = dict[int, int](), list[str](), list[str]()
    for sign, number, first, last in several:
        signs[sign] = number
        firsts.append(first)
        lasts.append(last)
    return Pair(
        source=source, target=target, favourable=signs.get(1, 0), against=signs.get(-1, 0), neither=signs.get(0, 0),
        first=min(filter(None, firsts), default=""), last=max(lasts, default=""),
    )  # fmt: skip


def network(view: View, found: Ties, given: list[Tie]) -> Network:
    """Some of the ties as a network, for its files."""
    graph = to_graph(given, Nodes(view.statements).attributes, found.directed)
    return Network(projection=found.projection, graph=graph, left_out=found.left_out)
