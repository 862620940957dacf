"""Which claims a list, a matrix or a page is made of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import DCTERMS

from kg.graph.naming import named
from kg.graph.statements import ClaimView, Statements
from kg.namespaces import LKG


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims are wanted: all of them, but for what is given.

    `document`, `claimant` and `target` are IRIs, of which actors stand for their whole side; `since` and `until` are
    the first and the last day on which a claim was made; one without a date is left out where a day is given. Claims of
    unknown actors are wanted only where `unknown` says so, or where `claimant` is one.
    """

    document: str = ""
    claimant: str = ""
    target: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    unknown: bool = False

    def has(self, day: datetime.date | None) -> bool:
        """Whether a claim made on this day, None for one without a date, lies within the days."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day) <= day <= (self.until or day)


def selection(
    statements: Statements,
    *,
    document: str = "",
    by: str = "",
    of: str = "",
    days: tuple[datetime.date | None, datetime.date | None] = (None, None),
    unknown: bool = False,
) -> Selection:
    """What is selected by names of a document, a claimant and a target, and by days; raises QueryError for a name."""
    lookup, (since, until) = statements.lookup, days
    return Selection(
        document=named(lookup, "document", document) if document else "",
        claimant=statements.side(named(lookup, "actor", by)) if by else "",
        target=statements.side(named(lookup, "actor", of)) if of else "",
        since=since,
        until=until,
        unknown=unknown,
    )


def select(statements: Statements, wanted: Selection) -> tuple[ClaimView, ...]:
    """The claims that are wanted, in the order of date, document and place in it."""
    found = statements.claims(sorted(set(_claims(statements, wanted))))
    return tuple(statement for statement in found if _fits(statements, statement, wanted))


def _claims(statements: Statements, wanted: Selection) -> Iterator[str]:
    """At least those that are wanted, by the shortest way."""
    lookup = statements.lookup
    if wanted.document:
        for part in parts(statements, wanted.document):
            yield from (thing for thing in lookup.subjects(LKG.inPart, part) if lookup.first(thing, LKG.claimant))
        return
    for claimant in statements.members(wanted.claimant) if wanted.claimant else claimants(statements):
        yield from lookup.subjects(LKG.claimant, claimant)


def parts(statements: Statements, document: str) -> list[str]:
    """The parts of a document, in their order."""
    found = statements.lookup.subjects(DCTERMS.isPartOf, document)
    return sorted(
        (part for part in found if statements.lookup.first(part, LKG.order)),
        key=lambda part: statements.lookup.number(part, LKG.order) or 0,
    )


def claimants(statements: Statements) -> list[str]:
    """All who make claims, sorted."""
    quads = statements.store.inner.quads_for_pattern(None, ox.NamedNode(str(LKG.claimant)), None, None)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)})


def _fits(statements: Statements, statement: ClaimView, wanted: Selection) -> bool:
    if not wanted.unknown and wanted.claimant not in statements.unknown and statements.is_unknown(statement):
        return False
    if wanted.claimant and wanted.claimant not in (statement.claimant, statements.side(statement.claimant)):
        return False
    if wanted.target and wanted.target not in {*statement.targets, *sides(statements, statement.targets)}:
        return False
    return wanted.has(statement.date)


def sides(statements: Statements, actors: Iterable[str]) -> tuple[str, ...]:
    """The sides of actors, each once, sorted."""
    return tuple(sorted({statements.side(actor) for actor in actors}))


def reporters(statements: Statements, statement: ClaimView) -> tuple[str, ...]:
    """Who passes a claim on, in the part where it stands; nobody for one that its claimant makes itself.

    A claim about this one in another part, such as a later denial, does not pass it on.
    """
    outer = (statements.claim(claim) for claim in statement.quoted_by)
    return tuple(sorted({one.claimant for one in outer if one.part == statement.part}))
