"""Towns of the gazetteer in documents: confirmed by their country, never a person, never a piece of a longer name."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from builders.extraction import read_letter
from builders.knowledge import finder
from rdflib import SKOS, Literal, URIRef

from kg.graph.export.rows import TABLES
from kg.graph.nodes import Nodes
from kg.graph.validation import load_ontology, load_shapes, validate
from kg.knowledge.gazetteer import gazetteer
from kg.mentions.document import annotate
from kg.mentions.ner.models import NONE
from kg.mentions.towns import RULE
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import Kind
from kg.model.text import Source, Text
from kg.namespaces import GEO, ID, LKG


def read(*texts):
    parts = tuple(
        Part(order=i, kind=PartKind.SPEECH, text=Text(words, tuple(range(len(words))))) for i, words in enumerate(texts)
    )
    source = Source(path=Path("x"), characters="", sha256="")
    return annotate(finder(NONE), Document(source=source, kind=DocumentKind.OTHER, parts=parts))


def places(*texts):
    return [(m.surface, m.rule, m.entries) for item in read(*texts) for m in item.mentions if m.kind is Kind.PLACE]


def key(name, country):
    (town,) = (town for town in gazetteer().towns(name) if town.country == country)
    return town.key


def test_a_country_named_anywhere_confirms_its_town():
    assert places("他们谈起奥尔杜巴德的往事", "阿塞拜疆否认。") == [("奥尔杜巴德", RULE, (key("奥尔杜巴德", "AZ"),))]


def test_offsets_are_the_texts():
    text = "阿塞拜疆称，奥尔杜巴德的道路已封闭，部队撤离奥尔杜巴德市。"
    (item,) = read(text)
    found = [m for m in item.mentions if m.kind is Kind.PLACE]
    assert [m.surface for m in found] == ["奥尔杜巴德", "奥尔杜巴德市"]
    assert all(text[m.span.start : m.span.end] == m.surface for m in found)
    assert {m.entries for m in found} == {(key("奥尔杜巴德", "AZ"),)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("他们从奥尔杜巴德的名单中删去。", "no country is named"),
        ("秘鲁从奥尔杜巴德的名单中删去。", "another country is named"),
        ("阿塞拜疆代表奥尔杜巴德先生发言。", "a person"),
        ("阿塞拜疆总统阿里·奥尔杜巴德说，会议结束。", "a piece of a person's name"),
        ("阿塞拜疆的奥尔杜巴德斯坦人", "a piece of a longer foreign name"),
    ],
)
def test_not_every_name_is_a_town(text, why):
    assert not [found for found in places(text) if found[2]], why


def test_a_candidate_that_nothing_confirms_is_no_problem():
    (item,) = read("他们从奥尔杜巴德的名单中删去。")
    assert not item.problems


def test_a_name_of_several_towns_stays_a_place_and_is_told():
    name, country = next(
        (name, town.country)
        for name in ("克拉斯诺斯洛博茨克", "兹纳缅斯克", "亚历山德里亚", "伊万尼夫卡")
        for town in gazetteer().towns(name)
        if sum(other.country == town.country for other in gazetteer().towns(name)) > 1
    )
    state = {"RU": "俄罗斯", "UA": "乌克兰", "US": "美国"}[country]
    (item,) = read(f"{state}称，部队撤离{name}。")
    assert [(m.surface, m.entries) for m in item.mentions if m.kind is Kind.PLACE] == [(name, ())]
    (problem,) = item.problems
    assert (problem.code, problem.quote) == ("ambiguous-place", name) and country in problem.message


def test_the_countries_named_decide_between_bearers():
    name = "亚历山德里亚"
    assert len({town.country for town in gazetteer().towns(name)}) > 1, "towns of several countries bear it"
    assert places(f"部队驻扎在{name}附近。")[0][2] == ()
    assert places(f"罗马尼亚部队驻扎在{name}附近。")[0][2] == (key(name, "RO"),)


def test_a_town_is_an_entity_with_its_state_and_its_place_in_the_world(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "阿塞拜疆部队撤离奥尔杜巴德市。")
    (town,) = (entity for entity in x.entities if entity.kind is Kind.PLACE)
    assert (town.name, town.english, town.within) == ("奥尔杜巴德", "Ordubad", "actor/azerbaijan")
    graph = extractor.graph(x)
    node, point = ID[town.key], ID[f"geometry/{town.key.partition('/')[2]}"]
    assert graph.value(node, SKOS.exactMatch) == URIRef("https://sws.geonames.org/147368/")
    assert graph.value(node, GEO.hasGeometry) == point
    assert graph.value(point, GEO.asWKT) == Literal("POINT(46.02274 38.90961)", datatype=GEO.wktLiteral)
    state = ID["actor/azerbaijan"]
    assert (str(graph.value(state, LKG.iso3166)), str(graph.value(state, LKG.m49))) == ("AZ", "031")
    found = validate(graph, ontology=load_ontology(), shapes=load_shapes()).results
    assert not [one for one in found if one.severity == "Violation"]


def test_the_table_of_places_has_the_link_and_the_coordinates(extractor, tmp_path):
    graph = extractor.graph(read_letter(extractor, tmp_path, "阿塞拜疆部队撤离奥尔杜巴德市和丁市。"))
    inner = ox.Store()
    triples = ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    inner.extend(ox.Quad(*quad.triple, ox.NamedNode("https://example.org/g")) for quad in triples)
    rows = {row["place"]: row for row in TABLES["places"](Nodes(SimpleNamespace(inner=inner), "https://example.org/g"))}
    known = rows[str(ID["place/geonames-147368"])]
    assert known["geonames"] == ["https://sws.geonames.org/147368/"]
    assert (known["longitude"], known["latitude"]) == ("46.02274", "38.90961")
    (other,) = (row for row in rows.values() if row["nameZh"] == ["丁市"])
    assert (other["geonames"], other["longitude"], other["latitude"]) == ([], "", "")
