"""Do the friends of friends agree? Structural balance of the triads of states and bodies that take sides."""

import sys
from pathlib import Path

from kg.analysis.networks.balance import balance
from kg.analysis.networks.network import names
from kg.analysis.networks.projections import find_projection, project
from kg.graph.store import Store

MARKS = {1: "+", -1: "−"}


def main(folder: Path) -> None:
    """Prints how many triads there are of each kind, and each triad with its signs."""
    with Store(folder, read_only=True) as store:
        network = project(store, find_projection("stances"), nodes="state")
    name = names(network.graph)
    found = balance(network.graph)
    if found is None:
        print("no balance to speak of: all pairs have one sign")
        return
    for kind, number in found.counts:
        print(f"{kind}: {number}")
    print(f"balanced: {found.share}")
    for triad in found.triads:
        a, b, c = (name[node] for node in triad.nodes)
        first, second, third = (MARKS[sign] for sign in triad.signs)
        print(f"{a} {first} {b}, {a} {second} {c}, {b} {third} {c}: {'balanced' if triad.balanced else 'unbalanced'}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
