"""A store pushed to Virtuoso and asked there: the graphs, the rows of every query, lists and pages are the same.

Needs Debian's `virtuoso-opensource`. An ordinary run asks one query in eighty, and only of the graph made by hand.
"""

import shutil
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
from builders.commands import call
from builders.long import long
from builders.reply import fill_all
from builders.virtuoso import LOGIN, PROGRAM, virtuoso
from tables import claims, disputes, sources

from kg.errors import RemoteError
from kg.graph.queries import bind, run
from kg.graph.query_files import find_query, load_queries
from kg.graph.store import Store
from kg.namespaces import GEO, ID
from kg.remote.push import push, refresh_digests
from kg.remote.server import Server
from kg.remote.store import RemoteStore

pytestmark = pytest.mark.skipif(not PROGRAM, reason="Virtuoso is not installed (virtuoso-opensource)")
CASES = [
    *((query.name, {}) for query in load_queries() if not any(one.default is None for one in query.parameters)),
    *((name, given) for name, given, _ in (*sources.ROWS, *claims.ROWS, *disputes.ROWS)),
]
TRUTH = {"true": "1", "false": "0"}
DIFFERENT = {"citation-chain": TRUTH}
"""Words that stand for others in a query's answer; docs/remote.md says why."""
COMMANDS = [
    ("query", "casualties", "--from", "1995-02-22", "--until", "1995-02-23"),
    ("explain", "蒂温察"),
    ("ledger",),
    ("accusations",),
    ("analyze", "stances", "--nodes", "state", "--table", "ties"),
    ("report", "meeting", "S/PV.99001"),
    ("report", "dispute", "1995-02-22/1995-02-23"),
]


@contextmanager
def _served(folder, out):
    folder.mkdir()
    with virtuoso(folder) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LETTERKG_USER", LOGIN[0])
        patch.setenv("LETTERKG_PASSWORD", LOGIN[1])
        assert pushed(out, address).unchanged == 0
        yield out, address


def pushed(out, address, **how):
    with Store(out) as store:
        refresh_digests(store)
    with Store(out, read_only=True) as store, Server(f"{address}/sparql-graph-crud-auth") as server:
        return push(store, server, **how)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("virtuoso")


@pytest.fixture(scope="module")
def small(folder):
    """The graph made by hand, and a server that has it."""
    with _served(folder / "small", fill_all(folder / "small-store")) as found:
        yield found


@pytest.fixture(scope="module")
def built(desk, folder):
    """The specimens' store, and a server that has it."""
    shutil.copytree(desk / "output", folder / "output")
    with _served(folder / "built", folder / "output") as found:
        yield found


def has(address, graph):
    with Server(f"{address}/sparql-graph-crud-auth") as server:
        answer = server.request("GET", params={"graph": graph}, headers={"Accept": "application/n-triples"})
    words = answer.content.replace(b"http://www.openlinksw.com/schemas/virtrdf#Geometry", f"{GEO}wktLiteral".encode())
    return {quad.triple for quad in ox.parse(words, format=ox.RdfFormat.N_TRIPLES)}


@long
def test_the_graphs_are_those_of_the_store(built):
    out, address = built
    with Store(out, read_only=True) as store:
        for graph in store.graphs():
            shall = {quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))}
            assert has(address, graph) == shall, graph


def test_only_what_has_changed_is_sent_and_what_is_gone_is_taken_out(small):
    out, address = small
    number = pushed(out, address).unchanged
    with Store(out) as store:
        graph = next(one for one in store.graphs() if "/document/" in one)
        kept = (
            store.build_of(graph),
            [quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))],
        )
        store.drop(graph)
    assert pushed(out, address).strange == (graph,)
    assert pushed(out, address, prune=True).removed == 1
    with pytest.raises(RemoteError, match="no such address"):
        has(address, graph)
    with Store(out) as store:
        store.replace(*kept)
    assert pushed(out, address).sent == 1
    assert pushed(out, address).unchanged == number
    assert has(address, graph) == set(kept[1])


@pytest.mark.parametrize(
    "place",
    [pytest.param(place, marks=long if place % 80 else ()) for place in range(len(CASES))],
    ids=lambda place: f"{place}-{CASES[place][0]}",
)
def test_rows_are_those_of_oxigraph(small, place):
    out, address = small
    name, given = CASES[place]
    query = find_query(name)
    with Store(out, read_only=True) as store:
        bound = bind(query, given, store)
        shall = rows(run(store, query, bound), DIFFERENT.get(name, {}))
    with RemoteStore(f"{address}/sparql") as remote:
        assert bind(query, given, remote) == bound
        assert rows(run(remote, query, bound), {}) == shall


def rows(table, words):
    """The rows as words, in an order of their own: servers compare words by other rules."""
    found = [[term.value if term else None for term in row] for row in table.rows]
    return sorted(([words.get(word, word) for word in row] for row in found), key=str)


@long
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_commands_print_the_same(built, words):
    out, address = built
    here, there = call(*words, "--out", out), call(*words, "--store", f"{address}/sparql", "--out", out)
    assert there.exit_code == 0, there.output
    assert sorted(here.stdout.splitlines()) == sorted(there.stdout.splitlines())


def test_who_is_not_logged_in_may_not_write(small, monkeypatch):
    out, address = small
    monkeypatch.delenv("LETTERKG_USER")
    with pytest.raises(RemoteError, match="set LETTERKG_USER"):
        pushed(out, address, force=True)


@long
def test_an_answer_that_is_cut_is_an_error(folder, small):
    (folder / "cut").mkdir()
    with virtuoso(folder / "cut", rows=5) as address, Store(small[0], read_only=True) as store:
        with Server(f"{address}/sparql-graph-crud-auth") as server:
            push(store, server)
        graph = f"{ID}document/S-1999-1"
        with RemoteStore(f"{address}/sparql") as remote, pytest.raises(RemoteError, match=r"cut \(at most 5 rows\)"):
            remote.rows(f"SELECT * WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
