"""Networks as files: read back they are the same, their structure is as the formats have it, bytes do not change."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from builders.ties import fill, net
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.networks.files import files, to_gexf, to_graphml, write
from kg.analysis.networks.network import Network, ties_of, to_graph
from kg.analysis.networks.projections import find_projection, project
from kg.errors import StoreError
from kg.graph.store import Store

GEXF = {"g": "http://www.gexf.net/1.2draft"}
GRAPHML = {"m": "http://graphml.graphdrawing.org/xmlns"}
NETWORKS = {"directed": net("a-b@1999-03-10 a-b b+a c0c"), "undirected": net("a0b b0c@2000-01-01", directed=False)}


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("ties")), read_only=True) as store:
        return project(store, find_projection("stances"))


@pytest.fixture(params=["directed", "undirected", "store"])
def network(request, real):
    return NETWORKS.get(request.param, real)


def edges(graph, without=()):
    """Edges by key, with their ends and attributes."""
    return {
        key: (sorted((source, target)) if not graph.is_directed() else [source, target],
              {name: value for name, value in data.items() if name not in without})
        for source, target, key, data in graph.edges(keys=True, data=True)
    }  # fmt: skip


def test_graphml_reads_back_as_it_was(network):
    read = nx.read_graphml(io.BytesIO(to_graphml(network)), force_multigraph=True)
    assert read.is_directed() == network.graph.is_directed()
    assert dict(read.nodes(data=True)) == dict(network.graph.nodes(data=True))
    assert edges(read) == edges(network.graph)


def test_gexf_reads_back_as_it_was(network):
    read = nx.read_gexf(io.BytesIO(to_gexf(network)))
    assert {node: data.pop("label") for node, data in read.nodes(data=True)} == dict(
        network.graph.nodes(data="label_zh")
    )
    assert dict(read.nodes(data=True)) == dict(network.graph.nodes(data=True))
    written = nx.MultiDiGraph(read) if network.graph.is_directed() else nx.MultiGraph(read)
    found = {data["id"]: (u, v, data) for u, v, data in written.edges(data=True)}
    assert set(found) == {key for *_, key in network.graph.edges(keys=True)}
    for source, target, key, data in network.graph.edges(keys=True, data=True):
        u, v, got = found[key]
        assert (u, v) == (source, target) or (not read.is_directed() and (v, u) == (source, target))
        assert {name: got[name] for name in data} == data


def test_the_structure_of_gexf():
    root = ElementTree.fromstring(to_gexf(NETWORKS["directed"]))
    assert (root.tag, root.get("version")) == ("{http://www.gexf.net/1.2draft}gexf", "1.2")
    graph = root.find("g:graph", GEXF)
    assert {name: graph.get(name) for name in ("mode", "timeformat", "defaultedgetype")} == {
        "mode": "dynamic", "timeformat": "date", "defaultedgetype": "directed"
    }  # fmt: skip
    declared = {
        (kind.get("class"), one.get("id")): (one.get("title"), one.get("type"))
        for kind in graph.findall("g:attributes", GEXF)
        for one in kind.findall("g:attribute", GEXF)
    }
    types = {title: kind for (what, _), (title, kind) in declared.items() if what == "edge"}
    assert (types["sign"], types["char_start"], types["claim"]) == ("long", "long", "string")
    for what in ("node", "edge"):
        for value in graph.findall(f".//g:{what}/g:attvalues/g:attvalue", GEXF):
            assert (what, value.get("for")) in declared
    nodes = {node.get("id"): node.get("label") for node in graph.findall("g:nodes/g:node", GEXF)}
    assert nodes == {"a": "A", "b": "B", "c": "C"}
    found = graph.findall("g:edges/g:edge", GEXF)
    assert len({edge.get("id") for edge in found}) == len(found) == 4
    assert {edge.get("source") for edge in found} | {edge.get("target") for edge in found} <= set(nodes)
    assert sorted((edge.get("start"), edge.get("end")) for edge in found if edge.get("start")) == [
        ("1999-03-10", "1999-03-10")
    ]


def test_the_structure_of_graphml():
    root = ElementTree.fromstring(to_graphml(NETWORKS["directed"]))
    assert root.tag == "{http://graphml.graphdrawing.org/xmlns}graphml"
    keys = {(key.get("for"), key.get("id")): key.get("attr.type") for key in root.findall("m:key", GRAPHML)}
    assert keys["edge", "sign"] in ("int", "long")
    assert (keys["edge", "claim"], keys["node", "label_zh"]) == ("string", "string")
    for what in ("node", "edge"):
        found = root.findall(f"m:graph/m:{what}", GRAPHML)
        assert len({one.get("id") for one in found}) == len(found)
        assert {(what, data.get("key")) for one in found for data in one.findall("m:data", GRAPHML)} <= set(keys)


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_tables(real):
    written = files(real)
    assert list(written) == ["graph.graphml", "graph.gexf", "nodes.csv", "edges.csv", "pairs.csv"]
    (first, *_) = [row for row in rows(written["edges.csv"]) if row["claim"].endswith("claim/1")]
    assert (first["source_label"], first["target_label"], first["sign"], first["quote"]) == (
        "甲国", "乙国", "-1", "据丙国称，乙国开火。"
    )  # fmt: skip
    assert (first["file"], first["char_start"], first["char_end"]) == ("letter.txt", "10", "18")
    assert len(rows(written["edges.csv"])) == real.graph.size() == 11
    pair = next(row for row in rows(written["pairs.csv"]) if row["target"].endswith("actor/b"))
    # Of 甲国 on 乙国: it accuses (1), denies (4), requests (5), and says that it did not attack (7).
    assert [pair[name] for name in ("weight", "against", "neutral", "favourable", "sign")] == ["4", "2", "2", "0", "-1"]
    assert [iri.rpartition("/")[2] for iri in pair["evidence"].split()] == ["1", "4", "5", "7"]
    node = next(row for row in rows(written["nodes.csv"]) if row["id"].endswith("actor/a"))
    assert (node["label_zh"], node["kind"], node["degree_in"], node["degree_out"]) == ("甲国", "State", "2", "3")


@given(st.text(min_size=1))
def test_words_come_back_but_for_what_xml_cannot_hold(words):
    network = net("a-b")
    tie = replace(ties_of(network.graph)[0], quote=words)
    changed = Network(
        projection=network.projection, graph=to_graph([tie], lambda iri: dict(network.graph.nodes[iri]), True)
    )
    held = "".join("�" if (c < " " and c not in "\t\n") or c in "\ufffe\uffff" else c for c in words)
    for read in (nx.read_graphml(io.BytesIO(to_graphml(changed))), nx.read_gexf(io.BytesIO(to_gexf(changed)))):
        ((*_, data),) = read.edges(data=True)
        assert data["quote"].strip() == held.strip()


@given(st.permutations(list(ties_of(NETWORKS["directed"].graph))))
def test_the_order_of_ties_does_not_change_the_files(ties):
    network = NETWORKS["directed"]
    graph = to_graph(ties, lambda iri: dict(network.graph.nodes[iri]), True)
    assert files(replace(network, graph=graph)) == files(network)


def test_an_empty_network_has_files_too():
    written = files(net(""))
    assert nx.read_graphml(io.BytesIO(written["graph.graphml"])).order() == 0
    assert nx.read_gexf(io.BytesIO(written["graph.gexf"])).order() == 0
    assert [rows(written[name]) for name in ("nodes.csv", "edges.csv", "pairs.csv")] == [[], [], []]


def test_files_are_written_into_a_folder_that_can_be_written(tmp_path):
    assert write({"a.txt": b"a", "b.txt": b"b"}, tmp_path / "new") == (tmp_path / "new/a.txt", tmp_path / "new/b.txt")
    assert (tmp_path / "new" / "b.txt").read_bytes() == b"b"
    with pytest.raises(StoreError, match="not written"):
        write({"a.txt": b"a"}, Path("/dev/null/x"))
