"""The answer to a query: a table of RDF terms."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class Table:
    """A query's answer: column names, and rows of terms (None where a cell is empty)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
