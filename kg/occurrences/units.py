"""What is made of facts, each piece with what was read for it, so that changed facts name what to make again."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator

from kg.occurrences.derived import Derived, Unit
from kg.occurrences.told import Key, Made, ToldStatements, key_number

MOST_VALUES = 500
"""So many values are asked for at once."""


class Units:
    """The units of a store: their lines in `derived`, what was read for them in the tables `unit` and `reading`."""

    def __init__(self, records: sqlite3.Connection, statements: ToldStatements) -> None:
        self.records, self.statements, self.derived = records, statements, Derived(records)

    def reading_any(self, keys: Iterable[Key]) -> Iterator[Unit]:
        """The units for which any of these was read."""
        numbers = sorted({*map(key_number, {*keys})})
        for at in range(0, len(numbers), MOST_VALUES):
            some = numbers[at : at + MOST_VALUES]
            found = self.records.execute(
                "SELECT DISTINCT kind, name FROM reading JOIN unit ON unit.id = reading.unit"
                f" WHERE key IN ({', '.join('?' * len(some))})",
                some,
            )
            yield from found.fetchall()

    def make(self, unit: Unit, work: Callable[[], set[str]]) -> None:
        """Makes the lines of a unit, and keeps what was read for them, also where there are none."""
        lines, keys = self.statements.noting(work)
        self.note(unit, keys)
        self.derived.put(unit, lines)

    def reading(self, unit: Unit, work: Callable[[], Made]) -> Made:
        """What work gives; what was read for it is kept for the unit where it gives anything."""
        made, keys = self.statements.noting(work)
        self.note(unit, keys if made else ())
        return made

    def note(self, unit: Unit, keys: Iterable[Key]) -> None:
        """Keeps what was read for a unit; nothing, for one that is no more."""
        new = array("I", sorted({key_number(key) for key in keys}))
        row = self.records.execute("SELECT id, reads FROM unit WHERE kind = ? AND name = ?", unit).fetchone()
        old = array("I", row[1]) if row else array("I")
        if row and new == old:
            return
        if row:
            number = row[0]
            self.records.execute("UPDATE unit SET reads = ? WHERE id = ?", (new.tobytes(), number))
        else:
            number = self.records.execute("INSERT INTO unit VALUES (NULL, ?, ?, ?)", (*unit, new.tobytes())).lastrowid
        gone, come = set(old) - set(new), set(new) - set(old)
        self.records.executemany("DELETE FROM reading WHERE key = ? AND unit = ?", [(key, number) for key in gone])
        self.records.executemany("INSERT INTO reading VALUES (?, ?)", [(key, number) for key in come])
        if not new:
            self.records.execute("DELETE FROM unit WHERE id = ?", (number,))

    def drop(self, unit: Unit) -> None:
        """Takes a unit out."""
        self.derived.put(unit, ())
        self.note(unit, ())
