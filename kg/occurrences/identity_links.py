"""Which persons and places of several documents may be one: the pairs that rules offer, and verdicts on them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from kg.namespaces import LKG, RDF
from kg.occurrences.account_links import pairs
from kg.occurrences.clustering import Link, Pair, pair_of
from kg.occurrences.identities import CLASSES, IdentityRule, Named, keys_of, named, offered
from kg.occurrences.units import Units
from kg.occurrences.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What one document names, before a change or after it, and which of these at one of the two times only."""

    changed: set[str]
    named: set[str]


class IdentityLinks:
    """Persons and places by their names, and the pairs offered; `same` are persons' verdicts on such pairs."""

    def __init__(self, units: Units, rules: Sequence[IdentityRule], writer: Writer, same: Mapping[Pair, Link]) -> None:
        self.units, self.records, self.rules = units, units.records, rules
        self.writer, self.same = writer, same

    def find(self, judged: Iterable[str], units: Iterable[str], together: Iterable[Together]) -> None:
        """Offers anew the pairs of persons and places whose names, sides or verdicts have changed.

        `judged` are those whose verdicts have; `units` those whose names or sides may have, each with its class before
        it; `together` are documents that name others than before, which changes pairs of what such a document names
        alone.
        """
        entities = {*judged}
        for unit in sorted(units):
            of_class, entity = unit.split(" ", 1)
            now = self.units.reading(("entity", unit), partial(self._as_named, of_class, entity))
            if now != self._named(of_class, entity):
                self._shelve(of_class, entity, now)
                entities.add(entity)
        for entity in sorted(entities):
            former = set(pairs(self.records, "SELECT one, two FROM offered WHERE one = ?1 OR two = ?1", entity))
            now_offered = {one.pair: one for one in self._offered(entity)}
            for pair in sorted(former | now_offered.keys()):
                self._keep(pair, now_offered.get(pair))
        near = {pair for document in together for pair in self._near_in(document, entities)}
        for pair in sorted(near - self.same.keys()):
            self._keep(pair, self._between(pair))

    def _keep(self, pair: Pair, link: Link | None) -> None:
        """Makes this the link of a pair, or takes the pair out."""
        if link:
            self.records.execute("INSERT OR REPLACE INTO offered VALUES (?, ?)", pair)
        else:
            self.records.execute("DELETE FROM offered WHERE one = ? AND two = ?", pair)
        self.units.derived.put(("identity", " ".join(pair)), self.writer.identity(link) if link else ())

    def _near_in(self, document: Together, done: set[str]) -> Iterator[Pair]:
        """The pairs of which the document names one anew or no longer, and whose names have words in common.

        Those of whom all pairs are `done` are left out.
        """
        shelves: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for of_class, entity in product(CLASSES, sorted(document.named - done)):
            rows = self.records.execute("SELECT key FROM shelf WHERE of_class = ? AND entity = ?", (of_class, entity))
            for (key,) in rows.fetchall():
                shelves[of_class, key].add(entity)
        for held in shelves.values():
            for one, two in product(held & document.changed, held):
                if one != two:
                    yield pair_of(one, two)

    def _between(self, pair: Pair) -> Link | None:
        """The link that rules offer between two whose names have words in common."""
        both = (tuple(self._named(of_class, entity) for entity in pair) for of_class in CLASSES)
        links = (self._offer(one, two) for one, two in both if one and two and keys_of(one) & keys_of(two))
        return next(filter(None, links), None)

    def _as_named(self, of_class: str, entity: str) -> Named | None:
        if str(LKG[of_class]) not in self.units.statements.lookup.objects(entity, RDF.type):
            return None
        return named(self.units.statements, of_class, entity)

    def _named(self, of_class: str, entity: str) -> Named | None:
        row = self.records.execute(
            "SELECT names, side, listed FROM named WHERE of_class = ? AND entity = ?", (of_class, entity)
        ).fetchone()
        return row and Named(
            entity=entity,
            of_class=of_class,
            names=frozenset(map(tuple, json.loads(row[0]))),
            side=frozenset(json.loads(row[1])),
            listed=bool(row[2]),
        )

    def _shelve(self, of_class: str, entity: str, now: Named | None) -> None:
        self.records.execute("DELETE FROM shelf WHERE of_class = ? AND entity = ?", (of_class, entity))
        self.records.execute("DELETE FROM named WHERE of_class = ? AND entity = ?", (of_class, entity))
        if now:
            names, side = (json.dumps(sorted(one), ensure_ascii=False) for one in (now.names, now.side))
            self.records.execute(
                "INSERT INTO named VALUES (?, ?, ?, ?, ?)", (of_class, entity, names, side, int(now.listed))
            )
            self.records.executemany(
                "INSERT INTO shelf VALUES (?, ?, ?)", [(of_class, key, entity) for key in sorted(keys_of(now))]
            )

    def _offered(self, entity: str) -> Iterator[Link]:
        """The pairs of an entity that rules offer or a person has judged."""
        near: set[str] = set()
        for of_class in CLASSES:
            rows = self.records.execute(  # CROSS: the entity's own shelves first, not all of the class
                "SELECT DISTINCT other.entity FROM shelf CROSS JOIN shelf other USING (of_class, key)"
                " WHERE shelf.of_class = ? AND shelf.entity = ? AND other.entity != shelf.entity",
                (of_class, entity),
            )
            near.update(name for (name,) in rows.fetchall())
        for pair in sorted({pair_of(entity, other) for other in near} - self.same.keys()):
            if link := self._between(pair):
                yield link
        yield from (one for pair, one in self.same.items() if entity in pair)

    def _offer(self, one: Named, two: Named) -> Link | None:
        if self.units.statements.lookup.together(one.entity, two.entity):
            one, two = (replace(each, documents=frozenset({"both"})) for each in (one, two))
        return offered(one, two, self.rules)
