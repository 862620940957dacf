"""A bench whose extraction is a stub that a document's lines tell what to do."""

import hashlib
import os
import time
from dataclasses import dataclass, field, replace

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kg.errors import SourceError
from kg.graph.results import Report, Result
from kg.graph.terms import graph_of, triples_of
from kg.graph.validation import words_of
from kg.model.text import Source
from kg.namespaces import GAF, ID, LKG, OA
from kg.pipeline.bench import Bench
from kg.structure.source import read_source


@dataclass
class StubExtractor:
    """A document's IRI is its first line; later lines say what to do."""

    version: str = "lexicon-1"
    base: str = str(ID)
    extracted: list[str] = field(default_factory=list)

    def read(self, path):
        data = path.read_bytes()
        try:
            return Source(path=path, characters=data.decode(), sha256=hashlib.sha256(data).hexdigest())
        except UnicodeDecodeError as error:
            raise SourceError(path, "is not UTF-8") from error

    def extract(self, source, row=None):
        self.extracted.append(source.name)
        if "不可读" in source.characters:
            raise SourceError(source.path, "is not readable by the stub")
        if "除以零" in source.characters:
            return 1 // 0
        if "递归" in source.characters:
            return self.extract(source)
        if "等待" in source.characters:
            time.sleep(0.2)
        if "崩溃" in source.characters:
            os._exit(9)
        return source

    def extract_all(self, source, row=None, rows_of=None):
        """A document a line of signs of equality."""
        pieces = source.characters.split("＝＝\n")
        return tuple(self.extract(replace(source, characters=piece), row) for piece in pieces)

    def document_iri(self, source):
        return URIRef(f"{self.base}document/{source.characters.split()[0]}")

    def triples(self, source):
        return triples_of(self.graph(source))

    def graph(self, source):
        node, graph = self.document_iri(source), Graph()
        graph.add((node, RDF.type, LKG.Document))
        graph.add((node, LKG.fileName, Literal(source.name)))
        graph.add((node, LKG.sourceText, Literal(source.characters)))
        if "问题" in source.characters:
            problem = URIRef(f"{node}/problem")
            graph.add((problem, RDF.type, LKG.Problem))
            graph.add((problem, LKG.problemCode, Literal("odd-word")))
            graph.add((problem, RDFS.comment, Literal("an odd word", lang="en")))
            graph.add((problem, LKG.quotedWords, Literal("问|题")))
            graph.add((problem, OA.start, Literal(7)))
            graph.add((problem, OA.end, Literal(9)))
        if "违规" in source.characters:
            graph.add((URIRef(f"{node}/claim"), GAF.denotedBy, URIRef(f"{node}/mention")))
            graph.add((URIRef(f"{node}/mention"), OA.hasSelector, URIRef(f"{node}/quote")))
            graph.add((URIRef(f"{node}/quote"), OA.exact, Literal("甲国违规")))
        return graph


def check(triples):
    """Every claim is a violation."""
    return check_graph(graph_of(triples))


def check_graph(graph):
    """The same of a graph."""
    return Report(
        tuple(
            Result(
                severity="Violation", focus=str(focus), path=str(LKG.claimant), message_zh="缺少主张者",
                message_en="no claimant", shape="urn:shape", quote=words_of(graph, focus),
            )
            for focus in sorted(graph.subjects(GAF.denotedBy))
        )
    )  # fmt: skip


def stub_bench():
    return Bench(StubExtractor(), check)


class ReadingStub(StubExtractor):
    """The stub, but it reads files as the program does."""

    def read(self, path):
        return read_source(path)


def reading_bench():
    return Bench(ReadingStub(), check)


def note_and_wait(bench, path):
    """Notes this process's number in the file, and waits for longer than any test."""
    path.write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)
