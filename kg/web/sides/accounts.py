"""The accounts of one occurrence by who gives them: what each side says of time, place, roles and figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.analysis.ledger import accounts_of
from kg.analysis.replies import is_denial
from kg.analysis.selection import reporters
from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView, EventView
from kg.namespaces import LKG
from kg.reports.occurrences import claimants_of
from kg.web.pages.words import act_word
from kg.web.sides.called import Calling, called
from kg.web.sides.timeline import WISHES
from kg.web.view import View

ROWS = ("said", "type", "time", "place", "called", "agent", "patient", "participant", "figures", "words")
"""What accounts are aligned by, in the order of a page's rows."""
AT_ROW = {"polarity": "said", "actors": "agent", "places": "place"}
"""In which row a contradiction of a ground is marked; of figures, at the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that one side says: words, where they lead, notes on whose they are.

    `accounts` are the numbers of the accounts in which it is said, `marks` those of the contradictions it stands in;
    `denied` says that the side denies it.
    """

    words: str
    href: str = ""
    notes: tuple[str, ...] = ()
    accounts: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    denied: bool = False
    quote: bool = False


@dataclass(slots=True, kw_only=True)
class Column:
    """What one side says, by row."""

    side: str
    cells: dict[str, list[Value]] = field(default_factory=lambda: {row: [] for row in ROWS})

    def add(self, row: str, value: Value) -> None:
        """Puts a value into a row; one that says the same in another account becomes one with it."""
        for at, old in enumerate(self.cells[row]):
            if (old.words, old.notes, old.denied) == (value.words, value.notes, value.denied):
                value = replace(
                    old,
                    accounts=tuple(sorted({*old.accounts, *value.accounts})),
                    marks=tuple(sorted({*old.marks, *value.marks})),
                )
                self.cells[row][at] = value
                return
        self.cells[row].append(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A contradiction by its number: ground, rule and reason, the two claims, the figures it is about."""

    number: int
    ground: str
    rule: str
    reason: str
    claims: tuple[ClaimView, ...]
    figures: tuple[str, ...]


class Comparison:
    """All that is said of one occurrence, for one page."""

    def __init__(self, view: View, occurrence: str) -> None:
        self.view, self.statements, self.phrasing = view, view.statements, view.phrasing
        events = map(self.statements.event, accounts_of(self.statements, occurrence))
        placed = [(self.place(one), one) for one in events]
        placed.sort(key=lambda item: (str(self.statements.date(item[1].document)), item[1].document, item[0][0]))
        self.accounts = [one for _, one in placed]
        self.number = {one.event: number for number, one in enumerate(self.accounts, 1)}
        self.figures = [
            self.statements.casualty(figure)
            for one in self.accounts
            for figure in self.statements.figures_of(one.event)
        ]

    def place(self, account: EventView) -> tuple[int, int]:
        """The first characters of an account's words."""
        first = min(self.view.lookup.mentions(account.event), default=None)
        return (first.start, first.end) if first else (0, 0)

    @cached_property
    def givers(self) -> dict[str, list[CasualtyView]]:
        """The figures of the occurrence by the claims that give them."""
        found: dict[str, list[CasualtyView]] = {}
        for figure in self.figures:
            for claim in self.statements.givers(figure.iri):
                found.setdefault(claim, []).append(figure)
        return found

    @cached_property
    def claims(self) -> tuple[ClaimView, ...]:
        """All claims about the accounts, and those that give their figures, in the order of date and place."""
        about = (claim for account in self.accounts for claim in account.claims)
        return self.statements.claims(dict.fromkeys([*about, *self.givers]))

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What contradicts what among or against these claims, in order of ground and claims."""
        lookup, index = self.view.lookup, self.view.index
        claims = json.dumps([index.number(one.claim) for one in self.claims])
        found = index.rows(
            f"SELECT DISTINCT node.iri, contradiction.ground, contradiction.{self.view.language} FROM against"
            " JOIN contradiction ON contradiction.thing = against.contradiction"
            " JOIN thing AS node ON node.id = against.contradiction"
            " WHERE against.claim IN (SELECT value FROM json_each(?))",
            claims,
        )
        rows = sorted(
            (ground, lookup.objects(node, LKG.between), lookup.objects(node, LKG.onFigure), node, reason)
            for node, ground, reason in found
        )
        return [
            Conflict(
                number=number,
                ground=ground,
                rule=lookup.first(node, LKG.ruleFired),
                reason=reason,
                claims=self.statements.claims(between),
                figures=tuple(figures),
            )
            for number, (ground, between, figures, node, reason) in enumerate(rows, 1)
        ]

    def marks(self, claim: str, row: str, figure: str = "") -> tuple[int, ...]:
        """The numbers of the contradictions in which a claim stands, of the grounds that a row shows."""
        return tuple(
            one.number
            for one in self._of_claim.get(claim, ())
            if (figure in one.figures if figure else AT_ROW.get(one.ground) == row)
        )

    @cached_property
    def _of_claim(self) -> dict[str, list[Conflict]]:
        """The contradictions by the claims that stand in them."""
        found: dict[str, list[Conflict]] = {}
        for one in self.conflicts:
            for claim in dict.fromkeys(each.claim for each in one.claims):
                found.setdefault(claim, []).append(one)
        return found

    def columns(self) -> list[Column]:
        """A column for each side that speaks; those first that stand in most contradictions, then who says most."""
        found: dict[str, Column] = {}
        for one in self.claims:
            side = self.statements.side(one.claimant)
            column = found.setdefault(side, Column(side=side))
            self._say(column, one)
            for figure in self.givers.get(one.claim, ()):
                self._count(column, one, figure)
        firsts = {account.event: {*claimants_of(self.phrasing, account)[0]} for account in self.accounts}
        for account in self.accounts:
            for column in found.values():
                self._tell(column, account, firsts[account.event])
        return sorted(found.values(), key=_weight, reverse=True)

    def numbers(self, one: ClaimView) -> tuple[int, ...]:
        """The numbers of the accounts that a claim is about."""
        return tuple(sorted(self.number[thing] for thing in one.about if thing in self.number))

    def notes(self, one: ClaimView) -> tuple[str, ...]:
        """On whose words a claim is: who of the side makes it, through whom, citing whom."""
        say, names = self.view.say, self.phrasing.names
        own = () if self.statements.side(one.claimant) == one.claimant else (names([one.claimant]),)
        through = reporters(self.statements, one)
        return (
            *own,
            *([say("known_through", who=names(through))] if through else ()),
            *([say("citing", who=names(one.sources))] if one.sources else ()),
        )

    def href(self, at: MentionView) -> str:
        """Where words stand on their document's page."""
        return self.view.links.place(at.document, at.start, at.end)

    def words_of(self, one: ClaimView) -> str:
        """Where a claim's words stand on their document's page; without any, the claim's own page."""
        at = next(iter(self.statements.mentions(one)), None)
        return self.href(at) if at else self.view.links.thing(one.claim)

    def _say(self, column: Column, one: ClaimView) -> None:
        """By which act a claim speaks, in which words, and what it calls the places."""
        said = Value(
            words=self.phrasing.doing(one),
            href=self.view.links.thing(one.claim),
            notes=self.notes(one),
            accounts=self.numbers(one),
            denied=is_denial(one),
            marks=self.marks(one.claim, "said"),
        )
        column.add("said", said)
        places = {place for account in self.accounts if account.event in one.about for place in account.places}
        for at in self.statements.mentions(one):
            column.add("words", replace(said, words=at.words, href=self.href(at), marks=(), quote=True))
            for form in called(self.view, at, places):
                column.add(
                    "called", Value(words=form.form, href=form.href, notes=self._of(form), accounts=said.accounts)
                )

    def _of(self, calling: Calling) -> tuple[str, ...]:
        """How a form is used: with which status words, as whose."""
        words = [self.view.wording.concept("StatusWords", one) for one in calling.status]
        if calling.namer:
            words.append(self.view.say("called_so_by", who=self.phrasing.names([calling.namer])))
        return tuple(words)

    def _count(self, column: Column, one: ClaimView, figure: CasualtyView) -> None:
        value = Value(
            words=self.phrasing.figure(figure),
            href=self.words_of(one),
            notes=self.notes(one),
            accounts=tuple(filter(None, [self.number.get(figure.event, 0)])),
            marks=self.marks(one.claim, "figures", figure.iri),
            denied=is_denial(one),
        )
        column.add("figures", value)

    def _tell(self, column: Column, account: EventView, firsts: set[str]) -> None:
        """What a side says of an account that it claims or denies; what it only asks for or promises is noted so."""
        about = [
            one
            for one in self.claims
            if account.event in one.about and self.statements.side(one.claimant) == column.side
        ]
        own = [one for one in about if one.claimant in firsts and not is_denial(one)]
        told = own or [one for one in about if is_denial(one) and not firsts]
        if not told:
            return
        notes = self._wishes(told)
        for row, words in self._facets(account):
            marks = {mark for one in about for mark in self.marks(one.claim, row)}
            value = Value(
                words=words,
                href=self.view.links.thing(account.event),
                notes=notes,
                denied=not own,
                marks=tuple(sorted(marks)),
                accounts=(self.number[account.event],),
            )
            column.add(row, value)

    def _wishes(self, told: Sequence[ClaimView]) -> tuple[str, ...]:
        """The acts of claims that all only ask for or promise something; none where one of them says more."""
        acts = dict.fromkeys(one.act for one in told)
        return tuple(act_word(self.view, act) for act in acts) if {*acts} <= {*WISHES} else ()

    def _facets(self, account: EventView) -> Iterator[tuple[str, str]]:
        yield "type", self.view.wording.concept("EventTypes", account.type)
        yield "time", self.phrasing.when(account)
        things: dict[str, Sequence[str]] = {
            "place": account.places, "agent": account.agents, "patient": account.patients,
            "participant": account.participants,
        }  # fmt: skip
        for row, named in things.items():
            if named:
                yield row, self.phrasing.names(named)


def _weight(column: Column) -> tuple[int, int]:
    values = [value for row in column.cells.values() for value in row]
    return len({mark for value in values for mark in value.marks}), sum(map(bool, column.cells.values()))


def with_values(columns: Iterable[Column]) -> list[str]:
    """The rows in which any side says something."""
    return [row for row in ROWS if any(column.cells[row] for column in columns)]
