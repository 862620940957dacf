"""The ontology: what it, the code, the shapes, the queries and the knowledge know of each other; its form and logic."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import owlrl
import pytest
from builders.ontology import CLOSED, EVENT_TYPES, local, ontology
from builders.places import SHARED, TESTS
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.knowledge import lexicon
from kg.knowledge.rule import COMMON, properties
from kg.knowledge.sentence_rules import RULE_CLASSES
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.model.document import DocumentKind, PartKind
from kg.model.mention import Kind
from kg.namespaces import ACT, EVENT_TYPE, HARM, ID, LKG, PLACE_TYPE, PLOVER
from kg.resources import PACKAGE, shipped

HOME = shipped("ontology")
ONTOLOGY = URIRef("https://w3id.org/letterkg/ns")
VANN = "http://purl.org/vocab/vann/"
PREFIXED = re.compile(r"(?<![\w-])lkg:([A-Za-z][A-Za-z0-9]*)|https://w3id\.org/letterkg/ns#([A-Za-z][A-Za-z0-9]*)")
WORDS_FOR_THINGS = {"agent", "agreementKind", "complier"}  # object properties to which rules give words


def defined() -> set[str]:
    return {name for s in ontology().subjects() if (name := local(s))}


def mentioned(text: str) -> set[str]:
    return {one or other for one, other in PREFIXED.findall(text)}


@cache
def in_code() -> set[str]:
    """The terms of the code: LKG.x, LKG["x"], words such as lkg:x, and the names that enums hold."""
    names = {kind.value for enum in (DocumentKind, PartKind, Kind) for kind in enum}
    names |= {name for c in RULE_CLASSES for name in (c.__name__, *properties(c))}
    names |= {*COMMON, *lexicon.SINGLE, *lexicon.SEVERAL}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        names |= mentioned(text)
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Attribute(value=ast.Name(id="LKG"), attr=name):
                    names.add(name)
                case ast.Subscript(value=ast.Name(id="LKG"), slice=ast.Constant(value=str(name))):
                    names.add(name)
    return names


@cache
def in_graphs(*folders: Path) -> set[str]:
    graphs = [read_turtle(path) for path in turtle_files(*folders)]
    terms = {name for graph in graphs for triple in graph for term in triple if (name := local(term))}
    words = {str(term) for graph in graphs for term in graph.objects() if isinstance(term, Literal)}
    return terms | {name for text in words for name in mentioned(text)}


def in_queries() -> set[str]:
    paths = [path for folder in ("queries", "projections") for path in sorted(shipped(folder).glob("*.rq"))]
    return {name for path in paths for name in mentioned(path.read_text(encoding="utf-8"))}


def knowledge() -> set[str]:
    return in_graphs(HOME / "lexicon", HOME / "rules", HOME / "examples")


USERS = {
    "code": in_code,
    "shapes": lambda: in_graphs(shipped("shapes")),
    "queries": in_queries,
    "knowledge": knowledge,
}


@pytest.mark.parametrize("user", USERS)
def test_terms_in_use_are_defined(user: str) -> None:
    used = USERS[user]()
    assert used, f"no term found in {user}"
    assert not used - defined()


def test_terms_defined_are_in_use() -> None:
    used = set().union(*(terms() for terms in USERS.values()))
    assert not defined() - used - in_graphs(HOME / "schemes", HOME / "alignments")


def test_the_vocabulary_page_is_covered() -> None:
    page = SHARED / "design" / "vocabulary.md"
    if not page.is_file():
        pytest.skip(f"{page} is not there")
    assert not mentioned(page.read_text(encoding="utf-8")) - defined()


def test_every_term_has_labels_and_comments_in_both_languages() -> None:
    for name in sorted(defined()):
        for kind in (RDFS.label, RDFS.comment):
            languages = sorted(str(o.language) for o in ontology().objects(LKG[name], kind) if isinstance(o, Literal))
            assert languages == ["en", "zh"], f"{name}: {kind}"


def test_header() -> None:
    graph = ontology()
    for predicate in (OWL.versionIRI, OWL.versionInfo, DCTERMS.license):
        assert len(list(graph.objects(ONTOLOGY, predicate))) == 1, predicate
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert graph.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(ONTOLOGY, URIRef(VANN + "preferredNamespacePrefix"))) == "lkg"
    assert str(graph.value(ONTOLOGY, URIRef(VANN + "preferredNamespaceUri"))) == str(LKG)
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {o.language for o in graph.objects(ONTOLOGY, predicate) if isinstance(o, Literal)} == {"zh", "en"}


@pytest.mark.parametrize("path", turtle_files(HOME), ids=lambda path: path.name)
def test_no_blank_nodes_and_no_imports(path: Path) -> None:
    graph = read_turtle(path)
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    assert (None, OWL.imports, None) not in graph


def test_only_what_owl_2_rl_allows() -> None:
    graph = ontology()
    predicates = {p for p in graph.predicates() if str(p).startswith(str(OWL))}
    assert predicates <= {OWL.disjointWith, OWL.versionIRI, OWL.versionInfo}
    assert {o for o in graph.objects(None, RDF.type) if str(o).startswith(str(OWL))} <= {
        OWL.Ontology,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
        OWL.SymmetricProperty,
        OWL.TransitiveProperty,
    }


def test_a_term_is_one_kind_of_thing() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.ConceptScheme)
    for name in sorted(defined()):
        assert sum((LKG[name], RDF.type, kind) in ontology() for kind in kinds) == 1, name


def test_object_properties_lead_to_things_and_the_others_to_words() -> None:
    for path in turtle_files(HOME / "lexicon", HOME / "rules", HOME / "examples"):
        for subject, predicate, value in read_turtle(path):
            name, word = local(predicate), isinstance(value, Literal)
            if name and name not in WORDS_FOR_THINGS and name != "yields":
                assert (predicate, RDF.type, OWL.DatatypeProperty if word else OWL.ObjectProperty) in ontology(), (
                    f"{path.name}: {subject} lkg:{name} {value}"
                )


@pytest.mark.parametrize(("scheme", "namespace", "names"), CLOSED, ids=[row[0] for row in CLOSED])
def test_schemes_are_the_closed_lists(scheme: str, namespace: str, names: str) -> None:
    members = {str(s) for s in ontology().subjects(SKOS.inScheme, LKG[scheme])}
    assert members == {f"{namespace}{name}" for name in names.split()}


@pytest.mark.parametrize(("scheme", "namespace", "names"), CLOSED, ids=[row[0] for row in CLOSED])
def test_closed_lists_stand_in_the_annotation_guide(scheme: str, namespace: str, names: str) -> None:
    guide = SHARED / "gold" / "GUIDE.md"
    if not guide.is_file():
        pytest.skip(f"{guide} is not there")
    words = set(re.findall(r"\w+", guide.read_text(encoding="utf-8")))
    assert not set(names.split()) - words


@pytest.mark.parametrize("scheme", [*(row[0] for row in CLOSED), "EventSubtypes", "PlaceTypes", "StatusWords"])
def test_concepts_have_notation_names_and_definitions(scheme: str) -> None:
    graph = ontology()
    concepts = sorted(graph.subjects(SKOS.inScheme, LKG[scheme]))
    assert concepts
    for concept in concepts:
        assert (concept, RDF.type, SKOS.Concept) in graph
        assert [str(o) for o in graph.objects(concept, SKOS.notation)] == [re.split("[/#]", str(concept))[-1]]
        for kind in (SKOS.prefLabel, SKOS.definition):
            languages = sorted(str(o.language) for o in graph.objects(concept, kind) if isinstance(o, Literal))
            assert languages == ["en", "zh"], f"{concept} {kind}"


def test_place_types_of_the_lexicon_are_in_their_scheme() -> None:
    used = {o for path in turtle_files(HOME / "lexicon") for o in read_turtle(path).objects(None, LKG.placeType)}
    assert used
    assert not {o for o in used if not str(o).startswith(str(PLACE_TYPE))}
    assert not {o for o in used if (o, SKOS.inScheme, LKG.PlaceTypes) not in ontology()}


def test_every_event_type_but_other_is_matched_to_plover() -> None:
    graph = ontology()
    matches = (SKOS.broadMatch, SKOS.narrowMatch, SKOS.closeMatch, SKOS.relatedMatch)
    matched = {s for match in matches for s in graph.subjects(match) if str(s).startswith(str(EVENT_TYPE))}
    assert {str(s).removeprefix(str(EVENT_TYPE)) for s in matched} == set(EVENT_TYPES.split()) - {"Other"}
    for match in matches:
        for concept in graph.objects(None, match):
            assert str(concept).startswith(str(PLOVER))
            assert (concept, SKOS.inScheme, LKG.Plover) in graph


def closure(*more: Graph) -> Graph:
    """What follows by OWL 2 RL from the ontology, its alignments and more."""
    graph = read_turtle(HOME / "letterkg.ttl")
    for other in (*(read_turtle(path) for path in turtle_files(HOME / "alignments") if path.stem != "plover"), *more):
        graph += other
    # its own types of values would stay rdflib's for all tests that this process runs later
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    errors = [str(o) for p, o in graph.predicate_objects() if str(p).endswith("#error") and isinstance(o, Literal)]
    return errors + [str(s) for s in graph.subjects(RDF.type, OWL.Nothing)]


def page_example() -> Graph:
    """The example of the page of the vocabulary; nothing where that is not there."""
    page = SHARED / "design" / "vocabulary.md"
    if not page.is_file():
        return Graph()
    example = re.search(r"```turtle\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    prefixes = "".join(
        f"@prefix {name}: <{iri}> .\n" for name, iri in read_turtle(HOME / "alignments" / "oa.ttl").namespaces()
    )
    names = {"id": ID, "act": ACT, "type": EVENT_TYPE, "harm": HARM, "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/"}
    prefixes += "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())
    text = re.sub(r"\bid:([\w/-]+)", lambda m: f"<{ID}{m[1]}>", example[1])
    return Graph().parse(data=prefixes + text, format="turtle")


def test_nothing_contradicts_itself_in_sound_graphs() -> None:
    """What holds of both together holds of each: more statements have no fewer consequences."""
    graph = closure(read_turtle(TESTS / "shapes" / "common.ttl"), page_example())
    assert not contradictions(graph)
    sem = "http://semanticweb.cs.vu.nl/2009/11/sem/"
    assert (ID["event/e"], URIRef(sem + "hasActor"), ID["actor/b"]) in graph
    assert (ID["actor/a"], RDF.type, URIRef("http://xmlns.com/foaf/0.1/Agent")) in graph


def test_an_event_that_is_a_person_is_a_contradiction() -> None:
    wrong = Graph()
    wrong.add((ID["event/x"], RDF.type, LKG.Event))
    wrong.add((ID["event/x"], RDF.type, LKG.Person))
    assert contradictions(closure(wrong))
