"""The answer to a query: a table of RDF terms."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
FEW = 8


@dataclass(frozen=True, slots=True)
class Table:
    """A query's answer: column names, and rows of terms (None where a cell is empty).

    `shown` names the columns that a reader wants on a screen, in their order; none where it does not say.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    shown: tuple[str, ...] = ()

    def narrow(self) -> Table:
        """The table with the columns of `shown` alone, or with its first eight."""
        kept = self.shown or self.columns[:FEW]
        places = [self.columns.index(name) for name in kept]
        return Table(kept, tuple(tuple(row[place] for place in places) for row in self.rows))


def cell(words: str) -> Term | None:
    """Words as a cell of a table; an empty one for none."""
    return ox.Literal(words) if words else None
