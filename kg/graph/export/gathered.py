"""The rows of all tables: most as they come, those of things that many graphs speak of gathered, one a thing.

A graph at a time is in memory, and of what is gathered no more than a batch; the rest waits on disk, sorted.
"""

from __future__ import annotations

import heapq
import itertools
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Protocol

from rdflib import SKOS, Literal

from kg.graph.export.cells import Row
from kg.graph.export.columns import GATHERED, Column
from kg.graph.export.rows import TABLES
from kg.graph.nodes import Nodes, natural
from kg.graph.store import Store
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.resources import shipped

BATCH = 10_000
"""So many things of a table are gathered in memory before they are put on disk."""
BETWEEN = " | "


class Sheet(Protocol):
    """A table to write."""

    def writerow(self, row: Sequence[str], /) -> object:
        """Takes a row, a cell a column; "" is an empty one."""


def write_rows(
    store: Store, graphs: Iterable[str], tables: Mapping[str, tuple[Column, ...]], sheets: Mapping[str, Sheet]
) -> None:
    """Writes the rows of these graphs; those of the tables in GATHERED at the end, in the order of their things."""
    with ExitStack() as files:
        gathered = {name: Gathered(files, tables[name][1:]) for name in GATHERED}

        def take(name: str, row: Row) -> None:
            columns = tables[name]
            for column in columns:
                if column.refers_to:  # whatever a row refers to has a row as well
                    for thing in values(row.get(column.name, ())):
                        gathered[column.refers_to].add(thing, {})
            if name in gathered:
                gathered[name].add(str(row[columns[0].name]), row)
            else:
                sheets[name].writerow([BETWEEN.join(values(row.get(column.name, ()))) for column in columns])

        for row in concepts():
            take("concepts", row)
        for graph in graphs:
            nodes = Nodes(store, graph)
            for name, rows in TABLES.items():
                for row in rows(nodes):
                    take(name, {"document": graph, **row})
        for name, things in gathered.items():
            for cells in things.rows():
                sheets[name].writerow(cells)


@dataclass(slots=True)
class Known:
    """What the graphs say together of one thing: words by column, each once, and numbers added up."""

    words: dict[str, set[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row, columns: Iterable[Column]) -> None:
        """Takes in what one graph says."""
        for column in columns:
            value = row.get(column.name, ())
            if isinstance(value, int):
                self.numbers[column.name] = self.numbers.get(column.name, 0) + value
            elif found := values(value):
                self.words.setdefault(column.name, set()).update(found)

    def join(self, other: Known) -> None:
        """Takes in what is known elsewhere."""
        for column, words in other.words.items():
            self.words.setdefault(column, set()).update(words)
        for column, number in other.numbers.items():
            self.numbers[column] = self.numbers.get(column, 0) + number

    def cell(self, column: Column) -> str:
        """The cell of a column: a sum, whether there is any, or the words in order."""
        if column.type == "integer":
            return str(self.numbers.get(column.name, 0))
        if column.type == "boolean":
            return "true" if self.numbers.get(column.name) else "false"
        return BETWEEN.join(sorted(self.words.get(column.name, ()), key=natural))


class Gathered:
    """The things of one table and what is known of them by column (all but the first, which is the thing)."""

    def __init__(self, files: ExitStack, columns: Sequence[Column], batch: int = BATCH) -> None:
        self.files, self.columns, self.batch = files, columns, batch
        self.known: dict[str, Known] = {}
        self.runs: list[IO[bytes]] = []

    def add(self, thing: str, row: Row) -> None:
        """Adds what a row says of a thing, if anything."""
        if thing not in self.known and len(self.known) >= self.batch:
            self._spill()
        self.known.setdefault(thing, Known()).add(row, self.columns)

    def rows(self) -> Iterator[list[str]]:
        """A row for each thing, in their order."""
        runs: list[Iterable[tuple[str, Known]]] = [_read(run) for run in self.runs]
        runs.append((thing, self.known[thing]) for thing in sorted(self.known, key=natural))
        merged = heapq.merge(*runs, key=lambda one: natural(one[0]))
        for thing, found in itertools.groupby(merged, key=lambda one: one[0]):
            known = Known()
            for _, more in found:
                known.join(more)
            yield [thing, *map(known.cell, self.columns)]

    def _spill(self) -> None:
        run = self.files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        for thing in sorted(self.known, key=natural):
            pickle.dump((thing, self.known[thing]), run)
        run.seek(0)
        self.runs.append(run)
        self.known = {}


def _read(run: IO[bytes]) -> Iterator[tuple[str, Known]]:
    while True:
        try:
            yield pickle.load(run)
        except EOFError:
            return


def values(cell: Sequence[str] | str | int) -> Sequence[str]:
    """The values of a cell: none, one, or several."""
    if isinstance(cell, str):
        return [cell] if cell else []
    return [str(cell)] if isinstance(cell, int) else cell


def concepts() -> Iterator[Row]:
    """The shipped concepts: notation, scheme and names."""
    for path in turtle_files(shipped("ontology") / "schemes"):
        graph = read_turtle(path)
        for concept in sorted(graph.subjects(SKOS.inScheme), key=str):
            labels = {
                str(one.language): str(one)
                for one in graph.objects(concept, SKOS.prefLabel)
                if isinstance(one, Literal)
            }
            yield {
                "concept": str(graph.value(concept, SKOS.notation)),
                "iri": str(concept),
                "scheme": str(graph.value(concept, SKOS.inScheme)).rpartition("#")[2],
                "nameZh": labels.get("zh", ""),
                "nameEn": labels.get("en", ""),
            }
