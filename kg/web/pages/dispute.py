"""The page of a dispute: the accounts side by side by claimant, what contradicts what, the ledger, why they are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDFS

from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView
from kg.namespaces import LKG
from kg.reports.occurrences import occurrence_label
from kg.web.listing import title_of
from kg.web.render import render
from kg.web.sides.accounts import Column, Comparison, Conflict, with_values
from kg.web.sides.conflict_chart import Arc, arcs
from kg.web.sides.ledger_chart import Figure, ledger_chart
from kg.web.text.cards import Linked
from kg.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document, and where they stand."""

    words: str
    cite: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two accounts are held, or are not, or may be held to be of one event."""

    verdict: str
    by: str
    reason: str
    href: str
    ends: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim in few words: who says what, where it leads, in which words."""

    lead: str
    href: str
    passage: Passage | None


def dispute(view: View, iri: str) -> str:
    """The page of an occurrence."""
    made = Comparison(view, iri)
    columns = made.columns()
    names = {one.side: view.name(one.side) for one in columns}
    return render(
        view,
        "dispute",
        tab="disputes",
        iri=iri,
        title=occurrence_label(view.phrasing, made.accounts),
        accounts=[_account(view, one.event) for one in made.accounts],
        columns=[(one, Linked(words=names[one.side], href=view.links.thing(one.side))) for one in columns],
        rows=with_values(columns),
        drawing=arcs(list(_arcs(made, names)), names, view.say("conflicts_drawn")),
        grounds=sorted({one.ground for one in made.conflicts}),
        conflicts=[(one, [_said(view, claim.claim) for claim in one.claims]) for one in made.conflicts],
        ledger=ledger_chart(_figures(made, columns), view.say("ledger_drawn")),
        links_found=list(_links(made)),
    )


def _account(view: View, event: str) -> tuple[Linked, Passage | None]:
    """An account: its page, and its first words."""
    at = min(view.lookup.mentions(event), default=None)
    return Linked(words=title_of(view, event), href=view.links.thing(event)), _passage(view, at) if at else None


def _passage(view: View, at: MentionView) -> Passage:
    return Passage(words=at.sentence, cite=view.phrasing.cite(at), href=view.links.place(at.document, at.start, at.end))


def _said(view: View, claim: str) -> Said:
    one = view.statements.claim(claim)
    at = next(iter(view.statements.mentions(one)), None)
    return Said(lead=view.phrasing.lead(one), href=view.links.thing(claim), passage=_passage(view, at) if at else None)


def _arcs(made: Comparison, names: dict[str, str]) -> Iterator[Arc]:
    """The contradictions by pair of sides and ground; a side that has no column gets a name here."""
    groups: dict[tuple[str, str, str], list[Conflict]] = {}
    for one in made.conflicts:
        sides = sorted(made.statements.side(claim.claimant) for claim in one.claims)
        groups.setdefault((sides[0], sides[-1], one.ground), []).append(one)
    for (first, second, ground), several in groups.items():
        for side in (first, second):
            names.setdefault(side, made.view.name(side))
        words = f"{names[first]} ≠ {names[second]}: {made.view.say(f'ground_of_{ground}')}"
        yield Arc(one=first, two=second, ground=ground, numbers=tuple(one.number for one in several), words=words)


def _figures(made: Comparison, columns: list[Column]) -> list[Figure]:
    """The figures by whose people they are and by harm, then in the order of the columns."""
    order = {one.side: place for place, one in enumerate(columns)}
    given = [(claim, figure) for claim in made.claims for figure in made.givers.get(claim.claim, ())]
    given.sort(
        key=lambda one: (_whose(made, one[1]), one[1].harm, order[made.statements.side(one[0].claimant)], one[1].iri)
    )
    return [_figure(made, claim, figure) for claim, figure in given]


def _whose(made: Comparison, figure: CasualtyView) -> tuple[bool, str]:
    """Whose people a figure counts; those of nobody come last."""
    side = made.statements.side(figure.side) if figure.side else ""
    return not side, made.view.name(side) if side else made.view.say("no_side")


def _figure(made: Comparison, claim: ClaimView, figure: CasualtyView) -> Figure:
    view = made.view
    cited = [view.say("citing", who=view.phrasing.names(claim.sources))] if claim.sources else []
    victims = view.say("victims", victims=figure.victims) if figure.victims else ""
    harm = view.wording.concept("Harms", figure.harm)
    return Figure(
        group=view.say("ledger_group", side=_whose(made, figure)[1], harm=harm),
        who=" ".join([view.name(claim.claimant), *cited]),
        number=figure.count,
        bound=figure.bound,
        words=view.say(f"bound_{figure.bound}", number=figure.count) + victims,
        href=made.words_of(claim),
        denied=claim.polarity == "negative",
        marks=made.marks(claim.claim, "figures", figure.iri),
    )


def _links(made: Comparison) -> Iterator[Link]:
    """Why the accounts are held, or perhaps held, to tell of one event; doubtful ones first."""
    view, lookup = made.view, made.view.lookup
    found = {node for one in made.accounts for node in lookup.subjects(LKG.account, one.event)}
    nodes = [node for node in found if "OccurrenceLink" in lookup.classes(node)]
    for verdict, node in sorted((lookup.first(node, LKG.verdict), node) for node in nodes):
        judge, rule = lookup.first(node, LKG.judgedBy), lookup.first(node, LKG.ruleFired)
        ends = (min(lookup.mentions(event), default=None) for event in lookup.objects(node, LKG.account))
        yield Link(
            verdict=verdict,
            by=view.say("judged_by", who=judge) if judge else view.say("by_rule", rule=rule),
            reason=lookup.said(node, RDFS.comment, view.language),
            href=view.links.thing(node),
            ends=tuple(_passage(view, one) for one in ends if one),
        )
