"""Keeps what lies between documents as a build from nothing would make it, by making again only what a change touches.

Beside the store are kept the facts of all documents, the accounts, the links that rules find between them and the lines
of the graph of disputes, and for whatever is made, which facts were read for it. When documents come, change or go, the
facts that came or went name what is to be made again: accounts first, then the links between accounts that lie near
each other in time and sides, then the groups that those links touch, then what contradicts what within them.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rdflib import RDF

from kg.graph.store import Store
from kg.graph.told import NAMED, NUMBERS, Fact, unpacked
from kg.knowledge.schemes import schemes
from kg.knowledge.victims import load_victims
from kg.namespaces import LKG
from kg.occurrences.accounts import Accounts
from kg.occurrences.clustering import (
    Account,
    Found,
    Link,
    Pair,
    are_rivals,
    between_two,
    boxes_of,
    families_of,
    found_by,
    listed,
    pair_of,
    settle,
)  # fmt: skip
from kg.occurrences.contradictions import Contradiction, Deed, Finder
from kg.occurrences.derived import Derived, Unit
from kg.occurrences.identities import CLASSES, Named, keys_of, load_identity_rules, named, offered
from kg.occurrences.relations import Comparable, Site
from kg.occurrences.rules import load_occurrence_rules, match
from kg.occurrences.told import Key, Made, ToldStatements, key_number, noted_as
from kg.occurrences.writer import Writer
from kg.resources import shipped

TABLES = {
    "told": "graph PRIMARY KEY, facts",
    "fact": "s, p INTEGER, o, language, n INTEGER, PRIMARY KEY (s, p, o, language)",
    "tally": "name PRIMARY KEY, n INTEGER",
    "unit": "id INTEGER PRIMARY KEY, kind, name, reads, UNIQUE (kind, name)",
    "reading": "key INTEGER, unit INTEGER, PRIMARY KEY (key, unit)",
    "account": "event PRIMARY KEY, document, class, claimants",
    "class": "class PRIMARY KEY, comparable, first",
    "box": "box, class, brief INTEGER, PRIMARY KEY (box, class)",
    "edge": "one, two, PRIMARY KEY (one, two)",
    "found": "one, two, priority INTEGER, rule, verdict, PRIMARY KEY (one, two)",
    "member": "event PRIMARY KEY, leader",
    "listed": "one, two, verdict, PRIMARY KEY (one, two)",
    "deed": "deed, claim, keeps INTEGER, PRIMARY KEY (deed, claim, keeps)",
    "named": "of_class, entity, names, side, listed INTEGER, PRIMARY KEY (of_class, entity)",
    "shelf": "of_class, key, entity, PRIMARY KEY (of_class, key, entity)",
    "offered": "one, two, PRIMARY KEY (one, two)",
    "judged": "one, two, link, PRIMARY KEY (one, two)",
    "derived": "kind, name, line, PRIMARY KEY (kind, name, line)",
    "state": "name PRIMARY KEY, value",
}
INDEXES = {
    "account": "class, event", "box": "class", "edge": "two", "found": "two", "member": "leader", "listed": "two",
    "deed": "claim", "shelf": "of_class, entity", "offered": "two", "derived": "line",
}  # fmt: skip
COMPLIANCE, POLARITY, TYPE = (NUMBERS[str(one)] for one in (LKG.compliance, LKG.polarity, RDF.type))
CODE, FILE_NAME = (NUMBERS[str(one)] for one in (LKG.problemCode, LKG.fileName))
EVENT = str(LKG.Event)
OF_CLASS = {str(LKG[name]): name for name in CLASSES}
COUNTED = (
    f"<{RDF.type}> <{LKG.Occurrence}> .", f"<{RDF.type}> <{LKG.Contradiction}> .", f'<{LKG.verdict}> "doubtful" .',
)  # fmt: skip
"""How lines of the graph of disputes end that are counted."""
MOST_VALUES = 500
"""So many values are asked for at once."""


@dataclass(slots=True)
class Touched:
    """What a change of facts touches: what is to be made again, by the kind of unit, and entities named elsewhere."""

    units: defaultdict[str, set[str]]
    entities: set[str]


class Linker:
    """Makes what lies between the documents of a store, in the database beside it.

    `judged` are persons' verdicts on accounts, `same` those on persons and places, both as links.
    """

    def __init__(
        self, store: Store, lexicon: Sequence[Path], judged: Iterable[Link] = (), same: Iterable[Link] = ()
    ) -> None:
        home = shipped("ontology")
        self.store, self.records, self.base = store, store.records, store.base
        self.judged, self.same = ({one.pair: one for one in links} for links in (judged, same))
        self.rules = load_occurrence_rules(home / "rules", *lexicon)
        self.by_name = {rule.name: rule for rule in self.rules}
        self.families = families_of(self.rules)
        self.identity_rules = load_identity_rules(home / "rules", *lexicon)
        self.statements = ToldStatements(store)
        victims = load_victims(home / "schemes" / "victims.ttl")
        self.accounts = Accounts(self.statements)
        self.finder = Finder(self.statements, victims)
        self.writer = Writer(self.base, self.statements.lookup, victims)
        self.derived = Derived(self.records)
        self._counted: Counter[str] = Counter()
        self._known: dict[str, Account | None] = {}
        self._comparables: dict[str, Comparable] = {}

    # ------------------------------------------------------------------ what changed

    def take(self, graphs: Iterable[str]) -> None:
        """Makes again whatever the changes of these documents' graphs touch."""
        self._known.clear()
        self._comparables.clear()
        touched = self._touched(self._changed_facts(graphs))
        for entity in self._judged_anew(touched):
            touched.units["judged account"].add(entity)
        affected = self._relink(touched.units["account"]) | touched.units["judged account"]
        done = self._regroup(affected)
        for concerns in sorted(touched.units["case"] - done):
            self._case(concerns)
        for claim in sorted(touched.units["denial"]):
            self._denial(claim)
        self._deeds(touched.units["deed"], touched.units["odds"])
        self._identities(touched)

    def _changed_facts(self, graphs: Iterable[str]) -> list[tuple[Fact, bool]]:
        """Takes in the facts of changed graphs; those that no or some document told before and now."""
        change: Counter[Fact] = Counter()
        for graph in graphs:
            noted = self.store.facts(graph)
            new = unpacked(noted)
            if former := self.records.execute("SELECT facts FROM told WHERE graph = ?", (graph,)).fetchone():
                change.subtract(unpacked(former[0]))
            change.update(new)
            if new:
                self.records.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (graph, noted))
            else:
                self.records.execute("DELETE FROM told WHERE graph = ?", (graph,))
        return self.statements.lookup.change(change)

    def _touched(self, flipped: Sequence[tuple[Fact, bool]]) -> Touched:
        touched = Touched(units=defaultdict(set), entities=set())
        for (subject, predicate, value, _), came in flipped:
            if predicate == TYPE:
                self.count(value, 1 if came else -1)
                if value == EVENT:
                    touched.units["account"].add(subject)
                elif value in OF_CLASS:
                    touched.units["entity"].add(f"{OF_CLASS[value]} {subject}")
            elif predicate == CODE:
                self.count(f"problem {value}", 1 if came else -1)
            elif predicate == FILE_NAME:
                self.count("documents", 1 if came else -1)
            elif predicate == POLARITY and value == "negative":
                touched.units["denial"].add(subject)
            elif predicate == COMPLIANCE:
                touched.units["deed"].add(subject)
            elif predicate == NUMBERS[NAMED]:
                touched.entities.add(subject)
        numbers = sorted({key_number(noted_as(fact[:2])) for fact, _ in flipped})
        for at in range(0, len(numbers), MOST_VALUES):
            some = numbers[at : at + MOST_VALUES]
            found = self.records.execute(
                "SELECT DISTINCT kind, name FROM reading JOIN unit ON unit.id = reading.unit"
                f" WHERE key IN ({', '.join('?' * len(some))})",
                some,
            )
            for kind, name in found.fetchall():
                touched.units[kind].add(name)
        return touched

    def count(self, name: str, by: int) -> None:
        """Counts up or down."""
        self._counted[name] += by

    def keep_counts(self) -> None:
        """Writes what was counted."""
        self.records.executemany(
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            sorted(self._counted.items()),
        )
        self._counted.clear()

    def _judged_anew(self, touched: Touched) -> set[str]:
        """The accounts of verdicts that are new, changed or gone; entities of such are touched."""
        former = {(one, two): link for one, two, link in self.records.execute("SELECT one, two, link FROM judged")}
        now = {pair: repr(link) for links in (self.judged, self.same) for pair, link in links.items()}
        changed = [pair for pair in former.keys() | now.keys() if former.get(pair) != now.get(pair)]
        self.records.executemany("DELETE FROM judged WHERE one = ? AND two = ?", changed)
        self.records.executemany(
            "INSERT INTO judged VALUES (?, ?, ?)", [(*pair, now[pair]) for pair in changed if pair in now]
        )
        touched.entities |= {one for pair in changed for one in pair}
        return {one for pair in changed for one in pair}

    # ------------------------------------------------------------------ units and what was read for them

    def _unit(self, unit: Unit, work: Callable[[], set[str]]) -> None:
        """Makes the lines of a unit, and keeps what was read for them."""
        self.derived.put(unit, self._reading(unit, work))

    def _reading(self, unit: Unit, work: Callable[[], Made]) -> Made:
        made, keys = self.statements.noting(work)
        self._note(unit, keys)
        return made

    def _note(self, unit: Unit, keys: Iterable[Key]) -> None:
        """Keeps what was read for a unit; nothing, for one that is no more."""
        new = array("I", sorted({key_number(key) for key in keys}))
        row = self.records.execute("SELECT id, reads FROM unit WHERE kind = ? AND name = ?", unit).fetchone()
        old = array("I", row[1]) if row else array("I")
        if row and new == old:
            return
        if row:
            number = row[0]
            self.records.execute("UPDATE unit SET reads = ? WHERE id = ?", (new.tobytes(), number))
        else:
            number = self.records.execute("INSERT INTO unit VALUES (NULL, ?, ?, ?)", (*unit, new.tobytes())).lastrowid
        gone, come = set(old) - set(new), set(new) - set(old)
        self.records.executemany("DELETE FROM reading WHERE key = ? AND unit = ?", [(key, number) for key in gone])
        self.records.executemany("INSERT INTO reading VALUES (?, ?)", [(key, number) for key in come])
        if not new:
            self.records.execute("DELETE FROM unit WHERE id = ?", (number,))

    def _drop(self, unit: Unit) -> None:
        self.derived.put(unit, ())
        self._note(unit, ())

    # ------------------------------------------------------------------ accounts and the links between them

    def _account(self, event: str) -> Account | None:
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

    def _relink(self, events: Iterable[str]) -> set[str]:
        """Makes accounts anew, and the links that rules find between them and others; all accounts touched by that."""
        changed: dict[str, str] = {}
        classes: dict[str, str | None] = {}
        for event in sorted(events):
            former = self._account(event)
            after = self._reading(("account", event), partial(self._made, event))
            if after is None:
                self._note(("account", event), ())
            if former == after:
                continue
            row = self.records.execute("SELECT class FROM account WHERE event = ?", (event,)).fetchone()
            if row:
                classes.setdefault(row[0], None)
            changed[event] = ""
            self._known[event] = after
            if after is None:
                self.records.execute("DELETE FROM account WHERE event = ?", (event,))
            else:
                told = to_json(after.comparable)
                changed[event] = of_class = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
                classes[of_class] = told
                self._comparables[of_class] = after.comparable
                self.records.execute(
                    "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
                    (event, after.document, of_class, json.dumps(sorted(after.claimants))),
                )
        firsts = self._reclass(classes)
        moved = {first for before, now in firsts.values() if before != now for first in (before, now) if first}
        affected = {*changed}
        for event in sorted(moved | changed.keys()):
            for pair in self._pairs("SELECT one, two FROM found WHERE one = ?1 OR two = ?1", event):
                affected.update(pair)
            self.records.execute("DELETE FROM found WHERE one = ?1 OR two = ?1", (event,))
        for of_class, (before, first) in sorted(firsts.items()):
            if first:
                renewed = before != first or first in changed
                affected |= self._find(of_class, first, None if renewed else changed)
        return affected

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
        edges = {
            one if two == of_class else two
            for one, two in self._pairs("SELECT one, two FROM edge WHERE one = ?1 OR two = ?1", of_class)
        }
        found: list[str] = []
        if of_class in edges:
            alike = self.records.execute("SELECT event FROM account WHERE class = ?", (of_class,))
            found += (
                [event for (event,) in alike.fetchall()]
                if changed is None
                else [event for event, its in changed.items() if its == of_class]
            )
        if changed is None:
            found += [self._class(other)[1] for other in sorted(edges - {of_class})]
        touched: set[str] = set()
        for event in found:
            one, two = self._account(first), self._account(event)
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

    def _pairs(self, query: str, *values: str) -> list[Pair]:
        return [(one, two) for one, two in self.records.execute(query, values).fetchall()]

    # ------------------------------------------------------------------ groups, and what contradicts what in them

    def _regroup(self, affected: Iterable[str]) -> set[str]:
        """Settles anew which of these accounts, and those linked with them, are one; the occurrences that it made."""
        reached = self._reached(affected)
        events = {event for component in reached for event in component}
        former = {self._concerned(event) for event in events}
        decided: list[Link] = []
        for component in reached:
            decided += self._settle(component)
        weak = {
            found.link.pair: found for event in sorted(events) for found in self._found(event, "verdict = 'doubtful'")
        }
        judged = [
            one for one in self.judged.values() if not events.isdisjoint(one.pair) and all(map(self._account, one.pair))
        ]
        links = [*judged, *decided, *(one.link for one in sorted(weak.values(), key=Found.order))]
        self._list(events, listed(links, self._leader, self._are_rivals))
        now = {self._concerned(event) for event in events if self._account(event)}
        for concerns in sorted(former - now):
            self._drop(("occurrence", concerns))
            self._drop(("case", concerns))
        for concerns in sorted(now):
            self._case(concerns)
        return former | now

    def _reached(self, affected: Iterable[str]) -> list[set[str]]:
        """The accounts that links which may join connect with these and their groups, connected ones together."""
        joined: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.judged.values():
            if one.verdict == "same":
                joined[one.pair[0]].add(one.pair[1])
                joined[one.pair[1]].add(one.pair[0])
        components: list[set[str]] = []
        seen: set[str] = set()
        waiting = sorted(affected)
        while waiting:
            component: set[str] = set()
            near = [waiting.pop()]
            while near:
                event = near.pop()
                if event in seen:
                    continue
                seen.add(event)
                component.add(event)
                waiting += self._members(self._leader(event))
                near += [other for other in joined[event] if self._account(other)]
                for found in self._found(event, "verdict != 'doubtful'"):
                    near += found.link.pair
            if component:
                components.append(component)
        return components

    def _found(self, event: str, condition: str) -> Iterator[Found]:
        """The links of an account that rules found and no person judged."""
        rows = self.records.execute(
            f"SELECT one, two, priority, rule, verdict FROM found WHERE (one = ?1 OR two = ?1) AND {condition}",
            (event,),
        )
        for one, two, priority, rule, verdict in rows.fetchall():
            if (one, two) not in self.judged:
                yield Found(priority=priority, link=Link(pair=(one, two), verdict=verdict, rule=rule))

    def _settle(self, component: set[str]) -> list[Link]:
        """The groups of accounts that are connected; what becomes of the links that connect them."""
        known = {event: account for event in sorted(component) if (account := self._account(event))}
        judged = [one for one in self.judged.values() if one.pair[0] in known and one.pair[1] in known]
        found = {one.link.pair: one for event in known for one in self._found(event, "verdict != 'doubtful'")}
        groups, decided = settle(known, judged, found.values())
        self.records.executemany("DELETE FROM member WHERE event = ?", [(event,) for event in sorted(component)])
        rows = [(event, group[0]) for group in groups.all() for event in group]
        self.records.executemany("INSERT INTO member VALUES (?, ?)", rows)
        return decided

    def _leader(self, event: str) -> str:
        row = self.records.execute("SELECT leader FROM member WHERE event = ?", (event,)).fetchone()
        return str(row[0]) if row else event

    def _members(self, leader: str) -> list[str]:
        rows = self.records.execute("SELECT event FROM member WHERE leader = ? ORDER BY event", (leader,))
        return [event for (event,) in rows.fetchall()] or [leader]

    def _are_rivals(self, pair: Pair) -> bool:
        one, two = map(self._account, pair)
        return bool(one and two and are_rivals(one, two))

    def _list(self, events: set[str], links: Iterable[Link]) -> None:
        """Makes these the links of the accounts."""
        former = {
            pair
            for one in events
            for pair in self._pairs("SELECT one, two FROM listed WHERE one = ?1 OR two = ?1", one)
        }
        kept = {one.pair: one for one in links}
        for pair in sorted(former - kept.keys()):
            self.records.execute("DELETE FROM listed WHERE one = ? AND two = ?", pair)
            self.derived.put(("link", " ".join(pair)), ())
        for pair, link in kept.items():
            self.records.execute("INSERT OR REPLACE INTO listed VALUES (?, ?, ?)", (*pair, link.verdict))
            self.derived.put(("link", " ".join(pair)), self.writer.link(self._whole(link)))

    def _whole(self, link: Link) -> Link:
        """A link with what its rule says, and how its two accounts relate."""
        if not link.rule:
            return link
        one, two = (self._account(event) for event in link.pair)
        assert one
        assert two
        held = match(self.rules, one.comparable, two.comparable)
        assert held
        return replace(link, comments=held[0].comments, relations=tuple(held[1].items()))

    def _concerned(self, event: str) -> str:
        """The occurrence of an account, or itself where it stands alone."""
        leader = self._leader(event)
        return leader if len(self._members(leader)) == 1 else occurrence(self.base, leader)

    def _case(self, concerns: str) -> None:
        """An occurrence with its accounts, and what contradicts what in them."""
        alone = not concerns.startswith(f"{self.base}occurrence/")
        leader = concerns if alone else f"{self.base}event/{concerns.removeprefix(f'{self.base}occurrence/')}"
        accounts = {event: account for event in self._members(leader) if (account := self._account(event))}
        if not accounts:
            return
        if not alone:
            self.derived.put(("occurrence", concerns), self.writer.occurrence(concerns, [*accounts]))
        held = {
            pair
            for event in accounts
            for pair in self._pairs("SELECT one, two FROM listed WHERE one = ? AND verdict = 'same'", event)
        }
        comparables = {event: account.comparable for event, account in accounts.items()}
        self._unit(("case", concerns), lambda: self._written(self.finder.find(concerns, comparables, held)))

    def _denial(self, claim: str) -> None:
        """The claims that a claim denies."""
        if "negative" in self.statements.lookup.objects(claim, LKG.polarity):
            self._unit(("denial", claim), lambda: self._written(self.finder.denied_by(claim)))
        else:
            self._drop(("denial", claim))

    def _written(self, found: Iterable[Contradiction]) -> set[str]:
        return {line for one in found for line in self.writer.contradiction(one)}

    # ------------------------------------------------------------------ agreements kept and broken

    def _deeds(self, claims: Iterable[str], odds: Iterable[str]) -> None:
        """Finds anew what these claims say is done to agreements, and which of those are said to be kept and broken."""
        touched = set(odds)
        for claim in sorted(claims):
            former = {
                tuple(row) for row in self.records.execute("SELECT deed, keeps FROM deed WHERE claim = ?", (claim,))
            }
            now = self._reading(("deed", claim), partial(self._done, claim))
            if not now:
                self._note(("deed", claim), ())
            self.records.execute("DELETE FROM deed WHERE claim = ?", (claim,))
            self.records.executemany("INSERT INTO deed VALUES (?, ?, ?)", [(deed, claim, k) for deed, k in sorted(now)])
            touched |= {str(deed) for deed, _ in former | now}
        for deed in sorted(touched):
            rows = self.records.execute(
                "SELECT claim, keeps FROM deed WHERE deed = ? ORDER BY claim", (deed,)
            ).fetchall()
            kept, broken = ([claim for claim, keeps in rows if keeps == which] for which in (1, 0))
            if kept and broken:
                agreement, side, day = json.loads(deed)
                key: Deed = agreement, side, datetime.date.fromisoformat(day) if day else None
                self._unit(("odds", deed), partial(self._odds, key, broken, kept))
            else:
                self._drop(("odds", deed))

    def _odds(self, deed: Deed, broken: Sequence[str], kept: Sequence[str]) -> set[str]:
        return self._written(self.finder.broken_and_kept(deed, broken, kept))

    def _done(self, claim: str) -> set[tuple[str, int]]:
        """What a claim says is done to agreements, as text, each with whether it keeps them (1) or breaks them (0)."""
        lookup, found = self.statements.lookup, set()
        said = set(map(lookup.notation, lookup.objects(claim, LKG.compliance)))
        for keeps, which in ((1, schemes().keeping), (0, schemes().breaches)):
            if not said.isdisjoint(which):
                for agreement, side, day in self.finder.deeds(claim):
                    found.add((json.dumps([agreement, side, str(day or "")], ensure_ascii=False), keeps))
        return found

    # ------------------------------------------------------------------ persons and places

    def _identities(self, touched: Touched) -> None:
        """Offers anew the pairs of persons and places whose names, sides or documents have changed."""
        entities = touched.entities
        for unit in sorted(touched.units["entity"]):
            of_class, entity = unit.split(" ", 1)
            now = self._reading(("entity", unit), partial(self._as_named, of_class, entity))
            if now is None:
                self._note(("entity", unit), ())
            if now != self._named(of_class, entity):
                self._shelve(of_class, entity, now)
                entities.add(entity)
        for entity in sorted(entities):
            former = set(self._pairs("SELECT one, two FROM offered WHERE one = ?1 OR two = ?1", entity))
            now_offered = {one.pair: one for one in self._offered(entity)}
            for pair in sorted(former - now_offered.keys()):
                self.records.execute("DELETE FROM offered WHERE one = ? AND two = ?", pair)
                self.derived.put(("identity", " ".join(pair)), ())
            for pair, link in now_offered.items():
                self.records.execute("INSERT OR REPLACE INTO offered VALUES (?, ?)", pair)
                self.derived.put(("identity", " ".join(pair)), self.writer.identity(link))

    def _as_named(self, of_class: str, entity: str) -> Named | None:
        if str(LKG[of_class]) not in self.statements.lookup.objects(entity, RDF.type):
            return None
        return named(self.statements, of_class, entity)

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
            near = self.records.execute(
                "SELECT DISTINCT other.entity FROM shelf JOIN shelf other USING (of_class, key)"
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
        if self.statements.lookup.together(one.entity, two.entity):
            one, two = (replace(each, documents=frozenset({"both"})) for each in (one, two))
        return offered(one, two, self.identity_rules)


def occurrence(base: str, leader: str) -> str:
    """The IRI of a group, after its first account."""
    return f"{base}occurrence/{leader.removeprefix(f'{base}event/')}"


def to_json(one: Comparable) -> str:
    """What is compared of an account as text; the same for what is equal."""
    return json.dumps(
        {
            "type": one.type,
            "begin": str(one.begin or ""),
            "end": str(one.end or ""),
            "precision": one.precision,
            "sites": sorted([site.place, sorted(site.above), site.is_state, site.is_line] for site in one.sites),
            **{name: sorted(getattr(one, name)) for name in SETS},
            "denied": one.denied,
        },
        ensure_ascii=False,
    )


SETS = ("agents", "patients", "participants", "instruments")


def from_json(text: str) -> Comparable:
    """What `to_json` wrote."""
    said = json.loads(text)
    begin, end = (datetime.date.fromisoformat(said[name]) if said[name] else None for name in ("begin", "end"))
    sites = (
        Site(place=place, above=frozenset(above), is_state=is_state, is_line=is_line)
        for place, above, is_state, is_line in said["sites"]
    )
    sets = {name: frozenset(said[name]) for name in SETS}
    return Comparable(
        type=said["type"],
        begin=begin,
        end=end,
        precision=said["precision"],
        sites=frozenset(sites),
        denied=said["denied"],
        **sets,
    )


def prepare(records: sqlite3.Connection) -> None:
    """Makes the tables that are not there, and lets as much of them stay in memory as does no harm."""
    records.execute("PRAGMA cache_size = -32000")
    for name, columns in TABLES.items():
        tail = " WITHOUT ROWID" if "PRIMARY KEY (" in columns else ""
        records.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}){tail}")
    for name, columns in INDEXES.items():
        records.execute(f"CREATE INDEX IF NOT EXISTS {name}_by ON {name} ({columns})")


def empty(records: sqlite3.Connection) -> None:
    """Forgets all that was made."""
    for name in TABLES:
        records.execute(f"DELETE FROM {name}")
