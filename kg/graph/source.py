"""What questions are put to: the store of a folder, or one on another machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyoxigraph as ox

from kg.graph.query_process import Answer
from kg.graph.query_worker import Question, Term
from kg.graph.records import Build

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class Quads(Protocol):
    """Statements with their graphs."""

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        value: Term | None,
        graph: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The statements that have these terms; None is any."""


class Source(Protocol):
    """A store as whoever asks sees it; `hidden` are things that lookups pass over."""

    hidden: frozenset[str]

    @property
    def inner(self) -> Quads:
        """Its statements."""

    @property
    def base(self) -> str:
        """The IRI that resources lie below."""

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""

    def __contains__(self, graph: str) -> bool:
        """Whether there is a graph of this IRI."""

    def builds(self) -> Iterator[Build]:
        """All builds, by graph IRI."""

    def build_of(self, wanted: str) -> Build | None:
        """The build of a graph IRI."""

    def of_content(self, sha256: str, file_name: str) -> list[Build]:
        """What was built from a file of this name and content."""

    def answer(self, question: Question, timeout: float | None = None) -> Answer:
        """What it answers; a question that has not ended after so many seconds is ended."""
