"""What the data set is, for catalogues: a description in DCAT and VoID, with counts, sources, versions and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from rdflib import DCAT, FOAF, RDF, VOID, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from kg.errors import QueryError
from kg.files import digest
from kg.graph.export.columns import DESCRIPTOR, template
from kg.graph.export.formats import shorten, union
from kg.graph.nodes import Term, natural
from kg.graph.store import Store
from kg.knowledge.turtle import read_turtle
from kg.namespaces import LKG, PREFIXES, slug
from kg.resources import shipped

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
FILES = {
    "graph.jsonld": "application/ld+json", "graph.nq": "application/n-quads", "graph.nt": "application/n-triples",
    "graph.trig": "application/trig", "graph.ttl": "text/turtle", "graph.xml": "application/rdf+xml",
    DESCRIPTOR: "application/json",
}  # fmt: skip
"""The names by which files beside the description are known as the data set's, and their media types."""
_TYPE = f"<{RDF.type}>".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a publisher says of a data set: its IRI and the statements."""

    dataset: URIRef
    graph: Graph

    def objects(self, predicate: URIRef, subject: URIRef | None = None) -> list[Node]:
        """The values of a predicate, Chinese words first."""
        found = self.graph.objects(subject or self.dataset, predicate)
        return sorted(found, key=lambda one: (getattr(one, "language", "") != "zh", str(one)))

    def descriptor(self) -> dict[str, Any]:
        """The same for the descriptor of a data package, as far as that has a place for it."""
        publishers = (one for one in self.objects(DCTERMS.publisher) if isinstance(one, URIRef))
        names = (name for one in publishers for name in self.objects(FOAF.name, one))
        said = {
            "title": " / ".join(map(str, self.objects(DCTERMS.title))),
            "description": " / ".join(map(str, self.objects(DCTERMS.description))),
            "homepage": next(map(str, self.objects(DCAT.landingPage)), ""),
            "licenses": [{"path": str(one)} for one in self.objects(DCTERMS.license)],
            "contributors": [{"title": str(name), "role": "publisher"} for name in names],
        }
        return {key: value for key, value in said.items() if value}


def read_about(path: Path) -> About:
    """A publisher's statements from a Turtle file, in which one thing is a dcat:Dataset.

    Raises LexiconError for what is not Turtle, QueryError where there is not one data set, or a node has no IRI.
    """
    graph = read_turtle(path)
    found = set(graph.subjects(RDF.type, DCAT.Dataset))
    if len(found) != 1:
        raise QueryError(f"{path}: describes {len(found)} data sets; make one thing, and only one, a dcat:Dataset")
    if any(isinstance(term, BNode) for triple in graph for term in triple):
        raise QueryError(f"{path}: has nodes without an IRI ([ ... ]); give each thing an IRI")
    return About(dataset=URIRef(str(found.pop())), graph=graph)


@dataclass(slots=True)
class Counts:
    """What the union of all graphs has: triples, subjects, those below the base, members of classes, uses of terms."""

    triples: int = 0
    subjects: int = 0
    entities: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)


def count(store: Store) -> Counts:
    """Counts every triple of the union once."""
    counts, last, base = Counts(), b"", f"<{store.base}".encode()
    for line in union(store):
        subject, predicate, value = line.split(b" ", 2)
        counts.triples += 1
        counts.properties[predicate.decode()[1:-1]] += 1
        if predicate == _TYPE:
            counts.classes[value.decode().rstrip(" .\n")[1:-1]] += 1
        if subject != last:
            counts.subjects += 1
            counts.entities += subject.startswith(base)
            last = subject
    return counts


def describe(store: Store, folder: Path, about: About | None = None) -> Graph:
    """The description of a store, with the files of the folder that are known by their names (`FILES`).

    What `about` says is added; its title and description take the place of the general ones.
    """
    dataset = about.dataset if about else URIRef(f"{store.base}dataset")
    made = _Maker(store, dataset)
    made.general()
    made.sources()
    made.counts(count(store))
    for name, media in FILES.items():
        if (folder / name).is_file():
            made.distribution(folder / name, media)
    return made.joined(about)


def write_description(store: Store, out: IO[bytes], folder: Path, about: About | None = None) -> None:
    """Writes the description as Turtle."""
    out.write(describe(store, folder, about).serialize(format="turtle", encoding="utf-8"))


class _Maker:
    """A description in the making."""

    def __init__(self, store: Store, dataset: URIRef) -> None:
        self.store, self.dataset, self.graph = store, dataset, Graph()
        for prefix, namespace in {**PREFIXES, "dcat": DCAT, "void": VOID, "spdx": SPDX}.items():
            self.graph.bind(prefix, namespace, replace=True)
        self.graph.bind("id", store.base, replace=True)

    def add(self, predicate: URIRef, *values: Node, of: URIRef | None = None) -> None:
        for value in values:
            self.graph.add((of or self.dataset, predicate, value))

    def part(self, name: str) -> URIRef:
        """The IRI of something of the data set."""
        return URIRef(f"{str(self.dataset).rstrip('/#')}/{name}")

    def general(self) -> None:
        ontology = read_turtle(shipped("ontology") / "letterkg.ttl")
        header = next(ontology.subjects(DCTERMS.title))
        zh, en = template()["title"].split(" / ")
        self.add(RDF.type, DCAT.Dataset, VOID.Dataset)
        self.add(DCTERMS.title, Literal(zh, lang="zh"), Literal(en, lang="en"))
        self.add(DCTERMS.description, *ontology.objects(header, DCTERMS.description))
        self.add(DCTERMS.conformsTo, header)
        self.add(DCTERMS.language, URIRef("http://id.loc.gov/vocabulary/iso639-1/zh"))
        self.add(VOID.uriSpace, Literal(self.store.base))

    def sources(self) -> None:
        """The documents that were read, the time that they are of, and what read them."""
        documents = {document for document, _ in self.said(LKG.fileName)}
        days = sorted(day for thing, day in self.said(DCTERMS.date) if thing in documents)
        self.add(DCTERMS.source, *map(URIRef, documents))
        if days:
            period = self.part("temporal")
            self.add(DCTERMS.temporal, period)
            self.add(RDF.type, DCTERMS.PeriodOfTime, of=period)
            self.add(DCAT.startDate, Literal(days[0], datatype=XSD.date), of=period)
            self.add(DCAT.endDate, Literal(days[-1], datatype=XSD.date), of=period)
        run = self.part("run")
        self.add(PROV.wasGeneratedBy, run)
        self.add(RDF.type, PROV.Activity, of=run)
        for predicate in (LKG.softwareVersion, LKG.lexiconVersion):
            self.add(predicate, *(Literal(version) for _, version in self.said(predicate)), of=run)
        if example := min((claim for claim, _ in self.said(LKG.claimant)), key=natural, default=""):
            self.add(VOID.exampleResource, URIRef(example))

    def said(self, predicate: URIRef) -> Iterator[tuple[str, str]]:
        """Subjects and values of a predicate."""
        for quad in self.store.inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), None):
            assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Term), "a blank node"
            yield quad.subject.value, quad.object.value

    def counts(self, counts: Counts) -> None:
        self.add(VOID.triples, Literal(counts.triples))
        self.add(VOID.distinctSubjects, Literal(counts.subjects))
        self.add(VOID.entities, Literal(counts.entities))
        self.add(VOID.classes, Literal(len(counts.classes)))
        self.add(VOID.properties, Literal(len(counts.properties)))
        for iri in [*counts.classes, *counts.properties]:
            self.add(VOID.vocabulary, URIRef(iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]))
        for link, kind, number, found in (
            (VOID.classPartition, VOID["class"], VOID.entities, counts.classes),
            (VOID.propertyPartition, VOID.property, VOID.triples, counts.properties),
        ):
            for iri, many in found.items():
                node = self.part(f"{kind.fragment}/{slug(shorten(iri))}")
                self.add(link, node)
                self.add(kind, URIRef(iri), of=node)
                self.add(number, Literal(many), of=node)

    def distribution(self, path: Path, media: str) -> None:
        """A file with its size and its SHA-256."""
        node, checksum = self.part(path.name), self.part(f"{path.name}/checksum")
        self.add(DCAT.distribution, node)
        self.add(RDF.type, DCAT.Distribution, of=node)
        self.add(DCTERMS.title, Literal(path.name), of=node)
        self.add(DCAT.mediaType, MEDIA[media], of=node)
        self.add(DCAT.byteSize, Literal(path.stat().st_size, datatype=XSD.nonNegativeInteger), of=node)
        self.add(SPDX.checksum, checksum, of=node)
        self.add(RDF.type, SPDX.Checksum, of=checksum)
        self.add(SPDX.algorithm, SPDX.checksumAlgorithm_sha256, of=checksum)
        self.add(SPDX.checksumValue, Literal(digest(path), datatype=XSD.hexBinary), of=checksum)

    def joined(self, about: About | None) -> Graph:
        """All of it with the publisher's statements; title and description are the publisher's, if there are any."""
        if about:
            for predicate in (DCTERMS.title, DCTERMS.description):
                if about.objects(predicate):
                    self.graph.remove((self.dataset, predicate, None))
            for triple in about.graph:
                self.graph.add(triple)
            for node in list(self.graph.objects(self.dataset, DCAT.distribution)):
                self.add(DCAT.accessURL, *about.objects(DCAT.landingPage), of=URIRef(str(node)))
        return self.graph
