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
from kg.reports.page import Cell, Grid, Group, Page, Section, key_of
from kg.reports.phrasing import Lines
from kg.reports.sections import accusation_section, acts_of_speakers, section


def agreement_page(
    lines: Lines, agreement: str, since: datetime.date | None = None, until: datetime.date | None = None
) -> Page:
    """The page of an agreement by its IRI, of claims within the days."""
    provisions = lines.reader.subjects(DCTERMS.isPartOf, agreement)
    claims = {claim for thing in [agreement, *provisions] for claim in lines.reader.subjects(LKG.about, thing)}
    chosen = tuple(one for one in lines.statements.claims(sorted(claims)) if _within(one, since, until))
    return Page(
        language=lines.wording.language,
        title=lines.name(agreement),
        kind=lines.say("kind_agreement"),
        iri=agreement,
        facts=tuple(_facts(lines, agreement)),
        sections=tuple(_sections(lines, agreement, provisions, chosen)),
        notes=(lines.say("note_claims"),),
    )


def _within(one: ClaimView, since: datetime.date | None, until: datetime.date | None) -> bool:
    if one.date is None:
        return since is None and until is None
    return (since or one.date) <= one.date <= (until or one.date)


def _facts(lines: Lines, agreement: str) -> Iterator[tuple[str, str]]:
    reader = lines.reader
    yield (
        lines.say("names"),
        lines.several([*reader.objects(agreement, SKOS.prefLabel), *reader.objects(agreement, SKOS.altLabel)]),
    )
    kinds = reader.objects(agreement, LKG.agreementKind, SKOS.notation)
    if kinds:
        yield lines.say("kind"), lines.several(lines.wording.concept("AgreementKinds", kind) for kind in kinds)
    if numbers := reader.objects(agreement, LKG.number):
        yield lines.wording.term("number"), lines.several(numbers)


def _sections(lines: Lines, agreement: str, provisions: list[str], chosen: tuple[ClaimView, ...]) -> Iterator[Section]:
    yield section(lines, "documents", lines.say("note_documents"), grids=[_documents(lines, agreement)])
    yield section(lines, "kept", grids=[_kept_grid(lines, chosen)], groups=_kept(lines, chosen))
    violations = {one.claim for one in chosen if one.compliance in schemes().breaches}
    found = _accusations(lines, chosen, violations)
    yield accusation_section(lines, found)
    spoken = tuple(one for one in chosen if one.act)
    yield section(lines, "claims", groups=acts_of_speakers(lines, spoken))
    yield section(lines, "provisions", groups=_provisions(lines, provisions, chosen))


def _accusations(lines: Lines, chosen: tuple[ClaimView, ...], violations: set[str]) -> list[Accusation]:
    """The accusations that the claims of violation are part of."""
    documents = sorted({one.document for one in chosen if one.claim in violations})
    found = (one for document in documents for one in accusations(lines.statements, Selection(document=document)))
    return [one for one in found if violations & {*one.claims}]


def _documents(lines: Lines, agreement: str) -> Grid:
    """What each document's graph has of the agreement: date, parties, mediators, who adopted it, its first words."""
    inner, rows = lines.statements.store.inner, []
    mentions = sorted(lines.reader.mentions(agreement))
    for document in sorted({mention.document for mention in mentions}):
        graph = ox.NamedNode(document)

        def values(predicate: URIRef, graph: ox.NamedNode = graph) -> list[str]:
            quads = inner.quads_for_pattern(ox.NamedNode(agreement), ox.NamedNode(str(predicate)), None, graph)
            return sorted(str(getattr(quad.object, "value", "")) for quad in quads)

        own = [mention for mention in mentions if mention.document == document]
        rows.append(
            (
                Cell(lines.document(document)),
                Cell(lines.several(values(LKG.dateSigned))),
                Cell(lines.names(values(LKG.party))),
                Cell(lines.names([*values(LKG.mediator), *values(LKG.adoptedBy)])),
                Cell(str(len(own))),
                Cell(own[0].sentence, quote=True),
                Cell(lines.cite(own[0])),
            )
        )
    columns = (
        "column_document", "column_signed", "column_parties", "column_mediators", "column_number", "column_words",
        "column_place",
    )  # fmt: skip
    return Grid(caption=lines.say("caption_documents"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))


def _kept_grid(lines: Lines, chosen: tuple[ClaimView, ...]) -> Grid:
    """Who is said, by whom and how often, to do what to the agreement."""
    cells: dict[tuple[str, str], list[ClaimView]] = {}
    for one in chosen:
        if one.compliance:
            cells.setdefault((one.compliance, one.complier), []).append(one)
    rows = []
    for (kept, complier), made in sorted(cells.items(), key=lambda item: (item[0][0], -len(item[1]), item[0])):
        label = lines.wording.concept("Compliance", kept)
        name = lines.name(complier) if complier else lines.say("nobody")
        who = lines.names(lines.statements.side(one.claimant) for one in made)
        rows.append((Cell(name), Cell(label), Cell(str(len(made)), key_of(kept)), Cell(who)))
    columns = ("column_complier", "column_kept", "column_number", "column_says_so")
    return Grid(caption=lines.say("caption_kept"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))


def _kept(lines: Lines, chosen: tuple[ClaimView, ...]) -> Iterator[Group]:
    """The claims by what is said to be done to the agreement."""
    for kept in sorted({one.compliance for one in chosen if one.compliance}):
        made = lines.kept(one for one in chosen if one.compliance == kept)
        yield lines.group(lines.wording.concept("Compliance", kept), made, key=key_of(kept))


def _provisions(lines: Lines, provisions: list[str], chosen: tuple[ClaimView, ...]) -> Iterator[Group]:
    for provision in provisions:
        made = [one for one in chosen if provision in one.about]
        yield lines.claims(lines.name(provision), made, key=key_of(provision))
