"""The store as Parquet: the tables of the CSV package, typed, those of documents partitioned by the document's year.

`TABLE/year=1995/TABLE.parquet` and `TABLE/TABLE.parquet` are what DuckDB, Polars, Arrow and Spark call hive
partitioning. A year at a time is written, a graph at a time is in memory, and of each table a batch of rows.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import DCTERMS

from kg.errors import StoreError, extra, quoted
from kg.files import atomic_tree
from kg.graph.export.columns import DESCRIPTOR, GATHERED, GUARD, Column, columns_of, template
from kg.graph.export.gathered import write_rows
from kg.graph.export.tables import write_descriptor
from kg.graph.nodes import Term
from kg.graph.store import Store
from kg.namespaces import LKG

with extra("parquet", "Parquet"):
    import pyarrow as pa
    import pyarrow.parquet as pq

WHOLE = (*GATHERED, "occurrences", "links", "identities", "contradictions")
"""The tables that are not partitioned, for no single document says what is in them."""
ROWS = 10_000
"""So many rows of a table are gathered in memory; they are a row group of the file."""
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What programs that read hive partitioning take for null."""


def _whole(words: str) -> int:
    number = int(words)
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{number} does not fit into 64 bits")
    return number


_TYPES: dict[str, tuple[pa.DataType, Callable[[str], object]]] = {
    "string": (pa.string(), str),
    "integer": (pa.int64(), _whole),
    "number": (pa.float64(), float),
    "boolean": (pa.bool_(), "true".__eq__),
    "date": (pa.date32(), datetime.date.fromisoformat),
}


def write_parquet(store: Store, folder: Path, about: Mapping[str, Any] | None = None) -> None:
    """Writes every table and `datapackage.json` into the folder, in the place of what an earlier export wrote there.

    `about` is laid over the descriptor. The same store gives the same bytes, with the same version of pyarrow.
    Raises StoreError where they cannot be written, other files lie in the folder, or a cell is not of its type.
    """
    descriptor = template() | dict(about or {})
    del descriptor[GUARD]
    tables = {one["name"]: columns_of(one) for one in descriptor["resources"]}
    with atomic_tree(folder, _ours) as draft:
        with _Sheets(draft, descriptor) as sheets:
            write_rows(store, sheets.by_year(store), tables, sheets.by_table)
        resources = [
            {
                **one,
                "path": _paths(draft, one["name"]),
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
            }
            for one in descriptor["resources"]
        ]
        write_descriptor(draft, descriptor | {"resources": resources})


def _ours(file: Path) -> bool:
    return file.name == DESCRIPTOR or file.suffix == ".parquet"


def _paths(folder: Path, table: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in (folder / table).rglob("*.parquet"))


def year_of(store: Store, graph: str) -> str:
    """The year of a document by its text, else by its catalogue, as the name of a partition."""
    node = ox.NamedNode(graph)
    catalogued = _values(store, node, node, LKG.catalogued)
    for thing in (node, *(one for one in catalogued if isinstance(one, ox.NamedNode))):
        for date in _values(store, node, thing, DCTERMS.date):
            return date.value[:4]
    return NO_YEAR


def _values(store: Store, graph: ox.NamedNode, thing: ox.NamedNode, predicate: URIRef) -> list[Term]:
    found = store.inner.quads_for_pattern(thing, ox.NamedNode(str(predicate)), None, graph)
    return sorted((quad.object for quad in found if isinstance(quad.object, Term)), key=str)


class _Sheets:
    """All tables, those of documents at one year; a context manager."""

    def __init__(self, folder: Path, descriptor: Mapping[str, Any]) -> None:
        self.by_table = {one["name"]: _Sheet(folder / one["name"], one) for one in descriptor["resources"]}

    def by_year(self, store: Store) -> Iterator[str]:
        """The store's graphs in the order of their years; what is written meanwhile goes to the year."""
        dated = sorted((year_of(store, graph), graph) for graph in store.graphs())
        for year, graphs in itertools.groupby(dated, key=lambda one: one[0]):
            for name, sheet in self.by_table.items():
                if name not in WHOLE:
                    sheet.turn(f"year={year}")
            yield from (graph for _, graph in graphs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name, sheet in self.by_table.items():
            if error is None:
                sheet.finish("" if name in WHOLE else f"year={NO_YEAR}")
            else:
                sheet.abandon()


class _Sheet:
    """A table, a file for each partition; a file is begun with the first rows for it."""

    def __init__(self, folder: Path, resource: Mapping[str, Any]) -> None:
        self.folder, self.columns, self.schema = folder, columns_of(resource), _schema(resource)
        self.partition, self.begun = "", False
        self.waiting: list[Sequence[str]] = []
        self.file: pq.ParquetWriter | None = None

    def writerow(self, row: Sequence[str], /) -> None:
        self.waiting.append(row)
        if len(self.waiting) == ROWS:
            self._write()

    def turn(self, partition: str) -> None:
        """Ends the file of one partition; what comes is of another."""
        if self.waiting:
            self._write()
        if self.file:
            self.file.close()
            self.file = None
        self.partition = partition

    def finish(self, empty: str) -> None:
        """Ends the table; one without rows is a file without rows in the partition `empty`."""
        self.turn(self.partition)
        if not self.begun:
            self.partition = empty
            self._write()
            self.turn(empty)

    def abandon(self) -> None:
        if self.file:
            self.file.close()

    def _write(self) -> None:
        if not self.file:
            folder = self.folder / self.partition
            folder.mkdir(parents=True, exist_ok=True)
            self.file = pq.ParquetWriter(folder / f"{self.folder.name}.parquet", self.schema, compression="zstd")
            self.begun = True
        cells = list(zip(*self.waiting, strict=True)) or [()] * len(self.columns)
        arrays = [self._array(column, words) for column, words in zip(self.columns, cells, strict=True)]
        self.file.write_table(pa.table(arrays, schema=self.schema))
        self.waiting = []

    def _array(self, column: Column, cells: Sequence[str]) -> pa.Array:
        kind, made_of = _TYPES[column.type]
        values: list[object] = []
        for row, words in zip(self.waiting, cells, strict=True):
            try:
                values.append(made_of(words) if words else None)
            except ValueError as error:
                raise StoreError(
                    f"table {self.folder.name}: {column.name} of {row[0]} is {quoted(words)}, no {column.type}; "
                    "see `kg validate`, or take --format csv, which writes words as they are"
                ) from error
        return pa.array(values, kind)


def _schema(resource: Mapping[str, Any]) -> pa.Schema:
    """The schema, with the titles and descriptions of the columns."""
    return pa.schema(
        [
            pa.field(
                one["name"],
                _TYPES[one["type"]][0],
                metadata={key: one[key] for key in ("title", "description") if key in one},
            )
            for one in resource["schema"]["fields"]
        ],
        metadata={key: resource[key] for key in ("title", "description") if key in resource},
    )
