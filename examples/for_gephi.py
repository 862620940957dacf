"""Files for Gephi (GEXF with a timeline), for networkx (GraphML), for a spreadsheet (CSV), and a plot (SVG)."""

import sys
from pathlib import Path

from kg.analysis.networks.files import files, write
from kg.analysis.networks.plots import chinese_font, to_svg
from kg.analysis.networks.projections import find_projection, project
from kg.graph.store import Store


def main(folder: Path, to: Path, name: str) -> None:
    """Writes one projection into a folder; prints what was written."""
    with Store(folder, read_only=True) as store:
        network = project(store, find_projection(name), nodes="state")
    font = chinese_font()
    print(f"names in the plot: {'Chinese' if font else 'English, for there is no Chinese font here'}")
    for path in write(files(network) | {"plot.svg": to_svg(network, font)}, to):
        print(path.name)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("output", "gephi", "stances")[len(sys.argv) - 1 :]]
    main(Path(given[0]), Path(given[1]), given[2])
