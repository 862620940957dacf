"""A store behind an address answers as the one of a folder does; what a server cuts, refuses or garbles is told.

The lists and pages that ask a server thousands of questions take long, and so does every query.
"""

import json
import shutil
from dataclasses import replace

import pyoxigraph as ox
import pytest
from builders.commands import call
from builders.fake_server import fake_server
from builders.long import beyond
from builders.small import LETTER

from kg.errors import QueryError, RemoteError
from kg.graph.queries import run
from kg.graph.query_files import Query, load_queries
from kg.graph.store import Store
from kg.namespaces import ID, LKG
from kg.remote import server as serving
from kg.remote.push import push, refresh_digests
from kg.remote.server import Server
from kg.remote.store import RemoteStore

COMMANDS = [
    ("query", "agreements"),
    ("query", "casualties", "--from", "1995-02-22", "--until", "1995-02-23"),
    ("explain", "蒂温察"),
    ("ledger", "--side", "秘鲁", "--until", "1995-02"),
    ("analyze", "accusations", "--table", "pairs"),
]
LONGER = [
    ("query", "events-at", "--param", "place=蒂温察"),
    ("ledger",),
    ("accusations", "--by", "秘鲁"),
    ("stances", "--period", "month", "--claims"),
    ("toponyms",),
    ("analyze", "stances", "--nodes", "state", "--by", "month", "--table", "ties"),
    ("report", "meeting", "S/PV.99001"),
    ("report", "actor", "秘鲁", "--language", "en"),
    ("report", "agreement", "伊塔马拉蒂和平宣言"),
    ("report", "dispute", "1995-02-22/1995-02-23"),
]
RECORD = f"{ID}document/S-PV.99001"


@pytest.fixture(scope="module")
def out(desk, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "output"
    shutil.copytree(desk / "output", folder)
    with Store(folder) as store:
        refresh_digests(store)
    return folder


@pytest.fixture(scope="module")
def fake(out):
    with fake_server() as fake:
        with Store(out, read_only=True) as store, Server(f"{fake.address}/data") as server:
            push(store, server)
        yield fake


@pytest.fixture
def own_fake(monkeypatch):
    """A server for a test to write to."""
    monkeypatch.setattr(serving, "WAIT", 0.001)
    with fake_server() as fake:
        fake.store.load(
            f'<{LETTER}> <https://w3id.org/letterkg/ns#fileName> "a" <{LETTER}> .', format=ox.RdfFormat.N_QUADS
        )
        yield fake


@pytest.mark.parametrize("words", beyond(len(COMMANDS), map(" ".join, [*COMMANDS, *LONGER])))
def test_commands_print_the_same_of_both(out, fake, words):
    here = call(*words.split(), "--out", out)
    there = call(*words.split(), "--store", f"{fake.address}/query", "--out", out)
    assert here.exit_code == there.exit_code == 0, there.output
    assert here.stdout == there.stdout
    assert here.stdout.strip()


def test_what_is_known_of_documents_is_told_by_their_graphs(out, fake):
    with Store(out, read_only=True) as store, RemoteStore(f"{fake.address}/query") as remote:
        assert remote.base == store.base
        assert RECORD in remote and f"{RECORD}0" not in remote
        assert remote.graphs() == [graph for graph in store.graphs() if "/document/" in graph]
        for there, here in zip(remote.builds(), store.builds(), strict=True):
            said = {"path": "", "shapes_version": "", "catalogue_row": "", "findings": ()}
            assert there == replace(here, **said) == remote.build_of(here.graph)
            assert remote.of_content(here.sha256, here.file_name) == [there]


@pytest.mark.parametrize(
    "pattern", [(0, None, None), (None, 1, None), (None, 1, 2), (0, 1, 2), (0, 1, None), (None, None, 2)]
)
def test_patterns_find_the_same_statements(out, fake, pattern):
    with Store(out, read_only=True) as store, RemoteStore(f"{fake.address}/query") as remote:
        some = sorted(store.inner.quads_for_pattern(None, None, None, ox.NamedNode(RECORD)), key=str)[::400]
        for quad in some:
            terms = [None if place is None else (quad.subject, quad.predicate, quad.object)[place] for place in pattern]
            for graph in (None, quad.graph_name):
                here, there = (set(one.inner.quads_for_pattern(*terms, graph)) for one in (store, remote))
                assert here == {one for one in there if "/pushed/" not in one.graph_name.value}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("ASK { ?s ?p ?o }", [["true"]]),
        (
            "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 'a' }",
            [[f"<{LETTER}>", f"<{LKG}fileName>", "1"]],
        ),
        ("SELECT ?n ?none { ?s lkg:fileName ?n }", [["a", None]]),
    ],
)
def test_every_form_of_query_is_answered(own_fake, text, rows):
    with RemoteStore(f"{own_fake.address}/query") as remote:
        table = run(remote, Query(name="q", text=text))
    found = [[term.value if isinstance(term, ox.Literal) else term and str(term) for term in row] for row in table.rows]
    assert found == rows


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"headers": {"X-SPARQL-MaxRows": "1"}}, r"the answer is cut \(at most 1 rows\)"),
        ({"headers": {"X-SQL-Message": "timeout"}}, r"the answer is cut \(timeout\)"),
        ({"before": lambda number, method: 500}, "refused with status 500"),
        ({"before": lambda number, method: 302}, "has moved to another address"),
        ({"before": lambda number, method: 0}, "cannot be reached"),
        ({"answer": b"<html>"}, "what cannot be read"),
        ({"answer": b'{"head": {"vars": ["g"]}, "results": {"bindings": [{"g": {"type": "uri"'}, "what cannot be read"),
        ({"answer": b'{"head": {}, "boolean": true}'}, "SELECT with something else"),
    ],
)
def test_what_a_server_does_not_give_is_told(own_fake, change, why):
    with RemoteStore(f"{own_fake.address}/query") as remote:
        for name, value in change.items():
            setattr(own_fake, name, value)
        with pytest.raises(RemoteError, match=why):
            remote.graphs()


def test_what_is_refused_here_is_not_sent(own_fake):
    with RemoteStore(f"{own_fake.address}/query") as remote:
        asked = len(own_fake.asked)
        with pytest.raises(QueryError, match="SERVICE"):
            run(remote, Query(name="q", text="SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"))
        assert len(own_fake.asked) == asked


def test_a_question_that_does_not_end_is_ended(own_fake):
    with RemoteStore(f"{own_fake.address}/query") as remote:
        own_fake.late = 5.0
        with pytest.raises(RemoteError, match=r"has not answered after 0\.3 s"):
            run(remote, Query(name="q", text="SELECT * { ?s ?p ?o }"), timeout=0.3)


def test_a_server_without_documents_is_told(own_fake):
    own_fake.store.clear()
    said = call("query", "documents", "--store", f"{own_fake.address}/query")
    assert (said.exit_code, "has no documents of letterkg" in said.output) == (1, True)


def test_a_graph_that_is_no_document_of_this_program_is_told(own_fake):
    own_fake.store.clear()
    other = ox.NamedNode("http://x.example/files")
    own_fake.store.add(ox.Quad(other, ox.NamedNode(str(LKG.fileName)), ox.Literal("a"), other))
    said = call("query", "documents", "--store", f"{own_fake.address}/query")
    assert (said.exit_code, "has no documents of letterkg" in said.output) == (1, True)


def test_the_number_of_requests_does_not_grow_with_what_is_looked_up_twice(out, fake):
    fake.asked.clear()
    assert call("ledger", "--store", f"{fake.address}/query", "--out", out, "--format", "json").exit_code == 0
    asked = len(fake.asked)
    with Store(out, read_only=True) as store:
        subjects = {quad.subject for quad in store.inner.quads_for_pattern(None, None, None, None)}
    assert asked < len(subjects)


@pytest.mark.parametrize(
    "name",
    beyond(4, (one.name for one in load_queries() if all(given.default is not None for given in one.parameters))),
)
def test_json_is_the_same_for_every_query(out, fake, name):
    here = call("query", name, "--format", "json", "--out", out)
    there = call("query", name, "--format", "json", "--store", f"{fake.address}/query", "--out", out)
    assert json.loads(here.stdout) == json.loads(there.stdout)
