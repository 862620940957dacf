"""Who stands around one state, and how close are they to each other? Its neighbours in the graph of stances."""

import sys
from pathlib import Path

import networkx as nx

from kg.analysis.networks.measures import majority, simple
from kg.analysis.networks.network import ego
from kg.analysis.networks.projections import find_projection, node_of, project
from kg.graph.store import Store

WORDS = {1: "favourable", 0: "neutral", -1: "against"}


def main(folder: Path, name: str) -> None:
    """Prints the neighbours, what each side is to the other, and the density among them without the state itself."""
    with Store(folder, read_only=True) as store:
        centre = node_of(store, name, "state")
        network = ego(project(store, find_projection("stances"), nodes="state"), centre)
    graph = simple(network.graph)
    for node in sorted(set(graph) - {centre}):
        ways = {"says of it": (node, centre), "is told": (centre, node)}
        told = [f"{words}: {WORDS[graph.edges[way]['sign']]}" for words, way in ways.items() if graph.has_edge(*way)]
        print(f"{graph.nodes[node]['label_zh']}: {'; '.join(told)}")
    others = graph.subgraph(set(graph) - {centre})
    print(f"density among the others: {nx.density(others):.2f}")
    claims = [(edge["favourable"], edge["against"]) for *_, edge in graph.edges(data=True)]
    print(f"all in all: {WORDS[majority(sum(f for f, _ in claims), sum(a for _, a in claims))]}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"), sys.argv[2] if len(sys.argv) > 2 else "秘鲁")
