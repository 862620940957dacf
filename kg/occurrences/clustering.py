"""Which accounts tell of one occurrence: pairs by the rules and by persons' verdicts, joined without contradiction.

Nothing is merged. Two accounts that one speaker tells apart in one document are never joined, not even through a third.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kg.occurrences.relations import Comparable, differ
from kg.occurrences.rules import OccurrenceRule, match

DAY = datetime.timedelta(days=1)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An event of one document with what it is compared by, and who tells it."""

    event: str
    document: str
    comparable: Comparable
    claimants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The finding on two accounts (in order of their IRIs): same, different or doubtful.

    `rule` is the rule that found it, `judge` the person; `relations` say how the two compare. `apart` are two accounts
    that this link would join although a speaker tells them apart, or a person has: why a rule's or a person's `same`
    became doubtful.
    """

    pair: Pair
    verdict: str
    rule: str = ""
    judge: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A link that a rule of this priority finds."""

    priority: int
    link: Link

    def order(self) -> tuple[int, Pair]:
        """The strongest first."""
        return -self.priority, self.link.pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """All findings, in order, and the groups of accounts (two or more, in order) that tell of one occurrence."""

    links: tuple[Link, ...]
    groups: tuple[tuple[str, ...], ...]


def link(accounts: Iterable[Account], rules: Sequence[OccurrenceRule], judged: Sequence[Link] = ()) -> Occurrences:
    """Joins accounts: persons' verdicts first, then what the rules find, the strongest first.

    A pair that a person has judged is not found again; of doubtful pairs of the same two groups, one is listed.
    """
    known = {account.event: account for account in sorted(accounts, key=lambda account: account.event)}
    settled = {one.pair for one in judged}
    found = [one for one in _found(known.values(), rules) if one.link.pair not in settled]
    groups, decided = settle(known, judged, found)
    doubtful = [one.link for one in sorted(found, key=Found.order) if one.link.verdict == "doubtful"]
    parted = [one for one in judged if one.verdict == "different"]
    links = listed([*parted, *decided, *doubtful], groups.leader, groups.rivals)
    return Occurrences(links=tuple(sorted(links, key=lambda one: one.pair)), groups=groups.all())


def settle(known: Mapping[str, Account], judged: Iterable[Link], found: Iterable[Found]) -> tuple[Groups, list[Link]]:
    """The groups of these accounts, and what becomes of the verdicts and the links found that may join, in order.

    Accounts that no such link and no verdict connects need not be given together: they change nothing for each other.
    """
    judged = list(judged)
    groups = Groups(known, [one.pair for one in judged if one.verdict == "different"])
    wanted = [_join(groups, one) for one in judged if one.verdict == "same"]
    ordered = [one.link for one in sorted(found, key=Found.order)]
    sure = [one for link in ordered if link.verdict == "same" for one in _join_found(groups, link)]
    return groups, [*wanted, *sure, *_only(groups, [link for link in ordered if link.verdict == "only"])]


def listed(links: Iterable[Link], leader: Callable[[str], str], rivals: Callable[[Pair], bool]) -> Iterator[Link]:
    """All but rules' doubtful pairs that are told apart, joined through others, or further ones between two groups.

    `leader` gives the first account of an account's group, `rivals` whether one speaker tells two apart.
    """
    links = list(links)

    def ends(pair: Pair) -> Pair:
        return pair_of(leader(pair[0]), leader(pair[1]))

    asked = {ends(one.pair) for one in links if one.verdict == "different"}
    for one in links:
        if one.verdict != "doubtful" or one.judge:
            yield one
            continue
        between = ends(one.pair)
        if between[0] != between[1] and between not in asked and not rivals(one.pair):
            asked.add(between)
            yield one


def pair_of(one: str, two: str) -> Pair:
    """Two accounts in order."""
    return (one, two) if one < two else (two, one)


class _Group:
    """Accounts joined; `kinds` finds those of one document and type."""

    def __init__(self, account: Account) -> None:
        self.events = [account.event]
        self.kinds = {(account.document, account.comparable.type): [account.event]}

    def take(self, other: _Group) -> None:
        self.events += other.events
        for kind, events in other.kinds.items():
            self.kinds.setdefault(kind, []).extend(events)


class Groups:
    """Accounts joined so far; two that are told apart are in no group together."""

    def __init__(self, known: Mapping[str, Account], forbidden: Iterable[Pair]) -> None:
        self.known = known
        self.of = {event: _Group(account) for event, account in known.items()}
        self.forbidden: dict[str, set[str]] = {}
        for one, two in forbidden:
            self.forbidden.setdefault(one, set()).add(two)
            self.forbidden.setdefault(two, set()).add(one)

    def leader(self, event: str) -> str:
        """The first member of an account's group."""
        return min(self.of[event].events)

    def join(self, one: str, two: str) -> Pair | None:
        """Joins the groups of two accounts, or gives back two of their members that are told apart."""
        small, large = sorted((self.of[one], self.of[two]), key=lambda group: (len(group.events), group.events))
        if small is large:
            return None
        if apart := min(self.told_apart(small, large), default=None):
            return apart
        large.take(small)
        self.of.update(dict.fromkeys(small.events, large))
        return None

    def rivals(self, pair: Pair) -> bool:
        """Whether one speaker tells the two in one document as two of a kind."""
        return are_rivals(self.known[pair[0]], self.known[pair[1]])

    def told_apart(self, small: _Group, large: _Group) -> Iterator[Pair]:
        """Members that a person has judged different, or that one speaker tells in one document as two of a kind."""
        for event in small.events:
            account = self.known[event]
            alike = large.kinds.get((account.document, account.comparable.type), [])
            yield from (pair for other in alike if self.rivals(pair := pair_of(event, other)))
            yield from (pair_of(event, other) for other in self.forbidden.get(event, ()) if self.of.get(other) is large)

    def all(self) -> tuple[tuple[str, ...], ...]:
        """The groups of two or more."""
        groups = {id(group): tuple(sorted(group.events)) for group in self.of.values() if len(group.events) > 1}
        return tuple(sorted(groups.values()))


def are_rivals(one: Account, two: Account) -> bool:
    """Whether one speaker tells the two in one document as two of a kind."""
    alike = one.document == two.document and one.comparable.type == two.comparable.type
    return alike and not one.claimants.isdisjoint(two.claimants) and differ(one.comparable, two.comparable)


def _join(groups: Groups, one: Link) -> Link:
    """The link, doubtful where it would join what is told apart."""
    apart = groups.join(*one.pair)
    return replace(one, verdict="doubtful", apart=apart) if apart else one


def _join_found(groups: Groups, one: Link) -> Iterator[Link]:
    """The link that a rule found, as it joins; nothing where its two are themselves told apart."""
    if (joined := _join(groups, one)).apart != one.pair:
        yield joined


def _only(groups: Groups, found: Sequence[Link]) -> Iterator[Link]:
    """Of an account that is told only vaguely, the pairs: the same if all that it could be are one group."""
    partners: dict[str, set[int]] = {}
    for one in found:
        for event, other in (one.pair, one.pair[::-1]):
            partners.setdefault(event, set()).add(id(groups.of[other]))
    for one in found:
        if all(len(partners[event]) == 1 for event in one.pair):
            yield from _join_found(groups, replace(one, verdict="same"))
        else:
            yield replace(one, verdict="doubtful")


def _found(accounts: Iterable[Account], rules: Sequence[OccurrenceRule]) -> Iterator[Found]:
    """What the rules find: among accounts told alike each with the first, else pair by pair."""
    families = families_of(rules)
    alike: dict[Comparable, list[Account]] = {}
    for account in accounts:
        alike.setdefault(account.comparable, []).append(account)
    for one, two, pairs in _compared(alike, families):
        if matched := match(rules, one, two):
            yield from (found_by(*pair, *matched) for pair in pairs if between_two(*pair))


def families_of(rules: Iterable[OccurrenceRule]) -> list[frozenset[str]]:
    """The sets of types that the rules speak of, in order."""
    return sorted({rule.tells_of for rule in rules}, key=sorted)


def _compared(
    alike: Mapping[Comparable, list[Account]], families: Sequence[frozenset[str]]
) -> Iterator[tuple[Comparable, Comparable, list[tuple[Account, Account]]]]:
    """What is compared with what, and the accounts for which it stands."""
    for comparable, (first, *others) in alike.items():
        if others:
            yield comparable, comparable, [(first, other) for other in others]
    for one, two in _near(alike, families):
        yield one, two, [(alike[one][0], alike[two][0])]


def between_two(one: Account, two: Account) -> bool:
    """Whether two accounts are of two documents, or of other speakers in one record."""
    return one.document != two.document or one.claimants != two.claimants


def found_by(one: Account, two: Account, rule: OccurrenceRule, relations: Mapping[str, str]) -> Found:
    """The link between two accounts that a rule finds."""
    link = Link(
        pair=pair_of(one.event, two.event),
        verdict=rule.yields,
        rule=rule.name,
        comments=rule.comments,
        relations=tuple(relations.items()),
    )
    return Found(priority=rule.priority, link=link)


def _near(
    alike: Mapping[Comparable, list[Account]], families: Sequence[frozenset[str]]
) -> list[tuple[Comparable, Comparable]]:
    """Pairs of different accounts with a side and about a time, or an instrument, in common; each once, in order."""
    order = {comparable: group[0].event for comparable, group in alike.items()}
    boxes: dict[tuple[str, ...], list[Comparable]] = {}
    for comparable in alike:
        for box in boxes_of(comparable, families):
            boxes.setdefault(box, []).append(comparable)
    pairs = {
        (one, two) if order[one] < order[two] else (two, one)
        for box, comparables in boxes.items()
        for one, two in (_with_vague(comparables) if box[0] == "month" else combinations(comparables, 2))
    }
    return sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _with_vague(comparables: Sequence[Comparable]) -> Iterator[tuple[Comparable, Comparable]]:
    """Pairs of which one at least is told by the month."""
    vague = [comparable for comparable in comparables if not comparable.brief]
    yield from combinations(vague, 2)
    yield from product(vague, (comparable for comparable in comparables if comparable.brief))


def boxes_of(comparable: Comparable, families: Sequence[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Where an account lies to be found by those that it may be compared with."""
    if comparable.begin is None:
        return
    for number, types in enumerate(families):
        if comparable.type not in types:
            continue
        for side in comparable.sides:
            yield from ((*time, str(number), side) for time in _times(comparable))
        yield from (("instrument", "", str(number), agreement) for agreement in comparable.instruments)


def _times(comparable: Comparable) -> Iterator[tuple[str, str]]:
    assert comparable.begin is not None
    if comparable.brief:
        assert comparable.end is not None
        days = (comparable.end - comparable.begin).days
        yield from (("day", str(comparable.begin + number * DAY)) for number in range(-1, days + 2))
        yield "month", str(comparable.begin)[:7]
    elif comparable.precision == "month":
        yield "month", str(comparable.begin)[:7]
    else:
        yield "period", f"{comparable.begin}/{comparable.end}"
