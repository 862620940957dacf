"""Who is tied to whom, as networkx graphs in which every edge keeps the claim and the words that it rests on."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

import networkx as nx

from kg.errors import QueryError
from kg.graph.query_files import Query

UNDATED, OUTSIDE = "without a date", "outside the period"
MultiGraph: TypeAlias = "nx.MultiGraph[str]"
Graph: TypeAlias = "nx.Graph[str]"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tie:
    """One edge: its ends, the claim (or mention, part, document) that it rests on, and where that stands written.

    `date` (ISO) is the projection's, else the day on which it was said; `sign` is -1, 0 or 1 (`lkg:sign` of the act),
    0 where the claim is not the source's own about the target, or says that something did not happen; `reported` are
    the sources that the claimant quotes, `quoted_by` the claims through which alone the claim is known.
    """

    source: str
    target: str
    date: str = ""
    document: str = ""
    char_start: int = 0
    char_end: int = 0
    claim: str = ""
    mention: str = ""
    part: str = ""
    relation: str = ""
    act: str = ""
    polarity: str = ""
    sign: int = 0
    claimant: str = ""
    uttered_by: str = ""
    reported: str = ""
    quoted_by: str = ""
    said: str = ""
    event: str = ""
    event_begin: str = ""
    event_end: str = ""
    symbol: str = ""
    file: str = ""
    quote: str = ""

    @property
    def evidence(self) -> str:
        """The IRI that the tie rests on: its claim; where it has none its mention, part or document."""
        return self.claim or self.mention or self.part or self.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A projection of a store. Nodes are IRIs with `label_zh`, `label_en` and `kind`; edges have a Tie's fields.

    `left_out` counts the ties that are not in the graph, by reason.
    """

    projection: Query
    graph: MultiGraph
    left_out: tuple[tuple[str, int], ...] = ()


def to_graph(ties: Iterable[Tie], node: Callable[[str], dict[str, str]], directed: bool) -> MultiGraph:
    """A multigraph of ties, with keys e0, e1, ... in their order; `node` gives a node's attributes."""
    graph: MultiGraph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    ordered = sorted(tie if directed or tie.source <= tie.target else _turned(tie) for tie in ties)
    for iri in sorted({end for tie in ordered for end in (tie.source, tie.target)}):
        graph.add_node(iri, **node(iri))
    names = [field.name for field in fields(Tie)][2:]
    for number, tie in enumerate(ordered):
        graph.add_edge(tie.source, tie.target, key=f"e{number}", **{name: getattr(tie, name) for name in names})
    return graph


def _turned(tie: Tie) -> Tie:
    return replace(tie, source=tie.target, target=tie.source)


def ties_of(graph: MultiGraph) -> tuple[Tie, ...]:
    """The edges of a network's graph as ties, in order."""
    made = (Tie(source=source, target=target, **data) for source, target, data in graph.edges(data=True))
    return tuple(sorted(made if graph.is_directed() else (t if t.source <= t.target else _turned(t) for t in made)))


def names(graph: MultiGraph, language: str = "zh") -> dict[str, str]:
    """Each node's name in Chinese (zh) or English (en); another where it has none in that language."""
    return {node: str(known[f"label_{language}"]) for node, known in graph.nodes(data=True)}


def part_of(network: Network, ties: Iterable[Tie], left_out: tuple[tuple[str, int], ...] = ()) -> Network:
    """The network with only some of its ties."""
    graph = to_graph(ties, lambda iri: dict(network.graph.nodes[iri]), network.graph.is_directed())
    return replace(network, graph=graph, left_out=left_out)


def restrict(network: Network, wanted: Callable[[Tie], str]) -> Network:
    """The network with only the ties for which `wanted` gives ""; else it gives the reason to leave them out."""
    reasons = [(tie, wanted(tie)) for tie in ties_of(network.graph)]
    left_out = Counter(dict(network.left_out)) + Counter(reason for _, reason in reasons if reason)
    return part_of(network, [tie for tie, reason in reasons if not reason], tuple(sorted(left_out.items())))


def within(network: Network, since: datetime.date | None = None, until: datetime.date | None = None) -> Network:
    """The dated ties of a period, both days included; raises QueryError where it ends before it begins."""
    if since and until and since > until:
        raise QueryError(f"the period from {since} to {until} ends before it begins")
    if not (since or until):
        return network
    first, last = str(since or datetime.date.min), str(until or datetime.date.max)
    return restrict(network, lambda tie: UNDATED if not tie.date else "" if first <= tie.date <= last else OUTSIDE)


def ego(network: Network, centre: str, radius: int = 1) -> Network:
    """Who can be reached from a node within `radius` steps, in whichever direction, and all ties among them.

    Raises QueryError where the node has no tie.
    """
    if centre not in network.graph:
        raise QueryError(f"{centre} has no tie in {network.projection.name}; see its nodes with `--table nodes`")
    near = nx.ego_graph(network.graph, centre, radius=radius, undirected=True)
    return part_of(network, ties_of(near), network.left_out)
