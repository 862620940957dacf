"""What became of reviewed things: the same still, another now, or gone; nothing of a review is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import PROV

from kg.graph.statements import Statements
from kg.namespaces import LKG
from kg.review.reviews import Review
from kg.review.things import Place, Thing, links, thing_of, things_in


class State(StrEnum):
    """What became of a reviewed thing.

    `current`: it stands written somewhere in its document and says the same. `changed`: the words are there, and what
    is read from them differs; it is for a person to judge again. `orphaned`: nothing of its kind has the words.
    """

    CURRENT = "current"
    CHANGED = "changed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A review, what became of its thing, and the thing as it is now; None where it is gone, with the reason."""

    review: Review
    state: State
    now: Thing | None = None
    reason: str = ""


def match(statements: Statements, reviews: Iterable[Review]) -> tuple[Match, ...]:
    """What became of the things that reviews are of, in the order of the reviews."""
    shelf = _Shelf(statements)
    return tuple(shelf.find(one) for one in reviews)


class _Shelf:
    """Finds things where they stand written; keeps what it has read of documents."""

    def __init__(self, statements: Statements) -> None:
        self.statements = statements
        self._things: dict[str, tuple[Thing, ...]] = {}

    def find(self, one: Review) -> Match:
        """The thing of the same IRI, words and content; else the nearest of these words, of the same content first."""
        same = thing_of(self.statements, one.thing.iri)
        if same and same.content == one.thing.content and words(same) == words(one.thing):
            return _match(one, same)
        alike = [thing for thing in self._of(one.thing) if words(thing) == words(one.thing)]
        if not alike:
            gone = "its document is not in the store", f"no {one.thing.kind} has its words any more"
            return Match(review=one, state=State.ORPHANED, reason=gone[bool(self._documents(one.thing.places[0]))])
        return _match(one, min(alike, key=lambda thing: _distance(one.thing, thing)))

    def _of(self, thing: Thing) -> Iterator[Thing]:
        """The things of a kind in the documents that a thing's first place is in."""
        if thing.kind == "link":
            yield from self._kept("", links(self.statements))
            return
        for document in self._documents(thing.places[0]):
            things = self._kept(document, things_in(self.statements, document))
            yield from (one for one in things if one.kind == thing.kind)

    def _kept(self, key: str, made: Iterator[Thing]) -> tuple[Thing, ...]:
        if key not in self._things:
            self._things[key] = tuple(made)
        return self._things[key]

    def _documents(self, place: Place) -> list[str]:
        """The document of a place, else those with its symbol or its content."""
        if place.document in self.statements.store:
            return [place.document]
        runs = self._saying(LKG.sha256, place.sha256)
        alike = [document for run in runs for document in self.statements.lookup.subjects(PROV.wasGeneratedBy, run)]
        cited = (document for symbol in place.symbol.split() for document in self._saying(LKG.symbol, symbol))
        return sorted({one for one in (*alike, *cited) if one in self.statements.store})

    def _saying(self, predicate: URIRef, words: str) -> list[str]:
        """Those of which a predicate says these words; none for no words."""
        if not words:
            return []
        inner = self.statements.store.inner
        quads = inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), ox.Literal(words), None)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def words(thing: Thing) -> tuple[str, ...]:
    """The words that a thing stands in, without white space: a line may have been broken elsewhere."""
    return tuple(sorted("".join(place.quote.split()) for place in thing.places))


def _match(one: Review, thing: Thing) -> Match:
    return Match(review=one, state=State.CURRENT if thing.content == one.thing.content else State.CHANGED, now=thing)


def _distance(one: Thing, other: Thing) -> tuple[bool, int, str]:
    """How far a thing is from another of the same words: by what it says, then by where it stands."""
    return one.content != other.content, abs(one.places[0].start - other.places[0].start), other.iri


DISPUTED = "disputed"


def agreed(matches: Iterable[Match]) -> dict[str, str]:
    """The verdict on each thing that is as it was when it was reviewed, by its IRI.

    Who is unsure leaves it to the others; where some say right and others wrong, it is DISPUTED.
    """
    said: dict[str, set[str]] = {}
    for one in matches:
        if one.state is State.CURRENT and one.now:
            said.setdefault(one.now.iri, set()).add(one.review.verdict)
    return {iri: _joint(verdicts) for iri, verdicts in said.items()}


def _joint(verdicts: set[str]) -> str:
    sure = verdicts - {"unsure"}
    if len(sure) > 1:
        return DISPUTED
    return next(iter(sure), "unsure")
