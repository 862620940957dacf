"""What to look at after a build: documents that were not read, give no claim, or do not say whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import RDF, URIRef

from kg.errors import on_one_line
from kg.graph.ntriples import Triple, iri, words_of
from kg.graph.store import Store
from kg.namespaces import LKG
from kg.pipeline.summary import Outcome, Status, problems_of

UNTOLD = frozenset({"unknown-kind", "no-body"})
"""Problems of a text that does not say what it is or for whom it speaks."""
_TYPE, _UNKNOWN, _CLAIMANT, _PROBLEM = map(iri, (RDF.type, LKG.UnknownActor, LKG.claimant, LKG.problemCode))


def notices(store: Store, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """A line for each such document of a build, with the reason and what to do."""
    return tuple(line for outcome in outcomes for line in _of(store, outcome))


def _of(store: Store, outcome: Outcome) -> Iterator[str]:
    if not outcome.graphs and outcome.status is not Status.PASSED:
        yield outcome.message
    for graph in outcome.graphs:
        which = f" ({graph.rpartition('/')[2]})" if len(outcome.graphs) > 1 else ""
        known = store.notice(graph)
        if known is None:
            known = notice_of(_triples(store, graph))
            store.keep_notice(graph, known)
        if known:
            yield f"{on_one_line(outcome.path)}{which}: {known}"


def notice_of(triples: Iterable[Triple]) -> str:
    """What is to be told of a document by the triples of its graph; "" for nothing."""
    unknown: set[str] = set()
    claimants: dict[str, str] = {}
    problems: set[str] = set()
    for subject, predicate, value in triples:
        if predicate == _CLAIMANT:
            claimants[subject] = value
        elif predicate == _PROBLEM:
            problems.add(words_of(value))
        elif predicate == _TYPE and value == _UNKNOWN:
            unknown.add(subject)
    if lost := sum(1 for claimant in claimants.values() if claimant in unknown):
        return (
            f"does not say whose words {lost} of its {len(claimants)} claims are, which are kept as an unknown "
            "actor's; name its author in a catalogue (--catalogue)"
        )
    if claimants:
        return ""
    if UNTOLD & problems:
        return "gives no claim, and does not say what it is or whose; name both in a catalogue (--catalogue)"
    return "gives no claim; look whether its kind was recognised and what report.md says of it"


def _triples(store: Store, name: str) -> Iterator[Triple]:
    """Those of a stored graph that tell."""
    graph = ox.NamedNode(name)
    wanted = ((RDF.type, LKG.UnknownActor), (LKG.claimant, None), (LKG.problemCode, None))
    for predicate, thing in wanted:
        for quad in _quads(store, predicate, thing, graph):
            yield str(quad.subject), str(quad.predicate), str(quad.object)


def _quads(store: Store, predicate: URIRef, thing: URIRef | None, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    wanted = ox.NamedNode(str(thing)) if thing else None
    return iter(store.inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), wanted, graph))


def described(store: Store, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each document of a build: how many claims it has, of how many speakers, and how many problems."""
    for outcome in outcomes:
        for name in outcome.graphs:
            graph = ox.NamedNode(name)
            claimants = [quad.object for quad in _quads(store, LKG.claimant, None, graph)]
            problems = sum(1 for _ in problems_of(store, name))
            counts = (
                counted(len(claimants), "claim"), counted(len({*claimants}), "speaker"), counted(problems, "problem"),
            )  # fmt: skip
            yield f"{outcome.status} {on_one_line(outcome.path)} ({name.rpartition('/')[2]}): {', '.join(counts)}"


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
