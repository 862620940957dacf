"""The description of the data set: what catalogues ask for, counts worked out by hand, the publisher's own words."""

import hashlib
import io

import pyshacl
import pytest
from builders.disputes import add_disputes
from builders.ontology import ontology
from builders.small import LETTER, RECORD, fill, stored_build
from rdflib import DCAT, RDF, SKOS, VOID, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from kg.errors import LexiconError, QueryError
from kg.graph.export.catalogue import SPDX, describe, read_about, write_description
from kg.graph.export.formats import export
from kg.graph.store import Store
from kg.namespaces import GAF, ID, LKG

DATASET = ID.dataset
# What a catalogue asks of a data set and its files, after DCAT 3 and VoID.
SHAPES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:nodeKind sh:IRI ;
    sh:property [ sh:path dcterms:title ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ] ,
        [ sh:path dcterms:description ; sh:minCount 1 ; sh:uniqueLang true ] ,
        [ sh:path dcterms:language ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path dcterms:license ; sh:nodeKind sh:IRI ] ,
        [ sh:path dcterms:temporal ; sh:maxCount 1 ; sh:class dcterms:PeriodOfTime ] ,
        [ sh:path dcat:distribution ; sh:class dcat:Distribution ] ,
        [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ,
        [ sh:path void:entities ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ,
        [ sh:path void:uriSpace ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path void:exampleResource ; sh:nodeKind sh:IRI ] ,
        [ sh:path ( void:classPartition void:class ) ; sh:nodeKind sh:IRI ] ,
        [ sh:path ( void:propertyPartition void:property ) ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetObjectsOf void:classPartition ;
    sh:property [ sh:path void:class ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path void:entities ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetObjectsOf void:propertyPartition ;
    sh:property [ sh:path void:property ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass dcterms:PeriodOfTime ;
    sh:property [ sh:path dcat:startDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals dcat:endDate ] ,
        [ sh:path dcat:endDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:nodeKind sh:IRI ;
    sh:property [ sh:path dcterms:title ; sh:minCount 1 ] ,
        [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^https://www.iana.org/assignments/media-types/[a-z]+/[a-z+-]+$" ] ,
        [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
        [ sh:path ( spdx:checksum spdx:checksumValue ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[0-9a-f]{64}$" ] .
"""  # noqa: E501
ABOUT = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://example.org/border-war> a dcat:Dataset ;
    dcterms:title "边境战争的主张"@zh , "Claims of a border war"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:publisher <https://example.org/library> ;
    dcat:landingPage <https://example.org/border-war/page> .
<https://example.org/library> a foaf:Agent ; foaf:name "戊村图书馆"@zh .
"""


@pytest.fixture
def store(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        yield store


@pytest.fixture
def about(tmp_path):
    path = tmp_path / "about.ttl"
    path.write_text(ABOUT, encoding="utf-8")
    return path


def complaints(graph):
    _, found, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    return sorted(str(one) for one in found.objects(None, URIRef("http://www.w3.org/ns/shacl#resultPath")))


def value(graph, *path):
    node = DATASET
    for predicate in path:
        node = graph.value(node, predicate)
    return node


def partition(graph, kind, term, number):
    (node,) = graph.subjects(kind, term)
    return int(graph.value(node, number))


def test_it_says_what_catalogues_ask_for(store, tmp_path, about):
    with (tmp_path / "graph.nq").open("wb") as file:
        export(store, "nq", file)
    assert complaints(describe(store, tmp_path)) == []
    assert complaints(describe(store, tmp_path, read_about(about))) == []


@pytest.mark.parametrize(
    "missing", [DCTERMS.title, VOID.triples, DCAT.byteSize, SPDX.checksumValue, DCAT.endDate, VOID["class"]]
)
def test_the_judge_sees_what_is_missing(store, tmp_path, missing):
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    graph = describe(store, tmp_path)
    graph.remove((None, missing, None))
    assert complaints(graph)


def test_counts_are_those_of_the_union(store, tmp_path):
    graph, union = describe(store, tmp_path), store.graph(LETTER) + store.graph(RECORD)
    assert value(graph, VOID.triples) == Literal(len(union))
    assert value(graph, VOID.distinctSubjects) == Literal(len(set(union.subjects())))
    assert value(graph, VOID.entities) == Literal(len({s for s in union.subjects() if s.startswith(ID)}))
    assert value(graph, VOID.properties) == Literal(len(set(union.predicates())))


@pytest.mark.parametrize(
    ("term", "number"),
    [(LKG.Claim, 8), (LKG.Event, 5), (LKG.CasualtyCount, 3), (LKG.Document, 2), (LKG.State, 2), (LKG.Place, 2)],
)
def test_classes_have_their_members_counted_once(store, tmp_path, term, number):
    assert partition(describe(store, tmp_path), VOID["class"], term, VOID.entities) == number


@pytest.mark.parametrize(
    ("term", "number"), [(LKG.claimant, 8), (LKG.fileName, 2), (LKG.casualties, 3), (LKG.target, 5)]
)
def test_predicates_have_their_triples_counted_once(store, tmp_path, term, number):
    assert partition(describe(store, tmp_path), VOID.property, term, VOID.triples) == number


def test_sources_time_versions_and_an_example(store, tmp_path):
    graph = describe(store, tmp_path)
    assert set(graph.objects(DATASET, DCTERMS.source)) == {URIRef(LETTER), URIRef(RECORD)}
    assert value(graph, DCTERMS.temporal, DCAT.startDate) == Literal("1999-03-05", datatype=XSD.date)
    assert value(graph, DCTERMS.temporal, DCAT.endDate) == store.graph(RECORD).value(URIRef(RECORD), DCTERMS.date)
    assert value(graph, PROV.wasGeneratedBy, LKG.softwareVersion) == Literal("0.0.0")
    assert value(graph, VOID.exampleResource) == ID["claim/S-1999-1/accuse-1"]
    assert value(graph, VOID.uriSpace) == Literal(str(ID))
    vocabularies = {str(one) for one in graph.objects(DATASET, VOID.vocabulary)}
    assert {str(LKG), str(GAF), str(SKOS), str(DCTERMS)} <= vocabularies
    assert str(RDF) in vocabularies


def test_the_words_are_those_of_the_ontology(store, tmp_path):
    said = set(describe(store, tmp_path).objects(DATASET, DCTERMS.description))
    assert said == set(ontology().objects(URIRef(str(LKG).rstrip("#")), DCTERMS.description))
    assert {one.language for one in said} == {"zh", "en"}


def test_files_beside_it_are_told_with_size_and_sum(store, tmp_path):
    data = "甲国 .".encode()
    for name in ("graph.trig", "datapackage.json", "verdicts.ttl"):
        (tmp_path / name).write_bytes(data)
    graph = describe(store, tmp_path)
    files = {str(graph.value(node, DCTERMS.title)): node for node in graph.objects(DATASET, DCAT.distribution)}
    assert set(files) == {"graph.trig", "datapackage.json"}
    trig = files["graph.trig"]
    assert trig == ID["dataset/graph.trig"]
    assert graph.value(trig, DCAT.byteSize) == Literal(8, datatype=XSD.nonNegativeInteger)
    assert graph.value(trig, DCAT.mediaType) == URIRef("https://www.iana.org/assignments/media-types/application/trig")
    checksum = graph.value(graph.value(trig, SPDX.checksum), SPDX.checksumValue)
    assert str(checksum) == hashlib.sha256(data).hexdigest()


def test_the_publishers_words_come_before_the_general_ones(store, tmp_path, about):
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    dataset, said = URIRef("https://example.org/border-war"), read_about(about)
    graph = describe(store, tmp_path, said)
    assert set(map(str, graph.objects(dataset, DCTERMS.title))) == {"边境战争的主张", "Claims of a border war"}
    assert len(set(graph.objects(dataset, DCTERMS.description))) == 2
    page = URIRef("https://example.org/border-war/page")
    assert graph.value(URIRef(f"{dataset}/graph.ttl"), DCAT.accessURL) == page
    assert (None, None, DATASET) not in graph
    assert said.descriptor() == {
        "title": "边境战争的主张 / Claims of a border war",
        "homepage": "https://example.org/border-war/page",
        "licenses": [{"path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": "戊村图书馆", "role": "publisher"}],
    }


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", QueryError, "describes 0 data sets"),
        ("<urn:a> a <http://www.w3.org/ns/dcat#Dataset> . <urn:b> a <http://www.w3.org/ns/dcat#Dataset> .", QueryError,
         "describes 2 data sets"),
        ("<urn:a> a <http://www.w3.org/ns/dcat#Dataset> ; <urn:p> [ <urn:q> 1 ] .", QueryError,
         "give each thing an IRI"),
        ("<urn:a> a", LexiconError, "not Turtle"),
        (None, LexiconError, "cannot be read"),
    ],
)  # fmt: skip
def test_a_publishers_file_that_cannot_be_used(tmp_path, text, error, message):
    path = tmp_path / "about.ttl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        read_about(path)


def test_an_empty_store_is_described_too(tmp_path):
    with Store(tmp_path) as empty:
        graph = describe(empty, tmp_path)
    assert complaints(graph) == []
    assert value(graph, VOID.triples) == Literal(0)
    assert value(graph, DCTERMS.temporal) is None


def test_same_store_same_bytes(store, tmp_path):
    def written(one):
        out = io.BytesIO()
        write_description(one, out, tmp_path)
        return out.getvalue()

    add_disputes(store)
    with Store(tmp_path / "other") as other:
        add_disputes(other)
        for name in (RECORD, LETTER):
            other.replace(stored_build(name), [quad.triple for quad in store.inner if quad.graph_name.value == name])
        assert written(other) == written(store)
