"""What a file gives: the graph of each of its documents, ready to be stored, or an outcome that says why none."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.errors import LetterkgError, on_one_line
from kg.graph.ntriples import lines, sound
from kg.graph.records import Build
from kg.graph.store import in_order
from kg.graph.told import facts_of, packed
from kg.model.document import CatalogueRow
from kg.model.extraction import Extraction
from kg.model.text import Source
from kg.pipeline.bench import Bench
from kg.pipeline.summary import Outcome, Status
from kg.pipeline.survey import survey
from kg.structure.catalogue import Catalogue, digest_of
from kg.structure.source import Content

MESSAGE = 300
"""So many characters of an error are told; the traceback has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A document's graph as N-Triples, in the store's order, and its facts, packed, ready to be stored.

    `survey` is what there is to tell of it after the build, packed.
    """

    build: Build
    triples: bytes
    facts: bytes
    survey: str


Made = tuple[Product, ...] | Outcome
"""What was made of a file's documents, or why there is nothing."""
Found = tuple[Build, ...] | Made
"""What is known of them already, or what was made of them."""


def produce(bench: Bench, path: Path, catalogue: Catalogue, content: Content | None = None) -> Made:
    """The graphs of a file's documents with their findings, or an outcome that says why none; raises nothing.

    `content` is what the file holds where it lies on another machine.
    """
    try:
        source = bench.extractor.read(path, content) if content else bench.extractor.read(path)
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
    graph = str(bench.extractor.document_iri(extraction))
    build = Build(
        graph=graph,
        path=str(source.path),
        file_name=source.name,
        sha256=source.sha256,
        software_version=__version__,
        lexicon_version=bench.extractor.version,
        shapes_version=bench.shapes_version,
        catalogue_row=digest_of(row),
        findings=bench.check(triples).results,
    )
    sound(triples)
    return Product(
        build=build,
        triples=in_order(lines(triples)),
        facts=packed(facts_of(graph, triples)),
        survey=survey(triples).packed,
    )


def parsed(product: Product) -> list[ox.Triple]:
    """The triples of a product."""
    return [quad.triple for quad in ox.parse(product.triples, format=ox.RdfFormat.N_TRIPLES)]


def fault(path: Path, error: Exception) -> Outcome:
    """The outcome of a file on which the program failed: what, where in the program, and the traceback."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno} in {last.name}"
    what = f"{type(error).__name__}: {error}"[:MESSAGE]
    message = f"{on_one_line(path)}: {what} (at {place}); a fault of the program, please report it"
    trace = "".join(traceback.format_exception(error))
    return Outcome(path=path, status=Status.FAILED, message=message, trace=trace)


def died(path: Path) -> Outcome:
    """The outcome of a file on which a worker process died."""
    what = "the worker process died on it (perhaps out of memory); split the file or use fewer --jobs"
    return Outcome(path=path, status=Status.FAILED, message=f"{on_one_line(path)}: {what}")
