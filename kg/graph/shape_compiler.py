"""The compiler of shapes: targets, paths and constraints become functions over facts; the rest is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.graph.constraints import CONSTRAINTS, Asked, Constraint, UnknownConstructError
from kg.graph.facts import Facts, Path, Seen, after, against, along, either, itself
from kg.graph.terms import term_of
from kg.graph.validation import messages, path_text
from kg.graph.value_checks import Passes

TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_BESIDE = frozenset({RDF.type, SH.path, SH.message, SH.severity, SH.name, SH.description, *TARGETS})
"""What a shape may say beside its constraints."""
_COMPONENTS = (SH.parameter, SH.validator, SH.nodeValidator, SH.propertyValidator)
"""What only a constraint component of somebody's own says; it may concern any shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One constraint, and what a result says where it is violated."""

    constraint: Constraint
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a shape is about, which values it looks at, and what it asks of them."""

    targets: frozenset[tuple[Node, str]]
    path: Path
    rules: tuple[Rule, ...]


class Compiler:
    """Compiles a graph of shapes; notes the predicates that they look up, and the shapes that are left to pyshacl."""

    def __init__(self, shapes: Graph) -> None:
        self.shapes = shapes
        self.predicates: set[str] = set()
        self.left: Graph | None = None
        self._open: list[Node] = []

    def compiled(self) -> list[Shape]:
        """The shapes with targets that can be compiled; sets `left` to the others, with all that they refer to."""
        own = any((None, predicate, None) in self.shapes for predicate in _COMPONENTS)
        nodes = {node for target in TARGETS for node in self.shapes.subjects(target)}
        nodes |= {node for kind in (SH.NodeShape, SH.PropertyShape) for node in self.shapes.subjects(RDF.type, kind)}
        found: dict[Node, Shape] = {}
        for node in sorted(nodes, key=term_of):
            try:
                if not own:
                    found[node] = self.shape(node)
            except (UnknownConstructError, re.error):
                continue
        if len(found) < len(nodes):
            self.left = Graph() + self.shapes
            for node in found:
                for target in TARGETS:
                    self.left.remove((node, target, None))
        return [shape for shape in found.values() if shape.targets]

    def shape(self, node: Node) -> Shape:
        """A shape; raises UnknownConstructError for one that is not wholly understood, or that refers to itself."""
        said, kinds = self.said(node), set(self.shapes.objects(node, RDF.type))
        with_path = SH.path in said
        understood = said <= _BESIDE | CONSTRAINTS.keys() and kinds <= {SH.PropertyShape if with_path else SH.NodeShape}
        if not understood or node in self._open or len(self.all(node, SH.severity)) > 1:
            raise UnknownConstructError
        self._open.append(node)
        try:
            rules = tuple(self._rules(node, said))
        finally:
            self._open.pop()
        targets = {(target, term_of(one)) for target in TARGETS for one in self.all(node, target)}
        self.predicates |= {term for kind, term in targets if kind in (SH.targetSubjectsOf, SH.targetObjectsOf)}
        path = self._path(self.one(node, SH.path)) if with_path else itself
        return Shape(targets=frozenset(targets), path=path, rules=rules)

    def _rules(self, node: Node, said: set[Node]) -> list[Rule]:
        severity = next(iter(self.all(node, SH.severity)), SH.Violation)
        path = path_text(self.shapes, self.shapes.value(node, SH.path))
        rules = []
        for predicate in sorted(said & CONSTRAINTS.keys(), key=term_of):
            for constraint, query in CONSTRAINTS[predicate](self, node, self.all(node, predicate)):
                words = {m.language: str(m) for source in (node, query) for m in messages(self.shapes, source)}
                told = {
                    "severity": str(severity).removeprefix(str(SH)),
                    "path": path,
                    "message_zh": words.get("zh", ""),
                    "message_en": words.get("en", ""),
                    "shape": str(node if query is None else query),
                }
                rules.append(Rule(constraint=constraint, said=told))
        return rules

    def said(self, node: Node) -> set[Node]:
        """The predicates by which something is said of a node in the shapes."""
        return set(self.shapes.predicates(node))

    def all(self, node: Node, predicate: Node) -> list[Node]:
        """What is said of a node in the shapes, in order."""
        return sorted(self.shapes.objects(node, predicate), key=term_of)

    def one(self, node: Node, predicate: Node) -> Node:
        """The one thing that is said of a node; anything else is not understood."""
        found = self.all(node, predicate)
        if len(found) != 1:
            raise UnknownConstructError
        return found[0]

    def members(self, node: Node, least: int = 0) -> list[Node]:
        """The members of a list, which has so many at least."""
        found = list(Collection(self.shapes, node))
        if len(found) < least:
            raise UnknownConstructError
        return found

    def predicate(self, node: Node) -> str:
        """A predicate as a term; facts have what it says."""
        if not isinstance(node, URIRef):
            raise UnknownConstructError
        self.predicates.add(term_of(node))
        return term_of(node)

    def _path(self, node: Node) -> Path:
        said = self.said(node) if not isinstance(node, URIRef) else set()
        if said == {RDF.first, RDF.rest}:
            *begin, path = map(self._path, self.members(node, 2))
            for step in reversed(begin):
                path = after(step, path)
            return path
        if said == {SH.inversePath}:
            return against(self.predicate(self.one(node, SH.inversePath)))
        if said == {SH.alternativePath}:
            return either(*map(self._path, self.members(self.one(node, SH.alternativePath), 2)))
        return along(self.predicate(node))

    def conforms(self, node: Node) -> Asked:
        """Whether a value conforms to a shape that another one refers to."""
        shape = self.shape(node)

        def over(facts: Facts) -> Passes:
            values_of = shape.path(facts)
            tests = [rule.constraint(facts) for rule in shape.rules]
            return lambda value: not any(test(Seen((value,), values_of)) for test in tests)

        return over
