"""What to look at after a build: documents that were not read, give no claim, or do not say whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import RDF, URIRef

from kg.errors import on_one_line
from kg.graph.store import Store
from kg.namespaces import LKG
from kg.pipeline.summary import Outcome, Status, problems_of

UNTOLD = frozenset({"unknown-kind", "no-body"})
"""Problems of a text that does not say what it is or for whom it speaks."""


def notices(store: Store, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """A line for each such document of a build, with the reason and what to do."""
    return tuple(line for outcome in outcomes for line in _of(store, outcome))


def _of(store: Store, outcome: Outcome) -> Iterator[str]:
    if not outcome.graphs and outcome.status is not Status.PASSED:
        yield outcome.message
    for graph in outcome.graphs:
        which = f" ({graph.rpartition('/')[2]})" if len(outcome.graphs) > 1 else ""
        known = store.notice(graph) if outcome.status is Status.UNCHANGED else None
        if known is None:
            known = next(_of_graph(store, graph), "")
            store.keep_notice(graph, known)
        if known:
            yield f"{on_one_line(outcome.path)}{which}: {known}"


def _of_graph(store: Store, iri: str) -> Iterator[str]:
    graph = ox.NamedNode(iri)
    unknown = {quad.subject for quad in _quads(store, RDF.type, LKG.UnknownActor, graph)}
    claims = {quad.subject: quad.object for quad in _quads(store, LKG.claimant, None, graph)}
    if lost := sum(1 for claimant in claims.values() if claimant in unknown):
        yield (
            f"does not say whose words {lost} of its {len(claims)} claims are, which are kept as an unknown "
            "actor's; name its author in a catalogue (--catalogue)"
        )
    elif not claims and UNTOLD & {code for code, *_ in problems_of(store, iri)}:
        yield "gives no claim, and does not say what it is or whose; name both in a catalogue (--catalogue)"
    elif not claims:
        yield "gives no claim; look whether its kind was recognised and what report.md says of it"


def _quads(store: Store, predicate: URIRef, thing: URIRef | None, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    wanted = ox.NamedNode(str(thing)) if thing else None
    return iter(store.inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), wanted, graph))


def described(store: Store, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each document of a build: how many claims it has, of how many speakers, and how many problems."""
    for outcome in outcomes:
        for iri in outcome.graphs:
            graph = ox.NamedNode(iri)
            claimants = [quad.object for quad in _quads(store, LKG.claimant, None, graph)]
            problems = sum(1 for _ in problems_of(store, iri))
            counts = (
                counted(len(claimants), "claim"), counted(len({*claimants}), "speaker"), counted(problems, "problem"),
            )  # fmt: skip
            yield f"{outcome.status} {on_one_line(outcome.path)} ({iri.rpartition('/')[2]}): {', '.join(counts)}"


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
