"""A store on another machine that is asked by the SPARQL 1.1 Protocol, as the store of a folder is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from types import TracebackType
from typing import Self, TypeAlias, cast

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.graph.query_process import Answer
from kg.graph.query_worker import Question, Term
from kg.graph.records import Build
from kg.graph.source import Graph, Quads, Subject
from kg.namespaces import LKG, PROV
from kg.remote.inlined import form_of, inlined
from kg.remote.server import Server

SECONDS = 300.0
"""So long a question may take for which no time is given."""
SOLUTIONS, TRIPLES = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.8"
_GRAPH = re.compile(r"(.*[/#:])document/[^/]*")
_Row: TypeAlias = Mapping[str, Term | None]


class RemoteStore:
    """The store behind an address of the SPARQL 1.1 Protocol; a context manager, for reading alone.

    Raises RemoteError where the server cannot be asked, or has no documents of this program.
    """

    def __init__(self, url: str) -> None:
        self.server = Server(url)
        self.hidden: frozenset[str] = frozenset()
        self.inner: Quads = _Quads(self)

    def __enter__(self) -> Self:
        if not _GRAPH.fullmatch(self._a_document):
            self.server.client.close()
            raise RemoteError(f"{self.server.url}: has no documents of letterkg; `kg push` sends them to a server")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.client.close()

    @cached_property
    def _a_document(self) -> str:
        rows = self.rows(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?g <{LKG}fileName> ?name }} }} LIMIT 1")
        return next((cast(ox.NamedNode, row["g"]).value for row in rows), "")

    @property
    def base(self) -> str:
        """The IRI that resources lie below."""
        match = _GRAPH.fullmatch(self._a_document)
        assert match, self._a_document
        return match[1]

    def graphs(self) -> list[str]:
        """The IRIs of the documents' graphs, sorted."""
        rows = self.rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g <{LKG}fileName> ?name }} }}")
        return sorted(cast(ox.NamedNode, row["g"]).value for row in rows)

    def __contains__(self, graph: str) -> bool:
        return bool(self.rows(f"SELECT ?s WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }} LIMIT 1"))

    def builds(self) -> Iterator[Build]:
        """The documents with what their graphs say of how they were made, by graph IRI."""
        return iter(self._builds())

    def build_of(self, wanted: str) -> Build | None:
        """The build of a document's graph, by its IRI."""
        return next(iter(self._builds(f"VALUES ?g {{ {ox.NamedNode(wanted)} }}")), None)

    def of_content(self, sha256: str, file_name: str) -> list[Build]:
        """The documents that were read from a file of this name and content."""
        return self._builds(f"VALUES (?sha256 ?file) {{ ({ox.Literal(sha256)} {ox.Literal(file_name)}) }}")

    def _builds(self, known: str = "") -> list[Build]:
        rows = self.rows(
            f"""SELECT ?g ?file ?sha256 ?software ?lexicon WHERE {{ {known} GRAPH ?g {{
                ?g <{LKG}fileName> ?file ; <{PROV}wasGeneratedBy> ?run .
                ?run <{LKG}sha256> ?sha256 ; <{LKG}softwareVersion> ?software ; <{LKG}lexiconVersion> ?lexicon }} }}"""
        )
        found = [{name: getattr(term, "value", "") for name, term in row.items()} for row in rows]
        made = (
            Build(
                graph=row["g"], path="", file_name=row["file"], sha256=row["sha256"],
                software_version=row["software"], lexicon_version=row["lexicon"],
            )
            for row in found
        )  # fmt: skip
        return sorted(made, key=lambda build: build.graph)

    def rows(self, text: str) -> list[_Row]:
        """The rows of a query, by variable."""
        found = self.answer(Question(text=text, prefixes={}, substitutions={}))
        if not isinstance(found, ox.QuerySolutions):
            raise RemoteError(f"{self.server.url}: has answered a SELECT with something else")
        names = [variable.value for variable in found.variables]
        try:
            return [{name: row[name] for name in names} for row in found]
        except (SyntaxError, ValueError) as error:  # rows are parsed as they are read
            raise self._unreadable(error) from error

    def answer(self, question: Question, timeout: float | None = None) -> Answer:
        """What the server answers; raises RemoteError for what it refuses, cuts or has not answered in time."""
        prefixes = {**question.prefixes, "id": self.base} if question.prefixes else {}
        asked = Question(text=question.text, prefixes=prefixes, substitutions=question.substitutions)
        accept = TRIPLES if form_of(question.text) in ("CONSTRUCT", "DESCRIBE") else SOLUTIONS
        found = self.server.request(
            "POST", data={"query": inlined(asked)}, headers={"Accept": accept}, seconds=timeout or SECONDS
        )
        if "x-sparql-maxrows" in found.headers or "x-sql-message" in found.headers:
            why = found.headers.get("x-sql-message") or f"at most {found.headers['x-sparql-maxrows']} rows"
            raise RemoteError(
                f"{self.server.url}: the answer is cut ({why}); narrow the question, or have the server's limits raised"
            )
        try:
            if found.media == SOLUTIONS:
                return ox.parse_query_results(found.content, format=ox.QueryResultsFormat.JSON)
            return (quad.triple for quad in list(ox.parse(found.content, format=_format(found.media))))
        except (SyntaxError, ValueError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> RemoteError:
        return RemoteError(f"{self.server.url}: has answered with what cannot be read ({error})")


def _format(media: str) -> ox.RdfFormat:
    found = ox.RdfFormat.from_media_type(media)
    if found is None:
        raise ValueError(f"the media type {media!r} was not asked for")
    return found


class _Quads:
    """The server's statements; what is known of a subject is asked once, with all that is said of it."""

    def __init__(self, store: RemoteStore) -> None:
        self.store = store
        self._asked = cache(self._ask)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        value: Term | None,
        graph: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The statements that have these terms; None is any."""
        found = self._asked(subject, None, None) if subject else self._asked(None, predicate, value)
        for quad in found:
            if (
                (predicate is None or quad.predicate == predicate)
                and (value is None or quad.object == value)
                and (graph is None or quad.graph_name == graph)
            ):
                yield quad

    def _ask(self, *terms: Term | None) -> list[ox.Quad]:
        words = [str(term) if term else name for term, name in zip(terms, ("?s", "?p", "?o"), strict=True)]
        open_ = " ".join(word for word in words if word.startswith("?"))
        rows = self.store.rows(f"SELECT {open_} ?g WHERE {{ GRAPH ?g {{ {' '.join(words)} }} }}")
        made = []
        for row in rows:
            subject, predicate, value = (term or row[name] for term, name in zip(terms, "spo", strict=True))
            made.append(ox.Quad(subject, predicate, value, row["g"]))  # type: ignore[arg-type]
        return sorted(made, key=str)
