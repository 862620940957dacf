"""A graph laid over another: what is added stays above, the one below is left as it was; Oxigraph answers SPARQL.

SHACL needs this: a document's graph is large, one query over all mentions takes rdflib some twenty times as long as
Oxigraph, and pyshacl copies the ontology into every graph, which takes longer than most checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import XSD, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.memory import Memory
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier, Node

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]
_IRI = re.compile(r"<([^<>\s]+)>")


def overlay(graph: Graph, known: Graph | None = None) -> Graph:
    """A graph that holds all of the given one, and of what is `known`; what is added to it does not reach these.

    Its queries see full IRIs only (`<...>`), and only triples of predicates that they name.
    """
    return Graph(store=_Overlay(graph, known or Graph()), identifier=graph.identifier)


class _Overlay(Store):
    """The store of an overlay: reads from both, writes above."""

    context_aware = True
    graph_aware = True

    def __init__(self, below: Graph, known: Graph) -> None:
        super().__init__()
        self.below = _plain(below) if _from_oxigraph(below) else below
        both = [triple for triple in self.below if triple in known] if len(known) else []
        self.known = known - _graph(both) if both else known  # no triple twice
        self.above = Graph(store=Memory())

    def add(self, triple: Triple, context: object = None, quoted: bool = False) -> None:
        if triple not in self.below and triple not in self.known:
            self.above.add(triple)

    def remove(self, triple: Pattern, context: object = None) -> None:
        self.above.remove(triple)

    def triples(
        self, triple_pattern: Pattern, context: object = None
    ) -> Iterator[tuple[Triple, Iterator[Graph | None]]]:
        for triple in chain.from_iterable(one.triples(triple_pattern) for one in (self.below, self.known, self.above)):
            yield triple, iter(())

    def __len__(self, context: object = None) -> int:
        return len(self.below) + len(self.known) + len(self.above)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        self.above.store.bind(prefix, namespace, override)

    def prefix(self, namespace: URIRef) -> str | None:
        return self.above.store.prefix(namespace)

    def namespace(self, prefix: str) -> URIRef | None:
        return self.above.store.namespace(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        return self.above.store.namespaces()

    def query(
        self,
        query: str,  # type: ignore[override]
        initNs: Mapping[str, object],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """The answer of Oxigraph, which is given the triples of the predicates that the query names."""
        turtle = "\n".join(
            f"{s.n3()} {p.n3()} {o.n3()} ."
            for predicate in sorted(set(_IRI.findall(query)))
            for (s, p, o), _ in self.triples((None, URIRef(predicate), None))
        )
        inner = ox.Store()
        inner.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
        default = Graph(store=OxigraphStore(store=inner), identifier=DATASET_DEFAULT_GRAPH_ID)
        return default.query(query, initBindings=dict(initBindings))


def _from_oxigraph(graph: Graph) -> bool:
    """Whether a graph lies in Oxigraph or was read from it: there every string has a type, which rdflib's have not."""
    if isinstance(graph.store, OxigraphStore):
        return True
    strings = (o for o in graph.objects() if isinstance(o, Literal) and o.language is None)
    return next((o.datatype == XSD.string for o in strings if o.datatype in (None, XSD.string)), False)


def _plain(graph: Graph) -> Graph:
    """A copy in memory, in which strings have no type."""
    return _graph(
        (s, p, Literal(str(o)) if isinstance(o, Literal) and o.datatype == XSD.string else o) for s, p, o in graph
    )


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph
