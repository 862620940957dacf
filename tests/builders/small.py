"""The small hand-made graph of tests/data/small.trig in a store of its own."""

from pathlib import Path

import pyoxigraph as ox

from builders.places import TESTS
from kg.graph.records import Build
from kg.graph.store import Store

SMALL = TESTS / "data" / "small.trig"
LETTER = "https://w3id.org/letterkg/id/document/S-1999-1"
RECORD = "https://w3id.org/letterkg/id/document/S-PV.1"


def fill(folder: Path) -> Path:
    """Writes the graph into the store of the folder; gives the folder back."""
    with Store(folder) as store:
        quads = ox.Dataset(ox.parse(path=str(SMALL), format=ox.RdfFormat.TRIG))
        for graph, name in ((LETTER, "letter-a.txt"), (RECORD, "record-b.txt")):
            triples = [quad.triple for quad in quads.quads_for_graph_name(ox.NamedNode(graph))]
            store.replace(stored_build(graph, file_name=name), triples)
    return folder


def settle(folder: Path) -> Path:
    """Has the store of the folder say that no build has anything left to do; gives the folder back."""
    with Store(folder) as store:
        store.forget_changed(store.changed())
    return folder


def stored_build(graph: str, **changes: str) -> Build:
    """A build of a graph, made up but for what is given."""
    made = {"path": f"/in/{graph.rpartition('/')[2]}.txt", "file_name": "x.txt", "sha256": "00"}
    versions = {"software_version": "0", "lexicon_version": "0"}
    return Build(graph=graph, **{**made, **versions, **changes})
