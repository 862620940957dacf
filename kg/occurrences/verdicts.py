"""Persons' verdicts on pairs of accounts, kept in a Turtle file beside the graph, so that they survive a rebuild.

A verdict names its accounts by IRI, and by document, type and offsets too: when a new version of the rules gives an
account another IRI, it is found again where it stands written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import VerdictError
from kg.files import atomic
from kg.graph.lookup import whole_number
from kg.graph.statements import Statements
from kg.graph.store import from_rdflib
from kg.knowledge.turtle import read_turtle
from kg.namespaces import EVENT_TYPE, ID, LKG, OA, PREFIXES
from kg.occurrences.clustering import Link, pair_of

FILE = "verdicts.ttl"
VERDICTS = ("same", "different")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Anchor:
    """Where an account stood written: document (IRI), type of event (notation), first character, one past the last."""

    account: str
    document: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person found of two accounts (their IRIs, in order): `same` or `different`, who says so and why.

    `anchors` say where each of the two stood written when it was judged.
    """

    pair: tuple[str, str]
    verdict: str
    judge: str
    note: str = ""
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A verdict that cannot be applied, for an account (the IRI that it has in the verdict) is no longer there.

    `reason` says why the account was not found again where it stood written.
    """

    verdict: Verdict
    account: str
    reason: str


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of a file, by pair; none without a file. Raises VerdictError, and LexiconError for bad Turtle."""
    if not path.exists():
        return ()
    graph = read_turtle(path)
    nodes = sorted(graph.subjects(RDF.type, LKG.OccurrenceVerdict), key=str)
    return tuple(sorted((_verdict(graph, URIRef(str(node)), path) for node in nodes), key=lambda one: one.pair))


def _verdict(graph: Graph, node: URIRef, path: Path) -> Verdict:
    accounts = sorted(str(value) for value in graph.objects(node, LKG.account))
    said = [str(value) for value in graph.objects(node, LKG.verdict)]
    if len(accounts) != 2 or len(said) != 1 or said[0] not in VERDICTS:
        raise VerdictError(f"{path}: {node}: needs two lkg:account and an lkg:verdict, {' or '.join(VERDICTS)}")
    anchors = (_anchor(graph, URIRef(str(anchor))) for anchor in graph.objects(node, LKG.anchor))
    return Verdict(
        pair=(accounts[0], accounts[1]),
        verdict=said[0],
        judge=str(graph.value(node, LKG.judgedBy) or ""),
        note=str(graph.value(node, RDFS.comment) or ""),
        anchors=tuple(sorted(anchors)),
    )


def _anchor(graph: Graph, node: URIRef) -> Anchor:
    def value(term: URIRef) -> str:
        return str(graph.value(node, term) or "")

    return Anchor(
        account=value(LKG.account),
        document=value(OA.hasSource),
        type=value(LKG.eventType).rpartition("/")[2],
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
    node = URIRef(ID[f"verdict/{digest(*verdict.pair)}"])
    graph.add((node, RDF.type, LKG.OccurrenceVerdict))
    for account in verdict.pair:
        graph.add((node, LKG.account, URIRef(account)))
    graph.add((node, LKG.verdict, Literal(verdict.verdict)))
    graph.add((node, LKG.judgedBy, Literal(verdict.judge)))
    if verdict.note:
        graph.add((node, RDFS.comment, Literal(verdict.note)))
    for anchor in verdict.anchors:
        at = URIRef(ID[f"anchor/{digest(*verdict.pair, anchor.account, str(anchor.start), str(anchor.end))}"])
        graph.add((node, LKG.anchor, at))
        graph.add((at, RDF.type, LKG.Anchor))
        graph.add((at, LKG.account, URIRef(anchor.account)))
        graph.add((at, OA.hasSource, URIRef(anchor.document)))
        graph.add((at, LKG.eventType, EVENT_TYPE[anchor.type]))
        graph.add((at, OA.start, Literal(anchor.start, datatype=XSD.integer)))
        graph.add((at, OA.end, Literal(anchor.end, datatype=XSD.integer)))


def digest(*words: str) -> str:
    """Twelve hexadecimal digits that stand for these words."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def judge(statements: Statements, verdict: Verdict, known: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts with a new one, which takes the place of one on the same pair; anchored in the texts.

    Raises VerdictError for accounts that the store does not have, one account twice, or verdicts that contradict.
    """
    for account in verdict.pair:
        if not statements.event(account).type:
            raise VerdictError(f"{account} is no event of this store; `kg judge` lists the pairs")
    if verdict.pair[0] == verdict.pair[1]:
        raise VerdictError(f"{verdict.pair[0]}: named twice; a verdict is on two accounts")
    if verdict.verdict not in VERDICTS:
        raise VerdictError(f"{verdict.verdict!r} is no verdict; write {' or '.join(VERDICTS)}")
    pair = pair_of(*verdict.pair)
    anchors = tuple(sorted(anchor for account in pair for anchor in _anchors(statements, account)))
    new = replace(verdict, pair=pair, anchors=anchors)
    verdicts = (*(one for one in known if one.pair != pair), new)
    check(verdicts)
    return tuple(sorted(verdicts, key=lambda one: one.pair))


def _anchors(statements: Statements, event: str) -> Iterator[Anchor]:
    account = statements.event(event)
    for one in statements.lookup.mentions(event):
        yield Anchor(account=event, document=one.document, type=account.type, start=one.start, end=one.end)


def check(verdicts: Iterable[Verdict]) -> None:
    """Raises VerdictError where accounts judged different are the same through other verdicts."""
    verdicts = tuple(verdicts)
    groups: dict[str, set[str]] = {}
    for one in (verdict for verdict in verdicts if verdict.verdict == "same"):
        joined = set().union(*(groups.get(account, {account}) for account in one.pair))
        groups.update(dict.fromkeys(joined, joined))
    for verdict in verdicts:
        if verdict.verdict == "different" and verdict.pair[1] in groups.get(verdict.pair[0], ()):
            through = ", ".join(sorted(groups[verdict.pair[0]]))
            raise VerdictError(
                f"{verdict.pair[0]} and {verdict.pair[1]} are judged different, but other verdicts join them "
                f"({through}); judge one of these pairs anew"
            )


def apply(verdicts: Iterable[Verdict], statements: Statements) -> tuple[tuple[Link, ...], tuple[Lost, ...]]:
    """Verdicts as links between accounts of the store, and those that cannot be applied."""
    links: list[Link] = []
    lost: list[Lost] = []
    for verdict in verdicts:
        found = [_find(statements, verdict, account) for account in verdict.pair]
        if missing := [one for one in found if isinstance(one, Lost)]:
            lost += missing
            continue
        pair = pair_of(*(str(one) for one in found))
        comments = (("", verdict.note),) if verdict.note else ()
        links.append(Link(pair=pair, verdict=verdict.verdict, judge=verdict.judge, comments=comments))
    return tuple(links), tuple(lost)


def _find(statements: Statements, verdict: Verdict, account: str) -> str | Lost:
    """The account, or the one that now stands where it stood."""
    if statements.event(account).type:
        return account
    anchors = [anchor for anchor in verdict.anchors if anchor.account == account]
    found = {event for anchor in anchors for event in _standing(statements, anchor)}
    if len(found) == 1:
        return found.pop()
    number = "several events" if found else "no event"
    return Lost(verdict=verdict, account=account, reason=f"{number} of its type where it stood")


def _standing(statements: Statements, anchor: Anchor) -> Iterator[str]:
    """Events of the anchor's type whose words overlap it."""
    for event in statements.lookup.subjects(LKG.eventType, str(EVENT_TYPE[anchor.type])):
        if statements.event(event).document == anchor.document and any(
            one.start < anchor.end and anchor.start < one.end for one in statements.lookup.mentions(event)
        ):
            yield event
