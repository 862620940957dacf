"""What is known beside the graphs of how each came about, in an SQLite database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.graph.results import Result

COLUMNS = "graph, path, file_name, sha256, software_version, lexicon_version, shapes_version, catalogue_row, findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How a document's graph came about: its file (absolute path), the input's SHA-256, versions, findings.

    `catalogue_row` tells one row of a catalogue from another; it is empty where none was of the document.
    """

    graph: str
    path: str
    file_name: str
    sha256: str
    software_version: str
    lexicon_version: str
    shapes_version: str = ""
    catalogue_row: str = ""
    findings: tuple[Result, ...] = ()


class Records:
    """A store's builds, what there is to tell of its documents, and what has changed since what is derived was made."""

    _builds: sqlite3.Connection

    @property
    def records(self) -> sqlite3.Connection:
        """The database beside the graphs; whoever derives something from them keeps there what it needs for that."""
        return self._builds

    def changed(self) -> list[str]:
        """The documents' graphs that have changed since what is derived from them was last made, sorted."""
        return [graph for (graph,) in self._builds.execute("SELECT graph FROM changed ORDER BY graph")]

    def _mark_changed(self, graph: str) -> None:
        with self._builds:
            self._builds.execute("INSERT OR REPLACE INTO changed VALUES (?, NULL)", (graph,))

    def mark_changed(self, graphs: Iterable[str]) -> None:
        """Lets these graphs count as changed; facts that are noted of them stay."""
        self._builds.executemany("INSERT OR IGNORE INTO changed VALUES (?, NULL)", [(graph,) for graph in graphs])

    def forget_changed(self, graphs: Iterable[str]) -> None:
        """Lets what is derived from these graphs count as up to date."""
        self._builds.executemany("DELETE FROM changed WHERE graph = ?", [(graph,) for graph in graphs])

    def survey(self, graph: str) -> str | None:
        """What there is to tell of a document, as kept when it was last looked at; None where it was not yet."""
        row = self._builds.execute("SELECT words FROM survey WHERE graph = ?", (graph,)).fetchone()
        return str(row[0]) if row else None

    def keep_survey(self, graph: str, words: str) -> None:
        """Keeps what there is to tell of a document until it changes."""
        self._builds.execute("INSERT OR REPLACE INTO survey VALUES (?, ?)", (graph, words))

    @property
    def stale(self) -> bool:
        """Whether the store has changed since its outputs were last written."""
        return bool(self._builds.execute("PRAGMA user_version").fetchone()[0])

    def mark(self, *, stale: bool) -> None:
        """Remembers on disk whether the outputs lag behind."""
        self._builds.execute(f"PRAGMA user_version = {int(stale)}")

    def build_of(self, wanted: str) -> Build | None:
        """The build of a graph IRI, of an absolute path or of a file name (the first by graph IRI)."""
        return self._one("graph = ?1 OR path = ?1 OR file_name = ?1", wanted)

    def of_path(self, path: Path) -> list[Build]:
        """What was built from this file, by its absolute path."""
        return list(self._select("path = ?", str(path.absolute())))

    def of_name(self, file_name: str) -> list[Build]:
        """What was built from files of this name, wherever they lay."""
        return list(self._select("file_name = ?", file_name))

    def of_content(self, sha256: str, file_name: str) -> list[Build]:
        """What was built from a file of this name and content, wherever it lay."""
        return list(self._select("sha256 = ? AND file_name = ?", sha256, file_name))

    @property
    def number(self) -> int:
        """How many graphs are recorded."""
        return int(self._builds.execute("SELECT count(*) FROM record").fetchone()[0])

    def builds(self) -> Iterator[Build]:
        """All builds, by graph IRI."""
        return self._select("1")

    def _one(self, condition: str, *values: str) -> Build | None:
        return next(self._select(condition, *values), None)

    def _select(self, condition: str, *values: str) -> Iterator[Build]:
        rows = self._builds.execute(f"SELECT {COLUMNS} FROM record WHERE {condition} ORDER BY graph", values)
        names = COLUMNS.split(", ")[:-1]
        for *fields, findings in rows:
            found = tuple(Result(**one) for one in json.loads(findings))
            yield Build(**dict(zip(names, fields, strict=True)), findings=found)

    def doubt(self, *builds: Build) -> None:
        """Lets documents be built again the next time, though their files may not have changed."""
        self._remember(*(replace(build, sha256="") for build in builds))

    def _forget(self, graph: str) -> None:
        with self._builds:
            self._builds.execute("DELETE FROM record WHERE graph = ?", (graph,))
            self._builds.execute("DELETE FROM survey WHERE graph = ?", (graph,))

    def _remember(self, *builds: Build) -> None:
        """Keeps the builds, all or none of them."""
        with self._builds:
            for build in builds:
                self._builds.execute("DELETE FROM survey WHERE graph = ?", (build.graph,))
                findings = json.dumps([asdict(one) for one in build.findings], ensure_ascii=False)
                row = asdict(build) | {"findings": findings}
                self._builds.execute(
                    f"INSERT OR REPLACE INTO record ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                    tuple(row.values()),
                )


def connect(path: Path, read_only: bool) -> sqlite3.Connection:
    """The database of a store; one that is only read may be read by any thread, and lies in memory if there is none."""
    if read_only and path.is_file():
        # A lookup too must be able to take back what a killed process had half written.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, check_same_thread=False)
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            _complete(connection)
            connection.execute("PRAGMA query_only = 1")
            return connection
        connection.close()  # a build was killed before it had made the tables
    left = not read_only and Path(f"{path}-journal").exists()
    connection = sqlite3.connect(":memory:" if read_only else path, check_same_thread=not read_only)
    with connection:
        connection.execute("BEGIN")  # else each statement is a transaction by itself, which waits for the disk
        connection.execute(f"CREATE TABLE IF NOT EXISTS record ({COLUMNS}, PRIMARY KEY (graph))")
        _complete(connection)
        connection.execute("CREATE TABLE IF NOT EXISTS loading (graph PRIMARY KEY)")
        connection.execute("CREATE TABLE IF NOT EXISTS survey (graph PRIMARY KEY, words)")
        connection.execute("CREATE TABLE IF NOT EXISTS changed (graph PRIMARY KEY, facts)")
        connection.execute("CREATE INDEX IF NOT EXISTS by_path ON record (path)")
        connection.execute("CREATE INDEX IF NOT EXISTS by_content ON record (sha256, file_name)")
        connection.execute("CREATE INDEX IF NOT EXISTS by_name ON record (file_name)")
    if left:  # by a process that was killed before it had changed anything: SQLite takes it away with the next change
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {version}")
    return connection


def _complete(connection: sqlite3.Connection) -> None:
    """Gives the records of an older store the column that they lack."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(record)")}
    if columns and "catalogue_row" not in columns:
        connection.execute("ALTER TABLE record ADD COLUMN catalogue_row DEFAULT ''")
