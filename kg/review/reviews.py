"""Reviews in a Turtle file beside the graph: what a person found of a claim, an event, a link or a name.

A file is changed under a lock and written as a whole, so that several may review at once and none loses a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from kg.errors import QueryError, VerdictError
from kg.files import atomic, exclusive
from kg.graph.lookup import whole_number
from kg.graph.queries import resolve
from kg.graph.statements import Statements, day_of
from kg.knowledge.schemes import notations
from kg.knowledge.turtle import Facts, read_facts
from kg.namespaces import ID, LKG, OA, PREFIXES, short_digest
from kg.review.things import KINDS, Place, Thing, thing_of

FILE = "reviews.ttl"
VERDICTS = ("right", "wrong", "unsure")
RIGHTS = {
    "claim": ("act", "polarity", "by", "target", "compliance", "complier", "about"),
    "event": ("type", "begin", "end", "place", "agent", "patient", "participant"),
    "link": ("finding",),
    "name": ("thing", "class"),
}
"""What may be said to be right in place of what is wrong, by the kind of thing."""
SCHEMES = {"act": "Acts", "compliance": "Compliance", "type": "EventTypes"}
POLARITIES = frozenset({"positive", "negative"})
THINGS = ("by", "target", "complier", "about", "place", "agent", "patient", "participant", "thing")
"""What is right under these names is a thing of the graph, by IRI or name, or words for one that the graph lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person found of a thing as it was then: `thing` says what it said, and where it stood written.

    `right` says what would be right ("act=request"), in place of what the thing says under the same names.
    """

    thing: Thing
    verdict: str
    judge: str
    note: str = ""
    right: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """One person has one verdict on a thing."""
        return self.thing.iri, self.judge


def review(
    statements: Statements, iri: str, verdict: str, judge: str, note: str = "", right: Iterable[str] = ()
) -> Review:
    """A review of a thing of the store; raises VerdictError for what cannot be judged, or not so."""
    thing = thing_of(statements, iri)
    if thing is None:
        raise VerdictError(f"{iri} is no claim, event, link or name with words of this store; `kg explain` finds them")
    if verdict not in VERDICTS:
        raise VerdictError(f"{verdict!r} is no verdict; write {', '.join(VERDICTS)}")
    if not judge.strip():
        raise VerdictError("whose verdict is it? Give the name of who judges")
    rights = tuple(sorted({_resolved(statements, one) for one in right}))
    if rights and verdict != "wrong":
        raise VerdictError("what would be right is said of what is wrong alone")
    for one in rights:
        _check(thing.kind, one)
    return Review(thing=thing, verdict=verdict, judge=judge.strip(), note=note.strip(), right=rights)


def _resolved(statements: Statements, right: str) -> str:
    """A right value with the IRI in place of a name that the graph knows."""
    name, _, value = right.partition("=")
    if name not in THINGS:
        return right
    try:
        return f"{name}={resolve(value, statements.store)}"
    except QueryError:
        return right


def _check(kind: str, right: str) -> None:
    name, equals, value = right.partition("=")
    if not equals or name not in RIGHTS[kind]:
        raise VerdictError(f"{right!r}: write NAME=VALUE; of a {kind}, NAME is one of {', '.join(RIGHTS[kind])}")
    closed = notations(SCHEMES[name]) if name in SCHEMES else POLARITIES if name == "polarity" else None
    if closed is not None and value not in closed:
        raise VerdictError(f"{value!r} is no {name}; choose one of {', '.join(sorted(closed))}")
    if name in ("begin", "end") and day_of(value) is None:
        raise VerdictError(f"{value!r} is no day; write it as 1995-02-22")


def record(path: Path, *new: Review) -> tuple[Review, ...]:
    """Adds reviews to a file, each in the place of the same person's earlier one; gives all that it then has.

    Raises VerdictError and LexiconError for a file that cannot be read, StoreError for one that cannot be written.
    """

    def added(known: tuple[Review, ...]) -> Iterable[Review]:
        return {one.key: one for one in (*known, *new)}.values()

    return change(path, added)


def change(path: Path, made: Callable[[tuple[Review, ...]], Iterable[Review]]) -> tuple[Review, ...]:
    """Replaces a file's reviews by what is made of them, while nobody else changes them."""
    with exclusive(path):
        reviews = tuple(sorted(made(read_reviews(path)), key=lambda one: one.key))
        write_reviews(path, reviews)
    return reviews


def read_reviews(path: Path) -> tuple[Review, ...]:
    """The reviews of a file, by thing and person; none without a file. Raises VerdictError, LexiconError."""
    if not path.exists():
        return ()
    facts = read_facts(path, keep=False)
    found = (_review(facts, node) for node in facts.subjects(str(LKG.Review)))
    return tuple(sorted(found, key=lambda one: one.key))


def _review(facts: Facts, node: str) -> Review:
    def values(term: URIRef) -> tuple[str, ...]:
        return tuple(value.words for value in facts.values(node, str(term)))

    things, kinds, verdicts, judges = map(values, (LKG.reviewed, LKG.reviewedKind, LKG.verdict, LKG.judgedBy))
    places = tuple(sorted(_place(facts, anchor) for anchor in values(LKG.anchor)))
    whole = len(things) == len(kinds) == len(verdicts) == len(judges) == 1
    if not whole or kinds[0] not in KINDS or verdicts[0] not in VERDICTS or not places:
        needs = f"lkg:reviewedKind ({', '.join(KINDS)}), lkg:verdict ({', '.join(VERDICTS)}), lkg:judgedBy, lkg:anchor"
        raise VerdictError(f"{facts.path}: {node}: a review needs one each of lkg:reviewed, {needs}")
    thing = Thing(iri=things[0], kind=kinds[0], content=values(LKG.content), places=places, rules=values(LKG.ruleFired))
    note = " ".join(values(RDFS.comment))
    return Review(thing=thing, verdict=verdicts[0], judge=judges[0], note=note, right=values(LKG.right))


def _place(facts: Facts, node: str) -> Place:
    def value(term: URIRef) -> str:
        found = facts.value(node, str(term))
        return found.words if found else ""

    return Place(
        document=value(OA.hasSource),
        start=whole_number(value(OA.start)) or 0,
        end=whole_number(value(OA.end)) or 0,
        quote=value(OA.exact),
        symbol=value(LKG.symbol),
        sha256=value(LKG.sha256),
        file_name=value(LKG.fileName),
    )


def write_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Writes a file of reviews as a whole or not at all, sorted; raises StoreError."""
    blocks = sorted((block for one in reviews for block in _blocks(one)), key=lambda block: block[0])
    triples = (
        ox.Triple(ox.NamedNode(node), ox.NamedNode(predicate), value)
        for node, said in blocks
        for predicate, value in said
    )
    prefixes = {name: str(PREFIXES[name]) for name in ("id", "lkg", "oa", "rdfs", "xsd")}
    with atomic(path) as file:
        ox.serialize(triples, file, ox.RdfFormat.TURTLE, prefixes=prefixes)


Said = tuple[tuple[str, ox.NamedNode | ox.Literal], ...]


def _blocks(one: Review) -> Iterator[tuple[str, Said]]:
    """A review and its anchors, each with what is said of it."""
    anchors = {
        f"{ID}anchor/{short_digest(*one.key, place.document, str(place.start), str(place.end))}": place
        for place in one.thing.places
    }
    node = f"{ID}review/{short_digest(*one.key)}"
    yield node, (*_of_review(one), *((str(LKG.anchor), ox.NamedNode(anchor)) for anchor in sorted(anchors)))
    for anchor, place in anchors.items():
        yield anchor, tuple(_of_place(place))


def _of_review(one: Review) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield str(RDF.type), ox.NamedNode(str(LKG.Review))
    yield str(LKG.reviewed), ox.NamedNode(one.thing.iri)
    words = {
        LKG.reviewedKind: [one.thing.kind], LKG.verdict: [one.verdict], LKG.judgedBy: [one.judge],
        RDFS.comment: [one.note] * bool(one.note), LKG.content: one.thing.content, LKG.right: one.right,
        LKG.ruleFired: one.thing.rules,
    }  # fmt: skip
    for predicate, values in words.items():
        yield from ((str(predicate), ox.Literal(value)) for value in values)


def _of_place(place: Place) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield str(RDF.type), ox.NamedNode(str(LKG.Anchor))
    yield str(OA.hasSource), ox.NamedNode(place.document)
    yield str(OA.start), ox.Literal(place.start)
    yield str(OA.end), ox.Literal(place.end)
    words = {OA.exact: place.quote, LKG.symbol: place.symbol, LKG.sha256: place.sha256, LKG.fileName: place.file_name}
    yield from ((str(predicate), ox.Literal(value)) for predicate, value in words.items() if value)
