"""Which page a thing has, by what it is."""

from __future__ import annotations

from collections.abc import Mapping

from kg.namespaces import LKG
from kg.web.listing import page_asked
from kg.web.pages.dispute import dispute
from kg.web.pages.document import document
from kg.web.pages.entity import entity
from kg.web.pages.statement import anything, claim, event
from kg.web.view import View

NAMED = frozenset({"Actor", "Place", "Location", "Agreement", "Provision"})


def thing(view: View, iri: str, asked: Mapping[str, str]) -> str:
    """The page of a thing by its IRI, of which the store says something."""
    if view.lookup.first(iri, LKG.sourceText):
        return document(view, iri)
    kinds = {*view.lookup.classes(iri)} if iri not in view.store else set()
    if "Claim" in kinds:
        return claim(view, iri)
    if "Event" in kinds:
        return event(view, iri, page_asked(asked))
    if "Occurrence" in kinds:
        return dispute(view, iri)
    if NAMED & kinds:
        return entity(view, iri, asked)
    return anything(view, iri)
