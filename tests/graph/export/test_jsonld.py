"""JSON-LD: the context against the ontology, the same quads to three parsers, and what a reader sees."""

import io
import json
import re

import pyoxigraph as ox
import pytest
from builders.ontology import CLOSED, local, ontology
from builders.small import fill, stored_build
from pyld import jsonld
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.graph.export.formats import export
from kg.graph.store import Store
from kg.graph.validation import load_shapes
from kg.namespaces import GAF, ID, LKG, OA, SKOSXL
from kg.resources import PACKAGE, shipped

CONTEXT = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
COERCED = {XSD.date: "xsd:date", XSD.integer: "xsd:integer", XSD.decimal: "xsd:decimal", XSD.string: None}
WRITERS = ("graph/writer", "occurrences/graph")  # all RDF of the store is written there
NODE, OTHER = f"{ID}claim/X/9-accuse", f"{ID}claim/X/10-deny"


@pytest.fixture
def store(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        yield store


def written(store):
    out = io.BytesIO()
    export(store, "jsonld", out)
    return out.getvalue()


def graphs(store):
    return {one["@id"]: one["@graph"] for one in json.loads(written(store))["@graph"]}


def expand(name):
    prefix, colon, rest = name.partition(":")
    return CONTEXT[prefix] + rest if colon and prefix in CONTEXT else name


def defined():
    """The context's terms: the IRI, the type and the container of each."""
    for term, entry in CONTEXT.items():
        entry = entry if isinstance(entry, dict) else {"@id": entry}
        yield term, (URIRef(expand(entry["@id"])), entry.get("@type"), entry.get("@container"))


def written_properties():
    """The ontology's own properties that the code writes into graphs."""
    code = "".join((PACKAGE / f"{name}.py").read_text(encoding="utf-8") for name in WRITERS)
    names = {one or other for one, other in re.findall(r"LKG(?:\.(\w+)|\[\"(\w+)\"\])", code)}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        yield from ((LKG[name], kind) for name in names if (LKG[name], RDF.type, kind) in ontology())


@pytest.mark.parametrize(("name", "kind"), sorted(written_properties()))
def test_every_property_has_a_term_of_its_own_name_and_type(name, kind):
    iri, coercion, container = dict(defined())[local(name)]
    kinds = set(ontology().objects(name, RDFS.range))
    assert iri == name
    if SKOS.Concept in kinds:
        assert coercion == "@vocab"
    elif kind == OWL.ObjectProperty:
        assert coercion == "@id"
    else:
        assert (coercion, container == "@language") == (COERCED[min(kinds)] if kinds else None, not kinds)


def test_the_writers_are_read():
    assert len(list(written_properties())) > 60


def test_the_context_knows_nothing_else_of_the_ontology():
    known = {local(name) for name in ontology().subjects() if local(name)}
    assert {local(iri) for _, (iri, _, _) in defined() if local(iri)} <= known


@pytest.mark.parametrize(("namespace", "names"), [(space, names) for _, space, names in CLOSED])
def test_concepts_are_terms(namespace, names):
    assert {name: CONTEXT[name] for name in names.split()} == {name: f"{namespace}{name}" for name in names.split()}


def test_place_types_are_terms():
    found = ontology().subjects(SKOS.inScheme, LKG.PlaceTypes)
    assert {str(iri) for iri in found} <= {str(iri) for _, (iri, _, _) in defined()}


def test_no_two_terms_mean_the_same():
    iris = [iri for _, (iri, _, _) in defined()]
    assert len(iris) == len(set(iris))


def test_what_the_shapes_allow_once_is_no_list():
    shapes, once = load_shapes(), Literal(1)
    single = {path for shape, path in shapes.subject_objects(SH.path) if (shape, SH.maxCount, once) in shapes}
    lists = {iri for _, (iri, _, container) in defined() if container == "@set"}
    assert {DCTERMS.date, LKG.claimant, OA.start} <= single
    assert {LKG.about, GAF.denotedBy, LKG.symbol} <= lists
    assert lists & single == set()


def awkward():
    """Triples that the context does not foresee, or that are easily spoilt."""
    date, integer, string = (ox.NamedNode(str(kind)) for kind in (XSD.date, XSD.integer, XSD.string))
    words = "a\r\nb\n\t\"'\\ ]]> <&> \x01\x7f 甲国 \U00020000 \u2028 @id"
    said = {
        LKG["count"]: [ox.Literal("31", datatype=integer), ox.Literal("007", datatype=integer), ox.Literal("31")],
        LKG.order: [ox.Literal("9" * 30, datatype=integer), ox.Literal("-2", datatype=integer)],
        LKG.confidence: [ox.Literal("0.50", datatype=ox.NamedNode(str(XSD.decimal)))],
        DCTERMS.date: [ox.Literal("1999-03-01", datatype=date), ox.Literal("1999-03", datatype=string)],
        LKG.dateSigned: [ox.Literal("1998-12-31", datatype=date), ox.Literal("1999-01-01", datatype=date)],
        SKOS.prefLabel: [ox.Literal("甲", language="zh"), ox.Literal("乙", language="zh"), ox.Literal("甲"),
                         ox.Literal("x", language="zh-latn"), ox.NamedNode(OTHER)],
        LKG.victims: [ox.Literal(words), ox.Literal(words, language="zh"), ox.Literal("true", datatype=date)],
        LKG.act: [ox.NamedNode("https://w3id.org/letterkg/act/deny"), ox.NamedNode("urn:x:act"), ox.Literal("deny")],
        LKG.about: [ox.NamedNode(NODE), ox.NamedNode(OTHER), ox.NamedNode(f"{ID}//odd"), ox.Literal("id:x")],
        GAF.denotedBy: [ox.NamedNode(NODE), ox.NamedNode(OTHER)],
        SKOSXL.altLabel: [ox.NamedNode("urn:x:label"), ox.Literal("丁城")],
        URIRef("urn:x:p"): [ox.Literal("p"), ox.NamedNode("urn:x:o"), ox.Literal("3", datatype=integer)],
        RDF.type: [ox.NamedNode(str(LKG.Claim)), ox.NamedNode("urn:x:Class"), ox.NamedNode(str(LKG.Event))],
    }  # fmt: skip
    for node in (NODE, OTHER):
        for predicate, values in said.items():
            yield from (ox.Triple(ox.NamedNode(node), ox.NamedNode(str(predicate)), value) for value in values)


def of_pyld(data):
    """The quads that pyld reads."""
    terms = {"IRI": lambda t: ox.NamedNode(t["value"]), "literal": lambda t: literal_of_pyld(t)}
    for graph, triples in jsonld.to_rdf(json.loads(data)).items():
        for triple in triples:
            s, p, o = (terms[triple[key]["type"]](triple[key]) for key in ("subject", "predicate", "object"))
            yield ox.Quad(s, p, o, ox.NamedNode(graph))


def literal_of_pyld(term):
    if term.get("language"):
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(term["datatype"]))


PARSERS = {
    "pyoxigraph": lambda data: ox.parse(data, format=ox.RdfFormat.JSON_LD),
    "pyld": of_pyld,
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("base", [str(ID), "https://example.org/graph/document/"])
def test_every_quad_comes_back(store, parser, base):
    for name in ("document/X", "graph/disputes"):
        store.replace(stored_build(f"{base}{name}"), awkward())
    if base != str(ID):
        for graph in store.graphs():
            if not graph.startswith(base):
                store.drop(graph)
    assert store.base == base
    assert set(PARSERS[parser](written(store))) == set(store.inner)


def test_rdflib_reads_the_same_numbers_dates_and_words(store):
    """But for literals that it rewrites itself (007, a date that is none)."""
    odd = {"007", "true"}
    store.replace(stored_build(f"{ID}document/X"), [one for one in awkward() if one.object.value not in odd])
    got, wanted = Dataset(), Dataset()
    got.parse(data=written(store), format="json-ld")
    wanted.parse(data=ox.serialize(store.inner, format=ox.RdfFormat.N_QUADS), format="nquads")
    assert set(got.quads()) == set(wanted.quads())


def test_a_claim_is_read_with_its_words_what_it_says_and_its_figures(store):
    claims = {node["@id"]: node for node in graphs(store)["id:document/S-1999-1"] if node["@type"] == "Claim"}
    mention = "id:mention/S-1999-1/31-72/"
    quote = {
        "@type": ["TextPositionSelector", "TextQuoteSelector"],
        "start": 31,
        "end": 72,
        "exact": "1999年3月1日，乙国军队向丁市开火，造成甲国2名军人死亡、至少5名平民受伤。",
    }

    def words(rule):
        return {
            "@id": f"{mention}{rule}",
            "@type": "Mention",
            "inPart": "id:part/S-1999-1/0",
            "source": "id:document/S-1999-1",
            "selector": [{"@id": "id:selector/S-1999-1/31-72"} | quote],
            "ruleFired": rule,
        }

    claim = claims["id:claim/S-1999-1/accuse-1"]
    assert [one["count"] for one in claim.pop("casualties")] == [5, 2]
    assert claim == {
        "@id": "id:claim/S-1999-1/accuse-1",
        "@type": "Claim",
        "act": "accuse",
        "polarity": "positive",
        "claimant": "id:actor/a",
        "inPart": "id:part/S-1999-1/0",
        "target": ["id:actor/b"],
        "denotedBy": [words("accuse-fire")],
        "about": [
            {
                "@id": "id:event/S-1999-1/attack-1",
                "@type": "Event",
                "eventType": "ArmedAttack",
                "hasBeginTimeStamp": "1999-03-01",
                "hasEndTimeStamp": "1999-03-01",
                "datePrecision": "day",
                "hasPlace": ["id:place/ding"],
                "agent": ["id:actor/b"],
                "patient": ["id:actor/a"],
                "denotedBy": [words("attack-fire")],
            }
        ],
    }
    assert claims["id:claim/S-1999-1/violates"]["about"] == [
        "id:agreement/ceasefire-1998", "id:provision/ceasefire-1998/第4条",
    ]  # fmt: skip


def test_the_document_stands_first_and_nothing_within_something_stands_alone(store):
    nodes = graphs(store)["id:document/S-1999-1"]
    assert nodes[0]["@id"] == "id:document/S-1999-1"
    assert nodes[0]["date"] == "1999-03-05"
    assert nodes[0]["wasGeneratedBy"]["softwareVersion"] == "0.0.0"
    kinds = {kind for node in nodes for kind in [node["@type"]] if isinstance(kind, str)}
    assert kinds == {"Place", "Agreement", "Provision", "Claim", "Membership", "Concept"}
    actor = next(node for node in nodes if node["@id"] == "id:actor/a")
    assert actor["prefLabel"] == {"en": "Stateland", "zh": "甲国"}
    assert [one["selector"][0]["start"] for one in actor["denotedBy"]] == [9, 23]


def test_things_stand_in_the_order_of_their_numbers(store):
    part = ox.NamedNode(str(LKG.Part))
    nodes = [ox.NamedNode(f"{ID}part/X/{number}") for number in (10, 9, 2)]
    store.replace(
        stored_build(f"{ID}document/X"), [ox.Triple(node, ox.NamedNode(str(RDF.type)), part) for node in nodes]
    )
    found = [node["@id"] for node in graphs(store)["id:document/X"]]
    assert found == ["id:part/X/2", "id:part/X/9", "id:part/X/10"]


def test_keys_stand_in_the_order_of_the_context(store):
    order = ["@id", *CONTEXT]
    order.insert(1, "@type")
    for nodes in graphs(store).values():
        for node in nodes:
            assert list(node) == sorted(node, key=order.index)


def test_an_empty_store_is_an_empty_list(tmp_path):
    with Store(tmp_path) as empty:
        assert graphs(empty) == {}
        assert list(ox.parse(written(empty), format=ox.RdfFormat.JSON_LD)) == []
