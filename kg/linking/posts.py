"""Posts as they are printed: which office each is, and whose."""

from __future__ import annotations

from kg.knowledge.lexicon import Entry, Lexicon
from kg.linking.person_clusters import Held
from kg.model.mention import Kind


def held(lexicon: Lexicon, title: str, owner: str | None) -> Held:
    """A post with its office and owner; a title that names its body (`President of the Council`) needs no other."""
    holder = _bearing(lexicon, title, Kind.PERSON)
    if holder and holder.office_of and title != holder.title:
        title, owner = holder.title or title, holder.office_of
    post = _bearing(lexicon, title, Kind.POST)
    if post is None:
        return Held(title=title, office=title, owner=owner)
    office = post.office_class or post.key
    return Held(title=title, office=office, owner=owner or post.office_of, shared=post.shared, national=post.national)


def _bearing(lexicon: Lexicon, title: str, kind: Kind) -> Entry | None:
    """The lexicon's first post, or holder of a post, of that title."""
    fitting = (entry for entry in lexicon.find(title) if entry.kind is kind)
    return next((entry for entry in fitting if kind is Kind.POST or entry.office_of), None)
