"""The lines of the graph of disputes by what each was made for, so that what is made again replaces its own alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

Unit = tuple[str, str]
"""What lines are made for: a kind of thing and its name."""


class Derived:
    """The lines kept; `changes` are those that the graph must lose and gain."""

    def __init__(self, records: sqlite3.Connection) -> None:
        self.records = records
        self._before: dict[str, bool] = {}

    def put(self, unit: Unit, lines: Iterable[str]) -> None:
        """Makes these the lines of a unit."""
        new = set(lines)
        old = {line for (line,) in self.records.execute("SELECT line FROM derived WHERE kind = ? AND name = ?", unit)}
        for line in sorted(old ^ new):
            self._before.setdefault(line, self._has(line))
        self.records.executemany(
            "DELETE FROM derived WHERE kind = ? AND name = ? AND line = ?",
            [(*unit, line) for line in sorted(old - new)],
        )
        self.records.executemany("INSERT INTO derived VALUES (?, ?, ?)", [(*unit, line) for line in sorted(new - old)])

    def _has(self, line: str) -> bool:
        return self.records.execute("SELECT 1 FROM derived WHERE line = ? LIMIT 1", (line,)).fetchone() is not None

    def changes(self) -> tuple[list[str], list[str]]:
        """The lines gone and come since this was last asked."""
        after = {line: self._has(line) for line in self._before}
        gone = [line for line, had in self._before.items() if had and not after[line]]
        come = [line for line, had in self._before.items() if not had and after[line]]
        self._before.clear()
        return gone, come

    def all(self) -> Iterator[str]:
        """All lines, each once."""
        yield from (line for (line,) in self.records.execute("SELECT DISTINCT line FROM derived"))
