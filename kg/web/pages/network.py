"""The page of networks: who is tied to whom by a projection, over time, and the claims behind each tie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from kg.analysis.networks.files import to_edges_csv, to_gexf, to_pairs_csv
from kg.errors import QueryError
from kg.web.facts import CLAIMS, ClaimRow, claims_by_iri
from kg.web.index.ties import is_directed, projections
from kg.web.listing import Sheet, kinds_of, page_asked, page_at
from kg.web.pages.words import asked_in
from kg.web.render import render
from kg.web.sides.network_chart import HEIGHT, SIGNS, WIDTH, Node, heaviest, layout, network_chart, weights
from kg.web.sides.period import Period, period_of
from kg.web.sides.ties import Pair, Shown, network, within
from kg.web.view import View

MOST, LISTED = 40, 80
FIRST = "stances"
NODES = ("state", "actor")
FILES: Mapping[str, tuple[str, Callable[..., bytes]]] = {
    "graph.gexf": ("application/gexf+xml", to_gexf),
    "pairs.csv": ("text/csv; charset=utf-8", to_pairs_csv),
    "ties.csv": ("text/csv; charset=utf-8", to_edges_csv),
}
"""What is seen as files: media types and what writes them."""


class Asked:
    """What a page's address asks for, the faulty replaced by what is usual."""

    def __init__(self, view: View, asked: Mapping[str, str]) -> None:
        self.period: Period = period_of(asked)
        self.projection = asked.get("projection", "") if asked.get("projection") in projections() else FIRST
        self.nodes = asked.get("nodes", "") if asked.get("nodes") in NODES else NODES[0]
        self.directed = is_directed(self.projection)
        self.ego = asked.get("ego", "") if view.index.number(asked.get("ego", "")) else ""
        self.source, self.target = asked.get("source", ""), asked.get("target", "")
        self.page = page_asked(asked)
        self.shown = Shown(projection=self.projection, nodes=self.nodes)
        self.every = view.index.remembered(("pairs", self.shown), lambda: self.shown.pairs(view, period_of({})))
        self.drawn = view.index.remembered(("drawn", self.shown, self.ego), self._drawn)

    @property
    def kept(self) -> dict[str, str]:
        """What addresses of other pages of this network say."""
        return {"projection": self.projection, "nodes": self.nodes, "ego": self.ego, **self.period.asked}

    def pairs(self, view: View) -> list[Pair]:
        """The pairs of the period between the nodes which are drawn."""
        drawn = {*self.drawn}
        return [one for one in self.shown.pairs(view, self.period) if one.source in drawn and one.target in drawn]

    def _drawn(self) -> list[str]:
        """The nodes that are drawn at whatever time: those that most claims tie, of all or of those near one node."""
        every = self.every
        if self.ego:
            near = {end for one in every if self.ego in (one.source, one.target) for end in (one.source, one.target)}
            every = [one for one in every if one.source in near and one.target in near]
        return heaviest(every, MOST)


def network_page(view: View, asked: Mapping[str, str]) -> str:
    """The page; `asked` gives a projection, its nodes, days, one node alone (`ego`), and a pair that is opened."""
    wish = Asked(view, asked)
    made = wish.pairs(view)
    nodes = _nodes(view, wish, made)
    return render(
        view,
        "network",
        tab="network",
        wish=wish,
        kinds_of_nodes=NODES,
        question=asked_in(view, projections()[wish.projection]),
        projections=[(name, view.links.page("network", **{**wish.kept, "ego": "", "projection": name}))
                     for name in projections()],
        all_nodes=[(one.iri, one.name) for one in nodes],
        ego_name=view.name(wish.ego) if wish.ego else "",
        chart=network_chart(
            nodes, made, wish.directed, view.say("network_title"), lambda one: _link(view, wish, one)
        ),
        data=_data(view, wish, nodes),
        pairs=[(one, SIGNS[one.sign], *_link(view, wish, one), view.name(one.source), view.name(one.target))
               for one in made[:LISTED]],
        more=max(0, len(made) - LISTED),
        files=[(name, view.links.page(f"network/{name}", **wish.kept)) for name in FILES if view.links.served],
        left_out=wish.shown.left_out(view),
        beyond=len(weights(wish.every)) - len(nodes),
        opened=_behind(view, wish) if wish.source and wish.target else None,
        ends=(view.name(wish.source), view.name(wish.target)) if wish.source and wish.target else ("", ""),
        behind={**wish.kept, "source": wish.source, "target": wish.target},
    )  # fmt: skip


def network_file(view: View, name: str, asked: Mapping[str, str]) -> tuple[bytes, str]:
    """What is seen as a file (a key of FILES), and its media type; raises QueryError for another name."""
    if name not in FILES:
        raise QueryError(f"a network is given as {', '.join(FILES)}")
    wish = Asked(view, asked)
    media, written = FILES[name]
    found, drawn = wish.shown.ties(view), {*wish.drawn}
    seen = [tie for tie in within(found, wish.period) if tie.source in drawn and tie.target in drawn]
    return written(network(view, found, seen)), media


def _nodes(view: View, wish: Asked, made: Sequence[Pair]) -> list[Node]:
    """All nodes that are drawn at any time, so that they stay in their places; their sizes are those of now."""
    drawn, key = wish.drawn, ("layout", wish.shown, wish.ego)
    places = view.index.remembered(key, lambda: layout(drawn, wish.every) if drawn else {})
    numbers = weights(made)
    return [
        Node(iri=iri, name=view.name(iri), kind=next(iter(view.index.kinds(iri)), ""), href=view.links.thing(iri),
             number=numbers.get(iri, 0), x=places[iri][0], y=places[iri][1])
        for iri in drawn
    ]  # fmt: skip


def _link(view: View, wish: Asked, one: Pair) -> tuple[str, str]:
    """Where the line of a pair leads, and what it says in words."""
    words = view.say(
        "network_pair", source=view.name(one.source), target=view.name(one.target), number=one.number,
        against=one.against, favourable=one.favourable, neither=one.neither,
    )  # fmt: skip
    if not (view.links.served or one in wish.every[:LISTED]):
        return "", words  # a folder has pages for the strongest ties
    return view.links.page("network", **wish.kept, source=one.source, target=one.target) + "#claims", words


def _data(view: View, wish: Asked, nodes: Sequence[Node]) -> Markup:
    """What the page's module draws from: nodes, and by pair, month and sign how many ties; escaped for a data block."""
    key = ("months", wish.shown, wish.ego)
    given: dict[str, Any] = {
        "directed": wish.directed,
        "size": [WIDTH, HEIGHT],
        "nodes": [[one.name, kinds_of(view, one.iri), one.href, one.x, one.y, one.iri] for one in nodes],
        "ties": view.index.remembered(key, lambda: wish.shown.months(view, wish.drawn)),
        "link": view.links.page("network", **wish.kept) if view.links.served else "",
        "from": wish.period.first,
        "until": wish.period.last,
    }
    return htmlsafe_json_dumps(given, ensure_ascii=False, separators=(",", ":"))


def _behind(view: View, wish: Asked) -> Sheet[ClaimRow]:
    """The claims that tie two nodes in the period."""
    ends = {(wish.source, wish.target)} | (set() if wish.directed else {(wish.target, wish.source)})
    claims = wish.shown.claims(view, wish.period, ends)
    found = page_at(wish.page, len(claims), CLAIMS)
    shown = claims[found.first - 1 : found.first - 1 + CLAIMS]
    return replace(found, rows=claims_by_iri(view, shown))
