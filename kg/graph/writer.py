"""All RDF is written here: an extraction becomes the triples of its document's named graph."""

from __future__ import annotations

from collections.abc import Collection

from rdflib import Graph

from kg import __version__
from kg.graph.ntriples import Triple, integer, iri, literal, words_of
from kg.graph.terms import (
    ACT,
    AGREEMENT_KIND,
    COMPLIANCE,
    DCTERMS,
    EVENT_SUBTYPE,
    EVENT_TYPE,
    GEO,
    HARM,
    LKG,
    OA,
    ORG,
    PLACE_TYPE,
    PROV,
    RDF,
    RDFS,
    SEM,
    SKOS,
    SKOSXL,
    STATUS,
    graph_of,
)
from kg.graph.triples import Triples, date, stated_date
from kg.knowledge.gazetteer import location
from kg.knowledge.world import GEONAMES
from kg.model.document import DocumentKind, Part, PartKind
from kg.model.extraction import Agreement, CasualtyCount, Claim, Entity, Event, Extraction, Membership, Provision
from kg.model.mention import Kind
from kg.model.text import Problem, Text
from kg.namespaces import ID, slug


def to_triples(extraction: Extraction, lexicon_version: str, base: str = str(ID)) -> Collection[Triple]:
    """The triples of a document's named graph, each once."""
    return _Writer(extraction, lexicon_version, base).write()


def to_graph(extraction: Extraction, lexicon_version: str, base: str = str(ID)) -> Graph:
    """The document's named graph as one of rdflib's."""
    graph = graph_of(to_triples(extraction, lexicon_version, base))
    if base != str(ID):
        graph.bind("id", base, replace=True)
    return graph


class _Writer(Triples):
    """One extraction on its way into triples."""

    def write(self) -> Collection[Triple]:
        """Everything."""
        self._document()
        for part in self.extraction.document.parts:
            self._part(part)
        for entity in self.extraction.entities:
            self._entity(entity)
        for number, membership in enumerate(self.extraction.memberships):
            self._membership(number, membership)
        for agreement in self.extraction.agreements:
            self._agreement(agreement)
        for provision in self.extraction.provisions:
            self._provision(provision)
        for event in self.extraction.events:
            self._event(event)
        for count in self.extraction.casualties:
            self._count(count)
        for claim in self.extraction.claims:
            self._claim(claim)
        for status in self.extraction.statuses:
            for notation in status.notations:
                self.concept(self.mention(status.evidence), LKG.status, STATUS, notation)
        for number, problem in enumerate(self.extraction.problems):
            self._problem(number, problem)
        return self.triples

    def _document(self) -> None:
        x, d, node = self.extraction, self.extraction.document, self.document
        letter = LKG.Letter if d.kind is DocumentKind.NOTE_VERBALE else None  # its superclass
        self.add(node, RDF.type, LKG.Document, letter, LKG[DocumentKind(d.kind).value])
        self.add(node, LKG.fileName, literal(d.source.name))
        self.add(node, LKG.sourceText, literal(d.source.characters))
        self.add(node, DCTERMS.date, date(d.date))
        self.refer(node, LKG.sender, [x.sender])
        self.refer(node, LKG.onBehalfOf, x.on_behalf_of)
        self.refer(node, LKG.addressee, x.addressee)
        if d.meeting_time:
            self.add(node, LKG.meetingTime, literal(d.meeting_time))
        self._printed()
        self._catalogued()
        self._references()
        self._run()

    def _printed(self) -> None:
        """What the document prints of itself."""
        d = self.extraction.document
        words = {
            LKG.agendaItem: d.agenda_items,
            LKG.agendaTopic: d.agenda_topics,
            LKG.organ: d.organs,
            LKG.session: d.sessions,
            LKG.circulateAs: d.circulate_as,
        }
        for predicate, texts in words.items():
            self.add(self.document, predicate, *(literal(text.characters) for text in texts))

    def _catalogued(self) -> None:
        """The document's symbols, and what a catalogue says of it, apart from what its text says."""
        d = self.extraction.document
        self.add(self.document, LKG.symbol, *map(literal, d.all_symbols))
        if d.row is None:
            return
        node = self.id(f"catalogue/{self.extraction.slug}")
        self.add(self.document, LKG.catalogued, node)
        self.add(node, RDF.type, LKG.CatalogueRecord)
        self.add(node, DCTERMS.source, literal(d.row.catalogue))
        self.add(node, LKG.order, integer(d.row.row))
        self.add(node, LKG.symbol, *map(literal, d.row.symbols))
        self.add(node, DCTERMS.type, LKG[d.row.kind.value] if d.row.kind else None)
        self.add(node, DCTERMS.date, stated_date(d.row.date))
        self.add(node, DCTERMS.title, literal(d.row.title, language=d.row.title_language) if d.row.title else None)
        self.refer(node, LKG.onBehalfOf, self.extraction.catalogued)

    def _references(self) -> None:
        for symbol in self.extraction.document.references:
            cited = self.id(f"document/{slug(symbol.characters)}")
            self.add(self.document, DCTERMS.references, cited)
            self.add(cited, RDF.type, LKG.Document)
            self.add(cited, LKG.symbol, literal(symbol.characters))

    def _run(self) -> None:
        """What made the graph, of which input."""
        run = self.id(f"run/{self.extraction.slug}")
        self.add(self.document, PROV.wasGeneratedBy, run)
        self.add(run, RDF.type, PROV.Activity)
        self.add(run, LKG.softwareVersion, literal(__version__))
        self.add(run, LKG.lexiconVersion, literal(self.lexicon_version))
        self.add(run, LKG.sha256, literal(self.extraction.document.source.sha256))

    def _part(self, part: Part) -> None:
        node = self.part_iri(part.order)
        self.add(node, RDF.type, LKG.Part, LKG[PartKind(part.kind).value])
        self.add(node, DCTERMS.isPartOf, self.document)
        self.add(node, LKG.order, integer(part.order))
        self.add(node, DCTERMS.date, date(part.date))
        self.add(node, DCTERMS.language, literal(part.language) if part.language else None)
        for voice in self.extraction.voices:
            if voice.part == part.order:
                self.refer(node, LKG.speaker, [voice.speaker])
                self.refer(node, LKG.speaksFor, voice.speaks_for)
                self.refer(node, LKG.onBehalfOf, voice.on_behalf_of)

    def _entity(self, entity: Entity) -> None:
        node = self.id(entity.key)
        place = entity.kind is Kind.PLACE
        self.add(node, RDF.type, LKG[entity.kind.value], *([] if place else [LKG.Actor]))
        self.names(node, entity.name, entity.names, entity.english)
        self.concept(node, LKG.placeType, PLACE_TYPE, entity.place_type)
        self.refer(node, LKG.within, [entity.within])
        self.refer(node, LKG.belongsTo, entity.belongs_to)
        self.refer(node, DCTERMS.isReplacedBy, entity.successors)
        self.add(node, DCTERMS.valid, literal(entity.valid) if entity.valid else None)
        self._located(node, entity.key)
        self.mentions(node, entity.evidence)
        if place or entity.kind is Kind.DISPUTED:
            self._names_in_use(node, entity)

    def _located(self, node: str, key: str) -> None:
        """What GeoNames knows of a state or place."""
        known = location(key)
        if known is None:
            return
        self.add(node, SKOS.exactMatch, iri(f"{GEONAMES}{known.number}/"))
        self.add(node, LKG.iso3166, literal(known.iso3166) if known.iso3166 else None)
        self.add(node, LKG.m49, literal(known.m49) if known.m49 else None)
        if known.point:
            geometry = self.id(f"geometry/geonames-{known.number}")
            self.add(node, GEO.hasGeometry, geometry)
            self.add(geometry, RDF.type, GEO.Geometry)
            self.add(geometry, GEO.asWKT, literal(known.point, datatype=words_of(GEO.wktLiteral)))

    def _names_in_use(self, node: str, entity: Entity) -> None:
        """Each form of a place's name as a label of its own, with the claimants that use it."""
        claimants = {voice.part: voice.claimant for voice in self.extraction.voices if voice.speaks_for}
        for item in entity.evidence:
            form, claimant = self.parts[item.part].text.slice(item.span), claimants.get(item.part)
            if claimant:
                label = self.id(f"label/{entity.key}/{slug(form)}")
                self.add(node, SKOSXL.altLabel, label)
                self.add(label, RDF.type, SKOSXL.Label)
                self.add(label, SKOSXL.literalForm, literal(form, language="zh"))
                self.refer(label, LKG.usedBy, [claimant])

    def _membership(self, number: int, membership: Membership) -> None:
        post = bool(membership.title)
        node = self.id(f"{'membership' if post else 'seat'}/{self.extraction.slug}/{number}")
        self.add(node, RDF.type, ORG.Membership if post else LKG.Seat)
        self.refer(node, ORG.member if post else LKG.delegate, [membership.member])
        self.refer(node, ORG.organization if post else LKG.delegationOf, [membership.organization])
        self.add(node, LKG.postTitle, literal(membership.title, language="zh") if post else None)
        self.mentions(node, membership.evidence)

    def _agreement(self, agreement: Agreement) -> None:
        node = self.id(agreement.key)
        self.add(node, RDF.type, LKG.Agreement)
        self.names(node, agreement.name, agreement.names, agreement.english)
        self.concept(node, LKG.agreementKind, AGREEMENT_KIND, agreement.kind)
        self.add(node, LKG.dateSigned, *(date(day) for day in agreement.dates))
        self.add(node, LKG.datePrecision, literal(agreement.precision) if agreement.precision else None)
        self.refer(node, LKG.party, agreement.parties)
        self.refer(node, LKG.mediator, agreement.mediators)
        self.refer(node, LKG.adoptedBy, agreement.adopted_by)
        self.add(node, LKG.number, literal(agreement.number) if agreement.number else None)
        self.mentions(node, agreement.evidence)

    def _provision(self, provision: Provision) -> None:
        node = self.id(provision.key)
        self.add(node, RDF.type, LKG.Provision)
        self.names(node, provision.name, provision.names)
        self.refer(node, DCTERMS.isPartOf, [provision.agreement])
        self.add(node, LKG.number, literal(provision.number))
        self.mentions(node, provision.evidence)

    def _event(self, event: Event) -> None:
        node = self.id(event.key)
        self.add(node, RDF.type, LKG.Event)
        self.concept(node, LKG.eventType, EVENT_TYPE, event.type)
        for subtype in event.subtypes:
            self.concept(node, LKG.eventSubtype, EVENT_SUBTYPE, subtype)
        if event.period and event.period.vague:
            self.add(node, LKG.vagueTime, literal(event.period.reason))
        elif event.period:
            self.add(node, SEM.hasBeginTimeStamp, date(event.period.begin))
            self.add(node, SEM.hasEndTimeStamp, date(event.period.end))
            self.add(node, LKG.datePrecision, literal(event.period.precision))
        self.refer(node, SEM.hasPlace, event.places)
        self.refer(node, LKG.agent, event.agents)
        self.refer(node, LKG.patient, event.patients)
        self.refer(node, LKG.participant, event.participants)
        self.mentions(node, event.evidence)

    def _count(self, count: CasualtyCount) -> None:
        node = self.id(count.key)
        self.add(node, RDF.type, LKG.CasualtyCount)
        self.concept(node, LKG.harm, HARM, count.harm)
        self.add(node, LKG["count"], integer(count.count))
        self.add(node, LKG.bound, literal(count.bound))
        self.add(node, LKG.victims, literal(count.victims) if count.victims else None)
        self.refer(node, LKG.side, [count.side])
        self.refer(node, LKG.ofEvent, [count.of_event])
        self.add(node, LKG.asOf, date(count.as_of))
        self.refer(node, LKG.partOfCount, [count.part_of])
        self.mentions(node, count.evidence)

    def _claim(self, claim: Claim) -> None:
        node = self.id(claim.key)
        self.add(node, RDF.type, LKG.Claim)
        self.concept(node, LKG.act, ACT, claim.act)
        self.refer(node, LKG.claimant, [claim.claimant])
        self.refer(node, LKG.utteredBy, [claim.uttered_by])
        self.add(node, LKG.inPart, self.part_iri(claim.part))
        self.add(node, LKG.polarity, literal(claim.polarity))
        self.refer(node, LKG.about, claim.about)
        self.refer(node, LKG.target, claim.targets)
        self.concept(node, LKG.compliance, COMPLIANCE, claim.compliance)
        self.refer(node, LKG.complier, [claim.complier])
        self.refer(node, LKG.casualties, claim.casualties)
        self.refer(node, LKG.reportedSource, claim.reported_source)
        self.add(node, DCTERMS.references, *(self.id(f"document/{slug(symbol)}") for symbol in claim.cites))
        self.add(node, LKG.keepsDistanceFrom, *(self.mention(distance.evidence) for distance in claim.distances))
        self.mentions(node, claim.evidence)

    def quote(self, problem: Problem) -> str:
        """A problem's words as they are printed, where nothing was taken out between them."""
        span = problem.span
        if span is None or len(span) != len(problem.quote):
            return problem.quote
        return self.extraction.document.source.printed(Text(problem.quote, tuple(range(span.start, span.end))))

    def _problem(self, number: int, problem: Problem) -> None:
        node = self.id(f"problem/{self.extraction.slug}/{number}")
        self.add(self.document, LKG.hasProblem, node)
        self.add(node, RDF.type, LKG.Problem)
        self.add(node, LKG.problemStage, literal(problem.stage))
        self.add(node, LKG.problemCode, literal(problem.code))
        self.add(node, RDFS.comment, literal(problem.message, language="en"))
        self.add(node, LKG.quotedWords, literal(self.quote(problem)) if problem.quote else None)
        if problem.span:
            self.add(node, OA.start, integer(problem.span.start))
            self.add(node, OA.end, integer(problem.span.end))
