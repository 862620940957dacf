"""What another SHACL engine says of a graph by our shapes; as a command, whether each Turtle file conforms."""

from __future__ import annotations

import sys
from pathlib import Path

import pyrudof
from rdflib import Graph

from kg.graph.validation import load_ontology, load_shapes

TURTLE = pyrudof.RDFFormat.Turtle


def violations(*files: Path, shapes: Graph | None = None) -> set[tuple[str, str]]:
    """The focus node and the kind of constraint of each violation in the union of the files and the ontology."""
    engine = pyrudof.Rudof()
    engine.read_data(load_ontology().serialize(format="turtle"), format=TURTLE)
    for file in files:
        engine.read_data(file.read_text(encoding="utf-8"), format=TURTLE, merge=True)
    engine.read_shacl((load_shapes() if shapes is None else shapes).serialize(format="turtle"))
    found = engine.validate_shacl()
    return {(one.focus_node, one.constraint_component) for one in found if one.severity == "Violation"}


if __name__ == "__main__":
    faults = {file: violations(Path(file)) for file in sys.argv[1:]}
    sys.exit("\n".join(f"{file}: {sorted(found)}" for file, found in faults.items() if found) or None)
