"""Which accounts tell of one occurrence: the groups that links join, and which links remain to be listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.occurrences.account_links import AccountLinks, pairs
from kg.occurrences.clustering import Account, Found, Link, Pair, are_rivals, listed, settle
from kg.occurrences.rules import match
from kg.occurrences.writer import Writer


class Groups:
    """The groups of a store's accounts; `judged` are persons' verdicts on pairs of them."""

    def __init__(self, accounts: AccountLinks, writer: Writer, judged: Mapping[Pair, Link], base: str) -> None:
        self.accounts, self.units, self.records = accounts, accounts.units, accounts.records
        self.writer, self.judged, self.base = writer, judged, base

    def regroup(self, affected: Iterable[str]) -> tuple[set[str], set[str]]:
        """Settles anew which of these accounts, and those linked with them, are one.

        Gives back what claims about them concerned before and now: an occurrence, or an account that stands alone.
        """
        reached = self._reached(affected)
        events = {event for component in reached for event in component}
        former = {self.concerned(event) for event in events}
        decided: list[Link] = []
        for component in reached:
            decided += self._settle(component)
        weak = {
            found.link.pair: found for event in sorted(events) for found in self._found(event, "verdict = 'doubtful'")
        }
        different = [
            one
            for one in self.judged.values()
            if one.verdict == "different"
            and not events.isdisjoint(one.pair)
            and all(map(self.accounts.account, one.pair))
        ]
        links = [*different, *decided, *(one.link for one in sorted(weak.values(), key=Found.order))]
        self._list(events, listed(links, self.leader, self._are_rivals))
        now = {self.concerned(event) for event in events if self.accounts.account(event)}
        return former, now

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
                waiting += self.members(self.leader(event))
                near += [other for other in joined[event] if self.accounts.account(other)]
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
        known = {event: account for event in sorted(component) if (account := self.accounts.account(event))}
        judged = [one for one in self.judged.values() if one.pair[0] in known and one.pair[1] in known]
        found = {one.link.pair: one for event in known for one in self._found(event, "verdict != 'doubtful'")}
        groups, decided = settle(known, judged, found.values())
        self.records.executemany("DELETE FROM member WHERE event = ?", [(event,) for event in sorted(component)])
        rows = [(event, group[0]) for group in groups.all() for event in group]
        self.records.executemany("INSERT INTO member VALUES (?, ?)", rows)
        return decided

    def leader(self, event: str) -> str:
        """The first account of a group, by the IRI of any."""
        row = self.records.execute("SELECT leader FROM member WHERE event = ?", (event,)).fetchone()
        return str(row[0]) if row else event

    def members(self, leader: str) -> list[str]:
        """The accounts of a group, by the first of them, sorted."""
        rows = self.records.execute("SELECT event FROM member WHERE leader = ? ORDER BY event", (leader,))
        return [event for (event,) in rows.fetchall()] or [leader]

    def _are_rivals(self, pair: Pair) -> bool:
        one, two = map(self.accounts.account, pair)
        return bool(one and two and are_rivals(one, two))

    def _list(self, events: set[str], links: Iterable[Link]) -> None:
        """Makes these the links of the accounts."""
        former = {
            pair
            for one in events
            for pair in pairs(self.records, "SELECT one, two FROM listed WHERE one = ?1 OR two = ?1", one)
        }
        kept = {one.pair: one for one in links}
        for pair in sorted(former - kept.keys()):
            self.records.execute("DELETE FROM listed WHERE one = ? AND two = ?", pair)
            self.units.derived.put(("link", " ".join(pair)), ())
        for pair, link in kept.items():
            self.records.execute("INSERT OR REPLACE INTO listed VALUES (?, ?, ?)", (*pair, link.verdict))
            self.units.derived.put(("link", " ".join(pair)), self.writer.link(self._whole(link)))

    def _whole(self, link: Link) -> Link:
        """A link with what its rule says, and how its two accounts relate."""
        if not link.rule:
            return link
        one, two = (self.accounts.account(event) for event in link.pair)
        assert one
        assert two
        held = match(self.accounts.rules, one.comparable, two.comparable)
        assert held
        return replace(link, comments=held[0].comments, relations=tuple(held[1].items()))

    def concerned(self, event: str) -> str:
        """The occurrence of an account, or itself where it stands alone."""
        leader = self.leader(event)
        return leader if len(self.members(leader)) == 1 else occurrence(self.base, leader)

    def told(self, concerns: str) -> dict[str, Account]:
        """The accounts of an occurrence, or the one that stands alone."""
        alone = not self.is_group(concerns)
        leader = concerns if alone else f"{self.base}event/{concerns.removeprefix(f'{self.base}occurrence/')}"
        return {event: account for event in self.members(leader) if (account := self.accounts.account(event))}

    def is_group(self, concerns: str) -> bool:
        """Whether an IRI is that of an occurrence, not of an account."""
        return concerns.startswith(f"{self.base}occurrence/")


def occurrence(base: str, leader: str) -> str:
    """The IRI of a group, after its first account."""
    return f"{base}occurrence/{leader.removeprefix(f'{base}event/')}"
