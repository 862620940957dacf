"""Shapes: each has a small sound graph and a faulty one; a Turtle file says the data and the results expected."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from builders.long import beyond, long
from builders.ontology import looked_up, ontology
from builders.places import TESTS
from builders.synthetic import sized_graph
from oxrdflib import OxigraphStore
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.errors import LexiconError
from kg.graph.compiled_shapes import validate_lexicon
from kg.graph.validation import (
    LEXICON_MODULES,
    lexicon_graph,
    load_lexicon_shapes,
    load_ontology,
    load_shapes,
    path_text,
    validate,
)
from kg.knowledge.turtle import read_turtle
from kg.namespaces import GAF, ID, LKG, OA
from kg.resources import shipped

CASES = TESTS / "shapes"
MODULES = tuple(path.stem for path in sorted(shipped("shapes").glob("*.ttl")))
SHAPE = "https://w3id.org/letterkg/shape/"

Row = tuple[str, str, str, str | None]


@cache
def _shapes(of_knowledge: bool) -> Graph:
    return load_lexicon_shapes() if of_knowledge else load_shapes()


def shapes(module: str) -> Graph:
    return _shapes(f"{module}.ttl" in LEXICON_MODULES)


def case(name: str) -> tuple[Graph, set[Row]]:
    """The data of a file, on top of the common graph where it is a document's, and the results that it expects."""
    graph = read_turtle(CASES / f"{name}.ttl")
    expected = set()
    for node in set(graph.subjects(RDF.type, SH.ValidationResult)):
        severity, focus, shape, value = (
            graph.value(node, p) for p in (SH.resultSeverity, SH.focusNode, SH.sourceShape, SH.value)
        )
        short = str(severity).removeprefix(str(SH)), str(focus), str(shape).removeprefix(SHAPE)
        expected.add((*short, None if value is None else str(value)))
        graph.remove((node, None, None))
    if f"{name.rpartition('-')[0]}.ttl" not in LEXICON_MODULES:
        graph += read_turtle(CASES / "common.ttl")
    return graph, expected


def found(module: str, graph: Graph) -> set[Row]:
    report = validate(graph, ontology=looked_up(shapes(module)), shapes=shapes(module))
    return {(r.severity, r.focus, r.shape.removeprefix(SHAPE), r.value) for r in report.results}


@pytest.mark.parametrize("module", MODULES)
def test_sound_graphs_have_no_result(module: str) -> None:
    graph, expected = case(f"{module}-valid")
    assert not expected
    assert found(module, graph) == set()


@pytest.mark.parametrize("module", MODULES)
def test_faulty_graphs_have_the_results_that_their_file_expects(module: str) -> None:
    graph, expected = case(f"{module}-invalid")
    assert found(module, graph) == expected


@pytest.mark.parametrize("module", MODULES)
def test_every_shape_fails_somewhere_and_says_why_in_both_languages(module: str) -> None:
    graph = read_turtle(shipped("shapes") / f"{module}.ttl")
    told = {shape for _, _, shape, _ in case(f"{module}-invalid")[1]}
    for shape in {shape for shape in graph.subjects() if isinstance(shape, URIRef)}:
        messages = {m.language for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}
        if messages:
            assert messages == {"zh", "en"}, shape
            assert str(shape).removeprefix(SHAPE) in told, f"{shape} fails in no case"
        else:
            assert not list(graph.objects(shape, SH.path)) or (None, None, shape) in graph or _member(graph, shape), (
                shape
            )


def _member(graph: Graph, shape: URIRef) -> bool:
    """Whether a shape only serves inside another one's list."""
    return (None, RDF.first, shape) in graph


def test_a_result_quotes_the_words_that_it_concerns() -> None:
    graph = read_turtle(CASES / "common.ttl") + read_turtle(CASES / "claim-invalid.ttl")
    results = validate(graph, ontology=looked_up(shapes("claim")), shapes=shapes("claim")).results
    quoted = [one for one in results if one.quote]
    assert quoted
    for one in quoted:
        mentions = [URIRef(one.focus), *graph.objects(URIRef(one.focus), GAF.denotedBy)]
        near = [*mentions, *(quote for each in mentions for quote in graph.objects(each, OA.hasSelector))]
        assert one.quote in {str(words) for each in near for words in graph.objects(each, OA.exact)}


def test_results_come_gravest_first_and_always_in_the_same_order() -> None:
    graph, _ = case("document-invalid")
    first, again = (
        validate(graph, ontology=looked_up(shapes("document")), shapes=shapes("document")).results for _ in range(2)
    )
    assert first == again
    severities = [result.severity for result in first]
    assert severities == sorted(severities, key=["Violation", "Warning", "Info"].index)
    assert {"Violation", "Warning", "Info"} == set(severities)


def test_a_graph_of_warnings_conforms_and_one_violation_breaks_it() -> None:
    graph, _ = case("event-valid")
    graph.remove((ID["document/d"], DCTERMS.date, None))
    report = validate(graph, ontology=looked_up(shapes("event")), shapes=shapes("event"))
    assert report.conforms
    assert [r.shape for r in report.of("Warning")] == [SHAPE + "ReadDate"]
    graph.remove((None, LKG.claimant, None))
    assert not validate(graph, ontology=looked_up(shapes("event")), shapes=shapes("event")).conforms


def test_validation_leaves_the_graph_as_it_was() -> None:
    graph, _ = case("claim-invalid")
    before = set(graph)
    validate(graph, ontology=looked_up(shapes("claim")), shapes=shapes("claim"))
    assert set(graph) == before


def test_a_graph_in_oxigraph_has_the_same_results() -> None:
    graph, expected = case("evidence-invalid")
    named = (s for s in graph if not any(type(term).__name__ == "BNode" for term in s))
    plain = Graph()
    for triple in named:
        plain.add(triple)
    stored = Graph(store=OxigraphStore(store=ox.Store()), identifier=ID["document/d"])
    for triple in plain:
        stored.add(triple)
    copied = Graph()
    copied += stored
    rows = found("evidence", plain)
    assert found("evidence", stored) == rows
    assert found("evidence", copied) == rows
    assert ("Violation", str(ID["document/d"]), "OffsetsSlice", str(ID["mention/other"])) in rows & expected


@pytest.mark.parametrize("module", MODULES)
def test_sparql_constraints_find_the_same_on_rdflib(module: str) -> None:
    graph, expected = case(f"{module}-invalid")
    source = read_turtle(shipped("shapes") / f"{module}.ttl")
    for constraint, select in source.subject_objects(SH.select):
        rows = {(str(row.this), str(row.value)) for row in graph.query(str(select)) if row.this or row.value}
        name = str(constraint).removeprefix(SHAPE)
        wanted = {(focus, value) for _, focus, shape, value in expected if shape == name}
        assert {value for _, value in rows} == {value for _, value in wanted}


def test_another_base_is_asked_for_where_it_is_the_setting() -> None:
    base = "https://example.org/kg/"
    graph = Graph()
    graph.parse(data=case("claim-valid")[0].serialize(format="nt").replace(str(ID), base), format="nt")
    assert validate(graph, ontology=ontology(), shapes=load_shapes(base=base)).conforms
    strangers = {r.shape for r in validate(graph, ontology=looked_up(shapes("claim")), shapes=shapes("claim")).results}
    assert {SHAPE + "Claim", SHAPE + "Mention", SHAPE + "Document"} <= strangers


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix a: <b:> .\na:b a:c a:d\na:e a:f a:g .\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"broken\.ttl: line 3"):
        load_shapes(tmp_path)
    with pytest.raises(LexiconError, match=r"broken\.ttl: line 3"):
        load_ontology(tmp_path)
    with pytest.raises(LexiconError, match="is no folder"):
        load_shapes(tmp_path / "nowhere")


@pytest.mark.parametrize("load", beyond(1, [load_lexicon_shapes, load_shapes]))
def test_shapes_are_shapes_by_the_standards_own_shapes(load: Callable[[], Graph]) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=load(), meta_shacl=True)
    assert conforms, text


def test_paths_read_like_sparql() -> None:
    evidence = read_turtle(shipped("shapes") / "evidence.ttl")
    event = read_turtle(shipped("shapes") / "event.ttl")
    assert path_text(evidence, evidence.value(URIRef(SHAPE + "MentionPosition"), SH.path)) == (
        f"{OA.hasSelector}/{OA.start}"
    )
    assert path_text(event, event.value(URIRef(SHAPE + "EventClaim"), SH.path)) == f"^{LKG.about}"
    assert path_text(event, event.value(URIRef(SHAPE + "EventRoles"), SH.path)) == (
        f"{LKG.agent}|{LKG.patient}|{LKG.participant}"
    )


@long
def test_three_thousand_mentions_take_a_few_seconds() -> None:
    graph = sized_graph(430)
    assert len(set(graph.subjects(RDF.type, LKG.Mention))) > 3000
    begin = time.process_time()
    report = validate(graph, ontology=looked_up(shapes("evidence")), shapes=shapes("evidence"))
    assert report.results == ()
    assert time.process_time() - begin < 6


def test_an_analysts_folder_is_laid_over_the_lexicon(tmp_path: Path) -> None:
    entry = (
        "<https://w3id.org/letterkg/id/place/x> a <https://w3id.org/letterkg/ns#Place> ;"
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "庚村" .'
    )
    (tmp_path / "own.ttl").write_text(entry, encoding="utf-8")
    results = validate_lexicon(lexicon_graph(tmp_path)).results
    mine = {r.shape.removeprefix(SHAPE) for r in results if r.focus == str(ID["place/x"])}
    assert mine == {"EntryPreferredName", "EntryChineseName"}
