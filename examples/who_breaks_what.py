"""Which agreement is who said to keep or to violate, and by whom? Nothing here is a fact: each line has a claimant."""

import sys
from collections import Counter
from pathlib import Path

from kg.analysis.networks.network import ties_of
from kg.analysis.networks.projections import find_projection, project
from kg.graph.lookup import Lookup
from kg.graph.store import Store

WANTED = ("violates", "complies")


def main(folder: Path) -> None:
    """Prints who says so of whom, with the number of claims."""
    with Store(folder, read_only=True) as store:
        network, reader = project(store, find_projection("compliance"), nodes="state"), Lookup(store)
        ties = [tie for tie in ties_of(network.graph) if tie.relation in WANTED]
        said = Counter((tie.claimant, tie.source, tie.relation, tie.target) for tie in ties)
        for (claimant, actor, relation, agreement), number in sorted(said.items()):
            print(f"{reader.name(claimant)}: {reader.name(actor)} {relation} {reader.name(agreement)} ({number})")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
