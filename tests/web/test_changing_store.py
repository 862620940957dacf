"""The endpoint while the store changes: each answer is of what is there, and none of half a change."""

from __future__ import annotations

import shutil
import threading

import pyoxigraph as ox
import pytest
from builders.long import long
from builders.served import ask, asking
from builders.small import fill

from kg.graph.store import Store

GRAPH = "https://example.org/graph"


@pytest.fixture
def own(tmp_path):
    """A store for a test to change."""
    return fill(tmp_path / "own")


def test_changes_of_the_store_are_seen(own):
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"

    def found():
        return int(ask(client, count).json()["results"]["bindings"][0]["n"]["value"])

    one = ox.NamedNode("https://example.org/one")
    with asking(own, workers=2) as client:
        assert found() == 0
        with Store(own) as store:
            for number in range(1, 6):
                store.replace_derived(GRAPH, [ox.Triple(one, one, ox.Literal(n)) for n in range(number)])
                assert [found() for _ in range(3)] == [number] * 3
        assert found() == 5
        with Store(own) as store:
            store.replace_derived(GRAPH, [])
        assert found() == 0


@long
def test_a_store_may_be_taken_away_and_come_back(own):
    with asking(own, workers=1) as client:
        assert ask(client, "ASK { ?s ?p ?o }").json()["boolean"]
        shutil.move(own / "store", own / "aside")
        gone = ask(client, "ASK { ?s ?p ?o }")
        assert gone.status_code == 503
        assert "store" in gone.text
        shutil.move(own / "aside", own / "store")
        assert ask(client, "ASK { ?s ?p ?o }").json()["boolean"]


@long
def test_queries_while_the_store_is_written(own):
    """No query fails, and none sees half of a transaction."""
    one, stop, seen = ox.NamedNode("https://example.org/one"), threading.Event(), []

    def write():
        with Store(own) as store:
            for turn in range(60):
                store.replace_derived(GRAPH, [ox.Triple(one, one, ox.Literal(f"{turn}-{n}")) for n in range(100)])
                if turn % 2:  # which takes away the files that a reader may just be opening
                    store.inner.flush()
                    store.inner.optimize()
        stop.set()

    with asking(own, workers=2) as client:
        writer = threading.Thread(target=write)
        writer.start()
        while not stop.is_set():
            seen.append(ask(client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"))
        writer.join()
    assert {response.status_code for response in seen} == {200}, {r.text for r in seen if r.status_code != 200}
    counts = {response.json()["results"]["bindings"][0]["n"]["value"] for response in seen}
    assert counts <= {"0", "100"}
