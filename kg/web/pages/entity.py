"""The page of an actor, a place, an agreement or another thing that is named: its names, claims, ties, mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pyoxigraph as ox
from rdflib import SKOS, URIRef

from kg.namespaces import GEO, LKG
from kg.web import facts
from kg.web.charts import Spoke, Tick, bars, by_time, line_of_time, star
from kg.web.listing import kinds_of, page_asked
from kg.web.render import render
from kg.web.text.cards import Linked
from kg.web.view import View

TABS = {"Place": "places", "Agreement": "agreements", "Provision": "agreements", "Actor": "actors"}
FEW = 200
"""So many of a predicate's values are read: a thing named in thousands of documents has each of them as often."""


def entity(view: View, iri: str, asked: Mapping[str, str]) -> str:
    """The page of a thing that documents name; `asked` pages and sorts its lists."""
    kinds = view.index.kinds(iri)
    sort = asked.get("sort", "date") if asked.get("sort") in facts.SORTS else "date"
    pages = {name: page_asked(asked, name) for name in ("said", "of", "on", "in")}
    tied = facts.ties(view, iri)
    held = facts.posts(view, iri)
    name = view.name(iri)
    return render(
        view,
        "entity",
        tab=next((tab for kind, tab in TABS.items() if kind in kinds), ""),
        iri=iri,
        title=name,
        other_names=[one for one in (view.index.label(iri, "zh"), view.index.label(iri, "en")) if one != name and one],
        kinds=kinds_of(view, iri),
        facts=list(_facts(view, iri)),
        forms=facts.forms(view, iri),
        said=facts.claims(view, iri, ["claimant"], pages["said"]),
        of=facts.claims(view, iri, facts.SAID_OF, pages["of"]),
        on=facts.claims_on_events(view, iri, pages["on"]),
        contexts=facts.contexts(view, iri, sort, pages["in"]),
        sort=sort,
        sorts=list(facts.SORTS),
        ties=tied,
        network=star(name, [_spoke(tie) for tie in tied], view.say("network_of", name=name)),
        events=line_of_time(facts.told_events(view, iri), view.say("events_of", name=name)),
        posts=held,
        posts_time=line_of_time([_held(post) for post in held], view.say("posts_of", name=name)),
        mentions_time=bars(by_time(_days(view, iri)), view.say("mentions_by_date", name=name)),
    )


def _spoke(tie: facts.Tie) -> Spoke:
    return Spoke(label=tie.name, number=tie.out + tie.back, sign=tie.sign, href=tie.href)


def _held(post: facts.Post) -> Tick:
    label = f"{post.other} {post.title} {post.first}–{post.last}"
    return Tick(first=post.first or None, last=post.last or None, label=label, href=post.href, kind="post")


def _days(view: View, iri: str) -> dict[str, int]:
    asked = "SELECT day, COUNT(*) FROM mention WHERE thing = ? AND day IS NOT NULL GROUP BY day"
    return dict(view.index.rows(asked, view.index.number(iri)))


def _facts(view: View, iri: str) -> Iterator[tuple[str, tuple[Linked, ...]]]:
    """What documents and the lexicon say of a thing besides claims; each value once."""
    for name in ("belongsTo", "within", "officeOf", "party", "mediator", "adoptedBy"):
        if values := few(view, iri, LKG[name]):
            yield view.wording.term(name), tuple(_known(view, value) for value in values)
    for name in ("dateSigned", "number", "iso3166"):
        if values := few(view, iri, LKG[name]):
            yield view.wording.term(name), tuple(Linked(words=value, href="") for value in values)
    for geometry in few(view, iri, URIRef(GEO.hasGeometry)):
        wkt = view.lookup.first(geometry, URIRef(GEO.asWKT))
        yield view.say("coordinates"), (Linked(words=wkt, href=""),)
    if values := [one for one in few(view, iri, SKOS.exactMatch) if one.startswith("https://")]:
        yield view.say("elsewhere"), tuple(Linked(words=one, href=one) for one in values)


def _known(view: View, thing: str) -> Linked:
    """A thing by its name; a state of the lexicon that no document names has no page."""
    return Linked(words=view.name(thing), href=view.links.thing(thing) if view.lookup.knows(thing) else "")


def few(view: View, iri: str, predicate: URIRef) -> list[str]:
    """The first values of a predicate, each once, sorted."""
    quads = view.store.inner.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(str(predicate)), None, None)
    return sorted({str(getattr(quad.object, "value", "")) for quad in islice(quads, FEW)})
