"""Which claims on one occurrence cannot both hold: figures, actors, places, and what one tells and another denies.

Only what really excludes each other counts: a part and its whole, a count that goes on rising, or two lower bounds are
no contradiction, and figures of other people, another side or another time are not compared at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from kg.graph.statements import CasualtyView, ClaimView, Statements
from kg.knowledge.schemes import schemes
from kg.knowledge.victims import Victims
from kg.occurrences.relations import Comparable, relate

ABOUT = 0.1  # how far an approximate number may lie off
SIGNS = {"exact": "", "at_least": "≥", "more_than": ">", "about": "≈"}
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both hold, in order; `words` fill the reason of the rule, IRIs among them.

    `figures` are the two numbers that exclude each other, of the claims in their order.
    """

    claims: tuple[str, str]
    rule: str
    concerns: str
    figures: tuple[str, ...] = ()
    words: Mapping[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure as it is compared: by whom it is given (a side), of whom, from when to when, as of which day."""

    claim: str
    source: str
    figure: CasualtyView
    side: str
    people: str
    begin: datetime.date | None
    end: datetime.date | None
    said: datetime.date | None

    @property
    def low(self) -> float:
        """The least number that fits."""
        n = self.figure.count
        return {"more_than": n + 1, "about": n * (1 - ABOUT)}.get(self.figure.bound, n)

    @property
    def high(self) -> float:
        """The greatest number that fits."""
        n = self.figure.count
        open_ended = {"at_least", "more_than"}
        return float("inf") if self.figure.bound in open_ended else n * (1 + ABOUT * (self.figure.bound == "about"))

    @property
    def words(self) -> str:
        """The number with a sign for its bound."""
        return f"{SIGNS.get(self.figure.bound, '')}{self.figure.count}"


class Finder:
    """Finds contradictions among the accounts of one occurrence."""

    def __init__(self, statements: Statements, victims: Victims) -> None:
        self.statements, self.victims = statements, victims

    def find(
        self, concerns: str, accounts: Mapping[str, Comparable], held: Iterable[tuple[str, str]]
    ) -> list[Contradiction]:
        """Contradictions among accounts (event and what it tells) of one occurrence, in order, each pair and rule once.

        `held` are the pairs that are linked themselves, not only through others.
        """
        said = {event: self.speakers(event) for event in accounts}
        if sum(map(len, said.values())) < 2:
            return []
        found = [*self.figures(concerns, accounts, said), *self.denials(concerns, accounts, said)]
        for one, two in sorted(held):
            found += _otherwise(concerns, (accounts[one], said[one]), (accounts[two], said[two]))
        unique = {(one.claims, one.rule, one.figures): one for one in reversed(found)}
        return [unique[key] for key in sorted(unique)]

    def speakers(self, event: str) -> list[tuple[str, ClaimView]]:
        """Each claim about an event with the side that makes it or, where it quotes one source, with the source's."""
        claims = self.statements.claims(self.statements.event(event).claims)
        return [(self.source(claim), claim) for claim in claims]

    def source(self, claim: ClaimView) -> str:
        """The side whose word a claim is."""
        return self.statements.side(claim.sources[0] if len(claim.sources) == 1 else claim.claimant)

    def differ(self, one: ClaimView, two: ClaimView) -> bool:
        """Whether two claims are the word of two sides, and made by two."""
        side = self.statements.side
        return self.source(one) != self.source(two) and side(one.claimant) != side(two.claimant)

    def figures(
        self, concerns: str, accounts: Mapping[str, Comparable], said: Mapping[str, list[tuple[str, ClaimView]]]
    ) -> Iterator[Contradiction]:
        """Figures that exclude each other."""
        counted = [one for event, account in accounts.items() for one in self.counted(event, account, said[event])]
        for one, two in combinations(sorted(set(counted), key=lambda one: (one.figure.iri, one.claim)), 2):
            if one.claim != two.claim and one.figure.iri != two.figure.iri and (rule := self.clash(one, two)):
                first, second = (one, two) if one.claim < two.claim else (two, one)
                part, whole = (one, two) if self.compare(one, two) == "in" else (two, one)
                shown = (part, whole) if rule == "part-above-whole" else (first, second)
                words = {
                    f"{name}{key}": value
                    for name, each in zip(("one", "two"), shown, strict=True)
                    for key, value in (("", each.words), ("_harm", each.figure.harm), ("_of", each.figure.victims))
                }
                yield Contradiction(
                    claims=(first.claim, second.claim),
                    rule=rule,
                    concerns=concerns,
                    figures=(first.figure.iri, second.figure.iri),
                    words={"side": one.side, **words},
                )

    def counted(self, event: str, account: Comparable, said: Sequence[tuple[str, ClaimView]]) -> Iterator[Counted]:
        """The figures of an event with a side, by each claim that gives them; denied ones are none."""
        claims = {claim.claim: (source, claim) for source, claim in said}
        for iri in self.statements.figures_of(event):
            figure = self.statements.casualty(iri)
            for claim in self.statements.givers(iri):
                source, statement = claims.get(claim) or self._giver(claim)
                if figure.side and (statement.polarity == "positive" or figure.count == 0):
                    yield Counted(
                        claim=claim,
                        source=source,
                        figure=figure,
                        side=self.statements.side(figure.side),
                        people=self.victims.of(figure.victims),
                        begin=account.begin,
                        end=account.end,
                        said=statement.date,
                    )

    def _giver(self, claim: str) -> tuple[str, ClaimView]:
        statement = self.statements.claim(claim)
        return self.source(statement), statement

    def clash(self, one: Counted, two: Counted) -> str | None:
        """The rule by which two figures exclude each other, None where they do not or cannot be compared."""
        order = self.compare(one, two) if one.side == two.side else "apart"
        if order == "equal" and (one.low > two.high or two.low > one.high):
            return "figures-apart"
        part, whole = (one, two) if order == "in" else (two, one)
        return "part-above-whole" if order in ("in", "out") and part.low > whole.high else None

    def compare(self, one: Counted, two: Counted) -> str:
        """Whether two figures count the same (`equal`), one a part of the other (`in`, `out`), or neither (`apart`)."""
        orders = {
            _harms(one.figure.harm, two.figure.harm),
            self.victims.compare(one.people, two.people),
            _scopes(one, two),
            _times(one, two),
        }
        if orders == {"equal"}:
            return "equal"
        return next((order for order in ("in", "out") if orders <= {"equal", order}), "apart")

    def denials(
        self, concerns: str, accounts: Mapping[str, Comparable], said: Mapping[str, list[tuple[str, ClaimView]]]
    ) -> Iterator[Contradiction]:
        """What one tells and another denies, of one account or of two with the same roles."""
        denied = {event: [no for _, no in claims if no.polarity == "negative"] for event, claims in said.items()}
        for event, other in product(sorted(event for event, refusals in denied.items() if refusals), sorted(accounts)):
            if event == other or _same_roles(accounts[event], accounts[other]):
                for no, (_, yes) in product(denied[event], _first_of_each(said[other])):
                    if self.differ(yes, no):
                        yield Contradiction(claims=_in_order(no, yes), rule="told-and-denied", concerns=concerns)


def _in_order(one: ClaimView, two: ClaimView) -> tuple[str, str]:
    return (one.claim, two.claim) if one.claim < two.claim else (two.claim, one.claim)


def _first_of_each(said: Sequence[tuple[str, ClaimView]]) -> list[tuple[str, ClaimView]]:
    """The first claim of each side that asserts the occurrence."""
    first: dict[str, ClaimView] = {}
    for source, claim in said:
        if claim.polarity == "positive" and claim.act in schemes().asserting:
            first.setdefault(source, claim)
    return list(first.items())


def _same_roles(one: Comparable, two: Comparable) -> bool:
    """Whether two accounts say that the same did the same thing, as far as they say it."""
    relations = relate(one, two)
    alike = one.agents == two.agents or not (one.agents and two.agents)
    return one.type == two.type and alike and relations["onPlace"] != "apart" and relations["onActors"] != "mirrored"


def _otherwise(
    concerns: str,
    one: tuple[Comparable, list[tuple[str, ClaimView]]],
    two: tuple[Comparable, list[tuple[str, ClaimView]]],
) -> Iterator[Contradiction]:
    """Other actors or other places in two accounts that are held to tell of one occurrence."""
    (account, said), (other, said_too) = one, two
    relations = relate(account, other)
    differ: list[tuple[str, str, str]] = []
    if account.type == other.type and account.agents and other.agents and not account.agents & other.agents:
        differ.append(("another-did-it", min(account.agents), min(other.agents)))
    if account.type == other.type and relations["onPlace"] == "apart":
        first, second = (min(site.place for site in both.sites) for both in (account, other))
        differ.append(("elsewhere", first, second))
    for rule, first, second in differ:
        for (teller, yes), (rival, no) in product(_first_of_each(said), _first_of_each(said_too)):
            if teller != rival:
                swap = yes.claim > no.claim
                yield Contradiction(
                    claims=(no.claim, yes.claim) if swap else (yes.claim, no.claim),
                    rule=rule,
                    concerns=concerns,
                    words={"one": second if swap else first, "two": first if swap else second},
                )


def _harms(one: str, two: str) -> str:
    if one == two:
        return "equal"
    wider = schemes().wider_harms
    if wider.get(one) == two:
        return "in"
    return "out" if wider.get(two) == one else "apart"


def _scopes(one: Counted, two: Counted) -> str:
    """How the times of what is counted lie; of two sources, a day's difference at either end is none."""
    if one.figure.event == two.figure.event:
        return "equal"
    if not (one.begin and one.end and two.begin and two.end):
        return "apart"
    slack = DAY if one.source != two.source else DAY * 0
    if abs(one.begin - two.begin) <= slack and abs(one.end - two.end) <= slack:
        return "equal"
    if two.begin <= one.begin and one.end <= two.end:
        return "in"
    return "out" if one.begin <= two.begin and two.end <= one.end else "apart"


def _times(one: Counted, two: Counted) -> str:
    """How far two counts have come: one as of an earlier day may be less than one of a later day."""
    if one.figure.as_of is None and two.figure.as_of is None:
        return "equal"
    first, second = (both.figure.as_of or both.said for both in (one, two))
    if first is None or second is None:
        return "apart"
    return "equal" if first == second else "in" if first < second else "out"


def beyond_occurrences(statements: Statements, finder: Finder) -> Iterator[Contradiction]:
    """Claims that deny a claim; and, of one day, that somebody breaks an agreement and that the same keeps it."""
    for claim in statements.of_polarity("negative"):
        no = statements.claim(claim)
        for denied in no.about:
            yes = statements.claim(denied)
            if yes.claimant and finder.differ(yes, no):
                yield Contradiction(claims=_in_order(no, yes), rule="claim-denied", concerns=denied)
    kept: dict[tuple[str, str, datetime.date | None], list[ClaimView]] = {}
    for one in map(statements.claim, statements.of_compliance(schemes().keeping)):
        for agreement in one.about:
            kept.setdefault((agreement, statements.side(one.complier), one.date), []).append(one)
    for one in map(statements.claim, statements.of_compliance(schemes().breaches)):
        for agreement in one.about:
            side = statements.side(one.complier)
            for two in kept.get((agreement, side, one.date), ()):
                if one.polarity == two.polarity == "positive" and finder.differ(one, two):
                    yield Contradiction(
                        claims=_in_order(one, two), rule="broken-and-kept", concerns=agreement, words={"side": side}
                    )
