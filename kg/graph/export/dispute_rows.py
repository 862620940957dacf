"""Rows of tables that tell of several documents at once: what is one occurrence or one thing, what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDFS

from kg.graph.export.cells import Row, in_language, reasons, said
from kg.graph.nodes import Nodes
from kg.namespaces import LKG


def occurrences(nodes: Nodes) -> Iterator[Row]:
    """Which accounts tell of one occurrence."""
    for node in nodes.members(LKG.Occurrence):
        for event in nodes.values(node, LKG.account):
            yield {"occurrence": node, "event": event}


def links(nodes: Nodes) -> Iterator[Row]:
    """Whether two accounts tell of one occurrence."""
    for node in nodes.members(LKG.OccurrenceLink):
        accounts = nodes.values(node, LKG.account)
        yield {
            "link": node,
            "event1": accounts[:1],
            "event2": accounts[1:],
            **said(nodes, node, verdict=LKG.verdict, judgedBy=LKG.judgedBy, toldApart=LKG.toldApart),
            **said(nodes, node, onType=LKG.onType, onTime=LKG.onTime, onPlace=LKG.onPlace, onActors=LKG.onActors),
            **said(nodes, node, onInstrument=LKG.onInstrument),
            "remark": in_language(nodes, node, RDFS.comment, None),
            **reasons(nodes, node),
        }


def identities(nodes: Nodes) -> Iterator[Row]:
    """Whether two persons or two places are one."""
    for node in nodes.members(LKG.IdentityLink):
        pair = nodes.values(node, LKG.candidate)
        yield {
            "identity": node,
            "entity1": pair[:1],
            "entity2": pair[1:],
            **said(nodes, node, verdict=LKG.verdict, judgedBy=LKG.judgedBy, onName=LKG.onName, onSide=LKG.onSide),
            "remark": in_language(nodes, node, RDFS.comment, None),
            **reasons(nodes, node),
        }


def contradictions(nodes: Nodes) -> Iterator[Row]:
    """Which claims cannot both hold."""
    for node in nodes.members(LKG.Contradiction):
        pair, concerned = nodes.values(node, LKG.between), nodes.values(node, LKG.concerns)
        figures = nodes.values(node, LKG.onFigure)
        yield {
            "contradiction": node,
            "claim1": pair[:1],
            "claim2": pair[1:],
            "figure1": figures[:1],
            "figure2": figures[1:],
            **said(nodes, node, ground=LKG.ground),
            "occurrence": [one for one in concerned if nodes.is_a(one, LKG.Occurrence)],
            "event": [one for one in concerned if not nodes.is_a(one, LKG.Occurrence)],
            **reasons(nodes, node),
        }
