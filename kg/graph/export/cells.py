"""The cells of tables: what a graph says of a thing, by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox
from rdflib import RDF, RDFS, SKOS, URIRef

from kg.graph.lookup import whole_number
from kg.graph.nodes import Nodes
from kg.namespaces import GAF, GEO, LKG, OA

CONTEXT = 12
"""So many characters are given on either side of words."""
Row = Mapping[str, Sequence[str] | str | int | bool]
"""A row by column: one value or several; a column that it lacks is empty."""


def said(nodes: Nodes, node: str, **columns: URIRef) -> Row:
    """The values of each column's predicate."""
    return {column: nodes.values(node, predicate) for column, predicate in columns.items()}


def noted(nodes: Nodes, node: str, **columns: URIRef) -> Row:
    """The notations of the concepts that each column's predicate names."""
    return {
        column: [iri.rpartition("/")[2] for iri in nodes.values(node, predicate)]
        for column, predicate in columns.items()
    }


def called(nodes: Nodes, node: str, **columns: URIRef) -> Row:
    """The names of what each column's predicate says."""
    return {
        column: [name(nodes, one) for one in nodes.values(node, predicate)] for column, predicate in columns.items()
    }


def at(nodes: Nodes, node: str, step: URIRef, **columns: URIRef) -> dict[str, list[str]]:
    """The values of each column's predicate, of all that one step leads to."""
    ends = nodes.values(node, step)
    return {
        column: [value for end in ends for value in nodes.values(end, predicate)]
        for column, predicate in columns.items()
    }


def in_language(nodes: Nodes, node: str, predicate: URIRef, language: str | None) -> list[str]:
    """The words in a language, or in none."""
    found = nodes.terms(node, predicate)
    return [one.value for one in found if isinstance(one, ox.Literal) and one.language == language]


def name(nodes: Nodes, node: str) -> str:
    """The Chinese name, else any, else nothing."""
    return next(iter([*in_language(nodes, node, SKOS.prefLabel, "zh"), *nodes.values(node, SKOS.prefLabel)]), "")


def names(nodes: Nodes, node: str) -> Row:
    """The names of a thing, and how often it is mentioned."""
    return {
        "nameZh": in_language(nodes, node, SKOS.prefLabel, "zh"),
        "nameEn": in_language(nodes, node, SKOS.prefLabel, "en"),
        "otherNames": nodes.values(node, SKOS.altLabel),
        "mentions": len(nodes.terms(node, GAF.denotedBy)),
    }


def point(nodes: Nodes, node: str) -> Row:
    """The longitude and latitude of a thing that has a point."""
    points = (words for shape in nodes.values(node, GEO.hasGeometry) for words in nodes.values(shape, GEO.asWKT))
    longitude, _, latitude = next(points, "").removeprefix("POINT(").rstrip(")").partition(" ")
    return {"longitude": longitude, "latitude": latitude}


def kinds(nodes: Nodes, node: str, but: str = "") -> list[str]:
    """The local names of a thing's classes, but for the one that all its like have."""
    return [kind for iri in nodes.values(node, RDF.type) if (kind := iri.rpartition("#")[2]) != but]


def quote(nodes: Nodes, node: str) -> Row:
    """The words that speak of a thing first, and where they stand."""
    mention = next(iter(nodes.values(node, GAF.denotedBy)), "")
    return {
        "mention": mention,
        **at(nodes, mention, OA.hasSource, fileName=LKG.fileName),
        **at(nodes, mention, OA.hasSelector, quoteStart=OA.start, quoteEnd=OA.end, quote=OA.exact),
    }


def beside(nodes: Nodes, node: str) -> Row:
    """The characters of the source before and after the words of a mention."""
    texts = at(nodes, node, OA.hasSource, text=LKG.sourceText)["text"]
    span = at(nodes, node, OA.hasSelector, start=OA.start, end=OA.end)
    start, end = (next(map(whole_number, span[edge]), None) for edge in ("start", "end"))
    if not texts or start is None or end is None:
        return {"before": "", "after": ""}
    return {"before": texts[0][max(0, start - CONTEXT) : start], "after": texts[0][end : end + CONTEXT]}


def reasons(nodes: Nodes, node: str) -> Row:
    """Why something was found."""
    return {
        **said(nodes, node, rule=LKG.ruleFired),
        "reasonZh": in_language(nodes, node, RDFS.comment, "zh"),
        "reasonEn": in_language(nodes, node, RDFS.comment, "en"),
    }
