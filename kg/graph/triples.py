"""What the triples of a document's graph are made with: IRIs, names, concepts, mentions that lead back to the text.

IRIs come from content (symbol or file name, offsets, keys); there are no blank nodes and no clock.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.model.extraction import Extraction
from kg.model.mention import Evidence
from kg.model.signs import whole
from kg.model.text import Span, Text
from kg.namespaces import GAF, ID, LKG, OA, PREFIXES

CONTEXT = 12


def document_iri(name: str, base: str = str(ID)) -> URIRef:
    """The IRI of a document, which names its graph too, from its slug."""
    return URIRef(f"{base}document/{name}")


def date(day: object) -> Literal | None:
    """A day as a literal of XML Schema; None for none."""
    return Literal(str(day), datatype=XSD.date) if day else None


def stated_date(words: str) -> Literal | None:
    """A day, a month or a year as a literal of XML Schema; None for none.

    >>> stated_date("1995-03").datatype.fragment
    'gYearMonth'
    """
    types = (XSD.gYear, XSD.gYearMonth, XSD.date)
    return Literal(words, datatype=types[words.count("-")]) if words else None


class Triples:
    """The graph of one extraction while it is written."""

    def __init__(self, extraction: Extraction, lexicon_version: str, base: str) -> None:
        self.extraction, self.lexicon_version, self.id = extraction, lexicon_version, Namespace(base)
        self.document = document_iri(extraction.slug, base)
        self.graph = Graph()
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace, replace=True)
        if base != str(ID):
            self.graph.bind("id", self.id, replace=True)
        self.parts = {part.order: part for part in extraction.document.parts}
        self.distances = dict.fromkeys(distance for claim in extraction.claims for distance in claim.distances)

    def add(self, subject: URIRef, predicate: URIRef, *objects: URIRef | Literal | None) -> None:
        """Adds a triple for each object that is not None."""
        for value in objects:
            if value is not None:
                self.graph.add((subject, predicate, value))

    def refer(self, subject: URIRef, predicate: URIRef, keys: Iterable[str | None]) -> None:
        """Adds a triple for each key."""
        self.add(subject, predicate, *(URIRef(self.id[key]) for key in keys if key))

    def concept(self, subject: URIRef, predicate: URIRef, scheme: Namespace, notation: str | None) -> None:
        """Adds a concept and its notation, so that the document's graph can be read by itself."""
        if notation:
            node = scheme[notation]
            self.add(subject, predicate, node)
            self.add(node, RDF.type, SKOS.Concept)
            self.add(node, SKOS.notation, Literal(notation))

    def part_iri(self, order: int) -> URIRef:
        """The IRI of a part, by its order."""
        return URIRef(self.id[f"part/{self.extraction.slug}/{order}"])

    def mentions(self, subject: URIRef, evidence: Iterable[Evidence]) -> None:
        """Adds a mention for each place where a thing stands written."""
        for item in evidence:
            self.add(subject, GAF.denotedBy, self.mention(item))

    def printed(self, text: Text, span: Span) -> str:
        """The words of a span as they are printed."""
        return self.extraction.document.source.printed(text.cut(span))

    def mention(self, item: Evidence) -> URIRef:
        """A place where something stands written, with the words there and beside it."""
        text = self.parts[item.part].text
        quote = text.slice(item.span)
        where = whole(text.origin(item.span), self.extraction.document.source.characters, quote[-1:])
        node = URIRef(self.id[f"mention/{self.extraction.slug}/{where.start}-{where.end}/{item.rule}"])
        if (node, RDF.type, LKG.Mention) in self.graph:
            return node
        position, words = URIRef(f"{node}/position"), URIRef(f"{node}/quote")
        self.add(node, RDF.type, LKG.Mention)
        self.add(node, OA.hasSource, self.document)
        self.add(node, LKG.inPart, self.part_iri(item.part))
        self.add(node, LKG.ruleFired, Literal(item.rule))
        for distance in self.distances:
            own, span = distance.evidence, distance.words
            head = own.part == item.part and span.covers(item.span) and span.end == item.span.end
            if head or own == item:
                self.add(node, LKG.distance, Literal(distance.kind))
        self.add(node, OA.hasSelector, position, words)
        self.add(position, RDF.type, OA.TextPositionSelector)
        self.add(position, OA.start, Literal(where.start))
        self.add(position, OA.end, Literal(where.end))
        self.add(words, RDF.type, OA.TextQuoteSelector)
        self.add(words, OA.exact, Literal(self.printed(text, item.span)))
        before = Span(max(0, item.span.start - CONTEXT), item.span.start)
        after = Span(item.span.end, min(len(text), item.span.end + CONTEXT))
        self.add(words, OA.prefix, *[Literal(self.printed(text, before))] * bool(before))
        self.add(words, OA.suffix, *[Literal(self.printed(text, after))] * bool(after))
        return node

    def names(self, node: URIRef, name: str, names: Iterable[tuple[str, str]], english: str = "") -> None:
        """Adds the preferred name, the preferred English one if there is one, and all others."""
        self.add(node, SKOS.prefLabel, Literal(name, lang="zh"))
        for words, language in names:
            if (words, language) != (name, "zh"):
                kind = SKOS.prefLabel if (words, language) == (english, "en") else SKOS.altLabel
                self.add(node, kind, Literal(words, lang=language))
