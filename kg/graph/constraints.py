"""The constraints of SHACL that shapes are compiled with, each as pyshacl has it."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rdflib import RDF, SH, XSD, Literal
from rdflib.term import Node

from kg.graph import compiled_queries, value_checks
from kg.graph.facts import Facts, Seen, Values
from kg.graph.ntriples import words_of
from kg.graph.terms import term_of
from kg.graph.value_checks import Passes

if TYPE_CHECKING:
    from kg.graph.shape_compiler import Compiler

Wrong = Sequence[tuple[str, str | None]]
"""The focus nodes that violate a constraint, each with the value by which it does; None where there is none to name."""
Constraint = Callable[[Facts], Callable[[Seen], Wrong]]
"""A constraint becomes, over some facts, a function of what its shape looks at."""
Asked = Callable[[Facts], Passes]
"""What is asked of a value, over some facts."""
Made = Iterable[tuple[Constraint, Node | None]]
"""Constraints, each with the node of its query where it has one."""
Maker = Callable[["Compiler", Node, list[Node]], Made]
"""What a parameter's values on a shape ask."""


class UnknownConstructError(Exception):
    """A construct of SHACL that is not compiled."""


def _only(given: list[Node]) -> Node:
    if len(given) != 1:
        raise UnknownConstructError
    return given[0]


def _literal(node: Node) -> Literal:
    if not isinstance(node, Literal):
        raise UnknownConstructError
    return node


def _needs_path(compiler: Compiler, node: Node) -> None:
    if not compiler.all(node, SH.path):
        raise UnknownConstructError


def _each(asked: Asked) -> tuple[Constraint, None]:
    """What is asked of each value."""

    def over(facts: Facts) -> Callable[[Seen], Wrong]:
        passes = asked(facts)

        def wrong(seen: Seen) -> Wrong:
            failed = {value for value in seen.values if not passes(value)}
            if not failed:
                return ()
            return [(focus, words_of(value)) for focus, values in seen.pairs for value in values if value in failed]

        return wrong

    return over, None


def _count(given: list[Node]) -> int:
    number = _literal(_only(given))
    if number.datatype != XSD.integer or number.value is None or number.value < 0:
        raise UnknownConstructError
    return int(number.value)


def _counted(holds: Callable[[int, int], bool]) -> Maker:
    def made(compiler: Compiler, node: Node, given: list[Node]) -> Made:
        _needs_path(compiler, node)
        limit = _count(given)

        def wrong(seen: Seen) -> Wrong:
            failed = {number for number in seen.numbers if not holds(number, limit)}
            return [(focus, None) for focus, values in seen.pairs if len(values) in failed] if failed else ()

        yield lambda facts: wrong, None

    return made


def _class(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for kind in map(term_of, given):
        yield _each(lambda facts, kind=kind: facts.instances(kind).__contains__)  # type: ignore[misc]


def _node_kind(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    passes = value_checks.of_kind(_only(given))
    if passes is None:
        raise UnknownConstructError
    yield _each(lambda facts: passes)


def _datatype(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    passes = value_checks.of_datatype(_only(given))
    yield _each(lambda facts: passes)


def _pattern(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for pattern in map(_literal, given):
        passes = value_checks.of_pattern(str(pattern))
        yield _each(lambda facts, passes=passes: passes)  # type: ignore[misc]


def _in(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    passes = value_checks.one_of(compiler.members(_only(given)))
    yield _each(lambda facts: passes)


def _bound(check: Callable[[Literal], Passes]) -> Maker:
    def made(compiler: Compiler, node: Node, given: list[Node]) -> Made:
        for bound in map(_literal, given):
            passes = check(bound)
            yield _each(lambda facts, passes=passes: passes)  # type: ignore[misc]

    return made


def _has_value(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for wanted in map(term_of, given):

        def wrong(seen: Seen, wanted: str = wanted) -> Wrong:
            return [(focus, None) for focus, values in seen.pairs if wanted not in values]

        yield lambda facts, wrong=wrong: wrong, None  # type: ignore[misc]


def _unique_language(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    _needs_path(compiler, node)
    wanted = _literal(_only(given)).value
    if not isinstance(wanted, bool):
        raise UnknownConstructError
    if wanted:
        yield lambda facts: _of_one_language, None


def _of_one_language(seen: Seen) -> Wrong:
    several = (pair for pair in seen.pairs if len(pair[1]) > 1)
    return [(focus, None) for focus, values in several for tag, often in _tags(values).items() if tag and often > 1]


def _tags(values: Values) -> Counter[str]:
    """How often values have each tag of a language, "" for none."""
    return Counter(map(value_checks.tag, values))


def _language_in(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    words = list(map(_literal, compiler.members(_only(given), 1)))
    if not all(isinstance(one.value, str) for one in words):
        raise UnknownConstructError
    passes = value_checks.of_language(str(one).lower() for one in words)
    yield _each(lambda facts: passes)


def _qualified(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    """At least so many values conform to a shape."""
    _needs_path(compiler, node)
    least, conforms = _count(compiler.all(node, SH.qualifiedMinCount)), compiler.conforms(_only(given))

    def over(facts: Facts) -> Callable[[Seen], Wrong]:
        passes = conforms(facts)
        return lambda seen: [(focus, None) for focus, values in seen.pairs if sum(map(passes, values)) < least]

    yield over, None


def _of_qualified(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    """Nothing more: it is read with the shape that the values are counted by."""
    _only(compiler.all(node, SH.qualifiedValueShape))
    return ()


def _before(holds: Callable[[Any, Any], bool]) -> Maker:
    def made(compiler: Compiler, node: Node, given: list[Node]) -> Made:
        _needs_path(compiler, node)
        for predicate in map(compiler.predicate, given):

            def over(facts: Facts, predicate: str = predicate) -> Callable[[Seen], Wrong]:
                others = facts.objects(predicate)
                return lambda seen: [
                    (focus, words_of(value))
                    for focus, values in seen.pairs
                    for value in values
                    for other in others.get(focus, ())
                    if not value_checks.in_order(value, other, holds)
                ]

            yield over, None

    return made


def _not(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for conforms in map(compiler.conforms, given):

        def over(facts: Facts, conforms: Asked = conforms) -> Passes:
            passes = conforms(facts)
            return lambda value: not passes(value)

        yield _each(over)


def _or(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for choices in given:
        shapes = [compiler.conforms(choice) for choice in compiler.members(choices, 1)]

        def over(facts: Facts, shapes: Sequence[Asked] = shapes) -> Passes:
            passes = [shape(facts) for shape in shapes]
            return lambda value: any(one(value) for one in passes)

        yield _each(over)


def _sparql(compiler: Compiler, node: Node, given: list[Node]) -> Made:
    for constraint in given:
        query = str(_literal(compiler.one(constraint, SH.select)))
        if not compiled_queries.usable(query) or compiler.said(constraint) - {RDF.type, SH.select, SH.message}:
            raise UnknownConstructError
        compiler.predicates.update(compiled_queries.predicates(query))
        asked = compiled_queries.asked(query)
        yield _queried(asked, bool(compiler.all(node, SH.path))), constraint


def _queried(asked: Callable[[Facts], compiled_queries.Ask], with_path: bool) -> Constraint:
    """A query's results; where it names no value, that is the focus node itself, but for a path's none."""

    def over(facts: Facts) -> Callable[[Seen], Wrong]:
        ask = asked(facts)
        return lambda seen: [
            (focus, words_of(focus) if value is None and not with_path else value)
            for focus in seen.nodes
            for value in ask(focus)
        ]

    return over


CONSTRAINTS: Mapping[Node, Maker] = MappingProxyType(
    {
        SH.minCount: _counted(operator.ge),
        SH.maxCount: _counted(operator.le),
        SH["class"]: _class,
        SH.nodeKind: _node_kind,
        SH.datatype: _datatype,
        SH.pattern: _pattern,
        SH["in"]: _in,
        SH.minInclusive: _bound(value_checks.at_least),
        SH.maxInclusive: _bound(value_checks.at_most),
        SH.hasValue: _has_value,
        SH.uniqueLang: _unique_language,
        SH.languageIn: _language_in,
        SH.qualifiedValueShape: _qualified,
        SH.qualifiedMinCount: _of_qualified,
        SH.lessThan: _before(operator.lt),
        SH.lessThanOrEquals: _before(operator.le),
        SH["not"]: _not,
        SH["or"]: _or,
        SH.sparql: _sparql,
    }
)
