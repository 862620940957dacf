"""The namespaces' terms as N-Triples writes them, and the way from rdflib's terms to these and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rdflib import BNode, Graph, Literal, URIRef
from rdflib import namespace as shared
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from kg import namespaces
from kg.graph.ntriples import Triple, iri, literal, words_of


class Terms:
    """A namespace whose names are terms.

    >>> Terms(namespaces.LKG).about
    '<https://w3id.org/letterkg/ns#about>'
    """

    def __init__(self, namespace: namespaces.Namespace | type[DefinedNamespace]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):  # what Python and pytest ask of any object
            raise AttributeError(name)
        term = self.__dict__[name] = iri(str(self._namespace[name]))
        return term

    def __getitem__(self, name: str) -> str:
        return self.__dict__.get(name) or self.__getattr__(name)


ACT, AGREEMENT_KIND = Terms(namespaces.ACT), Terms(namespaces.AGREEMENT_KIND)
COMPLIANCE, HARM, PLACE_TYPE = Terms(namespaces.COMPLIANCE), Terms(namespaces.HARM), Terms(namespaces.PLACE_TYPE)
EVENT_TYPE, EVENT_SUBTYPE = Terms(namespaces.EVENT_TYPE), Terms(namespaces.EVENT_SUBTYPE)
STATUS = Terms(namespaces.STATUS)
GAF, GEO, LKG, OA = Terms(namespaces.GAF), Terms(namespaces.GEO), Terms(namespaces.LKG), Terms(namespaces.OA)
SEM, SKOSXL = Terms(namespaces.SEM), Terms(namespaces.SKOSXL)
DCTERMS, ORG, PROV, RDF = Terms(shared.DCTERMS), Terms(shared.ORG), Terms(shared.PROV), Terms(shared.RDF)
RDFS, SH, SKOS, XSD = Terms(shared.RDFS), Terms(shared.SH), Terms(shared.SKOS), Terms(shared.XSD)


def term_of(node: Node) -> str:
    """An rdflib term as a term."""
    if isinstance(node, Literal):
        return literal(str(node), language=node.language or "", datatype=str(node.datatype or ""))
    return f"_:{node}" if isinstance(node, BNode) else iri(str(node))


@lru_cache(maxsize=4096)
def node_of(term: str) -> URIRef | BNode | Literal:
    """A term as rdflib's."""
    words = words_of(term)
    if term[0] == "<":
        return URIRef(words)
    if term[0] == "_":
        return BNode(words)
    kind = term[term.rindex('"') + 1 :]
    if kind.startswith("@"):
        return Literal(words, lang=kind[1:])
    return Literal(words, datatype=URIRef(kind[3:-1])) if kind else Literal(words)


def triples_of(triples: Iterable[tuple[Node, Node, Node]]) -> list[Triple]:
    """The triples of an rdflib graph."""
    return [(term_of(s), term_of(p), term_of(o)) for s, p, o in triples]


def graph_of(triples: Iterable[Triple]) -> Graph:
    """The triples as a graph of rdflib's, which knows the project's prefixes."""
    graph = Graph()
    for prefix, namespace in namespaces.PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    graph.addN((node_of(s), node_of(p), node_of(o), graph) for s, p, o in triples)
    return graph
