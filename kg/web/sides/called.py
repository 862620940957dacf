"""What a place is called within some words: the form, its status words, and whose name the words say it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import XSD

from kg.analysis.toponyms import OTHERS
from kg.graph.lookup import MentionView
from kg.namespaces import LKG, OA
from kg.web.index.index import placeholders
from kg.web.view import View

NAMERS = ("State", "DisputedEntity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """A form of a place's name where it stands; `namer` is whom the words around name as the one who calls it so."""

    form: str
    href: str
    status: tuple[str, ...]
    namer: str


def called(view: View, at: MentionView, places: Collection[str]) -> Iterator[Calling]:
    """Where words of a document name one of these places, in order; not where a claim within them has fewer words."""
    numbers = [view.index.number(place) for place in sorted(places)]
    rows = view.index.rows(
        "SELECT words, mention.start, mention.end, part, mention.graph FROM mention"
        " JOIN document ON document.graph = mention.graph WHERE document.thing = ?"
        f" AND mention.start >= ? AND mention.end <= ? AND mention.thing IN ({placeholders(numbers)})"
        " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.graph = mention.graph AND claim.start <= mention.start"
        " AND claim.end >= mention.end"
        " AND claim.end - claim.start < ?) ORDER BY mention.start, mention.end",
        view.index.number(at.document),
        at.start,
        at.end,
        *numbers,
        at.end - at.start,
    )
    for form, start, end, part, graph in rows:
        status = status_at(view, at.document, start)
        yield Calling(
            form=form,
            href=view.links.place(at.document, start, end),
            status=status,
            namer=_named_before(view, graph, part, start) if OTHERS in status else "",
        )


def status_at(view: View, document: str, start: int) -> tuple[str, ...]:
    """The notations of the status words of the name that begins at a character, sorted."""
    lookup, inner = view.lookup, view.store.inner
    where = ox.Literal(str(start), datatype=ox.NamedNode(str(XSD.integer)))
    quads = inner.quads_for_pattern(None, ox.NamedNode(str(OA.start)), where, ox.NamedNode(document))
    selectors = [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]
    mentions = {mention for one in selectors for mention in lookup.subjects(OA.hasSelector, one)}
    words = {lookup.notation(concept) for one in mentions for concept in lookup.objects(one, LKG.status)}
    return tuple(sorted(words.union(*(lookup.objects(one, LKG.distance) for one in mentions))))


def _named_before(view: View, graph: int, part: int, start: int) -> str:
    """The state, or disputed entity, that is named last before a character, in its part."""
    rows = view.index.rows(
        "SELECT mention.thing FROM mention WHERE graph = ? AND part = ? AND end <= ? AND EXISTS (SELECT 1 FROM kind"
        f" WHERE kind.thing = mention.thing AND kind IN ({placeholders(NAMERS)})) ORDER BY end DESC LIMIT 1",
        graph,
        part,
        start,
        *NAMERS,
    )
    return view.index.iri(rows[0][0]) if rows else ""
