"""Constraints that SHACL writes as SPARQL queries: Oxigraph asks them of the triples that they can see."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

import pyoxigraph as ox
from rdflib import Literal, URIRef

from kg.graph.facts import Facts
from kg.graph.ntriples import Triple, integer, lines, words_of
from kg.graph.slices import conforms
from kg.graph.slices import query as slices_query
from kg.graph.terms import LKG, OA

Ask = Callable[[str], list[str | None]]
"""The values that a query finds wrong with a focus node; None where it names no value."""
_IRI = re.compile(r"<([^<>\s]+)>")
_BARRED = re.compile(
    r"\b(MINUS|VALUES|SERVICE)\b|[?$](PATH|shapesGraph|currentShape|failure)\b|\bAS\s+[?$]this\b", re.I
)
_SELECT = re.compile(r"\bSELECT\b", re.I)
_THIS = re.compile(r"[\s{}()][$?]this\b")


def usable(query: str) -> bool:
    """Whether a query is one that is asked here: a plain SELECT about `$this`, with its IRIs in full."""
    if query == slices_query():
        return True
    if _BARRED.search(query) or len(_SELECT.findall(query)) != 1 or not _THIS.search(query):
        return False
    try:
        return isinstance(ox.Store().query(query), ox.QuerySolutions)
    except SyntaxError:
        return False


def predicates(query: str) -> list[str]:
    """The predicates that a query names, and with them what it can see."""
    return sorted(f"<{name}>" for name in set(_IRI.findall(query)))


def asked(query: str) -> Callable[[Facts], Ask]:
    """The query over some facts, which are loaded when it is first asked."""
    seen = predicates(query)
    sliced = query == slices_query()

    def over(facts: Facts) -> Ask:
        @cache
        def store() -> ox.Store:
            return _store(_of_odd_quotes(facts) if sliced else _all(facts, seen))

        # Nothing is wrong with no quotes; another query may miss what nobody says.
        return lambda focus: [] if sliced and not store() else _found(store(), query, focus)

    return over


def _all(facts: Facts, seen: Collection[str]) -> Iterator[Triple]:
    for predicate in seen:
        for subject, values in facts.objects(predicate).items():
            for value in values:
                yield subject, predicate, value


def _of_odd_quotes(facts: Facts) -> Iterator[Triple]:
    """What the query about slices can see, but for plain mentions that conform."""
    texts, sources = facts.objects(LKG.sourceText), facts.objects(OA.hasSource)
    selectors = facts.objects(OA.hasSelector)
    parts = [facts.objects(predicate) for predicate in (OA.start, OA.end, OA.exact)]
    words = {document: words_of(text[0]) for document, text in texts.items() if len(text) == 1 and text[0][-1] == '"'}
    needed = set(texts)
    for mention, documents in sources.items():
        said = ([value for one in selectors.get(mention, ()) for value in part.get(one, ())] for part in parts)
        text = words.get(documents[0]) if len(documents) == 1 else None
        if text is None or not _is_right(text, *said):
            needed.update((mention, *selectors.get(mention, ())))
    if len(needed) > len(texts):
        yield from (triple for triple in _all(facts, predicates(slices_query())) if triple[0] in needed)


def _is_right(text: str, starts: list[str], ends: list[str], quotes: list[str]) -> bool:
    """Whether a mention is plain and its offsets slice to its quote."""
    if not (len(starts) == len(ends) == len(quotes) == 1 and quotes[0][-1] == '"'):
        return False
    start, end = _whole(starts[0]), _whole(ends[0])
    return 0 <= start <= end and conforms(text[start:end], words_of(quotes[0]))


def _whole(term: str) -> int:
    """The number from 0 that a term is; -1 where it is none."""
    words = words_of(term)
    return int(words) if words.isascii() and words.isdigit() and len(words) < 19 and term == integer(int(words)) else -1


def _store(triples: Iterable[Triple]) -> ox.Store:
    store = ox.Store()
    store.bulk_load(lines(triples), ox.RdfFormat.N_TRIPLES)
    return store


def _found(store: ox.Store, query: str, focus: str) -> list[str | None]:
    (this,) = ox.parse(f"<urn:x> <urn:is> {focus} .", ox.RdfFormat.N_TRIPLES)
    solutions = store.query(query, substitutions={ox.Variable("this"): this.object})
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    rows = [dict(zip(names, row, strict=True)) for row in dict.fromkeys(map(tuple, solutions))]
    return [_words(row.get("value")) for row in rows if any(row.get(name) for name in ("this", "path", "value"))]


def _words(value: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str | None:
    """The words of a value as rdflib has them, to which 01 is 1."""
    if isinstance(value, ox.Literal) and value.language is None:
        return str(Literal(value.value, datatype=URIRef(value.datatype.value)))
    return None if value is None else value.value
