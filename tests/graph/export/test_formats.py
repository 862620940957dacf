"""Exports: every format read back by rdflib, sorted, the same bytes, and no half-written file."""

import errno
import io

import pyoxigraph as ox
import pytest
from builders.disputes import DISPUTES, TURTLE, add_disputes
from builders.small import LETTER, RECORD, SMALL, fill, stored_build
from rdflib import Dataset, Graph

from kg.errors import QueryError, StoreError
from kg.files import atomic
from kg.graph.export import formats
from kg.graph.export.formats import FORMATS, export, prefixes_of, union, write_both, write_trig, write_turtle
from kg.graph.store import Store
from kg.namespaces import ID

AWKWARD = "a\r\nb\n\t\"'\\ ]]> <&> \x01 甲国 \U00020000 \u2028"


@pytest.fixture
def store(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        yield store


def written(store, kind):
    out = io.BytesIO()
    export(store, kind, out)
    return out.getvalue()


def awkward_graph(store):
    node = ox.NamedNode(f"{store.base}document/X")
    words = (ox.Literal(AWKWARD), ox.Literal(AWKWARD, language="zh"))
    store.replace(stored_build(node.value), [ox.Triple(node, ox.NamedNode("urn:x:p"), one) for one in words])


@pytest.mark.parametrize(("kind", "rdflib_name"), [("ttl", "turtle"), ("nt", "nt"), ("xml", "xml")])
def test_the_union_reads_back_as_the_same_triples(store, kind, rdflib_name):
    awkward_graph(store)
    add_disputes(store)
    wanted = Graph()
    for name in (LETTER, RECORD, DISPUTES, f"{store.base}document/X"):
        wanted += store.graph(name)
    got = Graph().parse(data=written(store, kind), format=rdflib_name)
    if kind == "xml":
        assert "�".join(AWKWARD.split("\x01")) in {str(words) for words in got.objects()}
        assert len(got) == len(wanted)
    else:
        assert AWKWARD in {str(words) for words in got.objects()}
        assert set(got) == set(wanted)


@pytest.mark.parametrize(("kind", "rdflib_name"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_datasets_read_back_as_the_same_quads(store, kind, rdflib_name):
    add_disputes(store)
    got, wanted = Dataset(), Dataset()
    got.parse(data=written(store, kind), format=rdflib_name)
    wanted.parse(SMALL)
    wanted.graph(DISPUTES).parse(data=TURTLE)
    assert set(got.quads()) == set(wanted.quads())


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "xml"])
def test_a_store_with_disputes_alone_reads_back(tmp_path, kind):
    formats = {"ttl": "TURTLE", "trig": "TRIG", "nt": "N_TRIPLES", "nq": "N_QUADS", "jsonld": "JSON_LD"}
    with Store(tmp_path) as store:
        add_disputes(store)
        found = list(ox.parse(written(store, kind), format=getattr(ox.RdfFormat, formats[kind])))
        assert {quad.triple for quad in found} == {quad.triple for quad in store.inner}
        assert store.base == str(ID)


@pytest.mark.parametrize("kind", FORMATS)
def test_same_graph_same_bytes_whatever_the_order_it_came_in(store, tmp_path, kind):
    with Store(tmp_path / "other") as other:
        for name in (RECORD, LETTER):
            triples = [quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(name))]
            other.replace(stored_build(name), triples[:50])
            other.replace(stored_build(name), reversed(triples))
        assert written(other, kind) == written(store, kind)


def test_trig_has_sorted_prefixes_and_graphs(store):
    lines = written(store, "trig").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert len(prefixes) > 20
    assert [line for line in lines if line.endswith("{")] == [r"id:document\/S-1999-1 {", r"id:document\/S-PV.1 {"]
    assert r"	id:actor\/b a lkg:Actor , lkg:State ;" in lines


@pytest.mark.parametrize("batch", [formats.BATCH, 7])
def test_both_files_written_at_once_are_those_written_alone(store, batch, monkeypatch):
    monkeypatch.setattr(formats, "BATCH", batch)
    graph, *others = store.graphs()
    assert others
    subjects = [{line.split()[0] for line in store.lines(graph)} for graph in store.graphs()]
    assert set.intersection(*subjects)  # what several documents speak of
    alone = {write: io.BytesIO() for write in (write_trig, write_turtle)}
    for write, file in alone.items():
        write(store, file, prefixes_of(store))
    for known in ({}, {graph: b"".join(store.lines(graph))}):
        trig, turtle = io.BytesIO(), io.BytesIO()
        write_both(store, trig, turtle, prefixes_of(store), known)
        assert [trig.getvalue(), turtle.getvalue()] == [file.getvalue() for file in alone.values()]


def test_the_union_has_each_triple_once_however_small_the_batches(store):
    whole = list(union(store))
    assert list(union(store, batch=7)) == whole
    assert len(whole) == len(set(whole)) == len(set(store.graph(LETTER)) | set(store.graph(RECORD)))


def test_an_empty_store_exports_to_something_readable(tmp_path):
    with Store(tmp_path) as store:
        for kind, name in (("ttl", "turtle"), ("xml", "xml"), ("trig", "trig"), ("nt", "nt"), ("nq", "nquads")):
            assert len(Dataset().parse(data=written(store, kind), format=name)) == 0


def test_an_unknown_format_names_the_known_ones(store):
    with pytest.raises(QueryError, match="choose one of ttl, trig, nt, nq, jsonld, xml"):
        export(store, "pdf", io.BytesIO())


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyError("x")])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "graph.ttl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises((StoreError, KeyError)), atomic(path) as file:
        file.write(b"new")
        raise error
    assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == ["old"]


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="not written"), atomic(tmp_path / "file" / "graph.ttl"):
        pass
