"""Answers queries in a process of its own, which can be ended and may come to grief without harm.

Run as a script with the folder of an Oxigraph store. It reads pickled questions from standard input, one after the
other until the input ends, and answers each on standard output: pieces of the answer, each after its length (four
bytes, the highest first), then a length of 0 and a line of JSON that says how it went. It imports next to nothing of
this package, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import re
import signal
import struct
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias, cast

import pyoxigraph as ox

if __name__ == "__main__":  # this package is not on the path of a script that lies in it
    sys.path.insert(0, str(Path(__file__).parents[2]))
from kg.graph.query_answers import Sink, TooLargeError, at_most

MEMORY = 4 << 30
"""Bytes that the process may take."""
GROWN = 1 << 30
FAILURES = (SyntaxError, RuntimeError, ValueError, OSError, MemoryError)
"""What Oxigraph raises for a query that is no SPARQL or cannot be answered."""
NOT_SPARQL = (SyntaxError, ValueError)
UNREADABLE = (OSError, RuntimeError)
LENGTH = struct.Struct(">I")
_GRAPH = re.compile(r"(.*[/#:])(document|graph)/[^/]*")
_PATIENCE, _PAUSE = 10.0, 0.02
"""Seconds for which a store that is just being written is tried to be opened, and between two tries."""

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Found: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query's text, the prefixes that it need not declare, and the terms that take the place of its variables.

    `default_graphs` and `named_graphs` (IRIs) are the dataset, whatever the text says; where they are None, it is what
    the text says (`names_dataset`), or else all graphs, with their union as the default graph.
    """

    text: str
    prefixes: Mapping[str, str]
    substitutions: Mapping[str, Term]
    names_dataset: bool = False
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the answer of a question may take: seconds, rows and bytes.

    `grown` are the bytes of memory after which the process takes no more questions, for it does not give them back.
    """

    seconds: float
    rows: int
    size: int
    grown: int = GROWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The media types to answer in: for solutions and for triples; None for what is not wanted."""

    solutions: str | None
    triples: str | None


def packed(question: Question, wanted: Wanted, bounds: Bounds) -> bytes:
    """What the process reads: without this module's classes, for as a script it is not imported by its name."""
    return pickle.dumps([{name: getattr(one, name) for name in one.__slots__} for one in (question, wanted, bounds)])


def answer(store: ox.Store, question: Question) -> Found:
    """What a store answers; raises what FAILURES lists, some of it only while it is read."""
    prefixes = dict(question.prefixes)
    if base := base_of(store):
        prefixes["id"] = base
    graphs, named = question.default_graphs, question.named_graphs
    return store.query(
        question.text,
        prefixes=prefixes,
        use_default_graph_as_union=graphs is None and not question.names_dataset,
        default_graph=None if graphs is None else [ox.NamedNode(iri) for iri in graphs],
        named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
        substitutions={ox.Variable(name): term for name, term in question.substitutions.items()},
    )


def base_of(store: ox.Store) -> str:
    """The IRI that a store's resources lie below, as it was when it was built; empty where no graph shows it."""
    derived = ""
    for name in store.named_graphs():
        match = _GRAPH.fullmatch(name.value) if isinstance(name, ox.NamedNode) else None
        if match and match[2] == "document":
            return match[1]
        derived = match[1] if match else derived
    return derived


def opened(folder: str) -> ox.Store:
    """The Oxigraph store of a folder as it is now, though another process writes it; raises what UNREADABLE lists.

    Who opens it while files are merged finds some of them gone, as if it were damaged: then it is opened anew, as long
    as it goes on changing.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        seen = _stamp(folder)
        try:
            return ox.Store.read_only(folder)
        except UNREADABLE:
            if _stamp(folder) == seen or time.monotonic() > end:
                raise
        time.sleep(_PAUSE)


def _stamp(folder: str) -> frozenset[tuple[str, int, int]]:
    """What is different after every change: the files to which RocksDB writes first."""
    stamp = set()
    with os.scandir(folder) as found:
        for one in found:
            if one.name.startswith(("CURRENT", "MANIFEST")) or one.name.endswith(".log"):
                with contextlib.suppress(FileNotFoundError):
                    stamp.add((one.name, one.stat().st_size, one.stat().st_mtime_ns))
    return frozenset(stamp)


class _Reader:
    """The store, opened anew when it has changed: who has it open goes on to see what it held then."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._seen: frozenset[tuple[str, int, int]] = frozenset()
        self._store: ox.Store | None = None

    def current(self) -> ox.Store:
        """The store as it is now; raises what UNREADABLE lists where it cannot be read."""
        if self._store is None or self.changed():
            self._store = None
            self._seen = _stamp(self._folder)
            self._store = opened(self._folder)
        return self._store

    def changed(self) -> bool:
        """Whether the store has changed since it was opened."""
        return _stamp(self._folder) != self._seen


class _Pieces:
    """Writes an answer piece by piece, and what is said of it at its end."""

    def __init__(self, out: BinaryIO, grown: int) -> None:
        self._out, self._grown, self.begun, self.last = out, grown, False, False

    def put(self, data: bytes) -> None:
        if data:
            self.begun = True
            self._out.write(LENGTH.pack(len(data)) + data)

    def end(self, **said: object) -> None:
        # a process that came near its bounds may have no room for the next question
        self.last = said.get("fault") == "failed" or _memory() > self._grown
        self._out.write(LENGTH.pack(0) + json.dumps({**said, "last": self.last}).encode() + b"\n")
        self._out.flush()


def _write(found: Found, wanted: Wanted, bounds: Bounds, out: _Pieces) -> str | None:
    """Writes what was found; gives the media type, or None where its kind is not wanted."""
    kind = wanted.triples if isinstance(found, ox.QueryTriples) else wanted.solutions
    if kind is None:
        return None
    sink = Sink(out.put, kind if not isinstance(found, ox.QueryBoolean) else "", bounds.rows, bounds.size)
    file = cast(IO[bytes], sink)
    if isinstance(found, ox.QueryTriples):
        form = ox.RdfFormat.from_media_type(kind)
        ox.serialize(at_most(bounds.rows, found), file, form)
    else:
        found.serialize(file, ox.QueryResultsFormat.from_media_type(kind))
    sink.close()
    return kind


def _answer(reader: _Reader, question: Question, wanted: Wanted, bounds: Bounds, out: _Pieces) -> None:
    """Answers a question and says how it went."""
    try:
        store = reader.current()
    except UNREADABLE as error:
        return out.end(fault="store", words=str(error))
    try:
        kind = _write(answer(store, question), wanted, bounds, out)
    except TooLargeError as error:
        return out.end(fault="large", words=str(error))
    except NOT_SPARQL as error:
        return out.end(fault="refused", words=str(error))
    except FAILURES as error:
        if not out.begun and isinstance(error, UNREADABLE) and reader.changed():  # a writer took files away meanwhile
            return _answer(reader, question, wanted, bounds, out)
        return out.end(fault="failed", words=str(error))
    return out.end(kind=kind) if kind else out.end(fault="unacceptable", words="")


def _bound() -> None:
    """Bounds the memory of this process; an interrupt ends it without a word."""
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_after(seconds: float) -> None:
    """Has this process end after so many seconds even where nobody waits for it any more; 0 takes that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, math.ceil(seconds) + bool(seconds))


def _memory() -> int:
    """The most bytes of memory that this process has taken; 0 where the system does not tell.

    Linux counts what the process that started it had taken into `ru_maxrss`, so its own status is asked first.
    """
    if sys.platform == "win32":
        return 0
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        if told := re.search(r"VmHWM:\s*(\d+) kB", status):
            return int(told[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _serve(folder: str) -> None:
    """What the process does until there are no more questions, or until it has grown."""
    _bound()
    reader = _Reader(folder)
    with contextlib.suppress(*UNREADABLE):  # whoever asks is told then
        reader.current()
    last = False
    while not last:
        try:
            question, wanted, bounds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _end_after(bounds["seconds"])
        pieces = _Pieces(sys.stdout.buffer, bounds["grown"])
        _answer(reader, Question(**question), Wanted(**wanted), Bounds(**bounds), pieces)
        last = pieces.last
        _end_after(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
