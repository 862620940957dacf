"""A query in a process of its own: what goes to it and comes back, and how one is started for a single question.

A query in this process cannot be ended, and may take the process along; one in a process of its own can, and does not.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.graph import query_worker
from kg.graph.query_faults import EngineError, Fault, died, kind_of, late
from kg.graph.query_worker import GROWN, LENGTH, Bounds, Question, Wanted, packed

SECONDS = 30.0
LONGEST_WAIT = 86_400.0
ROWS = 1_000_000
SIZE = 512 << 20
"""Bytes of an answer."""
_PLAIN = Wanted(solutions="application/sparql-results+json", triples="application/n-triples")

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]


def command(store: Path) -> list[str]:
    """The command that starts a process that answers questions over the Oxigraph store in a folder."""
    return [sys.executable, "-P", query_worker.__file__, str(store)]


def bounds_of(seconds: float, rows: int = ROWS, size: int = SIZE, grown: int = GROWN) -> Bounds:
    """Bounds; raises EngineError for a time that is none."""
    if not 0 < seconds <= LONGEST_WAIT:
        words = f"a timeout of {seconds:g} s; give seconds, above 0 and at most {LONGEST_WAIT:,.0f}"
        raise EngineError(Fault.REFUSED, words)
    return Bounds(seconds=seconds, rows=rows, size=size, grown=grown)


def answer_apart(store: Path, question: Question, seconds: float = SECONDS, rows: int = ROWS) -> Answer:
    """What the Oxigraph store in a folder answers, from a process of its own.

    Raises EngineError for what the engine refuses or does not survive, and for what takes more time, rows or memory
    than it may. The process ends with this call, whatever ends it (an interrupt too).
    """
    bounds = bounds_of(seconds, rows)
    asked = packed(question, _PLAIN, bounds)
    pipe = subprocess.PIPE
    with subprocess.Popen(command(store), stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            given, said = process.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise late(seconds) from None
        finally:
            process.kill()
    pieces, ending = _parted(given)
    if not ending:
        raise died(process.returncode, said)
    return _read(b"".join(pieces), kind_of(ending, bounds))


def _parted(given: bytes) -> tuple[list[bytes], bytes]:
    """The pieces of what a process wrote, and the line at its end; empty where it was ended before that."""
    pieces: list[bytes] = []
    at = 0
    while at + LENGTH.size <= len(given):
        (length,) = LENGTH.unpack_from(given, at)
        at += LENGTH.size
        if not length:
            return pieces, given[at:]
        pieces.append(given[at : at + length])
        at += length
    return pieces, b""


def _read(given: bytes, kind: str) -> Answer:
    if kind == _PLAIN.solutions:
        return ox.parse_query_results(given, format=ox.QueryResultsFormat.JSON)
    return (quad.triple for quad in ox.parse(given, format=ox.RdfFormat.N_TRIPLES))
