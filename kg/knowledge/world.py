"""What GeoNames knows of the lexicon's states and towns: the links that `ontology/links` ships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import SKOS

from kg.knowledge.turtle import read_facts
from kg.namespaces import GEO, ID, LKG
from kg.resources import shipped

GEONAMES = "https://sws.geonames.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A thing as GeoNames knows it: its number there, a point in WKT, a state's codes of ISO 3166-1 and UN M49."""

    number: str
    point: str | None = None
    iso3166: str | None = None
    m49: str | None = None


@cache
def located() -> Mapping[str, Located]:
    """The lexicon's states, territories and towns that GeoNames knows, by key."""
    facts = read_facts(shipped("ontology") / "links" / "geonames.ttl")

    def said(node: str, predicate: str) -> str | None:
        value = facts.value(node, predicate)
        return value.words if value else None

    found = {}
    for node in facts.about:
        if match := said(node, str(SKOS.exactMatch)):
            found[node.removeprefix(str(ID))] = Located(
                number=match.removeprefix(GEONAMES).rstrip("/"),
                point=said(said(node, str(GEO.hasGeometry)) or "", str(GEO.asWKT)),
                iso3166=said(node, str(LKG.iso3166)),
                m49=said(node, str(LKG.m49)),
            )
    return found


@cache
def countries() -> Mapping[str, str]:
    """The keys of the lexicon's states and territories by their codes of ISO 3166-1."""
    return {one.iso3166: key for key, one in located().items() if one.iso3166}
