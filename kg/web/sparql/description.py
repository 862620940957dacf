"""What the endpoint says of itself (SPARQL 1.1 Service Description).

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import json

import pyoxigraph as ox

from kg.graph.queries import question_of
from kg.graph.query_worker import Wanted
from kg.namespaces import RDF
from kg.web.sparql.pool import Pool

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_GRAPHS = "SELECT ?g { GRAPH ?g {} } ORDER BY ?g"


async def description(pool: Pool, url: str, kind: str) -> bytes:
    """The description of the service at a URL, with all graphs, in a media type for triples; raises EngineError."""
    answered = await pool.ask(question_of(_GRAPHS), Wanted(solutions="application/sparql-results+json", triples=None))
    rows = json.loads(answered.read())["results"]["bindings"]
    triples = _triples(url, [row["g"]["value"] for row in rows])
    return ox.serialize(triples, format=ox.RdfFormat.from_media_type(kind)) or b""


def _triples(url: str, graphs: list[str]) -> list[ox.Triple]:
    service, dataset, union = (ox.NamedNode(f"{url}#{name}") for name in ("service", "dataset", "default-graph"))

    def said(node: ox.NamedNode, kind: str, *pairs: tuple[str, ox.NamedNode]) -> list[ox.Triple]:
        of_class = ox.Triple(node, ox.NamedNode(f"{RDF}type"), ox.NamedNode(SD + kind))
        return [of_class, *(ox.Triple(node, ox.NamedNode(SD + name), value) for name, value in pairs)]

    found = said(
        service,
        "Service",
        ("endpoint", ox.NamedNode(url)),
        ("supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query")),
        ("feature", ox.NamedNode(f"{SD}UnionDefaultGraph")),
        *(("resultFormat", ox.NamedNode(FORMATS + name)) for name in RESULTS),
        ("defaultDataset", dataset),
    )
    nodes = [ox.NamedNode(f"{url}#graph-{number}") for number in range(1, len(graphs) + 1)]
    found += said(dataset, "Dataset", ("defaultGraph", union), *(("namedGraph", node) for node in nodes))
    found += said(union, "Graph")
    for node, graph in zip(nodes, graphs, strict=True):
        found += said(node, "NamedGraph", ("name", ox.NamedNode(graph)))
    return found
