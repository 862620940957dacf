"""The world's states and regions: the entries of the shipped lexicon that bear a code of ISO 3166-1 or of UN M49."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import SKOS

from kg.knowledge.turtle import read_facts
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
        facts = read_facts(shipped("ontology") / "lexicon" / name)
        states = frozenset(facts.subjects(str(LKG.State)))
        for node in facts.subjects():
            for code in (*facts.values(node, str(LKG.iso3166)), *facts.values(node, str(LKG.m49))):
                zh, en = ("".join(facts.in_language(node, str(SKOS.prefLabel), one)[:1]) for one in ("zh", "en"))
                found.append(Territory(code=code.words, zh=zh, en=en, is_state=node in states))
    return tuple(sorted(found, key=lambda territory: territory.code))
