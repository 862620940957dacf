"""A query on Oxigraph, in this process or in one of its own.

A query in this process cannot be ended, and may take the process along; one in a process of its own can, and does not.
There this file is run as a script, and imports nothing else of this package, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import math
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.graph.table import Term

SECONDS = 30.0
LONGEST_WAIT = 86_400.0
MEMORY = 4 << 30
"""Bytes that the other process may take."""
REFUSED = 3
"""The exit status of the other process where the engine refuses a query; why stands on standard error."""
FAILURES = (SyntaxError, RuntimeError, ValueError, OSError, MemoryError)
"""What Oxigraph raises for a query that is no SPARQL or cannot be answered."""

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]


class EngineError(Exception):
    """A query that the engine refuses or does not survive, or that does not end in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query's text with its prefixes, and the terms that take the place of its variables."""

    text: str
    prefixes: Mapping[str, str]
    substitutions: Mapping[str, Term]


def answer(store: ox.Store, question: Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What the union of a store's graphs answers; raises what FAILURES lists, some of it only while it is read."""
    return store.query(
        question.text,
        prefixes=dict(question.prefixes),
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): term for name, term in question.substitutions.items()},
    )


def answer_apart(store: Path, question: Question, seconds: float = SECONDS) -> Answer:
    """The same from a process of its own, over the Oxigraph store in a folder.

    Raises EngineError for what the engine refuses or does not survive, and for what has not ended after so many
    seconds. The process ends with this call, whatever ends it (an interrupt too).
    """
    if not 0 < seconds <= LONGEST_WAIT:
        raise EngineError(f"a timeout of {seconds:g} s; give seconds, above 0 and at most {LONGEST_WAIT:,.0f}")
    asked = pickle.dumps((seconds, str(store), question.text, dict(question.prefixes), dict(question.substitutions)))
    command = [sys.executable, "-P", __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            given, said = process.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise EngineError(
                f"has not ended after {seconds:g} s; narrow it, or give it longer (--timeout; in Python timeout=)"
            ) from None
        finally:
            process.kill()
    if process.returncode:
        raise EngineError(_reason(process.returncode, said.decode("utf-8", "replace").strip()))
    if given.startswith(b"{"):
        return ox.parse_query_results(given, format=ox.QueryResultsFormat.JSON)
    return (quad.triple for quad in ox.parse(given, format=ox.RdfFormat.N_TRIPLES))


def _reason(status: int, said: str) -> str:
    if status == REFUSED:
        return said
    last = said.rpartition("\n")[2]
    how = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit status {status}"
    return f"the engine did not survive it ({how}{': ' * bool(last)}{last}); ask something simpler or shorter"


def _bound(seconds: float) -> None:
    """Ends this process after the time and with the memory that it may take, even where its parent is gone."""
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, math.ceil(seconds) + 1)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve() -> None:
    """What the other process does: reads a question from standard input, writes its answer to standard output.

    Triples are written as N-Triples, all else as SPARQL's JSON.
    """
    seconds, path, text, prefixes, terms = pickle.load(sys.stdin.buffer)
    _bound(seconds)
    try:
        found = answer(ox.Store.read_only(path), Question(text=text, prefixes=prefixes, substitutions=terms))
        if isinstance(found, ox.QueryTriples):
            given = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        else:
            given = found.serialize(format=ox.QueryResultsFormat.JSON)
    except FAILURES as error:
        sys.stderr.buffer.write(str(error).encode("utf-8", "replace"))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(given or b"")


if __name__ == "__main__":
    _serve()
