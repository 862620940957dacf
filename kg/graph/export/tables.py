"""The store as tables: CSV files with a descriptor that says what they hold (a Frictionless tabular data package).

A graph at a time is in memory, and what is known of documents, actors, places, agreements and provisions, of which many
graphs speak.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rdflib import SKOS, Literal

from kg.files import atomic_folder, digest
from kg.graph.export.cells import Row
from kg.graph.export.escapes import CsvWriter
from kg.graph.export.rows import TABLES
from kg.graph.nodes import Nodes, natural
from kg.graph.store import Store
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.resources import shipped

DESCRIPTOR = "datapackage.json"
GUARD = "formulaGuard"
"""What the descriptor says of the sign before cells that a spreadsheet would run."""
GATHERED = ("documents", "actors", "places", "agreements", "provisions", "concepts")
"""The tables of things that many graphs speak of: a thing has one row, and one that is only referred to has one too."""
BETWEEN = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, its name and type as the descriptor has them.

    `refers_to` names the gathered table whose things it holds, "" for none.
    """

    name: str
    type: str
    refers_to: str = ""


def template() -> dict[str, Any]:
    """The descriptor without what depends on the data; the tables stand in `resources`."""
    made: dict[str, Any] = json.loads((shipped("ontology") / "tables.json").read_text(encoding="utf-8"))
    return made


def columns_of(resource: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns of a table of the descriptor, in order."""
    keys = {key["fields"]: key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]}
    gathered = {column: table for column, table in keys.items() if table in GATHERED}
    return tuple(
        Column(name=one["name"], type=one["type"], refers_to=gathered.get(one["name"], ""))
        for one in resource["schema"]["fields"]
    )


def write_tables(
    store: Store, folder: Path, about: Mapping[str, Any] | None = None, *, plain_cells: bool = False
) -> None:
    """Writes every table and `datapackage.json` into the folder, all or none; `about` is laid over the descriptor.

    `plain_cells` leaves cells as they are that a spreadsheet would run as a formula; the descriptor says which it is.
    Raises StoreError where they cannot be written.
    """
    descriptor = template() | dict(about or {})
    if plain_cells:
        del descriptor[GUARD]
    tables = {one["name"]: columns_of(one) for one in descriptor["resources"]}
    with atomic_folder(folder) as draft:
        with ExitStack() as files:
            writer = _Writer(tables, {name: _open(files, draft / f"{name}.csv", plain_cells) for name in tables})
            writer.write(store)
        resources = [_described(one, draft / one["path"]) for one in descriptor["resources"]]
        text = json.dumps(descriptor | {"resources": resources}, ensure_ascii=False, indent=1)
        (draft / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


def _open(files: ExitStack, path: Path, plain_cells: bool) -> CsvWriter:
    return CsvWriter(files.enter_context(path.open("w", encoding="utf-8", newline="")), plain=plain_cells)


def _described(resource: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """A table's entry with what is known once it is written."""
    form = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {**resource, **form, "bytes": path.stat().st_size, "hash": f"sha256:{digest(path)}"}


class _Writer:
    """Writes rows as they come, and keeps what many graphs speak of to the end."""

    def __init__(self, tables: Mapping[str, tuple[Column, ...]], files: Mapping[str, CsvWriter]) -> None:
        self.tables, self.files = tables, files
        self.gathered: dict[str, dict[str, Known]] = {name: {} for name in GATHERED}

    def write(self, store: Store) -> None:
        for name, columns in self.tables.items():
            self.files[name].writerow([column.name for column in columns])
        for row in concepts():
            self.take("concepts", row)
        for graph in store.graphs():
            nodes = Nodes(store, graph)
            for name, rows in TABLES.items():
                for row in rows(nodes):
                    self.take(name, {"document": graph, **row})
        for name, things in self.gathered.items():
            columns = self.tables[name][1:]
            for thing in sorted(things, key=natural):
                self.files[name].writerow([thing, *(things[thing].cell(column) for column in columns)])

    def take(self, table: str, row: Row) -> None:
        """Writes a row, or adds it to what is known of its thing; whatever it refers to will have a row as well."""
        columns = self.tables[table]
        for column in columns:
            if column.refers_to:
                for thing in values(row.get(column.name, ())):
                    self.gathered[column.refers_to].setdefault(thing, Known())
        if table in self.gathered:
            key, *others = columns
            self.gathered[table].setdefault(str(row[key.name]), Known()).add(row, others)
        else:
            self.files[table].writerow([BETWEEN.join(values(row.get(column.name, ()))) for column in columns])


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

    def cell(self, column: Column) -> str:
        """The cell of a column: a sum, whether there is any, or the words in order."""
        if column.type == "integer":
            return str(self.numbers.get(column.name, 0))
        if column.type == "boolean":
            return "true" if self.numbers.get(column.name) else "false"
        return BETWEEN.join(sorted(self.words.get(column.name, ()), key=natural))


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
