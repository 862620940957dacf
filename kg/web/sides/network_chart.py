"""A network as SVG: who is tied to whom, with the sign of most claims in colour and in the form of the line."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from markupsafe import Markup

from kg.analysis.networks.measures import SEED
from kg.web.sides.drawing import drawing, linked
from kg.web.sides.ties import Pair

WIDTH, HEIGHT, EDGE = 1100, 760, 90
SIGNS = {-1: "against", 0: "neither", 1: "favourable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: its IRI, name, class, page, how many claims tie it, and where it is drawn."""

    iri: str
    name: str
    kind: str
    href: str
    number: int
    x: float
    y: float

    @property
    def radius(self) -> float:
        """In pixels; the area grows with the logarithm of the claims."""
        return round(5 + 1.8 * math.log2(1 + self.number), 1)


def heaviest(pairs: Sequence[Pair], most: int) -> list[str]:
    """The nodes that most claims tie, no more than `most`, but for those which nothing ties to another of them."""
    numbers = weights(pairs)
    chosen = sorted(numbers, key=lambda node: (-numbers[node], node))[:most]
    held = weights([one for one in pairs if one.source in chosen and one.target in chosen])
    return [node for node in chosen if node in held]


def weights(pairs: Sequence[Pair]) -> dict[str, int]:
    """How many claims tie each node."""
    numbers: dict[str, int] = {}
    for one in pairs:
        for end in (one.source, one.target):
            numbers[end] = numbers.get(end, 0) + one.number
    return numbers


def layout(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, tuple[float, float]]:
    """Where nodes are drawn, in pixels: those that are tied lie near each other."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    for one in pairs:
        if one.source in graph and one.target in graph:
            graph.add_edge(one.source, one.target)
    places = nx.spring_layout(graph, weight=None, seed=SEED, k=2.6 / math.sqrt(max(1, len(graph))), iterations=120)
    found = {node: (float(x), float(y)) for node, (x, y) in places.items()}
    across, down = (_spread({node: place[at] for node, place in found.items()}) for at in (0, 1))
    return {
        node: (round(EDGE + across[node] * (WIDTH - 2 * EDGE), 1), round(40 + down[node] * (HEIGHT - 90), 1))
        for node in sorted(found)
    }


def _spread(places: Mapping[str, float]) -> dict[str, float]:
    """Places from 0 to 1, halfway between where they are and even distances: crowds come apart, order stays."""
    low, high = min(places.values()), max(places.values())
    order = sorted(places, key=lambda node: (places[node], node))
    last = max(1, len(order) - 1)
    return {node: (at / last + (places[node] - low) / ((high - low) or 1)) / 2 for at, node in enumerate(order)}


def network_chart(
    nodes: Sequence[Node], pairs: Sequence[Pair], directed: bool, title: str, link: Callable[[Pair], tuple[str, str]]
) -> Markup:
    """The network; `link` gives the address and the words of a pair's line."""
    if not nodes:
        return Markup("")
    at = {one.iri: one for one in nodes}
    both = {(one.source, one.target) for one in pairs} if directed else set()
    shown = [one for one in pairs if {one.source, one.target} <= at.keys()]
    lines = Markup("").join(_line(one, at, directed, (one.target, one.source) in both, link(one)) for one in shown)
    marks = Markup("").join(_node(one) for one in nodes)
    return drawing("network", WIDTH, HEIGHT, title, ARROWS + lines + marks)


ARROW = (
    '<marker id="to-{0}" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="11"'
    ' markerHeight="11" orient="auto"><path class="{0}" d="M0 0L10 5L0 10z"/></marker>'
)
ARROWS = Markup("<defs>{}</defs>").format(Markup("".join(ARROW.format(kind) for kind in SIGNS.values())))


def _line(one: Pair, at: Mapping[str, Node], directed: bool, bent: bool, link: tuple[str, str]) -> Markup:
    """A line from rim to rim; of two that go both ways each bends to its side."""
    first, second = at[one.source], at[one.target]
    dx, dy = second.x - first.x, second.y - first.y
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    bend = min(40, length * 0.14) if bent else 0.0
    x1, y1 = first.x + ux * first.radius, first.y + uy * first.radius
    gap = second.radius + (4 if directed else 0)
    x2, y2 = second.x - ux * gap, second.y - uy * gap
    mx, my = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
    kind = SIGNS[one.sign]
    path = f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"
    arrow = Markup(' marker-end="url(#to-{})"').format(kind) if directed else ""
    drawn = Markup('<path d="{path}" stroke-width="{w:.1f}"{arrow}/><title>{words}</title>').format(
        path=path, w=1 + math.log2(one.number), arrow=arrow, words=link[1]
    )
    return linked(link[0], f"tie {kind}", drawn)


def _node(one: Node) -> Markup:
    return Markup(
        '<a href="{href}" class="node {kind}"><circle cx="{x}" cy="{y}" r="{r}"/><text x="{x}" y="{ty:.1f}"'
        ' text-anchor="middle">{name}</text></a>'
    ).format(href=one.href, kind=one.kind, x=one.x, y=one.y, r=one.radius, ty=one.y + one.radius + 14, name=one.name)
