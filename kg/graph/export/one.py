"""One thing for other programs, as Turtle or JSON-LD: what is said of it, and what belongs to that; or a document."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.export.formats import as_turtle, prefixes_of
from kg.graph.export.jsonld import as_jsonld
from kg.graph.nodes import Nodes
from kg.graph.store import Store
from kg.namespaces import GAF, LKG, OA

KINDS = ("ttl", "jsonld")
_WITHIN = (f"{LKG}casualties", f"{LKG}keepsDistanceFrom", f"{OA}hasSelector")
_SAYING = frozenset({f"{LKG}Claim", f"{LKG}Event", f"{LKG}CasualtyCount"})
"""What is told in sentences of its own: its mentions are few and say what it is, so they come along."""
DEEPEST = 3


def describe(store: Store, thing: str, kind: str) -> bytes:
    """A thing in a format (one of KINDS): a document's whole graph, else what all graphs say of it.

    Of a claim, an event or a figure its mentions come along; of what is named in thousands of places their IRIs.
    """
    quads = list(_about(store, thing))
    if kind == "ttl":
        return as_turtle({quad.triple for quad in quads}, prefixes_of(store))
    made = as_jsonld(Nodes(store, thing, set(quads)), store.base)
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _about(store: Store, thing: str) -> Iterator[ox.Quad]:
    default = ox.DefaultGraph()
    if thing in store:
        found = store.inner.quads_for_pattern(None, None, None, ox.NamedNode(thing))
    else:
        found = iter(_of(store, thing, 0))
    yield from (ox.Quad(quad.subject, quad.predicate, quad.object, default) for quad in found)


def _of(store: Store, thing: str, depth: int) -> list[ox.Quad]:
    quads = list(store.inner.quads_for_pattern(ox.NamedNode(thing), None, None, None))
    saying = any(isinstance(quad.object, ox.NamedNode) and quad.object.value in _SAYING for quad in quads)
    follow = (*_WITHIN, *([f"{GAF}denotedBy"] if saying else []))
    inner = {
        quad.object.value
        for quad in quads
        if depth < DEEPEST and quad.predicate.value in follow and isinstance(quad.object, ox.NamedNode)
    }
    return quads + [quad for one in sorted(inner) for quad in _of(store, one, depth + 1)]
