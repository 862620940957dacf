"""The graph of tests/data/ties.trig in a store of its own, and networks made of a few words."""

from pathlib import Path

import pyoxigraph as ox

from builders.places import TESTS
from builders.small import stored_build
from kg.analysis.networks.network import Network, Tie, to_graph
from kg.graph.query_files import Query
from kg.graph.store import Store

TIES = TESTS / "data" / "ties.trig"
BASE = "https://w3id.org/letterkg/id/"


def fill(folder: Path) -> Path:
    """Writes the graph into the store of the folder; gives the folder back."""
    quads = ox.Dataset(ox.parse(path=str(TIES), format=ox.RdfFormat.TRIG))
    with Store(folder) as store:
        for name in ("letter", "record"):
            graph = f"{BASE}document/{name}"
            triples = [quad.triple for quad in quads.quads_for_graph_name(ox.NamedNode(graph))]
            store.replace(stored_build(graph, file_name=f"{name}.txt"), triples)
    return folder


def short(iri: str) -> str:
    """The end of an IRI: of the actor a, `a`; of the claim 1, `1`."""
    return iri.rpartition("/")[2]


def net(words: str, directed: bool = True) -> Network:
    """A network of ties, written like `a+b` (favourable), `a-b` (against), `a0b`, or with a date `a+b@1999-05-01`."""
    ties = []
    for number, word in enumerate(words.split()):
        ends, _, date = word.partition("@")
        claim = f"{BASE}claim/{number:03}"
        sign = {"+": 1, "-": -1, "0": 0}[ends[1]]
        ties.append(
            Tie(
                source=ends[0],
                target=ends[2],
                claim=claim,
                sign=sign,
                date=date,
                said=date,
                document=f"{date}.txt",
                file=f"{date}.txt",
            )
        )
    known = {"label_en": "", "kind": "State"}
    graph = to_graph(ties, lambda iri: {"label_zh": iri.upper(), **known}, directed)
    return Network(projection=Query(name="test", text="", question_zh="试", question_en="Test"), graph=graph)
