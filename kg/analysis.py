"""All measures of a network as tables, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from decimal import Decimal

import pyoxigraph as ox
from rdflib.namespace import XSD

from kg.measures import FEWEST, SAMPLED, communities, loops, node_measures, pairs, reciprocity, signed, simple
from kg.networks import Network, Tie, ties_of
from kg.query import Table, Term
from kg.triads import Balance, balance
from kg.windows import Window, windows

TABLES = ("summary", "nodes", "pairs", "communities", "triads", "windows", "changes", "ties")
SIGNS = {-1: "-", 0: "0", 1: "+"}
Cell = str | int | float | Term | None


def tables(network: Network, by: str | None = None) -> dict[str, Table]:
    """The tables of TABLES that the network has, by name and in that order.

    `triads` is there where pairs have different signs, `windows` and `changes` where `by` is given (kg.windows).
    """
    found = balance(network.graph)
    cut = windows(network, by) if by else ()
    made = {
        "summary": _summary(network, found),
        "nodes": _nodes(network),
        "pairs": _pairs(network),
        "communities": _communities(network),
        "triads": _triads(network, found) if found else None,
        "windows": _windows(cut) if by else None,
        "changes": _changes(network, cut) if by else None,
        "ties": _ties(network),
    }
    return {name: table for name, table in made.items() if table is not None}


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    return Table(tuple(columns), tuple(tuple(_term(cell) for cell in row) for row in rows))


def _term(value: Cell) -> Term | None:
    if isinstance(value, float):
        return ox.Literal(str(Decimal(str(value))), datatype=ox.NamedNode(str(XSD.decimal)))
    return ox.Literal(value) if isinstance(value, str | int) else value


def _name(network: Network, iri: str) -> str:
    return str(network.graph.nodes[iri]["label_zh"])


def _summary(network: Network, found: Balance | None) -> Table:
    """What there is in the network, what was left out and why, and what has no meaning in it."""
    graph, ties = network.graph, ties_of(network.graph)
    dates = [tie.date for tie in ties if tie.date]
    rows: list[tuple[str, Cell]] = [
        ("projection", network.projection.name),
        ("nodes", len(graph)),
        ("ties", len(ties)),
        ("claims", len({tie.claim for tie in ties if tie.claim})),
        ("pairs tied", simple(graph).size()),
        ("first date", min(dates, default=None)),
        ("last date", max(dates, default=None)),
        ("reciprocity: share of ties that are returned", reciprocity(graph)),
    ]
    if found:
        rows += [("balanced share of the signed triads", found.share)]
        rows += [(f"triads {kind}", number) for kind, number in found.counts]
        rows += [("pairs without a sign, as many claims against as for", len(found.undecided))]
    elif signed(graph):
        rows += [("not measured: balance of triads", "all pairs have one sign")]
    rows += [(f"left out: {reason}", number) for reason, number in network.left_out]
    if number := loops(graph):
        rows += [("not measured: ties of a node to itself", number)]
    if len(graph) < FEWEST:
        rows += [("not measured: betweenness, pagerank, communities", f"they need {FEWEST} nodes")]
    if len(graph) > SAMPLED:
        rows += [("betweenness", f"estimated from {SAMPLED} nodes")]
    return _table(("measure", "value"), rows)


def _nodes(network: Network) -> Table:
    rows = []
    for row in node_measures(network.graph):
        known = network.graph.nodes[row.node]
        measures = [value for name, value in asdict(row).items() if name != "node"]
        rows.append((known["label_zh"], known["label_en"], known["kind"], *measures, ox.NamedNode(row.node)))
    names = ("in", "out", "weight in", "weight out", "betweenness", "pagerank", "community")
    return _table(("name", "name in English", "kind", *names, "node"), rows)


def _pairs(network: Network) -> Table:
    """Directed edges with what comes back; undirected ones."""
    edges = simple(network.graph).edges
    rows = []
    for pair in pairs(network.graph):
        edge = edges[pair.source, pair.target]
        signs = [edge[name] for name in ("against", "neutral", "favourable")]
        back = [pair.back] if network.graph.is_directed() else []
        names = _name(network, pair.source), _name(network, pair.target)
        rows.append((*names, pair.there, *back, *signs, edge["first"], edge["last"], edge["documents"]))
    columns = ["from", "to", "weight", *(["returned"] if network.graph.is_directed() else [])]
    return _table((*columns, "against", "neutral", "favourable", "first", "last", "documents"), rows)


def _communities(network: Network) -> Table:
    found = enumerate(communities(network.graph), 1)
    rows = ((number, len(group), ", ".join(_name(network, node) for node in group)) for number, group in found)
    return _table(("community", "size", "members"), rows)


def _triads(network: Network, found: Balance) -> Table:
    rows = (
        (*(_name(network, node) for node in triad.nodes), *(SIGNS[sign] for sign in triad.signs), triad.kind,
         "balanced" if triad.balanced else "unbalanced")
        for triad in found.triads
    )  # fmt: skip
    return _table(("A", "B", "C", "A-B", "A-C", "B-C", "kind", "balance"), rows)


def _windows(cut: Iterable[Window]) -> Table:
    rows = (
        (one.name or "undated", len(one.network.graph), one.network.graph.size(), one.pairs, len(one.come),
         len(one.gone), one.reciprocity)
        for one in cut
    )  # fmt: skip
    return _table(("window", "nodes", "ties", "pairs", "come", "gone", "reciprocity"), rows)


def _changes(network: Network, cut: Iterable[Window]) -> Table:
    rows = (
        (one.name, change, _name(network, source), _name(network, target))
        for one in cut
        for change, found in (("comes", one.come), ("goes", one.gone))
        for source, target in found
    )
    return _table(("window", "change", "from", "to"), rows)


def _ties(network: Network) -> Table:
    names = [field.name for field in fields(Tie)]
    rows = (
        (_name(network, tie.source), _name(network, tie.target), *(getattr(tie, name) for name in names))
        for tie in ties_of(network.graph)
    )
    return _table(("from", "to", *names), rows)
