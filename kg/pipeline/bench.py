"""The tools of a build: an extractor, and the check of a document's graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph

from kg.files import digest
from kg.graph.export.formats import union
from kg.graph.ntriples import Triple
from kg.graph.results import Report, Result
from kg.graph.store import Store
from kg.knowledge.turtle import turtle_files
from kg.namespaces import ID
from kg.resources import MODEL, shipped

if TYPE_CHECKING:
    from kg.pipeline.extractor import Extractor

Check = Callable[[Collection[Triple]], Report]


@dataclass(frozen=True, slots=True)
class Bench:
    """The tools of a build: an extractor, and the check of a document's graph.

    A document is built again when the version of the extractor or of the shapes changes. `lexicon` are the folders
    whose rules on accounts of one occurrence are laid over the shipped ones.
    """

    extractor: Extractor
    check: Check
    shapes_version: str = ""
    lexicon: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchFactory:
    """Makes a bench, in each worker process anew: the analyst's lexicon folders, the base of the IRIs, the model.

    What a bench needs is loaded when one is made, so that whoever only names a factory does not wait for it.
    """

    lexicon: tuple[Path, ...] = ()
    base: str = str(ID)
    model: str = MODEL

    def __call__(self) -> Bench:
        """The bench; raises LexiconError for a lexicon that cannot be used, ModelError for a model."""
        from kg.pipeline.extractor import Extractor

        extractor = Extractor(self.lexicon, self.base, self.model)
        shapes_version = digest(*turtle_files(shipped("shapes")))[:12]
        return Bench(extractor, checker(self.base), shapes_version, self.lexicon)


@cache
def bench_of(factory: Callable[[], Bench]) -> Bench:
    """The bench of a factory, made once in a process: for builds one after the other."""
    return factory()


def checker(base: str = str(ID)) -> Check:
    """The check of a document's triples, whose IRIs lie below the base, by the shipped shapes, which are compiled.

    What it needs is loaded at the first document: a command that finds nothing to build does not wait for it.
    """

    @cache
    def compiled() -> Check:
        from kg.graph.compiled_shapes import CompiledShapes
        from kg.graph.validation import load_ontology, load_shapes

        return CompiledShapes(load_shapes(base=base), load_ontology())

    return lambda triples: compiled()(triples)


def validator(base: str = str(ID)) -> Callable[[Graph], Report]:
    """The same check by pyshacl, of a graph: what the compiled one is held against."""
    from kg.graph.validation import load_ontology, load_shapes, validate

    return partial(validate, ontology=load_ontology(), shapes=load_shapes(base=base))


def revalidate(store: Store, check: Callable[[Graph], Report]) -> Iterator[tuple[str, tuple[Result, ...]]]:
    """Every graph's IRI with the results of its check, made anew; then graph.ttl with what only all of them violate.

    Two graphs may be as the shapes say and their union not: one thing has two preferred names in it.
    """
    said: set[tuple[object, ...]] = set()
    for name in store.graphs():
        results = check(store.graph(name)).results
        said |= {one.rank for one in results}
        yield name, results
    together = Graph().parse(data=b"".join(union(store)), format="nt")
    yield "graph.ttl", tuple(one for one in check(together).results if one.rank not in said)
