"""Persons' verdicts on pairs, kept in a Turtle file beside the graph, so that they survive a rebuild.

A pair are two accounts, which tell of one occurrence or do not, or two persons or places, which are one or are not. A
verdict names them by IRI, and by document, type and offsets too: when a new version of the rules gives one of them
another IRI, it is found again where it stands written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import VerdictError
from kg.files import atomic, exclusive
from kg.graph.lookup import whole_number
from kg.graph.statements import Statements
from kg.graph.store import from_rdflib
from kg.knowledge.turtle import read_turtle
from kg.namespaces import EVENT_TYPE, ID, LKG, OA, PREFIXES, short_digest
from kg.occurrences.clustering import Link, pair_of

FILE = "verdicts.ttl"
VERDICTS = ("same", "different")
ENTITIES = ("Person", "Place")
TERMS = {False: (LKG.OccurrenceVerdict, LKG.account), True: (LKG.IdentityVerdict, LKG.candidate)}
"""The class of a verdict and the property of its pair: of two accounts, and of two persons or places."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Anchor:
    """Where one of a pair stood written: document (IRI), first character, one past the last.

    `type` is the notation of an event's type, the class of a person or a place.
    """

    thing: str
    document: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person found of two accounts or entities (IRIs, in order): `same` or `different`, who says so and why.

    `anchors` say where each of the two stood written when it was judged.
    """

    pair: tuple[str, str]
    verdict: str
    judge: str
    note: str = ""
    anchors: tuple[Anchor, ...] = ()
    of_entities: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A verdict that cannot be applied, for one of its pair (the IRI that it has in the verdict) is no longer there.

    `reason` says why it was not found again where it stood written.
    """

    verdict: Verdict
    thing: str
    reason: str


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of a file, by pair; none without a file. Raises VerdictError, and LexiconError for bad Turtle."""
    if not path.exists():
        return ()
    graph = read_turtle(path)
    found = [
        _verdict(graph, URIRef(str(node)), path, of_entities)
        for of_entities, (of_class, _) in TERMS.items()
        for node in sorted(graph.subjects(RDF.type, of_class), key=str)
    ]
    return tuple(sorted(found, key=lambda one: one.pair))


def _verdict(graph: Graph, node: URIRef, path: Path, of_entities: bool) -> Verdict:
    member = TERMS[of_entities][1]
    things = sorted(str(value) for value in graph.objects(node, member))
    said = [str(value) for value in graph.objects(node, LKG.verdict)]
    if len(things) != 2 or len(said) != 1 or said[0] not in VERDICTS:
        needs = f"needs two lkg:{member.removeprefix(LKG)} and an lkg:verdict"
        raise VerdictError(f"{path}: {node}: {needs}, {' or '.join(VERDICTS)}")
    anchors = (_anchor(graph, URIRef(str(anchor)), member) for anchor in graph.objects(node, LKG.anchor))
    return Verdict(
        pair=(things[0], things[1]),
        verdict=said[0],
        judge=str(graph.value(node, LKG.judgedBy) or ""),
        note=str(graph.value(node, RDFS.comment) or ""),
        anchors=tuple(sorted(anchors)),
        of_entities=of_entities,
    )


def _anchor(graph: Graph, node: URIRef, member: URIRef) -> Anchor:
    def value(term: URIRef) -> str:
        return str(graph.value(node, term) or "")

    return Anchor(
        thing=value(member),
        document=value(OA.hasSource),
        type=value(LKG.eventType).rpartition("/")[2] or value(LKG.ofClass).rpartition("#")[2],
        start=whole_number(value(OA.start)) or 0,
        end=whole_number(value(OA.end)) or 0,
    )


def write_verdicts(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Writes a file of verdicts as a whole or not at all, sorted; raises StoreError."""
    graph = Graph()
    for verdict in verdicts:
        _add(graph, verdict)
    triples = sorted(from_rdflib(graph), key=lambda t: (str(t.subject), str(t.predicate) != f"<{RDF.type}>", str(t)))
    prefixes = {name: str(PREFIXES[name]) for name in ("id", "lkg", "oa", "rdfs", "type", "xsd")}
    with atomic(path) as file:
        ox.serialize(triples, file, ox.RdfFormat.TURTLE, prefixes=prefixes)


def _add(graph: Graph, verdict: Verdict) -> None:
    node = URIRef(ID[f"verdict/{short_digest(*verdict.pair)}"])
    of_class, member = TERMS[verdict.of_entities]
    graph.add((node, RDF.type, of_class))
    for thing in verdict.pair:
        graph.add((node, member, URIRef(thing)))
    graph.add((node, LKG.verdict, Literal(verdict.verdict)))
    graph.add((node, LKG.judgedBy, Literal(verdict.judge)))
    if verdict.note:
        graph.add((node, RDFS.comment, Literal(verdict.note)))
    for anchor in verdict.anchors:
        at = URIRef(ID[f"anchor/{short_digest(*verdict.pair, anchor.thing, str(anchor.start), str(anchor.end))}"])
        kind = (LKG.ofClass, LKG[anchor.type]) if verdict.of_entities else (LKG.eventType, EVENT_TYPE[anchor.type])
        graph.add((node, LKG.anchor, at))
        graph.add((at, RDF.type, LKG.Anchor))
        graph.add((at, member, URIRef(anchor.thing)))
        graph.add((at, OA.hasSource, URIRef(anchor.document)))
        graph.add((at, *kind))
        graph.add((at, OA.start, Literal(anchor.start, datatype=XSD.integer)))
        graph.add((at, OA.end, Literal(anchor.end, datatype=XSD.integer)))


def judge(statements: Statements, verdict: Verdict, known: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts with a new one, which takes the place of one on the same pair; anchored in the texts.

    Raises VerdictError for what the store does not have, one thing twice, things of two kinds, or verdicts that
    contradict.
    """
    kinds = [_kind(statements, thing) for thing in verdict.pair]
    for thing, kind in zip(verdict.pair, kinds, strict=True):
        if not kind:
            raise VerdictError(f"{thing} is no event, person or place of this store; `kg judge` lists the pairs")
    if verdict.pair[0] == verdict.pair[1]:
        raise VerdictError(f"{verdict.pair[0]}: named twice; a verdict is on two")
    of_entities = [kind in ENTITIES for kind in kinds]
    if any(of_entities) and kinds[0] != kinds[1]:
        raise VerdictError(f"{verdict.pair[0]} is {kinds[0]}, {verdict.pair[1]} is {kinds[1]}; judge two of a kind")
    if verdict.verdict not in VERDICTS:
        raise VerdictError(f"{verdict.verdict!r} is no verdict; write {' or '.join(VERDICTS)}")
    pair = pair_of(*verdict.pair)
    anchors = tuple(sorted(anchor for thing in pair for anchor in _anchors(statements, thing)))
    new = replace(verdict, pair=pair, anchors=anchors, of_entities=all(of_entities))
    verdicts = (*(one for one in known if one.pair != pair), new)
    check(verdicts)
    return tuple(sorted(verdicts, key=lambda one: one.pair))


def record(path: Path, statements: Statements, new: Verdict) -> tuple[Verdict, ...]:
    """Adds a verdict to a file, while nobody else changes it; gives all that it then has. Raises as `judge` does."""
    with exclusive(path):
        known = judge(statements, new, read_verdicts(path))
        write_verdicts(path, known)
    return known


def _kind(statements: Statements, thing: str) -> str:
    """The notation of an event's type, the class of a person or a place; "" for anything else."""
    of_type = statements.event(thing).type
    return of_type or next((kind for kind in statements.lookup.classes(thing) if kind in ENTITIES), "")


def _anchors(statements: Statements, thing: str) -> Iterator[Anchor]:
    kind = _kind(statements, thing)
    for one in statements.lookup.mentions(thing):
        yield Anchor(thing=thing, document=one.document, type=kind, start=one.start, end=one.end)


def check(verdicts: Iterable[Verdict]) -> None:
    """Raises VerdictError where a pair judged different is one through other verdicts."""
    verdicts = tuple(verdicts)
    groups: dict[str, set[str]] = {}
    for one in (verdict for verdict in verdicts if verdict.verdict == "same"):
        joined = set().union(*(groups.get(thing, {thing}) for thing in one.pair))
        groups.update(dict.fromkeys(joined, joined))
    for verdict in verdicts:
        if verdict.verdict == "different" and verdict.pair[1] in groups.get(verdict.pair[0], ()):
            through = ", ".join(sorted(groups[verdict.pair[0]]))
            raise VerdictError(
                f"{verdict.pair[0]} and {verdict.pair[1]} are judged different, but other verdicts join them "
                f"({through}); judge one of these pairs anew"
            )


def apply(verdicts: Iterable[Verdict], statements: Statements) -> tuple[tuple[Link, ...], tuple[Lost, ...]]:
    """Verdicts as links between what the store has, and those that cannot be applied."""
    links: list[Link] = []
    lost: list[Lost] = []
    for verdict in verdicts:
        found = [_find(statements, verdict, thing) for thing in verdict.pair]
        if missing := [one for one in found if isinstance(one, Lost)]:
            lost += missing
            continue
        pair = pair_of(*(str(one) for one in found))
        comments = (("", verdict.note),) if verdict.note else ()
        links.append(Link(pair=pair, verdict=verdict.verdict, judge=verdict.judge, comments=comments))
    return tuple(links), tuple(lost)


def _find(statements: Statements, verdict: Verdict, thing: str) -> str | Lost:
    """The thing, or the one that now stands where it stood."""
    if _kind(statements, thing):
        return thing
    anchors = [anchor for anchor in verdict.anchors if anchor.thing == thing]
    found = {one for anchor in anchors for one in _standing(statements, anchor)}
    if len(found) == 1:
        return found.pop()
    kind = "entity" if verdict.of_entities else "event"
    number = f"more than one {kind}" if found else f"no {kind}"
    return Lost(verdict=verdict, thing=thing, reason=f"{number} of its type where it stood")


def _standing(statements: Statements, anchor: Anchor) -> Iterator[str]:
    """What is of the anchor's type and has words that overlap it."""
    of_class = anchor.type in ENTITIES
    lookup, kind = statements.lookup, LKG[anchor.type] if of_class else EVENT_TYPE[anchor.type]
    for thing in lookup.subjects(RDF.type if of_class else LKG.eventType, str(kind)):
        if any(
            one.document == anchor.document and one.start < anchor.end and anchor.start < one.end
            for one in lookup.mentions(thing)
        ):
            yield thing
