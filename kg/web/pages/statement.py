"""The pages of a claim, an event, and whatever else the graph speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox
from rdflib import RDFS
from rdflib.namespace import DCTERMS

from kg.analysis.selection import reporters
from kg.graph.export.formats import shorten
from kg.graph.lookup import MentionView
from kg.graph.statements import ClaimView
from kg.namespaces import LKG
from kg.web import facts
from kg.web.listing import Sheet, title_of
from kg.web.pages.words import act_word
from kg.web.render import render
from kg.web.text.cards import Linked, against_of, linked
from kg.web.view import View

MOST_VALUES = 400
ACT_AND_WORDS = "SELECT act, compliance, words FROM claim WHERE thing = ? LIMIT 1"


def claim(view: View, iri: str) -> str:
    """The page of a claim: who says what of whom, in which words, on whose authority, and what contradicts it."""
    one = view.statements.claim(iri)
    written = view.statements.mentions(one)
    passed_on, number = facts.claims_by_iri(view, one.quoted_by), view.index.number(iri)
    return render(
        view,
        "claim",
        tab="",
        iri=iri,
        title=view.phrasing.lead(one),
        one=one,
        written=[(mention, place_of(view, mention)) for mention in written],
        facts=[(term, values) for term, values in _claim_facts(view, one, written) if values],
        figures=[view.phrasing.figure(view.statements.casualty(figure)) for figure in one.figures],
        against=against_of(view, [number]).get(number, []),
        passed_on=Sheet(rows=passed_on, total=len(passed_on)),
    )


def place_of(view: View, mention: MentionView) -> str:
    """Where a mention stands on its document's page."""
    return view.links.place(mention.document, mention.start, mention.end)


def _claim_facts(
    view: View, one: ClaimView, written: tuple[MentionView, ...]
) -> Iterator[tuple[str, tuple[Linked, ...]]]:
    say, term = view.say, view.wording.term
    yield term("claimant"), linked(view, [one.claimant])
    yield term("utteredBy"), linked(view, filter(None, [one.uttered_by]))
    yield say("card_through"), linked(view, reporters(view.statements, one))
    yield term("reportedSource"), linked(view, one.sources)
    act = (
        view.wording.concept("Compliance", one.compliance) if one.compliance else view.wording.concept("Acts", one.act)
    )
    yield term("compliance") if one.compliance else term("act"), plain(act)
    yield term("complier"), linked(view, filter(None, [one.complier]))
    yield term("target"), linked(view, one.targets)
    yield (
        say("card_polarity"),
        plain(say(f"polarity_{one.polarity}")) if view.wording.has(f"polarity_{one.polarity}") else (),
    )
    yield term("about"), tuple(Linked(words=title_of(view, thing), href=view.links.thing(thing)) for thing in one.about)
    document = view.phrasing.document(one.document, one.part)
    yield say("head_document"), (Linked(words=document, href=view.links.thing(one.document)),)
    yield say("head_date"), plain(str(one.date)) if one.date else ()
    yield say("card_rule"), plain(", ".join(dict.fromkeys(mention.rule for mention in written)))


def plain(words: str) -> tuple[Linked, ...]:
    """Words that lead nowhere, as a value of a list of facts."""
    return (Linked(words=words, href=""),) if words else ()


def event(view: View, iri: str, page: int = 1) -> str:
    """The page of an event as one document tells it: who says so, with which roles and figures, who tells it too."""
    one, name = view.statements.event(iri), view.wording.concept
    disputes = [thing for thing in view.lookup.subjects(LKG.account, iri) if "Occurrence" in view.lookup.classes(thing)]
    roles = {"agent": one.agents, "patient": one.patients, "participant": one.participants}
    told = [(view.wording.term(role), linked(view, things)) for role, things in roles.items() if things]
    if finer := [name("EventSubtypes", view.lookup.notation(of)) for of in view.lookup.objects(iri, LKG.eventSubtype)]:
        told.insert(0, (view.wording.term("eventSubtype"), plain(view.wording.several(finer))))
    if one.places:
        told.append((view.say("place_word"), linked(view, one.places)))
    told.append((view.say("head_when"), plain(view.phrasing.when(one) + _vague(view, iri))))
    told.append((view.say("told_in"), (Linked(words=view.name(one.document), href=view.links.thing(one.document)),)))
    return render(
        view,
        "event",
        tab="",
        iri=iri,
        title=title_of(view, iri),
        kind=name("EventTypes", one.type),
        facts=told,
        written=[(mention, place_of(view, mention)) for mention in sorted(view.lookup.mentions(iri))],
        claims=facts.claims(view, iri, ["about"], page),
        figures=[view.phrasing.figure(view.statements.casualty(figure)) for figure in view.statements.figures_of(iri)],
        disputes=disputes,
        others=[
            (view.links.thing(other), title_of(view, other))
            for dispute in disputes
            for other in view.lookup.objects(dispute, LKG.account)
            if other != iri
        ],
    )


def _vague(view: View, iri: str) -> str:
    words = view.lookup.first(iri, LKG.vagueTime)
    return f" ({words})" if words else ""


def anything(view: View, iri: str) -> str:
    """The page of a thing that has none of another kind: what is said of it, and what says it."""
    name, inner = ox.NamedNode(iri), view.store.inner
    said = {
        (quad.predicate.value, str(getattr(quad.object, "value", "")), isinstance(quad.object, ox.NamedNode))
        for quad in islice(inner.quads_for_pattern(name, None, None, None), MOST_VALUES)
    }
    back = {
        (quad.predicate.value, str(getattr(quad.subject, "value", "")))
        for quad in islice(inner.quads_for_pattern(None, None, name, None), MOST_VALUES)
    }
    return render(
        view,
        "anything",
        tab="",
        iri=iri,
        title=_called(view, iri),
        kind=view.wording.several(map(view.wording.term, view.lookup.classes(iri))),
        comment=view.lookup.said(iri, RDFS.comment, view.language),
        said=[
            (term_of(view, predicate), _called(view, value), view.links.thing(value))
            if named and view.lookup.knows(value)
            else (term_of(view, predicate), _called(view, value) if named else value, "")
            for predicate, value, named in sorted(said)
        ],
        back=[
            (term_of(view, predicate), _called(view, subject), view.links.thing(subject))
            for predicate, subject in sorted(back)
        ],
    )


def _called(view: View, iri: str) -> str:
    """What a thing is called: by its name, a claim by its act and words, a part by its document and number."""
    if view.index.label(iri, view.language):
        return view.name(iri)
    if iri.startswith(LKG):
        return view.wording.term(iri.removeprefix(LKG))
    for act, compliance, words in view.index.rows(ACT_AND_WORDS, view.index.number(iri)):
        return view.say("quoted_act", act=act_word(view, act or compliance), words=words)
    document = view.lookup.first(iri, DCTERMS.isPartOf)
    return view.phrasing.document(document, iri) if document and view.lookup.part(iri) else shorten(iri)


def term_of(view: View, predicate: str) -> str:
    """A property in words where the ontology has it, else with its prefix."""
    if view.wording.has(f"term_{shorten(predicate)}"):
        return view.say(f"term_{shorten(predicate)}")
    if predicate.startswith(str(LKG)):
        return view.wording.term(predicate.removeprefix(str(LKG)))
    return shorten(predicate)
