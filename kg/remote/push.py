"""Sending a store to a server by the Graph Store Protocol: what has changed, in batches, resumable at any moment.

What the server has is told by graphs of its own, `graph/pushed/0` to `f`: of each graph that was sent whole, a digest.
Before a graph is sent anew its old digest is taken out, so that no digest is ever of a graph that is half there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.graph.store import Store
from kg.namespaces import LKG
from kg.remote.sending import Sender, digest_of, put
from kg.remote.server import Server

BATCH = 200
"""At least so many graphs are sent before their digests are; what was sent since a push was ended is sent again."""
BATCHES = 16
"""At most so many times the digests of a shard are sent, whose number else would grow with the square of the store."""
SHARDS = "0123456789abcdef"
N_TRIPLES = "application/n-triples"
_DIGEST = ox.NamedNode(str(LKG.graphDigest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """How many graphs were sent, were there already, were taken out; `strange` are there but not in the store."""

    sent: int
    unchanged: int
    removed: int
    strange: tuple[str, ...]


def refresh_digests(store: Store) -> None:
    """Makes the digests of the documents' graphs that have changed; the store is open for writing.

    A trigger takes a digest out when its graph is marked as changed, which is before it changes.
    """
    records = store.records
    records.execute("CREATE TABLE IF NOT EXISTS digest (graph PRIMARY KEY, digest)")
    records.execute(
        "CREATE TRIGGER IF NOT EXISTS outdated AFTER INSERT ON changed"
        " BEGIN DELETE FROM digest WHERE graph = NEW.graph; END"
    )
    known = {graph for (graph,) in records.execute("SELECT graph FROM digest")}
    derived = f"{store.base}graph/"
    for graph in store.graphs():
        if graph not in known and not graph.startswith(derived):
            with records:
                made = digest_of(store.lines(graph))
                records.execute("INSERT OR REPLACE INTO digest VALUES (?, ?)", (graph, made))


def push(
    store: Store,
    server: Server,
    *,
    force: bool = False,
    prune: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> Pushed:
    """Makes the server's graphs those of the store, whose digests are fresh; sends only what differs.

    `force` sends what the server has already, too; `prune` takes out graphs that were pushed there but are not in the
    store. `progress` is called after each graph with the number of all. Raises RemoteError; after it, and after the
    process was killed, the next push goes on where this one was.
    """
    graphs, derived = store.graphs(), f"{store.base}graph/"
    by_shard: dict[str, list[str]] = {shard: [] for shard in SHARDS}
    for graph in graphs:
        by_shard[_shard(graph)].append(graph)
    last = {_shard(graph) for graph in graphs if graph.startswith(derived)}

    def done(graph: str) -> None:
        if progress:
            progress(graph, len(graphs))

    with Sender(store, server) as sender:
        told = [
            _Shard(sender, shard, force).push(by_shard[shard], prune, done)
            for shard in sorted(SHARDS, key=lambda shard: (shard in last, shard))
        ]
    return Pushed(
        sent=sum(one.sent for one in told),
        unchanged=sum(one.unchanged for one in told),
        removed=sum(one.removed for one in told),
        strange=tuple(graph for one in told for graph in one.strange),
    )


def _shard(graph: str) -> str:
    return hashlib.sha256(graph.encode()).hexdigest()[0]


class _Shard:
    """A sixteenth of the graphs, with the digests that the server has of them."""

    def __init__(self, sender: Sender, shard: str, force: bool) -> None:
        self.sender, self.store, self.server, self.force = sender, sender.store, sender.server, force
        self.derived = f"{self.store.base}graph/"
        self.graph = f"{self.derived}pushed/{shard}"
        self.there = self._read()
        self.written = dict(self.there)

    def push(self, graphs: list[str], prune: bool, done: Callable[[str], None]) -> Pushed:
        """Sends what differs."""
        strange = sorted(self.there.keys() - set(graphs))
        changed = []
        for graph in graphs:
            if self.force or self.there.get(graph) != self._digest(graph):
                changed.append(graph)
            else:
                done(graph)
        batches = self._batches([*changed, *(strange if prune else [])])
        for number, batch in enumerate(batches):
            self._write(without=frozenset(batch))
            self.sender.send(batch, self._sent(done))
            if number == len(batches) - 1:  # else they are written with what the next batch takes out
                self._write(without=frozenset())
        return Pushed(
            sent=len(changed),
            unchanged=len(graphs) - len(changed),
            removed=len(strange) if prune else 0,
            strange=() if prune else tuple(strange),
        )

    def _digest(self, graph: str) -> str:
        found = self.store.records.execute("SELECT digest FROM digest WHERE graph = ?", (graph,)).fetchone()
        return str(found[0]) if found else digest_of(self.store.lines(graph))

    def _sent(self, done: Callable[[str], None]) -> Callable[[str, str], None]:
        """What notes that a graph has been sent, or taken out."""

        def note(graph: str, digest: str) -> None:
            if digest:
                self.there[graph] = digest
                done(graph)
            else:
                self.there.pop(graph, None)

        return note

    def _batches(self, graphs: list[str]) -> list[list[str]]:
        """The graphs as they are sent together; those that speak of the others by themselves, and last."""
        derived = [graph for graph in graphs if graph.startswith(self.derived)]
        documents = [graph for graph in graphs if not graph.startswith(self.derived)]
        size = max(BATCH, -(-len(documents) // BATCHES))
        return [*(documents[at : at + size] for at in range(0, len(documents), size)), *([one] for one in derived)]

    def _read(self) -> dict[str, str]:
        answer = self.server.request("GET", absent=True, params={"graph": self.graph}, headers={"Accept": N_TRIPLES})
        if not answer.content.strip() or answer.status == 404:
            return {}
        try:
            quads = list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(answer.media)))
        except (SyntaxError, ValueError) as error:
            raise RemoteError(f"{self.server.url}: has answered with what is no RDF ({error})") from error
        said = (quad for quad in quads if quad.predicate == _DIGEST)
        return {cast(ox.NamedNode, quad.subject).value: cast(ox.Literal, quad.object).value for quad in said}

    def _write(self, without: frozenset[str]) -> None:
        """Tells the server what it has, but for these."""
        kept = {graph: made for graph, made in self.there.items() if graph not in without}
        if kept == self.written:
            return
        lines = [f'{ox.NamedNode(graph)} {_DIGEST} "{made}" .\n'.encode() for graph, made in sorted(kept.items())]
        if lines:
            put(self.server, self.graph, lines)
        else:
            self.server.request("DELETE", absent=True, params={"graph": self.graph})
        self.there, self.written = kept, dict(kept)
