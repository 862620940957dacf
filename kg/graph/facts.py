"""A document's triples together with the ontology's, as compiled shapes look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import chain

from kg.graph.ntriples import Said, Triple, said_of
from kg.graph.terms import RDF, RDFS

Values = Collection[str]
Getter = Callable[[str], Values | None]
"""The values of a node, each once; None, as () does, says that it has none."""
Path = Callable[["Facts"], Getter]
"""A path becomes, over some facts, a function from a node to the values at its end, each once."""


class Facts:
    """Who says what of whom, by predicate; of the predicates that are asked for alone."""

    def __init__(self, triples: Collection[Triple], knowledge: Mapping[str, Said]) -> None:
        """`knowledge` has what else is known, by the predicates that are asked for."""
        own = said_of(triples)
        self._objects: dict[str, Said] = {}
        for predicate, known in knowledge.items():
            said = own.get(predicate, {})
            both = {node: [*dict.fromkeys([*said[node], *known[node]])] for node in known.keys() & said.keys()}
            self._objects[predicate] = {**known, **said, **both} if known else said
        self._subjects: dict[str, Said] = {}
        self._instances: dict[str, frozenset[str]] = {}

    def objects(self, predicate: str) -> Said:
        """The objects of a predicate, by subject."""
        return self._objects.get(predicate, {})

    def subjects(self, predicate: str) -> Said:
        """The subjects of a predicate, by object."""
        if predicate not in self._subjects:
            found: defaultdict[str, list[str]] = defaultdict(list)
            for subject, values in self.objects(predicate).items():
                for value in values:
                    found[value].append(subject)
            self._subjects[predicate] = found
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
            self._instances[kind] = frozenset().union(*[typed.get(one, ()) for one in kinds])
        return self._instances[kind]


class Seen:
    """What a shape looks at: its focus nodes, each with its values."""

    def __init__(self, nodes: Collection[str], values_of: Getter) -> None:
        self.nodes = nodes
        self._found = [*map(values_of, nodes)]

    @cached_property
    def pairs(self) -> list[tuple[str, Values]]:
        """Each node with its values; few shapes ask for them, but those that find something wrong."""
        return [(node, values or ()) for node, values in zip(self.nodes, self._found, strict=True)]

    @cached_property
    def values(self) -> frozenset[str]:
        """All values; far fewer than the nodes have together."""
        return frozenset().union(*filter(None, self._found))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """How many values nodes have."""
        return frozenset([len(values) if values else 0 for values in self._found])


def along(predicate: str) -> Path:
    """The path from a subject to its objects."""
    return lambda facts: facts.objects(predicate).get


def against(predicate: str) -> Path:
    """The path from an object to its subjects."""
    return lambda facts: facts.subjects(predicate).get


def either(*paths: Path) -> Path:
    """The values at the ends of all the paths."""

    def over(facts: Facts) -> Getter:
        getters = [path(facts) for path in paths]

        def get(node: str) -> Values:
            return _united([values for getter in getters if (values := getter(node))])

        return get

    return over


def after(first: Path, second: Path) -> Path:
    """The second path from each end of the first."""

    def over(facts: Facts) -> Getter:
        begin, go_on = first(facts), second(facts)

        def get(node: str) -> Values:
            return _united([values for step in begin(node) or () if (values := go_on(step))])

        return get

    return over


def itself(_: Facts) -> Getter:
    """No step at all: the node."""
    return lambda node: (node,)


def _united(several: Sequence[Values]) -> Values:
    """All values, each once."""
    return dict.fromkeys(chain(*several)) if len(several) > 1 else several[0] if several else ()
