"""What all fuzzers share: how many inputs there are, what is asked of each, and how faults are told.

A short run is part of the ordinary tests; `LETTERKG_FUZZ=long` makes a long one, which also looks at time and memory.
An input depends on its fuzzer's name and its number alone, so that a fault can be called up again.
"""

from __future__ import annotations

import re
import resource
import time
import traceback
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox

from builders.long import LONG
from kg.errors import LetterkgError
from kg.graph.ntriples import Triple, lines
from kg.graph.results import Report
from kg.model.extraction import Extraction
from kg.model.mention import Evidence
from kg.model.signs import MARKS
from kg.pipeline.extractor import Extractor

SECONDS = 2.0
"""So much of the processor a document may take; no input has more than 16,000 characters."""
MEGABYTES = 600
DOTS = "•・‧∙⋅･·●"


@dataclass(slots=True)
class Faults:
    """Faults by their kind, each with how often it came and its smallest input."""

    found: dict[str, tuple[int, int, Any]] = field(default_factory=dict)

    def add(self, kind: str, number: int, given: Any) -> None:
        often, first, smallest = self.found.get(kind, (0, number, given))
        if size(given) < size(smallest):
            first, smallest = number, given
        self.found[kind] = (often + 1, first, smallest)
        if LONG and not often:
            print(f"number {number}: {kind}", flush=True)

    def __str__(self) -> str:
        return "\n".join(
            f"{often} times {kind}\n    number {number}, {size(given)} long: {given!r:.400}"
            for kind, (often, number, given) in sorted(self.found.items())
        )


def size(given: Any) -> int:
    """The characters of an input, or of all that it is made of."""
    return sum(map(size, given)) if isinstance(given, tuple) else len(given)


def fuzz(
    name: str,
    make: Callable[[Random], Any],
    ask: Callable[[Any, int], None],
    *,
    short: int,
    long: int,
    seconds: float = 0,
) -> None:
    """Asks of every input what there is to ask; fails with all faults, the smallest input of each kind, at the end.

    Errors of the project's own are no faults. `seconds` are what an input may take of the processor in the long run.
    """
    faults = Faults()
    for number in range(count := long if LONG else short):
        given = make(Random(f"{name} {number}"))
        if (kind := _fault(ask, given, number, seconds)) is not None:
            faults.add(kind, number, given)
        if LONG and (number + 1) % 500 == 0:
            print(f"{name}: {number + 1} of {count} inputs, {len(faults.found)} kinds of faults", flush=True)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert not faults.found, f"{len(faults.found)} kinds of faults, {used} MB\n{faults}"
    assert not LONG or used < MEGABYTES, f"{used} MB"


def _fault(ask: Callable[[Any, int], None], given: Any, number: int, seconds: float) -> str | None:
    """What goes wrong with an input, None for nothing."""
    started = time.process_time()
    try:
        ask(given, number)
    except LetterkgError:
        pass
    except Exception as error:
        return _kind(error)
    took = time.process_time() - started
    return f"more than {seconds} s of the processor" if LONG and 0 < seconds < took else None


def _kind(error: Exception) -> str:
    """Where in the project it was raised, and what it says where that is short."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/kg/" in frame.filename] or frames
    says = re.sub(r"\d+|'[^']*'|[^\x00-\x7f]", "~", str(error)[:160])
    return f"{type(error).__name__} in {Path(own[-1].filename).name}:{own[-1].lineno}: {says}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a document's bytes as a build does, and asks of it what holds of every document."""

    extractor: Extractor
    check: Callable[[Collection[Triple]], Report]
    folder: Path

    def __call__(self, content: bytes, number: int, name: str = "document.txt") -> None:
        path = self.folder / name
        path.write_bytes(content)
        try:
            extraction, triples, took = self._read(path)
            if LONG and took > SECONDS:  # a second time, for what is read first may wait for the machine
                took = min(took, self._read(path)[2])
        finally:
            path.unlink()
        assert not LONG or took <= SECONDS, f"more than {SECONDS} s of the processor"
        for fault in misplaced(extraction):
            raise AssertionError(fault)
        for _ in ox.parse(b"".join(lines(triples)), format=ox.RdfFormat.N_TRIPLES):
            pass
        violations = self.check(triples).of("Violation")
        assert not violations, f"violates {violations[0].shape.rpartition('/')[2]} ({violations[0].message_en})"

    def _read(self, path: Path) -> tuple[Extraction, Collection[Triple], float]:
        """What is read, its triples, and the seconds of the processor that both took."""
        started = time.process_time()
        extraction = self.extractor.extract(self.extractor.read(path))
        triples = self.extractor.triples(extraction)
        return extraction, triples, time.process_time() - started


def misplaced(extraction: Extraction) -> Iterator[str]:
    """What is not found at its place in the source, character by character, but for what repairs may change."""
    source = extraction.document.source.read or extraction.document.source.characters
    texts = {part.order: part.text for part in extraction.document.parts}
    for item in set(_evidence(extraction)):
        words = texts[item.part].cut(item.span)
        if not len(words):
            yield "an empty mention"
        if list(words.origins) != sorted(words.origins) or (words.origins and words.origins[-1] >= len(source)):
            yield "origins out of order"
        for character, at in zip(words.characters, words.origins, strict=True):
            if not _same(character, source[at]):
                yield f"{character!r} stands at a place of {source[at]!r}"


def _same(shown: str, printed: str) -> bool:
    if shown in (printed, MARKS.get(printed)) or printed == "&":
        return True
    if shown == "\n":
        return len(f"{printed}x".splitlines()) == 2  # any sign that ends a line
    if shown == " ":
        return printed.isspace() or unicodedata.category(printed) in {"Cf", "Cc", "Zs"}
    return (shown == "·" and printed in DOTS) or shown == unicodedata.normalize("NFKC", printed)


def _evidence(extraction: Extraction) -> Iterator[Evidence]:
    x = extraction
    for thing in (*x.entities, *x.memberships, *x.agreements, *x.provisions, *x.events, *x.casualties, *x.claims):
        yield from thing.evidence
    for status in x.statuses:
        yield status.evidence
    for claim in x.claims:
        for distance in claim.distances:
            yield distance.evidence
