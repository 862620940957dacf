"""The store on disk: one named graph a document in Oxigraph, and beside it what is known of each build.

A document's graph is replaced or dropped as a whole and in one transaction. Many new ones are loaded at once, which is
no transaction: what a process that was killed left of them is taken out when the store is next opened for writing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import methodcaller
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.advice import RECORDS, STORE, advice, advising, is_of_store, nothing_yet
from kg.graph.memory import few_files
from kg.graph.ntriples import in_graph, terms_of
from kg.graph.query_process import Answer, answer_apart
from kg.graph.query_worker import Question, answer, base_of, opened
from kg.graph.records import Build, Records, connect
from kg.graph.told import facts_of, packed
from kg.namespaces import ID

if TYPE_CHECKING:
    from rdflib import Graph

FLUSH = 10_000
"""After so many changed triples memory is written to disk; else it would grow by a gigabyte with every 1.5 million."""
NT = ox.RdfFormat.N_TRIPLES
_CLASS = b"> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <"


class Store(Records):
    """The store of an output folder; a context manager.

    `hidden` are things that lookups pass over, as if the graphs did not tell of them; none unless a caller says so.

    `Store(folder)` opens it for writing and makes it where there is none; `read_only` asks for one that is there.
    Raises StoreError, which says what to do, where it is locked, damaged or missing.
    """

    def __init__(self, folder: str | Path, *, read_only: bool = False) -> None:
        self.folder = folder = Path(folder)
        self.hidden: frozenset[str] = frozenset()
        self._waiting = 0
        with advising(folder):
            try:
                self._open(folder / STORE, read_only)
            except BaseException:
                self.close()
                raise

    def _open(self, path: Path, read_only: bool) -> None:
        made = any(name for pattern in ("CURRENT", "*.log", "*.sst") for name in path.glob(pattern))
        if read_only and not made:
            raise StoreError(f"{self.folder}: {nothing_yet(self.folder)}")
        if not read_only:
            path.mkdir(parents=True, exist_ok=True)
        if read_only:
            self.inner = opened(str(path))
        else:
            with few_files():
                self.inner = ox.Store(str(path))
        self._builds = connect(self.folder / RECORDS, read_only)
        if not read_only:
            self._drop_half_loaded()
            self._forget_unbuilt()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if error is not None and is_of_store(error):
            raise StoreError(advice(self.folder, error)) from error

    def close(self) -> None:
        """Writes everything to disk and lets go of the lock."""
        try:
            if self._waiting:  # else whoever opens the store next reads the changes from the log, slowly
                self._waiting = 0
                with advising(self.folder):
                    self.inner.flush()
        finally:
            if builds := self.__dict__.pop("_builds", None):
                builds.commit()
                builds.close()
            self.__dict__.pop("inner", None)

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return sorted(name.value for name in self.inner.named_graphs() if isinstance(name, ox.NamedNode))

    @property
    def base(self) -> str:
        """The IRI that resources lie below, as it was when the store was built."""
        return base_of(self.inner) or str(ID)

    def answer(self, question: Question, timeout: float | None = None) -> Answer:
        """What the graphs answer; with a timeout from a process of its own, which is ended after so many seconds.

        Raises EngineError, and without a timeout what FAILURES lists.
        """
        if timeout is None:
            return answer(self.inner, question)
        return answer_apart(self.folder / STORE, question, timeout)

    def __contains__(self, graph: str) -> bool:
        return self.inner.contains_named_graph(ox.NamedNode(graph))

    def text(self, graph: str) -> bytes:
        """One graph as N-Triples, a line a triple, sorted by subject, predicate (the class first) and object."""
        text = self.inner.dump(format=NT, from_graph=ox.NamedNode(graph)) or b""
        return in_order(text.splitlines(keepends=True))

    def lines(self, graph: str) -> list[bytes]:
        """The lines of one graph's text."""
        return self.text(graph).splitlines(keepends=True)

    def graph(self, graph: str) -> Graph:
        """One graph as an rdflib graph in memory."""
        from rdflib import Graph, URIRef  # not every command needs it, and it takes long to import

        text = self.inner.dump(format=NT, from_graph=ox.NamedNode(graph)) or b""
        return Graph(identifier=URIRef(graph)).parse(data=text, format="nt")

    def replace(self, build: Build, triples: Iterable[ox.Triple], facts: bytes = b"") -> None:
        """Makes these the triples of the build's graph; only what differs is written, all of it or nothing.

        `facts` are the graph's, packed, where they are known. Meanwhile the record has no digest, so that after a
        process is killed the document is built again. Whatever making the triples raises, and whatever goes wrong here,
        leaves graph and record as they were.
        """
        new = set(triples)
        with advising(self.folder):
            former = self._one("graph = ?", build.graph)
            self.mark(stale=True)
            self._remember(replace(build, sha256=""))
            try:
                if self._exchange(build.graph, new, changed=True):
                    self._note(build.graph, facts or _facts(build.graph, ox.serialize(new, format=NT) or b""))
            except Exception:
                self._forget(build.graph)
                if former:
                    self._remember(former)
                raise
            self._remember(build)

    def load(self, made: Sequence[tuple[Build, bytes]], facts: Mapping[str, bytes] | None = None) -> None:
        """Stores graphs that the store does not have yet, each as N-Triples of sound IRIs, all at once.

        `facts` are those of the graphs, packed, where they are known. Until all are there they are marked as being
        loaded, and their records have no digest.
        """
        if not made:
            return
        graphs = [(build.graph,) for build, _ in made]
        data = b"".join(in_graph(text, build.graph) for build, text in made)
        with advising(self.folder):
            with self._builds:
                self._builds.executemany("INSERT OR REPLACE INTO loading VALUES (?)", graphs)
                self._builds.executemany("INSERT OR REPLACE INTO changed VALUES (?, NULL)", graphs)
            self.mark(stale=True)
            self._remember(*(replace(build, sha256="") for build, _ in made))
            self.inner.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=True)
            for build, text in made:
                self._note(build.graph, (facts or {}).get(build.graph) or _facts(build.graph, text))
            with self._builds:
                self._builds.executemany("DELETE FROM loading WHERE graph = ?", graphs)
            self._remember(*(build for build, _ in made))

    def _drop_half_loaded(self) -> None:
        for (graph,) in self._builds.execute("SELECT graph FROM loading ORDER BY graph").fetchall():
            self.drop(graph)
            with self._builds:
                self._builds.execute("DELETE FROM loading WHERE graph = ?", (graph,))

    def _note(self, graph: str, facts: bytes) -> None:
        """Keeps the facts of a changed document for whoever derives from them."""
        self._builds.execute("UPDATE changed SET facts = ? WHERE graph = ?", (facts, graph))

    def facts(self, graph: str) -> bytes:
        """The facts of a document's graph, packed, as noted when it was stored or else read from it."""
        found = self._builds.execute("SELECT facts FROM changed WHERE graph = ? AND facts IS NOT NULL", (graph,))
        if row := found.fetchone():
            return bytes(row[0])
        return _facts(graph, self.text(graph))

    def replace_all(
        self,
        made: Sequence[tuple[Build, Sequence[ox.Triple]]],
        facts: Mapping[str, bytes] | None = None,
        *,
        whole: bool = True,
    ) -> None:
        """Replaces the graphs of one file; until all are there, or where not `whole`, they are to be built again."""
        for build, triples in made:
            self.replace(replace(build, sha256=""), triples, (facts or {}).get(build.graph, b""))
        if whole:
            with advising(self.folder):
                self._remember(*(build for build, _ in made))

    def replace_derived(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Makes these the triples of a graph that is made from the documents' graphs, all of them or none."""
        new = set(triples)
        with advising(self.folder):
            self._exchange(graph, new)

    def change_derived(self, graph: str, gone: Collection[ox.Triple], come: Collection[ox.Triple]) -> None:
        """Takes some triples out of such a graph and puts others in, all of them or none."""
        with advising(self.folder):
            self._write(ox.NamedNode(graph), gone, come)

    def _exchange(self, graph: str, new: set[ox.Triple], *, changed: bool = False) -> bool:
        """Writes what differs; before that, where anything does, remembers that the outputs lag behind.

        `changed` remembers that what is derived from the graph does so too. Gives back whether anything differs.
        """
        name = ox.NamedNode(graph)
        old = {quad.triple for quad in self.inner.quads_for_pattern(None, None, None, name)}
        gone, come = old - new, new - old
        if changed and (gone or come):
            self._mark_changed(graph)
        self._write(name, gone, come)
        return bool(gone or come)

    def _write(self, name: ox.NamedNode, gone: Collection[ox.Triple], come: Collection[ox.Triple]) -> None:
        if gone or come:
            self.mark(stale=True)
        if gone:
            self.inner.update(f"{_change('DELETE', name, gone)}; {_change('INSERT', name, come)}")
        elif come:
            self.inner.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in come)
        self._wrote(len(gone) + len(come))

    def _wrote(self, triples: int) -> None:
        self._waiting += triples
        if self._waiting > FLUSH:
            self.inner.flush()
            self._waiting = 0

    def drop(self, graph: str) -> None:
        """Takes a document out of the store; its record last, which finds it again should the process be killed."""
        with advising(self.folder):
            self.mark(stale=True)
            self._mark_changed(graph)
            self.inner.remove_graph(ox.NamedNode(graph))
            self._forget(graph)

    def _forget_unbuilt(self) -> None:
        """Forgets what was being built for the first time when a process was killed."""
        for build in [one for one in self._select("sha256 = ''") if one.graph not in self]:
            self._forget(build.graph)


order: Callable[[bytes], bytes] = methodcaller("replace", _CLASS, b"> \x01", 1)
"""The sort key of a triple's line, by which a subject's class comes before all else that is said of it."""


def in_order(lines: Iterable[bytes]) -> bytes:
    """Lines of N-Triples in the order of `Store.text`."""
    text = [*lines]
    text.sort(key=order)
    return b"".join(text)


def _facts(graph: str, text: bytes) -> bytes:
    return packed(facts_of(graph, map(terms_of, text.splitlines())))


def from_rdflib(graph: Graph) -> list[ox.Triple]:
    """An rdflib graph's triples as Oxigraph's."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in ox.parse(text, format=NT)]


def _change(verb: str, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> str:
    text = ox.serialize(triples, format=NT)
    return f"{verb} DATA {{ GRAPH {name} {{ {text.decode() if text else ''} }} }}"
