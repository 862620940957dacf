"""SHACL: whether a document's graph or the lexicon is as the shapes say; results in a fixed order and two languages."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from rdflib import RDF, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import LetterkgError, LexiconError
from kg.graph.results import Report, Result
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.namespaces import GAF, ID, OA
from kg.resources import shipped

LEXICON_MODULES = ("lexicon.ttl", "rule.ttl")
_MARKS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "{}*",
    SH.oneOrMorePath: "{}+",
    SH.zeroOrOnePath: "{}?",
}


def load_ontology(folder: Path | None = None) -> Graph:
    """The ontology, its concept schemes and its alignments in one graph, by default the shipped one.

    Raises LexiconError with the file and line that is not Turtle, or for a folder that is not there.
    """
    home = folder or shipped("ontology")
    parts = turtle_files(*(home / name for name in ("schemes", "alignments") if (home / name).is_dir()))
    return read_turtle(*_top(home), *parts)


def load_shapes(folder: Path | None = None, base: str = str(ID)) -> Graph:
    """The shapes of a document's graph, by default the shipped ones; `base` is what its resources' IRIs begin with.

    Raises LexiconError with the file and line that is not Turtle, or for a folder that is not there.
    """
    shapes = read_turtle(*(path for path in _top(folder or shipped("shapes")) if path.name not in LEXICON_MODULES))
    if base != str(ID):
        _rebase(shapes, base)
    return shapes


def load_lexicon_shapes(folder: Path | None = None) -> Graph:
    """The shapes of lexicon and rules, by default the shipped ones; raises LexiconError as `load_shapes` does."""
    return read_turtle(*(path for path in _top(folder or shipped("shapes")) if path.name in LEXICON_MODULES))


def lexicon_graph(*folders: Path) -> Graph:
    """The shipped lexicon and rules with those of the folders, whose preferred names replace earlier ones.

    Raises LexiconError with the file and line that is not Turtle, or for a folder that is not there.
    """
    home = shipped("ontology")
    union = read_turtle(*turtle_files(home / "lexicon", home / "rules"))
    for path in turtle_files(*folders):
        laid = read_turtle(path)
        for node, name in laid.subject_objects(SKOS.prefLabel):
            _drop_name(union, node, name)
        union += laid
    return union


def _drop_name(graph: Graph, node: Node, instead: Node) -> None:
    """Takes out the preferred name whose place another one of its language takes."""
    for name in list(graph.objects(node, SKOS.prefLabel)):
        if isinstance(name, Literal) and isinstance(instead, Literal) and name.language == instead.language:
            graph.remove((node, SKOS.prefLabel, name))


def validate(graph: Graph, *, ontology: Graph | None = None, shapes: Graph | None = None) -> Report:
    """What the shapes find wrong with one document's graph (in memory, or in Oxigraph through oxrdflib).

    The ontology and the shapes are by default the shipped ones; nothing is inferred, the graph is left as it was.
    Raises LetterkgError where the shapes themselves cannot be used.
    """
    # Imported here, for whoever only loads shapes: it takes longer than a check by the compiled ones.
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure

    from kg.graph.overlay import overlay

    shapes = load_shapes() if shapes is None else shapes
    ontology = load_ontology() if ontology is None else ontology
    try:
        _, found, _ = pyshacl.validate(
            overlay(graph, _mixed(ontology, len(ontology))),
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            inplace=True,
        )
    except ReportableRuntimeError as error:
        raise LetterkgError(f"the shapes cannot be used: {error}") from error
    if isinstance(found, ValidationFailure):
        raise LetterkgError(f"the shapes cannot be used: {found.message}")
    results = (_result(found, node, shapes, graph) for node in found.objects(None, SH.result))
    return Report(tuple(sorted(results, key=lambda one: one.rank)))


@lru_cache(maxsize=4)
def _mixed(ontology: Graph, size: int) -> Graph:
    """What pyshacl takes of an ontology of so many triples, where it is mixed into a graph: made once for them all."""
    from pyshacl.graph_abstraction import DataGraph
    from pyshacl.rdfutil.inoculate import inoculate

    mixed = Graph()
    inoculate(DataGraph.from_rdflib(mixed), ontology)
    return mixed


def path_text(shapes: Graph, path: Node | None) -> str:
    """A SHACL path as a SPARQL property path with bare IRIs; "" for none."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return str(path)
    if (path, RDF.first, None) in shapes:
        return "/".join(path_text(shapes, step) for step in Collection(shapes, path))
    for kind, mark in _MARKS.items():
        inner = shapes.value(path, kind)
        if inner is not None:
            return mark.format(path_text(shapes, inner))
    choices = shapes.value(path, SH.alternativePath)
    return "|".join(path_text(shapes, choice) for choice in Collection(shapes, choices)) if choices else ""


def _result(found: Graph, node: Node, shapes: Graph, graph: Graph) -> Result:
    shape, value, focus = (found.value(node, one) for one in (SH.sourceShape, SH.value, SH.focusNode))
    constraint = found.value(node, SH.sourceConstraint)
    message = {m.language: str(m) for source in (shape, constraint) for m in messages(shapes, source)}
    severity = str(found.value(node, SH.resultSeverity)).removeprefix(str(SH))
    return Result(
        severity=severity,
        focus=str(focus),
        path=path_text(shapes, shapes.value(shape, SH.path)),
        value=None if value is None else str(value),
        message_zh=message.get("zh", ""),
        message_en=message.get("en", ""),
        shape=str(constraint if constraint is not None else shape),
        quote=words_of(graph, URIRef(str(focus))),
    )


def words_of(graph: Graph, node: URIRef) -> str:
    """The first quoted words of a node, of its selectors, or of its mentions; "" where there are none."""
    holders = [node, *graph.objects(node, GAF.denotedBy)]
    near = [node, *(selector for one in holders for selector in graph.objects(one, OA.hasSelector))]
    return min((str(words) for one in near for words in graph.objects(one, OA.exact)), default="")


def messages(shapes: Graph, source: Node | None) -> list[Literal]:
    """What a shape or its query says where it is violated."""
    return [m for m in shapes.objects(source, SH.message) if isinstance(m, Literal)] if source is not None else []


def _top(folder: Path) -> tuple[Path, ...]:
    """The Turtle files right in a folder, in order."""
    if not folder.is_dir():
        raise LexiconError(folder, "", "is no folder; name a folder of Turtle files")
    return tuple(sorted(folder.glob("*.ttl")))


def _rebase(shapes: Graph, base: str) -> None:
    """Makes the patterns that ask for the default base ask for another one."""
    default = "^" + re.escape(str(ID)).replace("\\/", "/")
    for shape, pattern in sorted(shapes.subject_objects(SH.pattern)):
        if str(pattern).startswith(default):
            shapes.set((shape, SH.pattern, Literal("^" + re.escape(base) + str(pattern).removeprefix(default))))
