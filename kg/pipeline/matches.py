"""Which documents of a build have the rows of a catalogue that name a symbol and no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import on_one_line, quoted
from kg.graph.records import Build
from kg.graph.store import Store
from kg.namespaces import LKG
from kg.structure.catalogue import Catalogue, digest_of


class Matches:
    """The rows by symbol with the files of the documents that were found to have them."""

    def __init__(self, catalogue: Catalogue, store: Store) -> None:
        self.catalogue, self.store = catalogue, store
        self._rows = {digest_of(row): row for row in catalogue.symbols.values()}
        self._of: dict[str, dict[tuple[str, str], Path]] = {}

    def digest(self, path: Path, build: Build) -> str:
        """What tells the row that a stored document has to have; of a document with several rows, that it has none."""
        if (row := self.catalogue.row_of(path)) or not self._rows:
            return digest_of(row)
        graph = ox.NamedNode(build.graph)
        symbols = self.store.inner.quads_for_pattern(graph, ox.NamedNode(str(LKG.symbol)), None, graph)
        rows = self.catalogue.rows_of(quad.object.value for quad in symbols if isinstance(quad.object, ox.Literal))
        return digest_of(rows[0]) if len(rows) == 1 else ""

    def count(self, path: Path, builds: Sequence[Build]) -> None:
        """Takes note of the rows that a file's documents have by their symbols."""
        for build in builds:
            if build.catalogue_row in self._rows:
                self._of.setdefault(build.catalogue_row, {})[build.graph, build.sha256] = path

    @property
    def doubtful(self) -> tuple[Path, ...]:
        """The files with a document whose row another document has too."""
        return tuple(sorted({path for found in self._of.values() if len(found) > 1 for path in found.values()}))

    def certain(self) -> Catalogue:
        """The catalogue without the rows that several documents have."""
        several = {digest for digest, found in self._of.items() if len(found) > 1}
        symbols = {name: row for name, row in self.catalogue.symbols.items() if digest_of(row) not in several}
        return replace(self.catalogue, symbols=symbols)

    def complaints(self) -> Iterator[str]:
        """What is told of rows that several documents have, and of those that none has."""
        for digest, found in self._of.items():
            if len(found) > 1:
                row = self._rows[digest]
                names = ", ".join(on_one_line(path) for path in [*found.values()][:3])
                what = f"symbol {quoted(row.symbols[0])} is of {len(found)} documents, in {names}; none is given the "
                yield self.catalogue.told(row, f"{what}{self.catalogue.unit}: name the file in it")
        if left := [row for digest, row in self._rows.items() if digest not in self._of]:
            others = f" and {len(left) - 1} others are" if len(left) > 1 else " is"
            yield self.catalogue.told(left[0], f"symbol {quoted(left[0].symbols[0])}{others} of no document read here")
