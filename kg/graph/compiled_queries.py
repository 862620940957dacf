"""Constraints that SHACL writes as SPARQL queries: Oxigraph asks them of the triples that they can see."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
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
_WHOLE = re.compile(r'"(0|[1-9][0-9]{0,17})' + re.escape(integer(0)[2:]))
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
        if sliced and not (odd := lines(_of_odd_quotes(facts))):
            return lambda focus: []  # nothing is wrong with no quotes; another query may miss what nobody says

        @cache
        def store() -> ox.Store:
            return _store(b"".join(odd if sliced else lines(_all(facts, seen))))

        return lambda focus: _found(store(), query, focus)

    return over


def _all(facts: Facts, seen: Collection[str]) -> Iterator[Triple]:
    for predicate in seen:
        for subject, values in facts.objects(predicate).items():
            for value in values:
                yield subject, predicate, value


def _of_odd_quotes(facts: Facts) -> Iterator[Triple]:
    """What the query about slices can see, but for plain mentions that conform."""
    texts, selectors = facts.objects(LKG.sourceText), facts.objects(OA.hasSelector)
    parts = [facts.objects(predicate) for predicate in (OA.start, OA.end, OA.exact)]
    words = {document: words_of(text[0]) for document, text in texts.items() if len(text) == 1 and text[0][-1] == '"'}
    needed = set(texts)
    for mention, documents in facts.objects(OA.hasSource).items():
        text = words.get(documents[0]) if len(documents) == 1 else None
        held = selectors.get(mention, ())
        if text is None or not _is_right(text, *(_only(part, held) for part in parts)):
            needed.update((mention, *held))
    if len(needed) > len(texts):
        yield from (triple for triple in _all(facts, predicates(slices_query())) if triple[0] in needed)


def _only(said: Mapping[str, Collection[str]], subjects: Collection[str]) -> str:
    """The one value that is said of some subjects; "" for none or several."""
    values = [value for subject in subjects for value in said.get(subject, ())]
    return values[0] if len(values) == 1 else ""


def _is_right(text: str, start: str, end: str, quote: str) -> bool:
    """Whether a mention is plain and its offsets slice to its quote."""
    first, last = _WHOLE.fullmatch(start), _WHOLE.fullmatch(end)
    if not (first and last and quote[-1:] == '"'):
        return False
    begin, until = int(first[1]), int(last[1])
    return begin <= until and conforms(text[begin:until], words_of(quote))


def _store(data: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(data, ox.RdfFormat.N_TRIPLES)
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
