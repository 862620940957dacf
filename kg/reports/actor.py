"""The page of an actor: what it says, what others say of it, its figures, its part in events, its place names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
from rdflib import SKOS, URIRef
from rdflib.namespace import ORG

from kg.analysis.accusations import Accusation
from kg.analysis.ledger import ledger
from kg.analysis.replies import accusations, is_denial
from kg.analysis.selection import Selection, select
from kg.analysis.toponyms import name_uses
from kg.graph.statements import ClaimView
from kg.knowledge.schemes import schemes
from kg.namespaces import LKG
from kg.reports.accusations import accusation_section
from kg.reports.occurrences import occurrence_groups
from kg.reports.page import Cell, Grid, Group, Page, Section
from kg.reports.phrasing import Phrasing
from kg.reports.sections import (
    acts_and_targets,
    agreement_section,
    figure_grid,
    given,
    name_grid,
    section,
    stance_grid,
)

ROLES = (LKG.agent, LKG.patient, LKG.participant)
AGREEMENT_ROLES = (LKG.party, LKG.mediator, LKG.adoptedBy)


def actor_page(
    phrasing: Phrasing, actor: str, since: datetime.date | None = None, until: datetime.date | None = None
) -> Page:
    """The page of an actor by its IRI; of a state, with its forces, offices and people; of claims within the days."""
    on_it = Selection(target=actor, since=since, until=until)
    made = select(phrasing.statements, Selection(claimant=actor, since=since, until=until))
    against = accusations(phrasing.statements, on_it)
    sections = _sections(phrasing, actor, made, against, on_it)
    return phrasing.page("actor", phrasing.name(actor), actor, _facts(phrasing, actor), sections, "note_side")


def _facts(phrasing: Phrasing, actor: str) -> Iterator[tuple[str, str]]:
    lookup = phrasing.lookup
    kinds = [kind for kind in lookup.classes(actor) if kind != "Actor"] or ["Actor"]
    yield phrasing.say("class"), phrasing.several(map(phrasing.wording.term, kinds))
    yield (
        phrasing.say("names"),
        phrasing.several([*lookup.objects(actor, SKOS.prefLabel), *lookup.objects(actor, SKOS.altLabel)]),
    )
    side = phrasing.statements.side(actor)
    if side != actor:
        yield phrasing.say("belongs_to"), phrasing.name(side)
    if own := [one for one in phrasing.statements.members(actor) if one != actor]:
        yield phrasing.say("its_actors"), phrasing.names(own)


def _sections(
    phrasing: Phrasing, actor: str, made: tuple[ClaimView, ...], against: tuple[Accusation, ...], wanted: Selection
) -> Iterator[Section]:
    yield section(phrasing, "people", grids=[_people(phrasing, actor)])
    groups = list(acts_and_targets(phrasing, made))
    grid = stance_grid(phrasing, made, {group.key for group in groups})
    yield section(phrasing, "claims_made", grids=[grid], groups=groups)
    yield section(phrasing, "denials", groups=[phrasing.claims(phrasing.say("denials_all"), filter(is_denial, made))])
    yield accusation_section(phrasing, against, "accusations_against")
    yield section(phrasing, "claims_on", groups=_of_others(phrasing, actor, wanted))
    figures = given(phrasing, made)
    yield section(phrasing, "figures_given", grids=[figure_grid(phrasing, figures)])
    yield section(phrasing, "figures_about", grids=[_about(phrasing, actor, wanted)])
    events = occurrence_groups(phrasing, _on_events(phrasing, actor, wanted))
    yield section(phrasing, "events", phrasing.say("note_events"), groups=events)
    yield agreement_section(phrasing, made)
    yield section(phrasing, "agreements_with", grids=[_agreements(phrasing, actor)])
    uses = name_uses(phrasing.statements, documents={one.document for one in made})
    own = [use for use in uses if use.user == actor]
    yield section(phrasing, "names", phrasing.say("note_names"), grids=[name_grid(phrasing, own)])


def _people(phrasing: Phrasing, actor: str) -> Grid:
    """Who holds which post at the actor, and sits in its delegations, with the words and their place."""
    lookup, rows = phrasing.lookup, []
    kinds = ((URIRef(ORG.organization), URIRef(ORG.member)), (LKG.delegationOf, LKG.delegate))
    for of, who in kinds:
        for post in lookup.subjects(of, actor):
            for written in sorted(lookup.mentions(post))[:1]:
                title = lookup.said(post, LKG.postTitle, phrasing.wording.language) or phrasing.say("seat")
                person = phrasing.names(lookup.objects(post, who))
                rows.append((Cell(person), Cell(title), Cell(written.words, quote=True), Cell(phrasing.cite(written))))
    columns = ("person", "post", "words", "place")
    ordered = sorted(rows, key=lambda row: tuple(cell.words for cell in row))
    return phrasing.grid("people", columns, ordered)


def _of_others(phrasing: Phrasing, actor: str, wanted: Selection) -> Iterator[Group]:
    """What others do toward the actor other than accuse it, by act, in the order of date."""
    lookup, statements = phrasing.lookup, phrasing.statements
    claims = {claim for one in statements.members(actor) for claim in lookup.subjects(LKG.target, one)}
    others: dict[str, list[ClaimView]] = {}
    for one in statements.claims(sorted(claims)):
        if one.act not in ("", *schemes().charging) and wanted.has(one.date) and statements.side(one.claimant) != actor:
            others.setdefault(one.act, []).append(one)
    for act, made in sorted(others.items(), key=lambda item: (-len(item[1]), item[0])):
        yield phrasing.claims(phrasing.wording.concept("Acts", act), made)


def _about(phrasing: Phrasing, actor: str, wanted: Selection) -> Grid:
    """The figures that anybody gives about the actor's people."""
    entries = ledger(phrasing.statements.store, side=actor, language=phrasing.wording.language)
    figures = [(entry.figure, entry.claim, entry.written) for entry in entries if wanted.has(entry.claim.date)]
    return figure_grid(phrasing, figures, "figures_about")


def _on_events(phrasing: Phrasing, actor: str, wanted: Selection) -> tuple[ClaimView, ...]:
    """The claims about events in which the actor's side has a part."""
    lookup = phrasing.lookup
    events = {
        event for one in phrasing.statements.members(actor) for role in ROLES for event in lookup.subjects(role, one)
    }
    claims = {claim for event in events for claim in lookup.subjects(LKG.about, event)}
    found = phrasing.statements.claims(sorted(claims))
    return tuple(_only(one, events) for one in found if wanted.has(one.date))


def _only(one: ClaimView, events: set[str]) -> ClaimView:
    return replace(one, about=tuple(thing for thing in one.about if thing in events))


def _agreements(phrasing: Phrasing, actor: str) -> Grid:
    """Agreements of which a document's graph makes the actor a party, a mediator or the body that adopted it."""
    inner, rows = phrasing.statements.store.inner, []
    for role in AGREEMENT_ROLES:
        for one in phrasing.statements.members(actor):
            for quad in inner.quads_for_pattern(None, ox.NamedNode(str(role)), ox.NamedNode(one), None):
                agreement, graph = str(quad.subject.value), str(quad.graph_name.value)  # type: ignore[union-attr]
                label = phrasing.wording.term(str(role).rpartition("#")[2])
                rows.append((Cell(phrasing.name(agreement), agreement), Cell(label), Cell(phrasing.document(graph))))
    columns = ("agreement", "role", "document")
    ordered = sorted(set(rows), key=lambda row: tuple(cell.words for cell in row))
    return phrasing.grid("agreements", columns, ordered)
