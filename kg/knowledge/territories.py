"""The world's states and regions: the entries of the shipped lexicon that bear a code of ISO 3166-1 or of UN M49."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SKOS, Graph, Literal
from rdflib.term import Node

from kg.knowledge.turtle import read_turtle
from kg.namespaces import LKG
from kg.resources import shipped

FILES = ("states.ttl", "places-territories.ttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A state, territory or region: its ISO 3166-1 (or UN M49) code, preferred names, and whether it is a state."""

    code: str
    zh: str
    en: str
    is_state: bool


@cache
def territories() -> tuple[Territory, ...]:
    """Every state, territory and region of the shipped lexicon that has a code, by code."""
    found = []
    for name in FILES:
        graph = read_turtle(shipped("ontology") / "lexicon" / name)
        for predicate in (LKG.iso3166, LKG.m49):
            for node, code in graph.subject_objects(predicate):
                is_state = (node, RDF.type, LKG.State) in graph
                zh, en = _name(graph, node, "zh"), _name(graph, node, "en")
                found.append(Territory(code=str(code), zh=zh, en=en, is_state=is_state))
    return tuple(sorted(found, key=lambda territory: territory.code))


def _name(graph: Graph, node: Node, language: str) -> str:
    names = (n for n in graph.objects(node, SKOS.prefLabel) if isinstance(n, Literal) and n.language == language)
    return str(next(names, ""))
