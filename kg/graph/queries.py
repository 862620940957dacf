"""Questions put to the graph: their parameters as terms, and their answers as tables.

Values are bound to a query's variables as terms; they never become part of its text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError, quoted
from kg.graph.days import first_day, last_day
from kg.graph.export.formats import prefixes_of, shorten
from kg.graph.query_checks import check, names_dataset
from kg.graph.query_faults import EngineError
from kg.graph.query_files import TYPE_EXAMPLES, Parameter, Query, find_query
from kg.graph.query_process import SECONDS, Answer
from kg.graph.query_worker import FAILURES, Question
from kg.graph.source import Source
from kg.graph.table import Table, Term
from kg.namespaces import LKG, PREFIXES, SKOS, XSD

NAMES = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{LKG}symbol", f"{LKG}fileName")
LARGEST = 2**63 - 1


def bind(query: Query, given: Mapping[str, str], store: Source) -> dict[str, Term]:
    """The query's parameters as terms; raises QueryError for a missing, unknown or ill-typed one.

    Of two that are called `from` and `until`, the first may not lie after the second.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    bound: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None:
            example = TYPE_EXAMPLES[parameter.type]
            raise QueryError(f"{query.name} needs --param {name}=... ({parameter.description}), such as {example}")
        if value != "any" or name in given:
            bound[name] = to_term(parameter, value, store)
    _check_range(query.name, bound)
    return bound


def _check_range(name: str, bound: Mapping[str, Term]) -> None:
    first, last = bound.get("from"), bound.get("until")
    if not (isinstance(first, ox.Literal) and isinstance(last, ox.Literal) and first.datatype == last.datatype):
        return
    number = first.datatype.value == f"{XSD}integer"
    if int(first.value) > int(last.value) if number else first.value > last.value:
        raise QueryError(f"{name}: from={first.value} lies after until={last.value}; give the earlier one as from")


def to_term(parameter: Parameter, value: str, store: Source) -> Term:
    """A parameter's value as a term of its type; raises QueryError with an example of what is expected."""
    try:
        term, why = _term(parameter, value, store), ""
    except ValueError as error:
        term, why = None, f" ({error})"
    if term is None:
        expected = f"expected {parameter.type}, such as {TYPE_EXAMPLES[parameter.type]}"
        raise QueryError(f"parameter {parameter.name}: {quoted(value)} is none{why}; {expected}")
    return term


def _term(parameter: Parameter, value: str, store: Source) -> Term | None:
    """The term, or None for a value of another type; raises ValueError for what no term can hold."""
    if parameter.type == "date":
        day = _day(parameter.name, value)
        return ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{XSD}date")) if day else None
    if parameter.type == "integer":
        good = re.fullmatch(r"[+-]?\d{1,19}", value, re.ASCII) and abs(int(value)) <= LARGEST
        return ox.Literal(int(value)) if good else None
    if parameter.type == "string":
        return ox.Literal(value)
    return ox.NamedNode(resolve(value, store))


def _day(name: str, value: str) -> datetime.date | None:
    """The day that a value means: of a year or a month `from` takes the first, `until` the last, others none."""
    try:
        first, last = first_day(value), last_day(value)
    except QueryError:
        return None
    return {"from": first, "until": last}.get(name, first if first == last else None)


def resolve(words: str, store: Source) -> str:
    """The IRI that is meant by a full IRI, a prefixed one, or a name, symbol or file name that the graph has.

    Raises QueryError where nothing, or more than one thing, bears the name.
    """
    prefix, _, local = words.partition(":")
    prefixes = prefixes_of(store)
    if re.fullmatch(r"<?[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+>?", words) and prefix not in prefixes:
        return _iri(words.strip("<>"))
    if prefix in prefixes and local and not re.search(r"[\s<>\"{}|^`\\]", local):
        return _iri(prefixes[prefix] + local)
    found = things_named(words, store)
    if len(found) == 1:
        return found[0]
    name = quoted(words)
    if found:
        raise QueryError(f"{name} names several things; name one by its IRI: {', '.join(shorten(i) for i in found)}")
    raise QueryError(f"the graph has nothing by the name {name}; expected iri, such as {TYPE_EXAMPLES['iri']}")


def _iri(words: str) -> str:
    try:
        return ox.NamedNode(words).value
    except ValueError as error:
        expected = f"expected iri, such as {TYPE_EXAMPLES['iri']}"
        raise QueryError(f"{quoted(words)} is no IRI ({error}); {expected}") from error


def things_named(name: str, store: Source) -> list[str]:
    """The IRIs of all that bear exactly this name, symbol or file name, in any language, sorted."""
    try:
        literals = [ox.Literal(name), ox.Literal(name, language="zh"), ox.Literal(name, language="en")]
    except ValueError:  # bytes that are no text, of which no name is made
        return []
    found: set[str] = set()
    for literal in literals:
        for predicate in NAMES:
            for quad in store.inner.quads_for_pattern(None, ox.NamedNode(predicate), literal, None):
                found.add(str(getattr(quad.subject, "value", quad.subject)))
    return sorted(found)


def run(store: Source, query: Query, bound: Mapping[str, Term] | None = None, *, timeout: float | None = None) -> Table:
    """The answer of a query; ASK gives one cell, CONSTRUCT and DESCRIBE rows of subject, predicate and object.

    With a timeout the query has a process of its own, which is ended after so many seconds; without one it runs in
    this process and cannot be ended: only for questions that are known to end. Raises QueryError for a query that
    SPARQL does not allow, that is too deep or too long, that takes more time, rows or memory than it may, and for one
    that asks another service: nothing is sent.
    """
    try:
        check(query.text)
        question = question_of(query.text, bound)
        return table_of(query, store.answer(question, timeout))
    except (EngineError, *FAILURES) as error:
        raise QueryError(f"{query.name}: {plain(str(error))}") from error


def question_of(text: str, bound: Mapping[str, Term] | None = None) -> Question:
    """A query's text as the engine is asked it: with the project's prefixes, and of all graphs unless it names some."""
    prefixes = {name: str(iri) for name, iri in PREFIXES.items()}
    return Question(text=text, prefixes=prefixes, substitutions=bound or {}, names_dataset=names_dataset(text))


def query(store: Source, wanted: str, /, *, timeout: float = SECONDS, **given: str) -> Table:
    """The answer of a shipped query, or of one in a file, with its parameters given by name.

    Raises QueryError for an unknown query or parameter, a value that is none, a query that SPARQL does not allow, and
    one that has not ended after `timeout` seconds.
    """
    found = find_query(wanted)
    return run(store, found, bind(found, given, store), timeout=timeout)


def table_of(query: Query, found: Answer) -> Table:
    """An answer as a table with the columns that the query's header names; raises QueryError where one is missing."""
    if isinstance(found, ox.QueryBoolean):
        return Table(("answer",), ((ox.Literal(bool(found)),),))
    if not isinstance(found, ox.QuerySolutions):
        triples = ((triple.subject, triple.predicate, triple.object) for triple in found)
        return Table(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
    variables = [variable.value for variable in found.variables]
    wanted = [name for name, _ in query.columns] or variables
    if missing := [name for name in wanted if name not in variables]:
        raise QueryError(f"{query.name}: the header's columns are not selected: {', '.join(missing)}")
    rows = (tuple(row[name] for name in wanted) for row in found)
    return Table(tuple(wanted), tuple(dict.fromkeys(rows)), query.shown)


def plain(message: str) -> str:
    """An error of the parser without its long list of what it would have liked."""
    return re.sub(r"expected one of .*", "not SPARQL here", message, flags=re.DOTALL)
