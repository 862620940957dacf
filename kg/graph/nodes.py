"""One graph of the store in memory, by subject and predicate, in an order that does not depend on how it was stored."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern

import pyoxigraph as ox
from rdflib import RDF

from kg.graph.store import Store

Term = ox.NamedNode | ox.Literal
_DIGITS = re.compile(r"([0-9]+)")


def natural(words: str) -> tuple[object, ...]:
    """A sort key by which numbers count as such, so that IRIs come in the order of the offsets that they hold.

    >>> sorted(["mention/S-1/100-9", "mention/S-1/20-3"], key=natural)
    ['mention/S-1/20-3', 'mention/S-1/100-9']
    """
    pieces = _DIGITS.split(words)
    return tuple((len(piece), piece) if index % 2 else piece for index, piece in enumerate(pieces))


class Nodes:
    """The graph of this IRI; iterates over what it speaks of. Things, predicates and classes are given as strings."""

    def __init__(self, store: Store, graph: str, quads: Iterable[ox.Quad] | None = None) -> None:
        """Reads the graph from the store, or takes these quads for it."""
        self.graph = graph
        said: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph)) if quads is None else quads:
            assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Term), "a blank node"
            said[quad.subject.value][intern(quad.predicate.value)].append(quad.object)
        for predicates in said.values():
            for values in predicates.values():
                if len(values) > 1:
                    values.sort(key=_order)
        self._said = {node: dict(said[node]) for node in sorted(said, key=natural)}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for node in self._said:
            for kind in self.terms(node, RDF.type):
                self._members[kind.value].append(node)

    def __contains__(self, node: str) -> bool:
        return node in self._said

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def said(self, node: str) -> Mapping[str, Sequence[Term]]:
        """All that is said of a node: for each predicate the values, in order."""
        return self._said.get(node, {})

    def terms(self, node: str, predicate: str) -> Sequence[Term]:
        """The values of a predicate, in order."""
        return self.said(node).get(str(predicate), ())

    def values(self, node: str, predicate: str) -> list[str]:
        """The values of a predicate as strings (IRIs in full, literals by their words), in order."""
        return [term.value for term in self.terms(node, predicate)]

    def members(self, kind: str) -> Sequence[str]:
        """The nodes of a class, in order."""
        return self._members.get(str(kind), ())

    def is_a(self, node: str, kind: str) -> bool:
        """Whether a node is of a class."""
        return any(term.value == str(kind) for term in self.terms(node, RDF.type))


def _order(term: Term) -> tuple[object, ...]:
    return (natural(term.value), str(term))
