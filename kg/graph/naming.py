"""Finding the one thing of a kind that a person names, or saying what else they may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import RDF

from kg.errors import QueryError
from kg.graph.export.formats import shorten
from kg.graph.lookup import Lookup
from kg.graph.queries import NAMES, resolve, things_named
from kg.namespaces import LKG

KINDS = {
    "meeting": ("MeetingRecord",),
    "document": ("Document",),
    "actor": ("Actor",),
    "place": ("Place", "DisputedEntity"),
    "agreement": ("Agreement",),
    "event": ("Event", "Occurrence"),
}


def named(lookup: Lookup, kind: str, words: str) -> str:
    """The IRI of the thing of a kind (a key of KINDS) that an IRI, a name, a symbol or a file name names.

    Raises QueryError for an unknown name (with near ones), for one that several things bear, and for a thing of
    another kind; for the latter it says which kind.
    """
    found = things_named(words, lookup.store) or _by_iri(lookup, words)
    fitting = [thing for thing in found if {*KINDS[kind]} & {*lookup.classes(thing)}]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        several = ", ".join(shorten(thing) for thing in fitting)
        raise QueryError(f"{words!r} names several things; name one by its IRI: {several}")
    if found:
        others = "; ".join(f"{shorten(thing)} ({', '.join(lookup.classes(thing))})" for thing in found)
        raise QueryError(f"{words!r} is no {kind}: {others}")
    near = difflib.get_close_matches(words, sorted({*_names(lookup, kind)}), n=3)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise QueryError(f"the graph has no {kind} by the name {words!r}{hint}")


def _by_iri(lookup: Lookup, words: str) -> list[str]:
    try:
        thing = resolve(words, lookup.store)
    except QueryError:
        return []
    return [thing] if lookup.knows(thing) else []


def _names(lookup: Lookup, kind: str) -> Iterator[str]:
    """All names of things of a kind."""
    for name in KINDS[kind]:
        for thing in lookup.subjects(RDF.type, str(LKG[name])):
            for predicate in NAMES:
                quads = lookup.store.inner.quads_for_pattern(
                    ox.NamedNode(thing), ox.NamedNode(str(predicate)), None, None
                )
                yield from (quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
