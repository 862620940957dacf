"""The W3C's test suite of SHACL (data-shapes): its cases, and what the compiled shapes find in them.

The suite is not part of this project; pyshacl's source distribution has it, in test/resources/sht_tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, SH, Graph, Namespace
from rdflib.term import Node

from kg.graph.compiled_shapes import CompiledShapes
from kg.graph.shape_compiler import TARGETS
from kg.graph.terms import triples_of
from kg.graph.validation import path_text

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
Found = Counter[tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A test of the suite: what is validated by what, and the results that there shall be; None for a failure."""

    name: str
    data: Graph
    shapes: Graph
    shall: Found | None


def cases(folder: Path) -> Iterator[Case]:
    """The tests of validation, by name."""
    for path in sorted(folder.rglob("*.ttl")):
        graph = _read(path)
        for test in sorted(graph.subjects(RDF.type, SHT.Validate)):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            yield Case(
                name=path.relative_to(folder).with_suffix("").as_posix(),
                data=_graph(graph.value(action, SHT.dataGraph), path, graph),
                shapes=_graph(graph.value(action, SHT.shapesGraph), path, graph),
                shall=None if result == SHT.Failure else Counter(_results(graph, result)),
            )


def outcome(case: Case) -> str:
    """Whether the compiler takes all shapes of a case, and whether they then find what they shall."""
    compiled = CompiledShapes(plain(case.shapes), Graph())
    if compiled.left is not None:
        return "left to pyshacl"
    report = compiled(triples_of(case.data))
    found = Counter((one.focus, one.severity, one.path, one.value or "", one.shape) for one in report.results)
    return "same" if found == case.shall else "different"


def _read(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def _graph(name: Node | None, path: Path, own: Graph) -> Graph:
    """The graph of a name, which is that of a file."""
    return own if name is None or str(name) == path.as_uri() else _read(Path(str(name).removeprefix("file://")))


def plain(shapes: Graph) -> Graph:
    """The same shapes in the words that the project's own use.

    Property shapes have the targets of the node shape that names them, a class that is a shape has itself as its
    target, and nothing is said of shapes that has no meaning in SHACL.
    """
    kept = Graph()
    manifest = {SHT.Validate, MF.Manifest}
    apart = {node for kind in manifest for node in shapes.subjects(RDF.type, kind)}
    for triple in shapes:
        if triple[0] not in apart:
            kept.add(triple)
    for shape in list(kept.subjects(RDF.type, SH.NodeShape)):
        if (shape, RDF.type, RDFS.Class) in kept:
            kept.remove((shape, RDF.type, RDFS.Class))
            kept.add((shape, SH.targetClass, shape))
        for word in (RDFS.label, RDFS.comment, RDFS.subClassOf):
            kept.remove((shape, word, None))
    outer = [
        (node, inner, [(target, one) for target in TARGETS for one in kept.objects(node, target)])
        for node, inner in kept.subject_objects(SH.property)
        if (inner, SH.property, None) not in kept
    ]
    for node, inner, targets in outer:
        if targets:
            kept.remove((node, SH.property, inner))
            for word in (RDFS.label, RDFS.comment):
                kept.remove((inner, word, None))
            for target, one in targets:
                kept.add((inner, target, one))
    return kept


def _results(graph: Graph, report: Node | None) -> Iterator[tuple[str, ...]]:
    for one in graph.objects(report, SH.result):
        value = graph.value(one, SH.value)
        yield (
            str(graph.value(one, SH.focusNode)),
            str(graph.value(one, SH.resultSeverity)).removeprefix(str(SH)),
            path_text(graph, graph.value(one, SH.resultPath)),
            "" if value is None else str(value),
            str(graph.value(one, SH.sourceShape)),
        )
