"""Measures of who is tied to whom: degrees, centralities, communities, reciprocity; the same graph, the same values.

All are taken of the simple graph (`simple`): one edge for all ties of a pair, which weighs as much as the different
claims that they rest on; what ties a node to itself is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.analysis.networks.network import Graph, MultiGraph, Tie, ties_of

FEWEST = 3
"""With fewer nodes betweenness, PageRank and communities have no meaning, and are None."""
SAMPLED = 500
"""In larger graphs betweenness is estimated from paths that begin at so many nodes (seeded)."""
SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMeasures:
    """A node's place. In an undirected graph `degree_in` and `degree_out` are alike, and so are the weights.

    `degree_*` count the nodes at the other end, `weight_*` the claims; `betweenness` (0 to 1) is the share of shortest
    paths between others that lead through the node, each edge one step, along its direction, None where no path leads
    through anybody; `pagerank` (all sum to 1) is high for those to whom edges lead from nodes of high rank; `community`
    counts from 1, the largest first.
    """

    node: str
    degree_in: int
    degree_out: int
    weight_in: int
    weight_out: int
    betweenness: float | None
    pagerank: float | None
    community: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What two nodes give each other: the claims there and back. In an undirected graph none come back."""

    source: str
    target: str
    there: int
    back: int


def simple(graph: MultiGraph) -> Graph:
    """One edge a pair (and direction): `weight`, the claims `against`, `neutral` and `favourable`, `sign`, `first` and
    `last` date, the `evidence` (IRIs) and the `documents` (symbols or files), joined by blanks.

    `sign` is what most of the signed claims are, 0 where as many are against as favourable, or none is signed.
    """
    made: Graph = nx.DiGraph() if graph.is_directed() else nx.Graph()
    made.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(graph))
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties_of(graph):
        if tie.source != tie.target:
            pairs.setdefault((tie.source, tie.target), []).append(tie)
    for (source, target), ties in pairs.items():
        made.add_edge(source, target, **_merged(ties))
    return made


def _merged(ties: list[Tie]) -> dict[str, str | int]:
    signs = {sign: len({tie.evidence for tie in ties if tie.sign == sign}) for sign in (-1, 0, 1)}
    dates = sorted(tie.date for tie in ties if tie.date)
    evidence = sorted({tie.evidence for tie in ties})
    return {
        "weight": len(evidence),
        "against": signs[-1],
        "neutral": signs[0],
        "favourable": signs[1],
        "sign": majority(signs[1], signs[-1]),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "evidence": " ".join(evidence),
        "documents": " ".join(sorted({tie.symbol or tie.file for tie in ties})),
    }


def majority(favourable: int, against: int) -> int:
    """The sign of more claims, 0 where neither are more.

    >>> majority(1, 3), majority(2, 2)
    (-1, 0)
    """
    return (favourable > against) - (favourable < against)


def signed(graph: MultiGraph) -> bool:
    """Whether any tie has a sign."""
    return any(tie["sign"] for _, _, tie in graph.edges(data=True))


def loops(graph: MultiGraph) -> int:
    """How many ties tie a node to itself."""
    return nx.number_of_selfloops(graph)


def node_measures(graph: MultiGraph) -> tuple[NodeMeasures, ...]:
    """Every node's measures, by weight (in and out together, the heaviest first), then by IRI."""
    one = simple(graph)
    back = one.reverse(copy=False) if isinstance(one, nx.DiGraph) else one
    betweenness, pagerank = _betweenness(one, back), _pagerank(one)
    community = {node: number for number, members in enumerate(communities(graph), 1) for node in members}
    rows = (
        NodeMeasures(
            node=node,
            degree_in=len(back[node]),
            degree_out=len(one[node]),
            weight_in=sum(edge["weight"] for edge in back[node].values()),
            weight_out=sum(edge["weight"] for edge in one[node].values()),
            betweenness=betweenness.get(node),
            pagerank=pagerank.get(node),
            community=community.get(node),
        )
        for node in one
    )
    return tuple(sorted(rows, key=lambda row: (-row.weight_in - row.weight_out, row.node)))


def _betweenness(one: Graph, back: Graph) -> dict[str, float]:
    """Each node's betweenness; empty where it has no meaning."""
    if len(one) < FEWEST or not any(one[node] and back[node] for node in one):
        return {}
    found = nx.betweenness_centrality(one, k=min(SAMPLED, len(one)), seed=SEED)
    return {node: round(value, 4) for node, value in found.items()}


def _pagerank(one: Graph) -> dict[str, float]:
    """Each node's PageRank; empty where it has no meaning."""
    if len(one) < FEWEST or not one.size():
        return {}
    return {node: round(value, 4) for node, value in nx.pagerank(one, weight="weight").items()}


def communities(graph: MultiGraph) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes that are tied more to each other than to others, by the Louvain method, the largest first.

    Directions are not looked at. In a signed graph only favourable claims tie, for blame binds nobody. A node that
    nothing ties is in no community. Empty for fewer than three nodes.
    """
    one, attribute = simple(graph), "favourable" if signed(graph) else "weight"
    if len(one) < FEWEST:
        return ()
    numbers = {node: number for number, node in enumerate(one)}  # Louvain walks through sets: numbers have one order
    tied: nx.Graph[int] = nx.Graph()
    for source, target, edge in one.edges(data=True):
        if weight := edge[attribute]:
            ends = numbers[source], numbers[target]
            tied.add_edge(*ends, weight=weight + (tied.edges[ends]["weight"] if tied.has_edge(*ends) else 0))
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(sorted(tied))
    ordered.add_edges_from(sorted(tied.edges(data=True), key=lambda edge: edge[:2]))
    nodes = list(one)
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED) if ordered else []
    named = (tuple(sorted(nodes[number] for number in group)) for group in found)
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def reciprocity(graph: MultiGraph) -> float | None:
    """The share of directed edges of the simple graph that have one the other way; None without any, or undirected."""
    one = simple(graph)
    return round(nx.overall_reciprocity(one), 4) if isinstance(one, nx.DiGraph) and one.size() else None


def pairs(graph: MultiGraph) -> tuple[Pair, ...]:
    """Every edge of the simple graph with the claims that come back, the most first, then by IRI."""
    one = simple(graph)
    made = (
        Pair(
            source=source,
            target=target,
            there=edge["weight"],
            back=one.edges[target, source]["weight"] if one.is_directed() and one.has_edge(target, source) else 0,
        )
        for source, target, edge in one.edges(data=True)
    )
    return tuple(sorted(made, key=lambda pair: (-pair.there, pair.source, pair.target)))
