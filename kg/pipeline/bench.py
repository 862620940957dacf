"""The tools that a build works with: an extractor, and the check of a document's graph."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rdflib import Graph, URIRef

from kg.graph.store import SEVERITIES, Finding, Store
from kg.knowledge.turtle import turtle_files
from kg.model.extraction import Extraction
from kg.model.text import Source
from kg.namespaces import GAF, ID, OA
from kg.resources import MODEL, shipped


class Extracts(Protocol):
    """What `kg.pipeline.extractor.Extractor` does."""

    @property
    def version(self) -> str:
        """The lexicon's version."""

    def read(self, path: Path) -> Source:
        """The file."""

    def extract(self, source: Source) -> Extraction:
        """What is in it."""

    def graph(self, extraction: Extraction) -> Graph:
        """Its triples."""

    def document_iri(self, extraction: Extraction) -> URIRef:
        """The document's IRI, which names its graph."""


class Reports(Protocol):
    """A validation's report, as `kg.graph.validation` gives it."""

    @property
    def results(self) -> Sequence[Any]:
        """The results, each with severity, focus, path, value, message_zh, message_en and shape."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The tools of a build: an extractor, and the check of a document's graph (as `kg.graph.validation` reports it).

    `base` is what its documents' IRIs begin with; a document is built again when the version of the shapes changes.
    `lexicon` are the folders whose rules on accounts of one occurrence are laid over the shipped ones.
    """

    extractor: Extracts
    check: Callable[[Graph], Reports]
    base: str = str(ID)
    shapes_version: str = ""
    lexicon: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchFactory:
    """Makes a bench, in each worker process anew: the analyst's lexicon folders, the base of the IRIs, the model."""

    lexicon: tuple[Path, ...] = ()
    base: str = str(ID)
    model: str = MODEL

    def __call__(self) -> Bench:
        """The bench; raises LexiconError for a lexicon that cannot be used, ModelError for a model."""
        from kg.pipeline.extractor import Extractor

        shapes = hashlib.sha256()
        for path in turtle_files(shipped("shapes")):
            shapes.update(path.read_bytes())
        extractor = Extractor(self.lexicon, self.base, self.model)
        return Bench(extractor, checker(self.base), self.base, shapes.hexdigest()[:12], self.lexicon)


def checker(base: str = str(ID)) -> Callable[[Graph], Reports]:
    """The check of a document's graph, whose IRIs lie below the base, by the shipped shapes and ontology."""
    from kg.graph.validation import load_ontology, load_shapes, validate

    ontology, shapes = load_ontology(shipped("ontology")), load_shapes(shipped("shapes"), base)
    return lambda graph: validate(graph, ontology=ontology, shapes=shapes)


def revalidate(store: Store, check: Callable[[Graph], Reports]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Every stored document's graph IRI with its findings, checked anew."""
    for name in store.graphs():
        graph = store.graph(name)
        yield name, findings(graph, check(graph))


def findings(graph: Graph, report: Reports) -> tuple[Finding, ...]:
    """The results of a validation in a fixed order, each with the words that its focus node stands for."""
    rows = (
        Finding(
            severity=re.split("[#:]", str(result.severity))[-1],
            focus=str(result.focus),
            path=str(result.path or ""),
            value=str(result.value if result.value is not None else ""),
            message_zh=str(result.message_zh or ""),
            message_en=str(result.message_en or ""),
            shape=str(result.shape or ""),
            quote=words_of(graph, URIRef(str(result.focus))),
        )
        for result in report.results
    )
    return tuple(sorted(rows, key=_gravest_first))


def _gravest_first(one: Finding) -> tuple[int, str, str, str, str]:
    rank = SEVERITIES.index(one.severity) if one.severity in SEVERITIES else len(SEVERITIES)
    return rank, one.focus, one.path, one.value, one.shape


def words_of(graph: Graph, node: URIRef) -> str:
    """The first quoted words of a node, of its selectors, or of its mentions; "" where there are none."""
    near = [node, *graph.objects(node, OA.hasSelector)]
    near += [
        selector
        for mention in graph.objects(node, GAF.denotedBy)
        for selector in graph.objects(mention, OA.hasSelector)
    ]
    quotes = sorted(str(words) for one in near for words in graph.objects(one, OA.exact))
    return quotes[0] if quotes else ""
