"""Reviews and what they come to as tables."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.table import Table, Term, cell
from kg.review.matching import Match
from kg.review.measure import Precision, rule_classes
from kg.review.things import Thing

REVIEWS = (
    "thing", "kind", "verdict", "judge", "state", "note", "right", "content", "now", "class", "rule", "document",
    "file", "page", "part", "start", "end", "quote", "reason",
)  # fmt: skip
SHOWN_REVIEWS = ("thing", "verdict", "judge", "state", "content", "quote")
THINGS = ("thing", "kind", "content", "class", "rule", "document", "file", "page", "part", "start", "end", "quote")
SHOWN_THINGS = ("thing", "kind", "content", "quote")
PRECISION = ("group", "right", "wrong", "unsure", "disputed", "precision", "low", "high")
BETWEEN = " | "


def review_table(matches: Iterable[Match]) -> Table:
    """A row for each review; place and content are those of now, else those of the time of the review."""
    return Table(REVIEWS, tuple(map(_review, matches)), SHOWN_REVIEWS)


def _review(one: Match) -> tuple[Term | None, ...]:
    review, thing = one.review, one.now or one.review.thing
    return (
        ox.NamedNode(thing.iri),
        cell(thing.kind),
        cell(review.verdict),
        cell(review.judge),
        cell(one.state.value),
        cell(review.note),
        _words(review.right),
        _words(review.thing.content),
        _words(one.now.content) if one.now else None,
        *_found(thing),
        cell(one.reason),
    )


def thing_table(things: Iterable[Thing]) -> Table:
    """A row for each thing that may be reviewed."""
    rows = ((ox.NamedNode(one.iri), cell(one.kind), _words(one.content), *_found(one)) for one in things)
    return Table(THINGS, tuple(rows), SHOWN_THINGS)


def _found(thing: Thing) -> tuple[Term | None, ...]:
    """By which rules a thing was found, and where it stands first; the words of both ends of a link."""
    place = thing.places[0]
    classes = sorted({rule_classes().get(rule, "") for rule in thing.rules})
    return (
        _words(filter(None, classes)),
        _words(thing.rules),
        cell(place.symbol or place.document),
        cell(place.file_name),
        ox.Literal(place.page) if place.page else None,
        cell(place.part),
        ox.Literal(place.start),
        ox.Literal(place.end),
        _words(one.quote for one in thing.places),
    )


def precision_table(found: Iterable[Precision]) -> Table:
    """A row for each group, shares and ends of intervals to three places."""
    rows = (
        (
            cell(one.group),
            *(ox.Literal(number) for number in (one.right, one.wrong, one.unsure, one.disputed)),
            *(None if share is None else ox.Literal(f"{share:.3f}") for share in (one.share, one.low, one.high)),
        )
        for one in found
    )
    return Table(PRECISION, tuple(rows))


def _words(words: Iterable[str]) -> Term | None:
    return cell(BETWEEN.join(words))
