"""What the triples of a document's graph are made with: IRIs, names, concepts, mentions that lead back to the text.

IRIs come from content (symbol or file name, offsets, keys); there are no blank nodes and no clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef

from kg.graph.ntriples import TripleSet, integer, iri, literal
from kg.graph.terms import DCTERMS, GAF, LKG, OA, RDF, SKOS, Terms
from kg.model.extraction import Distance, Extraction
from kg.model.mention import Evidence
from kg.model.pages import Box
from kg.model.signs import whole
from kg.model.text import Span, Text
from kg.namespaces import ID, XSD

FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
"""What fragments of a PDF conform to, as the Web Annotation vocabulary names it."""


def document_iri(name: str, base: str = str(ID)) -> URIRef:
    """The IRI of a document, which names its graph too, from its slug."""
    return URIRef(f"{base}document/{name}")


def date(day: object) -> str | None:
    """A day as a literal of XML Schema; None for none."""
    return literal(str(day), datatype=str(XSD.date)) if day else None


def stated_date(words: str) -> str | None:
    """A day, a month or a year as a literal of XML Schema; None for none.

    >>> stated_date("1995-03")
    '"1995-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    types = (XSD.gYear, XSD.gYearMonth, XSD.date)
    return literal(words, datatype=str(types[words.count("-")])) if words else None


def fragment(box: Box) -> str:
    """A box as a fragment of its document: page, left, top, width and height in points.

    >>> fragment(Box(2, 70.9, 100.0, 31.5, 15.2))
    'page=2&xywh=70.9,100,31.5,15.2'
    """
    lengths = (f"{round(length, 1):g}" for length in (box.x, box.y, box.width, box.height))
    return f"page={box.page}&xywh={','.join(lengths)}"


class Triples:
    """The triples of one extraction while they are written, each once and in the order of the writing."""

    def __init__(self, extraction: Extraction, lexicon_version: str, base: str) -> None:
        self.extraction, self.lexicon_version, self.base = extraction, lexicon_version, base
        self.document = iri(document_iri(extraction.slug, base))
        self.triples = TripleSet()
        self.parts = {part.order: part for part in extraction.document.parts}
        self._mentions: set[str] = set()
        self._selectors: set[str] = set()
        self._distances: defaultdict[int, list[Distance]] = defaultdict(list)
        for distance in dict.fromkeys(distance for claim in extraction.claims for distance in claim.distances):
            self._distances[distance.evidence.part].append(distance)

    def id(self, path: str) -> str:
        """The IRI of one of the graph's own resources."""
        return f"<{self.base}{path}>"

    def add(self, subject: str, predicate: str, *objects: str | None) -> None:
        """Adds a triple for each object that is not None."""
        for value in objects:
            if value is not None:
                self.triples[subject, predicate, value] = None

    def refer(self, subject: str, predicate: str, keys: Iterable[str | None]) -> None:
        """Adds a triple for each key."""
        self.add(subject, predicate, *(self.id(key) for key in keys if key))

    def concept(self, subject: str, predicate: str, scheme: Terms, notation: str | None) -> None:
        """Adds a concept and its notation, so that the document's graph can be read by itself."""
        if notation:
            node = scheme[notation]
            self.add(subject, predicate, node)
            self.add(node, RDF.type, SKOS.Concept)
            self.add(node, SKOS.notation, literal(notation))

    def part_iri(self, order: int) -> str:
        """The IRI of a part, by its order."""
        return self.id(f"part/{self.extraction.slug}/{order}")

    def mentions(self, subject: str, evidence: Iterable[Evidence]) -> None:
        """Adds a mention for each place where a thing stands written."""
        for item in evidence:
            self.add(subject, GAF.denotedBy, self.mention(item))

    def printed(self, text: Text, span: Span) -> str:
        """The words of a span as they are printed."""
        source = self.extraction.document.source
        return source.printed(text.cut(span)) if source.read else text.slice(span)

    def mention(self, item: Evidence) -> str:
        """A place where something stands written, with the words there."""
        text, span = self.parts[item.part].text, item.span
        where = whole(text.origin(span), self.extraction.document.source.characters, text.slice(span)[-1:])
        node = self.id(f"mention/{self.extraction.slug}/{where.start}-{where.end}/{item.rule}")
        if node in self._mentions:
            return node
        self._mentions.add(node)
        self.add(node, RDF.type, LKG.Mention)
        self.add(node, OA.hasSource, self.document)
        self.add(node, LKG.inPart, self.part_iri(item.part))
        self.add(node, LKG.ruleFired, literal(item.rule))
        for distance in self._distances.get(item.part, ()):
            far = distance.words
            if (far.covers(span) and far.end == span.end) or distance.evidence == item:
                self.add(node, LKG.distance, literal(distance.kind))
        self._select(node, where, text, span)
        return node

    def _select(self, mention: str, where: Span, text: Text, span: Span) -> None:
        """Where the words of a mention stand in the text, and on pages: there a selector for each line that they take.

        Mentions of the same words share their selectors, which make a third of all triples.
        """
        inner = f"{self.base}selector/{self.extraction.slug}/{where.start}-{where.end}"
        selector = iri(inner)
        layer = self.extraction.document.source.layer
        boxes = layer.places.boxes(text.origins[span.start : span.end]) if layer else ()
        fragments = [(iri(f"{inner}/box-{number}"), fragment(box)) for number, box in enumerate(boxes, 1)]
        self.add(mention, OA.hasSelector, selector, *(node for node, _ in fragments))
        self.add(mention, LKG.page, integer(boxes[0].page) if boxes else None)
        if selector in self._selectors:
            return
        self._selectors.add(selector)
        self.add(selector, RDF.type, OA.TextPositionSelector, OA.TextQuoteSelector)
        self.add(selector, OA.start, integer(where.start))
        self.add(selector, OA.end, integer(where.end))
        self.add(selector, OA.exact, literal(self.printed(text, span)))
        for node, place in fragments:
            self.add(node, RDF.type, OA.FragmentSelector)
            self.add(node, DCTERMS.conformsTo, iri(FRAGMENTS))
            self.add(node, RDF.value, literal(place))

    def names(self, node: str, name: str, names: Iterable[tuple[str, str]], english: str = "") -> None:
        """Adds the preferred name, the preferred English one if there is one, and all others."""
        self.add(node, SKOS.prefLabel, literal(name, language="zh"))
        for words, language in names:
            if (words, language) != (name, "zh"):
                kind = SKOS.prefLabel if (words, language) == (english, "en") else SKOS.altLabel
                self.add(node, kind, literal(words, language=language))
