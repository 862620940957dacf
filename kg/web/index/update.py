"""Bringing the index up to date with the store: what has changed is read anew, a graph at a time, all or nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.graph.records import Build
from kg.graph.snapshot import state_of
from kg.graph.store import Store
from kg.web.index.reading import EVENT_ROLES, ROLES, GraphRows, tokens
from kg.web.index.schema import BY_GRAPH, COUNTED, TABLES, VERSION
from kg.web.index.ties import write_ties
from kg.web.text.kept import packed
from kg.web.text.prepared import prepare

Progress = Callable[[int, int], None]
"""Told how many of how many graphs have been read."""


def update(connection: sqlite3.Connection, store: Store, told: Progress = lambda done, of: None) -> int:
    """Makes the index what the store says; gives the number of graphs that were read."""
    state = state_of(store.folder)
    if _version(connection) == VERSION and connection.execute("SELECT words FROM state").fetchone() == (state,):
        return 0
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != VERSION:
            _make(connection)
        read = _Writer(connection).exchange(store, told)
        connection.execute("DELETE FROM state")
        connection.execute("INSERT INTO state VALUES (?)", (state,))
    return read


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make(connection: sqlite3.Connection) -> None:
    """Empties the file and makes the tables."""
    made = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'"
    )
    for (name,) in made.fetchall():
        connection.execute(f"DROP TABLE {name}")
    _run(connection, TABLES)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Statements one after another within the transaction, which `executescript` would end."""
    for statement in script.split(";\n"):
        connection.execute(statement)


class _Writer:
    """Writes rows, with numbers in the place of IRIs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._things: dict[str, int] = {}
        self._entries: dict[tuple[int, int, str, str], int] = {}

    def exchange(self, store: Store, told: Progress) -> int:
        """Takes out the graphs that are gone or changed and puts in those that are new; gives how many it read."""
        known = dict(self.connection.execute("SELECT iri, digest FROM graph"))
        builds = {build.graph: build for build in store.builds()}
        now = {graph: _digest(store, graph, builds.get(graph)) for graph in store.graphs()}
        for graph in sorted(known.keys() - now.keys()):
            self._take_out(graph)
        changed = [graph for graph in sorted(now) if known.get(graph) != now[graph]]
        for done, graph in enumerate(changed):
            told(done, len(changed))
            self._take_out(graph)
            self._put_in(GraphRows(store, graph), now[graph])
        self._drop_unused_names()
        _run(self.connection, COUNTED)
        write_ties(self.connection, store, self.thing)
        return len(changed)

    def _take_out(self, graph: str) -> None:
        row = self.connection.execute("SELECT id FROM graph WHERE iri = ?", (graph,)).fetchone()
        if row is None:
            return
        self.connection.execute("DELETE FROM claim_text WHERE rowid IN (SELECT id FROM claim WHERE graph = ?)", row)
        for table in BY_GRAPH:
            self.connection.execute(f"DELETE FROM {table} WHERE graph = ?", row)
        self.connection.execute("DELETE FROM graph WHERE id = ?", row)

    def _drop_unused_names(self) -> None:
        unused = "SELECT id FROM entry WHERE NOT EXISTS (SELECT 1 FROM entry_in WHERE entry_in.entry = entry.id)"
        self.connection.execute(f"DELETE FROM entry_text WHERE rowid IN ({unused})")
        self.connection.execute(f"DELETE FROM entry WHERE id IN ({unused})")

    def _put_in(self, rows: GraphRows, digest: str) -> None:
        made = self.connection.execute("INSERT INTO graph (iri, digest) VALUES (?, ?)", (rows.graph, digest))
        graph = int(made.lastrowid or 0)
        self._names(graph, rows)
        self._claims(graph, rows)
        self._events(graph, rows)
        one = self.thing
        self._insert("kind", ((graph, one(thing), kind) for thing, kind in rows.kinds()))
        if document := rows.document():
            self._insert("document", [(graph, one(document[0]), *document[1:])])
            self._insert("page", [(graph, packed(prepare(rows)))])
        self._insert("voice", ((graph, part, one(voice)) for part, voice in rows.voices()))
        self._insert("mention", (
            (graph, one(thing), at.day, at.start, at.end, at.part, before, at.words, after, at.voice and one(at.voice))
            for thing, at, before, after in rows.mentions()
        ))  # fmt: skip
        self._insert("problem", ((graph, *problem) for problem in rows.problems()))
        self._insert("post", ((graph, one(body), one(person), title) for body, person, title in rows.posts()))
        self._insert("account", ((graph, one(dispute), one(event)) for dispute, event in rows.accounts()))
        self._insert("contradiction", (
            (graph, one(thing), one(concerns), *told) for thing, concerns, *told in rows.contradictions()
        ))  # fmt: skip
        self._insert("against", ((graph, one(thing), one(claim)) for thing, claim in rows.opposed()))
        self._insert("pair", (
            (graph, one(link), kind, verdict, one(first), one(second), rule)
            for link, kind, verdict, first, second, rule in rows.pairs()
        ))  # fmt: skip

    def _names(self, graph: int, rows: GraphRows) -> None:
        for thing, preferred, language, form in rows.names():
            self.connection.execute(
                "INSERT OR IGNORE INTO entry_in VALUES (?, ?)", (graph, self._entry(thing, preferred, language, form))
            )

    def _entry(self, thing: str, preferred: int, language: str, form: str) -> int:
        key = self.thing(thing), preferred, language, form
        if key not in self._entries:
            asked = "SELECT id FROM entry WHERE thing = ? AND preferred = ? AND language = ? AND form = ?"
            row = self.connection.execute(asked, key).fetchone()
            if row is None:
                made = self.connection.execute(
                    "INSERT INTO entry (thing, preferred, language, form) VALUES (?, ?, ?, ?)", key
                )
                row = (made.lastrowid,)
                self.connection.execute(
                    "INSERT INTO entry_text (rowid, singles, pairs) VALUES (?, ?, ?)", (*row, *tokens(form))
                )
            self._entries[key] = int(row[0] or 0)
        return self._entries[key]

    def _claims(self, graph: int, rows: GraphRows) -> None:
        for claim, act, compliance, polarity, at in rows.claims():
            place = (at.day, at.part, at.start, at.end, at.words) if at else (rows.day, None, None, None, "")
            made = self.connection.execute(
                "INSERT INTO claim (graph, thing, act, compliance, polarity, day, part, start, end, words)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (graph, self.thing(claim), act, compliance, polarity, *place),
            )
            self.connection.execute(
                "INSERT INTO claim_text (rowid, singles, pairs) VALUES (?, ?, ?)", (made.lastrowid, *tokens(place[-1]))
            )
            roles = rows.roles(claim, ROLES)
            self._insert("role", ((graph, made.lastrowid, role, self.thing(who), place[0]) for role, who in roles))

    def _events(self, graph: int, rows: GraphRows) -> None:
        for event, kind, first, last, exact, at in rows.events():
            place = (at.start, at.end) if at else (None, None)
            self._insert("event", [(graph, self.thing(event), kind, first, last, exact, *place)])
            roles = rows.roles(event, EVENT_ROLES)
            self._insert(
                "event_role", ((graph, self.thing(event), role, self.thing(who), first or last) for role, who in roles)
            )

    def thing(self, iri: str) -> int:
        """The number of a thing."""
        if iri not in self._things:
            row = self.connection.execute("SELECT id FROM thing WHERE iri = ?", (iri,)).fetchone()
            made = row or (self.connection.execute("INSERT INTO thing (iri) VALUES (?)", (iri,)).lastrowid,)
            self._things[iri] = int(made[0] or 0)
        return self._things[iri]

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self.connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _digest(store: Store, graph: str, build: Build | None) -> str:
    """What tells one content of a graph from another: what it was made from and by, else its triples.

    Reading all triples of a large store takes longer than everything else here; and of the same input the same version
    makes the same graph.
    """
    if build is not None and build.sha256:
        made = (build.sha256, build.software_version, build.lexicon_version, build.catalogue_row)
        return hashlib.sha256(repr(made).encode()).hexdigest()
    text = store.inner.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    return hashlib.sha256(text).hexdigest()
