"""Who accuses whom, is it returned, and with which words? One line a pair, then the first words of each."""

import sys
from pathlib import Path

from kg.analysis.networks.measures import pairs, reciprocity
from kg.analysis.networks.network import names, ties_of
from kg.analysis.networks.projections import find_projection, project
from kg.graph.store import Store


def main(folder: Path) -> None:
    """Prints the pairs of a store, the most accusations first."""
    with Store(folder, read_only=True) as store:
        network = project(store, find_projection("accusations"), nodes="state")
    name = names(network.graph)
    for pair in pairs(network.graph):
        print(f"{name[pair.source]} → {name[pair.target]}: {pair.there} accusations, {pair.back} returned")
        first = next(tie for tie in ties_of(network.graph) if (tie.source, tie.target) == (pair.source, pair.target))
        print(f"    {first.symbol or first.file} {first.char_start}–{first.char_end}: {first.quote}")
    print(f"reciprocity: {reciprocity(network.graph)}")
    for reason, number in network.left_out:
        print(f"left out, {reason}: {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
