"""What the ontology calls its own terms."""

from __future__ import annotations

from functools import cache

from rdflib import RDFS

from kg.knowledge.turtle import read_facts
from kg.namespaces import LKG
from kg.resources import shipped


@cache
def label(term: str, language: str) -> str:
    """The label of a class or property of the ontology, by its local name, in a language.

    >>> label("UnknownActor", "en")
    'unknown actor'
    """
    facts = read_facts(shipped("ontology") / "letterkg.ttl")
    return facts.in_language(str(LKG[term]), str(RDFS.label), language)[0]
