"""A graph as rows of tables; which tables there are and what their columns mean is said in `ontology/tables.json`.

`document`, where a row does not give it, is the graph. Of things that many documents speak of, each graph gives what it
has of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib import RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV

from kg.graph.export.cells import Row, at, beside, called, in_language, kinds, name, names, noted, point, quote, said
from kg.graph.export.dispute_rows import contradictions, identities, links
from kg.graph.nodes import Nodes
from kg.namespaces import GAF, LKG, OA, SEM, SKOSXL

Rows = Callable[[Nodes], Iterator[Row]]
TOPICS = {
    "event": LKG.Event, "agreement": LKG.Agreement, "provision": LKG.Provision, "actor": LKG.Actor, "place": LKG.Place,
    "aboutClaim": LKG.Claim,
}  # fmt: skip


def actors_of(kind: URIRef, column: str, *roles: URIRef) -> Rows:
    """The rows that tell which actors have which role in the things of a class."""

    def rows(nodes: Nodes) -> Iterator[Row]:
        for node in nodes.members(kind):
            for role in roles:
                for actor in nodes.values(node, role):
                    yield {column: node, "role": role.fragment, "actor": actor, "name": name(nodes, actor)}

    return rows


def pairs(kind: URIRef, column: str, predicate: URIRef, other: str) -> Rows:
    """The rows that tell what a predicate says of the things of a class: thing and value."""

    def rows(nodes: Nodes) -> Iterator[Row]:
        for node in nodes.members(kind):
            for value in nodes.values(node, predicate):
                yield {column: node, other: value}

    return rows


def documents(nodes: Nodes) -> Iterator[Row]:
    """Documents that are read here or cited."""
    for node in nodes.members(LKG.Document):
        versions = {name: LKG[name] for name in ("softwareVersion", "lexiconVersion", "sha256")}
        yield {
            "document": node,
            "read": bool(nodes.values(node, LKG.fileName)),
            "kind": kinds(nodes, node, "Document"),
            **said(nodes, node, symbols=LKG.symbol, fileName=LKG.fileName, date=DCTERMS.date),
            **said(nodes, node, organs=LKG.organ, sessions=LKG.session, meetingTime=LKG.meetingTime),
            **said(nodes, node, agendaItems=LKG.agendaItem, agendaTopics=LKG.agendaTopic),
            **at(nodes, node, PROV.wasGeneratedBy, **versions),
        }


def parts(nodes: Nodes) -> Iterator[Row]:
    """The parts of a document."""
    for node in nodes.members(LKG.Part):
        own = said(nodes, node, order=LKG.order, date=DCTERMS.date, language=DCTERMS.language)
        yield {"part": node, "kind": kinds(nodes, node, "Part"), **own}


def actors(nodes: Nodes) -> Iterator[Row]:
    """What is known of actors here."""
    for node in nodes.members(LKG.Actor):
        yield {"actor": node, "kind": kinds(nodes, node, "Actor"), **names(nodes, node)}


def posts(nodes: Nodes) -> Iterator[Row]:
    """Posts held, and seats at a meeting."""
    for kind, person, body in (
        (ORG.Membership, ORG.member, ORG.organization),
        (LKG.Seat, LKG.delegate, LKG.delegationOf),
    ):
        for node in nodes.members(kind):
            yield {
                "post": node,
                "kind": kind.fragment,
                **said(nodes, node, person=person, body=body, title=LKG.postTitle),
                **called(nodes, node, personName=person, bodyName=body),
                **quote(nodes, node),
            }


def places(nodes: Nodes) -> Iterator[Row]:
    """What is known of places here."""
    for node in nodes.members(LKG.Place):
        own = {**noted(nodes, node, type=LKG.placeType), **said(nodes, node, within=LKG.within)}
        known = {**said(nodes, node, geonames=SKOS.exactMatch), **point(nodes, node)}
        yield {"place": node, **own, **known, **names(nodes, node)}


def names_in_use(nodes: Nodes) -> Iterator[Row]:
    """Which party uses which form of a name."""
    for node in nodes:
        for label in nodes.values(node, SKOSXL.altLabel):
            for user in nodes.values(label, LKG.usedBy):
                yield {
                    "thing": node,
                    "place": node if nodes.is_a(node, LKG.Place) else "",
                    "actor": node if nodes.is_a(node, LKG.Actor) else "",
                    **said(nodes, label, form=SKOSXL.literalForm),
                    "usedBy": user,
                    "usedByName": name(nodes, user),
                }


def agreements(nodes: Nodes) -> Iterator[Row]:
    """What is known of agreements here."""
    for node in nodes.members(LKG.Agreement):
        own = {**noted(nodes, node, kind=LKG.agreementKind), **said(nodes, node, number=LKG.number)}
        yield {"agreement": node, **own, **names(nodes, node)}


def agreement_dates(nodes: Nodes) -> Iterator[Row]:
    """The dates that this document gives of agreements."""
    for node in nodes.members(LKG.Agreement):
        for day in nodes.values(node, LKG.dateSigned):
            yield {"agreement": node, "date": day, **said(nodes, node, datePrecision=LKG.datePrecision)}


def provisions(nodes: Nodes) -> Iterator[Row]:
    """What is known of provisions here."""
    for node in nodes.members(LKG.Provision):
        own = said(nodes, node, agreement=DCTERMS.isPartOf, number=LKG.number)
        yield {"provision": node, "nameZh": in_language(nodes, node, SKOS.prefLabel, "zh"), **own}


def events(nodes: Nodes) -> Iterator[Row]:
    """Events, as this document tells it."""
    for node in nodes.members(LKG.Event):
        yield {
            "event": node,
            **noted(nodes, node, type=LKG.eventType, subtypes=LKG.eventSubtype),
            **said(nodes, node, begin=SEM.hasBeginTimeStamp, end=SEM.hasEndTimeStamp),
            **said(nodes, node, datePrecision=LKG.datePrecision, vagueTime=LKG.vagueTime),
            **quote(nodes, node),
        }


def event_places(nodes: Nodes) -> Iterator[Row]:
    """Where it happened."""
    for node in nodes.members(LKG.Event):
        for thing in nodes.values(node, SEM.hasPlace):
            column = "actor" if nodes.is_a(thing, LKG.Actor) else "place"
            yield {"event": node, "thing": thing, column: thing, "name": name(nodes, thing)}


def claims(nodes: Nodes) -> Iterator[Row]:
    """Who says what where."""
    written = nodes.values(nodes.graph, DCTERMS.date)
    for node in nodes.members(LKG.Claim):
        yield {
            "claim": node,
            "date": at(nodes, node, LKG.inPart, date=DCTERMS.date)["date"] or written,
            **noted(nodes, node, act=LKG.act, compliance=LKG.compliance),
            **said(nodes, node, part=LKG.inPart, polarity=LKG.polarity, claimant=LKG.claimant),
            **said(nodes, node, utteredBy=LKG.utteredBy, complier=LKG.complier),
            **called(nodes, node, claimantName=LKG.claimant, utteredByName=LKG.utteredBy, complierName=LKG.complier),
            **quote(nodes, node),
        }


def claim_topics(nodes: Nodes) -> Iterator[Row]:
    """What the claims speak of."""
    for node in nodes.members(LKG.Claim):
        for thing in nodes.values(node, LKG.about):
            columns = {column: thing for column, kind in TOPICS.items() if nodes.is_a(thing, kind)}
            yield {"claim": node, "thing": thing, **columns, "name": name(nodes, thing)}


def casualties(nodes: Nodes) -> Iterator[Row]:
    """The figures of each claim."""
    for claim in nodes.members(LKG.Claim):
        for node in nodes.values(claim, LKG.casualties):
            yield {
                "casualty": node,
                "claim": claim,
                **said(nodes, claim, claimant=LKG.claimant),
                **called(nodes, claim, claimantName=LKG.claimant),
                **noted(nodes, node, harm=LKG.harm),
                **said(nodes, node, bound=LKG.bound, count=LKG["count"], victims=LKG.victims, side=LKG.side),
                **said(nodes, node, event=LKG.ofEvent, asOf=LKG.asOf, partOf=LKG.partOfCount),
                **called(nodes, node, sideName=LKG.side),
                **quote(nodes, node),
            }


def mentions(nodes: Nodes) -> Iterator[Row]:
    """Words of the document with their place."""
    for node in nodes.members(LKG.Mention):
        yield {
            "mention": node,
            **said(nodes, node, part=LKG.inPart, rule=LKG.ruleFired, distance=LKG.distance),
            **noted(nodes, node, status=LKG.status),
            **at(nodes, node, OA.hasSource, fileName=LKG.fileName),
            **at(nodes, node, OA.hasSelector, start=OA.start, end=OA.end, quote=OA.exact),
            **beside(nodes, node),
        }


def evidence(nodes: Nodes) -> Iterator[Row]:
    """Which words stand for what."""
    for node in nodes:
        for role in (GAF.denotedBy, LKG.keepsDistanceFrom):
            for mention in nodes.values(node, role):
                yield {"thing": node, "kind": kinds(nodes, node), "role": role.fragment, "mention": mention}


def problems(nodes: Nodes) -> Iterator[Row]:
    """What could not be decided."""
    for node in nodes.members(LKG.Problem):
        yield {
            "problem": node,
            **said(nodes, node, stage=LKG.problemStage, code=LKG.problemCode, message=RDFS.comment),
            **said(nodes, node, quote=LKG.quotedWords, start=OA.start, end=OA.end),
        }


TABLES: dict[str, Rows] = {
    "documents": documents, "parts": parts, "actors": actors, "posts": posts, "places": places,
    "names_in_use": names_in_use, "agreements": agreements, "agreement_dates": agreement_dates,
    "provisions": provisions, "events": events, "event_places": event_places, "claims": claims,
    "claim_topics": claim_topics, "casualties": casualties, "mentions": mentions, "evidence": evidence,
    "problems": problems, "links": links, "identities": identities, "contradictions": contradictions,
    "citations": pairs(LKG.Document, "document", DCTERMS.references, "cited"),
    "affiliations": pairs(LKG.Actor, "actor", LKG.belongsTo, "belongsTo"),
    "occurrences": pairs(LKG.Occurrence, "occurrence", LKG.account, "event"),
    "document_actors": actors_of(LKG.Document, "document", LKG.sender, LKG.addressee, LKG.onBehalfOf),
    "part_actors": actors_of(LKG.Part, "part", LKG.speaker, LKG.speaksFor, LKG.onBehalfOf),
    "agreement_actors": actors_of(LKG.Agreement, "agreement", LKG.party, LKG.mediator, LKG.adoptedBy),
    "event_actors": actors_of(LKG.Event, "event", LKG.agent, LKG.patient, LKG.participant),
    "claim_actors": actors_of(LKG.Claim, "claim", LKG.target, LKG.reportedSource),
}  # fmt: skip
