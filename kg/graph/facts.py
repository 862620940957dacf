"""A document's triples together with the ontology's, as compiled shapes look them up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from kg.graph.ntriples import Triple
from kg.graph.terms import RDF, RDFS

Values = Collection[str]
Getter = Callable[[str], Values]
Path = Callable[["Facts"], Getter]
"""A path becomes, over some facts, a function from a node to the values at its end, each once."""


class Facts:
    """Who says what of whom, by predicate; of the predicates that are asked for alone."""

    def __init__(self, triples: Collection[Triple], knowledge: Iterable[Triple], predicates: Iterable[str]) -> None:
        """`triples` are each given once; of `knowledge` those are added that they lack."""
        self._objects: dict[str, dict[str, list[str]]] = {predicate: {} for predicate in predicates}
        self._subjects: dict[str, dict[str, list[str]]] = {}
        self._instances: dict[str, frozenset[str]] = {}
        known = triples if isinstance(triples, (dict, set, frozenset)) else frozenset(triples)
        objects = self._objects
        for part in (known, (triple for triple in knowledge if triple not in known)):
            for subject, predicate, value in part:
                said = objects.get(predicate)
                if said is None:
                    continue
                if subject in said:
                    said[subject].append(value)
                else:
                    said[subject] = [value]

    def objects(self, predicate: str) -> Mapping[str, list[str]]:
        """The objects of a predicate, by subject."""
        return self._objects.get(predicate, {})

    def subjects(self, predicate: str) -> Mapping[str, list[str]]:
        """The subjects of a predicate, by object."""
        if predicate not in self._subjects:
            found = self._subjects[predicate] = {}
            for subject, values in self.objects(predicate).items():
                for value in values:
                    if value in found:
                        found[value].append(subject)
                    else:
                        found[value] = [subject]
        return self._subjects[predicate]

    def instances(self, kind: str) -> frozenset[str]:
        """The nodes of a class and of the classes below it."""
        if kind not in self._instances:
            below, kinds, waiting = self.subjects(RDFS.subClassOf), {kind}, [kind]
            while waiting:
                for lower in below.get(waiting.pop(), ()):
                    if lower not in kinds:
                        kinds.add(lower)
                        waiting.append(lower)
            typed = self.subjects(RDF.type)
            self._instances[kind] = frozenset(node for one in kinds for node in typed.get(one, ()))
        return self._instances[kind]


def along(predicate: str) -> Path:
    """The path from a subject to its objects."""
    return lambda facts: _looked_up(facts.objects(predicate))


def against(predicate: str) -> Path:
    """The path from an object to its subjects."""
    return lambda facts: _looked_up(facts.subjects(predicate))


def either(*paths: Path) -> Path:
    """The values at the ends of all the paths."""

    def over(facts: Facts) -> Getter:
        getters = [path(facts) for path in paths]
        return lambda node: dict.fromkeys(value for get in getters for value in get(node))

    return over


def after(first: Path, second: Path) -> Path:
    """The second path from each end of the first."""

    def over(facts: Facts) -> Getter:
        begin, go_on = first(facts), second(facts)
        return lambda node: dict.fromkeys(value for step in begin(node) for value in go_on(step))

    return over


def itself(_: Facts) -> Getter:
    """No step at all: the node."""
    return lambda node: (node,)


def _looked_up(said: Mapping[str, list[str]]) -> Getter:
    return lambda node: said.get(node, ())
