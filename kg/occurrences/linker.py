"""Keeps what lies between documents as a build from nothing would make it, by making again only what a change touches.

Beside the store are kept the facts of all documents, the accounts, the links that rules find between them and the lines
of the graph of disputes, and for whatever is made, which facts were read for it. When documents come, change or go, the
facts that came or went name what is to be made again: accounts first, then the links between accounts that lie near
each other in time and sides, then the groups that those links touch, then what contradicts what within them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.graph.store import Store
from kg.graph.told import NAMED, NUMBERS, Fact, unpacked
from kg.knowledge.victims import load_victims
from kg.namespaces import LKG, RDF
from kg.occurrences.account_links import EVENT, AccountLinks, pairs
from kg.occurrences.clustering import Link
from kg.occurrences.contradictions import Finder
from kg.occurrences.deeds import Deeds
from kg.occurrences.groups import Groups
from kg.occurrences.identities import CLASSES, load_identity_rules
from kg.occurrences.identity_links import IdentityLinks, Together
from kg.occurrences.rules import load_occurrence_rules
from kg.occurrences.told import ToldStatements, noted_as
from kg.occurrences.units import Units
from kg.occurrences.writer import Writer
from kg.resources import shipped

COMPLIANCE, POLARITY, TYPE = (NUMBERS[str(one)] for one in (LKG.compliance, LKG.polarity, RDF.type))
CODE, FILE_NAME = (NUMBERS[str(one)] for one in (LKG.problemCode, LKG.fileName))
OF_CLASS = {str(LKG[name]): name for name in CLASSES}
COUNTED = (
    f"<{RDF.type}> <{LKG.Occurrence}> .", f"<{RDF.type}> <{LKG.Contradiction}> .", f'<{LKG.verdict}> "doubtful" .',
)  # fmt: skip
"""How lines of the graph of disputes end that are counted."""


Touched = defaultdict[str, set[str]]
"""What a change of facts touches: what is to be made again, by the kind of unit."""


class Linker:
    """Makes what lies between the documents of a store, in the database beside it.

    `judged` are persons' verdicts on accounts, `same` those on persons and places, both as links.
    """

    def __init__(
        self, store: Store, lexicon: Sequence[Path], judged: Iterable[Link] = (), same: Iterable[Link] = ()
    ) -> None:
        home = shipped("ontology")
        self.store, self.records = store, store.records
        self.judged, self.same = ({one.pair: one for one in links} for links in (judged, same))
        self.statements = ToldStatements(store)
        victims = load_victims(home / "schemes" / "victims.ttl")
        self.finder = Finder(self.statements, victims)
        self.writer = Writer(store.base, self.statements.lookup, victims)
        self.units = Units(self.records, self.statements)
        self.accounts = AccountLinks(self.units, load_occurrence_rules(home / "rules", *lexicon))
        self.groups = Groups(self.accounts, self.writer, self.judged, store.base)
        self.deeds = Deeds(self.units, self.finder, self.writer)
        identity_rules = load_identity_rules(home / "rules", *lexicon)
        self.identities = IdentityLinks(self.units, identity_rules, self.writer, self.same)
        self._counted: Counter[str] = Counter()

    def take(self, graphs: Iterable[str]) -> None:
        """Makes again whatever the changes of these documents' graphs touch."""
        self.accounts.forget()
        changed, together = self._changed_facts(graphs)
        touched = self._touched(changed)
        judged = self._judged_anew()
        affected = self.accounts.relink(touched["account"]) | judged
        former, now = self.groups.regroup(affected)
        for concerns in sorted(former - now):
            self.units.drop(("occurrence", concerns))
            self.units.drop(("case", concerns))
        for concerns in [*sorted(now), *sorted(touched["case"] - former - now)]:
            self._case(concerns)
        for claim in sorted(touched["denial"]):
            self._denial(claim)
        self.deeds.find(touched["deed"], touched["odds"])
        self.identities.find(judged, touched["entity"], together)

    def _changed_facts(self, graphs: Iterable[str]) -> tuple[list[tuple[Fact, bool]], list[Together]]:
        """Takes in the facts of changed graphs: those that no or some document told before and now; who is named anew.

        Such a change of what documents name is told of each document by itself.
        """
        change: Counter[Fact] = Counter()
        together: list[Together] = []
        for graph in graphs:
            noted = self.store.facts(graph)
            new = unpacked(noted)
            row = self.records.execute("SELECT facts FROM told WHERE graph = ?", (graph,)).fetchone()
            old = unpacked(row[0]) if row else []
            change.subtract(old)
            change.update(new)
            before, after = ({fact[0] for fact in facts if fact[1] == NUMBERS[NAMED]} for facts in (old, new))
            if before != after:
                together.append(Together(changed=before ^ after, named=before | after))
            if new:
                self.records.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (graph, noted))
            else:
                self.records.execute("DELETE FROM told WHERE graph = ?", (graph,))
        return self.statements.lookup.change(change), together

    def _touched(self, flipped: Sequence[tuple[Fact, bool]]) -> Touched:
        touched: Touched = defaultdict(set)
        for fact, came in flipped:
            self._count_fact(fact, 1 if came else -1)
            self._touch(fact, touched)
        for kind, name in self.units.reading_any(noted_as(fact[:2]) for fact, _ in flipped):
            touched[kind].add(name)
        return touched

    def _touch(self, fact: Fact, touched: Touched) -> None:
        """Notes what must be made for the fact itself, whether or not its like was read before."""
        subject, predicate, value, _ = fact
        if predicate == TYPE and value == EVENT:
            touched["account"].add(subject)
        elif predicate == TYPE and value in OF_CLASS:
            touched["entity"].add(f"{OF_CLASS[value]} {subject}")
        elif predicate == POLARITY and value == "negative":
            touched["denial"].add(subject)
        elif predicate == COMPLIANCE:
            touched["deed"].add(subject)

    def _count_fact(self, fact: Fact, by: int) -> None:
        _, predicate, value, _ = fact
        if predicate == TYPE:
            self.count(value, by)
        elif predicate == CODE:
            self.count(f"problem {value}", by)
        elif predicate == FILE_NAME:
            self.count("documents", by)

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

    def _judged_anew(self) -> set[str]:
        """The accounts, persons and places of verdicts that are new, changed or gone."""
        former = {(one, two): link for one, two, link in self.records.execute("SELECT one, two, link FROM judged")}
        now = {pair: repr(link) for links in (self.judged, self.same) for pair, link in links.items()}
        changed = [pair for pair in former.keys() | now.keys() if former.get(pair) != now.get(pair)]
        self.records.executemany("DELETE FROM judged WHERE one = ? AND two = ?", changed)
        self.records.executemany(
            "INSERT INTO judged VALUES (?, ?, ?)", [(*pair, now[pair]) for pair in changed if pair in now]
        )
        return {one for pair in changed for one in pair}

    def _case(self, concerns: str) -> None:
        """An occurrence with its accounts, and what contradicts what in them."""
        accounts = self.groups.told(concerns)
        if not accounts:
            return
        if self.groups.is_group(concerns):
            self.units.derived.put(("occurrence", concerns), self.writer.occurrence(concerns, [*accounts]))
        held = {
            pair
            for event in accounts
            for pair in pairs(self.records, "SELECT one, two FROM listed WHERE one = ? AND verdict = 'same'", event)
        }
        comparables = {event: account.comparable for event, account in accounts.items()}
        self.units.make(
            ("case", concerns), lambda: self.writer.contradictions(self.finder.find(concerns, comparables, held))
        )

    def _denial(self, claim: str) -> None:
        """The claims that a claim denies."""
        if "negative" in self.statements.lookup.objects(claim, LKG.polarity):
            self.units.make(("denial", claim), lambda: self.writer.contradictions(self.finder.denied_by(claim)))
        else:
            self.units.drop(("denial", claim))
