"""What is still to be reviewed, in an order that does not hang on what it says: a beginning of it is a sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.graph.statements import Statements
from kg.namespaces import short_digest
from kg.review.matching import Match, State
from kg.review.things import KINDS, Thing, links, things_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which things are wanted: all of them, but for what is given: a kind, a rule's name, a document's IRI."""

    kind: str = ""
    rule: str = ""
    document: str = ""

    def has(self, thing: Thing) -> bool:
        """Whether a thing is wanted."""
        return (
            self.kind in ("", thing.kind)
            and (not self.rule or self.rule in thing.rules)
            and (not self.document or any(place.document == self.document for place in thing.places))
        )


def open_things(statements: Statements, matches: Iterable[Match], wanted: Wanted) -> Iterator[Thing]:
    """The wanted things that nobody has reviewed as they are, in the order of a digest of their IRIs.

    Each kind comes as a whole, claims first; documents are read only where their kinds are wanted.
    """
    known = {one.now.iri for one in matches if one.state is State.CURRENT and one.now}
    documents = [wanted.document] if wanted.document else [build.graph for build in statements.store.builds()]
    inside = wanted.kind != "link"
    found = chain.from_iterable(things_in(statements, one) for one in documents if inside)
    all_ = chain(found, links(statements) if wanted.kind in ("", "link") else ())
    kept = (one for one in all_ if wanted.has(one) and one.iri not in known)
    yield from sorted(kept, key=lambda one: (KINDS.index(one.kind), short_digest(one.iri)))
