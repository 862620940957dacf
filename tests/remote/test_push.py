"""What is pushed to a server is what the store has; what has not changed is not sent; what was broken off goes on."""

import itertools
import threading

import pyoxigraph as ox
import pytest
from builders.commands import call
from builders.disputes import add_disputes
from builders.fake_server import NAME, PASSWORD, TOKEN, fake_server
from builders.small import LETTER, RECORD, fill, stored_build
from rdflib import RDF

from kg.errors import RemoteError
from kg.graph.store import Store
from kg.namespaces import ID, LKG
from kg.remote import push as pushing
from kg.remote import sending
from kg.remote import server as serving
from kg.remote.push import Pushed, push, refresh_digests
from kg.remote.sending import digest_of
from kg.remote.server import Server

DISPUTES = f"{ID}graph/disputes"


@pytest.fixture(autouse=True)
def _no_login(monkeypatch, tmp_path):
    for name in ("LETTERKG_USER", "LETTERKG_PASSWORD", "LETTERKG_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setattr(serving, "WAIT", 0.001)


@pytest.fixture
def fake():
    with fake_server() as server:
        yield server


@pytest.fixture
def out(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        add_disputes(store)
    return tmp_path / "out"


def pushed(out, fake, **how):
    with Store(out) as store:
        refresh_digests(store)
    with Store(out, read_only=True) as store, Server(f"{fake.address}/data") as server:
        return push(store, server, **how)


def wanted(out):
    with Store(out, read_only=True) as store:
        graphs = {name: store.inner.quads_for_pattern(None, None, None, ox.NamedNode(name)) for name in store.graphs()}
        return {name: {str(quad.triple) for quad in quads} for name, quads in graphs.items()}


def document(name, words):
    """A document of two statements."""
    thing = ox.NamedNode(f"{ID}document/{name}")
    kind = ox.Triple(thing, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(LKG.Document)))
    said = ox.Triple(thing, ox.NamedNode(str(LKG.fileName)), ox.Literal(words))
    return stored_build(thing.value), [kind, said]


def put(out, name, words="x"):
    with Store(out) as store:
        store.replace(*document(name, words))


def test_a_server_has_what_the_store_has(out, fake):
    assert pushed(out, fake) == Pushed(sent=3, unchanged=0, removed=0, strange=())
    assert fake.graphs() == wanted(out)
    assert fake.writes()[-1] == ("PUT", DISPUTES)  # it speaks of the others


def test_only_what_has_changed_is_sent(out, fake):
    pushed(out, fake)
    fake.asked.clear()
    assert pushed(out, fake) == Pushed(sent=0, unchanged=3, removed=0, strange=())
    assert {method for method, _ in fake.asked} == {"GET"}
    put(out, "S-1999-1", words="another text")
    assert pushed(out, fake).sent == 1
    assert fake.writes() == [("PUT", LETTER)]
    assert fake.graphs() == wanted(out)


def test_what_is_derived_is_sent_when_it_has_changed(out, fake):
    pushed(out, fake)
    with Store(out) as store:
        gone = next(iter(store.inner.quads_for_pattern(None, None, None, ox.NamedNode(DISPUTES))))
        store.change_derived(DISPUTES, [gone.triple], [])
    fake.asked.clear()
    assert pushed(out, fake).sent == 1
    assert fake.writes() == [("PUT", DISPUTES)]
    assert fake.graphs() == wanted(out)


def test_a_digest_is_made_anew_when_its_graph_changes(out):
    with Store(out) as store:
        refresh_digests(store)
        made = dict(store.records.execute("SELECT graph, digest FROM digest"))
        assert set(made) == {LETTER, RECORD}
    put(out, "S-1999-1")
    with Store(out) as store:
        assert dict(store.records.execute("SELECT graph, digest FROM digest")) == {RECORD: made[RECORD]}
        refresh_digests(store)
        again = dict(store.records.execute("SELECT graph, digest FROM digest"))
        assert again[LETTER] == digest_of(store.lines(LETTER)) != made[LETTER]


def test_all_is_sent_by_force(out, fake):
    pushed(out, fake)
    fake.store.clear()
    assert pushed(out, fake).sent == 3
    fake.store.remove_graph(ox.NamedNode(LETTER))
    assert pushed(out, fake).sent == 0
    assert pushed(out, fake, force=True).sent == 3
    assert fake.graphs() == wanted(out)


def test_what_is_no_longer_in_the_store_is_told_and_taken_out_when_that_is_asked(out, fake):
    foreign = ox.Quad(*[ox.NamedNode("urn:x")] * 3, ox.NamedNode("urn:somebody-elses"))
    fake.store.add(foreign)
    put(out, "gone")
    pushed(out, fake)
    with Store(out) as store:
        store.drop(f"{ID}document/gone")
    assert pushed(out, fake).strange == (f"{ID}document/gone",)
    assert pushed(out, fake, prune=True) == Pushed(sent=0, unchanged=3, removed=1, strange=())
    assert pushed(out, fake, prune=True) == Pushed(sent=0, unchanged=3, removed=0, strange=())
    assert fake.graphs() == wanted(out) | {"urn:somebody-elses": {str(foreign.triple)}}


def test_a_large_graph_is_sent_in_pieces(out, fake, monkeypatch):
    monkeypatch.setattr(sending, "PIECE", 2000)
    pushed(out, fake)
    assert {method for method, graph in fake.writes() if graph == LETTER} == {"PUT", "POST"}
    assert fake.graphs() == wanted(out)


def test_several_graphs_are_on_their_way_at_once(out, fake, monkeypatch):
    monkeypatch.setattr(pushing, "_shard", lambda graph: "0")
    together = threading.Barrier(2, timeout=20)

    def meet(number, method):
        """Lets a document's graph go on when the other one is there too."""
        if method == "PUT" and "/document/" in fake.asked[number - 1][1]:
            together.wait()

    fake.before = meet
    pushed(out, fake)
    assert [graph for _, graph in fake.writes()][-1] == DISPUTES
    assert fake.graphs() == wanted(out)


def test_the_digests_of_a_shard_are_sent_a_bounded_number_of_times(out, fake, monkeypatch):
    monkeypatch.setattr(pushing, "BATCH", 1)
    monkeypatch.setattr(pushing, "BATCHES", 3)
    monkeypatch.setattr(pushing, "_shard", lambda graph: "0")
    for number in range(20):
        put(out, f"more-{number:02}")
    pushed(out, fake)
    told = [method for method, graph in fake.asked if method == "PUT" and graph.endswith("graph/pushed/0")]
    assert len(told) == 4  # after each third of the documents, and after the graph of disputes
    assert fake.graphs() == wanted(out)


def test_a_transaction_that_gave_way_to_others_is_tried_again(out, fake):
    fake.says = b"Virtuoso 40001 Error SR172: Transaction deadlocked"
    fake.before = lambda number, method: 500 if method == "PUT" and number % 2 else None
    pushed(out, fake)
    assert fake.graphs() == wanted(out)


@pytest.mark.parametrize("status", [0, 503])
def test_a_server_that_is_away_for_a_moment_is_asked_again(out, fake, status):
    fake.before = lambda number, method: status if number % 3 else None
    pushed(out, fake)
    assert fake.graphs() == wanted(out)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (0, "cannot be reached"),
        (503, r"refused with status 503 \(Service Unavailable\): the server says 'not now'"),
        (500, r"refused with status 500"),
        (413, "too large for the server"),
        (403, "does not permit it"),
        (404, "no such address"),
    ],
)
def test_a_server_that_refuses_is_told(out, fake, status, why):
    fake.before = lambda number, method: status if method == "PUT" else None
    with pytest.raises(RemoteError, match=why):
        pushed(out, fake)


def test_a_server_that_goes_away_at_any_moment_loses_nothing(tmp_path, fake, monkeypatch):
    """No digest is of a graph that is half there, also where the store then goes back to what it was."""
    monkeypatch.setattr(pushing, "BATCH", 2)
    monkeypatch.setattr(sending, "PIECE", 200)

    def write(words):
        for name in "abc":
            store.replace(*document(name, words))
        refresh_digests(store)

    def again():
        with Server(f"{fake.address}/data", tries=1) as server:
            return push(store, server)

    def break_off_after(writes):
        left = itertools.count(writes, -1)
        fake.before = lambda number, method: None if method == "GET" or next(left) > 0 else 0

    with Store(tmp_path / "out") as store:
        store.records.execute("PRAGMA synchronous = OFF")
        store.replace(*document("never-changes", "x"))
        for writes in itertools.count():
            break_off_after(1000)
            write("first")
            again()
            write("second")
            break_off_after(writes)
            try:
                again()
            except RemoteError:
                write("first")
            else:
                break
            break_off_after(1000)
            again()
            shall = {graph: len(store.lines(graph)) for graph in store.graphs()}
            assert {graph: len(triples) for graph, triples in fake.graphs().items()} == shall
            assert told(fake) == {graph: digest_of(store.lines(graph)) for graph in store.graphs()}
            assert {words for triples in fake.graphs().values() for words in triples if "second" in words} == set()
    assert writes > 8


def told(fake):
    """The digests that the server has."""
    quads = fake.store.quads_for_pattern(None, ox.NamedNode(str(LKG.graphDigest)), None)
    return {quad.subject.value: quad.object.value for quad in quads}


@pytest.mark.parametrize("scheme", ["basic", "digest", "bearer"])
def test_logins_come_from_the_environment(out, fake, monkeypatch, scheme):
    fake.login = scheme
    with pytest.raises(RemoteError, match="set LETTERKG_USER and LETTERKG_PASSWORD"):
        pushed(out, fake)
    if scheme == "bearer":
        monkeypatch.setenv("LETTERKG_TOKEN", TOKEN)
    else:
        monkeypatch.setenv("LETTERKG_USER", NAME)
        monkeypatch.setenv("LETTERKG_PASSWORD", "wrong")
        with pytest.raises(RemoteError, match="status 401"):
            pushed(out, fake)
        monkeypatch.setenv("LETTERKG_PASSWORD", PASSWORD)
    pushed(out, fake)
    assert fake.graphs() == wanted(out)


def test_logins_come_from_netrc(out, fake, monkeypatch, tmp_path):
    fake.login = "digest"
    netrc = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(netrc))
    netrc.write_text("machines 127.0.0.1", encoding="utf-8")
    with pytest.raises(RemoteError, match="netrc cannot be read"):
        pushed(out, fake)
    netrc.write_text(f"machine 127.0.0.1 login {NAME} password {PASSWORD}\n", encoding="utf-8")
    netrc.chmod(0o600)
    pushed(out, fake)
    assert fake.graphs() == wanted(out)


@pytest.mark.parametrize("given", [{"LETTERKG_TOKEN": TOKEN}])
def test_a_secret_does_not_cross_the_network_in_the_clear(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with Server("http://store.example/data") as server, pytest.raises(RemoteError, match="for all to read; use https"):
        server.request("GET")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("store", "no address of a server"),
        ("ftp://store.example/", "no address of a server"),
        ("http://", "no address of a server"),
        ("http://me:word@store.example/data", "http://store.example/data: an address with a password"),
        ("http://store.example:port/", "no address of a server"),
    ],
)
def test_what_is_no_address_is_refused(address, why):
    with pytest.raises(RemoteError, match=why) as told:
        Server(address)
    assert "me:word" not in str(told.value)


def test_what_answers_with_no_rdf_is_told(out, fake):
    fake.garbage = b"<html>"
    with pytest.raises(RemoteError, match="has answered with what is no RDF"):
        pushed(out, fake)
    assert fake.writes() == []


def test_the_command_pushes(out, fake):
    said = call("push", f"{fake.address}/data", "--out", out)
    assert said.exit_code == 0, said.output
    assert "graphs: 3 sent, 0 unchanged, 0 removed" in said.output
    with Store(out) as store:
        store.drop(LETTER)
    said = call("push", f"{fake.address}/data", "--out", out)
    assert f"look at {LETTER}: pushed there before" in said.output
    assert call("push", f"{fake.address}/data", "--out", out, "--prune").exit_code == 0
    assert fake.graphs() == wanted(out)


def test_a_command_without_a_store_or_server_says_so(out, tmp_path):
    said = call("push", "http://127.0.0.1:9/data", "--out", tmp_path / "nowhere")
    assert (said.exit_code, "no graph here yet" in said.output) == (1, True)
    assert not (tmp_path / "nowhere").exists()
    said = call("push", "http://127.0.0.1:9/data", "--out", out)
    assert (said.exit_code, "cannot be reached" in said.output) == (1, True)
