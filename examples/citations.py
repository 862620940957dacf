"""Which documents and agreements are cited most, and which cited documents are missing from the store?"""

import sys
from pathlib import Path

from kg.analysis.networks.measures import node_measures
from kg.analysis.networks.projections import find_projection, project
from kg.graph.lookup import Lookup
from kg.graph.store import Store
from kg.namespaces import LKG


def main(folder: Path) -> None:
    """Prints what is cited, by the number of documents that do, and the symbols of what ought to be read next."""
    with Store(folder, read_only=True) as store:
        graph, reader = project(store, find_projection("citations")).graph, Lookup(store)
        missing = sorted(
            known["label_zh"]
            for node, known in graph.nodes(data=True)
            if known["kind"] != "Agreement" and not reader.first(node, LKG.fileName)
        )
    for row in sorted(node_measures(graph), key=lambda row: (-row.degree_in, -row.weight_in, row.node)):
        if row.degree_in:
            known = graph.nodes[row.node]
            print(f"{known['label_zh']} ({known['kind']}): {row.degree_in} documents")
    print(f"not in the store: {', '.join(missing)}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output"))
