"""What a file gives: the graph of each of its documents, ready to be stored, or an outcome that says why none."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.errors import LetterkgError
from kg.graph.records import Build
from kg.graph.terms import lines
from kg.model.document import CatalogueRow
from kg.model.extraction import Extraction
from kg.model.text import Source
from kg.pipeline.bench import Bench
from kg.pipeline.summary import Outcome, Status
from kg.structure.catalogue import Catalogue, digest_of

MESSAGE = 300
"""So many characters of an error are told; the traceback has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A document's graph as N-Triples, ready to be stored."""

    build: Build
    triples: bytes


Found = tuple[Build, ...] | tuple[Product, ...] | Outcome
"""What is known of a file's documents, what was made of them, or why there is nothing."""


def produce(bench: Bench, path: Path, catalogue: Catalogue) -> tuple[Product, ...] | Outcome:
    """The graphs of a file's documents with their findings, or an outcome that says why none; raises nothing."""
    try:
        source = bench.extractor.read(path)
        row = catalogue.row_of(path)
        rows_of = catalogue.rows_of if catalogue.symbols and not row else None
        found = bench.extractor.extract_all(source, row, rows_of)
        return tuple(_product(bench, source, one.document.row if rows_of else row, one) for one in found)
    except LetterkgError as error:
        return Outcome(path=path, status=Status.FAILED, message=str(error))
    except Exception as error:
        return fault(path, error)


def _product(bench: Bench, source: Source, row: CatalogueRow | None, extraction: Extraction) -> Product:
    triples = bench.extractor.triples(extraction)
    build = Build(
        graph=str(bench.extractor.document_iri(extraction)),
        path=str(source.path),
        file_name=source.name,
        sha256=source.sha256,
        software_version=__version__,
        lexicon_version=bench.extractor.version,
        shapes_version=bench.shapes_version,
        catalogue_row=digest_of(row),
        findings=bench.check(triples).results,
    )
    return Product(build=build, triples=lines(triples))


def parsed(result: Sequence[Build | Product]) -> list[tuple[Build, list[ox.Triple]]]:
    """The products with their triples, whose graphs have IRIs; raises SyntaxError or ValueError for what is no RDF."""
    made = [one for one in result if isinstance(one, Product)]
    for product in made:
        ox.NamedNode(product.build.graph)
    return [
        (product.build, [quad.triple for quad in ox.parse(product.triples, format=ox.RdfFormat.N_TRIPLES)])
        for product in made
    ]


def fault(path: Path, error: Exception) -> Outcome:
    """The outcome of a file on which the program failed: what, where in the program, and the traceback."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno} in {last.name}"
    what = f"{type(error).__name__}: {error}"[:MESSAGE]
    message = f"{path}: {what} (at {place}); a fault of the program, please report it"
    trace = "".join(traceback.format_exception(error))
    return Outcome(path=path, status=Status.FAILED, message=message, trace=trace)


def died(path: Path) -> Outcome:
    """The outcome of a file on which a worker process died."""
    message = f"{path}: the worker process died on it (perhaps out of memory); split the file or use fewer --jobs"
    return Outcome(path=path, status=Status.FAILED, message=message)
