"""The whole way through for one document: source, repaired text, structure, mentions, what it says, its graph."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from rdflib import Graph, URIRef

from kg.claims.document import document_claims
from kg.errors import SourceError
from kg.files import digest
from kg.graph.ntriples import Triple
from kg.graph.triples import document_iri
from kg.graph.writer import to_graph, to_triples
from kg.knowledge.compiling import keep
from kg.knowledge.gazetteer import gazetteer_file
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.turtle import turtle_files
from kg.mentions.document import annotate
from kg.mentions.finder import make_finder
from kg.model.document import CatalogueRow
from kg.model.extraction import Extraction
from kg.model.text import Source
from kg.namespaces import ID
from kg.resources import MODEL, shipped
from kg.structure.document import RowsOf, structures
from kg.structure.repair import repair
from kg.structure.source import Content, read_source


class Extractor:
    """Turns documents into extractions and graphs with one lexicon, one set of rules and one finder of names."""

    def __init__(self, lexicon_folders: Sequence[str | Path] = (), base: str = str(ID), model: str = MODEL) -> None:
        """Loads the shipped knowledge with the folders laid over it, and the model of that name.

        Raises LexiconError and ModelError for what cannot be used.
        """
        self.base = base
        folders = tuple(map(Path, lexicon_folders))
        knowledge = Knowledge.load(*folders)
        self.lexicon, self.layout, self.rules = knowledge.lexicon, knowledge.layout, knowledge.rules
        self.finder = make_finder(self.lexicon, model, knowledge.names)
        keep()
        files = turtle_files(shipped("ontology"), *folders)
        self.version = digest(*files, gazetteer_file(), before=self.finder.model.version)[:12]

    def read(self, path: str | Path, content: Content | None = None) -> Source:
        """The file as a source, by its content if that is given; raises SourceError."""
        return read_source(path, content)

    def extract(self, source: Source, row: CatalogueRow | None = None) -> Extraction:
        """All that the document says, with its evidence; `row` is what a catalogue says of it.

        Raises SourceError for a file of several documents, of which `extract_all` gives each.
        """
        found, *others = self.extract_all(source, row)
        if others:
            raise SourceError(source.path, f"holds {1 + len(others)} documents; `extract_all` gives each of them")
        return found

    def extract_all(
        self, source: Source, row: CatalogueRow | None = None, rows_of: RowsOf | None = None
    ) -> tuple[Extraction, ...]:
        """All that each of the file's documents says, in their order; see `structures` for the rows of a catalogue."""
        documents = structures(repair(source, self.layout), self.layout, row, rows_of)
        return tuple(
            document_claims(document, annotate(self.finder, document), self.lexicon, self.layout, self.rules)
            for document in documents
        )

    def triples(self, extraction: Extraction) -> Collection[Triple]:
        """The triples of the document's named graph, as a build checks and stores them."""
        return to_triples(extraction, self.version, self.base)

    def graph(self, extraction: Extraction) -> Graph:
        """The document's named graph as one of rdflib's."""
        return to_graph(extraction, self.version, self.base)

    def document_iri(self, extraction: Extraction) -> URIRef:
        """The IRI of the document and of its named graph."""
        return document_iri(extraction.slug, self.base)
