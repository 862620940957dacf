"""Why a query has no answer, and how that is told."""

from __future__ import annotations

import json
import signal
from enum import StrEnum

from kg.errors import QueryError
from kg.graph.query_worker import MEMORY, Bounds

_NO_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError")


class Fault(StrEnum):
    """Why a query has no answer."""

    LONG = "long"
    DEEP = "deep"
    SERVICE = "service"
    """The query asks another machine."""
    REFUSED = "refused"
    """The query is no SPARQL."""
    UNACCEPTABLE = "unacceptable"
    """What it gives cannot be written in what is wanted."""
    LATE = "late"
    LARGE = "large"
    MEMORY = "memory"
    FAILED = "failed"
    """The engine could not answer it, or did not survive it."""
    STORE = "store"
    """The store cannot be read."""
    BUSY = "busy"
    """Too many others are waiting."""


class EngineError(QueryError):
    """A query that is not asked, that the engine refuses or does not survive, or that takes more than it may."""

    def __init__(self, fault: Fault, words: str) -> None:
        super().__init__(words)
        self.fault = fault


def kind_of(ending: bytes, bounds: Bounds) -> str:
    """The media type of an answer, by the line at its end; raises EngineError where that says of a fault."""
    said = json.loads(ending)
    if "kind" in said:
        return str(said["kind"])
    fault, words = Fault(said["fault"]), str(said["words"])
    if fault is Fault.LARGE:
        most = f"{bounds.rows:,} rows" if words == "rows" else f"{bounds.size:,} bytes"
        words = f"gives more than the {most} that an answer may have; narrow it, or ask for a part (LIMIT, OFFSET)"
    raise EngineError(fault, words)


def is_last(ending: bytes) -> bool:
    """Whether a process says with an answer's end that it takes no more questions."""
    return bool(json.loads(ending)["last"])


def late(seconds: float) -> EngineError:
    """The error of a query that has not ended in time."""
    words = f"has not ended after {seconds:g} s; narrow it, or give it longer (--timeout; in Python timeout=)"
    return EngineError(Fault.LATE, words)


def died(status: int, said: bytes) -> EngineError:
    """The error of a query that ended its process, by its exit status and what it wrote to standard error."""
    lines = said.decode("utf-8", "replace").strip().splitlines() or [""]
    if any(words in line for line in lines for words in _NO_MEMORY):
        words = f"needs more than the {MEMORY >> 30} GiB of memory that a query may take; narrow it"
        return EngineError(Fault.MEMORY, words)
    ended = -status in set(signal.Signals)
    how = signal.Signals(-status).name if ended else f"exit status {status}"
    why = lines[0 if ended else -1]  # a trace follows what Rust says and stands before what Python says
    words = f"the engine did not survive it ({how}{': ' * bool(why)}{why}); ask something simpler or shorter"
    return EngineError(Fault.FAILED, words)
