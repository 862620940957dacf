"""All measures of a network as tables, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from decimal import Decimal

import pyoxigraph as ox
from rdflib.namespace import XSD

from kg.analysis.networks.balance import Balance, balance
from kg.analysis.networks.measures import (
    FEWEST,
    SAMPLED,
    communities,
    loops,
    node_measures,
    pairs,
    reciprocity,
    signed,
    simple,
)
from kg.analysis.networks.network import Network, Tie, names, ties_of
from kg.analysis.networks.windows import Window, windows
from kg.graph.table import Table, Term

TABLES = ("summary", "nodes", "pairs", "communities", "triads", "windows", "changes", "ties")
SHOWN = ("from", "to", "date", "file", "act", "polarity", "quote")
SIGNS = {-1: "-", 1: "+"}
Cell = str | int | float | Term | None


def tables(network: Network, by: str | None = None) -> dict[str, Table]:
    """The tables of TABLES that the network has, by name and in that order.

    `triads` is there where pairs have different signs, `windows` and `changes` where `by` is given.
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


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], shown: Sequence[str] = ()) -> Table:
    return Table(tuple(columns), tuple(tuple(_term(cell) for cell in row) for row in rows), tuple(shown))


def _term(value: Cell) -> Term | None:
    if isinstance(value, float):
        return ox.Literal(str(Decimal(str(value))), datatype=ox.NamedNode(str(XSD.decimal)))
    return ox.Literal(value) if isinstance(value, str | int) else value


def _summary(network: Network, found: Balance | None) -> Table:
    """What there is in the network, and what is missing from it."""
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
    ]
    if graph.is_directed():
        rows += [("reciprocity: share of ties that are returned", reciprocity(graph))]
    if found:
        rows += [("balanced share of the signed triads", found.share)]
        rows += [(f"triads {kind}", number) for kind, number in found.counts]
        rows += [("pairs without a sign, as many claims against as for", len(found.undecided))]
    return _table(("measure", "value"), [*rows, *_missing(network, found)])


def _missing(network: Network, found: Balance | None) -> Iterable[tuple[str, Cell]]:
    """What was left out and why, and what has no meaning in the network."""
    graph = network.graph
    yield from ((f"left out: {reason}", number) for reason, number in network.left_out)
    if number := loops(graph):
        yield "not measured: ties of a node to itself", number
    if signed(graph) and not found:
        yield "not measured: balance of triads", "all pairs have one sign"
    if len(graph) < FEWEST:
        yield "not measured: betweenness, pagerank, communities", f"they need {FEWEST} nodes"
    elif signed(graph) and not communities(graph):
        yield "communities", "none, for nothing favourable ties anybody"
    if len(graph) > SAMPLED:
        yield "betweenness", f"estimated from {SAMPLED} nodes"


def _nodes(network: Network) -> Table:
    rows = []
    for row in node_measures(network.graph):
        known = network.graph.nodes[row.node]
        measures = [value for measure, value in asdict(row).items() if measure != "node"]
        rows.append((known["label_zh"], known["label_en"], known["kind"], *measures, ox.NamedNode(row.node)))
    measures = ["in", "out", "weight in", "weight out", "betweenness", "pagerank", "community"]
    return _table(("name", "name in English", "kind", *measures, "node"), rows)


def _pairs(network: Network) -> Table:
    """The edges of the simple graph; with what comes back in directed ones, and with signs in signed ones."""
    directed, edges = network.graph.is_directed(), simple(network.graph).edges
    marks = ("against", "neutral", "favourable") if signed(network.graph) else ()
    name, rows = names(network.graph), []
    for pair in pairs(network.graph):
        edge = edges[pair.source, pair.target]
        numbers = [pair.there, *([pair.back] if directed else []), *(edge[mark] for mark in marks)]
        last = edge["first"], edge["last"], edge["documents"]
        rows.append((name[pair.source], name[pair.target], *numbers, *last))
    returned = ["returned"] if directed else []
    return _table(("from", "to", "weight", *returned, *marks, "first", "last", "documents"), rows)


def _communities(network: Network) -> Table:
    name, found = names(network.graph), enumerate(communities(network.graph), 1)
    rows = ((number, len(group), ", ".join(name[node] for node in group)) for number, group in found)
    return _table(("community", "size", "members"), rows)


def _triads(network: Network, found: Balance) -> Table:
    name = names(network.graph)
    rows = (
        (*(name[node] for node in triad.nodes), *(SIGNS[sign] for sign in triad.signs), triad.kind,
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
    name = names(network.graph)
    rows = (
        (one.name, change, name[source], name[target])
        for one in cut
        for change, found in (("comes", one.come), ("goes", one.gone))
        for source, target in found
    )
    return _table(("window", "change", "from", "to"), rows)


def _ties(network: Network) -> Table:
    name, columns = names(network.graph), [field.name for field in fields(Tie)]
    rows = (
        (name[tie.source], name[tie.target], *(getattr(tie, column) for column in columns))
        for tie in ties_of(network.graph)
    )
    return _table(("from", "to", *columns), rows, SHOWN)
