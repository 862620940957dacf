"""The units that can be counted."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import regex
from rdflib import RDF

from kg.errors import LexiconError
from kg.knowledge.turtle import read_turtle
from kg.namespaces import LKG
from kg.resources import shipped


@lru_cache(maxsize=4)
def load_units(path: Path | None = None) -> tuple[tuple[str, str], ...]:
    """What is counted and the pattern of its units, for each unit pattern of a Turtle file (by default ours).

    Raises LexiconError for a unit without `lkg:counts` or with a broken pattern.
    """
    path = path or shipped("ontology") / "rules" / "mentions" / "units.ttl"
    graph = read_turtle(path)
    units = []
    for node in sorted(graph.subjects(RDF.type, LKG.Unit), key=str):
        kind = graph.value(node, LKG.counts)
        if kind is None:
            raise LexiconError(path, str(node), "has no lkg:counts")
        for pattern in sorted(graph.objects(node, LKG.pattern), key=str):
            try:
                regex.compile(str(pattern), regex.V1)
            except regex.error as error:
                raise LexiconError(path, str(node), f"pattern {str(pattern)!r}: {error}") from error
            units.append((str(kind), str(pattern)))
    return tuple(sorted(units, key=lambda unit: (-len(unit[1]), unit)))
