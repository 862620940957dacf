"""Which claims on one occurrence cannot both hold: figures, actors, places, and what one tells and another denies.

Only what really excludes each other counts; of figures, `kg.occurrences.figures` says which do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from kg.graph.statements import ClaimView, Statements
from kg.knowledge.schemes import schemes
from kg.knowledge.victims import Victims
from kg.occurrences.figures import Counted, clash, compare
from kg.occurrences.relations import Comparable, relate

Said = Sequence[tuple[str, ClaimView]]
"""Claims, each with the side whose word it is."""
Deed = tuple[str, str, datetime.date | None]
"""An agreement, the side that keeps or breaks it, and the day on which that is said."""


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
class Case:
    """What is said of one occurrence (the IRI of `concerns`): by event what is compared, and the claims about it."""

    concerns: str
    accounts: Mapping[str, Comparable]
    said: Mapping[str, Said]


class Finder:
    """Finds contradictions among the claims of a store."""

    def __init__(self, statements: Statements, victims: Victims) -> None:
        self.statements, self.victims = statements, victims

    def find(
        self, concerns: str, accounts: Mapping[str, Comparable], held: Iterable[tuple[str, str]]
    ) -> list[Contradiction]:
        """Contradictions among accounts (by event) of one occurrence, in order, each pair and rule once.

        `held` are the pairs that are linked themselves, not only through others.
        """
        case = Case(concerns=concerns, accounts=accounts, said={event: self.speakers(event) for event in accounts})
        if sum(map(len, case.said.values())) < 2:
            return []
        found = [*self.figures(case), *self.denials(case)]
        for one, two in sorted(held):
            found += _otherwise(case, one, two)
        unique = {(one.claims, one.rule, one.figures): one for one in reversed(found)}
        return [unique[key] for key in sorted(unique)]

    def speakers(self, event: str) -> Said:
        """Each claim about an event with the side that makes it or, where it quotes one source, with the source's."""
        claims = self.statements.claims(self.statements.event(event).claims)
        return [(self.source(claim), claim) for claim in claims]

    def source(self, claim: ClaimView) -> str:
        """The side whose word a claim is."""
        return self.statements.side(claim.sources[0] if len(claim.sources) == 1 else claim.claimant)

    def differ(self, one: ClaimView, two: ClaimView) -> bool:
        """Whether two claims are the word of two sides, and made by two; an unknown actor may be of either side."""
        side, is_unknown = self.statements.side, self.statements.is_unknown
        apart = self.source(one) != self.source(two) and side(one.claimant) != side(two.claimant)
        return apart and not (is_unknown(one) or is_unknown(two))

    def figures(self, case: Case) -> Iterator[Contradiction]:
        """Figures that exclude each other."""
        counted = {one for event in case.accounts for one in self.counted(case, event)}
        for one, two in combinations(sorted(counted, key=lambda one: (one.figure.iri, one.claim)), 2):
            if one.claim == two.claim or one.figure.iri == two.figure.iri:
                continue
            if rule := clash(one, two, self.victims):
                first, second = sorted((one, two), key=lambda one: one.claim)
                is_part = compare(one, two, self.victims) == "in"
                shown = (first, second) if rule != "part-above-whole" else (one, two) if is_part else (two, one)
                yield Contradiction(
                    claims=(first.claim, second.claim),
                    rule=rule,
                    concerns=case.concerns,
                    figures=(first.figure.iri, second.figure.iri),
                    words={"side": one.side, **_in_words(*shown)},
                )

    def counted(self, case: Case, event: str) -> Iterator[Counted]:
        """The figures of an event with a side, by each claim that gives them; denied ones are none."""
        claims = {claim.claim: (source, claim) for source, claim in case.said[event]}
        account = case.accounts[event]
        for iri in self.statements.figures_of(event):
            figure = self.statements.casualty(iri)
            for source, claim in (claims.get(one) or self._giver(one) for one in self.statements.givers(iri)):
                if figure.side and (claim.polarity == "positive" or figure.count == 0):
                    yield Counted(
                        claim=claim.claim,
                        source=source,
                        figure=figure,
                        side=self.statements.side(figure.side),
                        people=self.victims.of(figure.victims),
                        begin=account.begin,
                        end=account.end,
                        said=claim.date,
                    )

    def _giver(self, iri: str) -> tuple[str, ClaimView]:
        claim = self.statements.claim(iri)
        return self.source(claim), claim

    def denials(self, case: Case) -> Iterator[Contradiction]:
        """What one tells and another denies, of one account or of two with the same roles."""
        refusals = {event: [no for _, no in said if no.polarity == "negative"] for event, said in case.said.items()}
        denied = {event: said for event, said in refusals.items() if said}
        for event, other in product(sorted(denied), sorted(case.accounts)):
            if event == other or _same_roles(case.accounts[event], case.accounts[other]):
                for no, (_, yes) in product(denied[event], _first_of_each(case.said[other])):
                    if self.differ(yes, no):
                        yield _between(no, yes, rule="told-and-denied", concerns=case.concerns)

    def denied_by(self, claim: str) -> Iterator[Contradiction]:
        """The claims that a claim denies."""
        no = self.statements.claim(claim)
        for yes in map(self.statements.claim, no.about if no.polarity == "negative" else ()):
            if yes.claimant and self.differ(yes, no):
                yield _between(no, yes, rule="claim-denied", concerns=yes.claim)

    def deeds(self, claim: str) -> set[Deed]:
        """What a claim says that somebody does to agreements: each with whose doing it is, and the day."""
        said = self.statements.claim(claim)
        return {(agreement, self.statements.side(said.complier), said.date) for agreement in said.about}

    def broken_and_kept(self, deed: Deed, breaking: Iterable[str], keeping: Iterable[str]) -> Iterator[Contradiction]:
        """Of claims that on one day somebody breaks an agreement, and that the same keeps it, those of two sides."""
        kept = list(map(self.statements.claim, keeping))
        for one, two in product(map(self.statements.claim, breaking), kept):
            if one.polarity == two.polarity == "positive" and self.differ(one, two):
                yield _between(one, two, rule="broken-and-kept", concerns=deed[0], words={"side": deed[1]})


def _between(
    one: ClaimView, two: ClaimView, *, rule: str, concerns: str, words: Mapping[str, str] | None = None
) -> Contradiction:
    claims = (one.claim, two.claim) if one.claim < two.claim else (two.claim, one.claim)
    return Contradiction(claims=claims, rule=rule, concerns=concerns, words=words or {})


def _in_words(one: Counted, two: Counted) -> dict[str, str]:
    """Two figures as a reason names them."""
    return {
        f"{name}{key}": value
        for name, each in (("one", one), ("two", two))
        for key, value in (("", each.words), ("_harm", each.figure.harm), ("_of", each.figure.victims))
    }


def _first_of_each(said: Said) -> Said:
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


def _otherwise(case: Case, one: str, two: str) -> Iterator[Contradiction]:
    """Other actors or other places in two accounts that are held to be of one occurrence."""
    for rule, this, that in _differences(case.accounts[one], case.accounts[two]):
        for (source, yes), (rival, no) in product(_first_of_each(case.said[one]), _first_of_each(case.said[two])):
            if source != rival:
                first, second = sorted(((yes.claim, this), (no.claim, that)), key=lambda end: end[0])
                yield Contradiction(
                    claims=(first[0], second[0]),
                    rule=rule,
                    concerns=case.concerns,
                    words={"one": first[1], "two": second[1]},
                )


def _differences(one: Comparable, two: Comparable) -> Iterator[tuple[str, str, str]]:
    """The rules by which two accounts of a type exclude each other, with the actors or places that they name."""
    if one.type != two.type:
        return
    if one.agents and two.agents and not one.agents & two.agents:
        yield "another-did-it", min(one.agents), min(two.agents)
    if relate(one, two)["onPlace"] == "apart":
        yield "elsewhere", min(site.place for site in one.sites), min(site.place for site in two.sites)
