"""The store as tables: CSV files with a descriptor that says what they hold (a Frictionless tabular data package)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.files import atomic_folder, digest
from kg.graph.export.columns import DESCRIPTOR, GUARD, Column, columns_of, template
from kg.graph.export.escapes import CsvWriter
from kg.graph.export.gathered import write_rows
from kg.graph.store import Store


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
            sheets = {
                name: _open(files, draft / f"{name}.csv", columns, plain_cells) for name, columns in tables.items()
            }
            write_rows(store, store.graphs(), tables, sheets)
        resources = [_described(one, draft / one["path"]) for one in descriptor["resources"]]
        write_descriptor(draft, descriptor | {"resources": resources})


def write_descriptor(folder: Path, descriptor: Mapping[str, Any]) -> None:
    """Writes `datapackage.json`."""
    text = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8")


def _open(files: ExitStack, path: Path, columns: tuple[Column, ...], plain_cells: bool) -> CsvWriter:
    writer = CsvWriter(files.enter_context(path.open("w", encoding="utf-8", newline="")), plain=plain_cells)
    writer.writerow([column.name for column in columns])
    return writer


def _described(resource: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """A table's entry with what is known once it is written."""
    form = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {**resource, **form, "bytes": path.stat().st_size, "hash": f"sha256:{digest(path)}"}
