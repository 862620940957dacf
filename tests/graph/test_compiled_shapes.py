"""The compiled shapes find what pyshacl finds: each result with all its fields, in one order, or the same error."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from builders.long import LONG, beyond, long
from builders.ontology import looked_up, ontology
from builders.places import ROOT, SHARED, TESTS
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl.graph_abstraction import DataGraph
from pyshacl.rdfutil.inoculate import inoculate
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import LetterkgError
from kg.graph.compiled_shapes import CompiledShapes, validate_lexicon
from kg.graph.results import Report
from kg.graph.terms import triples_of
from kg.graph.validation import lexicon_graph, load_lexicon_shapes, load_shapes, validate
from kg.knowledge.turtle import read_turtle
from kg.namespaces import ID, LKG, OA
from kg.pipeline.extractor import Extractor

CASES = tuple(sorted((TESTS / "shapes").glob("*.ttl")))
REAL = tuple(sorted((*(SHARED / "letters").glob("*.txt"), *(SHARED / "corpora" / "un").glob("*.txt"))))
READ = (path for path in (ROOT / "specimens").iterdir() if path.suffix in (".txt", ".md"))
SPECIMENS = sorted(READ, key=lambda path: path.stat().st_size)
PREFIXES = """\
@prefix ex: <http://example.org/> .
@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@cache
def shapes() -> Graph:
    return load_shapes()


@cache
def compiled() -> CompiledShapes:
    return CompiledShapes(shapes(), looked_up(shapes()))


def outcome(check: object, *given: object, **named: object) -> Report | type[Exception]:
    """The report, or the kind of error where values cannot be compared at all."""
    try:
        return check(*given, **named)  # type: ignore[operator, no-any-return]
    except (TypeError, LetterkgError) as error:
        return type(error)


def assert_same(graph: Graph) -> None:
    wanted = outcome(validate, graph, ontology=looked_up(shapes()), shapes=shapes())
    assert outcome(compiled(), triples_of(graph)) == wanted


def test_all_shipped_shapes_are_compiled() -> None:
    assert compiled().left is None
    assert CompiledShapes(load_lexicon_shapes(), ontology()).left is None


WRONG_KNOWLEDGE = """
<https://w3id.org/letterkg/id/place/a> a lkg:Place ; skos:prefLabel "庚村" ; lkg:within ex:nothing .
<https://w3id.org/letterkg/id/place/b> a lkg:Place ; skos:prefLabel "庚村"@zh-Hans , "B"@en , "C"@en , " D"@fr ;
    lkg:within <https://w3id.org/letterkg/id/place/b> ; skos:altLabel " "@zh , ""@zh , "己"@ZH .
<https://w3id.org/letterkg/id/place/c> a lkg:Place ; skos:prefLabel "C"@en .
ex:d a lkg:State ; skos:prefLabel "丁国"@zh ; lkg:belongsTo ex:d , ex:e . ex:e a lkg:Agreement , lkg:Anaphor .
<https://w3id.org/letterkg/rule/f> a lkg:EventRule , lkg:StatusRule ; lkg:pattern "己" , 1 ; lkg:priority "x" ;
    lkg:yields lkg:Place , "word" ; lkg:roles "who" .
ex:g lkg:pattern "" ; lkg:example ""@zh .
"""


def test_wrong_entries_and_rules_have_the_same_results() -> None:
    graph = Graph().parse(data=PREFIXES + WRONG_KNOWLEDGE, format="turtle")
    report = validate_lexicon(graph, ontology=ontology())
    assert report == validate(graph, ontology=ontology(), shapes=load_lexicon_shapes())
    found = {result.shape.rpartition("/")[2] for result in report.results}
    assert found > {"EntryChineseName", "EntryPreferredName", "RuleExample", "NoWithinCycle", "StatusPlace"}


@long
def test_the_shipped_lexicon_and_rules_have_the_same_results() -> None:
    graph = lexicon_graph()
    assert validate_lexicon(graph, ontology=ontology()) == validate(
        graph, ontology=ontology(), shapes=load_lexicon_shapes()
    )


def test_the_ontology_is_seen_as_pyshacl_sees_it() -> None:
    mixed = Graph()
    inoculate(DataGraph.from_rdflib(mixed), ontology())
    both = [{t for t in triples_of(graph) if not any(term[0] == "_" for term in t)} for graph in (ontology(), mixed)]
    read = CompiledShapes(shapes(), ontology())._knowledge
    whole, seen = ({triple for triple in triples if triple[1] in read} for triples in both)
    assert whole == seen


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_the_shapes_has_the_same_results(path: Path) -> None:
    graph = read_turtle(path)
    for node in set(graph.subjects(RDF.type, SH.ValidationResult)):
        graph.remove((node, None, None))
    assert_same(graph + read_turtle(TESTS / "shapes" / "common.ttl"))


@pytest.mark.parametrize("path", beyond(4, SPECIMENS), ids=lambda path: path.stem)
def test_specimens_have_the_same_results(extractor: Extractor, path: Path) -> None:
    extraction = extractor.extract(extractor.read(path))
    report = compiled()(extractor.triples(extraction))
    assert report == validate(extractor.graph(extraction), ontology=looked_up(shapes()), shapes=shapes())


@long
@pytest.mark.skipif(not REAL, reason="the shared real documents are not beside the clone")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_documents_have_the_same_results(extractor: Extractor, path: Path) -> None:
    for extraction in extractor.extract_all(extractor.read(path)):
        report = compiled()(extractor.triples(extraction))
        assert report == validate(extractor.graph(extraction), ontology=looked_up(shapes()), shapes=shapes())


@cache
def base_graph(path: Path) -> tuple[tuple[Node, Node, Node], ...]:
    graph = read_turtle(path) + read_turtle(TESTS / "shapes" / "common.ttl")
    return tuple(sorted(t for t in graph if t[1] not in (SH.resultSeverity, SH.focusNode, SH.sourceShape, SH.value)))


LITERALS = (
    Literal(""), Literal(" \n"), Literal("词\\\"语\n"), Literal("quoted"), Literal("exact"), Literal("day"),
    Literal("词语", lang="zh"), Literal("", lang="en"), Literal("x", lang="ZH-hant"),
    Literal(0), Literal(-3), Literal(7), Literal(10**30), Literal(1.5), Literal(True),
    Literal("vier", datatype=XSD.integer), Literal("1999-02-30", datatype=XSD.date),
    Literal("1999-02-28", datatype=XSD.date), Literal("1999", datatype=XSD.gYear),
    Literal("1999-02-28T01:00:00", datatype=XSD.dateTime), Literal("0.5", datatype=XSD.decimal),
    Literal("词", datatype=URIRef("urn:type")), Literal("词", datatype=XSD.anyURI),
)  # fmt: skip
DATATYPES = (None, XSD.integer, XSD.date, XSD.decimal, XSD.boolean, XSD.dateTime, XSD.gYearMonth, URIRef("urn:type"))


def mutate(graph: Graph, triples: tuple[tuple[Node, Node, Node], ...], random: Random) -> None:
    """Changes one thing: takes something away, says it of or about something else, or twice, or in another type."""
    s, p, o = random.choice(triples)
    other = random.choice(triples)
    match random.randrange(9):
        case 0:
            graph.remove((s, p, o))
        case 1:
            graph.remove((s, None, None))
        case 2:
            graph.set((s, p, other[2]))
        case 3:
            graph.add((s, p, other[2]))
        case 4:
            graph.set((s, p, random.choice(LITERALS)))
        case 5:
            graph.add((s, p, random.choice((*LITERALS, BNode(f"b{random.randrange(3)}"), URIRef("urn:other"), s))))
        case 6:
            graph.set((s, p, Literal(str(o), datatype=random.choice(DATATYPES))))
        case 7:
            graph.add((other[0], p, o))
        case 8:
            kinds = (*graph.objects(None, RDF.type), LKG.Actor, LKG.Topic, OA.TextPositionSelector)
            graph.add((s, random.choice((RDF.type, RDFS.subClassOf)), random.choice(sorted(set(kinds)))))


@settings(max_examples=600 if LONG else 12, deadline=None)
@given(st.sampled_from(CASES), st.integers(1, 20), st.integers(0, 2**32))
def test_changed_graphs_have_the_same_results(path: Path, changes: int, seed: int) -> None:
    graph, random = Graph(), Random(seed)
    for triple in base_graph(path):
        graph.add(triple)
    for _ in range(changes):
        mutate(graph, base_graph(path), random)
    for triple in [t for t in graph if isinstance(t[0], Literal)]:
        graph.remove(triple)
    for node in {o for o in graph.objects() if isinstance(o, BNode)}:  # of one that says nothing pyshacl cannot tell
        graph.add((node, RDFS.label, Literal("blank")))
    assert_same(graph)


def test_a_repeated_preferred_name_and_an_empty_one_come_in_one_order() -> None:
    graph = Graph()
    actor = ID["actor/甲"]
    graph.add((actor, RDF.type, LKG.State))
    for words in ("", "甲"):
        graph.add((actor, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal(words, lang="zh")))
    assert_same(graph)


NODE, PATH = (f"ex:S a sh:{kind}Shape ; sh:targetClass lkg:Claim ; " for kind in ("Node", "Property"))
LITERAL = "ex:T a sh:NodeShape ; sh:nodeKind sh:Literal ."
NEVER = "<http://example.org/never>"
ACT = "<https://w3id.org/letterkg/ns#act>"
UNKNOWN = {
    "a shape within a shape": NODE + "sh:property [ sh:path lkg:act ; sh:maxCount 0 ] .",
    "a closed shape": NODE + "sh:closed true .",
    "a length": PATH + "sh:path lkg:polarity ; sh:maxLength 3 .",
    "flags of a pattern": PATH + 'sh:path lkg:polarity ; sh:pattern "^Q" ; sh:flags "i" .',
    "a path of any length": PATH + "sh:path [ sh:zeroOrMorePath lkg:about ] ; sh:maxCount 0 .",
    "an inverse of two steps": PATH + "sh:path [ sh:inversePath ( lkg:about lkg:about ) ] ; sh:minCount 1 .",
    "a number that conform at most": PATH
    + "sh:path lkg:about ; sh:qualifiedValueShape ex:T ; sh:qualifiedMaxCount 0 . ex:T a sh:NodeShape .",
    "a number that conform, of several": PATH
    + "sh:path lkg:about ; sh:qualifiedValueShape ex:T , ex:U ; sh:qualifiedMinCount 9 . ex:T a sh:NodeShape . "
    + "ex:U a sh:NodeShape .",
    "a class that is its own shape": "ex:S a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:Literal .",
    "a shape that is switched off": NODE + "sh:deactivated true ; sh:nodeKind sh:Literal .",
    "a query in a query": NODE
    + f'sh:sparql [ sh:select "SELECT $this WHERE {{ {{ SELECT $this WHERE {{ $this {ACT} ?a }} }} }}" ] .',
    "a choice of something unknown": NODE + f"sh:or ( ex:T ex:U ) . {LITERAL} ex:U a sh:NodeShape ; sh:closed true .",
    "all of several": NODE + f"sh:and ( ex:T ) . {LITERAL}",
    "a shape that refers to itself": NODE + "sh:not ex:S .",
    "a component of somebody's own": NODE
    + f"""ex:never true . ex:Own a sh:ConstraintComponent ; sh:parameter [ sh:path ex:never ] ;
        sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:select "SELECT $this $never {{ $this {ACT} ?a }}" ] .""",
}


KNOWN = {
    "what nobody says": NODE
    + f'sh:sparql [ sh:select "SELECT $this {{ FILTER NOT EXISTS {{ $this {NEVER} ?a }} }}" ] .',
    "a value of a path": PATH + f'sh:path lkg:act ; sh:sparql [ sh:select "SELECT $this {{ $this {ACT} ?value }}" ] .',
    "the same twice": PATH
    + f'sh:path lkg:act ; sh:sparql [ sh:select "SELECT $this ?value {{ $this {ACT} ?value }}" ] .',
    "what prefixes shorten": NODE
    + f'sh:sparql [ sh:select "PREFIX x: <https://w3id.org/letterkg/ns#> SELECT $this {{ $this x:act ?a, {ACT} }}" ] .',
    "a node": "ex:S a sh:NodeShape ; sh:targetNode lkg:Acts ; sh:nodeKind sh:BlankNode .",
    "several values": PATH + "sh:path lkg:act ; sh:hasValue lkg:a , lkg:b ; sh:class lkg:Actor , lkg:Claim .",
    "languages": PATH + 'sh:path lkg:polarity ; sh:languageIn ( "fr" ) .',
    "languages of names": "ex:S a sh:PropertyShape ; sh:targetSubjectsOf skos:prefLabel ; sh:path skos:prefLabel ; "
    + 'sh:languageIn ( "EN" ) .',
    "any language": "ex:S a sh:PropertyShape ; sh:targetSubjectsOf skos:prefLabel ; sh:path skos:prefLabel ; "
    + 'sh:languageIn ( "*" ) .',
    "a number that conform": PATH
    + "sh:path lkg:about ; sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 9 . ex:T a sh:NodeShape .",
    "a number that conform, which do": PATH
    + "sh:path lkg:act ; sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 1 . ex:T a sh:NodeShape .",
    "a number that conform, which do not": PATH
    + f"sh:path lkg:act ; sh:qualifiedValueShape ex:T ; sh:qualifiedMinCount 1 . {LITERAL}",
    "choices twice": NODE + f"sh:or ( ex:T ) , ( ex:T ex:T ) . {LITERAL}",
}


@pytest.mark.parametrize("turtle", KNOWN.values(), ids=KNOWN)
def test_what_is_known_is_compiled_and_finds_the_same(turtle: str) -> None:
    given = Graph().parse(data=PREFIXES + turtle, format="turtle")
    graph = read_turtle(TESTS / "shapes" / "claim-valid.ttl") + read_turtle(TESTS / "shapes" / "common.ttl")
    check = CompiledShapes(given, looked_up(shapes()))
    assert check.left is None
    assert check(triples_of(graph)) == validate(graph, ontology=looked_up(shapes()), shapes=given)


@pytest.mark.parametrize("turtle", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_left_to_pyshacl_and_the_rest_is_compiled(turtle: str) -> None:
    known = "ex:K a sh:PropertyShape ; sh:targetClass lkg:Claim ; sh:path lkg:claimant ; sh:maxCount 0 ."
    given = Graph().parse(data=PREFIXES + turtle + known, format="turtle")
    graph = read_turtle(TESTS / "shapes" / "claim-valid.ttl") + read_turtle(TESTS / "shapes" / "common.ttl")
    check = CompiledShapes(given, looked_up(shapes()))
    assert check.left is not None
    assert (URIRef("http://example.org/S"), None, None) in check.left
    report = check(triples_of(graph))
    assert report == validate(graph, ontology=looked_up(shapes()), shapes=given)
    assert any(result.shape == "http://example.org/K" for result in report.results)
