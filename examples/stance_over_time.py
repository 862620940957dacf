"""How do two states speak of each other, document after document? Counts of claims against, neutral and favourable."""

import sys
from pathlib import Path

from kg.analysis.networks.measures import simple
from kg.analysis.networks.projections import find_projection, node_of, project
from kg.analysis.networks.windows import windows
from kg.graph.store import Store


def main(folder: Path, one: str, other: str) -> None:
    """Prints a line for each document and direction in which one state speaks of the other."""
    with Store(folder, read_only=True) as store:
        network = project(store, find_projection("stances"), nodes="state")
        names = {node_of(store, name): name for name in (one, other)}
    print("document", "from", "to", "against", "neutral", "favourable", sep="\t")
    for window in windows(network, "document"):
        for source, target, edge in simple(window.network.graph).edges(data=True):
            if {source, target} == set(names):
                counts = (edge[kind] for kind in ("against", "neutral", "favourable"))
                print(window.name, names[source], names[target], *counts, sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"), *(sys.argv[2:4] or ("秘鲁", "厄瓜多尔")))
