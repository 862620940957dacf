"""Whether a value is as a constraint of SHACL asks, as pyshacl has it; of plain values the form tells."""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rdflib import RDF, RDFS, SH, XSD, Literal
from rdflib.term import Node

from kg.errors import LetterkgError
from kg.graph.ntriples import words_of
from kg.graph.terms import node_of, term_of

Passes = Callable[[str], bool]
_KINDS = {
    SH.IRI: "<",
    SH.BlankNode: "_",
    SH.Literal: '"',
    SH.BlankNodeOrIRI: "<_",
    SH.BlankNodeOrLiteral: '_"',
    SH.IRIOrLiteral: '<"',
}
_WHOLE = re.compile(r'"(-?[0-9]{1,18})"\^\^<' + re.escape(str(XSD.integer)) + ">")
_VALUES: dict[Node, type | tuple[type, ...]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: datetime.date,
    XSD.time: datetime.time,
    XSD.dateTime: datetime.datetime,
}


def of_kind(kind: Node) -> Passes | None:
    """Whether a value is an IRI, a literal or a blank node; None for a kind that SHACL does not know."""
    signs = _KINDS.get(kind)  # type: ignore[call-overload]
    return None if signs is None else lambda term: term[0] in signs


def of_datatype(datatype: Node) -> Passes:
    """Whether a value is a literal of a datatype, and its words are such as the datatype has."""

    @lru_cache(maxsize=1024)
    def looked_at(term: str) -> bool:
        node = node_of(term)
        return isinstance(node, Literal) and _is_of(node, datatype)

    if datatype == XSD.string:
        return lambda term: (term[0] == '"' and term[-1] == '"') or looked_at(term)
    if datatype == RDF.langString:
        return lambda term: (term[0] == '"' and term[-1] not in '">') or looked_at(term)
    if datatype == XSD.integer:
        return lambda term: _WHOLE.fullmatch(term) is not None or looked_at(term)
    return looked_at


def _is_of(literal: Literal, datatype: Node) -> bool:
    if literal.datatype == datatype:
        good = not literal.ill_typed
    elif datatype == RDFS.Literal or (datatype == RDFS.Datatype and literal.datatype):
        return True
    else:
        plain = literal.datatype is None and literal.language is None
        good = (plain and datatype == XSD.string) or (bool(literal.language) and datatype == RDF.langString)
    return good and isinstance(literal.value, _VALUES.get(datatype, object))


def of_pattern(pattern: str) -> Passes:
    """Whether a pattern is found in the words of a value; in those of a blank node none is."""
    search = re.compile(pattern).search
    return lambda term: term[0] != "_" and search(words_of(term)) is not None


def tag(term: str) -> str:
    """The tag of a literal's language; "" for a value without one."""
    return term.rpartition('"@')[2] if term[0] == '"' and term[-1] not in '">' else ""


def of_language(wanted: Iterable[str]) -> Passes:
    """Whether a value is in one of these languages, or in a variety of one; `*` stands for any."""
    known = frozenset(wanted)

    def passes(term: str) -> bool:
        said = tag(term).lower()
        return said != "" and ("*" in known or said in known or said.partition("-")[0] in known)

    return passes


def one_of(nodes: Iterable[Node]) -> Passes:
    """Whether a value is among these."""
    return frozenset(map(term_of, nodes)).__contains__


def at_least(bound: Literal) -> Passes:
    """Whether a value is not below the bound."""
    return _compared(bound, operator.ge)


def at_most(bound: Literal) -> Passes:
    """Whether a value is not above the bound."""
    return _compared(bound, operator.le)


def _compared(bound: Literal, holds: Callable[[int, int], bool]) -> Passes:
    whole = _WHOLE.fullmatch(term_of(bound))
    limit = int(whole[1]) if whole else None

    def passes(term: str) -> bool:
        if limit is not None and (number := _WHOLE.fullmatch(term)):
            return holds(int(number[1]), limit)
        value = node_of(term)
        if not isinstance(value, Literal) or isinstance(value.value, str) != isinstance(bound.value, str):
            return False
        from pyshacl.rdfutil.compare import compare_literal

        try:
            return holds(compare_literal(value, bound), 0)  # type: ignore[no-untyped-call]
        except (TypeError, NotImplementedError):
            return False

    return passes


def in_order(first: str, second: str, holds: Callable[[Any, Any], bool]) -> bool:
    """Whether two values stand to each other as `<` or `<=` says; what cannot be compared raises TypeError."""
    numbers = _WHOLE.fullmatch(first), _WHOLE.fullmatch(second)
    if numbers[0] and numbers[1]:
        return holds(int(numbers[0][1]), int(numbers[1][1]))
    if first[0] == "_" or second[0] == "_":
        raise LetterkgError("the shapes cannot be used: sh:lessThan cannot compare a blank node")
    one, other = _comparable(first), _comparable(second)
    return (type(one) is str) == (type(other) is str) and bool(holds(one, other))


def _comparable(term: str) -> str | Literal:
    node = node_of(term)
    if isinstance(node, Literal) and not isinstance(node.value, str):
        return node
    return str(node.value) if isinstance(node, Literal) else words_of(term)
