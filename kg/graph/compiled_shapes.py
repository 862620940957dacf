"""Shapes compiled once into functions over a document's triples, which find what pyshacl finds, but much faster.

A shape with a construct that is not known here is left to pyshacl, and so is one that refers to such a shape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain

from rdflib import SH, Graph
from rdflib.term import Node

from kg.graph.facts import Facts, Seen
from kg.graph.ntriples import Triple, iri, words_of
from kg.graph.results import Report, Result
from kg.graph.shape_compiler import Compiler
from kg.graph.terms import GAF, OA, RDF, RDFS, graph_of, node_of, triples_of
from kg.graph.validation import load_lexicon_shapes, load_ontology, validate

_CLASS, _SUBJECTS, _OBJECTS = SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf
_ALWAYS = (RDF.type, RDFS.subClassOf, GAF.denotedBy, OA.hasSelector, OA.exact)
"""The predicates of classes and quotes, which are looked up whatever the shapes ask."""


class CompiledShapes:
    """The check of documents' triples by shapes and an ontology; its report is that of `validate`."""

    def __init__(self, shapes: Graph, ontology: Graph) -> None:
        compiler = Compiler(shapes)
        self._shapes, self.left, self._ontology = compiler.compiled(), compiler.left, ontology
        self._knowledge: dict[str, defaultdict[str, list[str]]] = {}
        for predicate in compiler.predicates.union(_ALWAYS):
            said = self._knowledge[predicate] = defaultdict(list)
            for subject, _, value in triples_of(ontology.triples((None, node_of(predicate), None))):
                said[subject].append(value)

    def __call__(self, triples: Collection[Triple]) -> Report:
        """What the shapes find wrong with a document's triples."""
        results = list(self._results(Facts(triples, self._knowledge)))
        if self.left is not None:
            results += validate(graph_of(triples), ontology=self._ontology, shapes=self.left).results
        return Report(tuple(sorted(results, key=lambda one: one.rank)))

    def _results(self, facts: Facts) -> Iterator[Result]:
        nodes: dict[frozenset[tuple[Node, str]], Collection[str]] = {}
        for shape in self._shapes:
            if shape.targets not in nodes:
                several = [_aimed(target, facts) for target in shape.targets]
                nodes[shape.targets] = several[0] if len(several) == 1 else dict.fromkeys(chain(*several))
            seen = Seen(nodes[shape.targets], shape.path(facts))
            for rule in shape.rules:
                for focus, value in rule.constraint(facts)(seen):
                    yield Result(focus=words_of(focus), value=value, quote=_quote(facts, focus), **rule.said)


def validate_lexicon(graph: Graph, *, ontology: Graph | None = None, shapes: Graph | None = None) -> Report:
    """What the lexicon's shapes find wrong with entries and rules, such as `lexicon_graph` reads them.

    Raises LetterkgError where the shapes themselves cannot be used.
    """
    ontology = load_ontology() if ontology is None else ontology
    return CompiledShapes(load_lexicon_shapes() if shapes is None else shapes, ontology)(triples_of(graph))


def _aimed(target: tuple[Node, str], facts: Facts) -> Collection[str]:
    """The nodes that a target names."""
    kind, term = target
    if kind == _CLASS:
        return facts.instances(term)
    if kind == _SUBJECTS:
        return facts.objects(term)
    return facts.subjects(term) if kind == _OBJECTS else (term,)


def _quote(facts: Facts, focus: str) -> str:
    """The first quoted words of a node, as `kg.graph.validation.words_of` finds them."""
    node = iri(words_of(focus))
    mentions, selectors, exact = (facts.objects(one) for one in (GAF.denotedBy, OA.hasSelector, OA.exact))
    near = [node, *(one for holder in (node, *mentions.get(node, ())) for one in selectors.get(holder, ()))]
    return min((words_of(words) for one in near for words in exact.get(one, ())), default="")
