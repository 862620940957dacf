"""The page of an agreement: its names and dates as each document has them, and who is said to do what to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import SKOS, URIRef
from rdflib.namespace import DCTERMS

from kg.analysis.accusations import Accusation
from kg.analysis.replies import accusations
from kg.analysis.selection import Selection
from kg.graph.statements import ClaimView
from kg.knowledge.schemes import schemes
from kg.namespaces import LKG
from kg.reports.accusations import accusation_section
from kg.reports.page import Cell, Grid, Group, Page, Section, key_of
from kg.reports.phrasing import Phrasing
from kg.reports.sections import acts_of_speakers, section


def agreement_page(
    phrasing: Phrasing, agreement: str, since: datetime.date | None = None, until: datetime.date | None = None
) -> Page:
    """The page of an agreement by its IRI, of claims within the days."""
    wanted = Selection(since=since, until=until)
    provisions = phrasing.lookup.subjects(DCTERMS.isPartOf, agreement)
    claims = {claim for thing in [agreement, *provisions] for claim in phrasing.lookup.subjects(LKG.about, thing)}
    chosen = tuple(one for one in phrasing.statements.claims(sorted(claims)) if wanted.has(one.date))
    facts, sections = _facts(phrasing, agreement), _sections(phrasing, agreement, provisions, chosen)
    return phrasing.page("agreement", phrasing.name(agreement), agreement, facts, sections)


def _facts(phrasing: Phrasing, agreement: str) -> Iterator[tuple[str, str]]:
    lookup = phrasing.lookup
    yield (
        phrasing.say("names"),
        phrasing.several([*lookup.objects(agreement, SKOS.prefLabel), *lookup.objects(agreement, SKOS.altLabel)]),
    )
    kinds = lookup.objects(agreement, LKG.agreementKind, SKOS.notation)
    if kinds:
        yield phrasing.say("kind"), phrasing.several(phrasing.wording.concept("AgreementKinds", kind) for kind in kinds)
    if numbers := lookup.objects(agreement, LKG.number):
        yield phrasing.wording.term("number"), phrasing.several(numbers)


def _sections(
    phrasing: Phrasing, agreement: str, provisions: list[str], chosen: tuple[ClaimView, ...]
) -> Iterator[Section]:
    yield section(phrasing, "documents", phrasing.say("note_documents"), grids=[_documents(phrasing, agreement)])
    yield section(phrasing, "kept", grids=[_kept_grid(phrasing, chosen)], groups=_kept(phrasing, chosen))
    violations = {one.claim for one in chosen if one.compliance in schemes().breaches}
    found = _accusations(phrasing, chosen, violations)
    yield accusation_section(phrasing, found)
    spoken = tuple(one for one in chosen if one.act)
    yield section(phrasing, "claims", groups=acts_of_speakers(phrasing, spoken))
    yield section(phrasing, "provisions", groups=_provisions(phrasing, provisions, chosen))


def _accusations(phrasing: Phrasing, chosen: tuple[ClaimView, ...], violations: set[str]) -> list[Accusation]:
    """The accusations that the claims of violation are part of."""
    documents = sorted({one.document for one in chosen if one.claim in violations})
    found = (one for document in documents for one in accusations(phrasing.statements, Selection(document=document)))
    return [one for one in found if violations & {*one.claims}]


def _documents(phrasing: Phrasing, agreement: str) -> Grid:
    """What each document's graph has of the agreement: date, parties, mediators, who adopted it, its first words."""
    inner, rows = phrasing.statements.store.inner, []
    mentions = sorted(phrasing.lookup.mentions(agreement))
    for document in sorted({mention.document for mention in mentions}):
        graph = ox.NamedNode(document)

        def values(predicate: URIRef, graph: ox.NamedNode = graph) -> list[str]:
            quads = inner.quads_for_pattern(ox.NamedNode(agreement), ox.NamedNode(str(predicate)), None, graph)
            return sorted(str(getattr(quad.object, "value", "")) for quad in quads)

        own = [mention for mention in mentions if mention.document == document]
        rows.append(
            (
                Cell(phrasing.document(document)),
                Cell(phrasing.several(values(LKG.dateSigned))),
                Cell(phrasing.names(values(LKG.party))),
                Cell(phrasing.names([*values(LKG.mediator), *values(LKG.adoptedBy)])),
                Cell(str(len(own))),
                Cell(own[0].sentence, quote=True),
                Cell(phrasing.cite(own[0])),
            )
        )
    columns = ("document", "signed", "parties", "mediators", "number", "words", "place")
    return phrasing.grid("documents", columns, rows)


def _kept_grid(phrasing: Phrasing, chosen: tuple[ClaimView, ...]) -> Grid:
    """Who is said, by whom and how often, to do what to the agreement."""
    cells: dict[tuple[str, str], list[ClaimView]] = {}
    for one in chosen:
        if one.compliance:
            cells.setdefault((one.compliance, one.complier), []).append(one)
    rows = []
    for (kept, complier), made in sorted(cells.items(), key=lambda item: (item[0][0], -len(item[1]), item[0])):
        label = phrasing.wording.concept("Compliance", kept)
        name = phrasing.name(complier) if complier else phrasing.say("nobody")
        who = phrasing.names(phrasing.statements.side(one.claimant) for one in made)
        rows.append((Cell(name), Cell(label), Cell(str(len(made)), key_of(kept)), Cell(who)))
    columns = ("complier", "kept", "number", "says_so")
    return phrasing.grid("kept", columns, rows)


def _kept(phrasing: Phrasing, chosen: tuple[ClaimView, ...]) -> Iterator[Group]:
    """The claims by what is said to be done to the agreement."""
    for kept in sorted({one.compliance for one in chosen if one.compliance}):
        made = phrasing.kept(one for one in chosen if one.compliance == kept)
        yield phrasing.group(phrasing.wording.concept("Compliance", kept), made, key=key_of(kept))


def _provisions(phrasing: Phrasing, provisions: list[str], chosen: tuple[ClaimView, ...]) -> Iterator[Group]:
    for provision in provisions:
        made = [one for one in chosen if provision in one.about]
        yield phrasing.claims(phrasing.name(provision), made, key=key_of(provision))
