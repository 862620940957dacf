"""Rows of tables that tell of several documents at once: what is one occurrence or one thing, what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDFS, URIRef

from kg.graph.export.cells import Row, in_language, reasons, said
from kg.graph.nodes import Nodes
from kg.namespaces import LKG


def links(nodes: Nodes) -> Iterator[Row]:
    """Whether two accounts tell of one occurrence."""
    for node in nodes.members(LKG.OccurrenceLink):
        yield {
            "link": node,
            **_two(nodes, node, "event", LKG.account),
            **said(nodes, node, verdict=LKG.verdict, judgedBy=LKG.judgedBy, toldApart=LKG.toldApart),
            **said(nodes, node, onType=LKG.onType, onTime=LKG.onTime, onPlace=LKG.onPlace, onActors=LKG.onActors),
            **said(nodes, node, onInstrument=LKG.onInstrument),
            "remark": in_language(nodes, node, RDFS.comment, None),
            **reasons(nodes, node),
        }


def identities(nodes: Nodes) -> Iterator[Row]:
    """Whether two persons or two places are one."""
    for node in nodes.members(LKG.IdentityLink):
        yield {
            "identity": node,
            **_two(nodes, node, "entity", LKG.candidate),
            **said(nodes, node, verdict=LKG.verdict, judgedBy=LKG.judgedBy, onName=LKG.onName, onSide=LKG.onSide),
            "remark": in_language(nodes, node, RDFS.comment, None),
            **reasons(nodes, node),
        }


def contradictions(nodes: Nodes) -> Iterator[Row]:
    """Which claims cannot both hold."""
    for node in nodes.members(LKG.Contradiction):
        concerned = nodes.values(node, LKG.concerns)
        yield {
            "contradiction": node,
            **_two(nodes, node, "claim", LKG.between),
            **_two(nodes, node, "figure", LKG.onFigure),
            **said(nodes, node, ground=LKG.ground),
            "occurrence": [one for one in concerned if nodes.is_a(one, LKG.Occurrence)],
            "event": [one for one in concerned if not nodes.is_a(one, LKG.Occurrence)],
            **reasons(nodes, node),
        }


def _two(nodes: Nodes, node: str, column: str, predicate: URIRef) -> Row:
    """The two values of a predicate in two columns: of the column's name with 1, and with 2."""
    found = nodes.values(node, predicate)
    return {f"{column}1": found[:1], f"{column}2": found[1:]}
