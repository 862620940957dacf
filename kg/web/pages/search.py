"""What a search finds: things by their names, claims by their words; as a page, as part of one, as suggestions."""

from __future__ import annotations

from markupsafe import Markup

from kg.web.index import search as found_in
from kg.web.index.tokens import folded
from kg.web.listing import kinds_of
from kg.web.pages.words import act_word
from kg.web.render import render
from kg.web.view import View


def search(view: View, words: str, *, whole: bool = True) -> str:
    """What is found for some words: a page, or without `whole` the results alone."""
    things = [
        {
            "href": view.links.thing(one.iri),
            "name": view.name(one.iri),
            "form": "" if one.form == view.name(one.iri) else marked(one.form, words),
            "kinds": kinds_of(view, one.iri),
        }
        for one in found_in.names(view.index, words)
    ]
    claims = [
        {
            "href": view.links.place(one.document, one.start, one.end),
            "who": view.name(one.claimant),
            "act": act_word(view, one.act),
            "document": view.name(one.document),
            "words": marked(one.words, words),
        }
        for one in found_in.claims(view.index, words)
    ]
    return render(view, "search" if whole else "found", tab="", words=words, things=things, claims=claims)


def suggestions(view: View, words: str, kind: str = "") -> str:
    """Names that begin with or hold some words, as options of a list."""
    forms = dict.fromkeys(one.form for one in found_in.names(view.index, words, kind))
    return Markup("").join(Markup('<option value="{}">').format(form) for form in forms)


def marked(text: str, words: str) -> Markup:
    """A text, escaped, in which the words searched for are marked; where folding changes lengths, without marks."""
    low, wanted = folded(text), folded(words).strip()
    if not wanted or len(low) != len(text) or wanted not in low:
        return Markup("{}").format(text)
    at = low.index(wanted)
    pieces = text[:at], text[at : at + len(wanted)], text[at + len(wanted) :]
    return Markup("{}<mark>{}</mark>{}").format(*pieces)
