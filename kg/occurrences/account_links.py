"""All documents' accounts, and the links that rules find between those near each other in time and sides.

Accounts told alike are one class: the rules are tried once for two classes, and link their first accounts.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from kg.namespaces import LKG, RDF
from kg.occurrences.accounts import Accounts
from kg.occurrences.clustering import Account, Pair, between_two, boxes_of, families_of, found_by, pair_of
from kg.occurrences.relations import Comparable
from kg.occurrences.rules import OccurrenceRule, match
from kg.occurrences.tables import from_json, to_json
from kg.occurrences.units import Units

EVENT = str(LKG.Event)


class AccountLinks:
    """Accounts as they were last made, and the links between them, in the database beside the store."""

    def __init__(self, units: Units, rules: Sequence[OccurrenceRule]) -> None:
        self.units, self.records, self.rules = units, units.records, rules
        self.statements = units.statements
        self.accounts = Accounts(self.statements)
        self.families = families_of(rules)
        self._known: dict[str, Account | None] = {}
        self._comparables: dict[str, Comparable] = {}

    def forget(self) -> None:
        """Lets go of what memory holds, which a later change may make wrong."""
        self._known.clear()
        self._comparables.clear()

    def account(self, event: str) -> Account | None:
        """An account as it was last made; None where there is none."""
        if event not in self._known:
            row = self.records.execute(
                "SELECT document, class, claimants FROM account WHERE event = ?", (event,)
            ).fetchone()
            self._known[event] = row and Account(
                event=event,
                document=row[0],
                comparable=self._comparable(row[1]),
                claimants=frozenset(json.loads(row[2])),
            )
        return self._known[event]

    def _comparable(self, of_class: str) -> Comparable:
        if of_class not in self._comparables:
            self._comparables[of_class] = from_json(self._class(of_class)[0])
        return self._comparables[of_class]

    def _class(self, of_class: str) -> tuple[str, str]:
        """What accounts of a class say alike, and the first of them."""
        row = self.records.execute("SELECT comparable, first FROM class WHERE class = ?", (of_class,)).fetchone()
        return row[0], row[1]

    def _made(self, event: str) -> Account | None:
        """An account made anew; None where no document tells of the event any more."""
        if EVENT not in self.statements.lookup.objects(event, RDF.type):
            return None
        return self.accounts.account(self.statements.event(event))

    def relink(self, events: Iterable[str]) -> set[str]:
        """Makes accounts anew, and the links that rules find between them and others; all accounts touched by that."""
        changed, classes = self._remade(events)
        firsts = self._reclass(classes)
        moved = {first for before, now in firsts.values() if before != now for first in (before, now) if first}
        affected = {*changed}
        for event in sorted(moved | changed.keys()):
            for pair in pairs(self.records, "SELECT one, two FROM found WHERE one = ?1 OR two = ?1", event):
                affected.update(pair)
            self.records.execute("DELETE FROM found WHERE one = ?1 OR two = ?1", (event,))
        for of_class, (before, first) in sorted(firsts.items()):
            if first:
                renewed = before != first or first in changed
                affected |= self._find(of_class, first, None if renewed else changed)
        return affected

    def _remade(self, events: Iterable[str]) -> tuple[dict[str, str], dict[str, str | None]]:
        """Makes accounts anew: those that changed, each with its class now or "", and the classes left or joined.

        A class that was joined has what its accounts say alike.
        """
        changed: dict[str, str] = {}
        classes: dict[str, str | None] = {}
        for event in sorted(events):
            former = self.account(event)
            after = self.units.reading(("account", event), partial(self._made, event))
            if former == after:
                continue
            row = self.records.execute("SELECT class FROM account WHERE event = ?", (event,)).fetchone()
            if row:
                classes.setdefault(row[0], None)
            self._known[event] = after
            changed[event] = self._keep(event, after, classes)
        return changed, classes

    def _keep(self, event: str, account: Account | None, classes: dict[str, str | None]) -> str:
        """Keeps an account as it is now, or takes it out; its class or ""."""
        if account is None:
            self.records.execute("DELETE FROM account WHERE event = ?", (event,))
            return ""
        told = to_json(account.comparable)
        of_class = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
        classes[of_class] = told
        self._comparables[of_class] = account.comparable
        self.records.execute(
            "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
            (event, account.document, of_class, json.dumps(sorted(account.claimants))),
        )
        return of_class

    def _reclass(self, classes: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
        """Brings the classes of accounts told alike up to date; the first account of each, before and now."""
        firsts: dict[str, tuple[str, str]] = {}
        for of_class in sorted(classes):
            (now,) = self.records.execute("SELECT min(event) FROM account WHERE class = ?", (of_class,)).fetchone()
            row = self.records.execute("SELECT first FROM class WHERE class = ?", (of_class,)).fetchone()
            firsts[of_class] = (row[0] if row else "", now or "")
            if row and not now:
                self.records.execute("DELETE FROM class WHERE class = ?", (of_class,))
                self.records.execute("DELETE FROM box WHERE class = ?", (of_class,))
                self.records.execute("DELETE FROM edge WHERE one = ?1 OR two = ?1", (of_class,))
            elif row:
                self.records.execute("UPDATE class SET first = ? WHERE class = ?", (now, of_class))
        for of_class, (before, now) in sorted(firsts.items()):
            if now and not before:
                self.records.execute("INSERT INTO class VALUES (?, ?, ?)", (of_class, classes[of_class], now))
                self._place(of_class)
        return firsts

    def _place(self, of_class: str) -> None:
        """Puts a new class where others find it, and remembers with which of those a rule holds."""
        own = self._comparable(of_class)
        near = {of_class}
        for box in sorted(set(boxes_of(own, self.families))):
            name = "\n".join(box)
            for other, brief in self.records.execute("SELECT class, brief FROM box WHERE box = ?", (name,)).fetchall():
                if box[0] != "month" or not (brief and own.brief):
                    near.add(other)
            self.records.execute("INSERT INTO box VALUES (?, ?, ?)", (name, of_class, int(own.brief)))
        for other in sorted(near):
            if match(self.rules, own, self._comparable(other)):
                self.records.execute("INSERT INTO edge VALUES (?, ?)", pair_of(of_class, other))

    def _find(self, of_class: str, first: str, changed: Mapping[str, str] | None) -> set[str]:
        """Links the first account of a class with others: all, or of those told alike the changed alone."""
        touched: set[str] = set()
        for event in self._others(of_class, changed):
            one, two = self.account(first), self.account(event)
            assert one
            assert two
            if event != first and between_two(one, two) and (held := match(self.rules, one.comparable, two.comparable)):
                new = found_by(one, two, *held)
                self.records.execute(
                    "INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?, ?)",
                    (*new.link.pair, new.priority, new.link.rule, new.link.verdict),
                )
                touched.update(new.link.pair)
        return touched

    def _others(self, of_class: str, changed: Mapping[str, str] | None) -> list[str]:
        """What the first account of a class may be linked with: the firsts of other classes, and those told alike."""
        edges = {
            one if two == of_class else two
            for one, two in pairs(self.records, "SELECT one, two FROM edge WHERE one = ?1 OR two = ?1", of_class)
        }
        if changed is not None:
            return [event for event, its in changed.items() if its == of_class] if of_class in edges else []
        alike: list[str] = []
        if of_class in edges:
            rows = self.records.execute("SELECT event FROM account WHERE class = ?", (of_class,))
            alike = [event for (event,) in rows.fetchall()]
        return alike + [self._class(other)[1] for other in sorted(edges - {of_class})]


def pairs(records: sqlite3.Connection, query: str, *values: str) -> list[Pair]:
    """The pairs that a question to the database gives."""
    return [(one, two) for one, two in records.execute(query, values).fetchall()]
