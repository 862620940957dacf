"""Which persons and places of several documents may be one: the pairs that rules offer, and verdicts on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from rdflib import RDF

from kg.namespaces import LKG
from kg.occurrences.account_links import pairs
from kg.occurrences.clustering import Link, Pair, pair_of
from kg.occurrences.identities import CLASSES, IdentityRule, Named, keys_of, named, offered
from kg.occurrences.units import Units
from kg.occurrences.writer import Writer


class IdentityLinks:
    """Persons and places by their names, and the pairs offered; `same` are persons' verdicts on such pairs."""

    def __init__(self, units: Units, rules: Sequence[IdentityRule], writer: Writer, same: Mapping[Pair, Link]) -> None:
        self.units, self.records, self.rules = units, units.records, rules
        self.writer, self.same = writer, same

    def find(self, entities: set[str], units: Iterable[str]) -> None:
        """Offers anew the pairs of these persons and places, whose names, sides or documents have changed.

        `units` are those whose names or sides may have, each with its class before it.
        """
        for unit in sorted(units):
            of_class, entity = unit.split(" ", 1)
            now = self.units.reading(("entity", unit), partial(self._as_named, of_class, entity))
            if now is None:
                self.units.note(("entity", unit), ())
            if now != self._named(of_class, entity):
                self._shelve(of_class, entity, now)
                entities.add(entity)
        for entity in sorted(entities):
            former = set(pairs(self.records, "SELECT one, two FROM offered WHERE one = ?1 OR two = ?1", entity))
            now_offered = {one.pair: one for one in self._offered(entity)}
            for pair in sorted(former - now_offered.keys()):
                self.records.execute("DELETE FROM offered WHERE one = ? AND two = ?", pair)
                self.units.derived.put(("identity", " ".join(pair)), ())
            for pair, link in now_offered.items():
                self.records.execute("INSERT OR REPLACE INTO offered VALUES (?, ?)", pair)
                self.units.derived.put(("identity", " ".join(pair)), self.writer.identity(link))

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
        for of_class in CLASSES:
            own = self._named(of_class, entity)
            near = self.records.execute(  # CROSS: the entity's own shelves first, not all of the class
                "SELECT DISTINCT other.entity FROM shelf CROSS JOIN shelf other USING (of_class, key)"
                " WHERE shelf.of_class = ? AND shelf.entity = ? AND other.entity != shelf.entity ORDER BY 1",
                (of_class, entity),
            )
            for (name,) in near.fetchall():
                other = self._named(of_class, name)
                assert own
                assert other
                if pair_of(entity, name) not in self.same and (link := self._offer(own, other)):
                    yield link
        yield from (one for pair, one in self.same.items() if entity in pair)

    def _offer(self, one: Named, two: Named) -> Link | None:
        if self.units.statements.lookup.together(one.entity, two.entity):
            one, two = (replace(each, documents=frozenset({"both"})) for each in (one, two))
        return offered(one, two, self.rules)
