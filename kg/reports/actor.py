"""The page of an actor: what it says, what others say of it, its figures, its part in happenings, its place names."""

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
from kg.reports.occurrences import happening_groups
from kg.reports.page import Cell, Grid, Group, Page, Section
from kg.reports.phrasing import Lines
from kg.reports.sections import (
    accusation_section,
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
    lines: Lines, actor: str, since: datetime.date | None = None, until: datetime.date | None = None
) -> Page:
    """The page of an actor by its IRI; of a state, with its forces, offices and people; of claims within the days."""
    made = select(lines.statements, Selection(claimant=actor, since=since, until=until))
    against = accusations(lines.statements, Selection(target=actor, since=since, until=until))
    return Page(
        language=lines.wording.language,
        title=lines.name(actor),
        kind=lines.say("kind_actor"),
        iri=actor,
        facts=tuple(_facts(lines, actor)),
        sections=tuple(_sections(lines, actor, made, against, Selection(target=actor, since=since, until=until))),
        notes=(lines.say("note_claims"), lines.say("note_side")),
    )


def _facts(lines: Lines, actor: str) -> Iterator[tuple[str, str]]:
    reader = lines.reader
    kinds = [kind for kind in reader.classes(actor) if kind != "Actor"] or ["Actor"]
    yield lines.say("class"), lines.several(map(lines.wording.term, kinds))
    yield (
        lines.say("names"),
        lines.several([*reader.objects(actor, SKOS.prefLabel), *reader.objects(actor, SKOS.altLabel)]),
    )
    side = lines.statements.side(actor)
    if side != actor:
        yield lines.say("belongs_to"), lines.name(side)
    if own := [one for one in lines.statements.members(actor) if one != actor]:
        yield lines.say("its_actors"), lines.names(own)


def _sections(
    lines: Lines, actor: str, made: tuple[ClaimView, ...], against: tuple[Accusation, ...], wanted: Selection
) -> Iterator[Section]:
    yield section(lines, "people", grids=[_people(lines, actor)])
    groups = list(acts_and_targets(lines, made))
    grid = stance_grid(lines, made, {group.key for group in groups})
    yield section(lines, "claims_made", grids=[grid], groups=groups)
    yield section(lines, "denials", groups=[lines.claims(lines.say("denials_all"), filter(is_denial, made))])
    yield accusation_section(lines, against, "accusations_against")
    yield section(lines, "claims_on", groups=_of_others(lines, actor, wanted))
    figures = given(lines, made)
    yield section(lines, "figures_given", grids=[figure_grid(lines, figures, lines.say("caption_figures"))])
    yield section(lines, "figures_about", grids=[_about(lines, actor, wanted)])
    yield section(
        lines, "events", lines.say("note_events"), groups=happening_groups(lines, _told(lines, actor, wanted))
    )
    yield agreement_section(lines, made)
    yield section(lines, "agreements_with", grids=[_agreements(lines, actor)])
    uses = name_uses(lines.statements, documents={one.document for one in made})
    own = [use for use in uses if use.user == actor]
    yield section(lines, "names", lines.say("note_names"), grids=[name_grid(lines, own)])


def _people(lines: Lines, actor: str) -> Grid:
    """Who holds which post at the actor, and sits in its delegations, with the words and their place."""
    reader, rows = lines.reader, []
    kinds = ((URIRef(ORG.organization), URIRef(ORG.member)), (LKG.delegationOf, LKG.delegate))
    for of, who in kinds:
        for post in reader.subjects(of, actor):
            for written in sorted(reader.mentions(post))[:1]:
                title = reader.said(post, LKG.postTitle, lines.wording.language) or lines.say("seat")
                person = lines.names(reader.objects(post, who))
                rows.append((Cell(person), Cell(title), Cell(written.words, quote=True), Cell(lines.cite(written))))
    columns = ("column_person", "column_post", "column_words", "column_place")
    ordered = sorted(rows, key=lambda row: tuple(cell.words for cell in row))
    return Grid(caption=lines.say("caption_people"), columns=tuple(map(lines.say, columns)), rows=tuple(ordered))


def _of_others(lines: Lines, actor: str, wanted: Selection) -> Iterator[Group]:
    """What others do toward the actor other than accuse it, by act, in the order of date."""
    claims = {claim for one in lines.statements.members(actor) for claim in lines.reader.subjects(LKG.target, one)}
    others: dict[str, list[ClaimView]] = {}
    for one in lines.statements.claims(sorted(claims)):
        if (
            one.act not in ("", *schemes().charging)
            and _within(one, wanted)
            and lines.statements.side(one.claimant) != actor
        ):
            others.setdefault(one.act, []).append(one)
    for act, made in sorted(others.items(), key=lambda item: (-len(item[1]), item[0])):
        yield lines.claims(lines.wording.concept("Acts", act), made)


def _within(one: ClaimView, wanted: Selection) -> bool:
    if one.date is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since or one.date) <= one.date <= (wanted.until or one.date)


def _about(lines: Lines, actor: str, wanted: Selection) -> Grid:
    """The figures that anybody gives about the actor's people."""
    entries = ledger(lines.statements.store, side=actor, language=lines.wording.language)
    figures = [(entry.figure, entry.claim, entry.written) for entry in entries if _within(entry.claim, wanted)]
    return figure_grid(lines, figures, lines.say("caption_figures_about"))


def _told(lines: Lines, actor: str, wanted: Selection) -> tuple[ClaimView, ...]:
    """The claims about events in which the actor's side has a part."""
    reader = lines.reader
    events = {
        event for one in lines.statements.members(actor) for role in ROLES for event in reader.subjects(role, one)
    }
    claims = {claim for event in events for claim in reader.subjects(LKG.about, event)}
    found = lines.statements.claims(sorted(claims))
    return tuple(_only(one, events) for one in found if _within(one, wanted))


def _only(one: ClaimView, events: set[str]) -> ClaimView:
    return replace(one, about=tuple(thing for thing in one.about if thing in events))


def _agreements(lines: Lines, actor: str) -> Grid:
    """Agreements of which a document's graph makes the actor a party, a mediator or the body that adopted it."""
    inner, rows = lines.statements.store.inner, []
    for role in AGREEMENT_ROLES:
        for one in lines.statements.members(actor):
            for quad in inner.quads_for_pattern(None, ox.NamedNode(str(role)), ox.NamedNode(one), None):
                agreement, graph = str(quad.subject.value), str(quad.graph_name.value)  # type: ignore[union-attr]
                label = lines.wording.term(str(role).rpartition("#")[2])
                rows.append((Cell(lines.name(agreement), agreement), Cell(label), Cell(lines.document(graph))))
    columns = ("column_agreement", "column_role", "column_document")
    ordered = sorted(set(rows), key=lambda row: tuple(cell.words for cell in row))
    return Grid(caption=lines.say("caption_agreements"), columns=tuple(map(lines.say, columns)), rows=tuple(ordered))
